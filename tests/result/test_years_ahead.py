"""This year and the next five, with and without Form 2555, against the engine on households written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from interview.contract import read_household
from interview.engine import evaluate
from interview.result.explain import explain
from interview.result.explain.years_ahead import YearsAheadView
from interview.result.years_ahead import Assumptions, YearsAhead, project
from interview.years.year_in_force import shipped_year
from tests.result.households import MARCH, assessed, child, choosing, household

FIGURES = {year: shipped_year(year).parameters for year in (2025, 2026)}


def ahead(document: dict[str, Any], *, key: str = "exclude_filer", **assumed: Any) -> YearsAhead:
    return project(read_household(document), key, FIGURES, Assumptions(**assumed))


def by_hand(document: dict[str, Any], key: str = "no_exclusion") -> int:
    """Where the engine ends for a household that somebody wrote for that year."""
    family = read_household(document)
    found = evaluate(family, FIGURES[family.tax_year], detail=False).scenario(key)
    assert found is not None
    return found.balance


def in_2026(**changes: Any) -> dict[str, Any]:
    return household(tax_year=2026, **changes)


def view(document: dict[str, Any]) -> YearsAheadView:
    found = explain(assessed(document), today=MARCH, figures=FIGURES).years_ahead
    assert found is not None
    return found


LITTLE_TAX = {"general": 3_000}
GROWING_UP = [child("Mia", born="2010-05-04"), child("Leo", born="2012-02-29")]


def test_this_year_is_what_the_comparison_shows() -> None:
    document = household(foreign_tax=LITTLE_TAX)
    first = ahead(document).years[0]
    assert (first.without, first.with_form) == (by_hand(document), by_hand(document, "exclude_filer"))


def test_a_year_that_has_figures_takes_its_own_and_the_children_as_they_are() -> None:
    second = ahead(household(foreign_tax=LITTLE_TAX, children=GROWING_UP)).years[1]
    document = in_2026(foreign_tax=LITTLE_TAX, children=GROWING_UP)
    assert second.figures_of == 2026
    assert (second.without, second.with_form) == (by_hand(document), by_hand(document, "exclude_filer"))


def test_a_year_without_figures_takes_the_newest_and_everybody_is_older_instead() -> None:
    third = ahead(household(foreign_tax=LITTLE_TAX, children=GROWING_UP)).years[2]
    # 17 and 15 at the end of 2027, as these are at the end of 2026.
    older = [child("Mia", born="2009-05-04"), child("Leo", born="2011-02-28")]
    document = in_2026(foreign_tax=LITTLE_TAX, children=older)
    assert (third.year, third.figures_of) == (2027, 2026)
    assert (third.without, third.with_form) == (by_hand(document), by_hand(document, "exclude_filer"))


def test_a_child_who_turns_17_in_the_third_year_is_marked_there_and_nowhere_else() -> None:
    found = ahead(household(children=GROWING_UP))
    assert [year.turning for year in found.years] == [(), (), (0,), (), (1,), ()]
    assert [year.too_old_at for year in found.years] == [17] * 6


def test_pay_and_tax_abroad_grow_together_unless_a_rate_is_given() -> None:
    document = household(foreign_tax=LITTLE_TAX)
    grown = in_2026(filer={"wages_foreign": 69_752}, foreign_tax={"general": 3_090})
    assert ahead(document, growth=300).years[1].without == by_hand(grown)
    rated = in_2026(foreign_tax={"general": 6_772})
    assert ahead(document, rate=1_000).years[1].without == by_hand(rated)
    assert ahead(document, rate=1_000).years[0].without == by_hand(document)


def test_foreign_tax_that_is_left_over_pays_us_tax_after_a_move() -> None:
    document = household(foreign_tax={"general": 10_000})
    left = evaluate(read_household(document), FIGURES[2025], detail=False).scenario("no_exclusion")
    assert left is not None
    assert left.foreign_tax_unused > 0
    moved = in_2026(foreign_tax={"general": 0, "carryover_general": left.foreign_tax_unused})
    found = ahead(document, moves_in=2026)
    assert found.years[1].without == by_hand(moved)
    assert [year.moved for year in found.years] == [False, *[True] * 5]
    assert found.years[-1].without == by_hand(in_2026(foreign_tax={"general": 0}))
    assert found.years[-1].without < found.years[0].without


def test_with_foreign_tax_of_two_kinds_nothing_is_carried() -> None:
    document = household(foreign_tax={"general": 16_930, "passive": 10}, unearned_income={"interest_foreign": 500})
    assert not ahead(document).carries
    assert ahead(household()).carries


def test_giving_up_a_choice_in_force_closes_form_2555_for_five_years() -> None:
    found = ahead(household(filer=choosing("elect", elected_before=True)))
    assert found.free_again == 2031
    assert [year.closed for year in found.years] == [False, *[True] * 5]


def test_what_was_never_chosen_is_not_closed() -> None:
    found = ahead(household())
    assert found.free_again is None
    assert not any(year.closed for year in found.years)


def test_a_return_filed_with_form_2555_counts_as_chosen() -> None:
    family = read_household(household(filer=choosing("elect")))
    assert project(family, "exclude_filer", FIGURES, Assumptions(), filed_with_form=True).free_again == 2031


def test_withheld_tax_is_left_out_in_every_year() -> None:
    withheld = household(payments={"income_tax_withheld": 900})
    assert [year.without for year in ahead(withheld).years] == [year.without for year in ahead(household()).years]


def test_a_number_that_came_too_late_counts_from_the_next_year_on() -> None:
    late = child("Ida", taxpayer_id={"kind": "ssn", "issued_on": "2026-12-01"})
    found = ahead(household(children=[child(), late]))
    assert found.years[0].without == 1_700
    assert found.years[1].without == 3_400


def test_a_child_who_died_is_on_no_later_return() -> None:
    found = ahead(household(children=[child(), child("Ida", died_on="2025-08-01")]))
    assert [year.without for year in found.years] == [3_400, *[1_700] * 5]


def test_somebody_who_moved_abroad_in_the_year_is_there_for_all_of_the_next() -> None:
    document = household(filer={"wages_foreign": 120_000, "exclusion": {"test": "bona_fide_residence",
                                "qualifying_days": 100}}, foreign_tax=LITTLE_TAX)  # fmt: skip
    whole_year = {"wages_foreign": 120_000, "exclusion": {"test": "bona_fide_residence", "qualifying_days": 365}}
    expected = by_hand(in_2026(filer=whole_year, foreign_tax=LITTLE_TAX), "exclude_filer")
    assert ahead(document).years[1].with_form == expected


def test_a_surviving_spouse_is_head_of_household_later() -> None:
    document = household(filing_status="surviving_spouse", foreign_tax={"general": 0})
    found = ahead(document)
    assert found.years[1].without == by_hand(in_2026(filing_status="surviving_spouse", foreign_tax={"general": 0}))
    assert found.years[5].without == by_hand(in_2026(foreign_tax={"general": 0}))


class TestSentence:
    def test_a_gap_that_stays(self) -> None:
        assert view(household()).finding == "Over six years, without Form 2555 you would be $20,400 better off."

    def test_a_gap_that_closes_with_the_last_child(self) -> None:
        found = view(household(children=[child("Mia", born="2011-05-04")]))
        assert found.finding.endswith("better off. The gap closes in 2028.")

    def test_a_way_that_is_overtaken(self) -> None:
        found = view(household(children=GROWING_UP, foreign_tax=LITTLE_TAX))
        assert found.finding.endswith("From 2029 on, Form 2555 would leave you with more.")

    def test_form_2555_is_said_to_win_where_it_does(self) -> None:
        found = view(household(foreign_tax={"general": 0}, filer={"wages_foreign": 100_000}))
        assert found.finding.startswith("Over six years, with Form 2555 you would be $")

    def test_a_child_who_turns_17_is_named_in_picture_and_table(self) -> None:
        found = view(household(children=GROWING_UP))
        assert found.chart is not None
        assert [pair.event for pair in found.chart.pairs] == ["", "", "Mia turns 17", "", "Leo turns 17", ""]
        assert found.rows[2].notes == ("Mia turns 17",)

    def test_the_lock_and_what_it_would_cost_are_said(self) -> None:
        elected = choosing("elect", elected_before=True)
        found = view(household(filer=elected, children=GROWING_UP, foreign_tax=LITTLE_TAX))
        assert "the first year you can use Form 2555 again is 2031" in found.lock
        assert "less than with Form 2555, and it would be closed to you." in found.warnings[0]

    def test_the_table_adds_up(self) -> None:
        found = view(household())
        assert (found.total.without, found.total.with_form, found.total.gain) == ("$20,400", "$0", "$20,400")

    def test_it_says_which_years_borrow_figures(self) -> None:
        assert "years from 2027 on take the figures of 2026" in view(household()).assumed[0]


@pytest.mark.parametrize(
    "document",
    [
        household(filer={"exclusion": {"test": "none"}}),
        household(history={"child_credit_disallowed": "banned"}),
    ],
    ids=["Form 2555 is not possible", "the IRS set a wait"],
)
def test_there_is_no_picture_where_it_has_nothing_to_say(document: dict[str, Any]) -> None:
    assert explain(assessed(document), today=MARCH, figures=FIGURES).years_ahead is None


def test_without_figures_of_later_years_the_page_looks_no_years_ahead() -> None:
    assert explain(assessed(household()), today=MARCH).years_ahead is None


def test_six_years_take_eleven_runs_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """One for this year, two for each later one: what keeps the view below a few milliseconds."""
    runs: list[int] = []

    def counted(*given: Any, **named: Any) -> Any:
        runs.append(1)
        return evaluate(*given, **named)

    monkeypatch.setattr("interview.result.years_ahead.projection.evaluate", counted)
    ahead(household())
    assert len(runs) == 11
