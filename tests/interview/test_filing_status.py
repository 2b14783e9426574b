"""From answers to the household: filing status and home."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, assumed, document

NRA_SPOUSE = {
    "marital": {"marital": "married"},
    "spouse_us": {"status": "nra"},
    "joint_nonresident": {"files": "no"},
}
APART = {
    "marital": {"marital": "married"},
    "spouse_us": {"status": "citizen"},
    "joint": {"files": "separate"},
    "apart": {"six_months": "yes"},
}


NOTHING = {"amount": "0", "currency": "USD"}


def pay(amount: str, currency: str = "USD", source: str = "us") -> dict[str, Any]:
    return {"amount": {"amount": amount, "currency": currency}, "guess": False, "source": source}


STATUSES: list[tuple[str, dict[str, Any], str]] = [
    ("not married and pays for the home of a child", {}, "head_of_household"),
    ("not married, says single", {"filing_status": {"status": "single"}}, "single"),
    ("not married and pays half or less", {"paid_home": {"paid": "no"}}, "single"),
    ("not sure who pays for the home", {"paid_home": {"paid": "not_sure"}}, "single"),
    ("nobody lived there for over half the year", {
        "child_home-c1": {"lived": "less"}, "child_home-c2": {"lived": "none"},
    }, "single"),
    ("the children are no close family", {
        "child_basics-c1": {**BERLIN["child_basics-c1"], "relationship": "unrelated"},
        "child_basics-c2": {**BERLIN["child_basics-c2"], "relationship": "other_family"},
    }, "single"),
    ("nonresident spouse, pays for the home", NRA_SPOUSE, "head_of_household"),
    ("nonresident spouse, pays half or less", {**NRA_SPOUSE, "paid_home": {"paid": "no"}}, "married_separate"),
    ("US spouse, lived apart, pays for the home", APART, "head_of_household"),
    ("US spouse, lived together", {**APART, "apart": {"six_months": "no"}}, "married_separate"),
    ("US spouse, apart, but the children are siblings", {
        **APART,
        "child_basics-c1": {**BERLIN["child_basics-c1"], "relationship": "sibling"},
        "child_basics-c2": {**BERLIN["child_basics-c2"], "relationship": "sibling"},
    }, "married_separate"),
    ("widowed two years ago with a child at home all year", {
        "marital": {"marital": "widowed"}, "spouse_died": {"when": "y2"}, "filing_status": {"status": "qss"},
    }, "surviving_spouse"),
    ("widowed, but the child was not there all year", {
        "marital": {"marital": "widowed"}, "spouse_died": {"when": "y1"}, "filing_status": {"status": "qss"},
        "child_home-c1": {"lived": "most"}, "child_home-c2": {"lived": "most"},
    }, "head_of_household"),
    ("widowed long ago", {
        "marital": {"marital": "widowed"}, "spouse_died": {"when": "earlier"},
    }, "head_of_household"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "changes", "status"), STATUSES, ids=[rule for rule, _changes, _status in STATUSES])
def test_filing_status(rule: str, changes: dict[str, Any], status: str) -> None:
    assert document(BERLIN | changes)["filing_status"] == status


def test_a_joint_return_names_both_people() -> None:
    household = document(MARRIED_IN_BERLIN)
    assert household["filing_status"] == "married_joint"
    assert household["spouse"]["us_status"] == "citizen"


def test_a_nonresident_spouse_on_a_joint_return_is_treated_as_a_resident() -> None:
    joint = MARRIED_IN_BERLIN | NRA_SPOUSE | {"joint_nonresident": {"files": "yes"}, "joint_before": {"before": "no"}}
    assert document(joint)["spouse"]["us_status"] == "resident_alien"
    ended = joint | {"joint_before": {"before": "ended"}}
    assert document(ended)["filing_status"] == "head_of_household"
    assert document(ended)["spouse"] is None


def test_living_apart_is_told_to_the_engine_on_a_separate_return() -> None:
    separate = BERLIN | APART | {"paid_home": {"paid": "no"}}
    assert document(separate)["lived_apart_last_half"] is True
    assert document(BERLIN)["lived_apart_last_half"] is False


@pytest.mark.parametrize(("changes", "residence"), [
    ({"home": {"main_place": "us"}}, {"place": "united_states"}),
    ({"home": {"main_place": "us_military"}, "income_combat-you": {"amount": NOTHING}},
     {"place": "abroad", "country": "DE", "main_home_in_us_over_half_year": True}),
    ({"home": {"main_place": "split"}},
     {"place": "abroad", "country": "DE", "main_home_in_us_over_half_year": None}),
    ({"home": {"main_place": "pr"}, "home_puerto_rico": {"resident": "full"},
      "income_withheld-you": {"social_security": NOTHING, "medicare": NOTHING},
      "income-you-wages": pay("60000", source="pr")}, {"place": "puerto_rico"}),
    ({"home": {"main_place": "pr"}, "home_puerto_rico": {"resident": "part"},
      "income-you-wages": pay("60000", source="pr")},
     {"place": "united_states", "main_home_in_us_over_half_year": False}),
])  # fmt: skip
def test_residence(changes: dict[str, Any], residence: dict[str, Any]) -> None:
    assert document(BERLIN | changes)["residence"] == residence


@pytest.mark.parametrize(
    ("said", "extension", "abroad"),
    [
        ("none", False, False),
        ("abroad", False, True),
        ("f4868", True, True),
        ("more", True, True),
        ("not_sure", False, False),
    ],
)
def test_more_time_to_file(said: str, extension: bool, abroad: bool) -> None:
    answers = BERLIN | {"child_papers-c1": {"papers": "citizen_none"}, "extension": {"extension": said}}
    assert document(answers)["filing"] == {"extension": extension, "abroad_on_due_date": abroad}


@pytest.mark.parametrize(
    ("signs", "sentence"),
    [
        (["days"], "Days in the US alone do not tell what your spouse was for US tax."),
        (["passport"], "We took it that your spouse was a US citizen or tax resident."),
        (["days", "green_card"], "We took it that your spouse was a US citizen or tax resident."),
    ],
)
def test_days_in_the_us_alone_do_not_settle_what_the_spouse_was(signs: list[str], sentence: str) -> None:
    answers = MARRIED_IN_BERLIN | {"spouse_us": {"status": "not_sure"}, "spouse_signs": {"signs": signs}}
    assert any(text.startswith(sentence) for text in assumed(answers))
