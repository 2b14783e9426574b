"""Which screens a family sees: for these answers, this screen comes or does not come."""

from __future__ import annotations

from typing import Any

import pytest

from interview.steps import Route
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, family

TEEN = {"name": "Leo", "birth_date": "2005", "died": False, "relationship": "birth"}
OTHER = {"papers": "other", "age_band": "24_64"}


def shown(answers: dict[str, Any]) -> list[str]:
    return list(Route(answers).pages)


def test_a_finished_family_has_no_open_screen() -> None:
    assert Route(BERLIN).first_open is None
    assert Route(QUICK_BERLIN).first_open is None


def test_the_main_case_takes_no_more_screens_than_designed() -> None:
    """Design: 30 with start, review and result. One more tells what the children's answers come to."""
    answers = family(
        marital={"marital": "married"},
        spouse_us={"status": "nra"},
        joint_nonresident={"files": "no"},
        filing_status={"status": "hoh"},
    )
    route = Route(answers)
    assert route.first_open is None
    assert len(route.sequence) + 2 <= 31


SHOWN: list[tuple[str, dict[str, Any], str]] = [
    ("abroad we ask for the country", {}, "home_country"),
    ("in Puerto Rico we ask if all year", {"home": {"main_place": "pr"}}, "home_puerto_rico"),
    ("in a territory we ask which", {"home": {"main_place": "territory"}}, "home_territory"),
    ("a widow is asked when", {"marital": {"marital": "widowed"}}, "spouse_died"),
    (
        "widowed in the year counts as married",
        {"marital": {"marital": "widowed"}, "spouse_died": {"when": "in_year"}},
        "spouse_us",
    ),
    (
        "not sure about the spouse leads to signs",
        {"marital": {"marital": "married"}, "spouse_us": {"status": "not_sure"}},
        "spouse_signs",
    ),
    (
        "no sign of a US person leads to the nonresident choice",
        {
            "marital": {"marital": "married"},
            "spouse_us": {"status": "not_sure"},
            "spouse_signs": {"signs": ["none"]},
        },
        "joint_nonresident",
    ),
    (
        "a nonresident spouse opens the cost of the home",
        {
            "marital": {"marital": "married"},
            "spouse_us": {"status": "nra"},
            "joint_nonresident": {"files": "no"},
        },
        "paid_home",
    ),
    (
        "an ended choice leaves the filer alone",
        {
            "marital": {"marital": "married"},
            "spouse_us": {"status": "nra"},
            "joint_nonresident": {"files": "yes"},
            "joint_before": {"before": "ended"},
        },
        "paid_home",
    ),
    ("another number is asked about", {"papers-you": OTHER}, "tax_id-you"),
    (
        "an ITIN has a day of issue",
        {"papers-you": OTHER, "us_status-you": {"status": "citizen"}, "tax_id-you": {"kind": "itin"}},
        "id_window-you",
    ),
    ("somebody young may be claimed", {"papers-you": {"papers": "citizen_ssn", "age_band": "u19"}}, "claimed-you"),
    ("about half the nights are counted", {"child_home-c1": {"lived": "close"}}, "child_nights-c1"),
    ("another paper of a child is asked about", {"child_papers-c1": {"papers": "other"}}, "child_id-c1"),
    ("from 19 on we ask about school", {"child_basics-c2": TEEN}, "child_student-c2"),
    ("not all numbers in time", {"children_issued": {"all_issued": "no"}}, "child_issued-c1"),
    ("something rare is asked for each child", {"children_facts": {"facts": ["release"]}}, "child_facts-c2"),
    (
        "somebody else claims",
        {"children_facts": {"facts": ["other_claim"]}, "child_facts-c1": {"facts": ["other_claim"]}},
        "child_claimant-c1",
    ),
    (
        "part of the work abroad",
        {"income-you-wages": {"amount": {"amount": "1", "currency": "EUR"}, "source": "both"}},
        "income_share-you-wages",
    ),
    (
        "profit abroad has a payroll system",
        {
            "income_kinds-you": {"kinds": ["self"]},
            "income-you-self": {"amount": {"amount": "1", "currency": "EUR"}, "source": "foreign"},
        },
        "income_social_security-you-self",
    ),
    ("not abroad all year leads to the tests", {"exclusion_all_year": {"you": "no"}}, "exclusion_test-you"),
    ("an earlier Form 2555 may have ended", {"exclusion_prior": {"you": "earlier"}}, "exclusion_stopped-you"),
    ("a child without a number may still get one", {"child_papers-c1": {"papers": "citizen_none"}}, "extension"),
]


@pytest.mark.parametrize(("rule", "changes", "page"), SHOWN, ids=[rule for rule, _changes, _page in SHOWN])
def test_this_answer_brings_this_screen(rule: str, changes: dict[str, Any], page: str) -> None:
    assert page in shown(BERLIN | changes)


HIDDEN: list[tuple[str, dict[str, Any], str]] = [
    ("in the US no country", {"home": {"main_place": "us"}}, "home_country"),
    ("never married, no spouse", {}, "spouse_us"),
    ("alone, no papers of a spouse", {}, "papers-spouse"),
    ("all numbers in time, no extension", {}, "extension"),
    ("no children, no Form 2555", {"children": [], "children_list": {"others": 0}}, "exclusion_plan"),
    ("no children, no foreign tax", {"children": [], "children_list": {"others": 0}}, "foreign_tax"),
    ("declined, no test", {"exclusion_plan": {"plan": "plan_no"}}, "exclusion_all_year"),
    (
        "US government pay cannot be left out",
        {"income-you-wages": {"amount": {"amount": "1", "currency": "USD"}, "source": "foreign_gov"}},
        "exclusion_plan",
    ),
    ("two children, no second method", {}, "income_withheld-you"),
    (
        "no foreign tax goes against US government pay",
        {"income-you-wages": {"amount": {"amount": "1", "currency": "USD"}, "source": "foreign_gov"}},
        "foreign_tax",
    ),
    (
        "no profit, no tax on it",
        {
            "income_kinds-you": {"kinds": ["self"]},
            "income-you-self": {"amount": {"amount": "0", "currency": "USD"}, "source": "foreign"},
        },
        "income_social_security-you-self",
    ),
    ("no tax paid, no amount", {"foreign_tax": {"paid": "no"}}, "foreign_tax_amount"),
]


