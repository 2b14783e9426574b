"""Families whose year was untidy: what their answers come to, and whether every sentence about them is true."""

from __future__ import annotations

from typing import Any

import pytest

from interview.drafts.ways_compared import ways_compared
from interview.steps import Route
from interview.steps.conditions import may_use_payroll_method
from interview.steps.open_answers import open_answers
from interview.years.year_in_force import shipped_year
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, assumed, document, family

PUERTO_RICO = family(
    home={"main_place": "pr"},
    income__you__wages={"amount": {"amount": "40000", "currency": "USD"}, "guess": False, "source": "pr"},
)
NONRESIDENT = family(MARRIED_IN_BERLIN, joint=None) | {
    "spouse_us": {"status": "nra"},
    "joint_nonresident": {"files": "compare"},
    "joint_before": {"before": "on"},
}
LATE_OWN_NUMBER = family(
    papers__you={"papers": "other", "age_band": "24_64"},
    us_status__you={"status": "citizen"},
    tax_id__you={"kind": "ssn_work_late"},
    id_window__you={"window": "not_sure"},
    extension={"extension": "not_sure"},
)


def words_of(answers: dict[str, Any], address: str, name: str, part: str) -> str:
    """The words of one question, as this family reads them."""
    page = Route(answers).pages[address]
    [question] = [each for each in page.questions if each.name == name]
    words = getattr(question, part)
    return str(words(page.saved) if callable(words) else words)


def codes_of(answers: dict[str, Any], address: str) -> list[str]:
    """The answers that a family can choose from on a screen of one question."""
    page = Route(answers).pages[address]
    kind: Any = page.questions[0].kind
    return [option.code for option in kind.offered(page.saved)]


# Filing status ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "status"),
    [(["release_out", "not_mine"], "head_of_household"), (["not_mine"], "single")],
)
def test_who_signed_form_8332_stays_head_of_household_without_claiming_the_child(facts: list[str], status: str) -> None:
    answers = family(
        children_facts={"facts": ["release", "not_mine"]},
        child_facts__c1={"facts": facts},
        child_release__c1={"rule": "yes"},
        child_facts__c2={"facts": ["not_mine"]},
    )
    assert document(answers)["filing_status"] == status


def test_head_of_household_is_not_ruled_out_for_who_supports_a_parent() -> None:
    answers = family(children=[], children_list={"others": 1, "no_children": True})
    [sentence] = [text for text in assumed(answers) if "head of household" in text.lower()]
    assert sentence.startswith("No child makes you head of household. A parent or other relative you support may.")
    alone = assumed(family(children=[], children_list={"others": 0, "no_children": True}))
    assert any(text.startswith("Head of household needs a child") for text in alone)


def test_a_return_of_ones_own_says_that_a_choice_still_on_must_be_ended_first() -> None:
    year = shipped_year(2025)
    notes = {}
    for before in ("on", "no"):
        shown, _others = ways_compared(NONRESIDENT | {"joint_before": {"before": before}}, year)
        assert shown.code == "alone"
        notes[before] = [each for each in shown.adapted.assumptions if each.page == "joint_before"]
    [note] = notes["on"]
    assert note.text.startswith("Your choice to treat your spouse as a US resident is still on.")
    assert notes["no"] == []


@pytest.mark.parametrize("facts", [["not_mine"], ["own_support"]])
def test_a_child_at_home_who_does_not_count_is_not_said_to_be_missing(facts: list[str]) -> None:
    answers = family(
        children_facts={"facts": facts}, child_facts__c1={"facts": facts}, child_facts__c2={"facts": facts}
    )
    assert any("None on your list counts for it." in text for text in assumed(answers))


# Children -----------------------------------------------------------------------------------------------------------


def test_before_a_grandparent_goes_the_parent() -> None:
    answers = family(
        child_basics__c1={**BERLIN["child_basics-c1"], "relationship": "grandchild"},
        children_facts={"facts": ["other_claim"]},
        child_facts__c1={"facts": ["other_claim"]},
        child_facts__c2={"facts": ["other_claim"]},
        child_claimant__c1={"who": "the_parent"},
        child_claimant__c2={"who": "not_sure"},
    )
    assert "the_parent" in codes_of(answers, "child_claimant-c1")
    assert "the_parent" not in codes_of(answers, "child_claimant-c2")
    assert [child["claimed_as_dependent"] for child in document(answers)["children"]] == [False, False]
    unsure = answers | {"child_claimant-c1": {"who": "not_sure"}}
    best = {each.key[0]: each.readings[0]["who"] for each in open_answers(Route(unsure))}
    assert best == {"child_claimant-c1": "relative_np", "child_claimant-c2": "parent_fewer"}


