"""Where the credit of each child goes: against tax, to the family, or nowhere, and then why.

The law works with the family's total and never splits it. For the drawing every part is split in proportion to what
each child brings, in whole dollars that add up both to the child's credit and to the engine's total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from interview.engine import Scenario
from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.schedule import counting, paid_early, schedule_amount, worth
from interview.result.explain.what_if import Fix
from interview.result.explain.words import dollars, say
from interview.result.pictures.places import percent, text_width

BESIDE_A_LABEL = 6
"""Percent of a bar's width that stay free of a label inside it, on the narrowest phone."""
ROOM_FOR_AN_AMOUNT = 18
"""Percent of a bar's width from which an amount fits into a piece on the narrowest phone."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One credit split into what became of it. The last four are lost, each for its reason."""

    tax: int = 0
    paid: int = 0
    early: int = 0
    cap: int = 0
    limit: int = 0
    pay: int = 0
    form: int = 0

    @property
    def lost(self) -> int:
        return self.cap + self.limit + self.pay + self.form

    @property
    def credit(self) -> int:
        return self.tax + self.paid + self.early + self.lost


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
    sentence: str
    bars: tuple[Bar, ...]
    kinds: frozenset[str]
    equal: bool
    height: int


ROW_HEIGHT = 78
LAST_ROW = 64


def family_parts(case: Case, way: Scenario) -> Parts:
    """The child tax credit of the whole family. The credit for other dependents uses the tax first."""
    smaller = min(schedule_amount(case, way, "7"), way.nonrefundable_credit)
    most = sum(worth(case, place) for place in _places(case, "child_tax_credit"))
    tax, paid = way.nonrefundable_credit - smaller, paid_out(way)
    early = min(paid_early(case), max(0, most - tax - paid))
    lost = max(0, most - tax - paid - early)
    # In 2021 the first phaseout stands above the line where the credit begins.
    before = way.credit_before_phaseout - schedule_amount(case, way, "7")
    limit = min(lost, way.phaseout_reduction + max(0, most - before))
    most_paid = counting(case) * case.parameters.child_tax_credit.refund_cap_per_child
    cap = min(lost - limit, max(0, most - limit - tax - early - most_paid))
    rest = lost - limit - cap
    barred = way is not case.without
    return Parts(tax, paid, early, cap, limit, 0 if barred else rest, rest if barred else 0)


def parts_by_child(case: Case, way: Scenario) -> tuple[Parts, ...]:
    """The share of each child, in the order of the children; nothing for one who does not count."""
    family = family_parts(case, way)
    main, smaller = _places(case, "child_tax_credit"), _places(case, "other_dependents")
    found = dict(zip(main, split(family, [worth(case, place) for place in main]), strict=True))
    total, used = schedule_amount(case, way, "7"), way.nonrefundable_credit - family.tax
    limit = min(total - used, max(0, way.phaseout_reduction - family.limit))
    others_ = Parts(tax=used, cap=total - used - limit, limit=limit)
    found.update(zip(smaller, split(others_, [total] * len(smaller)), strict=True))
    return tuple(found.get(place, Parts()) for place in range(len(case.assessment.children)))


def _places(case: Case, credit: str) -> list[int]:
    return [place for place, child in enumerate(case.assessment.children) if child.credit == credit]


def split(family: Parts, weights: Sequence[int]) -> tuple[Parts, ...]:
    """The family's parts by child. One part after the other goes by the room that each child still has, so that
    nothing is below zero and every sum is exact; the first children carry what does not divide.
    """
    room = _shares(family.credit, weights)
    columns = []
    for field in fields(Parts):
        column = _shares(getattr(family, field.name), room)
        room = [left - taken for left, taken in zip(room, column, strict=True)]
        columns.append(column)
    return tuple(Parts(*row) for row in zip(*columns, strict=True))


def _shares(total: int, weights: Sequence[int]) -> list[int]:
    """Whole dollars that add up to the total, by the largest remainder."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    first = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in first[: total - sum(shares)]:
        shares[place] += 1
    return shares


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
        _sentence(family_parts(case, case.shown), barred=barred),
        drawn,
        frozenset(segment.kind for bar in drawn for segment in bar.segments),
        len({worth(case, place) for place in _places(case, "child_tax_credit")}) < 2,
        ROW_HEIGHT * (len(drawn) - 1) + LAST_ROW,
    )


def _subtitle(case: Case, *, barred: bool) -> str:
    if barred:
        return _("All children together, both ways of filing")
    if case.with_form_2555 is None:
        return say(_("Your {year} return"), year=case.year)
    return _("Filing without Form 2555") if case.shown.key == NO_FORM_2555 else _("Filing with Form 2555")


def _two_ways(case: Case) -> Iterator[Bar]:
    full = family_parts(case, case.without).credit
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
    """In fixed order: used against tax, paid back, sent early, lost."""
    pieces = (
        ("tax", parts.tax, _("{amount:$} off your tax")),
        ("paid", parts.paid, _("{amount:$} back to you")),
        ("early", parts.early, _("{amount:$} sent early")),
        ("form", parts.form, _("{amount:$}: Form 2555")),
        ("pay", parts.pay, _("{amount:$}: pay too low")),
        ("limit", parts.limit, _("{amount:$} above the limit")),
        ("cap", parts.cap, _("{amount:$} not paid out")),
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
    """Words where they fit into the piece, else the amount alone, or nothing in a narrow one."""
    share, text = 100 * amount / full, say(words, amount=amount)
    if text_width(text) + BESIDE_A_LABEL <= share:
        return text
    return dollars(amount) if share >= ROOM_FOR_AN_AMOUNT else ""


def _sentence(family: Parts, *, barred: bool) -> str:
    if family.early or not family.credit:
        return ""
    text = _("Of {most:$}, {tax:$} lowers your tax, {paid:$} is paid to you and {lost:$} is lost.")
    if barred:  # beside it stands the bar without the form, of which this would be wrong
        text = _("With Form 2555, {tax:$} of {most:$} lowers your tax, {paid:$} is paid to you and {lost:$} is lost.")
    return say(
        text,
        most=family.credit,
        tax=family.tax,
        paid=family.paid,
        lost=family.lost,
    )


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
