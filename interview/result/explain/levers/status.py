"""Levers about the filing status: together with the spouse, apart, or as head of household."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from interview.engine import Household, Person
from interview.result.explain.case import NO_FORM_2555, NOT_FILED, Case
from interview.result.explain.levers.exclusion import name_of
from interview.result.explain.levers.lever import HowTo, Lever, better_way
from interview.result.explain.what_if import now
from interview.result.explain.words import in_a_row, say

LIVED_AT_HOME = 7
"""Full months that are more than half of the year."""


def status(case: Case) -> Iterator[Lever]:
    """Only what the facts allow: each way that adds something, marked where a fact is missing."""
    if case.household.nonresident_return:
        return
    yield from _together(case)
    yield from _apart(case)
    yield from _head_of_household(case)


def nonresident_spouse(case: Case) -> bool:
    """The spouse on this return is a nonresident whom the family chose to treat as a resident: IRC 6013(g)."""
    said = any(finding.code == "joint_with_nonresident" for finding in case.assessment.findings)
    return said or any(assumption.page == "joint_nonresident" for assumption in case.assessed.assumptions)


def _together(case: Case) -> Iterator[Lever]:
    """A joint return of somebody who files apart. We know nothing of the spouse, so with no income it is the most."""
    ruled_out = case.assessed.way or any(way.why_not for way in case.assessed.other_ways)
    if case.household.filing_status != "married_separate" or ruled_out:
        return
    spouse = Person(us_status="resident_alien", taxpayer_id=replace(Person().taxpayer_id, kind="itin"))
    changed = replace(case.household, filing_status="married_joint", lived_apart_last_half=False, spouse=spouse)
    yield Lever(
        code="L_STATUS",
        title=_("File one return together with your spouse."),
        worth=better_way(case, changed).balance - now(case),
        how=(
            HowTo(
                _("Answer the full questions, and choose to see both ways. Then we can work it out.")
                if case.rough
                else _("Choose to see both ways, and enter your spouse’s income. Then we can work it out.")
            ),
            HowTo(_("Your spouse needs a Social Security number or an ITIN (Form W-7).")),
            HowTo(
                _("A spouse who is no US citizen or resident signs a statement with you for the first joint return."),
                "#statement-6013g",
                _("Text to copy"),
            ),
        ),
        watch_out=(
            _("This is the most it can be: it counts a spouse without any income."),
            _(
                "A spouse who is no US citizen or resident then counts as one. The US counts the income from every "
                "country, this year and later, until you end the choice."
            ),
        ),
        by=case.next_day,
        up_to=True,
        pages=("joint", "joint_nonresident", "quick_status"),
        changed=changed,
        base=now(case),
    )


def _apart(case: Case) -> Iterator[Lever]:
    """Separate returns of two people whom we know both: Form 2555 of one then leaves the other's refund alone."""
    household, spouse = case.household, case.household.spouse
    if not household.joint or spouse is None or case.assessed.way or nonresident_spouse(case):
        return
    if case.has_filed and case.today > case.filing_day:
        return  # after the due date a joint return cannot be taken back: Treas. Reg. 1.6013-1(a)(1)
    if not _easily_split(household):
        return
    earned = [person.wages_foreign + max(0, person.self_employment_foreign) for person in household.people]
    of_filer = Fraction(earned[0], sum(earned)) if sum(earned) else Fraction(1)
    tax = round(household.foreign_tax.general * of_filer)
    alone = replace(household, filing_status="married_separate", spouse=None)
    yours = replace(alone, foreign_tax=replace(household.foreign_tax, general=tax))
    theirs = replace(
        alone, filer=spouse, foreign_tax=replace(household.foreign_tax, general=household.foreign_tax.general - tax)
    )
    pairs = [
        (better_way(case, yours), better_way(case, replace(theirs, children=()))),
        (better_way(case, replace(yours, children=())), better_way(case, theirs)),
    ]
    sums = [sum(way.balance for way in pair) for pair in pairs]
    who = 0 if sums[0] >= sums[1] else 1
    claims = name_of(case, who)
    excluding = [name_of(case, place) for place, way in enumerate(pairs[who]) if way.key != NO_FORM_2555]
    yield Lever(
        code="L_STATUS",
        title=_("File two separate returns."),
        worth=max(sums) - now(case),
        how=(
            HowTo(say(_("The children go on one return, of {name}. The amount is for both returns."), name=claims)),
            HowTo(_("On separate returns, Form 2555 of one of you leaves the other’s refund alone.")),
            *(
                [HowTo(say(_("The amount counts with Form 2555 for {names}."), names=in_a_row(excluding)))]
                * bool(excluding)
            ),
        ),
        watch_out=(
            _("Separate returns lose some credits and deductions. We split tax paid abroad by your pay."),
            _(
                "If the law where you live says that pay belongs to both of you, ask an advisor first. After the due "
                "date a joint return cannot be taken back."
            ),
        ),
        by=case.next_day,
        base=now(case),
    )


def _with_form_2555(names: list[str]) -> Iterator[HowTo]:
    if names:
        yield HowTo(say(_("The amount counts with Form 2555 for {names}."), names=in_a_row(names)))


def _easily_split(household: Household) -> bool:
    """Nothing but pay from work and tax on it: whose it is leaves no doubt."""
    plain = Household(tax_year=household.tax_year)
    tax = household.foreign_tax
    return (
        household.unearned_income == plain.unearned_income
        and household.credits == plain.credits
        and household.payments == plain.payments
        and household.history == plain.history
        and household.known_amounts is None
        and not (household.adjustments or household.itemized_deductions or household.other_deductions)
        and not (tax.passive or tax.carryover_general or tax.carryover_passive)
    )


def _head_of_household(case: Case) -> Iterator[Lever]:
    """The quick check does not ask who paid for the home, so nobody is head of household in it: IRC 2(b)."""
    household = case.household
    if not case.rough or household.filing_status not in ("single", "married_separate"):
        return
    if not any(child.months_with_you >= LIVED_AT_HOME for child in household.children):
        return
    changed = replace(household, filing_status="head_of_household")
    conditions = [_("You must have paid more than half the cost of the home where a child lived with you.")]
    if household.filing_status == "married_separate":
        conditions.append(
            _(
                "Were you married? Then for part of the year your spouse was no US citizen or resident. Or you lived "
                "apart for the last half of it."
            )
        )
    yield Lever(
        code="L_STATUS",
        title=_("See if you can file as head of household."),
        worth=better_way(case, changed).balance - now(case),
        how=(HowTo(_("Answer the full questions: they ask who paid for the home.")),),
        watch_out=tuple(conditions),
        by=case.next_day if case.filed == NOT_FILED else case.claim_day,
        up_to=True,
        pages=("quick_status",),
        changed=changed,
        base=now(case),
    )
