"""A JSON file of figures: whole or in part, each fault at its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interview.identity_numbers import REFUSAL
from interview.years.files.figure_import import FigureImport, read_import
from interview.years.files.sheets import Unreadable
from interview.years.shipped import read_shipped

CAP = "figures.child_tax_credit.refund_cap_per_child"


@pytest.fixture
def document() -> dict[str, Any]:
    return read_shipped(2025)


def imported(document: dict[str, Any], file: Any) -> FigureImport:
    return read_import(json.dumps(file).encode(), document, None)


def of_cap(entry: Any) -> dict[str, Any]:
    return {"tax_year": 2025, "figures": {"child_tax_credit": {"refund_cap_per_child": entry}}}


def test_a_part_of_a_document_changes_only_what_it_names(document: dict[str, Any]) -> None:
    found = imported(document, of_cap({"value": 1800, "source": "New", "note": "Read twice"}))
    assert [change.difference.path for change in found.changes] == [f"{CAP}.value", f"{CAP}.source", f"{CAP}.note"]
    assert {change.where for change in found.changes} == {CAP}
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] = {
        "value": 1800, "source": "New", "note": "Read twice",
    }  # fmt: skip
    assert found.document == document


def test_a_note_that_the_file_no_longer_has_goes(document: dict[str, Any]) -> None:
    entry = document["figures"]["deductions"]["age"]
    assert entry["note"]
    file = {"tax_year": 2025, "figures": {"deductions": {"age": {"value": 65, "source": entry["source"]}}}}
    assert "note" not in imported(document, file).document["figures"]["deductions"]["age"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (1800, "A figure must have a value and a source"),
        ({"value": 1800, "source": "S", "since": 1}, "A figure must have a value and a source"),
        ({"value": 1800}, "Add the source for"),
        ({"value": 1800, "source": 5}, "must be texts"),
        ({"value": "1800", "source": "S"}, "is not written as the figures are"),
        ({"value": True, "source": "S"}, "must be a number"),
        ({"value": 1800.0, "source": "S"}, "must be a whole number"),
        ({"value": [1800], "source": "S"}, "does not have the shape"),
        ({"value": {"single": 1800}, "source": "S"}, "must be a number"),
        ({"value": 10**15, "source": "S"}, "too large"),
        ({"value": 1800, "source": "for 123-45-6789"}, str(REFUSAL)),
    ],
)
def test_a_figure_is_refused_at_its_place(document: dict[str, Any], entry: Any, why: str) -> None:
    found = imported(document, of_cap(entry))
    assert [refusal.where for refusal in found.refusals] == [CAP]
    assert why in found.refusals[0].why
    assert found.document == document


@pytest.mark.parametrize(
    ("figures", "where"),
    [
        ({"nonsense": {}}, "figures.nonsense"),
        ({"phaseout": []}, "figures.phaseout"),
        ({"phaseout": {"nonsense": 1}}, "figures.phaseout.nonsense"),
        ({"phaseout": {"threshold": {"value": {"widowed": 1}, "source": "S"}}}, "figures.phaseout.threshold"),
        ({"phaseout": {"threshold": {"value": {"single": [1]}, "source": "S"}}}, "figures.phaseout.threshold"),
        ({"income_tax": {"rates": {"value": [0.1] * 21, "source": "S"}}}, "figures.income_tax.rates"),
        ({"123-45-6789": {}}, "–"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_at_its_place(document: dict[str, Any], figures: Any, where: str) -> None:
    found = imported(document, {"tax_year": 2025, "figures": figures})
    assert [refusal.where for refusal in found.refusals] == [where]
    assert found.document == document


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (1, "must be a number"),
        ({"per_dollar": 0.9, "source": "S"}, "must be a number"),
        ({"per_dollar": "0.9"}, "Add the source for EUR"),
        ({"per_dollar": "0.9", "source": "S", "x": "y"}, "must be a number"),
    ],
)
def test_a_rate_is_refused_at_its_place(document: dict[str, Any], entry: Any, why: str) -> None:
    document["exchange_rates"] = {}
    found = imported(document, {"tax_year": 2025, "exchange_rates": {"EUR": entry}})
    assert [refusal.where for refusal in found.refusals] == ["exchange_rates.EUR"]
    assert why in found.refusals[0].why
    assert found.document == document


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "This is not a JSON file: line 1 cannot be read."),
        ('{"tax_year": 2025,\n"figures"}', "line 2 cannot be read"),
        ("[1, 2]", "The file must hold tax_year and figures"),
        ('{"tax_year": 2025, "figures": []}', "The file must hold tax_year and figures"),
        ('{"tax_year": 2025, "exchange_rates": []}', "must stand by the codes of their currencies"),
        ('{"figures": {}}', "it is of this tax year: 2025"),
        ('{"tax_year": 2024, "figures": {}}', "it is of this tax year: 2025"),
        ('{"tax_year": 2025, "figures": {}, "guidance": 1}', "something that we do not know: guidance"),
        ('{"tax_year": 2025, "figures": {}, "figures": {}}', "names the same thing twice: figures"),
        ('{"tax_year": 2025, "figures": {"a": NaN}}', "NaN, which is no number"),
        ('{"tax_year": 2025, "figures": {"a": "\\ud800"}}', "signs that are no text"),
        ('{"tax_year": 2025, "figures": {"a": "\\u0000"}}', "signs that are no text"),
        ('{"tax_year": 2025, "figures": ' + '{"a":' * 50 + "1" + "}" * 50 + "}", "not a JSON file that we can read"),
        ("[" * 100_000, "not a JSON file that we can read"),
        ('{"tax_year": ' + "9" * 5_000 + "}", "not a JSON file that we can read"),
    ],
)
def test_a_file_that_is_no_document_is_refused_in_words(document: dict[str, Any], text: str, why: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_import(text.encode(), document, None)
    assert why in str(unreadable.value)


def test_a_name_that_stands_twice_is_found_at_once_among_very_many(document: dict[str, Any]) -> None:
    names = ",".join(f'"{number}":0' for number in range(45_000))
    with pytest.raises(Unreadable, match="names the same thing twice: 44999"):
        read_import(f'{{"tax_year":2025,"figures":{{{names},"44999":0}}}}'.encode(), document, None)
