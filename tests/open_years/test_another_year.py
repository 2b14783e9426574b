"""What one year's answers say about another year, and what they leave open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from interview.drafts.other_year import other_year
from interview.steps import Route
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, family
from tests.open_years.years import FIGURES, page, worked_out

NO_NUMBER: dict[str, Any] = {"papers": "citizen_none"}


def asked(answers: dict[str, Any], year: int) -> list[str]:
    return [question for _page, question in other_year(answers, year).missing]


@pytest.mark.parametrize("base", [BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN])
@pytest.mark.parametrize("year", [2023, 2024, 2026])
def test_the_answers_of_another_year_leave_no_screen_open(base: dict[str, Any], year: int) -> None:
    other = other_year(base, year)
    assert Route(other.answers).first_open is None
    assert Route(other.answers).saved.tax_year == year


def test_pay_and_tax_are_the_same_amounts_in_the_same_currency_at_the_rate_of_that_year() -> None:
    year = worked_out(BERLIN)[2023]
    assert year.assessed is not None
    euros = FIGURES[2023].rates["EUR"].per_dollar
    assert euros != FIGURES[2025].rates["EUR"].per_dollar
    assert year.assessed.household.filer.wages_foreign == round(Decimal(60_000) / euros)
    assert year.assessed.household.foreign_tax.general == round(Decimal(15_000) / euros)
    amounts = dict(page(BERLIN).years[0].amounts)
    assert any(text.startswith("€60,000 = $") for text in amounts.values())


def test_a_rate_of_the_familys_own_is_not_used_for_another_year() -> None:
    answers = family(rate__EUR={"rate": "2"})
    other = other_year(answers, 2023)
    assert "rate-EUR" not in other.answers
    rate = FIGURES[2023].rates["EUR"].per_dollar
    found = worked_out(answers)[2023].assessed
    assert found is not None
    assert found.household.filer.wages_foreign == round(Decimal(60_000) / rate)


def test_the_credit_is_the_one_of_that_year() -> None:
    years = worked_out(QUICK_BERLIN)
    assert {year: found.high for year, found in years.items()} == {
        year: 2 * FIGURES[year].parameters.child_tax_credit.refund_cap_per_child for year in years
    }


def test_a_child_born_later_is_not_on_the_return_and_one_grown_up_since_still_is() -> None:
    answers = family(
        child_basics__c1={"name": "Mia", "birth_date": "2008-05-04", "died": False, "relationship": "birth"},
        child_basics__c2={"name": "Leo", "birth_date": "2024-03-01", "died": False, "relationship": "birth"},
    )
    years = worked_out(answers)
    credits = {
        year: [child.credit for child in found.at_best.assessment.children]
        for year, found in years.items()
        if found.at_best
    }
    assert credits == {
        2023: ["child_tax_credit"],
        2024: ["child_tax_credit", "child_tax_credit"],
        2025: ["other_dependents", "child_tax_credit"],
    }
    said = {row.tax_year: row.children for row in page(answers).years}
    assert "Leo was not born yet in 2023." in said[2023]
    assert "Mia was 15 and still young enough for 2023." in said[2023]
    assert "Mia was 16 and still young enough for 2024." in said[2024]
    assert any(sentence.startswith("Mia does not count:") for sentence in said[2025])


def test_numbers_in_time_for_one_year_need_not_have_been_for_an_earlier_one() -> None:
    year = worked_out(BERLIN)[2023]
    assert ("children_issued", "all_issued") in year.missing
    assert (year.low, year.high) == (0, 2 * FIGURES[2023].parameters.child_tax_credit.refund_cap_per_child)
    assert not year.exact
    texts = [one.text for one in page(BERLIN).years[0].missing]
    assert texts == ["Were all these numbers issued before April 15, 2024?", "Have you filed your 2023 return?"]


def test_numbers_in_time_for_one_year_are_so_for_every_later_one() -> None:
    answers = family(year={"tax_year": 2023})
    assert asked(answers, 2025) == ["you", "filed"]  # whether Form 2555 was used in the years between
    year = worked_out(answers)[2025]
    assert year.low == year.high > 0


def test_a_number_that_came_after_a_year_came_after_the_years_before_it() -> None:
    answers = family(
        children_issued={"all_issued": "no"},
        child_issued__c1={"window": "by_ext"},
        child_issued__c2={"window": "by_due"},
        extension={"extension": "f4868"},
    )
    earlier = other_year(answers, 2024)
    assert earlier.answers["child_issued-c1"] == {"window": "after"}
    assert earlier.answers["child_issued-c2"] == {"window": "not_sure"}
    assert ("child_issued-c2", "window") in earlier.missing
    assert ("child_issued-c1", "window") not in earlier.missing
    assert worked_out(answers)[2024].high == FIGURES[2024].parameters.child_tax_credit.refund_cap_per_child


def test_a_number_that_came_late_for_one_year_is_in_time_for_the_next_unless_nobody_knows() -> None:
    answers = family(
        year={"tax_year": 2024},
        children_issued={"all_issued": "no"},
        child_issued__c1={"window": "by_ext"},
        child_issued__c2={"window": "after"},
        extension={"extension": "none"},
    )
    later = other_year(answers, 2025)
    assert later.answers["child_issued-c1"] == {"window": "by_due"}
    assert later.answers["child_issued-c2"] == {"window": "not_sure"}


def test_a_child_without_a_number_brings_nothing_in_any_year_and_nothing_is_asked_about_its_day() -> None:
    answers = family(child_papers__c1=NO_NUMBER, child_papers__c2=NO_NUMBER, extension={"extension": "none"})
    for year in worked_out(answers).values():
        assert year.high == 0
        assert ("children_issued", "all_issued") not in year.missing


def test_an_adult_without_a_number_for_work_still_gets_the_years_before_the_law_asked_for_one() -> None:
    answers = family(
        papers__you={"papers": "other", "age_band": "24_64"},
        us_status__you={"status": "citizen"},
        tax_id__you={"kind": "itin"},
        id_window__you={"window": "by_due"},
    )
    years = worked_out(answers)
    assert years[2025].high == 0
    assert years[2024].high > years[2024].low == 0
    assert ("id_window-you", "window") in years[2024].missing


def test_whether_a_return_was_filed_is_asked_again_and_a_denied_credit_is_not() -> None:
    answers = family(history={"denied": "no", "filed": "on_time"})
    assert "filed" in asked(answers, 2024)
    assert "denied" not in asked(answers, 2024)


def test_form_2555_of_one_year_is_asked_again_for_another_and_both_ways_are_worked_out() -> None:
    answers = family(exclusion_plan={"plan": "plan_yes"}, exclusion_prior={"you": "last_year"})
    other = other_year(answers, 2023)
    assert other.answers["exclusion_plan"] == {"plan": "compare"}
    assert {"plan", "you"} <= set(asked(answers, 2023))
    assert "plan" not in asked(BERLIN, 2023)


def test_a_quick_check_asks_again_how_many_children_there_were_and_when_their_numbers_came() -> None:
    texts = [one.text for one in page(QUICK_BERLIN).years[0].missing]
    assert texts == [
        "How many children under 17 lived with you for more than half of 2023?",
        "Were the children's numbers issued before April 15, 2024?",
        "Have you filed your 2023 return?",
    ]


def test_answers_begun_for_a_year_stand_before_those_of_another() -> None:
    own = family(year={"tax_year": 2023}, foreign_tax_amount=None)
    own["income-you-wages"] = {"amount": {"amount": "20000", "currency": "EUR"}, "guess": False, "source": "foreign"}
    year = worked_out(BERLIN, own)[2023]
    assert year.draft is not None
    assert not year.exact
    assert not year.missing
    assert year.assessed is not None
    assert year.assessed.household.filer.wages_foreign == round(20_000 / FIGURES[2023].rates["EUR"].per_dollar)


def test_a_currency_without_a_rate_that_year_is_asked_for_before_anything_is_worked_out() -> None:
    answers = family(rate__KPW={"rate": "900"})
    answers["income-you-wages"] = {"amount": {"amount": "9000", "currency": "KPW"}, "guess": False, "source": "foreign"}
    assert "KPW" not in FIGURES[2023].rates
    row = page(answers).years[0]
    assert (row.known, row.paid) == (False, "Not known")
    assert row.missing[0].text == "How much KPW was one US dollar worth in 2023?"
