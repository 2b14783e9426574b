"""A reviewer signs a result off with the figures of law behind it; it stays as it was until somebody reopens it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.kept_results import after_change
from interview.drafts.models import Draft
from interview.drafts.store import fingerprint, save_page
from interview.firms.activity import REOPENED, SIGNED_OFF
from interview.firms.file_models import Activity, ClientFile, SignOff
from interview.firms.office_models import OfficeMember
from interview.years.publishing import published_revision
from tests.advising.people import advisor, office, shared_draft
from tests.interview.families import BERLIN
from tests.years.second_revision import publish_refund_cap

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_november")]
Status = ClientFile.Status


class Desk:
    """Bob advises, Olga owns the office; a client that Bob has made ready."""

    def __init__(self) -> None:
        self.bob, self.bob_user = advisor("bob")
        self.olga, olga = advisor("olga")
        self.office = office("Lakeside Tax Help", self.bob_user)
        OfficeMember.objects.create(office=self.office, user=olga, role=OfficeMember.Role.OWNER)
        self.draft = shared_draft(self.office)
        for status in ("in_review", "ready"):
            self.post("status", to=status)

    @property
    def file(self) -> ClientFile:
        return ClientFile.objects.get(draft=self.draft)

    def address(self, name: str) -> str:
        return reverse(f"advising:{name}", args=[self.draft.public_id])

    def post(self, name: str, *, by: Client | None = None, **fields: Any) -> Any:
        return (by or self.bob).post(self.address(name), {"was": self.file.status, **fields})

    def seen(self) -> str:
        page = self.bob.get(self.address("sign")).content.decode()
        found = re.search(r'name="seen" value="([^"]+)"', page)
        return found[1] if found else ""

    def sign(self, *, by: Client | None = None) -> Any:
        return self.post("sign", by=by, seen=self.seen())

    def family_earns(self, euros: str) -> None:
        draft = Draft.objects.get(pk=self.draft.pk)
        page = "income-you-wages"
        answer = {**BERLIN[page], "amount": {"amount": euros, "currency": "EUR"}}
        save_page(draft, page, answer, seen=fingerprint(draft.answers[page]))
        after_change(draft)

    def shown(self) -> str:
        return self.bob.get(self.address("signed")).content.decode()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_sign_off_freezes_the_result_with_its_answers_and_the_revision_of_the_figures(desk: Desk) -> None:
    assert desk.sign().headers["Location"] == desk.address("signed")
    signed, revision = SignOff.objects.get(), published_revision(2025)
    assert revision is not None
    assert (signed.revision, signed.digest) == (revision, revision.digest)
    assert (signed.answers, signed.draft_version) == (desk.draft.answers, desk.draft.version)
    assert signed.household["tax_year"] == 2025
    assert signed.figures["paid"] == 3400
    assert desk.file.frozen
    entry = Activity.objects.get(kind=SIGNED_OFF)
    assert (entry.actor, entry.revision_id) == (desk.bob_user, revision.pk)
    assert isinstance(entry.new, dict)
    assert entry.new["paid"] == 3400
    assert "The answers and the yearly figures are still the same." in desk.shown()
    assert "2025 figures, revision" in desk.bob.get(desk.address("activity")).content.decode()


def test_only_what_is_ready_is_signed_off_and_only_once(desk: Desk) -> None:
    mark = desk.seen()
    desk.post("status", to="in_review")
    assert desk.post("sign", seen=mark).status_code == 422
    desk.post("status", to="ready")
    assert desk.post("sign", seen=mark).status_code == 302
    assert desk.post("sign", seen=mark).status_code == 422
    assert SignOff.objects.count() == 1


def test_nobody_signs_what_changed_while_it_was_looked_at(desk: Desk) -> None:
    mark = desk.seen()
    desk.family_earns("61000")
    ClientFile.objects.update(status=Status.READY)
    answer = desk.post("sign", seen=mark)
    assert "changed while you looked" in answer.content.decode()
    assert (answer.status_code, desk.file.frozen) == (422, False)


def test_a_result_with_open_answers_is_not_signed_off(desk: Desk) -> None:
    answers = {page: answer for page, answer in desk.draft.answers.items() if page != "history"}
    Draft.objects.filter(pk=desk.draft.pk).update(answers=answers)
    assert "some answers are still open" in desk.bob.get(desk.address("sign")).content.decode()
    assert desk.post("sign", seen="1-x").status_code == 422


def test_where_two_persons_sign_it_is_not_the_one_who_made_it_ready(desk: Desk) -> None:
    desk.office.second_person_signs = True
    desk.office.save()
    assert desk.post("status", to="advised").status_code == 422
    assert "a second person signs it off" in desk.bob.get(desk.address("sign")).content.decode()
    mark = re.search(r'name="seen" value="([^"]+)"', desk.olga.get(desk.address("sign")).content.decode())
    assert mark is not None
    assert desk.post("sign", seen=mark[1]).status_code == 422
    assert desk.post("sign", by=desk.olga, seen=mark[1]).status_code == 302
    assert desk.post("status", to="advised").status_code == 302


def test_what_was_signed_stays_and_says_what_the_family_changed_since(desk: Desk) -> None:
    desk.sign()
    desk.family_earns("20000")
    page = desk.shown()
    assert "This is no longer what the draft says." in page
    assert "Child credit paid out: signed $3,400, now " in page
    assert "€60,000" in page
    assert (desk.file.status, desk.file.waiting_on) == (Status.READY, "us")
    assert SignOff.objects.get().answers == BERLIN


def test_what_was_signed_is_still_that_of_its_revision_after_new_figures_were_published(desk: Desk) -> None:
    with time_machine.travel("2026-11-22 12:00:00+00:00"):
        desk.sign()
    publish_refund_cap(1_000)
    page = " ".join(BeautifulSoup(desk.shown(), "html.parser").get_text(" ").split())
    assert "Other yearly figures are in force now." in page
    assert "Child credit paid out: signed $3,400, now $2,000." in page
    assert "Refund, or below $0 tax due: signed $3,400, now $2,000." in page
    assert "You can get $3,400 back" in page
    assert "come out differently" not in page  # worked out again with the figures of then
    assert "2025 figures, revision 1." in page


def test_reopening_needs_a_reason_and_what_was_signed_is_kept(desk: Desk) -> None:
    desk.sign()
    assert desk.post("reopen", reason=" ").status_code == 422
    assert desk.post("reopen", reason="123-45-6789").status_code == 422
    assert desk.post("reopen", reason="The pay was wrong").status_code == 302
    file, signed = desk.file, SignOff.objects.get()
    assert (file.status, file.frozen) == (Status.IN_REVIEW, False)
    assert (signed.reopened_by, signed.reopened_because) == (desk.bob_user, "The pay was wrong")
    entry = Activity.objects.get(kind=REOPENED)
    assert (entry.old, entry.new, entry.reason) == ("ready", "in_review", "The pay was wrong")
    assert "Reopened by bob" in desk.shown()
    assert desk.post("reopen", reason="Again").status_code == 302
    desk.post("status", to="ready")
    desk.sign()
    assert SignOff.objects.count() == 2


def test_only_an_owner_reopens_a_signed_result_that_is_closed(desk: Desk) -> None:
    desk.sign()
    for status in ("advised", "closed"):
        desk.post("status", to=status, closing="done")
    assert desk.post("reopen", reason="More to do").status_code == 422
    assert desk.post("reopen", by=desk.olga, reason="More to do").status_code == 302
    assert desk.file.status == Status.IN_REVIEW
