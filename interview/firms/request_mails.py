"""The mails about requests: one for all that was asked together, two reminders, and then the advisor is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone, translation

from interview.firms import workflow
from interview.firms.file_models import ClientFile
from interview.firms.mails import (
    NO_REPLY,
    REMINDER,
    REQUESTS,
    NotSent,
    email_of,
    send,
    site_url,
    wants_mail,
    wants_reminders,
)
from interview.firms.request_models import ClientRequest
from interview.firms.rights import colleagues
from interview.local_formats import long_date

AFTER = (timedelta(days=4), timedelta(days=10), timedelta(days=14))
"""The first and the second reminder, and when the advisor hears that nobody has answered."""
TOLD = len(AFTER)
CHUNK = 200
MOST_MAILS_A_DAY = 5
"""About requests, to one family."""


def tell_family(file: ClientFile, asked: Sequence[ClientRequest]) -> bool:
    """One mail about all that was just asked, if there is an address; whether it went out.

    A family that has not taken its draft over could not open the link: it sees the requests when it does.
    """
    new = [request for request in asked if request.mailed_at is None]
    email = email_of(file)
    if not new or not email or file.begun_by_office or _mailed_often(file) or not wants_mail(email):
        return False
    try:
        _mail(file, email, REQUESTS, new)
    except NotSent:
        return False
    ClientRequest.objects.filter(pk__in=[request.pk for request in new]).update(mailed_at=timezone.now())
    return True


def _mailed_often(file: ClientFile) -> bool:
    """Whoever asks one question at a time does not fill a family's mailbox: the next day's tidying sends the rest."""
    today = ClientRequest.objects.filter(file=file, mailed_at__gt=timezone.now() - timedelta(days=1))
    return today.values("mailed_at").distinct().count() >= MOST_MAILS_A_DAY


def _mail(file: ClientFile, email: str, kind: str, requests: Iterable[ClientRequest]) -> None:
    language, address = file.draft.language, file.draft.address
    days = [request.due_on for request in requests if request.due_on]
    confirmed = address is not None and address.confirmed_at is not None and address.email == email
    with translation.override(language):
        due = long_date(min(days)) if days else ""
    send(
        email,
        kind,
        language=language,
        office=file.office.name,
        year=file.tax_year,
        due=due,
        link=site_url("advising:asked", file.draft.public_id, language=language),
        come_back=site_url("returning:link", address.public_id, language=language) if address and confirmed else "",
    )


def remind(now: datetime, done: Counter[str]) -> None:
    """What is due today: mails that could not go out before, reminders, and word to the advisor. Safe to run twice."""
    for requests in _by_file(_open().filter(mailed_at=None, reminders=0)):
        file = requests[0].file
        if email_of(file):
            done["requests mailed"] += tell_family(file, requests)
    for number, after in enumerate(AFTER):
        for requests in _by_file(_open().filter(reminders=number, asked_at__lte=now - after)):
            _remind(requests, number + 1, done)


def _open() -> QuerySet[ClientRequest]:
    """Open requests of offices that read the draft now."""
    return ClientRequest.objects.filter(
        state=ClientRequest.State.OPEN,
        file__draft__office=F("file__office"),
        file__draft__deleted_at=None,
        file__begun_by_office=False,
    )


def _by_file(found: QuerySet[ClientRequest]) -> Iterator[list[ClientRequest]]:
    """The requests client by client, so many clients at a time that memory stays flat."""
    after = 0
    while keys := list(found.filter(file__gt=after).order_by("file").values_list("file", flat=True).distinct()[:CHUNK]):
        after = keys[-1]
        some = found.filter(file__in=keys).select_related("file__office", "file__draft__address", "file__assignee")
        for _file, requests in groupby(some.order_by("file", "id"), key=lambda request: request.file_id):
            yield list(requests)


def _remind(requests: list[ClientRequest], number: int, done: Counter[str]) -> None:
    """One reminder for all that is due of a client. Who cannot be mailed, or wants no reminder, is left in peace."""
    file = requests[0].file
    try:
        if number == TOLD:
            _tell_advisor(file, requests[0], done)
        else:
            email = email_of(file)
            if email and wants_reminders(email):
                _mail(file, email, REMINDER, requests)
                done["reminders of requests"] += 1
    except NotSent:
        done["mails that could not be sent"] += 1
        return
    ClientRequest.objects.filter(pk__in=[request.pk for request in requests]).update(reminders=number)


def _tell_advisor(file: ClientFile, request: ClientRequest, done: Counter[str]) -> None:
    """Whoever has the client, else whoever asked, if they still work there; the list says so to everybody."""
    workflow.no_reply(file)
    for user in (file.assignee, request.asked_by):
        if user is not None and user.email and colleagues(file.office_id).filter(pk=user.pk).exists():
            send(
                user.email,
                NO_REPLY,
                language=settings.LANGUAGE_CODE,
                link=site_url("advising:draft", file.draft.public_id, language=settings.LANGUAGE_CODE),
            )
            done["advisors told of silent families"] += 1
            return