@pytest.mark.parametrize(("rule", "changes", "page"), HIDDEN, ids=[rule for rule, _changes, _page in HIDDEN])
def test_this_answer_takes_this_screen_away(rule: str, changes: dict[str, Any], page: str) -> None:
    assert page not in shown(BERLIN | changes)


def test_withheld_tax_is_asked_with_three_children_and_us_pay_or_one_in_puerto_rico() -> None:
    us_pay = {"income-you-wages": {"amount": {"amount": "9000", "currency": "USD"}, "source": "us"}}
    third = {f"child_{step}-c3": BERLIN[f"child_{step}-c1"] for step in ("basics", "home", "papers")}
    three = third | {"children": ["c1", "c2", "c3"]}
    assert "income_withheld-you" in shown(BERLIN | us_pay | three)
    assert "income_withheld-you" not in shown(BERLIN | three)
    puerto_rico = {
        "home": {"main_place": "pr"},
        "home_puerto_rico": {"resident": "full"},
        "children": ["c1"],
        "income-you-wages": {"amount": {"amount": "9000", "currency": "USD"}, "source": "pr"},
    }
    assert "income_withheld-you" in shown(BERLIN | puerto_rico)


def test_an_answer_that_no_longer_applies_drives_nothing_and_comes_back() -> None:
    married = BERLIN | {
        "marital": {"marital": "married"},
        "spouse_us": {"status": "nra"},
        "joint_nonresident": {"files": "yes"},
        "joint_before": {"before": "no"},
    }
    assert "papers-spouse" in shown(married)
    single_again = married | {"marital": {"marital": "never"}}
    assert "papers-spouse" not in shown(single_again)
    assert "spouse_us" not in Route(single_again).used
    assert Route(married).used["spouse_us"] == {"status": "nra"}


def test_an_option_that_is_no_longer_offered_opens_its_question_again() -> None:
    late = BERLIN | {"children_issued": {"all_issued": "no"}, "child_issued-c1": {"window": "by_abroad"}}
    assert "child_issued-c1" not in Route(late).open
    assert "child_issued-c1" in Route(late | {"home": {"main_place": "us"}}).open


@pytest.mark.parametrize(
    ("changes", "stop"),
    [
        ({"home": {"main_place": "territory"}, "home_territory": {"territory": "gu"}}, "territory_stop"),
        ({"papers-you": OTHER, "us_status-you": {"status": "nra"}}, "nonresident_stop-you"),
    ],
)
def test_where_we_cannot_go_on_the_way_ends_and_stays_open(changes: dict[str, Any], stop: str) -> None:
    route = Route(BERLIN | changes)
    assert list(route.pages)[-1] == stop
    assert route.first_open == stop


def test_the_screens_of_one_child_come_together_and_before_the_next_child() -> None:
    pages = shown(BERLIN)
    first = pages.index("child_basics-c1")
    assert pages[first : first + 6] == [
        f"child_{step}-{child}" for child in ("c1", "c2") for step in ("basics", "home", "papers")
    ]
    assert pages[first + 6] == "children_list"


def test_removing_a_child_moves_no_other_and_keeps_its_answers() -> None:
    without = BERLIN | {"children": ["c2"]}
    assert "child_basics-c1" not in shown(without)
    assert "child_basics-c2" in shown(without)
    assert Route(BERLIN | {"children": ["c2", "c1"]}).first_open is None


def test_leaving_a_finished_child_skips_the_finished_ones_after_it() -> None:
    route = Route(BERLIN)
    assert route.after("child_papers-c1") == "children_list"
    unfinished = Route(family(child_home__c2=None))
    assert unfinished.after("child_papers-c1") == "child_home-c2"


def test_a_rate_is_a_screen_that_nobody_has_to_open() -> None:
    route = Route(BERLIN)
    assert "rate-EUR" in route.pages
    assert "rate-EUR" not in route.sequence
    assert "rate-EUR" not in route.open


@pytest.mark.parametrize(
    ("answers", "screens"),
    [
        (QUICK_BERLIN, 8),
        (family(QUICK_BERLIN, quick_home={"home": "us"}), 6),
        (family(QUICK_BERLIN, quick_children={"total": 0}), 3),
        (family(QUICK_BERLIN, quick_home={"home": "pr"}), 6),
        (family(QUICK_BERLIN, quick_home={"home": "us_military"}), 6),
        (family(QUICK_BERLIN, quick_earned={"earned": {"amount": "0", "currency": "USD"}}), 6),
    ],
)
def test_the_quick_check_asks_as_few_questions_as_it_can(answers: dict[str, Any], screens: int) -> None:
    assert len(Route(answers).sequence) - 1 == screens


def test_a_joint_return_asks_about_both_people() -> None:
    pages = shown(MARRIED_IN_BERLIN)
    assert {"papers-you", "papers-spouse", "income_kinds-you", "income_kinds-spouse"} <= set(pages)
    assert "paid_home" not in pages
