"""Why a step of the workflow was refused. Every message is for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interview.engine import Problem
from interview.identity_numbers import refuse_identity_numbers
from interview.years.hidden_signs import refuse_hidden_signs

LONGEST_REASON = 2_000
Notice = Mapping[str, str]
"""What families read about a change, by the code of the language."""


class NotPublished(Exception):
    """A step on the way of a revision was refused; the message says why, for people."""


class NotReady(NotPublished):
    """The figures have problems; `problems` names each with its path."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(_("The figures have problems. Correct them first."))


class SamePerson(NotPublished):
    """Whoever had a hand in a draft cannot publish it."""

    def __init__(self) -> None:
        super().__init__(_("You worked on these figures. Another person has to publish them."))


class ChangedMeanwhile(NotPublished):
    """What is about to be published, or replaced, is no longer what the person looked at."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message
            or _("These figures changed while you were looking at them. Look at the difference again, then decide.")
        )


class DraftChanged(NotPublished):
    """Somebody else changed this draft since it was opened for editing, or it is no draft any more."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this draft. Look at it again."))


def checked_reason(reason: str, missing: str) -> str:
    """A reason that somebody gave, without the space around it. Raises NotPublished with `missing` if there is none."""
    if not reason.strip():
        raise NotPublished(missing)
    return checked_text(reason)


def checked_text(text: str) -> str:
    """Free text without the space around it. Raises NotPublished for an identity number or hidden signs."""
    text = text.strip()
    if len(text) > LONGEST_REASON:
        raise NotPublished(_("Use at most %(count)d characters.") % {"count": LONGEST_REASON})
    try:
        refuse_identity_numbers(text)
        refuse_hidden_signs(text)
    except ValidationError as refused:
        raise NotPublished(" ".join(refused.messages)) from refused
    return text


def checked_notice(notice: Notice) -> dict[str, str]:
    """What families will read, by language. Raises NotPublished without English words or with an identity number."""
    known = {code for code, _name in settings.LANGUAGES}
    texts = {code: checked_text(text) for code, text in notice.items() if code in known and text.strip()}
    if "en" not in texts:
        raise NotPublished(_("Write in English what families read about this change."))
    return texts
