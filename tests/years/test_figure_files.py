"""Figures leave as files and come back as they were."""

from __future__ import annotations

import copy
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.engine import document_digest
from interview.years.files.figure_files import COLUMNS, as_csv, as_json, as_text_cell, file_name, from_text_cell
from interview.years.files.figure_import import read_import
from interview.years.models import ParameterRevision
from interview.years.shipped import read_shipped, shipped_years

YEARS = shipped_years()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("tax_year", YEARS)
@pytest.mark.parametrize("write", [as_csv, as_json])
def test_what_was_exported_changes_nothing_when_it_comes_back(tax_year: int, write: object) -> None:
    document = read_shipped(tax_year)
    found = read_import(write(document).encode(), document, None)  # type: ignore[operator]
    assert (found.changes, found.refusals, found.untouched, found.problems) == ([], [], [], [])
    assert document_digest(found.document) == document_digest(document)


@pytest.mark.parametrize("tax_year", YEARS)
@pytest.mark.parametrize("write", [as_csv, as_json])
def test_an_export_fills_an_empty_draft_with_the_same_figures(tax_year: int, write: object) -> None:
    document = read_shipped(tax_year)
    empty = {
        "tax_year": tax_year,
        "figures": {
            section: {name: {"value": None, "source": ""} for name in entries}
            for section, entries in document["figures"].items()
        },
        "exchange_rates": {},
    }
    found = read_import(write(document).encode(), empty, None)  # type: ignore[operator]
    assert (found.refusals, found.problems) == ([], [])
    assert document_digest(found.document) == document_digest(document)


@pytest.mark.parametrize("tax_year", YEARS[1:])
@pytest.mark.parametrize("write", [as_csv, as_json])
def test_an_export_overwrites_last_years_figures_in_a_draft(tax_year: int, write: object) -> None:
    """Every figure of the two years that both have becomes the file's; a note that CSV does not name stays."""
    document, draft = read_shipped(tax_year), {**read_shipped(tax_year - 1), "tax_year": tax_year}
    for section in {*draft["figures"], *document["figures"]}:
        if section not in document["figures"] or section not in draft["figures"]:
            document["figures"].pop(section, None)
            draft["figures"].pop(section, None)
    found = read_import(write(document).encode(), draft, None)  # type: ignore[operator]
    assert found.refusals == []
    for section, entries in document["figures"].items():
        for name, entry in entries.items():
            assert found.document["figures"][section][name]["value"] == entry["value"], name
            assert found.document["figures"][section][name]["source"] == entry["source"], name
    assert {**found.document["exchange_rates"], **document["exchange_rates"]} == found.document["exchange_rates"]


def test_a_file_is_named_after_year_and_revision() -> None:
    assert file_name(ParameterRevision(tax_year=2026, number=3), "csv") == "fledge-2026-revision-3.csv"


def test_a_csv_file_has_a_row_for_each_cell_in_the_signs_of_people() -> None:
    text = as_csv(read_shipped(2025))
    assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    rows = rows_of(text)
    cap = next(row for row in rows if row["figure"] == "refund_cap_per_child")
    assert (cap["tax year"], cap["section"], cap["value"], cap["unit"]) == (
        "2025",
        "child_tax_credit",
        "1700",
        "dollars",
    )
    rate = next(row for row in rows if row["figure"] == "refund_rate")
    assert (rate["value"], rate["unit"]) == ("15", "percent")
    due = next(row for row in rows if row["figure"] == "return_due_abroad")
    assert (due["section"], due["value"]) == ("dates", "2026-06-15")
    bounds = [row for row in rows if row["figure"] == "upper_bounds" and row["filing status"] == "single"]
    assert [row["children or bracket"] for row in bounds] == ["1", "2", "3", "4", "5", "6"]
    starts = [row for row in rows if row["figure"] == "phaseout_start" and row["filing status"] == "married_joint"]
    assert [row["children or bracket"] for row in starts] == ["0", "1", "2", "3 or more"]
    euro = next(row for row in rows if row["figure"] == "EUR")
    assert (euro["section"], euro["value"], euro["source"]) == ("exchange_rates", "0.886", "IRS yearly average")


def test_cells_without_a_value_have_a_row_to_fill_in() -> None:
    last_year = read_shipped(2025)
    document = copy.deepcopy(last_year)
    document["figures"]["income_tax"]["upper_bounds"] = {"value": None, "source": ""}
    del document["exchange_rates"]["EUR"]
    rows = rows_of(as_csv(document, last_year))
    assert len([row for row in rows if row["figure"] == "upper_bounds" and not row["value"]]) == 5 * 6
    assert [row["value"] for row in rows if row["figure"] == "EUR"] == [""]


def test_json_is_the_document_itself() -> None:
    assert json.loads(as_json(read_shipped(2021))) == read_shipped(2021)


@given(st.text())
def test_any_text_comes_back_from_a_cell_as_it_went_in(text: str) -> None:
    assert from_text_cell(as_text_cell(text)) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "'=", "%", "|"])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    document = read_shipped(2025)
    document["figures"]["phaseout"]["step"]["note"] = f"{start}HYPERLINK(1)"
    row = next(row for row in rows_of(as_csv(document)) if row["figure"] == "step")
    assert row["note"].startswith("'")
    found = read_import(as_csv(document).encode(), document, None)
    assert (found.changes, found.refusals) == ([], [])
