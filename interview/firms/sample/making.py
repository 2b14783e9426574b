"""Make the sample office and take it away again. Everything goes the way that real work goes."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation

from interview.drafts.models import Draft
from interview.drafts.results import assess
from interview.firms import workflow
from interview.firms.file_models import ClientFile
from interview.firms.notes import write_note
from interview.firms.office_models import Office, OfficeMember
from interview.firms.ready_made import ready_made_of
from interview.firms.requests import write_down
from interview.firms.rows import refresh
from interview.firms.sample.families import FAMILIES, SampleFamily
from interview.firms.sample.office_work import BEGUN, fill
from interview.firms.sample.people import OFFICE, PEOPLE
from interview.firms.sample.stories import STORIES, Story
from interview.firms.sharing import share
from interview.firms.signing import mark_of, sign_off
from interview.firms.what_ifs import make as make_what_if

Status = ClientFile.Status
Seats = dict[str, OfficeMember]


class AlreadyThere(Exception):
    """There is a sample office already."""


def make_sample_office(password: str) -> int:
    """The office with its people, who all have this password, and its clients; gives how many. Raises AlreadyThere."""
    if Office.objects.filter(is_sample=True).exists():
        raise AlreadyThere
    with transaction.atomic(), translation.override("en"):
        office = Office.objects.create(name=OFFICE, is_sample=True)
        seats = {person.username: _seat(office, person.username, password) for person in PEOPLE}
        for family in FAMILIES:
            _tell(_shared(family, office), STORIES.get((family.name, family.year), Story()), seats)
        fill(seats)
    return len(FAMILIES) + len(BEGUN)


def remove_sample_office() -> int:
    """Delete the office, its people and its clients; gives how many clients those were."""
    with transaction.atomic():
        drafts = Draft.objects.filter(files__office__is_sample=True)
        count = drafts.count()
        drafts.delete()
        Office.objects.filter(is_sample=True).delete()
        User.objects.filter(username__in=[person.username for person in PEOPLE]).delete()
    return count


def _seat(office: Office, username: str, password: str) -> OfficeMember:
    person = next(person for person in PEOPLE if person.username == username)
    user = User.objects.create_user(
        username, person.email, password, first_name=person.first_name, last_name=person.last_name
    )
    return OfficeMember.objects.create(office=office, user=user, role=person.role)


def _shared(family: SampleFamily, office: Office) -> ClientFile:
    draft = Draft.objects.create(
        tax_year=family.year, answers=family.answers, language=family.language, updated_at=timezone.now()
    )
    share(draft, office, name=family.name)
    return ClientFile.objects.select_related("draft", "office").get(draft=draft)


def _tell(file: ClientFile, story: Story, seats: Seats) -> None:
    seat = seats.get(story.person)
    if seat is not None:
        workflow.assign(file, seat.user, seat=seat)
        _move(file, story, seat)
        _write(file, story, seat)
    quiet = timezone.now() - timedelta(days=story.quiet_days, hours=file.pk % 9, minutes=7 * file.pk % 60)
    ClientFile.objects.filter(pk=file.pk).update(last_activity_at=quiet, last_staff_at=quiet if seat else None)


def _move(file: ClientFile, story: Story, seat: OfficeMember) -> None:
    for status in story.way:
        workflow.move(file, status, seat=seat)
    if story.signed:
        sign_off(file, seat=seat, seen=mark_of(assess(file.draft, with_outlook=False), file.draft))
    if story.held:
        workflow.move(file, Status.ON_HOLD, seat=seat, reason=story.held)
    if story.closed:
        workflow.move(file, Status.CLOSED, seat=seat, reason=story.closed)


def _write(file: ClientFile, story: Story, seat: OfficeMember) -> None:
    if story.note:
        write_note(file, story.note, seat=seat)
    if story.flagged:
        workflow.flag(file, flagged=True, seat=seat, text=story.flagged)
    if story.asks:
        write_down(file, seat, story.asks)
    copy = ready_made_of(file.draft.answers, story.what_if) if story.what_if else None
    if copy is not None:
        make_what_if(file, by=seat.user, name=str(copy.name), answers=copy.answers)
    refresh(file.draft)
