"""How pay builds the refund: nothing below a threshold, then a share of each dollar, up to the most that is paid."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import Case, paid_out
from interview.result.explain.schedule import counting, paid_early, schedule_amount, schedule_line
from interview.result.explain.words import dollars, say
from interview.result.pictures.places import height_of, percent
from interview.result.pictures.ticks import Tick, ticks

RATE_UNIT = 10_000
ROOM_TO_THE_RIGHT = 1.25
SIDE = 0.6


@dataclass(frozen=True, slots=True)
class EarningsCurve:
    """The drawing, its sentence and its table."""

    subtitle: str
    finding: str
    path: str
    area: str
    view_box: str
    top_label: str
    you_x: str
    you_y: str
    you_label: str
    you_anchor: str
    zero_anchor: str
    ticks: tuple[Tick, ...]
    barred: bool
    with_form_2555: bool
    rows: tuple[tuple[str, str], ...]


def earnings_curve(case: Case) -> EarningsCurve | None:
    """None where earnings are not what builds the refund, or where the drawing would have nothing to say."""
    if case.out_of_scope or not _has_a_message(case):
        return None
    way, figures = case.without, case.parameters.child_tax_credit
    top = schedule_amount(case, way, "17")
    earned = schedule_amount(case, way, "18a")
    threshold = figures.earned_income_threshold
    full_at = threshold + -(-top * RATE_UNIT // figures.refund_rate)
    right = int(max(earned, full_at) * ROOM_TO_THE_RIGHT)
    back = paid_out(way)
    barred = case.shown is not way and not paid_out(case.shown)
    shape = f"M0 {top}H{threshold}L{full_at} 0H{right}"
    return EarningsCurve(
        subtitle=_subtitle(case, top),
        finding=_finding(case, earned, full_at, top),
        path=shape,
        area=f"M{threshold} {top}L{full_at} 0H{right}V{top}z",
        view_box=f"0 0 {right} {top}",
        top_label=dollars(top),
        you_x=percent(earned, right),
        you_y=height_of(back, top),
        you_label=say(_("Without it: {back:$}") if barred else _("You are here: {back:$}"), back=back),
        you_anchor=_anchor(earned / right),
        zero_anchor="end" if earned / right > SIDE else "start",
        ticks=ticks(earned, (full_at, threshold), 0, right),
        barred=barred,
        with_form_2555=case.with_form_2555 is not None and back > 0,
        rows=_rows(threshold, full_at, earned, top, back),
    )


def _has_a_message(case: Case) -> bool:
    way = case.without
    if schedule_line(case, way, "20") is None or not schedule_amount(case, way, "17"):
        return False
    if paid_early(case):
        return False  # what came early is no part of the drawing
    if schedule_amount(case, way, "25") > schedule_amount(case, way, "20"):
        return False  # payroll taxes build this refund
    limited_by_pay = schedule_amount(case, way, "20") < schedule_amount(case, way, "17")
    return limited_by_pay or case.with_form_2555 is not None


def _subtitle(case: Case, top: int) -> str:
    figures = case.parameters.child_tax_credit
    children = counting(case)
    sentence = ngettext(
        "{rate:%} of each dollar above {threshold:$} of pay, up to {top:$} for {children} child",
        "{rate:%} of each dollar above {threshold:$} of pay, up to {top:$} for {children} children",
        children,
    )
    return say(
        sentence,
        rate=figures.refund_rate,
        threshold=figures.earned_income_threshold,
        top=top,
        children=children,
    )


def _finding(case: Case, earned: int, full_at: int, top: int) -> str:
    threshold = case.parameters.child_tax_credit.earned_income_threshold
    sentence = say(
        _("Your refund starts at {threshold:$} of pay and reaches {top:$} at {full_at:$}. You are at {earned:$}."),
        threshold=threshold,
        top=top,
        full_at=full_at,
        earned=earned,
    )
    if case.with_form_2555 is None:
        return sentence
    return sentence + " " + _("With Form 2555 it is $0 at any income.")


def _anchor(share: float) -> str:
    if share > SIDE:
        return "end"
    return "middle" if share > 1 - SIDE else "start"


def _rows(threshold: int, full_at: int, earned: int, top: int, back: int) -> tuple[tuple[str, str], ...]:
    return (
        (say(_("{pay:$} or less"), pay=threshold), dollars(0)),
        (say(_("{pay:$} or more"), pay=full_at), dollars(top)),
        (say(_("{pay:$} (you)"), pay=earned), dollars(back)),
    )
