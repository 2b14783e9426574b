"""Why this amount and not more: the steps of Schedule 8812 in four sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.engine import Scenario
from interview.result.explain.case import Case, paid_out
from interview.result.explain.schedule import counting, others, paid_early, schedule_amount, schedule_line
from interview.result.explain.words import say


@dataclass(frozen=True, slots=True)
class Why:
    """A heading and the sentences below it."""

    heading: str
    text: str


def why_this_amount(case: Case) -> Why | None:
    """None where there is no child whose credit could be followed."""
    way = case.basis
    if case.out_of_scope or not way.credit_before_phaseout:
        return None
    if paid_out(case.shown):
        heading = say(_("Why {amount:$} and not more"), amount=paid_out(case.shown))
    elif case.shown is not way and paid_out(way):
        heading = say(_("Why {amount:$} without Form 2555"), amount=paid_out(way))
    elif case.shown is not way:
        heading = _("What the credit does without Form 2555")
    else:
        heading = _("Where the credit goes")
    return Why(heading, " ".join(_sentences(case, way)))


def _sentences(case: Case, way: Scenario) -> Iterator[str]:
    figures = case.parameters.child_tax_credit
    if counting(case):
        yield _for_each_child(case)
    if others(case) and figures.other_dependent:
        count = others(case)
        sentence = ngettext(
            "{count} other dependent brings {amount:$}, which only lowers tax.",
            "{count} other dependents bring {amount:$}, which only lowers tax.",
            count,
        )
        yield say(sentence, count=count, amount=count * figures.other_dependent)
    if way.phaseout_reduction:
        yield say(_("Your income is above the limit, so {cut:$} is taken off."), cut=way.phaseout_reduction)
    if way.nonrefundable_credit:
        yield say(_("{amount:$} of it lowers your US tax."), amount=way.nonrefundable_credit)
    elif way.tax_before_credits:
        if way.credit_after_phaseout and not _income_tax_left(way):
            yield _("None of it is needed for tax, because other credits clear your US tax.")
    elif way.credit_after_phaseout:
        yield _("None of it is needed for tax, because you owe no US income tax.")
    if paid_early(case):
        yield say(_("The IRS sent you {early:$} of it early."), early=paid_early(case))
    if way.refundable_child_tax_credit:
        yield say(
            _("In {year} all that is left, {back:$}, is paid to families with a home in the US."),
            year=case.year,
            back=way.refundable_child_tax_credit,
        )
    else:
        yield from _limit(case, way)


def _income_tax_left(way: Scenario) -> int:
    """What no credit takes off: in 2021 the whole credit was paid out beside it, above the limit there is none."""
    return way.total_tax - way.self_employment_tax - way.other_taxes


def _for_each_child(case: Case) -> str:
    """What a child brings; in 2021 it depended on the age."""
    figures, plan = case.parameters.child_tax_credit, case.parameters.american_rescue_plan
    if plan is None:
        return say(_("The credit is {amount:$} for each child who counts."), amount=figures.per_child)
    return say(
        _("The credit is {young:$} for each child under {age}, and {amount:$} for each older child who counts."),
        young=plan.per_young_child,
        age=plan.young_age_limit,
        amount=figures.per_child,
    )


def _limit(case: Case, way: Scenario) -> Iterator[str]:
    """What holds the refund down: the cap, the pay, or that nothing more is left."""
    figures = case.parameters.child_tax_credit
    if not way.additional_child_tax_credit:
        return
    # Before any early payments are taken off, as the limits are.
    back = schedule_amount(case, way, "27")
    unused = schedule_amount(case, way, "16a")
    capped = schedule_line(case, way, "16b")
    cap = int(capped.amount) if capped is not None else unused
    pay = schedule_line(case, way, "20")
    if schedule_line(case, way, "26") is not None and back == schedule_amount(case, way, "25"):
        yield say(_("What can be paid out follows your Social Security and Medicare tax: {back:$}."), back=back)
    elif pay is not None and back == int(pay.amount) and back < min(unused, cap):
        yield say(
            _("At your pay the IRS can pay out {back:$}: {rate:%} of each dollar above {threshold:$}."),
            back=back,
            rate=figures.refund_rate,
            threshold=figures.earned_income_threshold,
        )
    elif back == cap and cap < unused:
        yield say(
            _("Of what is left, the law lets the IRS pay out up to {cap:$} for each child."),
            cap=figures.refund_cap_per_child,
        )
    else:
        yield say(_("All that is left, {back:$}, is paid to you."), back=back)
