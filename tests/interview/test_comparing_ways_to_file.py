"""Show me both: a return of one's own beside one together with the spouse."""

from __future__ import annotations

from typing import Any

import pytest

from interview.steps import Route, Saved
from interview.steps.conditions import adults, compares_joint
from interview.steps.filing_status import filing
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, document, family

US_SPOUSE: dict[str, Any] = MARRIED_IN_BERLIN | {
    "joint": {"files": "compare"},
    "apart": {"six_months": "no"},
}
NONRESIDENT: dict[str, Any] = family(MARRIED_IN_BERLIN, joint=None) | {
    "spouse_us": {"status": "nra"},
    "joint_nonresident": {"files": "compare"},
    "joint_before": {"before": "no"},
}
BOTH = pytest.mark.parametrize("answers", [US_SPOUSE, NONRESIDENT], ids=["US spouse", "nonresident spouse"])


@BOTH
def test_a_compared_joint_return_asks_everything_about_the_spouse(answers: dict[str, Any]) -> None:
    route = Route(answers)
    assert route.first_open is None
    assert compares_joint(route.saved)
    assert {"papers-spouse", "income_kinds-spouse"} <= set(route.pages)


@BOTH
def test_one_household_of_a_family_that_compares_is_a_return_of_its_own(answers: dict[str, Any]) -> None:
    household = document(answers)
    assert household["spouse"] is None
    assert household["filing_status"] != "married_joint"


@BOTH
def test_each_way_to_file_is_a_finished_family(answers: dict[str, Any]) -> None:
    together, alone = dict(filing(answers, "together")), dict(filing(answers, "alone"))
    assert document(together)["filing_status"] == "married_joint"
    assert document(alone) == document(answers)


def test_a_choice_that_was_ended_once_leaves_nothing_to_compare() -> None:
    ended = Saved(NONRESIDENT | {"joint_before": {"before": "ended"}})
    assert not compares_joint(ended)
    assert adults(ended) == ["you"]


def test_comparing_asks_whether_the_spouses_lived_apart_and_who_paid_for_the_home() -> None:
    assert "apart" in Route(US_SPOUSE).pages
    assert "paid_home" in Route(US_SPOUSE | {"apart": {"six_months": "yes"}}).pages
    assert "paid_home" in Route(NONRESIDENT).pages


def test_whoever_compares_nothing_files_one_way() -> None:
    assert filing(BERLIN, "together") == filing(BERLIN, "alone") == BERLIN
