"""What is said about the amounts: how much there is for a child, how much of it is paid back, and who gets less."""

from __future__ import annotations

from django.utils.translation import gettext as _

from interview.public.claims.claim import Claim, Rules
from interview.public.families import abroad, in_the_us, paid_back, way
from interview.result.explain.words import say

TWO, BOTH_SMALL = (8, 10), (3, 5)
"""Ages of two children who count in every year; of two who are young."""
WHOLE = 10_000
"""A rate of one, in ten-thousandths."""


def other_amount(rules: Rules) -> Claim | None:
    """The amount of another year, told as that of this one."""
    other, figures = rules.with_another_amount, rules.shown.child_tax_credit
    if other is None:
        return None
    pay = 100_000
    now, then = (
        way(in_the_us(year, "married_joint", TWO, wages=pay), year).credit_after_phaseout
        for year in (rules.shown, other)
    )
    rescue = rules.shown.american_rescue_plan
    right = [
        say(
            _("That is the amount for {other}. For {year} it is {amount:$} for each child."),
            other=other.tax_year,
            year=rules.year,
            amount=figures.per_child,
        )
    ]
    if rescue is not None:
        right.append(
            say(
                _("For a child under {age} it is {amount:$}."),
                age=rescue.young_age_limit,
                amount=rescue.per_young_child,
            )
        )
    return Claim(
        code="amount",
        said=say(_("The credit is {amount:$} for each child."), amount=other.child_tax_credit.per_child),
        right=" ".join(right),
        in_dollars=say(
            _(
                "A couple with children of 8 and 10 earns {pay:$}. For {year} they have {now:$} of credit. By the "
                "figures of {other} it would be {then:$}."
            ),
            pay=pay,
            year=rules.year,
            now=now,
            other=other.tax_year,
            then=then,
        ),
        sources=(rules.shown.source("child_tax_credit.per_child"),),
    )


def all_paid_back(rules: Rules) -> Claim | None:
    """The whole credit as a refund, where the law has a lower limit."""
    figures = rules.shown.child_tax_credit
    if rules.shown.american_rescue_plan is not None or figures.refund_cap_per_child >= figures.per_child:
        return None
    pay, tax = 60_000, 15_000
    found = way(abroad(rules.shown, "married_joint", TWO, wages=pay, foreign_tax=tax), rules.shown)
    back = paid_back(found)
    return Claim(
        code="all_paid_back",
        said=say(_("All {amount:$} can be paid back."), amount=figures.per_child),
        right=say(
            _("At most {cap:$} for each child is paid back for {year}. The rest can only lower your US tax."),
            cap=figures.refund_cap_per_child,
            year=rules.year,
        ),
        in_dollars=say(
            _(
                "A couple abroad with two children earns {pay:$}. Their foreign tax clears the US tax. Of {full:$} "
                "they are paid {back:$}. The other {lost:$} cannot be paid out."
            ),
            pay=pay,
            full=found.credit_after_phaseout,
            back=back,
            lost=found.credit_after_phaseout - found.nonrefundable_credit - back,
        ),
        sources=(rules.shown.source("child_tax_credit.refund_cap_per_child"),),
    )


def all_paid_back_to_everybody(rules: Rules) -> Claim | None:
    """The full refund of 2021, which families abroad did not have."""
    if rules.shown.american_rescue_plan is None:
        return None
    pay, tax = 50_000, 15_000
    here = way(in_the_us(rules.shown, "married_joint", BOTH_SMALL, wages=pay), rules.shown)
    there = way(abroad(rules.shown, "married_joint", BOTH_SMALL, wages=pay, foreign_tax=tax), rules.shown)
    return Claim(
        code="all_paid_back_to_everybody",
        said=say(_("For {year} everybody could get the whole credit paid back."), year=rules.year),
        right=say(
            _(
                "Only with a main home in the US for more than half the year, or in Puerto Rico. Others get at most "
                "{cap:$} back for each child."
            ),
            cap=rules.shown.child_tax_credit.refund_cap_per_child,
        ),
        in_dollars=say(
            _(
                "A couple with children of 3 and 5 earns {pay:$}. In the US they have {here:$} of credit. Abroad, "
                "where foreign tax clears the US tax, {there:$} is paid back."
            ),
            pay=pay,
            here=here.nonrefundable_credit + paid_back(here),
            there=paid_back(there),
        ),
        sources=(rules.shown.source("child_tax_credit.refund_cap_per_child"), "IRC 24(i)(1) of 2021"),
    )


