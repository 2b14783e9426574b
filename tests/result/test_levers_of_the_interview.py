"""Levers that need what the family told us: who the spouse is, who paid for the home, how much time there was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.contract import read_household
from interview.drafts.results import Assessed
from interview.engine import evaluate
from interview.result.explain.case import Case, whether_filed
from interview.result.explain.levers import Lever, levers, statements
from interview.result.explain.next_steps import next_steps
from interview.result.explain.told import Told
from interview.result.explain.what_if import fixes
from interview.steps import Route
from interview.years.year_in_force import shipped_year
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, QUICK_BERLIN, adapted, family
from tests.result.households import MARCH

SUMMER = date(2026, 7, 1)
NO_TAX: dict[str, Any] = {"foreign_tax": {"paid": "no"}, "foreign_tax_amount": None}
NONRESIDENT_SPOUSE: dict[str, Any] = {
    "marital": {"marital": "married"},
    "spouse_us": {"status": "nra"},
    "joint_nonresident": {"files": "no"},
}
JOINT: dict[str, Any] = {
    **NONRESIDENT_SPOUSE,
    "joint_nonresident": {"files": "yes"},
    "joint_before": {"before": "no"},
    "papers-spouse": {"papers": "other", "age_band": "24_64"},
    "tax_id-spouse": {"kind": "itin"},
    "id_window-spouse": {"window": "by_due"},
    "claimed-spouse": {"can_be_claimed": "no"},
    "income_kinds-spouse": {"kinds": ["none"]},
}


def earning(dollars: int) -> dict[str, Any]:
    amount = {"amount": str(dollars), "currency": "USD"}
    return {"income-you-wages": {"amount": amount, "guess": False, "source": "foreign"}}


def case(answers: dict[str, Any], today: date = MARCH) -> Case:
    found, year = adapted(answers), shipped_year(answers["year"]["tax_year"])
    facts = read_household(found.document)
    route = Route(answers)
    result = Assessed(facts, evaluate(facts, year.parameters), found.assumptions, year, found.rough)
    return Case(result, today, whether_filed(route), Told(route, year))


def status_levers(answers: dict[str, Any]) -> list[Lever]:
    return [lever for lever in levers(case(answers)) if lever.code == "L_STATUS"]


def test_who_could_be_head_of_household_and_chose_another_status_is_told() -> None:
    # 30,000: single 14,250 is taxed with 1,475, so 2,925 of 4,400 are left to pay; as head the cap of 3,400 is.
    answers = family(**NO_TAX, **earning(30_000), filing_status={"status": "single"})
    (lever,) = status_levers(answers)
    assert (lever.title, lever.worth, lever.up_to) == ("File as head of household.", 475, False)
    assert status_levers(family(**NO_TAX, **earning(30_000))) == []


def test_who_paid_half_or_less_for_the_home_is_not_told_of_head_of_household() -> None:
    answers = family(**NO_TAX, **earning(30_000), paid_home={"paid": "no"}, filing_status=None)
    assert status_levers(answers) == []


def test_joint_with_a_nonresident_spouse_is_the_most_it_can_be_and_brings_its_statement() -> None:
    # 40,000 as head: 16,375 taxed with 1,638, so 2,762 are paid; together 8,500 taxed with 853, and 3,400 are paid.
    here = case(family(**NO_TAX, **earning(40_000), **NONRESIDENT_SPOUSE))
    assert here.household.filing_status == "head_of_household"
    (lever,) = [lever for lever in levers(here) if lever.code == "L_STATUS"]
    assert (lever.worth, lever.up_to) == (3_400 - 2_762, True)
    assert any("until you end the choice" in sentence for sentence in lever.watch_out)
    assert "statement-6013g" in {statement.anchor for statement in statements(here, levers(here))}


def test_a_us_spouse_signs_no_statement() -> None:
    answers = family(
        **NO_TAX,
        **earning(40_000),
        marital={"marital": "married"},
        spouse_us={"status": "citizen"},
        joint={"files": "separate"},
        apart={"six_months": "no"},
        filing_status=None,
    )
    (lever,) = status_levers(answers)
    assert not any(step.link for step in lever.how)
    assert not any("until you end the choice" in sentence for sentence in lever.watch_out)


def test_a_choice_that_is_on_already_needs_no_new_statement() -> None:
    def codes(answers: dict[str, Any]) -> set[str]:
        here = case(answers)
        signed = {statement.anchor for statement in statements(here, levers(here))}
        return signed | {step.code for step in next_steps(here, fixes(here))}

    assert {"statement-6013g", "N_NRA_STMT"} <= codes(family(**JOINT))
    still_on = codes(family(**{**JOINT, "joint_before": {"before": "on"}}))
    assert not still_on & {"statement-6013g", "N_NRA_STMT"}


def test_without_more_time_a_number_cannot_come_in_time_once_the_return_was_due() -> None:
    without = {"child_papers-c2": {"papers": "citizen_none"}, "children_issued": {"all_issued": "yes"}}
    asked = family(**without, extension={"extension": "f4868"})
    none = family(**without, extension={"extension": "none"})
    assert "L_SSN_CHILD" in {lever.code for lever in levers(case(asked, SUMMER))}
    assert "L_SSN_CHILD" not in {lever.code for lever in levers(case(none, SUMMER))}
    assert "L_SSN_CHILD" in {lever.code for lever in levers(case(none, MARCH))}


@pytest.mark.django_db
class TestOnThePage:
    def page(self, client: Client, answers: dict[str, Any]) -> BeautifulSoup:
        with time_machine.travel(MARCH, tick=False):
            response = client.get(reverse("result:show", args=[draft_of(client, answers).public_id]))
        return BeautifulSoup(response.content, "html.parser")

    def test_each_card_says_what_to_do_what_it_is_worth_by_when_and_how(self, client: Client) -> None:
        answers = family(exclusion_plan={"plan": "plan_yes"}, exclusion_prior={"you": "last_year"})
        section = self.page(client, answers).select_one("#levers")
        assert section is not None
        card = section.select_one(".lever")
        assert card is not None
        assert "File 2025 without Form 2555." in card.get_text()
        assert "+$3,400 for 2025" in card.get_text()
        assert "By June 15, 2026" in card.get_text()
        assert card.select_one("a[href='#statement-2555-1']") is not None
        assert [str(link["href"]) for link in card.select("a[href*='exclusion_plan']")]

    def test_statements_can_be_copied_and_are_marked_as_english(self, client: Client) -> None:
        answers = family(exclusion_plan={"plan": "plan_yes"}, exclusion_prior={"you": "last_year"})
        soup = self.page(client, answers)
        texts = soup.select("#statements pre")
        assert texts
        assert {str(text["lang"]) for text in texts} == {"en"}
        copied = {str(button["data-copy"]) for button in soup.select("[data-copy]")}
        assert copied == {str(text["id"]) for text in texts}

    def test_the_quick_check_has_levers_too(self, client: Client) -> None:
        answers = family(QUICK_BERLIN, quick_children_numbers={"with_number": 1, "not_sure": False})
        section = self.page(client, answers).select_one("#levers")
        assert section is not None
        assert "Social Security number" in section.get_text()

    def test_the_checklist_leads_to_the_page_about_all_open_years(self, client: Client) -> None:
        draft = draft_of(client, BERLIN)
        with time_machine.travel(MARCH, tick=False):
            response = client.get(reverse("result:show", args=[draft.public_id]))
        address = reverse("result:open_years", args=[draft.public_id])
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.select_one(f"section[aria-labelledby='next-h'] a[href='{address}']") is not None

    def test_leaving_the_form_off_leads_to_the_picture_of_the_years_ahead(self, client: Client) -> None:
        answers = family(exclusion_plan={"plan": "plan_yes"}, exclusion_prior={"you": "last_year"})
        soup = self.page(client, answers)
        assert soup.select_one("#levers a[href='#ahead-h']") is not None
        assert soup.find(id="ahead-h") is not None
