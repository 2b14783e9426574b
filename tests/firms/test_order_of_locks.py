"""Whoever writes a draft and its file locks the draft first, so that no two of them wait for each other.

Jobs of new figures do it in this order, and so do the database's own triggers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from interview.drafts.models import Draft
from interview.drafts.store import Family
from interview.firms import beginning, details, search
from interview.firms.file_models import ClientFile
from interview.firms.jobs import bulk
from interview.firms.jobs.steps import Kind
from interview.firms.office_models import OfficeMember
from interview.firms.rows import open_file
from tests.advising.people import THEN, advisor, family, office

pytestmark = pytest.mark.django_db

WRITES = re.compile(r'^(UPDATE|DELETE FROM|INSERT INTO) "?interview_clientfile')
ANSWERS = {"start": {"depth": "full"}, "year": {"tax_year": 2025}}
ON_POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def seat() -> OfficeMember:
    _client, bob = advisor("bob")
    office("Lakeside Tax Help", bob)
    return OfficeMember.objects.select_related("office", "user").get()


def begun(seat: OfficeMember) -> ClientFile:
    draft = Draft.objects.create(tax_year=2025, answers=ANSWERS, updated_at=THEN, office=seat.office)
    return open_file(draft, seat.office, name="Reyes", begun_by_office=True)


def take_over(seat: OfficeMember, file: ClientFile) -> Callable[[], object]:
    beginning.invite(file, seat, mark="lkjihgfedcba", by_mail=False)
    invitation = beginning.open_invitations(file).select_related("file__draft").get()
    _browser, key = family()
    return lambda: beginning.take_over(invitation, Family(key, AnonymousUser()))


def correct(seat: OfficeMember, file: ClientFile) -> Callable[[], object]:
    return lambda: details.correct(file, details.Details("Reyes", "reyes@example.org", "es"), seat=seat)


def delete(seat: OfficeMember, file: ClientFile) -> Callable[[], object]:
    row: Any = None
    return lambda: bulk.DO[Kind.DELETE](file, seat, {}, row)


@pytest.mark.parametrize("act", [take_over, correct, delete])
def test_a_draft_is_locked_before_its_file(
    act: Callable[[OfficeMember, ClientFile], Callable[[], object]], seat: OfficeMember
) -> None:
    now = act(seat, begun(seat))
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        now()
    said = [each["sql"] for each in queries]
    locks = [
        place
        for place, sql in enumerate(said)
        if sql.startswith('SELECT "interview_draft"."id" AS "pk" FROM "interview_draft"')
        and ("FOR NO KEY UPDATE" in sql or not ON_POSTGRESQL)
    ]
    # SQLite knows no locks of rows, so a file that is only read to be held looks like any that is read.
    holds = re.compile(r'FROM "interview_clientfile".*' + ("FOR UPDATE" if ON_POSTGRESQL else ""))
    touches = [place for place, sql in enumerate(said) if WRITES.match(sql) or holds.search(sql)]
    assert touches, said
    assert min(locks) < touches[0], said


def test_documents_are_written_under_the_lock_of_their_files(seat: OfficeMember) -> None:
    file = begun(seat)
    with CaptureQueriesContext(connection) as queries:
        search.index(file)
    first = next(each["sql"] for each in queries if "interview_clientfile" in each["sql"])
    assert first.startswith('SELECT "interview_clientfile"."id" AS "pk"')
    assert "FOR NO KEY UPDATE" in first or not ON_POSTGRESQL