@pytest.mark.parametrize(("year", "words"), [(2017, "lower your tax"), (2018, "small")])
def test_in_2017_other_dependents_bring_no_credit(year: int, words: str) -> None:
    grown = {**BERLIN["child_basics-c1"], "birth_date": str(year - 20)}
    answers = family(year={"tax_year": year}, child_basics__c1=grown)
    assert words in words_of(answers, "child_student-c1", "student", "why")
    assert words in words_of(answers, "children_list", "others", "why")


# Where the family lived ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("resident", "said"), [("part", True), ("not_sure", False)])
def test_only_who_said_so_was_not_in_puerto_rico_all_year(resident: str, *, said: bool) -> None:
    texts = assumed(PUERTO_RICO | {"home_puerto_rico": {"resident": resident}})
    assert any(text.startswith("You were not in Puerto Rico all year") for text in texts) is said
    assert any(text.startswith("You were not sure about Puerto Rico") for text in texts) is not said


def test_of_a_family_that_moved_nobody_takes_it_that_it_was_abroad_on_the_due_date() -> None:
    moved = BERLIN | {"home": {"main_place": "split"}}
    assert document(moved)["filing"]["abroad_on_due_date"] is False
    assert document(QUICK_BERLIN | {"quick_home": {"home": "split"}})["filing"]["abroad_on_due_date"] is False
    late = LATE_OWN_NUMBER | {"home": {"main_place": "split"}}
    assert document(late)["filing"]["abroad_on_due_date"] is False
    assert document(late | {"extension": {"extension": "abroad"}})["filing"]["abroad_on_due_date"] is True


def test_not_sure_about_more_time_takes_none_and_leaves_room_for_it() -> None:
    answers = LATE_OWN_NUMBER | {"id_window-you": {"window": "by_abroad"}}
    assert document(answers)["filing"] == {"extension": False, "abroad_on_due_date": False}
    assert any("We took it that you asked for none" in text for text in assumed(answers))
    assert {each.key[0] for each in open_answers(Route(answers))} == {"extension"}


@pytest.mark.parametrize(("resident", "second"), [("full", False), ("part", True)])
def test_part_of_2021_in_puerto_rico_leaves_the_second_way_to_work_out_the_refund(
    resident: str, *, second: bool
) -> None:
    answers = PUERTO_RICO | {
        "year": {"tax_year": 2021},
        "home_puerto_rico": {"resident": resident},
        "children": ["c1", "c2", "c3"],
        "child_basics-c3": {**BERLIN["child_basics-c1"], "name": "Zoe"},
    }
    assert may_use_payroll_method(Route(answers).saved) is second


# Numbers ------------------------------------------------------------------------------------------------------------


def test_a_number_that_came_late_is_not_taken_as_one_that_came_early() -> None:
    assert codes_of(LATE_OWN_NUMBER, "id_window-you") == ["by_abroad", "by_ext", "after", "not_sure"]
    for home, best in (("abroad", "by_abroad"), ("us", "by_ext")):
        found = open_answers(Route(LATE_OWN_NUMBER | {"home": {"main_place": home}}))
        assert {each.key[0]: each.readings[0] for each in found}["id_window-you"] == {"window": best}


@pytest.mark.parametrize(("year", "words"), [(2024, "On or before {due_date}"), (2025, None)])
def test_until_2024_an_adults_number_of_the_due_date_itself_was_in_time(year: int, words: str | None) -> None:
    answers = LATE_OWN_NUMBER | {"year": {"tax_year": year}}
    page = Route(answers).pages["id_window-you"]
    kind: Any = page.questions[0].kind
    texts = {option.code: option.text(page.saved) for option in kind.offered(page.saved) if callable(option.text)}
    assert texts.get("by_due") == words


def test_from_2025_the_words_about_numbers_speak_of_everybody_on_the_return() -> None:
    other = {"papers": "other", "age_band": "24_64"}
    alone = family(papers__you=other)
    couple = family(MARRIED_IN_BERLIN, papers__you=other)
    assert "you must have" in words_of(alone, "tax_id-you", "kind", "why")
    assert "you or your spouse must have" in words_of(couple, "tax_id-you", "kind", "why")


