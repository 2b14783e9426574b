"""Notes of an office about a client: earlier wordings are kept, and colleagues who are named in one get a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interview.firms import activity
from interview.firms.activity import record
from interview.firms.file_models import ClientFile, Note
from interview.firms.mails import MENTIONED, NotSent, send, site_url
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember
from interview.firms.rights import colleagues, files
from interview.firms.rows import name_key
from interview.firms.search import index
from interview.firms.workflow import ChangedMeanwhile, Refused, swap_staff

PRESSED_TWICE = timedelta(minutes=5)


def handles(people: Iterable[User]) -> dict[str, User]:
    """What to write after @ for each of these people: the first name, or the whole name where two share the first."""
    found: dict[str, User] = {}
    people = list(people)
    firsts = [name_key(person.first_name) for person in people]
    for person in people:
        first = name_key(person.first_name)
        name = person.first_name if first and firsts.count(first) == 1 else name_of(person)
        found[name if name_key(name) not in map(name_key, found) else person.get_username()] = person
    return found


def mentioned(text: str, people: Iterable[User]) -> list[User]:
    """Who is named in a text with @, by first name, whole name or the name to sign in with; small letters do too."""
    people = list(people)
    plain = name_key_of_text(text)
    found: dict[int, User] = {}
    by_name = {name_key(name): person for name, person in handles(people).items()}
    for person in people:
        by_name |= {name_key(name_of(person)): person, name_key(person.get_username()): person}
    # The longest first: "@Ana Maria" is not "@Ana".
    for name in sorted(filter(None, by_name), key=len, reverse=True):
        plain, times = re.subn(rf"(?<![\w@])@{re.escape(name)}(?!\w)", " ", plain)
        if times:
            found[by_name[name].pk] = by_name[name]
    return list(found.values())


def name_key_of_text(text: str) -> str:
    """A whole text without accents and capitals."""
    return " ".join(name_key(word) for word in text.split())


def write_note(file: ClientFile, text: str, *, seat: OfficeMember, pinned: bool = False) -> Note:
    """Add a note, and tell the colleagues who are named in it. A second press of the same button adds nothing."""
    since = timezone.now() - PRESSED_TWICE
    with transaction.atomic():
        # Under the file's lock, so that two presses in the same moment are one note too.
        list(ClientFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).values_list("pk"))
        same = Note.objects.filter(file=file, author=seat.user, text=text, created_at__gte=since).first()
        if same is not None:
            return same
        swap_staff(file, {}, {})
        note = Note.objects.create(
            file=file, author=seat.user, text=text, pinned=pinned, created_at=timezone.now(), earlier=[]
        )
        record(activity.NOTED, file, actor=seat.user)
        index(file)
        _mention(note, file, seat)
    return note


def edit_note(note: Note, text: str, *, seat: OfficeMember, seen: int) -> None:
    """Put another wording in a note's place. `seen` is how many earlier wordings it had when its writer opened it."""
    if note.author_id != seat.user_id:
        raise Refused(_("Only its writer can change a note."))
    if text == note.text:
        return
    with transaction.atomic():
        held = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
        if len(held.earlier) != seen:
            raise ChangedMeanwhile(
                _("The note was changed in another window. It says now: {text}").format(text=held.text)
            )
        held.earlier = [*held.earlier, {"text": held.text, "until": timezone.now().isoformat()}]
        held.text = text
        held.save(update_fields=["text", "earlier"])
        swap_staff(note.file, {}, {})
        record(activity.NOTED, note.file, actor=seat.user)
        index(note.file)
        _mention(held, note.file, seat)


def pin_note(note: Note, *, pinned: bool) -> None:
    """Keep a note at the top, or no longer."""
    Note.objects.filter(pk=note.pk).update(pinned=pinned)


def may_read(person: User, file: ClientFile) -> bool:
    """Whether a colleague sees this client: in some offices people see only their own."""
    seat = OfficeMember.objects.filter(office=file.office_id, user=person).select_related("office", "user").first()
    return seat is not None and files(seat).filter(pk=file.pk).exists()


def _mention(note: Note, file: ClientFile, seat: OfficeMember) -> None:
    """Who is named for the first time gets a mail when everything is saved; nobody gets one about a hidden client."""
    if "@" not in note.text:
        return
    named = mentioned(note.text, colleagues(file.office_id).exclude(pk=seat.user_id))
    told = set(note.mentions.values_list("pk", flat=True))
    new = [person for person in named if person.pk not in told and may_read(person, file)]
    note.mentions.add(*new)
    note.file = file
    for person in new:
        if person.email:
            transaction.on_commit(partial(_send, person, seat.office.name, note))


def _send(person: User, office: str, note: Note) -> None:
    """The mail names no client. One that cannot be sent is logged without its address: the note shows whom it names."""
    language = get_language() or "en"
    link = site_url("advising:notes", note.file.draft.public_id, language=language) + f"#note-{note.pk}"
    with suppress(NotSent):
        send(person.email, MENTIONED, language=language, office=office, link=link)
