"""The usual causes when a finished return and ours differ on a line, the likely ones of this family first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from interview.engine import Parameters, Scenario
from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.schedule import counting
from interview.result.explain.words import say


class Difference(NamedTuple):
    """A line on which the two differ: what stands on the paper and what we get, in dollars or as a count.

    `last_year` holds the figures of the year before, because forms and programs of that year are still about.
    """

    case: Case
    way: Scenario
    paper: Decimal
    ours: Decimal
    last_year: Parameters | None

    @property
    def too_low(self) -> bool:
        return self.paper < self.ours


def causes(role: str, difference: Difference) -> tuple[str, ...]:
    """What may lie behind it, in whole sentences; a general one where the line is not a well-known one."""
    found = tuple(KNOWN[role](difference)) if role in KNOWN else ()
    return found or (_("Look at the answers behind this line, and at the papers behind the return."),)


def _wages(found: Difference) -> Iterator[str]:
    if found.too_low and _foreign_pay(found.case):
        yield _("Pay from an employer abroad may be missing. It counts, also without a Form W-2.")
    if _foreign_pay(found.case):
        yield _(
            "Another exchange rate may have been used. Any rate that is published is fine, if it is used throughout."
        )
    if not found.too_low:
        yield _("The return may hold pay that you have not told us about.")


def _agi(found: Difference) -> Iterator[str]:
    if found.way.key == NO_FORM_2555 and found.too_low and _foreign_pay(found.case):
        yield _("Form 2555 may have left out income.")
    if found.way.key != NO_FORM_2555 and not found.too_low:
        yield _("Form 2555 may be missing, or may leave out less.")
    yield _("Other income or adjustments may be on the return that you have not told us about.")


def _deduction(found: Difference) -> Iterator[str]:
    standard = found.case.parameters.deductions.standard
    if found.paper in [Decimal(amount) for amount in standard.values()]:
        yield _("It is the standard deduction of another filing status.")
    if found.last_year and found.paper in [Decimal(each) for each in found.last_year.deductions.standard.values()]:
        yield say(_("It is a standard deduction of {year}."), year=found.last_year.tax_year)
    yield _("The return may have another filing status, or may itemize.")


def _tax(found: Difference) -> Iterator[str]:
    if found.way.key != NO_FORM_2555 and found.too_low:
        yield _("With Form 2555 the tax on the rest starts at the rate above the income left out. This may be missing.")
    yield _("Dividends and gains may have been taxed at another rate.")


def _foreign_tax_credit(found: Difference) -> Iterator[str]:
    if not found.paper and found.ours:
        yield _("Form 1116 may be missing, so the tax that you paid abroad does not count.")
    if found.way.key == NO_FORM_2555:
        yield _("The tax paid abroad may have been changed into dollars at another rate, or taken from another year.")
    if found.way.key != NO_FORM_2555 and not found.too_low:
        yield _("Tax on pay that Form 2555 leaves out may have been counted. It does not count.")


def _children(found: Difference) -> Iterator[str]:
    if found.too_low:
        yield _("A child may be missing, or may stand on line 6 with the smaller credit.")
        yield _("The return may have been made before a child had a Social Security number.")
        return
    yield say(
        _("A child may count on the return who was {age} or older at the end of the year."),
        age=found.case.parameters.child_tax_credit.age_limit,
    )
    yield _("A child may count whose number was issued too late, or does not let them work.")


def _other_dependents(found: Difference) -> Iterator[str]:
    if found.too_low:
        yield _("A dependent may be missing who has no Social Security number, or is too old for the larger credit.")
    else:
        yield _("A child who counts for the larger credit may stand here.")


def _credit_at_most(found: Difference) -> Iterator[str]:
    yield from _amount_of_last_year(found)
    yield _("The number of children or of other dependents may differ.")


def _amount_of_last_year(found: Difference) -> Iterator[str]:
    """2,000 on a return of 2025: an old form, or a program that was not up to date."""
    now = found.case.parameters.child_tax_credit.per_child
    before = found.last_year.child_tax_credit.per_child if found.last_year else now
    if before != now and found.ours - found.paper == counting(found.case) * (now - before):
        yield say(
            _("It is the amount of {year}: {before:$} a child. For {now_year} it is {now:$}."),
            year=found.case.year - 1,
            before=before,
            now_year=found.case.year,
            now=now,
        )


def _reduction(found: Difference) -> Iterator[str]:
    yield _("The limit of another filing status may have been used. Only a joint return has the higher one.")
    if found.case.household.people and found.too_low:
        yield _("Income that Form 2555 leaves out counts for the limit. It may be missing.")


def _tax_limit(found: Difference) -> Iterator[str]:
    if found.too_low:
        yield _("More credits may have come off the tax first.")
    else:
        yield _("The foreign tax credit comes off the tax first. It may be missing here.")


def _nonrefundable_credit(found: Difference) -> Iterator[str]:
    yield from _amount_of_last_year(found)
    if found.too_low:
        yield _("The tax on the return may be lower, so less of the credit was used.")
    else:
        yield _("The child credit may have been used before the foreign tax credit. That one comes first.")


def _unused(found: Difference) -> Iterator[str]:
    yield from _amount_of_last_year(found)
    yield _("The return may use more or less of the credit against tax.")


def _refund_cap(found: Difference) -> Iterator[str]:
    figures, children = found.case.parameters.child_tax_credit, counting(found.case)
    if children and found.paper == children * figures.per_child:
        yield say(
            _("The whole credit of {whole:$} a child was used. At most {cap:$} a child can be paid out."),
            whole=figures.per_child,
            cap=figures.refund_cap_per_child,
        )
    cap_then = found.last_year.child_tax_credit.refund_cap_per_child if found.last_year else None
    if children and cap_then and found.paper == children * cap_then:
        yield say(_("It is the limit of {year}: {cap:$} a child."), year=found.case.year - 1, cap=cap_then)
    yield _("The number of children may differ.")


def _earned_income(found: Difference) -> Iterator[str]:
    if found.too_low:
        if _foreign_pay(found.case):
            yield _("Pay from abroad may have been left out, or Form 2555 was used. Pay from abroad counts in full.")
        if any(person.self_employment_tax_exempt for person in found.case.household.people):
            yield _("Profit under another country's system may have been left out. The law is not clear on it.")
        if any(person.self_employment_foreign or person.self_employment_us for person in found.case.household.people):
            yield _("A loss from a business takes away from pay.")
        return
    if found.case.household.people and any(person.self_employment_foreign for person in found.case.household.people):
        yield _("Half of the self-employment tax has to come off.")
    yield _("Interest, pensions and benefits may have been counted. Only pay and profit from work count.")


def _share_of_pay(found: Difference) -> Iterator[str]:
    figures = found.case.parameters.child_tax_credit
    if not found.too_low:
        yield say(
            _("The share is taken of pay above {threshold:$}, not of all pay."),
            threshold=figures.earned_income_threshold,
        )


def _paid_out(found: Difference) -> Iterator[str]:
    if not found.paper:
        if _foreign_pay(found.case):
            yield _("Form 2555 may be on the return. With it, none of the credit is paid out.")
            yield _("Pay from abroad may be missing on the line for earned income.")
        yield _("The box may be ticked that refuses this credit.")
        return
    yield from _refund_cap(found)
    if found.too_low:
        yield _("More of the credit may have been used against tax, because the foreign tax credit is missing.")


def _earned_income_credit(found: Difference) -> Iterator[str]:
    if not found.too_low and not found.case.household.main_home_in_us:
        yield _("This credit needs a main home in the US for more than half of the year.")
    if found.too_low:
        yield _("The schedule for this credit may be missing.")


def _self_employment_tax(found: Difference) -> Iterator[str]:
    if found.too_low:
        yield _("Form 2555 does not lower this tax, and it is due on profit from abroad too.")
    else:
        yield _("With a certificate of coverage from the other country this tax is not due.")


def _total_tax(found: Difference) -> Iterator[str]:
    yield _("Self-employment tax and other taxes are in this line. Credits do not lower them.")


def _balance(found: Difference) -> Iterator[str]:
    yield _("Tax that was withheld or paid during the year may be on one side only.")


def _exclusion(found: Difference) -> Iterator[str]:
    yield _("The days that count may differ, and with them the limit for the year.")
    yield _("You cannot choose how much to leave out. It is all the pay from abroad, up to the limit.")


def _qualifying_days(found: Difference) -> Iterator[str]:
    yield _("For most families all days of the year count. Days in the US can break the physical presence test.")


def _foreign_share(found: Difference) -> Iterator[str]:
    yield _("Income from the US may have been counted as foreign, or the other way round.")


def _foreign_pay(case: Case) -> bool:
    return any(person.wages_foreign or person.self_employment_foreign for person in case.household.people)


KNOWN: dict[str, Callable[[Difference], Iterator[str]]] = {
    "wages": _wages,
    "agi": _agi,
    "income_for_the_limit": _agi,
    "deduction": _deduction,
    "tax": _tax,
    "foreign_tax": _foreign_tax_credit,
    "foreign_tax_credit": _foreign_tax_credit,
    "foreign_share": _foreign_share,
    "children": _children,
    "other_dependents": _other_dependents,
    "credit_at_most": _credit_at_most,
    "reduction": _reduction,
    "tax_limit": _tax_limit,
    "nonrefundable_credit": _nonrefundable_credit,
    "unused": _unused,
    "refund_cap": _refund_cap,
    "most_paid_out": _refund_cap,
    "earned_income": _earned_income,
    "share_of_pay": _share_of_pay,
    "additional_child_tax_credit": _paid_out,
    "refundable_child_tax_credit": _paid_out,
    "earned_income_credit": _earned_income_credit,
    "self_employment_tax": _self_employment_tax,
    "total_tax": _total_tax,
    "withheld": _balance,
    "refund": _balance,
    "amount_owed": _balance,
    "foreign_earned_income_exclusion": _exclusion,
    "qualifying_days": _qualifying_days,
}
