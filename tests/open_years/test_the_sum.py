"""What is still on the table, in one sentence; and how Form 2555 ties the years together."""

from __future__ import annotations

from typing import Any

import pytest

from interview.steps import Route
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, family
from tests.interview.wandering import Wanderer
from tests.open_years.years import FIGURES, page, worked_out
from tests.result.households import plain

CAP = {year: 2 * FIGURES[year].parameters.child_tax_credit.refund_cap_per_child for year in (2023, 2024, 2025)}
FILED = {"denied": "no", "filed": "on_time"}


def of_year(year: int, base: dict[str, Any] = BERLIN, /, **changes: Any) -> dict[str, Any]:
    return family(base, year={"tax_year": year}, **changes)


def test_the_sum_is_about_where_a_year_is_rough() -> None:
    found = page(QUICK_BERLIN)
    assert plain(found.headline) == f"You could still claim about ${sum(CAP.values()):,} back for 2023, 2024 and 2025"
    assert [row.paid for row in found.years] == [f"about ${paid:,}" for paid in CAP.values()]


def test_the_sum_is_exact_where_every_year_is() -> None:
    found = page(BERLIN, of_year(2024), of_year(2023))
    assert plain(found.headline) == f"You could still claim ${sum(CAP.values()):,} back for 2023, 2024 and 2025"
    assert all(row.exact for row in found.years)
    assert not any("Rough" in sentence for sentence in found.lead)


def test_the_sum_is_the_most_there_can_be_and_the_least_stands_beside_it() -> None:
    found = page(BERLIN)
    assert plain(found.headline).startswith(f"You could still claim up to about ${sum(CAP.values()):,} back")
    assert found.lead[0].startswith(f"At least ${CAP[2025]:,} of it is likely.")
    assert [(row.low, row.high) for row in found.years] == [(0, CAP[2023]), (0, CAP[2024]), (CAP[2025], CAP[2025])]


def test_the_year_that_closes_first_is_named_with_its_day() -> None:
    assert "2023 closes first: claim it by April 15, 2027. That is 144 days from now." in page(BERLIN).lead


def test_a_filed_year_is_counted_apart() -> None:
    found = page(BERLIN, of_year(2024, history=FILED), of_year(2023))
    assert plain(found.headline) == f"You could still claim ${CAP[2023] + CAP[2025]:,} back for 2023 and 2025"
    assert any(
        sentence.startswith("2024 is not in this sum") and f"${CAP[2024]:,}" in sentence for sentence in found.lead
    )
    assert [row.filed for row in found.years] == [False, True, False]


def test_nothing_left_to_claim_is_said_plainly() -> None:
    answers = family(
        child_papers__c1={"papers": "citizen_none"},
        child_papers__c2={"papers": "citizen_none"},
        extension={"extension": "none"},
    )
    found = page(answers)
    assert plain(found.headline) == "We found nothing that you can still claim for the open years"
    assert all(row.paid == "$0" and row.note for row in found.years)


def test_a_finished_draft_of_the_year_beats_the_copy() -> None:
    poor = of_year(2024)
    poor["income-you-wages"] = {"amount": {"amount": "0", "currency": "EUR"}, "guess": False, "source": "foreign"}
    year = worked_out(BERLIN, poor)[2024]
    assert (year.own, year.exact, year.high) == (True, True, 0)
    assert not year.missing


def test_a_finished_draft_of_all_questions_beats_a_quick_check_of_the_same_year() -> None:
    year = worked_out(BERLIN, of_year(2024, QUICK_BERLIN), of_year(2024))[2024]
    assert year.exact
    quick = worked_out(BERLIN, of_year(2024, QUICK_BERLIN))[2024]
    assert (quick.own, quick.exact) == (True, False)


def test_the_draft_of_another_family_in_the_same_browser_is_not_taken() -> None:
    births = {
        f"child_basics__{key}": {"name": "X", "birth_date": day, "died": False, "relationship": "birth"}
        for key, day in (("c1", "2012-01-01"), ("c2", "2013-01-01"))
    }
    year = worked_out(BERLIN, of_year(2024, **births))[2024]
    assert year.draft is None
    assert not year.own


def test_form_2555_given_up_in_the_first_year_bars_the_years_after_it() -> None:
    answers = of_year(2025, exclusion_prior={"you": "last_year"})
    tied = page(answers).tied
    assert "Say you used Form 2555 before and file 2023 without it" in tied[0]
    assert f"{2023 + FIGURES[2023].parameters.exclusion.years_before_new_election + 1}" in tied[0]


def test_ways_that_cannot_be_used_one_after_the_other_are_told() -> None:
    answers = of_year(2025, exclusion_plan={"plan": "plan_yes"}, exclusion_prior={"you": "last_year"})
    tied = page(answers).tied
    assert "After 2023 without Form 2555" in tied[0]
    assert "for 2025 too" in tied[0]
    assert f"${sum(CAP.values()):,}" in tied[1]


def test_whoever_never_used_form_2555_is_told_that_it_ties_the_years() -> None:
    (tied,) = page(BERLIN).tied
    assert tied.startswith("Form 2555 ties the years together.")
    assert "barred for 5 more years" in tied


def test_nothing_is_said_of_form_2555_where_it_plays_no_part() -> None:
    at_home = family(QUICK_BERLIN, quick_home={"home": "us"}, quick_foreign_tax=None, quick_exclusion=None)
    assert page(at_home).tied == ()
    assert {row.way for row in page(at_home).years} == {"Form 2555 plays no part"}


@pytest.mark.parametrize("depth", ["full", "quick"])
def test_any_family_can_ask_for_all_open_years(depth: str) -> None:
    wanderer, asked = Wanderer(seed=11), 0
    for _ in range(24):
        answers = wanderer.family(depth)
        if Route(answers).first_open is not None:
            continue
        asked += 1
        found = page(answers)
        assert [row.tax_year for row in found.years] == [2023, 2024, 2025]
        assert all(0 <= row.low <= row.high for row in found.years)
    assert asked >= 12


def test_two_spouses_are_taken_over_together() -> None:
    year = worked_out(MARRIED_IN_BERLIN)[2023]
    assert year.assessed is not None
    assert year.assessed.household.filing_status == "married_joint"
