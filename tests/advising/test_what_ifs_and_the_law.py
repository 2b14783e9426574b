"""Ready-made what-ifs are offered only where the law allows them, and say what they cost later."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from interview.advising.what_ifs.beside import figure_rows
from interview.advising.what_ifs.columns import Column, Sets, sets_of
from interview.drafts.models import Draft
from interview.firms.ready_made import ready_made_of
from interview.firms.sharing import share
from interview.steps import Route
from tests.advising.people import advisor, draft_of, family, office
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN
from tests.interview.families import family as answers_of

pytestmark = pytest.mark.django_db
MARCH, NOVEMBER = date(2026, 3, 9), date(2026, 11, 23)
NO_NUMBER = answers_of(BERLIN, child_papers__c2={"papers": "citizen_none"}, extension={"extension": "f4868"})
NONRESIDENT = answers_of(
    BERLIN, marital={"marital": "married"}, spouse_us={"status": "nra"}, joint_nonresident={"files": "no"}
)


def sets(answers: dict[str, Any], today: date = MARCH) -> Sets:
    _browser, key = family()
    return sets_of(draft_of(key, answers=answers), (), today)


def offered(answers: dict[str, Any], today: date = MARCH) -> dict[str, Column]:
    return {column.key: column for column in sets(answers, today).offered}


def cells(label: str, *columns: Column) -> list[str]:
    rows = figure_rows(columns)
    found = next((row for row in (*rows.differ, *rows.equal) if row.label == label), None)
    return [cell.text for cell in found.cells] if found else []


def test_numbers_in_time_are_not_offered_once_none_can_come_in_time() -> None:
    assert "all_numbers" in offered(NO_NUMBER)
    assert "all_numbers" not in offered(NO_NUMBER, NOVEMBER)
    no_more_time = answers_of(NO_NUMBER, extension={"extension": "none"})
    assert "all_numbers" not in offered(no_more_time, date(2026, 7, 1))
    not_sure = answers_of(
        NO_NUMBER,
        child_papers__c2={"papers": "other"},
        child_status__c2={"status": "citizen"},
        child_id__c2={"kind": "not_sure"},
    )
    assert "all_numbers" in offered(not_sure, NOVEMBER)


def test_form_2555_is_not_offered_to_whoever_gave_it_up_less_than_six_years_ago() -> None:
    assert "with_2555" in offered(BERLIN)
    stopped = answers_of(BERLIN, exclusion_prior={"you": "earlier"}, exclusion_stopped__you={"year": 2023})
    assert "with_2555" not in offered(stopped)
    long_ago = answers_of(BERLIN, exclusion_prior={"you": "earlier"}, exclusion_stopped__you={"year": 2019})
    assert "with_2555" in offered(long_ago)


def test_giving_form_2555_up_says_from_when_on_it_can_be_used_again() -> None:
    label = "Form 2555 can be used again"
    before = sets(answers_of(BERLIN, exclusion_plan={"plan": "plan_yes"}, exclusion_prior={"you": "last_year"}))
    without = next(column for column in before.offered if column.key == "without_2555")
    assert cells(label, before.entered, without) == ["–", "from 2031 on, unless the IRS agrees sooner"]
    filed = sets(answers_of(BERLIN, exclusion_plan={"plan": "filed"}, history={"denied": "no", "filed": "on_time"}))
    without = next(column for column in filed.offered if column.key == "without_2555")
    assert cells(label, filed.entered, without) == ["–", "from 2031 on, unless the IRS agrees sooner"]
    never = sets(answers_of(BERLIN, exclusion_plan={"plan": "plan_yes"}))
    without = next(column for column in never.offered if column.key == "without_2555")
    assert cells(label, never.entered, without) == []
    assert "with_2555" not in {column.key for column in filed.offered}


def test_head_of_household_is_no_choice_against_what_the_family_has_said() -> None:
    together = ready_made_of(MARRIED_IN_BERLIN, "head_of_household")
    assert together is not None
    assert Route(together.answers).open == ["apart"]
    alone = answers_of(MARRIED_IN_BERLIN, joint={"files": "separate"}, apart={"six_months": "no"})
    assert ready_made_of(alone, "head_of_household") is None
    not_paid = answers_of(NONRESIDENT, paid_home={"paid": "no"}, filing_status={"status": "mfs"})
    assert ready_made_of(not_paid, "head_of_household") is None
    paid = answers_of(NONRESIDENT, filing_status={"status": "mfs"})
    assert Route(getattr(ready_made_of(paid, "head_of_household"), "answers", {})).first_open is None


def test_a_separate_return_of_one_of_two_us_persons_is_not_the_whole_familys_gain() -> None:
    both = sets(MARRIED_IN_BERLIN)
    separate = next(column for column in both.offered if column.key == "separate")
    assert separate.case is not None
    assert (separate.beside(both.entered), separate.same_end(both.entered)) == ("", False)
    alone = sets(NONRESIDENT)  # a nonresident spouse files no return
    separate = next(column for column in alone.offered if column.key == "separate")
    assert separate.same_end(alone.entered)


def test_the_page_says_what_a_joint_return_with_a_nonresident_spouse_means() -> None:
    browser, user = advisor("bob")
    _family, key = family()
    draft: Draft = draft_of(key, answers=NONRESIDENT)
    share(draft, office("Lakeside Tax Help", user), name="Brauer")
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        address = reverse("advising:what_ifs", args=[draft.public_id])
        said = [browser.get(address, {"show": key}).content.decode() for key in ("without_2555", "joint_nonresident")]
    assert ["a choice for this year and all later ones" in text for text in said] == [False, True]
