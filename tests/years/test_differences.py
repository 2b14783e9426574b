"""What differs between two documents of a year: where, by how much, and what is suspiciously the same."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from interview.years.differences import Difference, all_rows, differences, same_though_usually_changed
from interview.years.shipped import read_shipped

CAP = "figures.child_tax_credit.refund_cap_per_child"


def changed(section: str, name: str, value: Any, **texts: str) -> list[Difference]:
    old = read_shipped(2025)
    new = copy.deepcopy(old)
    new["figures"][section][name] |= {"value": value, **texts}
    return differences(old, new)


def test_a_changed_value_names_its_place_its_figure_and_its_source() -> None:
    (row,) = changed("child_tax_credit", "refund_cap_per_child", 1900)
    assert (row.path, row.figure, row.section) == (f"{CAP}.value", CAP, "child_tax_credit")
    assert (row.old, row.new, row.old_value, row.new_value) == ("$1,700", "$1,900", 1700, 1900)
    assert row.source == read_shipped(2025)["figures"]["child_tax_credit"]["refund_cap_per_child"]["source"]
    assert not row.is_text


def test_a_changed_source_or_note_is_a_row_of_its_own() -> None:
    rows = changed("child_tax_credit", "refund_cap_per_child", 1700, source="A law", note="Read twice")
    assert [(row.path, row.new, row.is_text) for row in rows] == [
        (f"{CAP}.source", "A law", True),
        (f"{CAP}.note", "Read twice", True),
    ]


@pytest.mark.parametrize(
    ("section", "name", "value", "difference", "percent"),
    [
        ("child_tax_credit", "refund_cap_per_child", 1900, "+$200", "+11.8%"),
        ("child_tax_credit", "refund_cap_per_child", 1690, "-$10", "-0.59%"),
        ("child_tax_credit", "refund_rate", 0.145, "-0.5 points", "-3.3%"),
        ("child_tax_credit", "refund_cap_per_child", None, "–", "–"),
        ("child_tax_credit", "refund_cap_per_child", "much", "–", "–"),
        ("dates", "return_due", "2026-04-16", "–", "–"),
    ],
)
def test_amounts_have_a_difference_and_a_percent_and_nothing_else_has(
    section: str, name: str, value: Any, difference: str, percent: str
) -> None:
    (row,) = changed(section, name, value)
    assert (row.by_how_much, row.percent_in_words) == (difference, percent)


def test_nothing_is_divided_by_an_amount_of_0() -> None:
    row = Difference("a", "A", "A", "$0", "$5", "", holds="dollars", old_value=0, new_value=5)
    assert (row.by_how_much, row.percent_in_words) == ("+$5", "–")


def test_rates_of_currencies_are_compared_digit_by_digit() -> None:
    old = read_shipped(2025)
    new = copy.deepcopy(old)
    new["exchange_rates"]["EUR"]["per_dollar"] = "0.9"
    (row,) = differences(old, new)
    assert (row.path, row.figure) == ("exchange_rates.EUR.per_dollar", "exchange_rates.EUR")
    assert row.percent is not None


def test_all_rows_hold_what_is_the_same_too() -> None:
    document = read_shipped(2025)
    rows = list(all_rows(document, document))
    assert len(rows) > 300
    assert not [row for row in rows if row.differs]
    assert len({row.path for row in rows}) == len(rows)


def test_a_value_that_usually_changes_and_did_not_is_named() -> None:
    last, new = read_shipped(2025), copy.deepcopy(read_shipped(2026))
    assert "upper_bounds" not in {figure.name for figure in same_though_usually_changed(new, last)}
    new["figures"]["income_tax"]["upper_bounds"] = last["figures"]["income_tax"]["upper_bounds"]
    named = {figure.name for figure in same_though_usually_changed(new, last)}
    assert "upper_bounds" in named
    assert "age_limit" not in named


def test_a_year_without_a_year_before_has_nothing_suspicious() -> None:
    assert same_though_usually_changed(read_shipped(2025), None) == []
