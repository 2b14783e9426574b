"""Other ways we checked: a return of one's own beside one together with the spouse."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.drafts.results import OtherWay
from interview.result.explain.case import Case
from interview.result.explain.limits import status_in_words
from interview.result.explain.words import dollars, say

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

    intro: str
    others: tuple[OtherWayView, ...]


def ways_compared(case: Case) -> WaysCompared | None:
    """None where one way to file was all that was asked for."""
    others = case.assessed.other_ways
    if not others:
        return None
    equal = all(way.balance == case.shown.balance for way in others)
    return WaysCompared(_intro(case.assessed.way, equal=equal), tuple(_view(way) for way in others))


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
    return OtherWayView(_title(way), _end(way), way.differs, way.page)


def _title(way: OtherWay) -> str:
    if way.code == TOGETHER:
        return _("One return together with your spouse")
    return say(_("A return of your own: {status}"), status=status_in_words(way.filing_status))


def _end(way: OtherWay) -> str:
    paid = dollars(way.paid)
    if way.balance < 0:
        return say(
            _("You would have {amount:$} to pay. Child credit paid out: {paid}."), amount=-way.balance, paid=paid
        )
    return say(_("You would end up with {amount:$}. Child credit paid out: {paid}."), amount=way.balance, paid=paid)
