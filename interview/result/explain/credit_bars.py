"""Where the credit of each child goes: against tax, to the family, or nowhere.

The law works with the family's total and never splits it. For the drawing each child gets an equal share, in whole
dollars that add up to the engine's total.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.engine import Scenario
from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.schedule import counting, others, paid_early, schedule_amount, worth
from interview.result.explain.what_if import Fix
from interview.result.explain.words import dollars, say

ROOM_FOR_WORDS = 0.45
ROOM_FOR_AN_AMOUNT = 0.18
"""Shares of a bar's width from which a label fits into a segment on the narrowest phone."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One credit split into what became of it."""

    credit: int
    tax: int
    paid: int
    lost: int
    early: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a bar; `x` and `width` are percentages of the full credit."""

    kind: str
    x: str
    width: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, its name and its numbers."""

    name: str
    note: str
    parts: Parts
    segments: tuple[Segment, ...]
    y: int


@dataclass(frozen=True, slots=True)
class CreditBars:
    """The chart and its table."""

    title: str
    subtitle: str
    finding: str
    bars: tuple[Bar, ...]
    kinds: frozenset[str]
    height: int


ROW_HEIGHT = 78
LAST_ROW = 64


def family_parts(case: Case, way: Scenario) -> Parts:
    """The child tax credit of the whole family. The credit for other dependents uses the tax first."""
    most = schedule_amount(case, way, "5")
    smaller = min(schedule_amount(case, way, "7"), way.nonrefundable_credit)
    tax, paid = way.nonrefundable_credit - smaller, paid_out(way)
    early = min(paid_early(case), max(0, most - tax - paid))
    return Parts(most, tax, paid, max(0, most - tax - paid - early), early)


def parts_by_child(case: Case, way: Scenario) -> tuple[Parts, ...]:
    """The share of each child, in the order of the children; nothing for one who does not count."""
    family, count = family_parts(case, way), counting(case)
    credits_ = iter(_shares(family.credit - family.early, count))
    early = iter(_shares(family.early, count))
    lost = iter(_shares(family.lost, count))
    # Taken from the other end, so that no child's parts add up to more than its credit.
    tax = iter(_shares(family.tax, count)[::-1])
    smaller_credit = iter(_shares(schedule_amount(case, way, "7"), others(case)))
    smaller_tax = iter(_shares(way.nonrefundable_credit - family.tax, others(case)))
    found = []
    for child in case.assessment.children:
        if child.credit == "child_tax_credit":
            credit, used, gone, sent = next(credits_), next(tax), next(lost), next(early)
            found.append(Parts(credit + sent, used, credit - used - gone, gone, sent))
        elif child.credit == "other_dependents":
            credit, used = next(smaller_credit), next(smaller_tax)
            found.append(Parts(credit, used, 0, credit - used))
        else:
            found.append(Parts(0, 0, 0, 0))
    return tuple(found)


def _shares(total: int, count: int) -> list[int]:
    """Whole dollars that add up to the total; the first ones carry what does not divide."""
    if count == 0:
        return []
    each, over = divmod(total, count)
    return [each + (place < over) for place in range(count)]


def credit_bars(case: Case, fixes: tuple[Fix, ...]) -> CreditBars | None:
    """One bar for each child; where Form 2555 bars the refund, one for each way to file. None without any credit."""
    if case.out_of_scope:
        return None
    barred = case.shown is not case.without and family_parts(case, case.shown) != family_parts(case, case.without)
    drawn = tuple(_two_ways(case) if barred else _children(case, fixes))
    if not any(bar.segments for bar in drawn):
        return None
    return CreditBars(
        _("Where the credit goes") if barred else _("Where each child’s credit goes"),
        _subtitle(case, barred=barred),
        " ".join(_spoken(bar) for bar in drawn),
        drawn,
        frozenset(segment.kind for bar in drawn for segment in bar.segments),
        ROW_HEIGHT * (len(drawn) - 1) + LAST_ROW,
    )


def _subtitle(case: Case, *, barred: bool) -> str:
    if barred:
        return _("All children together, both ways of filing")
    if case.with_form_2555 is None:
        return say(_("Your {year} return"), year=case.year)
    return _("Filing without Form 2555") if case.shown.key == NO_FORM_2555 else _("Filing with Form 2555")


def _two_ways(case: Case) -> Iterator[Bar]:
    full = schedule_amount(case, case.without, "5")
    for row, (name, way) in enumerate(((_("With Form 2555"), case.shown), (_("Without it"), case.without))):
        parts = family_parts(case, way)
        note = say(_("{amount:$} in all"), amount=parts.tax + parts.paid)
        yield Bar(name, note, parts, _segments(parts, full), row * ROW_HEIGHT)


def _children(case: Case, fixes: tuple[Fix, ...]) -> Iterator[Bar]:
    full = max((worth(case, place) for place in range(len(case.names))), default=0)
    waiting = {
        fix.child: fix
        for fix in fixes
        if fix.open and fix.worth > 0 and fix.code not in ("get_filer_ssn", "get_filer_itin")
    }
    for place, (name, parts) in enumerate(zip(case.names, parts_by_child(case, case.shown), strict=True)):
        segments = _segments(parts, full)
        if not parts.paid and place in waiting:
            segments = _waiting(waiting[place].worth, full)
        note = say(_("{credit:$} credit"), credit=parts.credit)
        if not parts.credit:
            note = _("$0 for now") if place in waiting else _("no credit")
        yield Bar(name, note, parts, segments, place * ROW_HEIGHT)


def _segments(parts: Parts, full: int) -> tuple[Segment, ...]:
    """In fixed order: used against tax, paid back, cannot be paid out."""
    pieces = (
        ("tax", parts.tax, _("{amount:$} off your tax")),
        ("paid", parts.paid, _("{amount:$} back to you")),
        ("early", parts.early, _("{amount:$} sent early")),
        ("lost", parts.lost, _("{amount:$} not paid out")),
    )
    drawn, start = [], 0
    for kind, amount, words in pieces:
        if amount > 0:
            drawn.append(Segment(kind, percent(start, full), percent(amount, full), _label(amount, full, words)))
        start += amount
    return tuple(drawn)


def _waiting(worth: int, full: int) -> tuple[Segment, ...]:
    width = min(worth, full)
    return (Segment("wait", percent(0, full), percent(width, full), say(_("{amount:$} still possible"), amount=worth)),)


def _label(amount: int, full: int, words: str) -> str:
    share = amount / full
    if share >= ROOM_FOR_WORDS:
        return say(words, amount=amount)
    return dollars(amount) if share >= ROOM_FOR_AN_AMOUNT else ""


def percent(part: float, whole: float) -> str:
    """A place on the drawing. The dot is SVG's, in every language."""
    return f"{100 * part / whole:.2f}%"


def _spoken(bar: Bar) -> str:
    if not bar.parts.credit:
        return say(_("{name}: {note}."), name=bar.name, note=bar.note)
    if bar.parts.early:
        return say(
            _("{name}: {tax:$} off your tax, {paid:$} paid to you, {early:$} sent early, {lost:$} not paid out."),
            name=bar.name,
            tax=bar.parts.tax,
            paid=bar.parts.paid,
            early=bar.parts.early,
            lost=bar.parts.lost,
        )
    return say(
        _("{name}: {tax:$} off your tax, {paid:$} paid to you, {lost:$} not paid out."),
        name=bar.name,
        tax=bar.parts.tax,
        paid=bar.parts.paid,
        lost=bar.parts.lost,
    )
