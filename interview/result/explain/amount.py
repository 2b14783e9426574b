"""Why this amount and not more: the steps of Schedule 8812 in four sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.engine import Scenario
from interview.result.explain.case import Case, find_line, line_amount, paid_out
from interview.result.explain.words import say

FORM = "schedule_8812"


@dataclass(frozen=True, slots=True)
class Why:
    """A heading and the sentences below it."""

    heading: str
    text: str


def why_this_amount(case: Case) -> Why | None:
    """None where there is no child whose credit could be followed."""
    way = case.basis
    if case.out_of_scope or not line_amount(way, FORM, "8"):
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
    if line_amount(way, FORM, "4"):
        yield say(_("The credit is {amount:$} for each child who counts."), amount=figures.per_child)
    if line_amount(way, FORM, "6"):
        count = line_amount(way, FORM, "6")
        sentence = ngettext(
            "{count} other dependent brings {amount:$}, which only lowers tax.",
            "{count} other dependents bring {amount:$}, which only lowers tax.",
            count,
        )
        yield say(sentence, count=count, amount=line_amount(way, FORM, "7"))
    if way.phaseout_reduction:
        yield say(_("Your income is above the limit, so {cut:$} is taken off."), cut=way.phaseout_reduction)
    if way.nonrefundable_credit:
        yield say(_("{amount:$} of it lowers your US tax."), amount=way.nonrefundable_credit)
    elif way.tax_before_credits:
        yield _("None of it is needed for tax, because other credits clear your US tax.")
    else:
        yield _("None of it is needed for tax, because you owe no US income tax.")
    yield from _limit(case, way)


def _limit(case: Case, way: Scenario) -> Iterator[str]:
    """What holds the refund down: the cap, the pay, or that nothing more is left."""
    figures = case.parameters.child_tax_credit
    back = way.additional_child_tax_credit
    unused, cap = line_amount(way, FORM, "16a"), line_amount(way, FORM, "16b")
    if not back:
        return
    if find_line(way, FORM, "26") is not None and back == line_amount(way, FORM, "25"):
        yield say(_("What can be paid out follows your Social Security and Medicare tax: {back:$}."), back=back)
    elif back == line_amount(way, FORM, "20") and back < min(unused, cap):
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
