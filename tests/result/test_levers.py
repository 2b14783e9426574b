"""What would change the answer: each lever by its rule, with amounts worked out by hand, and none that adds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from interview.drafts.results import OtherWay, Outlook, Worth
from interview.engine import evaluate
from interview.result.explain import explain
from interview.result.explain.case import Case
from interview.result.explain.levers import Lever, best_lever, levers, levers_view
from interview.result.explain.what_if import ends
from tests.result.households import MARCH, assessed, child, choosing, every_years_figures, household

AUTUMN = date(2026, 11, 22)
PLANNING = date(2025, 6, 1)
NO_NUMBER: dict[str, Any] = {"taxpayer_id": {"kind": "none"}}
ITIN: dict[str, Any] = {"taxpayer_id": {"kind": "itin"}}
TWO_WITHOUT = [child("Mia", born="2019-05-04", **NO_NUMBER), child("Leo", **NO_NUMBER)]
EXCLUDING = {"exclusion": {"test": "physical_presence", "qualifying_days": 365}}
NO_TAX_ABROAD: dict[str, Any] = {
    "filing_status": "married_joint",
    "filer": {"name": "Ana", "wages_foreign": 40_000},
    "spouse": {"name": "Ben", "wages_foreign": 150_000, **EXCLUDING},
    "foreign_tax": {},
}
"""Ana earns little and Ben much, both where pay is not taxed."""


def case(document: dict[str, Any], *, today: date = MARCH, rough: bool = False, filed: str = "no") -> Case:
    return Case(assessed(document, rough=rough), today, filed, figures=every_years_figures())


def found(document: dict[str, Any], **how: Any) -> tuple[Lever, ...]:
    return levers(case(document, **how))


def worth(document: dict[str, Any], **how: Any) -> dict[str, int]:
    """What each lever adds, by its code; of those about one thing the first."""
    return {lever.code: lever.worth for lever in reversed(found(document, **how))}


def the(code: str, document: dict[str, Any], **how: Any) -> Lever:
    return next(lever for lever in found(document, **how) if lever.code == code)


def codes(document: dict[str, Any], **how: Any) -> set[str]:
    return {lever.code for lever in found(document, **how)}


class TestNumbers:
    def test_each_child_without_a_number_is_worth_the_refund_it_would_add(self) -> None:
        cards = [lever for lever in found(household(children=TWO_WITHOUT)) if lever.code == "L_SSN_CHILD"]
        assert [lever.worth for lever in cards] == [1_700, 1_700]
        assert {lever.title for lever in cards} == {
            "Get Mia a Social Security number that is good for work.",
            "Get Leo a Social Security number that is good for work.",
        }

    def test_the_number_has_to_be_issued_before_the_day_and_more_time_asked_for(self) -> None:
        lever = the("L_SSN_CHILD", household(children=TWO_WITHOUT))
        assert (lever.by, lever.before) == (date(2026, 10, 15), True)
        assert "The number must be issued, not just asked for, before October 15, 2026." in lever.watch_out[0]
        assert "Send Form 4868 by June 15, 2026, unless the number has come by then." in [
            step.text for step in lever.how
        ]
        assert "More time to file is not more time to pay." in lever.watch_out

    def test_a_return_that_is_filed_gets_no_more_time_for_a_number(self) -> None:
        document = household(children=TWO_WITHOUT)
        lever = the("L_SSN_CHILD", document, filed="on_time")
        assert (lever.by, lever.before) == (date(2026, 6, 15), True)
        assert "before June 15, 2026." in lever.watch_out[0]
        page = explain(assessed(document), today=MARCH, filed="on_time")
        fix = page.children[0].fixes[0]
        said = " ".join((fix.text, *fix.steps, *(step.text for step in page.next_steps)))
        assert "You have filed already, so it must be issued before June 15, 2026." in said
        assert "Form 4868" not in said
        assert "October 15, 2026" not in said
        assert "L_SSN_CHILD" not in codes(document, filed="on_time", today=date(2026, 6, 15))

    def test_on_the_day_itself_it_is_too_late(self) -> None:
        document = household(children=TWO_WITHOUT, filing={"extension": True})
        assert "L_SSN_CHILD" in codes(document, today=date(2026, 10, 14))
        assert "L_SSN_CHILD" not in codes(document, today=date(2026, 10, 15))

    def test_once_the_return_is_due_only_time_that_was_asked_for_helps(self) -> None:
        lever = the("L_SSN_CHILD", household(children=TWO_WITHOUT), today=date(2026, 7, 1))
        assert "This only works if you asked for more time with Form 4868 by June 15, 2026." in lever.watch_out
        assert not any("Send Form 4868" in step.text for step in lever.how)

    def test_where_a_parent_and_a_child_lack_a_number_one_alone_adds_nothing(self) -> None:
        document = household(filer=ITIN, children=[child(**NO_NUMBER)])
        cards = [lever for lever in found(document) if lever.worth]
        assert [lever.worth for lever in cards] == [1_700]
        assert cards[0].title.startswith("Do these together: each alone adds nothing.")
        assert "The amount is for all of these steps together." in cards[0].watch_out

    def test_an_adult_with_an_itin_gets_the_credit_of_all_children_with_a_number_for_work(self) -> None:
        lever = the("L_SSN_ADULT", household(filer=ITIN))
        assert lever.worth == 3_400
        assert "Only US citizens and people who may work in the US can get such a number." in lever.watch_out

    def test_an_adult_without_any_number_needs_an_itin_beside_the_others_number(self) -> None:
        couple = household(filing_status="married_joint", spouse=NO_NUMBER)
        lever = the("L_SSN_ADULT", couple)
        assert (lever.worth, lever.title) == (
            3_400,
            "Ask for an ITIN for each adult who has no US tax number (Form W-7).",
        )

    def test_a_number_that_came_after_the_due_date_is_in_time_with_more_time_to_file(self) -> None:
        late: dict[str, Any] = {"taxpayer_id": {"kind": "ssn", "issued_on": "2026-07-01"}}
        document = household(children=[child(**late)])
        ahead = the("L_EXTEND", document, today=date(2026, 6, 1))
        assert (ahead.worth, ahead.by) == (1_700, date(2026, 6, 15))
        afterwards = the("L_EXTEND", document, today=AUTUMN)
        assert (afterwards.title, afterwards.pages) == ("Tell us if you asked for more time to file.", ("extension",))

    def test_a_child_who_lives_with_the_other_parent_counts_with_form_8332(self) -> None:
        lever = the("L_8332", household(filing_status="single", children=[child(months_with_you=3)]))
        assert lever.worth == 1_700
        assert "This is only for parents who live apart." in lever.watch_out

    def test_a_return_that_is_filed_is_changed(self) -> None:
        document = household(filing_status="single", children=[child(months_with_you=3)])
        lever = the("L_8332", document, today=AUTUMN, filed="on_time")
        assert lever.how[-1].text == "You have filed already: change the return with Form 1040-X by April 15, 2029."


class TestForm2555:
    def test_leaving_the_form_off_is_worth_the_whole_refund_where_tax_abroad_clears_the_us_tax(self) -> None:
        lever = the("L_DROP_2555", household(filer=choosing("elect", elected_before=True)))
        assert lever.worth == 3_400
        assert lever.watch_out[0] == (
            "If you stop for 2025, the first year you can use Form 2555 again is 2031. The IRS can agree to an earlier "
            "year, and there is a fee to ask."
        )
        assert lever.how[-1].link == "#statement-2555-1"

    def test_who_never_used_the_form_has_nothing_to_end(self) -> None:
        lever = the("L_DROP_2555", household(filer=choosing("elect")))
        assert lever.watch_out == ("You have not used Form 2555 before, so there is no choice to end and no wait.",)
        assert not any(step.link for step in lever.how)

    def test_a_return_filed_with_the_form_can_be_changed_until_the_last_safe_day(self) -> None:
        document = household(filer=choosing("elect"))
        lever = the("L_AMEND", document, today=AUTUMN, filed="on_time")
        assert (lever.worth, lever.by) == (3_400, date(2029, 4, 15))
        assert "A number issued after the due date cannot be used on a changed return." in lever.watch_out
        assert "L_AMEND" in codes(document, today=date(2029, 4, 15), filed="on_time")
        assert "L_AMEND" not in codes(document, today=date(2029, 4, 16), filed="on_time")

    def test_a_form_that_is_worth_more_than_the_credit_is_kept(self) -> None:
        # Without it 150,000 of pay is taxed, and no tax abroad clears that.
        document = household(filer={"wages_foreign": 150_000, **choosing("elect")}, foreign_tax={})
        assert not codes(document) & {"L_DROP_2555", "L_AMEND"}

    def test_two_people_both_have_to_leave_it_off_for_the_refund(self) -> None:
        used = {"test": "physical_presence", "qualifying_days": 365, "choice": "elect"}
        couple = household(
            filing_status="married_joint",
            filer={"name": "Ana", "wages_foreign": 60_000, "exclusion": used},
            spouse={"name": "Ben", "wages_foreign": 55_000, "exclusion": used},
            foreign_tax={"general": 20_500},
        )
        lever = the("L_DROP_2555", couple)
        assert (lever.title, lever.worth) == ("File 2025 without Form 2555.", 3_400)

    def test_one_of_two_who_uses_it_leaves_it_off(self) -> None:
        used = {"test": "physical_presence", "qualifying_days": 365}
        couple = household(
            filing_status="married_joint",
            filer={"name": "Ana", "wages_foreign": 60_000, "exclusion": {**used, "choice": "decline"}},
            spouse={"name": "Ben", "wages_foreign": 55_000, "exclusion": {**used, "choice": "elect"}},
            foreign_tax={"general": 20_500},
        )
        assert the("L_DROP_2555", couple).title == "File 2025 without Form 2555 for Ben."

    def test_a_number_that_only_helps_without_the_form_says_so(self) -> None:
        lever = the("L_SSN_CHILD", household(filer=choosing("elect", elected_before=True), children=TWO_WITHOUT))
        assert "The amount is for a return without Form 2555." in lever.watch_out
        assert any("2031" in sentence for sentence in lever.watch_out)


class TestStatus:
    def test_together_with_a_spouse_of_whom_nothing_is_known_is_the_most_it_can_be(self) -> None:
        # 30,000 alone: (30,000 - 15,750) is taxed with 1,475; together nothing is, and all of 3,400 is paid.
        alone = household(filing_status="married_separate", filer={"wages_foreign": 30_000}, foreign_tax={})
        lever = the("L_STATUS", alone)
        assert (lever.worth, lever.up_to) == (475, True)
        assert "This is the most it can be: it counts a spouse without any income." in lever.watch_out

    def test_a_family_that_compared_both_ways_is_not_told_to_guess(self) -> None:
        alone = household(filing_status="married_separate", filer={"wages_foreign": 30_000}, foreign_tax={})
        compared = replace(assessed(alone), way="alone", other_ways=(OtherWay("together", "joint"),))
        assert "L_STATUS" not in {lever.code for lever in levers(Case(compared, MARCH))}
        ended = replace(assessed(alone), other_ways=(OtherWay("together", "joint_before", why_not="ended"),))
        assert "L_STATUS" not in {lever.code for lever in levers(Case(ended, MARCH))}

    def test_form_2555_of_one_spouse_leaves_the_others_refund_alone_on_separate_returns(self) -> None:
        # Ana: 40,000 - 15,750 = 24,250, taxed with 2,675; of 4,400 the rest of 1,725 is paid to her. Ben leaves out
        # 130,000; the 4,250 that remain of 20,000 - 15,750 are taxed at 24%, 1,020. Together nothing is paid at all.
        lever = the("L_STATUS", household(**NO_TAX_ABROAD))
        assert lever.worth == 1_725 - 1_020
        assert lever.title == "File two separate returns."
        assert [step.text for step in lever.how][:2] == [
            "The children go on one return only: Ana’s.",
            "The amount is for both returns together.",
        ]
        assert lever.how[-1].text == "The amount counts with Form 2555 for Ben."

    def test_a_joint_return_that_is_filed_cannot_be_taken_back(self) -> None:
        assert "L_STATUS" not in codes(household(**NO_TAX_ABROAD), today=AUTUMN, filed="on_time")

    def test_a_household_with_more_than_pay_is_not_split(self) -> None:
        assert "L_STATUS" not in codes(household(**NO_TAX_ABROAD, unearned_income={"interest_us": 50}))

    def test_head_of_household_is_only_tried_where_nobody_was_asked(self) -> None:
        single = household(filing_status="single", filer={"wages_foreign": 30_000}, foreign_tax={})
        assert "L_STATUS" not in codes(single)
        lever = the("L_STATUS", single, rough=True)
        assert (lever.worth, lever.up_to) == (475, True)
        away = household(
            filing_status="single",
            filer={"wages_foreign": 30_000},
            foreign_tax={},
            children=[child(custody="released_to_you", months_with_you=2)],
        )
        assert "L_STATUS" not in codes(away, rough=True)


class TestAmounts:
    def test_tax_abroad_that_clears_the_us_tax_frees_the_credit(self) -> None:
        # 67,720 as head of household: 67,720 - 23,625 = 44,095, taxed with 4,949. That takes all of 4,400.
        lever = the("L_FTAX", household(filer={"exclusion": {}}, foreign_tax={}))
        assert (lever.worth, lever.up_to) == (3_400 + 549, True)
        assert lever.how[0].text == "With $4,949 or more of income tax paid abroad, that tax clears your US tax."
        assert lever.watch_out[0].startswith("You told us of none.")

    def test_a_family_that_entered_its_tax_is_not_asked_again(self) -> None:
        assert "L_FTAX" not in codes(household(foreign_tax={"general": 500}))

    def test_a_family_without_income_from_abroad_has_no_tax_there_to_find(self) -> None:
        at_home = household(
            filer={"wages_foreign": 0, "wages_us": 67_720}, foreign_tax={}, residence={"place": "united_states"}
        )
        assert "L_FTAX" not in codes(at_home)

    def test_after_a_denial_the_whole_credit_hangs_on_form_8862(self) -> None:
        lever = the("L_8862", household(history={"child_credit_disallowed": "needs_form_8862"}))
        assert lever.worth == 3_400

    def test_each_dollar_of_pay_up_to_the_full_refund_adds_fifteen_cents_while_the_year_runs(self) -> None:
        # 9,000: (9,000 - 2,500) x 15% = 975 of 3,400, which are full at 2,500 + 3,400 / 15% = 25,167.
        document = household(filer={"wages_foreign": 9_000}, foreign_tax={})
        lever = the("L_EARN", document, today=PLANNING)
        assert "up to $25,167" in lever.title
        assert lever.how[-1].text == "Above that, 15% of each dollar of pay up to $25,167 is paid to you."
        # 25,167 - 23,625 leaves 1,542 to tax, which the credit pays.
        assert lever.worth == 3_400 - 975
        assert "L_EARN" not in codes(document, today=AUTUMN)

    def test_just_above_a_step_of_the_phaseout_a_few_dollars_bring_a_step_back(self) -> None:
        rich = household(
            filer={"wages_foreign": 0, "wages_us": 201_020}, foreign_tax={}, residence={"place": "united_states"}
        )
        lever = the("L_EARN", rich, today=PLANNING)
        assert lever.title == "Bring your income of 2025 down by $20."
        assert lever.worth == 50 + 5  # a step of the credit, and 24% of 20 dollars in tax
        further = {**rich, "filer": {"wages_us": 201_600}}
        assert "L_EARN" not in codes(further, today=PLANNING)

    def test_an_open_answer_shows_its_best_and_its_worst(self) -> None:
        open_ = (
            Worth("Leo’s number", "child_id-c2", (), "Yes", 1_700, 1_700, together=False),
            Worth("Wait of the IRS", "history", (), "No", -300, -300, together=False),
        )
        unsure = replace(assessed(household()), outlook=Outlook(1_700, 3_400, open_))
        lever = next(lever for lever in levers(Case(unsure, MARCH)) if lever.code == "L_UNKNOWN")
        assert (lever.title, lever.worth, lever.up_to) == ("Answer: Leo’s number", 1_700, True)
        assert "At worst it changes nothing" in lever.watch_out[0]
        assert sum(lever.code == "L_UNKNOWN" for lever in levers(Case(unsure, MARCH))) == 1


class TestOtherYears:
    def test_years_that_can_still_be_claimed_are_named_with_their_days(self) -> None:
        lever = the("L_OTHER_YEARS", household(), today=AUTUMN)
        assert lever.title == "Check 2023 and 2024: a refund can still be claimed."
        assert lever.how[0].text == "Last safe days: 2023 until April 15, 2027 and 2024 until April 15, 2028."

    def test_years_that_are_only_in_the_database_count_like_the_others(self) -> None:
        newest = every_years_figures()[2026]
        days = replace(newest.dates, claim_refund_by=date(2031, 4, 15))
        figures = every_years_figures() | {2027: replace(newest, tax_year=2027, dates=days)}
        [lever] = [
            lever
            for lever in levers(Case(assessed(household()), date(2028, 5, 2), figures=figures))
            if lever.code == "L_OTHER_YEARS"
        ]
        assert lever.title == "Check 2026 and 2027: a refund can still be claimed."

    def test_a_year_that_is_lost_still_points_to_the_others(self) -> None:
        lost = household(tax_year=2020, filer={"wages_foreign": 30_000})
        assert codes(lost, today=AUTUMN) == {"L_OTHER_YEARS"}

    def test_they_have_a_section_of_their_own(self) -> None:
        assert codes(household(), today=AUTUMN) == {"L_OTHER_YEARS"}
        assert levers_view(Case(assessed(household()), AUTUMN)) is None

    def test_without_children_no_other_year_is_worth_a_look(self) -> None:
        assert found(household(children=[])) == ()


class TestTheList:
    def test_what_adds_most_comes_first_and_five_are_shown(self) -> None:
        many = [child(f"Child {number}", **NO_NUMBER) for number in range(1, 8)]
        view = levers_view(case(household(children=many)))
        assert view is not None
        assert len(view.shown) == 5
        assert len(view.more) == 2
        worths = [card.lever.worth for card in (*view.shown, *view.more)]
        assert worths == sorted(worths, reverse=True)
        assert view.more_heading == "2 more things that would help"

    def test_the_best_lever_is_one_that_we_know_of(self) -> None:
        alone = household(
            filing_status="married_separate",
            filer={"wages_foreign": 30_000},
            foreign_tax={},
            children=TWO_WITHOUT,
        )
        best = best_lever(case(alone))
        assert best is not None
        assert not best.up_to

    def test_a_family_with_everything_in_order_sees_no_lever_with_an_amount(self) -> None:
        assert not [lever for lever in found(household()) if lever.worth]

    def test_outside_of_what_we_work_out_there_are_none(self) -> None:
        assert found(household(residence={"place": "guam"})) == ()
        assert levers_view(case(household(residence={"place": "guam"}))) is None


FAMILIES: dict[str, tuple[dict[str, Any], date, str]] = {
    "no numbers": (household(children=TWO_WITHOUT), MARCH, "no"),
    "no numbers, excluding": (household(filer=choosing("elect"), children=TWO_WITHOUT), MARCH, "no"),
    "parent and child": (household(filer=ITIN, children=[child(**NO_NUMBER)]), MARCH, "no"),
    "excluding": (household(filer=choosing("elect", elected_before=True)), MARCH, "no"),
    "filed": (household(filer=choosing("elect")), AUTUMN, "late"),
    "separate": (household(filing_status="married_separate", foreign_tax={}), MARCH, "no"),
    "couple": (household(**NO_TAX_ABROAD), MARCH, "no"),
    "denied": (household(history={"child_credit_disallowed": "needs_form_8862"}, foreign_tax={}), MARCH, "no"),
    "planning": (household(filer={"wages_foreign": 9_000}, foreign_tax={}), PLANNING, "no"),
    "custody": (household(filing_status="single", children=[child(months_with_you=1)]), MARCH, "no"),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_every_amount_is_what_the_engine_finds_for_the_changed_household(name: str) -> None:
    document, today, filed = FAMILIES[name]
    here = case(document, today=today, filed=filed)
    shown = [lever for lever in levers(here) if lever.worth]
    assert shown
    for lever in shown:
        assert lever.worth > 0
        if lever.changed is not None:
            again = ends(lever.changed, here.parameters)
            assert lever.worth == again.balance - lever.base
            ways = evaluate(lever.changed, here.parameters).scenarios
            assert again.balance == max(way.balance for way in ways if way.allowed)


@pytest.mark.parametrize("name", FAMILIES)
def test_no_lever_is_shown_after_its_last_day(name: str) -> None:
    document, _today, filed = FAMILIES[name]
    for today in (date(2026, 4, 16), date(2026, 6, 16), date(2026, 10, 15), date(2029, 4, 16)):
        for lever in levers(case(document, today=today, filed=filed)):
            assert lever.by is None or today <= lever.by
            assert not (lever.before and lever.by == today)
