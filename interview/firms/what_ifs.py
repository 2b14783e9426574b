"""What-if copies of a client's answers: made, named, recommended, brought up to date, deleted.

A copy is a draft of its own that belongs to nobody but the client's file: it is in no list of drafts and no job, no
family opens it, and it goes with the draft that it was copied from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from interview.drafts.kept_results import mark_of
from interview.drafts.models import Draft
from interview.drafts.store import MARKS, YEAR, Answers, change_answers, fingerprint
from interview.firms.activity import WHAT_IF, Change, record
from interview.firms.file_models import ClientFile, WhatIf
from interview.firms.merging_answers import merged

MOST_COPIES = 12
"""Of one client. Four stand side by side; more than these nobody keeps apart."""
_MARK = re.compile(r"[A-Za-z0-9_-]{12}")


class NoRoom(Exception):
    """The client has as many copies as there can be."""


class SaidOtherwise(Exception):
    """Somebody else has changed the copy since its page was opened."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said about a copy: its name, whether it is the one recommended, and what the family reads beside it."""

    name: str
    recommended: bool = False
    note: str = ""


def copies_of(file: ClientFile) -> list[WhatIf]:
    """A client's copies with their answers, the first one made in front. One query."""
    return list(file.what_ifs.select_related("draft", "created_by"))


def make(file: ClientFile, *, by: User, name: str, answers: Answers, mark: str = "") -> WhatIf:
    """A copy with these answers. `mark` is what the button was drawn with: a second press gives the same copy.

    Raises NoRoom.
    """
    draft = file.draft
    number = _number(file, mark)
    with transaction.atomic():
        # One after another, so that two presses at once neither make two nor go over the limit.
        ClientFile.objects.select_for_update().only("pk").get(pk=file.pk)
        if number is not None:
            made = WhatIf.objects.filter(file=file, draft__public_id=number).select_related("draft").first()
            if made is not None:
                return made
        if file.what_ifs.count() >= MOST_COPIES:
            raise NoRoom
        now = timezone.now()
        values = {"language": draft.language, "tax_year": answers[YEAR]["tax_year"], "answers": _without_marks(answers)}
        if number is not None:
            values["public_id"] = number
        copy = Draft.objects.create(what_if_of=draft, updated_at=now, **values)
        made = WhatIf.objects.create(
            file=file,
            draft=copy,
            name=name,
            made_from=_without_marks(draft.answers),
            created_by=by,
            created_at=now,
        )
        record(WHAT_IF, file, actor=by, change=Change(new=_said(made)))
    return made


def _number(file: ClientFile, mark: str) -> UUID | None:
    """The id of the copy that a button makes; none for a button without a mark, whose every press makes one."""
    if not _MARK.fullmatch(mark):
        return None
    return UUID(hex=salted_hmac("interview.what_if", f"{file.pk} {mark}", algorithm="sha256").hexdigest()[:32])


def seen(what_if: WhatIf) -> str:
    """A short mark of what is said about a copy now, for the form that changes it."""
    return fingerprint([what_if.name, what_if.recommended, what_if.note])


def reword(what_if: WhatIf, wording: Wording, *, by: User, seen_as: str) -> None:
    """Change what is said about a copy; another one that was recommended no longer is. Raises SaidOtherwise."""
    with transaction.atomic():
        copies = {copy.pk: copy for copy in WhatIf.objects.select_for_update().filter(file=what_if.file_id)}
        now = copies.get(what_if.pk)
        if now is None:
            raise SaidOtherwise
        before, after = _said(now), {"name": wording.name, "recommended": wording.recommended, "note": wording.note}
        if before == after:
            return
        if seen(now) != seen_as:
            raise SaidOtherwise
        if wording.recommended:
            WhatIf.objects.filter(file=what_if.file_id, recommended=True).exclude(pk=now.pk).update(recommended=False)
        WhatIf.objects.filter(pk=now.pk).update(**after)
        for field, value in after.items():
            setattr(what_if, field, value)
        record(WHAT_IF, what_if.file, actor=by, change=Change(old=before, new=after))


def delete(what_if: WhatIf, *, by: User) -> None:
    """Take a copy away for good. What it was called stays in the activity."""
    with transaction.atomic():
        gone, _each = Draft.objects.filter(pk=what_if.draft_id, what_if_of__isnull=False).delete()
        if gone:
            record(WHAT_IF, what_if.file, actor=by, change=Change(old=_said(what_if)))


def is_behind(what_if: WhatIf, draft: Draft) -> bool:
    """Whether the client's answers have changed since the copy was made or brought up to date."""
    return mark_of(what_if.made_from) != mark_of(draft.answers)


def bring_up_to_date(what_if: WhatIf, draft: Draft, *, by: User) -> None:
    """Take over what has changed in the client's answers, and keep what is different in the copy."""
    with transaction.atomic():
        locked = WhatIf.objects.select_for_update().filter(pk=what_if.pk).first()
        if locked is None or not is_behind(locked, draft):
            return
        copy, family = what_if.draft, _without_marks(draft.answers)
        change_answers(copy, lambda answers: merged(locked.made_from, answers, family))
        WhatIf.objects.filter(pk=locked.pk).update(made_from=family)
        what_if.made_from = family
        record(WHAT_IF, what_if.file, actor=by, change=Change(old=_said(locked), new=_said(locked)))


def recommended_to(draft: Draft) -> WhatIf | None:
    """The copy that the office recommends to the family of this draft. No query for one that no office reads."""
    if draft.office_id is None:
        return None
    shown = WhatIf.objects.filter(file__draft=draft, file__office=draft.office_id, recommended=True)
    return shown.select_related("draft", "file__office").first()


def _said(what_if: WhatIf) -> dict[str, object]:
    return {"name": what_if.name, "recommended": what_if.recommended, "note": what_if.note}


def _without_marks(answers: Answers) -> Answers:
    return {page: answer for page, answer in answers.items() if page != MARKS}
