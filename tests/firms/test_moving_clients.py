"""Statuses and who moves what where; assigning; on whom the work waits. Every change is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from interview.drafts.acting import InPlaceOfFamily
from interview.drafts.kept_results import after_change
from interview.drafts.models import Draft
from interview.firms.activity import ASSIGNED, REOPENED, STATUS
from interview.firms.file_models import Activity, ClientFile
from interview.firms.following import mark_silent
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientRequest
from interview.firms.sharing import share, stop_sharing
from interview.firms.workflow import (
    BY_PEOPLE,
    ChangedMeanwhile,
    Refused,
    assign,
    family_answered,
    family_changed,
    move,
    next_statuses,
    waiting_for_family,
)
from tests.advising.people import office, shared_draft

pytestmark = pytest.mark.django_db
Status, WaitingOn = ClientFile.Status, ClientFile.WaitingOn
Role = OfficeMember.Role


class Lakeside:
    """An office with an owner, an advisor and an auditor, and one client."""

    def __init__(self) -> None:
        self.office = office()
        self.draft = shared_draft(self.office)
        self.file = ClientFile.objects.select_related("draft", "assignee").get(draft=self.draft)
        self.owner, self.advisor = self.seat("olga", Role.OWNER), self.seat("bob", Role.ADVISOR)

    def seat(self, name: str, role: str) -> OfficeMember:
        user = User.objects.create(username=name, first_name=name.title())
        return OfficeMember.objects.create(office=self.office, user=user, role=role)

    def at(self, status: str, *, frozen: bool = False) -> ClientFile:
        ClientFile.objects.update(status=status, frozen=frozen)
        self.file.refresh_from_db()
        return self.file

    def ask(self) -> ClientRequest:
        return ClientRequest.objects.create(
            file=self.file, office=self.office, page="income_list", asked_at=timezone.now()
        )


@pytest.fixture
def lakeside() -> Lakeside:
    return Lakeside()


def last(file: ClientFile) -> Activity:
    entry = file.activities.first()
    assert entry is not None
    return entry


def test_every_status_can_be_left_and_only_for_statuses_that_people_set() -> None:
    assert set(BY_PEOPLE) == set(Status.values)
    for allowed in BY_PEOPLE.values():
        assert allowed
        assert not {Status.RECEIVED, Status.WAITING_FAMILY, Status.STALE} & set(allowed)


def test_only_the_moves_of_the_table_are_made_and_the_others_named(lakeside: Lakeside) -> None:
    for status, allowed in BY_PEOPLE.items():
        for to in set(Status.values) - {status}:
            file = lakeside.at(status)
            if to in allowed:
                move(file, to, seat=lakeside.owner, reason="Because")
                assert file.status == to
                assert (last(file).old, last(file).new, last(file).actor) == (status, to, lakeside.owner.user)
                assert last(file).kind == (REOPENED if status == Status.CLOSED else STATUS)
            else:
                with pytest.raises(Refused, match=r"^You can move this to "):
                    move(file, to, seat=lakeside.owner, reason="Because")
    with pytest.raises(Refused, match=r"^You can move this to In review, On hold or Closed\.$"):
        move(lakeside.at(Status.RECEIVED), Status.PAID, seat=lakeside.advisor)


def test_holding_closing_and_reopening_need_a_reason(lakeside: Lakeside) -> None:
    for status, to in (("received", "on_hold"), ("received", "closed"), ("closed", "in_review")):
        with pytest.raises(Refused, match=r"^Say why\.$"):
            move(lakeside.at(status), to, seat=lakeside.owner, reason="  ")


def test_only_an_owner_reopens_what_is_closed(lakeside: Lakeside) -> None:
    assert next_statuses(lakeside.at(Status.CLOSED), lakeside.advisor) == []
    with pytest.raises(Refused, match="Only an owner"):
        move(lakeside.file, Status.IN_REVIEW, seat=lakeside.advisor, reason="They came back")


def test_where_a_second_person_signs_nothing_is_advised_unsigned(lakeside: Lakeside) -> None:
    lakeside.office.second_person_signs = True
    assert next_statuses(lakeside.at(Status.READY), lakeside.advisor) == [Status.IN_REVIEW]
    assert next_statuses(lakeside.at(Status.READY, frozen=True), lakeside.advisor) == [Status.ADVISED]


def test_of_two_moves_at_once_the_second_is_told_what_happened(lakeside: Lakeside) -> None:
    other = ClientFile.objects.select_related("draft").get()
    move(other, Status.IN_REVIEW, seat=lakeside.owner)
    with pytest.raises(ChangedMeanwhile, match="In review, assigned to nobody"):
        move(lakeside.file, Status.ON_HOLD, seat=lakeside.advisor, reason="Later")
    move(other, Status.IN_REVIEW, seat=lakeside.owner)
    assert other.activities.filter(kind=STATUS).count() == 1


def test_a_client_is_given_to_people_who_work_with_clients_of_this_office_only(lakeside: Lakeside) -> None:
    assign(lakeside.file, lakeside.advisor.user, seat=lakeside.owner)
    entry = last(lakeside.file)
    assert (entry.kind, entry.old) == (ASSIGNED, None)
    assert entry.new == {"id": lakeside.advisor.user.pk, "name": "Bob"}
    stranger = User.objects.create(username="stranger")
    gone = lakeside.seat("gone", Role.ADVISOR).user
    gone.is_active = False
    gone.save()
    for nobody in (stranger, gone, lakeside.seat("ada", Role.AUDITOR).user):
        with pytest.raises(Refused):
            assign(lakeside.file, nobody, seat=lakeside.owner)
    assign(lakeside.file, None, seat=lakeside.owner)
    assert last(lakeside.file).old == {"id": lakeside.advisor.user.pk, "name": "Bob"}
    assert ClientFile.objects.get().assignee is None


def test_a_request_waits_for_the_family_and_the_last_answer_brings_the_client_back(lakeside: Lakeside) -> None:
    requests = [lakeside.ask(), lakeside.ask()]
    waiting_for_family(lakeside.file, seat=lakeside.advisor)
    assert (lakeside.file.status, lakeside.file.waiting_on) == (Status.WAITING_FAMILY, WaitingOn.FAMILY)
    for request in requests:
        assert lakeside.file.status == Status.WAITING_FAMILY
        ClientRequest.objects.filter(pk=request.pk).update(state=ClientRequest.State.ANSWERED)
        family_answered(lakeside.file)
    assert (lakeside.file.status, lakeside.file.waiting_on) == (Status.IN_REVIEW, WaitingOn.US)
    assert (last(lakeside.file).by, last(lakeside.file).actor) == ("program", None)


def test_what_is_signed_off_keeps_its_status_and_only_says_on_whom_it_waits(lakeside: Lakeside) -> None:
    file = lakeside.at(Status.READY, frozen=True)
    waiting_for_family(file)
    assert (file.status, file.waiting_on) == (Status.READY, WaitingOn.FAMILY)
    family_answered(file)
    family_changed(file)
    assert (file.status, file.waiting_on) == (Status.READY, WaitingOn.US)
    with pytest.raises(Refused, match="Reopen it first"):
        move(file, Status.IN_REVIEW, seat=lakeside.owner)


def test_a_family_that_changes_its_answers_brings_back_what_was_silent_or_checked(lakeside: Lakeside) -> None:
    for status in (Status.READY, Status.STALE):
        family_changed(lakeside.at(status))
        assert lakeside.file.status == Status.IN_REVIEW
    lakeside.ask()
    family_changed(lakeside.at(Status.STALE))
    assert lakeside.file.status == Status.WAITING_FAMILY


def test_a_draft_that_is_shared_again_is_received_again(lakeside: Lakeside) -> None:
    lakeside.at(Status.CLOSED)
    stop_sharing(lakeside.draft)
    share(lakeside.draft, lakeside.office, name="Brauer")
    assert lakeside.at(ClientFile.objects.get().status).status == Status.RECEIVED


def test_a_change_of_the_family_moves_the_client_and_one_of_the_office_does_not(lakeside: Lakeside) -> None:
    lakeside.at(Status.READY)
    draft = Draft.objects.get()
    draft.acting = InPlaceOfFamily(lakeside.advisor.user, "Bob", "/")
    after_change(draft)
    assert lakeside.at(ClientFile.objects.get().status).status == Status.READY
    after_change(Draft.objects.get())
    assert ClientFile.objects.get().status == Status.IN_REVIEW


def test_sixty_days_without_a_word_are_silence_and_sixty_days_with_one_are_not(lakeside: Lakeside) -> None:
    waiting_for_family(lakeside.file, seat=lakeside.advisor)
    now = timezone.now()
    for days, heard, silent in ((59, None, 0), (61, 2, 0), (61, 61, 1), (61, 61, 0)):
        last_heard = now - timedelta(days=heard or 100)
        ClientFile.objects.update(status_at=now - timedelta(days=days), last_family_at=last_heard)
        assert mark_silent(now) == silent
    file = ClientFile.objects.get()
    assert (file.status, file.waiting_on) == (Status.STALE, WaitingOn.NOBODY)
    lakeside.at(Status.WAITING_FAMILY)
    stop_sharing(lakeside.draft)
    assert mark_silent(now) == 0
