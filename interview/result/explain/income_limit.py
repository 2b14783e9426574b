"""The income limit (P4): above it the credit falls in steps, and where the family stands on them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.words import dollars, say
from interview.result.pictures.places import anchored, height_of, percent
from interview.result.pictures.ticks import Tick, ticks

NEAR = 80
"""From this percent of the limit on the picture is shown."""
MARGIN = 4
"""How many times the last step goes on to the right, so that the end is seen."""
STEPS_DRAWN = 200
"""More steps than these are a slope to the eye, and are drawn as one."""


@dataclass(frozen=True, slots=True)
class IncomeLimit:
    """The drawing, its sentence and its table."""

    title: str
    subtitle: str
    finding: str
    path: str
    area: str
    view_box: str
    top_label: str
    you_x: str
    you_label_x: str
    you_y: str
    you_label: str
    you_anchor: str
    ticks: tuple[Tick, ...]
    rows: tuple[tuple[str, str], ...]


def income_limit(case: Case) -> IncomeLimit | None:
    """None below 80 percent of the limit. Also for 2021, whose first limit lay lower and stopped falling again."""
    if case.out_of_scope or case.parameters.american_rescue_plan is not None:
        return None
    way, figures = case.shown, case.parameters.phaseout
    limit, income = figures.threshold[case.household.filing_status], way.modified_agi
    full, left = way.credit_before_phaseout, way.credit_after_phaseout
    if not full or 100 * income < NEAR * limit:
        return None
    steps = -(-full // figures.reduction_per_step)
    gone = limit + (steps - 1) * figures.step
    first = limit * NEAR // 100
    last = max(gone, income) + max(MARGIN * figures.step, (gone - first) // 8)
    wide = last - first
    shape = f"M0 0H{limit - first}" + _falling(steps, figures.step, full, figures.reduction_per_step)
    label = say(_("You are here: {back:$}"), back=left)
    anchor = anchored(100 * (income - first) / wide, label)
    return IncomeLimit(
        title=_("The income limit"),
        subtitle=say(_("{full:$} of credit, all children and other dependents together"), full=full),
        finding=_finding(case, limit, gone),
        path=f"{shape}H{wide}",
        area=f"{shape}H{wide}H0z",
        view_box=f"0 0 {wide} {full}",
        top_label=dollars(full),
        you_x=percent(income - first, wide),
        you_label_x={"start": "0%", "end": "100%", "middle": percent(income - first, wide)}[anchor],
        you_y=height_of(left, full),
        you_label=label,
        you_anchor=anchor,
        ticks=ticks(income, (gone, limit), first, first + wide),
        rows=(
            (say(_("{income:$} or less"), income=limit), dollars(full)),
            (say(_("{income:$} (you)"), income=income), dollars(left)),
            (say(_("more than {income:$}"), income=gone), dollars(0)),
        ),
    )


def _falling(steps: int, step: int, full: int, cut: int) -> str:
    """From the limit down to nothing. The first dollar above the limit takes the first cut: IRC 24(b)(2)."""
    if steps > STEPS_DRAWN:
        return f"l{steps * step} {full}"
    last = full - (steps - 1) * cut
    return f"v{cut if steps > 1 else last}" + f"h{step}v{cut}" * (steps - 2) + (f"h{step}v{last}" if steps > 1 else "")


def _finding(case: Case, limit: int, gone: int) -> str:
    figures, way = case.parameters.phaseout, case.shown
    rule = say(
        _("Above {limit:$} the credit drops {cut:$} for each extra {step:$}, also for a part of it."),
        limit=limit,
        cut=figures.reduction_per_step,
        step=figures.step,
    )
    if not way.phaseout_reduction:
        you = say(_("You are at {income:$}, below the limit."), income=way.modified_agi)
    elif not way.credit_after_phaseout:
        you = say(_("You are at {income:$}. Above {gone:$} nothing is left."), income=way.modified_agi, gone=gone)
    else:
        you = say(
            _("You are at {income:$}, so {cut:$} is taken off."), income=way.modified_agi, cut=way.phaseout_reduction
        )
    if case.with_form_2555 is None:
        return f"{rule} {you}"
    return " ".join((rule, you, _("Income left out with Form 2555 is added back here.")))