def must_owe_tax(rules: Rules) -> Claim:
    """A refund without any US tax."""
    figures = rules.shown.child_tax_credit
    pay = 20_000
    found = way(abroad(rules.shown, "married_joint", TWO, wages=pay), rules.shown)
    return Claim(
        code="must_owe_tax",
        said=_("You must owe US tax to get something."),
        right=say(
            _("What is paid back comes from your pay: {rate:%} of what is above {threshold:$}. No US tax is needed."),
            rate=figures.refund_rate,
            threshold=figures.earned_income_threshold,
        ),
        in_dollars=say(
            _("A couple with two children earns {pay:$}. Their US tax is {tax:$}, and {back:$} is paid back."),
            pay=pay,
            tax=found.tax_before_credits,
            back=paid_back(found),
        ),
        sources=(rules.shown.source("child_tax_credit.refund_rate"),),
    )


def limits_of_another_year(rules: Rules) -> Claim | None:
    """The income limits of 2021 alone, told as those of this year."""
    other = rules.with_two_phaseouts
    if other is None or other.tax_year == rules.year or other.american_rescue_plan is None:
        return None
    limits = rules.shown.phaseout.threshold
    apart = {limit for status, limit in limits.items() if status != "married_joint"}
    old = other.american_rescue_plan.first_threshold["married_joint"]
    if len(apart) > 1 or old >= limits["married_joint"]:
        return None
    pay = old + 50_000
    found = way(in_the_us(rules.shown, "married_joint", TWO, wages=pay), rules.shown)
    return Claim(
        code="limits",
        said=say(_("For couples the credit gets smaller above {old:$} of income."), old=old),
        right=say(
            _("That limit was for {other} only. For {year} it is {joint:$} for couples, {others:$} for all others."),
            other=other.tax_year,
            year=rules.year,
            joint=limits["married_joint"],
            others=apart.pop(),
        ),
        in_dollars=say(
            _("A couple with two children earns {pay:$}. They still have {credit:$} of credit."),
            pay=pay,
            credit=found.credit_after_phaseout,
        ),
        sources=(rules.shown.source("phaseout.threshold"), other.source("american_rescue_plan.first_threshold")),
    )


def apart_from_the_eitc(rules: Rules) -> Claim | None:
    """The earned income credit, which the second way of working out the refund takes off."""
    figures, payroll = rules.shown.child_tax_credit, rules.shown.payroll_taxes
    if rules.shown.american_rescue_plan is not None:
        return None
    pay, ages = 4_000, (6, 8, 10, 12)[: figures.payroll_method_children]
    withheld = {
        "social_security_withheld": pay * payroll.employee_social_security_rate // WHOLE,
        "medicare_withheld": pay * payroll.employee_medicare_rate // WHOLE,
    }
    us_pay = {"wages_foreign": 0, "wages_us": pay, **withheld}
    there = way(abroad(rules.shown, "married_joint", ages, wages=0, filer=us_pay), rules.shown)
    here = way(in_the_us(rules.shown, "married_joint", ages, wages=pay, filer=withheld), rules.shown)
    if paid_back(there) <= paid_back(here):
        return None
    return Claim(
        code="apart_from_the_eitc",
        said=_("The child credit and the earned income credit (EITC) have nothing to do with each other."),
        right=say(
            _(
                "With {children} or more children the refund may come from payroll taxes instead. The EITC is taken "
                "off there first."
            ),
            children=figures.payroll_method_children,
        ),
        in_dollars=say(
            _(
                "A couple with {children} children has {pay:$} of US pay. Without the EITC, as abroad, {there:$} of "
                "child credit is paid back. At home in the US it is {here:$}, next to {eitc:$} of EITC."
            ),
            children=len(ages),
            pay=pay,
            there=paid_back(there),
            here=paid_back(here),
            eitc=here.earned_income_credit,
        ),
        sources=("IRC 24(d)(1)(B)(ii)", "Schedule 8812, Part II-B"),
    )
