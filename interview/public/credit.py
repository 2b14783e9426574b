"""The credit by pay: one family's answer, and how it grows and falls. The engine works out every point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from interview.engine import Household, Parameters, Scenario
from interview.public.families import GROWN, abroad, earning, in_the_us, paid_back, way
from interview.result.explain.words import dollars, marked, plain, say
from interview.result.pictures.places import height_of

POINTS = 24
"""Steps of the drawing; with the family's own pay one run of the engine more than these and zero."""
STEPS = (2_500, 5_000, 10_000, 20_000, 25_000, 50_000)
"""Round distances between the points, in dollars."""
ROOM_TO_THE_RIGHT = 1.2
CHILD, SMALL_CHILD = 8, 3


@dataclass(frozen=True, slots=True)
class Point:
    """What becomes of the credit at one wage, in whole dollars."""

    pay: int
    used: int
    back: int
    lost: int
    yours: bool = False

    @property
    def total(self) -> int:
        return self.used + self.back


@dataclass(frozen=True, slots=True)
class Curve:
    """The drawing: what is used and paid back together, and what is paid back alone."""

    total: str
    back: str
    view_box: str
    finding: str
    you_x: str
    you_y: str
    you_y_back: str
    you_label: str
    in_left_half: bool
    pay_label: str
    right_label: str


@dataclass(frozen=True, slots=True)
class CreditAnswer:
    """The page below the form."""

    headline: SafeString
    lead: tuple[str, ...]
    you: Point
    rows: tuple[Point, ...]
    curve: Curve | None


def credit_answer(answers: dict[str, Any], parameters: Parameters) -> CreditAnswer:
    """From the form's answers. At most POINTS + 2 runs of the engine."""
    pay = answers["pay"]
    family = family_of(answers, parameters)
    found = way(earning(family, pay), parameters)
    you = _point(found, pay, yours=True)
    points = _points(family, parameters, you)
    step = points[-1].pay // POINTS
    rows = [point for point in points if point.yours or point.pay % (2 * step) == 0]
    return CreditAnswer(
        headline=_headline(you, found),
        lead=_lead(you, found, parameters, answers["status"]),
        you=you,
        rows=tuple(rows),
        curve=_curve(points, you),
    )


def family_of(answers: dict[str, Any], parameters: Parameters) -> Household:
    """The household of the form, without its pay."""
    young = answers.get("young") or 0
    ages = [SMALL_CHILD] * young + [CHILD] * (answers["children"] - young) + [GROWN] * answers["others"]
    if answers.get("home") == "us":
        return in_the_us(parameters, answers["status"], ages, wages=0)
    return abroad(parameters, answers["status"], ages, wages=0)


def _point(found: Scenario, pay: int, *, yours: bool = False) -> Point:
    used, back = found.nonrefundable_credit, paid_back(found)
    return Point(pay, used, back, found.credit_after_phaseout - used - back, yours)


def _points(family: Household, parameters: Parameters, you: Point) -> list[Point]:
    step = next((step for step in STEPS if step * POINTS >= you.pay * ROOM_TO_THE_RIGHT), STEPS[-1])
    wages = [step * place for place in range(POINTS + 1)]
    others = [_point(way(earning(family, pay), parameters), pay) for pay in wages if pay != you.pay]
    return sorted([*others, you], key=lambda point: point.pay)


def _headline(you: Point, found: Scenario) -> SafeString:
    if you.back:
        return marked(_("You would get {amount} paid back"), you.back)
    if you.used:
        return marked(_("The credit would take {amount} off your US tax"), you.used)
    if found.phaseout_reduction and not found.credit_after_phaseout:
        return plain(_("You would get $0: the pay is too high for this credit"))
    return plain(_("You would get $0 at this pay"))


def _lead(you: Point, found: Scenario, parameters: Parameters, status: str) -> tuple[str, ...]:
    figures = parameters.child_tax_credit
    lead = []
    if you.back and you.used:
        lead.append(say(_("Another {used:$} comes off your US tax."), used=you.used))
    elif you.back:
        lead.append(_("There is no US tax that the credit could lower."))
    elif not you.used and you.lost and you.pay <= figures.earned_income_threshold:
        lead.append(
            say(
                _("There is no US tax to lower. A refund starts above {threshold:$} of pay."),
                threshold=figures.earned_income_threshold,
            )
        )
    elif not you.used and you.lost:
        lead.append(_("There is no US tax to lower, and none of this credit can be paid out."))
    if you.lost:
        lead.append(say(_("{lost:$} of the credit cannot be paid out."), lost=you.lost))
    if found.phaseout_reduction:
        lead.append(
            say(
                _("The credit is {cut:$} smaller, because the pay is above a limit."),
                cut=min(found.phaseout_reduction, found.credit_before_phaseout),
            )
        )
    if you.back:
        lead.append(last_day_to_claim(parameters))
    return tuple(lead)


def last_day_to_claim(parameters: Parameters) -> str:
    """For a year that is long past the same words tell that it is too late; these pages know no clock."""
    text = _("The last safe day to claim a refund for {year}: {day:day}.")
    return say(text, year=parameters.tax_year, day=parameters.dates.claim_refund_by)


def _curve(points: list[Point], you: Point) -> Curve | None:
    top, right = max(point.total for point in points), points[-1].pay
    if not top:
        return None
    return Curve(
        total=_path(points, [point.total for point in points], top),
        back=_path(points, [point.back for point in points], top),
        view_box=f"0 0 {right} {top}",
        finding=say(
            _("At {pay:$} of pay it is {total:$} in all. {back:$} of it is paid back."),
            pay=you.pay,
            total=you.total,
            back=you.back,
        ),
        you_x=f"{100 * you.pay / right:.2f}%",
        you_y=height_of(you.total, top),
        you_y_back=height_of(you.back, top),
        you_label=say(_("{total:$} in all, {back:$} paid back"), total=you.total, back=you.back),
        in_left_half=you.pay < right / 2,
        pay_label=dollars(you.pay) if right / 8 < you.pay < right * 7 / 8 else "",
        right_label=dollars(right),
    )


def _path(points: list[Point], amounts: list[int], top: int) -> str:
    return "M" + "L".join(f"{point.pay} {top - amount}" for point, amount in zip(points, amounts, strict=True))
