"""A reviewer signs a result off: it is frozen with all that it came from, until somebody reopens it with a reason.

The family's draft stays its own and can go on changing; what was signed stays what it was, and says what has changed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.contract import household_document
from interview.drafts.changed_answers import changed_answers
from interview.drafts.kept_results import KeyFigures, key_figures, work_out_again
from interview.drafts.models import Draft
from interview.drafts.results import Assessed, Unfinished, assess, assess_answers
from interview.firms import activity
from interview.firms.activity import Change, record
from interview.firms.file_models import Activity, ClientFile, SignOff
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Role
from interview.firms.workflow import ChangedMeanwhile, Refused, Status, swap_staff, waits_on
from interview.steps import Route
from interview.years import UnknownYear, in_force, year_as_it_was

LONGEST_REASON = 300


def check_sign_off(file: ClientFile, seat: OfficeMember) -> None:
    """Raise Refused if somebody in this seat cannot sign this client's result off. At most one query."""
    if file.frozen:
        raise Refused(_("The result is signed off already."))
    if file.status != Status.READY:
        raise Refused(_("Move it to “Ready” first. Then it can be signed off."))
    if seat.office.second_person_signs and made_ready_by(file) == seat.user_id:
        raise Refused(_("You moved this to “Ready” yourself. In this office a second person signs it off."))


def made_ready_by(file: ClientFile) -> int | None:
    """Who said last that a client is ready. One query."""
    moved = Activity.objects.filter(file=file, kind=activity.STATUS, new=str(Status.READY)).order_by("-pk")
    return moved.values_list("actor", flat=True).first()


def mark_of(assessed: Assessed, draft: Draft) -> str:
    """What a reviewer has before the eyes: the answers' version, and the figures of law."""
    return f"{draft.version}-{assessed.year.parameters.digest[:16]}"


def sign_off(file: ClientFile, *, seat: OfficeMember, seen: str) -> SignOff:
    """Freeze the present result. `seen` is the mark of what the reviewer was shown. Raises Refused.

    The client's draft has to be loaded.
    """
    check_sign_off(file, seat)
    draft = file.draft
    try:
        assessed = assess(draft, with_outlook=False)
    except Unfinished as unfinished:
        raise Refused(_("There is no result yet: some answers are still open.")) from unfinished
    figures = key_figures(assessed.household, assessed.assessment)
    if figures.outside:
        raise Refused(_("This app cannot work this case out. There is nothing that could be signed off."))
    if seen != mark_of(assessed, draft):
        raise ChangedMeanwhile(
            _("The answers or the yearly figures changed while you looked. Look at the result again.")
        )
    revision = assessed.year.revision
    with transaction.atomic():
        swap_staff(file, {"status": Status.READY, "frozen": False}, {"frozen": True})
        signed = SignOff.objects.create(
            file=file,
            draft_version=draft.version,
            tax_year=assessed.year.tax_year,
            revision=revision,
            digest=assessed.year.parameters.digest,
            answers=draft.answers,
            household=household_document(assessed.household),
            way=figures.way,
            figures=asdict(figures),
            signed_by=seat.user,
            signed_at=timezone.now(),
        )
        change = Change(new=_amounts(figures), revision=revision.pk if revision else None)
        record(activity.SIGNED_OFF, file, actor=seat.user, change=change)
    return signed


def _amounts(figures: KeyFigures) -> dict[str, int]:
    return {"paid": figures.paid, "tax": figures.tax, "balance": figures.balance}


def open_sign_off(file: ClientFile) -> SignOff | None:
    """What a frozen client was signed off with. One query."""
    return SignOff.objects.filter(file=file, reopened_at=None).select_related("revision", "signed_by").first()


def check_reopen(file: ClientFile, seat: OfficeMember) -> None:
    """Raise Refused if somebody in this seat cannot reopen this client. No query."""
    if not file.frozen:
        raise Refused(_("This result is not signed off."))
    if file.status == Status.CLOSED and seat.role != Role.OWNER:
        raise Refused(_("Only an owner of the office can reopen what is closed."))


def reopen(file: ClientFile, *, seat: OfficeMember, reason: str) -> None:
    """End a sign-off; the client is in review again. Raises Refused."""
    check_reopen(file, seat)
    if not reason.strip():
        raise Refused(_("Say why."))
    now, before = timezone.now(), file.status
    values: dict[str, Any] = {
        "frozen": False,
        "status": Status.IN_REVIEW,
        "status_reason": reason.strip()[:200],
        "status_at": now,
        "waiting_on": waits_on(Status.IN_REVIEW),
    }
    with transaction.atomic():
        swap_staff(file, {"status": before, "frozen": True}, values)
        signed = open_sign_off(file)
        SignOff.objects.filter(file=file, reopened_at=None).update(
            reopened_by=seat.user, reopened_at=now, reopened_because=reason.strip()
        )
        change = Change(
            old=str(before),
            new=str(Status.IN_REVIEW),
            reason=reason.strip(),
            revision=signed.revision_id if signed else None,
        )
        record(activity.REOPENED, file, actor=seat.user, change=change)


@dataclass(frozen=True, slots=True)
class AsSigned:
    """A result as it was signed off, beside what the draft says now.

    `assessed` is worked out again with the figures of then; None where this version of the program can no longer do it.
    `same_again`: that comes to what was signed. `answers` names what the family or the office changed since, and
    `now` what the present answers come to with the figures now in force; None if they are not complete.
    """

    signed: SignOff
    figures: KeyFigures
    assessed: Assessed | None
    same_again: bool
    answers: tuple[str, ...]
    other_figures: bool
    now: KeyFigures | None

    @property
    def changed(self) -> bool:
        return bool(self.answers) or self.other_figures


def as_signed(signed: SignOff, draft: Draft) -> AsSigned:
    """Everything about a sign-off. The revision has to be loaded; at most one query more."""
    figures = KeyFigures(**signed.figures)
    assessed, again = _again(signed)
    year_now = in_force(draft.tax_year)
    return AsSigned(
        signed=signed,
        figures=figures,
        assessed=assessed,
        same_again=again == figures,
        answers=changed_answers(signed.answers, Route(draft.answers), year_now),
        other_figures=(signed.tax_year, signed.digest) != (year_now.tax_year, year_now.parameters.digest),
        now=work_out_again(draft.answers, year_now),
    )


def _again(signed: SignOff) -> tuple[Assessed | None, KeyFigures | None]:
    year = year_as_it_was(signed.tax_year, signed.revision, signed.digest)
    if year is None:
        return None, None
    try:
        assessed = assess_answers(signed.answers, year)
    except (Unfinished, UnknownYear):
        return None, None
    return assessed, key_figures(assessed.household, assessed.assessment)
