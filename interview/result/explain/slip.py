"""The pay-slip: three figures that carry the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.engine import Scenario
from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.what_if import all_fixed
from interview.result.explain.words import dollars, say


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the three; `kind` is main, could or nothing. `to_children`: the children below say how."""

    label: str
    amount: str
    note: str
    kind: str = ""
    to_children: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """The figures; a result of zero gets the outlined form."""

    figures: tuple[Figure, ...]
    is_zero: bool


def slip(case: Case) -> Slip | None:
    """None where nothing could be worked out."""
    if case.out_of_scope:
        return None
    return Slip((_main(case), _tax(case.shown), _third(case)), is_zero=not paid_out(case.shown))


def _main(case: Case) -> Figure:
    amount = paid_out(case.shown)
    uses_form_2555 = case.shown.key != NO_FORM_2555
    if case.rough and amount:
        return Figure(_("Child credit paid to you, about"), dollars(amount), _("From a quick check"), "main")
    if amount:
        law, nonresident = case.parameters, case.household.nonresident_return
        lines = law.nonresident_form_lines if nonresident else law.form_lines
        place = lines.additional_child_tax_credit
        note = say(_("Additional Child Tax Credit, {form} line {line}"), form=place.title, line=place.line)
        if case.shown.refundable_child_tax_credit:
            note = say(_("Refundable Child Tax Credit, {form} line {line}"), form=place.title, line=place.line)
        label = _("Paid back to you") if case.shown.balance == amount else _("Child credit paid out")
        if case.too_late:
            label = _("Child credit that could have been paid out")
        return Figure(label, dollars(amount), note, "main")
    if uses_form_2555 and paid_out(case.without):
        chosen = _("Your choice now") if case.has_chosen_form_2555 else _("The better way this year")
        return Figure(_("Child credit paid to you with Form 2555"), dollars(0), chosen, "main")
    return Figure(_("Child credit paid to you"), dollars(0), _("Additional Child Tax Credit"), "main")


def _tax(way: Scenario) -> Figure:
    return Figure(_("US tax you owe"), dollars(way.total_tax), tax_note(way))


def tax_note(way: Scenario) -> str:
    """How the tax came about, in one line."""
    return " ".join(_tax_parts(way))


def _tax_parts(way: Scenario) -> Iterator[str]:
    if way.tax_before_credits == 0:
        yield _("No income tax before credits.")
    elif way.foreign_tax_credit and way.nonrefundable_credit:
        yield say(
            _("{tax:$} before credits, less {foreign:$} foreign tax credit and {child:$} child credit."),
            tax=way.tax_before_credits,
            foreign=way.foreign_tax_credit,
            child=way.nonrefundable_credit,
        )
    elif way.foreign_tax_credit:
        yield say(
            _("{tax:$} before credits, less {foreign:$} foreign tax credit."),
            tax=way.tax_before_credits,
            foreign=way.foreign_tax_credit,
        )
    elif way.nonrefundable_credit:
        yield say(
            _("{tax:$} before credits, less {child:$} child credit."),
            tax=way.tax_before_credits,
            child=way.nonrefundable_credit,
        )
    else:
        yield say(_("{tax:$} before credits, and no credit against it."), tax=way.tax_before_credits)
    yield from beyond_income_tax(way)


def beyond_income_tax(way: Scenario) -> Iterator[str]:
    """What else raises or lowers the tax that is left, beside foreign tax credit and child credit."""
    income_tax = way.total_tax - way.self_employment_tax - way.other_taxes
    other_credits = way.tax_before_credits - way.foreign_tax_credit - way.nonrefundable_credit - income_tax
    if other_credits > 0:
        yield say(_("Other credits take off {credits:$} more."), credits=other_credits)
    if way.self_employment_tax:
        yield say(_("Self-employment tax adds {tax:$}."), tax=way.self_employment_tax)
    if way.other_taxes:
        yield say(_("Taxes on high income add {tax:$}."), tax=way.other_taxes)


def _third(case: Case) -> Figure:
    """What is still possible comes first; then what the whole return comes to; then what is kept for later."""
    way = case.shown
    if case.has_chosen_form_2555 and paid_out(case.without) > paid_out(way):
        note = _("Additional Child Tax Credit, if you leave the form off")
        return Figure(_("Child credit paid to you without Form 2555"), dollars(paid_out(case.without)), note, "could")
    fixed = all_fixed(case)
    if fixed is not None:
        note = (
            say(_("if it is done before {day:day}."), day=fixed.by)
            if fixed.by
            else _("if you can settle what is missing.")
        )
        return Figure(
            _("You could still add"), say("+ {amount:$}", amount=fixed.worth), note, "could", to_children=True
        )
    if way is not case.without and way.balance > case.without.balance:
        gain = way.balance - case.without.balance
        return Figure(_("Better off with Form 2555 by"), dollars(gain), _("compared with filing without it"), "could")
    if way.balance != paid_out(way):
        return _ending_up(case, way)
    abroad = case.household.foreign_tax
    paid_abroad = abroad.general or abroad.passive or abroad.carryover_general or abroad.carryover_passive
    return _kept_for_later(way) if paid_abroad else _off_tax(way)


def _ending_up(case: Case, way: Scenario) -> Figure:
    """What the whole return comes to. The interview does not ask what was paid in already, and the note says so."""
    paid = case.household.payments
    payments_known = paid.income_tax_withheld or paid.estimated_tax
    if way.balance < 0:
        note = _("after all credits and payments") if payments_known else _("less any US tax you have already paid")
        return Figure(_("Left to pay"), dollars(-way.balance), note)
    note = _("after tax, with all credits, plus any US tax you have already paid")
    if payments_known:
        note = _("after tax, with all credits and payments")
    return Figure(_("Your whole refund"), dollars(way.balance), note)


def _off_tax(way: Scenario) -> Figure:
    """A family that paid no tax to another country has none to save for later."""
    note = _("It lowers your tax and is not paid out") if way.nonrefundable_credit else _("There is no tax to lower")
    return Figure(_("Child credit off your US tax"), dollars(way.nonrefundable_credit), note)


def _kept_for_later(way: Scenario) -> Figure:
    note = _("It can lower your US tax for up to ten years")
    if not way.foreign_tax_unused:
        note = _("Nothing is left over this year")
    return Figure(_("Foreign tax saved for later"), dollars(way.foreign_tax_unused), note)
