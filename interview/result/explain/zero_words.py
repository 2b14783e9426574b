"""The shape of a zero in words: a headline, why, and the first thing to do with its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.words import say


@dataclass(frozen=True, slots=True)
class Action:
    """The first thing to do, the day it has to be done by, and the screen where an answer can be changed."""

    text: str
    day: date
    day_text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Zero:
    """A result of zero in words. `code` is the contract's, `outcome` the design's."""

    code: str
    outcome: str
    headline: SafeString
    lead: tuple[str, ...]
    action: Action


def act(case: Case, text: str, day: date | None = None, page: str = "") -> Action:
    """Something that can be done; by the day that matters next, unless another one is named."""
    if day is None and case.today > case.filing_day and not case.expects_money:
        due = case.filing_day
        return Action(text, due, say(_("It was due by {day:day}. If you have not filed, file soon."), day=due), page)
    day = day or case.next_day
    if case.today > day:
        return Action(text, day, say(_("The day was {day:day}. It has passed."), day=day), page)
    return Action(text, day, say(_("By {day:day}."), day=day), page)


def file(case: Case, text: str) -> Action:
    """To file the return; of a return that is filed already, to look whether it says the same."""
    if not case.has_filed or case.too_late:
        return act(case, text)
    day = case.claim_day
    compare = _("Compare this with the return that you filed.")
    return Action(compare, day, say(_("If it differs, change it with Form 1040-X by {day:day}."), day=day))


def look_again(case: Case, text: str, page: str = "") -> Action:
    """Nothing can be mended, but a wrong answer can be changed; it helps as long as a refund can be claimed."""
    day = case.claim_day
    if case.today > day:
        return act(case, text, day, page)
    until = say(_("A refund for {year} can be claimed until {day:day}."), year=case.year, day=day)
    return Action(text, day, until, page)
