"""What to do next: each item by its rule, with a code of its own that stays the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from interview.drafts.results import Assumption
from interview.result.explain import explain
from interview.result.explain.next_steps import NextStep
from tests.result.households import MARCH, assessed, child, choosing, every_years_figures, household

AUTUMN = date(2026, 11, 22)
NO_NUMBER: dict[str, Any] = {"taxpayer_id": {"kind": "none"}}


def steps(document: dict[str, Any], *, today: date = MARCH, filed: str = "no") -> dict[str, NextStep]:
    found = explain(assessed(document), today=today, filed=filed, figures=every_years_figures()).next_steps
    assert len({step.code for step in found}) == len(found)
    return {step.code: step for step in found}


def test_a_number_is_applied_for_now_and_each_child_has_an_item() -> None:
    found = steps(household(children=[child("Mia", **NO_NUMBER), child("Leo", **NO_NUMBER)]))
    assert {"N_SSN-1", "N_SSN-2"} <= set(found)
    assert found["N_SSN-1"].title == "Worth $1,700: start now."


def test_what_helps_only_together_is_on_the_list_too() -> None:
    found = steps(household(filer={"taxpayer_id": {"kind": "itin"}}, children=[child("Mia", **NO_NUMBER)]))
    assert found["N_SSN-1"].title == "Worth $1,700 with the other steps: start now."
    assert "N_SSN-adult" in found


def test_more_time_can_be_asked_for_until_the_return_is_due() -> None:
    ask = steps(household())["N_4868-ask"]
    assert (ask.day, ask.past) == (date(2026, 6, 15), False)
    assert ask.text == "It moves the day to file to October 15, 2026. It gives you no more time to pay."
    assert "N_4868-ask" not in steps(household(), today=date(2026, 6, 16))
    assert "N_4868-ask" not in steps(household(), filed="on_time")
    assert "N_4868-ask" not in steps(household(filing={"extension": True}))


def test_a_return_that_is_filed_is_changed_and_not_filed() -> None:
    found = steps(household(), today=AUTUMN, filed="on_time")
    assert "N_1040X" in found
    assert not any(code.startswith("N_FILE") for code in found)


def test_ending_the_choice_of_form_2555_goes_with_the_return() -> None:
    step = steps(household(filer=choosing("elect", elected_before=True)))["N_2555_STMT"]
    assert step.link == "#statement-2555-1"
    assert "N_2555_STMT" not in steps(household(filer=choosing("elect")))


def test_form_1116_is_named_with_tax_abroad_only() -> None:
    assert "N_1116" in steps(household())
    assert "N_1116" not in steps(household(foreign_tax={}))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("N_8862", {"history": {"child_credit_disallowed": "needs_form_8862"}}),
        ("N_8332-add", {"children": [child(custody="released_to_you", months_with_you=3)]}),
        ("N_NRA_STMT", {"filing_status": "married_joint", "spouse": {"us_status": "nonresident_alien"}}),
        ("N_CERTIFICATE", {"filer": {"self_employment_foreign": 9_000, "self_employment_tax_exempt": True}}),
    ],
)
def test_some_families_add_a_paper(code: str, changes: dict[str, Any]) -> None:
    assert code in steps(household(**changes))
    assert code not in steps(household())


def test_a_nonresident_spouse_of_the_interview_signs_too() -> None:
    told = Assumption("Your spouse is treated as a US resident.", "joint_nonresident")
    joint = household(filing_status="married_joint", spouse={"us_status": "resident_alien"})
    found = explain(replace(assessed(joint), assumptions=[told]), today=MARCH).next_steps
    assert "N_NRA_STMT" in {step.code for step in found}
    assert "N_NRA_STMT" not in steps(joint)


def test_a_spouse_without_a_number_needs_form_w_7_with_the_return() -> None:
    joint = household(filing_status="married_joint", spouse={**NO_NUMBER, "us_status": "resident_alien"})
    assert "N_W7" in steps(joint)
    assert steps({**joint, "children": []})["N_W7"].title == "Apply for a tax number (ITIN) for your spouse."


def test_a_business_has_schedule_c_and_schedule_se_among_its_forms() -> None:
    forms = steps(household(filer={"wages_foreign": 0, "self_employment_foreign": 30_000}))["N_FORMS"].text
    assert "Schedule C, Schedule SE" in forms
    exempt = {"wages_foreign": 0, "self_employment_foreign": 30_000, "self_employment_tax_exempt": True}
    assert "Schedule SE" not in steps(household(filer=exempt))["N_FORMS"].text
    assert "Schedule C" not in steps(household())["N_FORMS"].text


def test_proof_is_kept_where_a_child_lived_with_the_family() -> None:
    assert steps(household())["N_RECORDS"].title == "Keep the proof for three years after you file."
    assert "N_RECORDS" not in steps(household(children=[child(custody="released_to_you", months_with_you=3)]))


def test_a_us_bank_account_is_for_those_who_are_paid() -> None:
    assert "N_BANK" in steps(household())
    assert "N_BANK" not in steps(household(children=[]))


def test_other_years_that_can_be_claimed_are_listed_with_their_days() -> None:
    step = steps(household(), today=AUTUMN)["N_YEARS"]
    assert step.text == "Last safe days to claim: 2023 until April 15, 2027 and 2024 until April 15, 2028."


def test_the_catch_up_program_is_for_families_abroad_with_an_earlier_year_open_who_have_not_filed() -> None:
    assert "N_CATCHUP" in steps(household(), today=AUTUMN)
    assert "N_CATCHUP" not in steps(household(), today=AUTUMN, filed="late")
    assert "N_CATCHUP" not in steps(household(residence={"place": "united_states"}), today=AUTUMN)
    assert "N_CATCHUP" not in steps(household(), today=date(2025, 6, 1))
    assert "N_CATCHUP" not in steps(household(tax_year=2023, filer={"wages_foreign": 30_000}), today=AUTUMN)


def test_accounts_abroad_are_for_families_abroad() -> None:
    assert "N_ACCOUNTS" in steps(household())
    assert "N_ACCOUNTS" not in steps(household(residence={"place": "united_states"}))


def test_codes_stay_the_same_from_day_to_day() -> None:
    earlier, later = steps(household(), today=date(2026, 3, 1)), steps(household(), today=date(2026, 3, 2))
    assert list(earlier) == list(later)
