"""The list of clients shows what the answers and the newest figures come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from interview.drafts.acting import InPlaceOfFamily
from interview.drafts.kept_results import after_change
from interview.drafts.models import Draft, DraftResult
from interview.drafts.store import fingerprint, save_page
from interview.firms.file_models import ClientFile
from interview.firms.next_dates import CLAIM_BY, FILE_BY, NUMBER_BEFORE
from interview.firms.rows import after_draft_changed, pass_dates, refresh, refresh_many
from interview.firms.workflow import _set_status
from interview.impact import jobs
from interview.impact.tasks import work
from tests.advising.people import office, shared_draft
from tests.interview.families import BERLIN
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db

SPRING = datetime(2026, 3, 9, 10, tzinfo=UTC)
WITHOUT_NUMBER = {**BERLIN, "child_papers-c2": {"papers": "citizen_none"}, "extension": {"extension": "abroad"}}
WITH_FORM_2555 = {**BERLIN, "exclusion_plan": {"plan": "plan_yes"}}
EARNS_LITTLE = {
    **BERLIN,
    "income-you-wages": {"amount": {"amount": "500", "currency": "EUR"}, "guess": False, "source": "foreign"},
    "foreign_tax": {"paid": "no"},
}


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    with time_machine.travel(SPRING, tick=False):
        yield


def client(answers: dict[str, Any], **values: Any) -> Draft:
    return shared_draft(office(), answers=answers, **values)


def row(draft: Draft) -> ClientFile:
    return ClientFile.objects.get(draft=draft)


def change(draft: Draft, page: str, **fields: Any) -> None:
    """Save one screen as the interview does."""
    saved = draft.answers.get(page)
    save_page(draft, page, {**(saved or {}), **fields}, seen=fingerprint(saved))
    after_change(draft)


def test_a_row_says_what_is_paid_and_by_which_way() -> None:
    found = row(client(BERLIN))
    assert (found.children, found.qualifying_children, found.country, found.open_answers) == (2, 2, "DE", 0)
    assert (found.paid_now, found.paid_possible, found.gain) == (3400, 3400, 0)
    assert (found.route, found.blocked) == ("no_exclusion", "")
    assert (found.next_date, found.next_date_code) == (date(2026, 6, 15), FILE_BY)
    assert found.revision_id == DraftResult.objects.get().revision_id


def test_a_number_in_time_is_possible_and_blocks_until_then() -> None:
    found = row(client(WITHOUT_NUMBER))
    assert (found.paid_now, found.paid_possible, found.gain) == (1700, 3400, 1700)
    assert (found.blocked, found.qualifying_children) == ("child_number", 1)


def test_the_day_for_a_number_comes_after_the_day_to_file() -> None:
    draft = client({**WITHOUT_NUMBER, "extension": {"extension": "not_sure"}})
    assert row(draft).next_date_code == FILE_BY
    with time_machine.travel(datetime(2026, 7, 1, tzinfo=UTC), tick=False):
        call_command("tidy_drafts", verbosity=0)
    assert (row(draft).next_date, row(draft).next_date_code) == (date(2026, 10, 15), NUMBER_BEFORE)


def test_once_no_number_can_be_in_time_nothing_more_is_possible() -> None:
    draft = client(WITHOUT_NUMBER)
    with time_machine.travel(datetime(2026, 10, 16, tzinfo=UTC), tick=False):
        call_command("tidy_drafts", verbosity=0)
    found = row(draft)
    assert (found.paid_possible, found.gain, found.blocked, found.next_date_code) == (1700, 0, "", CLAIM_BY)


def test_form_2555_blocks_where_the_other_way_pays_more() -> None:
    found = row(client(WITH_FORM_2555))
    assert (found.paid_now, found.paid_possible, found.gain) == (0, 3400, 3400)
    assert (found.route, found.blocked) == ("no_exclusion", "form_2555")


def test_whoever_earned_too_little_is_blocked_by_that() -> None:
    found = row(client(EARNS_LITTLE))
    assert (found.paid_now, found.blocked) == (0, "earned_too_little")


def test_when_the_refund_cannot_be_claimed_any_more_it_is_too_late() -> None:
    draft = client(BERLIN)
    with time_machine.travel(datetime(2029, 7, 1, tzinfo=UTC), tick=False):
        pass_dates(timezone.now())
    found = row(draft)
    assert (found.blocked, found.next_date, found.next_date_code) == ("too_late", None, "")


def test_whoever_has_filed_has_only_the_refund_to_claim() -> None:
    found = row(client({**BERLIN, "history": {"denied": "no", "filed": "on_time"}}))
    assert (found.next_date, found.next_date_code) == (date(2029, 4, 15), CLAIM_BY)


def test_an_answer_that_goes_missing_takes_the_result_off_the_row() -> None:
    draft = client(BERLIN)
    answers = {page: answer for page, answer in draft.answers.items() if page != "foreign_tax_amount"}
    Draft.objects.update(answers=answers, version=draft.version + 1)
    draft.refresh_from_db()
    refresh(draft)
    found = row(draft)
    assert (found.blocked, found.open_answers, found.country) == ("unfinished", 1, "DE")
    assert (found.children, found.paid_now, found.gain, found.revision_id, found.next_date) == (None,) * 5


def test_an_answer_that_nobody_is_sure_of_is_open() -> None:
    found = row(client({**BERLIN, "exclusion_prior": {"you": "not_sure"}}))
    assert found.open_answers == 2  # that one, and the screen that it opens


def test_a_saved_screen_reaches_the_row_in_the_same_request() -> None:
    draft = client({**WITHOUT_NUMBER, "child_papers-c2": BERLIN["child_papers-c2"]})
    with time_machine.travel(datetime(2026, 3, 10, tzinfo=UTC), tick=False):
        change(draft, "child_papers-c2", papers="citizen_none")
    found = row(draft)
    assert (found.paid_now, found.gain) == (1700, 1700)
    assert found.last_family_at == found.last_activity_at == datetime(2026, 3, 10, tzinfo=UTC)
    assert found.last_staff_at is None


def test_a_change_by_staff_is_not_the_familys_activity() -> None:
    draft = client(BERLIN)
    draft.acting = InPlaceOfFamily(User.objects.create_user("anna"), "Anna", "/")
    with time_machine.travel(datetime(2026, 3, 10, tzinfo=UTC), tick=False):
        after_draft_changed(draft)
    found = row(draft)
    assert (found.last_family_at, found.last_staff_at) == (SPRING, datetime(2026, 3, 10, tzinfo=UTC))


def test_the_row_of_a_draft_that_nobody_sees_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    draft = client(BERLIN)
    draft.office = None
    with django_assert_num_queries(0):
        refresh(draft)


def test_many_rows_cost_as_many_queries_as_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    drafts = [client(BERLIN).pk, client(WITHOUT_NUMBER).pk, client(WITH_FORM_2555).pk]
    ClientFile.objects.update(gain=7)
    with django_assert_num_queries(5):  # the years, a savepoint and its end, the rows, one write
        assert refresh_many(drafts) == 3
    assert refresh_many(drafts) == 0


def test_new_figures_reach_the_list_with_the_job_that_brings_them() -> None:
    draft = client(WITHOUT_NUMBER)
    revision = publish_refund_cap(1_000)
    work(jobs.start_reevaluation(revision, by=None).pk, seconds=60)
    found = row(draft)
    assert (found.paid_now, found.paid_possible, found.revision_id) == (1000, 2000, revision.pk)


def test_clients_with_nothing_ahead_have_no_next_day() -> None:
    draft = client(BERLIN)
    file = row(draft)
    _set_status(file, ClientFile.Status.PAID)
    assert (row(draft).next_date, row(draft).next_date_code) == (None, "")
    _set_status(file, ClientFile.Status.IN_REVIEW)
    assert row(draft).next_date_code == FILE_BY
