"""The row of a client promises no more than the family's own result page does, on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from interview.drafts.results import assess
from interview.firms.file_models import ClientFile
from interview.firms.next_dates import CLAIM_BY, FILE_BY, NUMBER_BEFORE
from interview.firms.rows import pass_dates, refresh_many
from interview.result.explain.case import Case, paid_out, whether_filed
from interview.result.explain.told import Told
from interview.result.explain.what_if import all_fixed
from interview.steps import Route
from tests.advising.people import office, shared_draft
from tests.golden.families import FAMILIES
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = date(2026, 3, 9), date(2026, 5, 20), date(2026, 7, 1)
AFTER_THE_NUMBER, LOST = date(2026, 11, 23), date(2029, 4, 16)
NO_NUMBER = family(BERLIN, child_papers__c2={"papers": "citizen_none"}, extension={"extension": "none"})


def at(day: date) -> Any:
    return time_machine.travel(datetime.combine(day, time(10), UTC), tick=False)


def client(answers: dict[str, Any]) -> int:
    with at(MARCH):
        return shared_draft(office(), answers=answers, tax_year=answers["year"]["tax_year"]).pk


def row(draft: int, day: date) -> ClientFile:
    with at(day):
        refresh_many([draft])
    return ClientFile.objects.select_related("draft").get(draft=draft)


@pytest.mark.parametrize(
    "name",
    [
        "P3-spain-one-number-missing", "P4-dubai-no-tax", "P8-green-cards-and-an-itin", "no-tax-abroad", "banned",
        "berlin-filed-with-form-2555", "only-child-without-number", "year-2023", "above-the-limit",
    ],
)  # fmt: skip
def test_the_row_says_what_the_result_page_says(name: str) -> None:
    draft = client(FAMILIES[name].answers)
    for day in (MARCH, MAY, JULY, AFTER_THE_NUMBER, LOST):
        found = row(draft, day)
        route = Route(found.draft.answers)
        assessed = assess(found.draft)
        case = Case(assessed, day, whether_filed(route), told=Told(route, assessed.year))
        mended = all_fixed(case)
        ahead = MARCH if case.has_filed else case.filing_day + timedelta(days=1)
        most = max(paid_out(case.shown), paid_out(case.to_file), mended.paid_out if mended else 0)
        assert (found.paid_now, found.route) == (paid_out(case.shown), assessed.assessment.best)
        assert found.paid_possible == (paid_out(case.shown) if case.too_late else most)
        assert (found.blocked == "too_late") == (case.too_late and most > 0)
        assert (found.next_date_code == CLAIM_BY) == (case.expects_money and ahead <= day <= case.claim_day)


def test_a_number_cannot_be_in_time_any_more_for_whoever_asked_for_no_more_time() -> None:
    draft = client(NO_NUMBER)
    assert (row(draft, date(2026, 4, 14)).gain, row(draft, date(2026, 4, 14)).next_date_code) == (1700, FILE_BY)
    late = row(draft, date(2026, 4, 16))
    assert (late.paid_possible, late.gain, late.blocked) == (1700, 0, "")
    assert late.next_date_code == CLAIM_BY


def test_of_a_return_that_is_filed_a_number_has_to_come_before_its_own_due_date() -> None:
    draft = client({**NO_NUMBER, "history": {"denied": "no", "filed": "on_time"}})
    found = row(draft, MARCH)
    assert (found.next_date, found.next_date_code, found.gain) == (date(2026, 4, 15), NUMBER_BEFORE, 1700)
    assert row(draft, date(2026, 4, 15)).gain == 0


def test_on_the_day_before_which_a_number_must_be_issued_it_is_too_late_for_one() -> None:
    draft = client({**NO_NUMBER, "extension": {"extension": "f4868"}})
    assert (row(draft, JULY).next_date, row(draft, JULY).next_date_code) == (date(2026, 10, 15), NUMBER_BEFORE)
    with at(date(2026, 10, 15)):
        assert pass_dates(datetime(2026, 10, 15, 10, tzinfo=UTC)) == 1
    found = ClientFile.objects.get(draft=draft)
    assert (found.gain, found.next_date_code) == (0, FILE_BY)


def test_there_is_nothing_to_gain_in_a_year_that_is_lost() -> None:
    draft = client(family(BERLIN, exclusion_plan={"plan": "plan_yes"}))
    assert row(draft, date(2029, 4, 15)).gain == 3400
    lost = row(draft, LOST)
    assert (lost.paid_possible, lost.gain, lost.blocked, lost.next_date) == (0, 0, "too_late", None)


def test_form_2555_does_not_block_a_family_that_is_better_off_with_it() -> None:
    found = row(client(FAMILIES["P4-dubai-no-tax"].answers), AFTER_THE_NUMBER)
    assert (found.route, found.gain, found.blocked) == ("exclude_both", 0, "better_with_form_2555")


def test_a_credit_that_self_employment_tax_takes_whole_is_no_refund_to_claim_by_a_day() -> None:
    profit = {"amount": {"amount": "60000", "currency": "USD"}, "guess": False, "source": "foreign"}
    draft = client(
        family(
            BERLIN,
            home_country={"country": "MX"},
            income_kinds__you={"kinds": ["self"]},
            income__you__wages=None,
            income__you__self=profit,
            income_social_security__you__self={"system": "us"},
            foreign_tax_amount={"general": {"amount": "6000", "currency": "USD"}, "another": False},
        )
    )
    found = row(draft, AFTER_THE_NUMBER)
    assert (found.paid_now, found.draft.result.balance) == (3400, -5078)
    assert (found.next_date, found.next_date_code) == (None, "")


def test_what_a_filed_return_has_claimed_is_not_blocked_and_does_not_wait() -> None:
    found = row(client({**BERLIN, "history": {"denied": "no", "filed": "on_time"}}), MARCH)
    assert (found.paid_now, found.gain, found.blocked) == (3400, 0, "filed")
    with_form = family(BERLIN, exclusion_plan={"plan": "filed"}, history={"denied": "no", "filed": "on_time"})
    found = row(client(with_form), MARCH)
    assert (found.paid_now, found.gain, found.blocked) == (0, 3400, "form_2555")  # there is still Form 1040-X
