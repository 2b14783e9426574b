"""Sentences of the result page that the law decides: each rule with a family whose page would be wrong without it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.result.explain import ResultPage, explain
from interview.result.explain.case import Case
from interview.result.explain.levers import levers
from tests.interview.families import BERLIN, QUICK_BERLIN, family
from tests.result.households import MARCH, assessed, child, choosing, household, page
from tests.result.test_headline_order import told

NOVEMBER = date(2026, 11, 22)


def why(document: dict[str, Any]) -> str:
    found = page(document, today=NOVEMBER).why
    return found.text if found is not None else ""


def steps(result: ResultPage) -> str:
    return " ".join(f"{step.title} {step.text}" for step in result.next_steps)


class TestWhyThisAmount:
    def test_no_other_credit_is_said_to_clear_a_tax_that_is_still_owed(self) -> None:
        in_the_us = {"residence": {"place": "united_states"}, "foreign_tax": {}}
        of_2021 = household(tax_year=2021, filer={"wages_us": 20_000, "wages_foreign": 0}, **in_the_us)
        assert "other credits clear your US tax" not in why(of_2021)
        above_the_limit = household(filer={"wages_us": 400_000, "wages_foreign": 0}, **in_the_us)
        assert "other credits clear your US tax" not in why(above_the_limit)

    def test_a_foreign_tax_credit_that_takes_all_the_tax_is_said_to_clear_it(self) -> None:
        assert "other credits clear your US tax" in why(household())


class TestTooLate:
    def test_no_way_of_filing_is_better_once_no_refund_can_come(self) -> None:
        def said(today: date) -> str:
            found = page(household(), today=today).comparison
            assert found is not None
            return found.intro

        assert "better off" in said(NOVEMBER)
        assert "better off" not in said(date(2029, 4, 16))


class TestStopping:
    @pytest.mark.parametrize(("tax_year", "told_of_it"), [(2024, True), (2025, False)])
    def test_a_stop_for_an_earlier_year_reaches_the_returns_of_later_years(
        self, tax_year: int, told_of_it: bool
    ) -> None:
        document = household(tax_year=tax_year, filer=choosing("elect"))
        found = levers(Case(assessed(document), NOVEMBER, "on_time"))
        lever = next(lever for lever in found if lever.code == "L_AMEND")
        assert ("change that return as well" in " ".join(lever.watch_out)) is told_of_it

    def test_a_quick_check_never_says_that_stopping_closes_nothing(self) -> None:
        answers = family(QUICK_BERLIN, quick_exclusion={"uses": "yes"})
        result = told(answers, today=MARCH)
        assert result.levers is not None
        assert result.comparison is not None
        lever = next(view.lever for view in result.levers.shown if view.lever.code == "L_DROP_2555")
        back = next(row for row in result.comparison.rows if row.label == "Can you go back?")
        for said in (*lever.watch_out, " ".join(cell.note for cell in back.cells)):
            assert "A quick check does not ask if Form 2555 was used before." in said
            assert "closes it until tax year 2031" in said
        assert "Read about the 5-year rule before you switch." in result.headline.lead

    def test_whoever_stops_hears_when_form_2555_may_be_worth_more_again(self) -> None:
        document = household(filer=choosing("elect", elected_before=True))
        lever = next(lever for lever in levers(Case(assessed(document), MARCH)) if lever.code == "L_DROP_2555")
        said = lever.watch_out[-1]
        assert all(case in said for case in ("pay rises", "tax rate abroad falls", "low-tax country", "turns 17"))


class TestFirstStep:
    def test_a_return_that_is_filed_can_be_changed_until_the_last_day_to_claim(self) -> None:
        action = explain(assessed(household(filer=choosing("elect"))), today=MARCH, filed="on_time").headline.action
        assert action is not None
        assert action.day == date(2029, 4, 15)

    def test_nobody_who_has_filed_is_told_to_file(self) -> None:
        wins = household(
            filer={"wages_foreign": 90_000, **choosing("elect")},
            residence={"place": "abroad", "country": "AE"},
            foreign_tax={},
        )
        action = explain(assessed(wins), today=NOVEMBER, filed="on_time").headline.action
        assert action is not None
        assert action.text == "Compare this with the return that you filed."
        action = explain(assessed(wins), today=NOVEMBER).headline.action
        assert action is not None
        assert action.text == "File Form 1040 with Form 2555."

    def test_without_tax_abroad_no_form_1116_is_asked_for(self) -> None:
        document = household(filer={"wages_foreign": 30_000, **choosing("elect")}, foreign_tax={})
        action = page(document).headline.action
        assert action is not None
        assert action.text == "Leave Form 2555 off the return. File Schedule 8812 instead."


class TestNumbers:
    def test_a_us_citizen_is_never_sent_to_apply_for_an_itin(self) -> None:
        citizen = household(filer={"us_status": "citizen", "taxpayer_id": {"kind": "none"}})
        said = steps(page(citizen, today=NOVEMBER))
        assert "Apply for a Social Security number for you." in said
        assert "W-7" not in said

    def test_a_resident_who_is_no_citizen_may_need_an_itin(self) -> None:
        resident = household(filer={"us_status": "resident_alien", "taxpayer_id": {"kind": "none"}})
        assert "Apply for a tax number (ITIN) for you." in steps(page(resident, today=NOVEMBER))

    def test_a_number_that_nobody_is_sure_of_was_not_issued_by_an_answer_about_another_child(self) -> None:
        answers = family(
            BERLIN,
            child_papers__c2={"papers": "other"},
            child_status__c2={"status": "citizen"},
            child_id__c2={"kind": "not_sure"},
            extension={"extension": "abroad"},
        )
        tests = {test.title: test for test in told(answers, today=MARCH).children[1].failed}
        found = tests["Number issued before the return is due"]
        assert found.open
        assert found.quote.answer != "Yes, all of them"

    @pytest.mark.parametrize(("today", "warned"), [(MARCH, False), (NOVEMBER, True)])
    def test_after_the_due_date_a_joint_return_needs_a_number_that_the_spouse_has_already(
        self, today: date, warned: bool
    ) -> None:
        document = household(filing_status="married_separate", foreign_tax={}, filer={"wages_foreign": 60_000})
        lever = next(lever for lever in levers(Case(assessed(document), today)) if "together" in lever.title)
        late = "If your spouse’s number was issued after June 15, 2026, a joint return brings no credit for children."
        assert (late in lever.watch_out) is warned

    def test_a_child_who_is_no_citizen_is_not_asked_for_papers_of_citizenship(self) -> None:
        ana = child("Ana", us_status="resident_alien", taxpayer_id={"kind": "itin"})
        document = household(children=[ana])
        said = " ".join(page(document).children[0].fixes[0].steps)
        assert "Bring papers that show Ana’s birth and immigration status." in said
        lever = next(lever for lever in levers(Case(assessed(document), MARCH)) if lever.code == "L_SSN_CHILD")
        assert "Only US citizens and people who may work in the US can get such a number." in lever.watch_out

    def test_in_canada_an_office_in_the_us_takes_the_application(self) -> None:
        document = household(
            residence={"place": "abroad", "country": "CA"}, children=[child("Emma", taxpayer_id={"kind": "none"})]
        )
        said = " ".join(page(document).children[0].fixes[0].steps)
        assert "at the Social Security office in the US that serves your country." in said

    def test_the_papers_say_that_more_time_to_file_moves_the_day_of_a_number(self) -> None:
        def said(today: date) -> str:
            found = page(household(), today=today).evidence
            assert found is not None
            return next(claim.why for claim in found.claims if claim.code == "number")

        assert said(MARCH).endswith("More time to file (Form 4868) moves that day.")
        assert "Form 4868" not in said(NOVEMBER)

    def test_whoever_asked_for_more_time_than_form_4868_gives_hears_of_the_later_day(self) -> None:
        answers = family(BERLIN, child_papers__c2={"papers": "citizen_none"}, extension={"extension": "more"})
        result = told(answers, today=NOVEMBER)
        assert "or before the later day that the IRS allowed you" in result.children[1].fixes[0].text

    @pytest.mark.parametrize(("place", "told_of_it"), [("abroad", True), ("united_states", False)])
    def test_only_people_abroad_can_ask_by_letter_for_two_more_months(self, place: str, told_of_it: bool) -> None:
        document = household(
            residence={"place": place},
            filing={"extension": True},
            children=[child("Leo", taxpayer_id={"kind": "none"})],
        )
        lever = next(lever for lever in levers(Case(assessed(document), MARCH)) if lever.code == "L_SSN_CHILD")
        assert ("by letter for two more months" in " ".join(lever.watch_out)) is told_of_it


class TestNonresidentSpouse:
    """She files together with a husband who is no US person and has no number; on her own she gets the credit."""

    ANSWERS = family(
        BERLIN,
        marital={"marital": "married"},
        spouse_us={"status": "nra"},
        joint_nonresident={"files": "yes"},
        joint_before={"before": "no"},
        papers__spouse={"papers": "other", "age_band": "24_64"},
        tax_id__spouse={"kind": "none"},
        income_kinds__spouse={"kinds": ["none"]},
        paid_home=None,
        filing_status=None,
    )

    def test_a_return_of_her_own_is_found_once_his_number_would_be_too_late(self) -> None:
        result = told(self.ANSWERS, today=NOVEMBER)
        assert "one of you has no US tax number" in result.headline.text
        assert result.headline.action is not None
        assert result.headline.action.text.startswith("File a return of your own.")
        assert result.levers is not None
        assert [(view.lever.title, view.lever.worth) for view in result.levers.shown] == [
            ("File a return of your own, apart from your spouse.", 3_400)
        ]

    def test_an_itin_is_asked_for_with_the_return_and_not_before_it(self) -> None:
        result = told(self.ANSWERS, today=MARCH)
        assert result.levers is not None
        lever = next(view.lever for view in result.levers.shown if view.lever.code == "L_SSN_ADULT")
        said = [step.text for step in lever.how]
        assert said == [
            "Send Form W-7 with the return, and proof of who you are.",
            "If the return cannot go by June 15, 2026, send Form 4868 by then.",
        ]


class TestTaxAbroad:
    @pytest.mark.parametrize(("country", "asked"), [("AE", False), ("FR", True)])
    def test_nobody_is_sent_to_find_income_tax_where_pay_is_not_taxed(self, country: str, asked: bool) -> None:
        document = household(
            residence={"place": "abroad", "country": country}, foreign_tax={}, filer={"wages_foreign": 90_000}
        )
        assert ("L_FTAX" in {lever.code for lever in levers(Case(assessed(document), MARCH))}) is asked


class TestPay:
    def test_in_puerto_rico_social_security_tax_stands_in_for_pay_and_form_1040_ss_will_do(self) -> None:
        document = household(
            residence={"place": "puerto_rico"},
            filer={"wages_foreign": 0, "social_security_withheld": 1_240, "medicare_withheld": 290, "exclusion": {}},
            unearned_income={"puerto_rico_excluded": 20_000},
            foreign_tax={},
            filing={},
            children=[child("Luz")],
        )
        tests = page(document).family_tests
        assert tests is not None
        found = next(test for test in tests.passed if test.title == "Enough pay from work")
        assert "starts above" not in found.reason
        assert "File Form 1040-SS, or Form 1040 with Schedule 8812" in steps(page(document))
        assert "Social Security and Medicare tax" in found.reason


class TestSelfEmployment:
    MEXICO: dict[str, Any] = {
        "filer": {"wages_foreign": 0, "self_employment_foreign": 60_000},
        "residence": {"place": "abroad", "country": "MX"},
        "foreign_tax": {"general": 6_000},
    }

    def test_self_employment_tax_is_lowered_by_the_part_that_is_paid_out(self) -> None:
        lead = " ".join(page(household(**self.MEXICO)).headline.lead)
        assert "You still have $5,078 to pay: your other US tax is more than this credit." in lead

    def test_nobody_who_ends_up_with_tax_to_pay_is_told_of_an_account_for_a_refund(self) -> None:
        assert "US bank account" not in steps(page(household(**self.MEXICO)))
        assert "US bank account" in steps(page(household()))

    def test_after_the_due_date_they_hear_of_interest_and_not_of_a_refund(self) -> None:
        said = steps(page(household(**self.MEXICO), today=NOVEMBER))
        assert "Interest grows on tax that you owe until you pay it." in said
        assert "Claim the refund by this day." not in said
