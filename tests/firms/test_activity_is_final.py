"""What happened stays as it was: the model refuses to change it, and the database does too. Wiped answers leave it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from interview.drafts.address_models import WipedDraft
from interview.drafts.deleting import wipe
from interview.firms.activity import ANSWERED, STATUS, Change, record
from interview.firms.file_models import Activity, ActivityIsFinal, ClientFile, SignOff
from interview.firms.office_models import Office
from tests.advising.people import office, shared_draft

pytestmark = pytest.mark.django_db

SOMETHING_ELSE: dict[str, Any] = {
    "reference": "OTHER",
    "by": "family",
    "kind": "other",
    "page": "other",
    "old": {"amount": "2"},
    "new": {"amount": "3"},
    "reason": "Another",
    "revision_id": 5,
    "created_at": timezone.now(),
}
WITH_THE_FILE = {"old": None, "new": None, "reason": ""}
SIGNED_ELSE: dict[str, Any] = {
    "draft_version": 9,
    "tax_year": 2020,
    "digest": "another",
    "answers": {},
    "household": {"other": 1},
    "way": "other",
    "figures": {"paid": 1},
    "signed_at": timezone.now(),
}


@pytest.fixture
def file() -> ClientFile:
    shared_draft(office())
    return ClientFile.objects.select_related("draft").get()


@pytest.fixture
def entry(file: ClientFile) -> Activity:
    bob = User.objects.create(username="bob")
    about = Change(page="income_list", old={"amount": "1"}, new={"amount": "5"}, reason="He sent the card", revision=1)
    return record(ANSWERED, file, actor=bob, change=about)


def refused(change: Any) -> bool:
    with pytest.raises(IntegrityError, match=r"can never change|cannot become"), transaction.atomic():
        change()
    return True


def update(row: Any, **values: Any) -> Any:
    return lambda: type(row).objects.filter(pk=row.pk).update(**values)


def test_an_entry_never_changes_and_is_never_deleted(entry: Activity) -> None:
    for name, value in (*SOMETHING_ELSE.items(), *WITH_THE_FILE.items()):
        assert refused(update(entry, **{name: value})), name
    assert refused(update(entry, office=Office.objects.create(name="Other")))
    assert refused(update(entry, actor=User.objects.create(username="eve")))
    assert refused(update(entry, id=entry.pk + 100))
    assert refused(Activity.objects.all().delete)
    for forbidden in (entry.save, entry.delete):
        with pytest.raises(ActivityIsFinal):
            forbidden()


def test_with_the_file_the_values_go_and_never_come_back(entry: Activity) -> None:
    assert refused(update(entry, file=None, new={"amount": "6"}))
    update(entry, file=None, **WITH_THE_FILE)()
    for name in ("old", "new", "reason"):
        assert refused(update(entry, **{name: SOMETHING_ELSE[name]}))
    assert refused(update(entry, file=ClientFile.objects.get()))


def test_on_sqlite_no_entry_is_pushed_out_by_another(entry: Activity) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")

    def push_out() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO interview_activity "
                "(id, office_id, reference, by, kind, page, reason, created_at) "
                "SELECT id, office_id, reference, by, kind, page, 'x', created_at FROM interview_activity"
            )

    assert refused(push_out)


def test_a_wiped_draft_leaves_what_happened_without_answers_and_reasons(entry: Activity, file: ClientFile) -> None:
    bob = entry.actor
    record(STATUS, file, actor=bob, change=Change(old="received", new="in_review", reason="Mia has a card"))
    wipe([file.draft], WipedDraft.Reason.DELETED)
    left: list[Any] = list(Activity.objects.order_by("pk").values_list("kind", "file", "old", "new", "reason"))
    assert left == [
        ("shared", None, None, None, ""),
        ("answered", None, None, None, ""),
        ("status", None, "received", "in_review", ""),
    ]
    assert set(Activity.objects.exclude(actor=None).values_list("actor", flat=True)) == {bob.pk if bob else 0}


def test_an_account_that_is_deleted_leaves_what_it_did(entry: Activity) -> None:
    assert entry.actor is not None
    entry.actor.delete()
    assert Activity.objects.filter(pk=entry.pk, actor=None).values_list("new", flat=True).get() == {"amount": "5"}


def test_only_a_sample_office_goes_with_what_happened_in_it_and_no_office_becomes_one(entry: Activity) -> None:
    real = Office.objects.get()
    assert refused(real.delete)
    assert refused(lambda: Office.objects.update(is_sample=True))
    sample = Office.objects.create(name="Sample", is_sample=True)
    shared_draft(sample)
    sample.delete()
    assert set(Activity.objects.values_list("office", flat=True)) == {real.pk}


def test_a_sign_off_can_only_be_reopened_and_that_once(file: ClientFile) -> None:
    bob = User.objects.create(username="bob")
    signed = SignOff.objects.create(
        file=file, draft_version=1, tax_year=2025, digest="d", answers={"a": 1}, household={}, way="no_exclusion",
        signed_by=bob, signed_at=timezone.now(),
    )  # fmt: skip
    for name, value in SIGNED_ELSE.items():
        assert refused(update(signed, **{name: value})), name
    update(signed, reopened_at=timezone.now(), reopened_by=bob, reopened_because="Wrong")()
    assert refused(update(signed, reopened_because="Right"))
    assert refused(update(signed, reopened_at=None))
    bob.delete()
    signed.refresh_from_db()
    assert (signed.signed_by, signed.reopened_by, signed.reopened_because) == (None, None, "Wrong")
