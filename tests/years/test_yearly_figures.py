"""Which figures change every year is said with each figure; ten shipped years agree."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from interview.engine import ANEW, INDEXED, OPTIONAL_SECTIONS
from interview.years.figure_table import Figure, all_figures
from interview.years.new_year import document_from
from interview.years.shipped import read_shipped, shipped_years

FIGURES = [figure for figure in all_figures() if figure.section not in OPTIONAL_SECTIONS]
DOCUMENTS = [read_shipped(year) for year in shipped_years()]


def values(figure: Figure) -> list[Any]:
    return [figure.entry_in(document)["value"] for document in DOCUMENTS]


def kept(figure: Figure) -> int:
    """In how many years a figure stayed as it was the year before."""
    return sum(before == after for before, after in pairwise(values(figure)))


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if not figure.yearly], ids=lambda figure: figure.path)
def test_a_figure_that_is_carried_over_stayed_in_most_years(figure: Figure) -> None:
    assert kept(figure) >= len(DOCUMENTS) // 2 or figure.section == "form_lines"
    assert kept(figure) >= 1


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if figure.yearly], ids=lambda figure: figure.path)
def test_a_figure_that_is_left_blank_did_not_always_stay(figure: Figure) -> None:
    assert kept(figure) < len(DOCUMENTS) - 1
    assert figure.yearly in (INDEXED, ANEW)


def test_every_date_is_left_blank() -> None:
    assert all(figure.yearly == ANEW for figure in all_figures() if figure.shape.holds == "day")


def test_what_the_law_fixes_is_carried_over_with_its_source() -> None:
    document, to_confirm = document_from(read_shipped(2026), 2027)
    last_year = read_shipped(2026)["figures"]
    for name in ("other_dependent", "earned_income_threshold", "refund_rate", "age_limit"):
        assert document["figures"]["child_tax_credit"][name] == last_year["child_tax_credit"][name]
        assert f"figures.child_tax_credit.{name}" in to_confirm
    assert document["figures"]["form_lines"] == last_year["form_lines"]
    assert "figures.form_lines.agi" in to_confirm


def test_law_that_ended_is_not_carried_over() -> None:
    assert "american_rescue_plan" not in document_from(read_shipped(2021), 2022)[0]["figures"]
    assert "personal_exemptions" not in document_from(read_shipped(2017), 2018)[0]["figures"]


def test_changes_that_families_are_told_of_are_asked_about_anew() -> None:
    assert document_from(read_shipped(2026), 2027)[0]["figures"]["changes_to_watch"] == {}
    assert "changes_to_watch" not in document_from(read_shipped(2025), 2026)[0]["figures"]


def test_the_document_of_last_year_stays_as_it_was() -> None:
    last_year = read_shipped(2026)
    document, _ = document_from(last_year, 2027)
    document["figures"]["phaseout"]["step"]["value"] = 5
    assert last_year == read_shipped(2026)
