"""Levers about amounts: tax paid abroad, a little more pay, a little less income, and the form after a denial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from interview.engine import Household
from interview.result.explain.case import Case
from interview.result.explain.levers.lever import HowTo, Lever, better_way, leave_out_form_2555
from interview.result.explain.schedule import schedule_amount, schedule_line
from interview.result.explain.what_if import now
from interview.result.explain.words import say

RATE_UNIT = 10_000
FOREIGN_TAX_PAGES = ("foreign_tax", "quick_foreign_tax")
INCOME_PAGES = ("income_list", "quick_earned")
WITHOUT_INCOME_TAX = frozenset({"AE", "BH", "BM", "BN", "BS", "KW", "KY", "MC", "OM", "QA", "SA"})
"""Countries where pay is not taxed. A family there that told us of no tax has none to find."""
PART_OF_A_STEP = 4
"""Income that is above a step of the phaseout by no more than this part of it is worth a word."""


def amounts(case: Case) -> Iterator[Lever]:
    """What other amounts would add."""
    yield from _foreign_tax(case)
    yield from _form_8862(case)
    if case.planning:
        yield from _earn_more(case)
        yield from _one_step_down(case)


def _foreign_tax(case: Case) -> Iterator[Lever]:
    """Income from abroad, and no tax paid there: did the family overlook some?"""
    household, tax, other = case.household, case.household.foreign_tax, case.household.unearned_income
    if any((tax.general, tax.passive, tax.carryover_general, tax.carryover_passive)) or household.nonresident_return:
        return
    pay = sum(person.wages_foreign + max(0, person.self_employment_foreign) for person in household.people)
    passive = other.interest_foreign + other.ordinary_dividends_foreign + max(0, other.other_foreign)
    if not pay and not passive:
        return
    kind = "general" if pay else "passive"
    open_ = any(one.page in FOREIGN_TAX_PAGES for one in case.open_answers)
    if household.residence.country in WITHOUT_INCOME_TAX and not open_:
        return
    enough = case.without.tax_before_credits
    changed = replace(household, foreign_tax=replace(tax, **{kind: enough}))
    end = better_way(case, changed)
    yield Lever(
        code="L_FTAX",
        title=_("Find out what income tax you paid abroad.")
        if open_
        else _("Check whether you paid income tax to another country."),
        worth=end.balance - now(case),
        how=(
            HowTo(
                say(
                    _("With {needed:$} or more of income tax paid abroad, that tax clears your US tax."),
                    needed=end.foreign_tax_credit,
                )
            ),
            HowTo(_("Look at your tax assessment or the yearly statement of your employer. Add Form 1116.")),
        ),
        watch_out=(
            _("You told us that you do not know it. This is the most it can be.")
            if open_
            else _("You told us of none. In some countries pay is not taxed: then there is nothing to add."),
            _("Social insurance, health insurance and sales tax do not count."),
            *leave_out_form_2555(case, end),
        ),
        by=case.next_day,
        up_to=True,
        pages=FOREIGN_TAX_PAGES,
        changed=changed,
        base=now(case),
    )


def _form_8862(case: Case) -> Iterator[Lever]:
    """After a denial the credit comes back with Form 8862: without the form it is not allowed."""
    history = case.household.history
    if history.child_credit_disallowed != "needs_form_8862":
        return
    without_form = replace(case.household, history=replace(history, child_credit_disallowed="banned"))
    base = better_way(case, without_form).balance
    yield Lever(
        code="L_8862",
        title=_("Add Form 8862 to the return."),
        worth=now(case) - base,
        how=(HowTo(_("Fill in Form 8862 for the child tax credit, and file it with the return.")),),
        watch_out=(_("The IRS denied the credit before. Without this form it denies it again."),),
        by=case.next_day,
        pages=("history",),
        changed=case.household,
        base=base,
    )


def _earn_more(case: Case) -> Iterator[Lever]:
    """Below full refund each dollar of pay adds a share of itself: IRC 24(d)(1)(B)(i)."""
    way, figures = case.without, case.parameters.child_tax_credit
    top, earned = schedule_amount(case, way, "17"), schedule_amount(case, way, "18a")
    if schedule_line(case, way, "20") is None or schedule_amount(case, way, "20") >= top:
        return
    if schedule_amount(case, way, "25") > schedule_amount(case, way, "20"):
        return  # payroll taxes build this refund
    full_at = figures.earned_income_threshold + -(-top * RATE_UNIT // figures.refund_rate)
    changed = earning(case.household, full_at - earned)
    end = better_way(case, changed)
    first = say(_("The refund starts above {floor:$} of pay."), floor=figures.earned_income_threshold)
    each = say(
        _("Above that, {rate:%} of each dollar of pay up to {full_at:$} is paid to you."),
        rate=figures.refund_rate,
        full_at=full_at,
    )
    yield Lever(
        code="L_EARN",
        title=say(_("Earn more from work in {year}, up to {full_at:$}."), year=case.year, full_at=full_at),
        worth=end.balance - now(case),
        how=(HowTo(first), HowTo(each)),
        watch_out=(
            say(_("This is for planning: only pay earned in {year} counts."), year=case.year),
            *leave_out_form_2555(case, end),
        ),
        by=date(case.year, 12, 31),
        pages=INCOME_PAGES,
        changed=changed,
        base=now(case),
    )


def earning(household: Household, more: int) -> Household:
    """The household with more pay from work, where the filer works."""
    filer = household.filer
    abroad = household.residence.place == "abroad" and not filer.wages_us
    field = "wages_foreign" if abroad else "wages_us"
    return replace(household, filer=replace(filer, **{field: getattr(filer, field) + more}))


def _one_step_down(case: Case) -> Iterator[Lever]:
    """Just above a step of the phaseout a few dollars less of income bring a whole step back: IRC 24(b)(1)."""
    phaseout, way = case.parameters.phaseout, case.shown
    over = way.modified_agi - phaseout.threshold[case.household.filing_status]
    if not way.phaseout_reduction or over <= 0 or not way.credit_after_phaseout:
        return
    less = (over - 1) % phaseout.step + 1
    if less > phaseout.step // PART_OF_A_STEP:
        return
    changed = replace(case.household, adjustments=case.household.adjustments + less)
    yield Lever(
        code="L_EARN",
        title=say(_("Bring your income of {year} down by {less:$}."), year=case.year, less=less),
        worth=better_way(case, changed).balance - now(case),
        how=(
            HowTo(
                say(
                    _("The credit drops by {cut:$} for each {step:$} of income, or part of it, above the limit."),
                    cut=phaseout.reduction_per_step,
                    step=phaseout.step,
                )
            ),
            HowTo(_("A deductible payment, such as into a pension plan, lowers the income that counts here.")),
        ),
        watch_out=(say(_("This is for planning: only what happens in {year} counts."), year=case.year),),
        by=date(case.year, 12, 31),
        pages=INCOME_PAGES,
        changed=changed,
        base=now(case),
    )