def test_the_quick_check_of_2017_says_that_children_with_other_numbers_were_not_counted() -> None:
    without = QUICK_BERLIN | {"quick_children_numbers": {"with_number": 1, "not_sure": False}}
    said = {year: assumed(without | {"year": {"tax_year": year}}) for year in (2017, 2018)}
    assert any(text.startswith("For 2017 a child with another US tax number") for text in said[2017])
    assert not any("another US tax number" in text for text in said[2018])


@pytest.mark.parametrize(
    ("year", "home", "sentence"),
    [
        (2021, "split", "You moved. We took it that your home was in the US for half of 2021 or less."),
        (2020, "abroad", "We did not ask about your pay of 2019. For 2020 it can make the refund larger."),
    ],
)
def test_the_quick_check_says_what_it_did_not_ask_about_a_year(year: int, home: str, sentence: str) -> None:
    answers = QUICK_BERLIN | {"year": {"tax_year": year}, "quick_home": {"home": home}}
    assert sentence in assumed(answers)
    assert sentence not in assumed(answers | {"year": {"tax_year": 2025}})


# Income and tax abroad ----------------------------------------------------------------------------------------------


def test_form_2555_is_not_said_to_stop_the_refund_that_2021_paid_out_in_full() -> None:
    abroad_too = {"income_kinds-you": {"kinds": ["wages"], "abroad_too": True}, "year": {"tax_year": 2021}}
    in_us = BERLIN | abroad_too | {"home": {"main_place": "us"}}
    assert "does not stop the refund" in words_of(in_us, "exclusion_plan", "plan", "more")
    for answers in (BERLIN | {"year": {"tax_year": 2021}}, in_us | {"year": {"tax_year": 2022}}):
        assert "no part of the child credit" in words_of(answers, "exclusion_plan", "plan", "more")


@pytest.mark.parametrize(
    ("changes", "person", "said"),
    [
        ({}, "you", False),
        ({"papers-you": {"papers": "green_ssn", "age_band": "24_64"}}, "you", True),
        (
            {"papers-you": {"papers": "other", "age_band": "24_64"}, "us_status-you": {"status": "green_card"}},
            "you",
            True,
        ),
        ({}, "spouse", False),
        ({"spouse_us": {"status": "resident"}}, "spouse", True),
    ],
)
def test_only_citizens_pass_the_test_of_residence_without_a_treaty(
    changes: dict[str, Any], person: str, *, said: bool
) -> None:
    answers = MARRIED_IN_BERLIN | {
        "income_kinds-spouse": {"kinds": ["wages"]},
        "income-spouse-wages": BERLIN["income-you-wages"],
        "exclusion_all_year": {"you": "no", "spouse": "no"},
        **changes,
    }
    page = Route(answers).pages[f"exclusion_test-{person}"]
    kind: Any = page.questions[0].kind
    small = kind.offered(page.saved)[0].small
    assert ("treaty" in str(small(page.saved))) is said


def test_no_share_of_foreign_tax_is_mentioned_where_none_was_paid() -> None:
    paid_nothing = NONRESIDENT | {
        "income_kinds-spouse": {"kinds": ["wages"]},
        "income-spouse-wages": BERLIN["income-you-wages"],
        "exclusion_plan": {"plan": "plan_no"},
        "exclusion_prior": {"you": "never", "spouse": "never"},
        "foreign_tax": {"paid": "no"},
    }
    for answers, said in ((paid_nothing, False), (paid_nothing | {"foreign_tax": {"paid": "yes"}}, True)):
        assert any("your share of the tax" in text for text in assumed(answers)) is said


def test_not_sure_about_marriage_takes_the_status_with_the_lowest_limits() -> None:
    answers = QUICK_BERLIN | {"quick_status": {"status": "not_sure"}}
    assert document(answers)["filing_status"] == "married_separate"
    assert any("We took it that you are married and file on your own" in text for text in assumed(answers))


# Words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "who"), [("joint", "you and your spouse"), ("single", "you")])
def test_the_quick_check_asks_a_couple_about_both(status: str, who: str) -> None:
    answers = QUICK_BERLIN | {"quick_status": {"status": status}}
    assert f"did {who} earn" in words_of(answers, "quick_earned", "earned", "text")
    assert f"did {who} pay" in words_of(answers, "quick_foreign_tax", "tax", "text")
