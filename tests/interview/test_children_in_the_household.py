"""From answers to the household: the children."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interview.families import BERLIN, document, family


def child(answers: dict[str, Any], place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = document(answers)["children"][place]
    return found


@pytest.mark.parametrize(
    ("home", "months"),
    [
        ({"child_home-c1": {"lived": "all"}}, 12),
        ({"child_home-c1": {"lived": "most"}}, 7),
        ({"child_home-c1": {"lived": "close"}, "child_nights-c1": {"nights": 183}}, 7),
        ({"child_home-c1": {"lived": "close"}, "child_nights-c1": {"nights": 182}}, 6),
        ({"child_home-c1": {"lived": "less"}}, 3),
        ({"child_home-c1": {"lived": "none"}}, 0),
    ],
)
def test_nights_become_months(home: dict[str, Any], months: int) -> None:
    assert child(BERLIN | home)["months_with_you"] == months


def test_in_a_leap_year_half_the_nights_are_one_more() -> None:
    close = {"child_home-c1": {"lived": "close"}, "child_nights-c1": {"nights": 183}}
    assert child(BERLIN | close | {"year": {"tax_year": 2024}})["months_with_you"] == 6


def test_a_year_alone_stands_for_its_middle() -> None:
    basics = {**BERLIN["child_basics-c1"], "birth_date": "2019"}
    assert child(family(child_basics__c1=basics))["birth_date"] == "2019-07-01"


def test_a_child_who_died_died_on_the_last_day_for_the_rules() -> None:
    basics = {**BERLIN["child_basics-c1"], "died": True}
    assert child(family(child_basics__c1=basics))["died_on"] == "2025-12-31"


@pytest.mark.parametrize(
    ("papers", "kind", "us_status"),
    [
        ({"child_papers-c1": {"papers": "citizen_applied"}}, "none", "citizen"),
        ({"child_papers-c1": {"papers": "citizen_none"}}, "none", "citizen"),
        (
            {
                "child_papers-c1": {"papers": "other"},
                "child_status-c1": {"status": "resident"},
                "child_id-c1": {"kind": "itin"},
            },
            "itin",
            "resident_alien",
        ),
        (
            {
                "child_papers-c1": {"papers": "other"},
                "child_status-c1": {"status": "not_sure"},
                "child_id-c1": {"kind": "ssn_no_work"},
            },
            "ssn_not_for_work",
            "none",
        ),
        (
            {
                "child_papers-c1": {"papers": "other"},
                "child_status-c1": {"status": "citizen"},
                "child_id-c1": {"kind": "ssn_dhs"},
                "child_work_approval-c1": {"in_force": "yes"},
            },
            "ssn",
            "citizen",
        ),
        (
            {
                "child_papers-c1": {"papers": "other"},
                "child_status-c1": {"status": "citizen"},
                "child_id-c1": {"kind": "ssn_dhs"},
                "child_work_approval-c1": {"in_force": "not_sure"},
            },
            "ssn_not_for_work",
            "citizen",
        ),
    ],
)
def test_papers_of_a_child(papers: dict[str, Any], kind: str, us_status: str) -> None:
    answers = BERLIN | papers | {"extension": {"extension": "none"}, "child_applied-c1": {"day": None}}
    found = child(answers)
    assert found["taxpayer_id"]["kind"] == kind
    assert found["us_status"] == us_status


@pytest.mark.parametrize(
    ("home", "window", "issued_on"),
    [
        ("abroad", "by_due", None),
        ("abroad", "by_abroad", "2026-04-16"),
        ("abroad", "by_ext", "2026-06-16"),
        ("us", "by_ext", "2026-04-16"),
        ("abroad", "after", "2026-10-16"),
        ("abroad", "not_sure", "2026-10-16"),
    ],
)
def test_the_day_of_issue_stands_for_its_window(home: str, window: str, issued_on: str | None) -> None:
    answers = BERLIN | {
        "home": {"main_place": home},
        "children_issued": {"all_issued": "no"},
        "child_issued-c1": {"window": window},
        "child_issued-c2": {"window": "by_due"},
        "extension": {"extension": "f4868"},
    }
    assert child(answers)["taxpayer_id"]["issued_on"] == issued_on


FACTS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("own support", {"child_facts-c1": {"facts": ["own_support"]}}, {"provided_over_half_own_support": True}),
    ("not claimed this year", {"child_facts-c1": {"facts": ["not_mine"]}}, {"claimed_as_dependent": False}),
    (
        "the other parent had fewer nights",
        {"child_facts-c1": {"facts": ["other_claim"]}, "child_claimant-c1": {"who": "parent_fewer"}},
        {"claimed_as_dependent": True},
    ),
    (
        "the other parent had more nights",
        {"child_facts-c1": {"facts": ["other_claim"]}, "child_claimant-c1": {"who": "parent_more"}},
        {"claimed_as_dependent": False},
    ),
    (
        "the same nights and the higher income",
        {
            "child_facts-c1": {"facts": ["other_claim"]},
            "child_claimant-c1": {"who": "parent_same"},
            "child_claimant_income-c1": {"higher": "yes"},
        },
        {"claimed_as_dependent": True},
    ),
    (
        "the same nights, not sure about income",
        {
            "child_facts-c1": {"facts": ["other_claim"]},
            "child_claimant-c1": {"who": "parent_same"},
            "child_claimant_income-c1": {"higher": "not_sure"},
        },
        {"claimed_as_dependent": False},
    ),
    (
        "released to you",
        {"child_facts-c1": {"facts": ["release_in"]}, "child_release-c1": {"rule": "yes"}},
        {"custody": "released_to_you"},
    ),
    (
        "released to you without the rule",
        {"child_facts-c1": {"facts": ["release_in"]}, "child_release-c1": {"rule": "not_sure"}},
        {"custody": "with_you"},
    ),
    (
        "released to the other parent",
        {"child_facts-c1": {"facts": ["release_out"]}, "child_release-c1": {"rule": "not_sure"}},
        {"custody": "released_to_other_parent"},
    ),
]


@pytest.mark.parametrize(("rule", "changes", "expected"), FACTS, ids=[rule for rule, _changes, _expected in FACTS])
def test_rare_facts_of_a_child(rule: str, changes: dict[str, Any], expected: dict[str, Any]) -> None:
    answers = BERLIN | {
        "children_facts": {"facts": ["own_support"]},
        "child_facts-c2": {"facts": ["none"]},
        **changes,
    }
    found = child(answers)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("student", "claimed"), [("student", True), ("disabled", True), ("neither", False), ("not_sure", False)]
)
def test_from_19_on_only_students_and_the_disabled_are_claimed(student: str, claimed: bool) -> None:
    grown = {**BERLIN["child_basics-c2"], "birth_date": "2004-06-01"}
    answers = family(child_basics__c2=grown, child_student__c2={"student": student}, child_settled__c2={"rest": False})
    assert child(answers, 1)["claimed_as_dependent"] is claimed


def test_other_people_are_claimed_without_a_name() -> None:
    household = document(family(children_list={"others": 2}))
    assert len(household["children"]) == 4
    assert household["children"][3]["relationship"] == "other"
