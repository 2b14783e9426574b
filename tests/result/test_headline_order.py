"""The first headline that fits, in the order of the design, and what an unsure answer must not turn into a fact."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.contract import read_household
from interview.drafts.results import Assessed
from interview.engine import evaluate
from interview.result.explain import ResultPage, Told, explain
from interview.steps import Route
from interview.years.year_in_force import shipped_year
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, adapted, family
from tests.result.households import MARCH, child, choosing, household, page, plain
from tests.result.test_earlier_years import IN_US, in_time, of

ITIN: dict[str, Any] = {"kind": "itin"}
US: dict[str, Any] = {"residence": {"place": "united_states"}, "foreign_tax": {}, "filing": {}}
US_PAY: dict[str, Any] = {"wages_foreign": 0, "wages_us": 60_000}
BANNED = {"child_credit_disallowed": "banned"}
DENIED: dict[str, Any] = {
    "history": {"denied": "yes", "filed": "no"},
    "history_form_8862": {"accepted": "no"},
    "history_wait": {"wait": "two"},
    "history_denied_year": {"year": 2024},
}


def told(answers: dict[str, Any], *, today: date = MARCH, filed: str = "no") -> ResultPage:
    found, year = adapted(answers), shipped_year(answers["year"]["tax_year"])
    facts = read_household(found.document)
    result = Assessed(facts, evaluate(facts, year.parameters), found.assumptions, year, found.rough)
    return explain(result, today=today, filed=filed, told=Told(Route(answers), year))


# The smaller credit is never denied by what could still come -------------------------------------------------------


def test_the_smaller_credit_of_now_and_the_larger_one_that_may_come_are_both_said() -> None:
    ida = child("Ida", us_status="resident_alien", taxpayer_id=ITIN)
    headline = page(household(children=[ida], filer=US_PAY, **US)).headline
    assert headline.outcome == "H_ODC"
    assert plain(headline.text) == "$500 off your US tax for now. You can still save $1,700 more"
    assert headline.action is not None
    assert headline.action.text.startswith("Get a Social Security number valid for work for Ida.")
    assert headline.action.day == date(2026, 10, 15)


def test_a_parent_with_an_itin_keeps_the_smaller_credit_while_the_larger_one_can_still_come() -> None:
    headline = page(household(filer={**US_PAY, "taxpayer_id": ITIN}, **US)).headline
    assert (headline.outcome, headline.zero_code) == ("H_ODC", "no_filer_ssn")
    assert plain(headline.text) == (
        "$1,000 off your US tax for now. You can still get $375 back if you act before October 15, 2026"
    )


def test_once_nothing_can_come_any_more_only_the_smaller_credit_is_said() -> None:
    late = page(household(filer={**US_PAY, "taxpayer_id": ITIN}, **US), today=date(2026, 11, 22)).headline
    assert (late.outcome, plain(late.text)) == ("H_ODC", "You get the smaller credit of $1,000 for 2025")


def test_a_number_of_the_parent_that_came_on_the_due_date_leaves_the_smaller_credit() -> None:
    on_the_day = {"kind": "ssn", "issued_on": "2026-04-15"}
    headline = page(household(filer={**US_PAY, "taxpayer_id": on_the_day}, **US)).headline
    assert (headline.outcome, headline.zero_code) == ("H_ODC", "filer_id_issued_late")
    assert headline.action is not None
    assert headline.action.page == "extension"


def test_without_any_tax_to_lower_the_smaller_credit_is_no_headline() -> None:
    assert page(household(children=[child("Ida", taxpayer_id=ITIN)])).headline.outcome == "H_FIX"


# Form 2555 --------------------------------------------------------------------------------------------------------


def test_form_2555_that_costs_more_than_a_refund_is_to_be_left_off_too() -> None:
    """Much US interest: with the form it is taxed at the rates above the pay left out."""
    document = household(
        filer={"wages_foreign": 130_000, **choosing("elect")},
        foreign_tax={"general": 30_000},
        unearned_income={"interest_us": 100_000},
    )
    headline = page(document).headline
    assert headline.outcome == "H_SWITCH"
    assert plain(headline.text) == "Without Form 2555 you would be $1,071 better off for 2025"
    assert headline.lead[1] == "Without it you could end up with $16,225 to pay."


@pytest.mark.parametrize(("used_before", "told_of_it"), [(True, True), (False, False)])
def test_whoever_used_form_2555_before_reads_of_the_five_years_first(used_before: bool, told_of_it: bool) -> None:
    lead = page(household(filer=choosing("elect", elected_before=used_before))).headline.lead
    assert ("Read about the 5-year rule before you switch." in lead) is told_of_it


def test_a_refund_that_the_family_never_hears_of_too_late_is_not_the_same_as_switching() -> None:
    late = date(2029, 4, 16)
    assert page(household(filer=choosing("elect")), today=late).headline.outcome == "H_LATE"
    assert page(household(filer=choosing("elect"))).headline.outcome == "H_SWITCH"


@pytest.mark.parametrize(("filed", "step"), [
    ("no", "Leave Form 2555 off the return."),
    ("on_time", "Change the return with Form 1040-X and a statement that you give up the choice of Form 2555."),
])  # fmt: skip
def test_the_first_step_knows_whether_the_return_is_filed(filed: str, step: str) -> None:
    answers = family(
        exclusion_plan={"plan": "plan_yes"},
        exclusion_prior={"you": "never"},
        history={"denied": "no", "filed": filed},
    )
    headline = told(answers, today=date(2026, 11, 22), filed=filed).headline
    assert headline.outcome == "H_SWITCH"
    assert headline.action is not None
    assert headline.action.text.startswith(step)
    read = "Read about the 5-year rule before you switch." in headline.lead
    assert read is (filed != "no"), "a choice that was never used is not ended by leaving it off"


# What stops us ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("changes", "who"), [
    ({"residence": {"place": "guam"}}, "tax office there"),
    ({"filing_status": "single", "filer": {"us_status": "nonresident_alien"}}, "Ask an advisor"),
    (
        {
            "filing_status": "married_separate",
            "filer": {"us_status": "nonresident_alien"},
            "return_form": "1040_nr",
            "residence": {"place": "abroad", "country": "IN"},
        },
        "ask an advisor",
    ),
])  # fmt: skip
def test_where_we_stop_the_page_says_who_can_help_and_what_to_tell_them(changes: dict[str, Any], who: str) -> None:
    result = page(household(**changes))
    assert result.headline.outcome == "H_SCOPE"
    assert who in result.headline.lead[0]
    assert result.headline.lead[1].startswith("Tell them where you lived in 2025,")
    assert (result.slip, result.comparison, result.ways_compared, result.family_tests) == (None, None, None, None)
    assert result.children == ()


# The wait, a plan, and 2021 ----------------------------------------------------------------------------------------


def test_a_wait_is_said_before_anything_that_could_be_mended_or_switched() -> None:
    document = household(filer=choosing("elect"), children=[child(taxpayer_id=ITIN)], history=BANNED)
    assert page(document).headline.outcome == "H_BAN"


def test_the_last_year_of_a_wait_is_named_where_the_family_told_it() -> None:
    headline = told(family(**DENIED)).headline
    assert headline.outcome == "H_BAN"
    assert "The wait ends after 2026." in headline.lead
    assert not any("wait ends after" in sentence for sentence in page(household(history=BANNED)).headline.lead)


def test_a_wait_that_nobody_is_sure_of_is_no_fact() -> None:
    unsure = family(**{**DENIED, "history_wait": {"wait": "not_sure"}, "history_denied_year": None})
    headline = told(unsure).headline
    assert plain(headline.text) == "You may not be able to claim this credit for 2025"
    assert headline.lead[0].startswith("You are not sure if the IRS told you to wait.")


@pytest.mark.parametrize(("changes", "outcome"), [
    ({}, "H_PLAN"),
    ({"filer": choosing("elect")}, "H_SWITCH"),
    ({"filer": {"wages_foreign": 100_000}, "foreign_tax": {}}, "H_STAY"),
    ({"children": []}, "H_ZERO"),
])  # fmt: skip
def test_every_headline_of_a_year_that_is_not_over_says_that_numbers_may_change(
    changes: dict[str, Any], outcome: str
) -> None:
    headline = page(household(tax_year=2026, **changes)).headline
    assert headline.outcome == outcome
    assert headline.lead[-1] == "Some 2026 numbers may still change."


def test_2021_paid_early_in_full_is_neither_a_loss_nor_a_new_refund() -> None:
    early = {"advance_child_credit_received": 6_000, "advance_children": 2}
    headline = page(of(2021, **IN_US, history=early), today=in_time(2021)).headline
    assert (headline.outcome, headline.zero_code) == ("H_ZERO", "paid_in_advance")
    assert plain(headline.text) == "You get $0 more back for 2021: the credit was paid to you in advance"


def test_2021_without_a_home_in_the_us_follows_the_usual_way() -> None:
    headline = page(of(2021), today=in_time(2021)).headline
    assert (headline.outcome, plain(headline.text)) == (
        "H_REFUND",
        "You can get $2,800 back, even though you owe no US tax",
    )


# What nobody is sure of --------------------------------------------------------------------------------------------


def findings(answers: dict[str, Any]) -> list[str]:
    return [found.text for found in told(answers).findings]


def test_a_denial_that_nobody_is_sure_of_is_no_fact() -> None:
    said = findings(family(history={"denied": "not_sure", "filed": "no"}))
    assert any(text.startswith("You are not sure if the IRS ever cut or denied this credit.") for text in said)
    assert not any(text.startswith("The IRS cut or denied") for text in said)
    steps = told(family(history={"denied": "not_sure", "filed": "no"})).next_steps
    assert "Find out if you need Form 8862." in [step.title for step in steps]
    sure = family(**{**DENIED, "history_wait": {"wait": "none"}, "history_denied_year": None})
    assert any(text.startswith("The IRS cut or denied this credit before.") for text in findings(sure))


def test_form_2555_that_nobody_is_sure_to_have_used_is_no_fact() -> None:
    unsure = family(exclusion_prior={"you": "not_sure"}, exclusion_stopped__you={"not_stopped": True})
    said = findings(unsure)
    assert any(text.startswith("You are not sure if Form 2555 was used in earlier years.") for text in said)
    assert not any("used Form 2555 before" in text for text in said)
    used = findings(family(exclusion_prior={"you": "last_year"}, exclusion_stopped__you={"not_stopped": True}))
    assert any("used Form 2555 before" in text for text in used)


def test_of_two_people_only_the_unsure_one_is_told_as_unsure() -> None:
    pay = BERLIN["income-you-wages"]
    couple = family(
        MARRIED_IN_BERLIN,
        income_kinds__spouse={"kinds": ["wages"]},
        income__spouse__wages=pay,
        exclusion_all_year={"you": "yes", "spouse": "yes"},
        exclusion_prior={"you": "last_year", "spouse": "not_sure"},
        exclusion_stopped__you={"not_stopped": True},
        exclusion_stopped__spouse={"not_stopped": True},
    )
    said = findings(couple)
    assert sum("used Form 2555 before" in text for text in said) == 1
    assert sum(text.startswith("You are not sure if Form 2555") for text in said) == 1


# All of them ---------------------------------------------------------------------------------------------------------

LATE_DAY = date(2029, 4, 16)
OUTCOMES: dict[str, tuple[dict[str, Any], date]] = {
    "H_SCOPE": ({"residence": {"place": "guam"}, "history": BANNED}, LATE_DAY),
    "H_BAN": ({"history": BANNED, "filer": choosing("elect")}, MARCH),
    "H_LATE": ({"filer": choosing("elect")}, LATE_DAY),
    "H_SWITCH": ({"filer": choosing("elect"), "tax_year": 2026}, MARCH),
    "H_STAY": ({"filer": {"wages_foreign": 100_000}, "foreign_tax": {}, "tax_year": 2026}, MARCH),
    "H_REFUND": ({}, MARCH),
    "H_TAXONLY": ({"filer": {"wages_foreign": 0, "wages_us": 90_000}, "foreign_tax": {}}, MARCH),
    "H_ODC": ({"filer": {**US_PAY, "taxpayer_id": ITIN}, **US}, MARCH),
    "H_FIX": ({"filer": {"taxpayer_id": ITIN}}, MARCH),
    "H_ZERO": ({"children": []}, MARCH),
    "H_PLAN": ({"tax_year": 2026}, MARCH),
}
"""Each family fits the headline and at least one that comes later in the design's order."""


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_headline_of_the_design_is_reached_before_those_that_fit_less(outcome: str) -> None:
    changes, today = OUTCOMES[outcome]
    headline = page(household(**changes), today=today).headline
    assert headline.outcome == outcome
    assert headline.text
    assert headline.lead
