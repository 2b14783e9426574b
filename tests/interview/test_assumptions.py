"""What was taken for granted is listed, and the quick check takes the most."""

from __future__ import annotations

from typing import Any

import pytest

from interview.adapter import Unfinished
from interview.steps import Route
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, adapted, assumed, document, family


def test_what_was_taken_for_granted_is_listed() -> None:
    texts = assumed(BERLIN)
    assert {
        "We turned EUR into dollars at 0.886 for one dollar, the average of 2025 (IRS yearly average).",
        "We used the standard deduction, with no adjustments or other deductions.",
        "We took it that you have no other credits, such as for child care or education.",
        "We took it that no US tax was withheld or paid during the year.",
        "We took it that there are no housing costs on Form 2555.",
        "We count foreign tax in the year it was for.",
        "We took it that you have no unused foreign tax credit from earlier years.",
    } <= set(texts)


def test_what_is_asked_is_not_said_to_be_left_out() -> None:
    assert not [text for text in assumed(BERLIN) if text.startswith("We did not ask")]


def test_the_quick_check_says_what_it_does_not_ask() -> None:
    assert [text for text in assumed(QUICK_BERLIN) if text.startswith("We did not ask")] == [
        "We did not ask about interest, dividends, sales, pensions, benefits or other income, so we took them as none.",
        "We did not ask about US tax withheld or paid during the year, so we took it as none.",
    ]


def test_every_assumption_leads_to_a_screen_that_this_family_sees() -> None:
    for answers in (BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN):
        pages = Route(answers).pages
        assert {assumption.page for assumption in adapted(answers).assumptions} - {None} <= set(pages)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"foreign_tax": {"paid": "not_sure"}}, "You were not sure about tax paid to another country"),
        ({"paid_home": {"paid": "not_sure"}}, "You were not sure who paid for the home"),
        ({"exclusion_plan": {"plan": "not_sure"}}, "You were not sure about Form 2555"),
        (
            {
                "child_papers-c1": {"papers": "other"},
                "child_status-c1": {"status": "citizen"},
                "child_id-c1": {"kind": "not_sure"},
                "extension": {"extension": "none"},
            },
            "You were not sure which number Mia has. We took it as none.",
        ),
        (
            {
                "papers-you": {"papers": "other", "age_band": "24_64"},
                "us_status-you": {"status": "not_sure"},
                "tax_id-you": {"kind": "ssn_work"},
            },
            "You were not sure what you were for US tax",
        ),
    ],
)
def test_every_not_sure_takes_the_careful_side_and_says_so(changes: dict[str, Any], text: str) -> None:
    assert any(assumption.startswith(text) for assumption in assumed(BERLIN | changes))


def test_an_open_screen_makes_no_household() -> None:
    with pytest.raises(Unfinished) as unfinished:
        document(family(foreign_tax=None))
    assert unfinished.value.page == "foreign_tax"


def test_no_digits_of_a_tax_number_are_anywhere_in_a_household() -> None:
    assert "ssn" in str(document(BERLIN))
    assert set(document(BERLIN)["filer"]["taxpayer_id"]) <= {"kind", "issued_on"}


@pytest.mark.parametrize(
    ("home", "where"),
    [("us", "wages_us"), ("abroad", "wages_foreign"), ("us_military", "wages_us"), ("split", "wages_foreign")],
)
def test_quick_pay_was_earned_where_the_home_was(home: str, where: str) -> None:
    assert document(family(QUICK_BERLIN, quick_home={"home": home}))["filer"][where] == 67_720


def test_a_quick_family_in_puerto_rico_is_taken_to_pay_the_usual_payroll_tax() -> None:
    answers = family(
        QUICK_BERLIN, quick_home={"home": "pr"}, quick_earned={"earned": {"amount": "30000", "currency": "USD"}}
    )
    household = document(answers)
    assert household["unearned_income"]["puerto_rico_excluded"] == 30_000
    assert household["filer"]["social_security_withheld"] == 1_860
    assert household["filer"]["medicare_withheld"] == 435


def test_a_quick_not_sure_counts_no_number_and_no_tax() -> None:
    answers = family(
        QUICK_BERLIN,
        quick_children_numbers={"with_number": None, "not_sure": True},
        quick_foreign_tax={"tax": None, "not_sure": True},
        quick_filer={"numbers": "not_sure"},
    )
    household = document(answers)
    assert [found["taxpayer_id"]["kind"] for found in household["children"]] == ["none", "none"]
    assert household["foreign_tax"]["general"] == 0
    assert household["filer"]["taxpayer_id"]["kind"] == "itin"
    assert adapted(answers).rough
