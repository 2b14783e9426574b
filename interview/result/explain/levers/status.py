"""Levers about the filing status: together with the spouse, apart, or as head of household."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from interview.adapter.status import makes_head_of_household
from interview.engine import Household, Person
from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.levers.exclusion import name_of
from interview.result.explain.levers.lever import HowTo, Lever, better_way
from interview.result.explain.what_if import now
from interview.result.explain.words import in_a_row, say
from interview.steps.conditions import married, spouse_is_nonresident, spouse_is_us_person
from interview.steps.filing_status import statuses_in_question

LIVED_AT_HOME = 7
"""Full months that are more than half of the year."""


def status(case: Case) -> Iterator[Lever]:
    """Only what the facts allow: each way that adds something, marked where a fact is missing."""
    if case.household.nonresident_return:
        return
    yield from _together(case)
    yield from _apart(case)
    yield from _on_your_own(case)
    yield from _head_of_household(case)


def nonresident_spouse(case: Case) -> bool:
    """The spouse on this return is a nonresident whom the family chose to treat as a resident: IRC 6013(g)."""
    said = any(finding.code == "joint_with_nonresident" for finding in case.assessment.findings)
    return said or any(assumption.page == "joint_nonresident" for assumption in case.assessed.assumptions)


def first_joint_return(case: Case) -> bool:
    """The choice for the nonresident spouse is made with this return: nobody told us that it is on already."""
    return nonresident_spouse(case) and not case.told.says("joint_before", "before", "on")


def _together(case: Case) -> Iterator[Lever]:
    """A joint return of somebody who files apart. We know nothing of the spouse, so with no income it is the most."""
    if not _may_join(case):
        return
    spouse = Person(us_status="resident_alien", taxpayer_id=replace(Person().taxpayer_id, kind="itin"))
    changed = replace(case.household, filing_status="married_joint", lived_apart_last_half=False, spouse=spouse)
    how = [
        HowTo(
            _("Answer the full questions, and choose to see both ways. Then we can work it out.")
            if case.rough
            else _("Choose to see both ways, and enter your spouse’s income. Then we can work it out.")
        ),
        HowTo(_("Your spouse needs a Social Security number or an ITIN (Form W-7).")),
    ]
    watch_out = [_("This is the most it can be: it counts a spouse without any income.")]
    if not _is_us_person(case):
        signs = _("A spouse who is no US citizen or resident signs a statement with you for the first joint return.")
        how.append(HowTo(signs, "#statement-6013g", _("Text to copy")))
        watch_out.append(
            _(
                "A spouse who is no US citizen or resident then counts as one. The US counts the income from every "
                "country, this year and later, until you end the choice."
            )
        )
    if case.today > case.filing_day:
        late = _("If your spouse’s number was issued after {day:day}, a joint return brings no credit for children.")
        watch_out.append(say(late, day=case.filing_day))
    yield Lever(
        code="L_STATUS",
        title=_("File one return together with your spouse."),
        worth=better_way(case, changed).balance - now(case),
        how=tuple(how),
        watch_out=tuple(watch_out),
        by=case.next_day,
        up_to=True,
        pages=("joint", "joint_nonresident", "quick_status"),
        changed=changed,
        base=now(case),
    )


def _may_join(case: Case) -> bool:
    """Married, on a return of their own, without having seen both ways and without a choice that was ended."""
    seen = case.assessed.way or any(way.why_not for way in case.assessed.other_ways)
    if seen or case.told.says("joint_before", "before", "ended"):
        return False
    if case.household.filing_status == "married_separate":
        return True
    saved = case.told.saved
    unmarried_for_this = case.household.filing_status == "head_of_household"
    return unmarried_for_this and saved is not None and married(saved) and spouse_is_nonresident(saved)


def _is_us_person(case: Case) -> bool:
    return case.told.saved is not None and spouse_is_us_person(case.told.saved)


def _apart(case: Case) -> Iterator[Lever]:
    """Separate returns of two people whom we know both: Form 2555 of one then leaves the other's refund alone."""
    household, spouse = case.household, case.household.spouse
    if not household.joint or spouse is None or case.assessed.way or nonresident_spouse(case):
        return
    if case.has_filed and case.today > case.filing_day:
        return  # after the due date a joint return cannot be taken back: Treas. Reg. 1.6013-1(a)(1)
    if not _easily_split(household):
        return
    tax = _tax_of_filer(household)
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
    excluding = [name_of(case, place) for place, way in enumerate(pairs[who]) if way.key != NO_FORM_2555]
    yield Lever(
        code="L_STATUS",
        title=_("File two separate returns."),
        worth=max(sums) - now(case),
        how=(
            HowTo(_whose_return(case, who)),
            HowTo(_("The amount is for both returns together.")),
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


def _on_your_own(case: Case) -> Iterator[Lever]:
    """Without the choice for a nonresident spouse, who then files nothing with the US and needs no number."""
    household = case.household
    if not first_joint_return(case) or case.assessed.way or not _easily_split(household):
        return
    if case.has_filed and case.today > case.filing_day:
        return  # after the due date a joint return cannot be taken back: Treas. Reg. 1.6013-1(a)(1)
    own = replace(
        household,
        filing_status="married_separate",
        spouse=None,
        foreign_tax=replace(household.foreign_tax, general=_tax_of_filer(household)),
    )
    yield Lever(
        code="L_STATUS",
        title=_("File a return of your own, apart from your spouse."),
        worth=better_way(case, own).balance - now(case),
        how=(
            HowTo(_("Your spouse, who is no US citizen or resident, then stays off the return and needs no number.")),
        ),
        watch_out=(
            _("If you paid more than half the cost of the home, head of household may leave you with more."),
            _("After the due date a joint return cannot be taken back."),
        ),
        by=case.next_day,
        pages=("joint_nonresident",),
        changed=own,
        base=now(case),
    )


def _tax_of_filer(household: Household) -> int:
    """The filer's share of the tax paid abroad on pay, by what each one earned there."""
    earned = [person.wages_foreign + max(0, person.self_employment_foreign) for person in household.people]
    of_filer = Fraction(earned[0], sum(earned)) if sum(earned) else Fraction(1)
    return round(household.foreign_tax.general * of_filer)


def _whose_return(case: Case, who: int) -> str:
    name = case.household.people[who].name
    if name:
        return say(_("The children go on one return only: {name}’s."), name=name)
    return _("The children go on your spouse’s return only.") if who else _("The children go on your own return only.")


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
    """Head of household where the law's conditions are met, or in a quick check where nobody asked: IRC 2(b)."""
    household, known = case.household, _is_head(case)
    if household.filing_status not in ("single", "married_separate") or not (known or case.rough):
        return
    if not any(child.months_with_you >= LIVED_AT_HOME for child in household.children):
        return
    changed = replace(household, filing_status="head_of_household", lived_apart_last_half=False)
    yield Lever(
        code="L_STATUS",
        title=_("File as head of household.") if known else _("See if you can file as head of household."),
        worth=better_way(case, changed).balance - now(case),
        how=(
            HowTo(
                _("Choose it as your filing status on Form 1040.")
                if known
                else _("Answer the full questions: they ask who paid for the home.")
            ),
        ),
        watch_out=tuple(_conditions(case)),
        by=case.next_day,
        up_to=not known,
        pages=("filing_status", "quick_status"),
        changed=changed,
        base=now(case),
    )


def _is_head(case: Case) -> bool:
    """By the answers, whoever chose another status could have this one."""
    saved = case.told.saved
    if saved is None or case.rough or "hoh" not in statuses_in_question(saved):
        return False
    return any(makes_head_of_household(saved.about(key)) for key in case.told.child_keys)


def _conditions(case: Case) -> Iterator[str]:
    yield _("You must have paid more than half the cost of the home where a child lived with you.")
    if case.household.filing_status == "married_separate":
        yield _(
            "Were you married? Then for part of the year your spouse was no US citizen or resident. Or you lived "
            "apart for the last half of it."
        )
