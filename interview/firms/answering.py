"""Who may answer a draft besides its family, and what is written down about it.

Only the screens of the interview ask here. Everything else that a family may do with its draft (delete, share, links,
devices, download) asks interview/drafts/access.py, which knows no members of staff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from interview.drafts.access import own_drafts
from interview.drafts.acting import InPlaceOfFamily
from interview.drafts.models import Draft
from interview.drafts.sample_mark import mark_draft, mark_request
from interview.drafts.store import FAMILY, MARKS, PROVENANCE, Answers, provenance
from interview.firms import activity
from interview.firms.access_record import record_view
from interview.firms.activity import Change, record
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, files, seats_of
from interview.steps import QUICK_CARDS

WHOSE = "_whose"
"""Where a recorded answer says whose it was, if it was not simply the family's own."""
NOT_ANSWERS = frozenset({PROVENANCE, MARKS, QUICK_CARDS})
"""What a draft keeps beside its answers; that the quick check counted children says the list of children itself."""


@dataclass(slots=True)
class Acting(InPlaceOfFamily):
    """A member of staff at work on a client's answers, or on a what-if copy of them."""

    seat: OfficeMember | None = None
    file: ClientFile | None = None


class SignedOff(Exception):
    """The result is signed off: nobody of the office changes its answers before it is opened again."""

    def __init__(self, file: ClientFile) -> None:
        super().__init__("signed off")
        self.file = file


def draft_to_answer(request: HttpRequest, public_id: UUID) -> Draft:
    """A draft that may be answered here: the family's own, or one of a client of this member of staff.

    For staff `draft.acting` says who it is. Any other draft does not exist: 404. A family's page costs one query, as
    ever. Raises SignedOff for staff whose client's result is frozen.
    """
    own = own_drafts(request).select_related("office").filter(public_id=public_id).first()
    draft = own or draft_of_client(request.user, public_id)
    if draft is None:
        raise Http404(_("There is no such draft in this browser."))
    if isinstance(draft.acting, Acting) and draft.acting.file is not None:
        mark_request(request, is_sample=draft.acting.file.office.is_sample)
        if draft.acting.file.frozen and not draft.acting.is_what_if:
            raise SignedOff(draft.acting.file)
        record_view(draft.acting.file, draft.acting.user)
    else:
        mark_draft(request, draft)
    return draft


def draft_of_client(user: User | AnonymousUser, public_id: UUID) -> Draft | None:
    """A client's draft, or a what-if copy of it, that somebody may answer from one of their seats. Three queries."""
    if not user.is_authenticated or not user.is_active:
        return None
    draft = Draft.objects.filter(public_id=public_id, deleted_at=None).select_related("what_if_of", "what_if").first()
    if draft is None:
        return None
    for seat in seats_of(user):
        file = _file_of(seat, draft)
        if file is not None:
            file.draft, file.office = draft.what_if_of or draft, seat.office
            draft.acting = Acting(
                user=seat.user,
                name=file.name,
                home=_home(file, draft),
                seat=seat,
                file=file,
                is_what_if=draft.what_if_of is not None,
            )
            return draft
    return None


def _file_of(seat: OfficeMember, draft: Draft) -> ClientFile | None:
    """The client with whom somebody in this seat may work on the draft. A copy belongs to the office that made it."""
    allowed = files(seat, Action.ANSWER)
    if draft.what_if_of_id is None:
        return allowed.filter(draft=draft.pk).first()
    return allowed.filter(draft=draft.what_if_of_id, what_ifs__draft=draft.pk).first()


def _home(file: ClientFile, draft: Draft) -> str:
    if draft.what_if_of_id is None:
        return reverse("advising:draft", args=[file.draft.public_id])
    return f"{reverse('advising:what_ifs', args=[file.draft.public_id])}?show=c{draft.what_if.pk}"


def record_answers(draft: Draft, before: Answers, **_signal: Any) -> None:
    """What `drafts.changes.answers_changed` calls: write each changed answer down where an office works on the draft.

    Two queries for a family that shares its draft, none for one that does not.
    """
    file, acting = None, draft.acting
    if isinstance(acting, Acting):
        file = acting.file
    elif draft.office_id is not None:
        file = ClientFile.objects.filter(draft=draft.pk, office=draft.office_id).first()
    if file is None:
        return
    if draft.what_if_of_id is None:
        file.draft = draft
    kind = activity.ANSWERED if draft.what_if_of_id is None else activity.WHAT_IF
    for page, old, new in differing(before, draft.answers):
        record(
            kind,
            file,
            actor=acting.user if acting else None,
            by=activity.STAFF if acting else activity.FAMILY,
            change=Change(page=page, old=old, new=new, reason=acting.reason if acting else ""),
        )


def differing(before: Answers, after: Answers) -> Iterator[tuple[str, Any, Any]]:
    """The pages whose answers differ, each with both; lists, such as that of the children, are pages as well."""
    for page in dict.fromkeys([*before, *after]):
        if page not in NOT_ANSWERS and before.get(page) != after.get(page):
            yield page, _with_whose(before, page), _with_whose(after, page)


def _with_whose(answers: Answers, page: str) -> Any:
    answer, whose = answers.get(page), provenance(answers, page)
    return {**answer, WHOSE: whose} if isinstance(answer, dict) and whose != FAMILY else answer


def without_whose(answer: Any) -> Any:
    """A recorded answer as a draft holds it."""
    return {name: value for name, value in answer.items() if name != WHOSE} if isinstance(answer, dict) else answer
