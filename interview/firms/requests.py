"""What an office asks of a family, from the question to the answer and what the answer changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from interview.drafts.kept_results import work_out_again
from interview.drafts.models import Draft, DraftResult, KeptResult
from interview.firms import workflow
from interview.firms.activity import ASKED, FAMILY, REQUEST_CLOSED, STAFF, Change, record
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.ready_texts import ready_text
from interview.firms.request_mails import tell_family
from interview.firms.request_models import ClientRequest
from interview.identity_numbers import refuse_identity_numbers
from interview.steps import Page, Route
from interview.years import in_force

State = ClientRequest.State
MOST_OPEN = 30
"""So many requests can be open for one client: nobody answers more."""


class TooMany(Exception):
    """The family has as many open requests as it may have."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask for: a screen by its address, or a document by its name; with neither, the text is all.

    A screen without a text gets the ready one, in the family's language.
    """

    page: str = ""
    document: str = ""
    text: str = ""
    due_on: date | None = None


def ask(file: ClientFile, seat: OfficeMember, asks: Sequence[Ask]) -> list[ClientRequest]:
    """Ask the family, and send one mail for all of it. The file's draft has to be loaded.

    What is open already is not asked twice: its text and its day are brought up to date. Raises TooMany, or
    ValidationError for a text that holds an identity number. A mail that cannot go out now goes out the next day.
    """
    asked = write_down(file, seat, asks)
    tell_family(file, asked)
    return asked


def write_down(file: ClientFile, seat: OfficeMember, asks: Sequence[Ask]) -> list[ClientRequest]:
    """As `ask`, without the mail."""
    for text in (text for one in asks for text in (one.text, one.document)):
        refuse_identity_numbers(text)
    ready = [_with_text(file, one) for one in asks]
    with transaction.atomic():
        # Under the file's lock: the same button pressed twice asks once.
        ClientFile.objects.select_for_update(of=("self",)).only("pk").get(pk=file.pk)
        there = list(open_of(file))
        asked = [_put(file, seat.user, one, there) for one in ready]
        if len({request.pk for request in (*there, *asked)}) > MOST_OPEN:
            raise TooMany
        if asked:
            workflow.waiting_for_family(file, seat=seat)
    return asked


def _with_text(file: ClientFile, one: Ask) -> Ask:
    if one.text or not one.page:
        return one
    page = Route(file.draft.answers).pages.get(one.page)
    return replace(one, text=ready_text(file, page)) if page else one


def _put(file: ClientFile, actor: User, one: Ask, there: Iterable[ClientRequest]) -> ClientRequest:
    for request in there:
        same = (request.page, request.document) == (one.page, one.document)
        if same and (one.page or one.document or request.text == one.text):
            request.text, request.due_on = one.text, one.due_on
            request.save(update_fields=["text", "due_on"])
            return request
    record(ASKED, file, actor=actor, change=Change(page=one.page))
    return ClientRequest.objects.create(
        file=file,
        office_id=file.office_id,
        page=one.page,
        document=one.document,
        text=one.text,
        due_on=one.due_on,
        asked_by=actor,
        asked_at=timezone.now(),
    )


def pages_of_step(draft: Draft, step: str) -> list[str]:
    """The addresses of a step's screens that this family sees: one for each child or job, or none."""
    return [address for address, page in Route(draft.answers).pages.items() if page.step.name == step and asks(page)]


def asks(page: Page) -> bool:
    """Whether a screen asks anything: only then can a request be pinned to it."""
    return bool(page.questions) and not (page.step.ends or page.step.tells)


# What is open ----------------------------------------------------------------------------------------------------


def open_of(file: ClientFile) -> QuerySet[ClientRequest]:
    """The open requests to a client. One query."""
    return ClientRequest.objects.filter(file=file, state=State.OPEN).select_related("asked_by")


def of_draft(draft: Draft) -> QuerySet[ClientRequest]:
    """What the office that reads a draft now has asked its family. An office that reads it no more asks nothing."""
    if draft.office_id is None:
        return ClientRequest.objects.none()
    return ClientRequest.objects.filter(file__draft=draft, file__office=draft.office_id)


def open_of_draft(draft: Draft) -> QuerySet[ClientRequest]:
    """What is open of it: what is due first, then what was asked first."""
    return of_draft(draft).filter(state=State.OPEN).order_by(F("due_on").asc(nulls_last=True), "asked_at", "id")


