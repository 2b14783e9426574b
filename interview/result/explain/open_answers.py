"""The answers that are still open: what we took, what would help, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.drafts.results import Worth
from interview.result.explain.case import Case
from interview.result.explain.words import say


@dataclass(frozen=True, slots=True)
class OpenAnswerView:
    """One open answer with its screen; `taken` says how we read it for now."""

    label: str
    page: str
    taken: str
    worth: str


def open_answers(case: Case) -> tuple[OpenAnswerView, ...]:
    """Every open answer that changes the result, what matters most first."""
    return tuple(OpenAnswerView(one.label, one.page, " ".join(one.taken), _worth(one)) for one in case.open_answers)


def how_many_open(case: Case) -> str:
    """How many there are, for the line above the headline and over the list; empty without any."""
    count = len(case.open_answers)
    if not count:
        return ""
    return ngettext("{count} answer is still open", "{count} answers are still open", count).format(count=count)


def _worth(one: Worth) -> str:
    """What the better reading changes: the credit paid out if it does, else what the family ends up with."""
    if not one.best:
        text = _("At best it is worth {amount:$}.")
    elif one.together:
        text = _("If it is “{best}” and the other open answers are good too, it is worth {amount:$}.")
    elif one.paid > 0:
        text = _("If it is “{best}”, {amount:$} more of the credit is paid to you.")
    elif one.paid < 0:
        text = _("If it is “{best}”, {amount:$} less of the credit is paid to you.")
    elif one.balance > 0:
        text = _("If it is “{best}”, you end up with {amount:$} more.")
    else:
        text = _("If it is “{best}”, you end up with {amount:$} less.")
    return say(text, best=one.best, amount=abs(one.paid or one.balance))
