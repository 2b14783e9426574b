"""Other ways we checked: one spouse's Form 2555 alone, other returns, and what the law does not allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.drafts.results import OtherWay
from interview.engine import WHO_EXCLUDES
from interview.result.explain.case import Case, paid_out
from interview.result.explain.comparison import who_uses
from interview.result.explain.limits import status_in_words
from interview.result.explain.words import dollars, in_words, say

TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class OtherWayView:
    """One way to file that is not the result: where it ends or why it is not allowed, and the screen that chose it."""

    title: str
    text: str
    answers: tuple[tuple[str, str], ...]
    page: str


@dataclass(frozen=True, slots=True)
class WaysCompared:
    """Which way this page shows, and the others."""

    heading: str
    intro: str
    others: tuple[OtherWayView, ...]


def ways_compared(case: Case) -> WaysCompared | None:
    """None where there is only one way to file."""
    if case.out_of_scope:
        return None
    asked_for = case.assessed.other_ways
    checked = (*_who_else_excludes(case), *map(_view, asked_for), *_part_of_the_pay(case))
    others = (*checked, *_not_asked_for(case))
    if not others:
        return None
    equal = all(way.balance == case.shown.balance for way in asked_for)
    heading = _("Other ways we checked") if checked else _("Other ways to file")
    return WaysCompared(heading, _intro(case.assessed.way, equal=equal), others)


def _who_else_excludes(case: Case) -> Iterator[OtherWayView]:
    """On a joint return, the ways with Form 2555 that do not stand side by side above."""
    beside = (case.without, case.with_form_2555)
    if len(case.household.people) < 2 or case.with_form_2555 is None:
        return
    page = "" if case.rough else "exclusion_plan"
    for way in case.assessment.scenarios:
        if way in beside:
            continue
        both = len(WHO_EXCLUDES[way.key]) > 1
        title = _("Form 2555 for both of you") if both else say(_("Form 2555 for {who} only"), who=who_uses(case, way))
        text = (
            _end(paid_out(way), way.balance)
            if way.allowed
            else _not_possible(in_words(way.why_not) if way.why_not else "")
        )
        yield OtherWayView(title, text, (), page)


def _not_possible(reason: str) -> str:
    return say(_("Not possible. {reason}"), reason=reason)


def _not_asked_for(case: Case) -> Iterator[OtherWayView]:
    """The family named one way to file. The other takes answers that were not given, so it is only named."""
    text = _("You asked for one way to file, so we did not work this out. Choose to see both, and we compare.")
    if case.told.says("joint", "files", "joint"):
        yield OtherWayView(_("A return of your own"), text, (), "joint")
    elif case.told.says("joint", "files", "separate"):
        yield OtherWayView(_("One return together with your spouse"), text, (), "joint")
    elif case.told.says("joint_nonresident", "files", "yes") and not case.assessed.other_ways:
        yield OtherWayView(_("A return of your own"), text, (), "joint_nonresident")
    elif case.told.says("joint_nonresident", "files", "no"):
        yield OtherWayView(_("One return together with your spouse"), text, (), "joint_nonresident")


def _part_of_the_pay(case: Case) -> Iterator[OtherWayView]:
    """The choice is for all pay up to the limit: IRC 911(a), (b)(2)."""
    if case.with_form_2555 is not None:
        text = _("The form leaves out all your pay from abroad, up to its limit. You cannot choose a part of it.")
        yield OtherWayView(_("Form 2555 for a part of your pay"), _not_possible(text), (), "")


def _intro(way: str, *, equal: bool) -> str:
    if not way:
        return ""
    if equal:
        return (
            _("This page shows one return together with your spouse. Both ways leave you with the same.")
            if way == TOGETHER
            else _("This page shows a return of your own. Both ways leave you with the same.")
        )
    if way == TOGETHER:
        return _("This page shows one return together with your spouse. It leaves you with the most.")
    return _("This page shows a return of your own. It leaves you with the most.")


def _view(way: OtherWay) -> OtherWayView:
    if way.why_not:
        text = _(
            "Not possible. You ended the choice to file together with this spouse, and it cannot be made again "
            "(IRC 6013(g)(6))."
        )
        return OtherWayView(_title(way), text, (), way.page)
    return OtherWayView(_title(way), _end(way.paid, way.balance), way.differs, way.page)


def _title(way: OtherWay) -> str:
    if way.code == TOGETHER:
        return _("One return together with your spouse")
    return say(_("A return of your own: {status}"), status=status_in_words(way.filing_status))


def _end(paid: int, balance: int) -> str:
    credit = dollars(paid)
    if balance < 0:
        return say(_("You would have {amount:$} to pay. Child credit paid out: {paid}."), amount=-balance, paid=credit)
    return say(_("You would end up with {amount:$}. Child credit paid out: {paid}."), amount=balance, paid=credit)