def text_beside(draft: Draft, page: str) -> str:
    """What the advisor says to a screen to which the family comes from its list; empty if it is not asked about."""
    asked_about_it = None if draft.acting else open_of_draft(draft).filter(page=page).first()
    return asked_about_it.text if asked_about_it else ""


def asked_count(draft: Draft) -> int:
    """How much of it a family is told on the pages of its draft; its advisor has a page for that. One query at most."""
    return 0 if draft.acting else open_of_draft(draft).count()


def open_counts(drafts: Iterable[Draft]) -> dict[int, int]:
    """How many requests are open, by the draft's key. No query if none of the drafts is shared."""
    shared = [draft.pk for draft in drafts if draft.office_id]
    if not shared:
        return {}
    open_now = ClientRequest.objects.filter(
        state=State.OPEN, file__draft__in=shared, file__office=F("file__draft__office")
    )
    return dict(open_now.order_by().values_list("file__draft").annotate(count=Count("pk")))


# What closes one -------------------------------------------------------------------------------------------------


def withdraw(request: ClientRequest, actor: User) -> None:
    """Take a request back. One that is closed already stays as it is."""
    if _close(request, State.WITHDRAWN):
        record(REQUEST_CLOSED, request.file, actor=actor, change=Change(page=request.page))
        _after_closing(request.file)


def answered(draft: Draft, page: str) -> None:
    """A screen was saved and the result worked out anew: close what was asked about it, whoever has answered.

    An answer can open another question. What it changed is known once that one is answered too, and noted then. One
    query where nothing is to be done, none if no office reads the draft.
    """
    asked_about_it = Q(state=State.OPEN, page=page)
    waits_for_result = Q(state=State.ANSWERED, refund_after=None, refund_before__isnull=False)
    found = list(of_draft(draft).filter(asked_about_it | waits_for_result).select_related("file__office"))
    waited = [request for request in found if request.state == State.ANSWERED]
    if waited:
        ClientRequest.objects.filter(pk__in=[each.pk for each in waited]).update(refund_after=_refund_now(draft))
    for request in found:
        if request in waited:
            continue
        request.file.draft = draft
        # One change of the refund is told once: with the answer that opened the question.
        request.refund_before = None if waited else _refund_before(draft)
        request.refund_after = _refund_now(draft)
        _close_with_refunds(request, draft.acting.user if draft.acting else None)


def reply(request: ClientRequest, text: str) -> None:
    """The family's word on a document or a question: sent, or why not. The file's draft has to be loaded."""
    refuse_identity_numbers(text)
    request.reply = text
    _close_with_refunds(request, None)


def _close_with_refunds(request: ClientRequest, actor: User | None) -> None:
    if not _close(request, State.ANSWERED, "reply", "refund_before", "refund_after"):
        return
    change = Change(page=request.page, old=_as_change(request.refund_before), new=_as_change(request.refund_after))
    record(REQUEST_CLOSED, request.file, actor=actor, by=STAFF if actor else FAMILY, change=change)
    _after_closing(request.file)


def _as_change(refund: int | None) -> dict[str, int] | None:
    return None if refund is None else {"refund": refund}


def _close(request: ClientRequest, state: State, *fields: str) -> bool:
    """Close it if nobody has closed it meanwhile."""
    request.state, request.closed_at = state, timezone.now()
    values = {name: getattr(request, name) for name in ("state", "closed_at", *fields)}
    return bool(ClientRequest.objects.filter(pk=request.pk, state=State.OPEN).update(**values))


def _after_closing(file: ClientFile) -> None:
    """It is the office's turn again when nothing is open any more; if somebody moves the client now, that counts."""
    with suppress(workflow.Refused):
        workflow.family_answered(file)


# What the answer changed -----------------------------------------------------------------------------------------


def _refund_before(draft: Draft) -> int | None:
    """The refund of the last result before this change, with the figures of now: what those changed is no answer's."""
    before = KeptResult.objects.filter(draft=draft, draft_version__lt=draft.version).first()
    if before is None or before.outside:
        return None
    year = in_force(draft.tax_year)
    if before.tax_year != year.tax_year or before.digest == year.parameters.digest:
        return before.balance
    again = work_out_again(before.answers, year)
    return None if again is None or again.outside else again.balance


def _refund_now(draft: Draft) -> int | None:
    """The refund, if no question is open."""
    now = DraftResult.objects.filter(draft=draft, draft_version=draft.version, outside=False)
    return now.values_list("balance", flat=True).first()
