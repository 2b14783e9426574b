"""What is said about Form 2555, about living abroad, and about how long there is time."""

from __future__ import annotations

from django.utils.translation import gettext as _

from interview.public.claims.claim import Claim, Rules
from interview.public.families import abroad, all_year_abroad, both_ways, in_the_us, paid_back, way
from interview.result.explain.words import say

TWO = (8, 10)
BERLIN_PAY, BERLIN_TAX = 68_000, 17_000
"""A mother in Berlin: what she earns, and the German income tax on it, in dollars."""
RENUMBERED = 2018
"""Tax year from which the bar stands in paragraph (3) of IRC 24(d); before that it was paragraph (5)."""


def lowers_earned_income(rules: Rules) -> Claim:
    """The bar of Form 2555, told as a smaller base."""
    pay = rules.shown.exclusion.maximum + 30_000
    family = abroad(
        rules.shown, "married_joint", TWO, wages=pay, foreign_tax=pay // 3, filer=all_year_abroad(rules.shown)
    )
    without, excluding = both_ways(family, rules.shown)
    return Claim(
        code="lowers_earned_income",
        said=_("Form 2555 only lowers your earned income, so a part of the refund stays."),
        right=_("One dollar left out with Form 2555 ends the whole refund. How much pay is left does not matter."),
        in_dollars=say(
            _(
                "A couple abroad with two children earns {pay:$} and pays high tax there. With Form 2555 {left:$} "
                "still counts, and {back:$} is paid back. Without the form it is {without:$}."
            ),
            pay=pay,
            left=excluding.agi,
            back=paid_back(excluding),
            without=paid_back(without),
        ),
        sources=("IRC 24(d)(3)" if rules.year >= RENUMBERED else "IRC 24(d)(5)", "Form 2555 and its instructions"),
    )


def leave_it_out(rules: Rules) -> Claim:
    """Form 2555 forgotten instead of given up, and what the wait after that can cost."""
    wait = rules.shown.exclusion.years_before_new_election
    pay = rules.shown.exclusion.maximum
    family = abroad(rules.shown, "married_joint", TWO, wages=pay, filer=all_year_abroad(rules.shown), country="AE")
    without, excluding = both_ways(family, rules.shown)
    return Claim(
        code="leave_it_out",
        said=_("You can simply leave out Form 2555 next year."),
        right=say(
            _(
                "Once chosen, it holds until you give it up in writing. After that you need the consent of the IRS "
                "to use it in the next {wait} tax years."
            ),
            wait=wait,
        ),
        in_dollars=say(
            _(
                "Given up for {year}, it is free again for {free}. Say you move to a country without income tax. A "
                "couple with two children and {pay:$} of pay is then {loss:$} worse off in each of these years."
            ),
            year=rules.year,
            free=rules.year + wait + 1,
            pay=pay,
            loss=excluding.balance - without.balance,
        ),
        sources=("IRC 911(e)(2)", "Treas. Reg. 1.911-7(b)", "Rev. Rul. 90-77"),
    )


def live_in_the_us(rules: Rules) -> Claim:
    """The refund of a family abroad."""
    family = abroad(rules.shown, "head_of_household", TWO, wages=BERLIN_PAY, foreign_tax=BERLIN_TAX)
    return Claim(
        code="live_in_the_us",
        said=_("You must live in the US to get the credit."),
        right=_("Your child must live with you for more than half the year. The country does not matter."),
        in_dollars=say(
            _("A mother in Berlin with two children earns {pay:$}. Her German tax is {tax:$}. She gets {back:$} back."),
            pay=BERLIN_PAY,
            tax=BERLIN_TAX,
            back=paid_back(way(family, rules.shown)),
        ),
        sources=("IRC 24(c)(1)", "IRC 152(c)(1)(B)"),
    )


def earned_income_credit_abroad(rules: Rules) -> Claim:
    """The earned income credit, which needs a home in the US."""
    pay = 20_000
    here = way(in_the_us(rules.shown, "married_joint", TWO, wages=pay), rules.shown)
    there = way(abroad(rules.shown, "married_joint", TWO, wages=pay), rules.shown)
    return Claim(
        code="earned_income_credit_abroad",
        said=_("Abroad you can get the earned income credit (EITC) as well, with or without Form 2555."),
        right=_(
            "The EITC needs a home in the US for more than half the year. Only military families sent abroad need "
            "none. Form 2555 ends it, too."
        ),
        in_dollars=say(
            _("A couple with two children earns {pay:$}. In the US their EITC is {here:$}. Abroad it is {there:$}."),
            pay=pay,
            here=here.earned_income_credit,
            there=there.earned_income_credit,
        ),
        sources=("IRC 32(c)(3)(C)", "IRC 32(c)(1)(C)", "IRC 32(c)(4)"),
    )


def nonresident_returns(rules: Rules) -> Claim:
    """The credit on Form 1040-NR."""
    pay = 9_000
    facts = {"wages_foreign": 0, "wages_us": pay, "us_status": "nonresident_alien"}
    family = abroad(rules.shown, "single", (8,), wages=0, country="MX", filer=facts, return_form="1040_nr")
    found = way(family, rules.shown)
    right = [_("The form has lines for both parts of it. People who live in Canada or Mexico can claim, for example.")]
    if rules.shown.child_tax_credit.filer_needs_ssn:
        right.append(_("The parent needs a Social Security number, and so does the child."))
    return Claim(
        code="nonresident_returns",
        said=_("With Form 1040-NR there is no child credit."),
        right=" ".join(right),
        in_dollars=say(
            _(
                "A parent in Mexico with one American child earned {pay:$} in the US. Of the credit {used:$} pays US "
                "tax, and {back:$} is paid back."
            ),
            pay=pay,
            used=found.nonrefundable_credit,
            back=paid_back(found),
        ),
        sources=("IRC 24(d), 873(b)(3)", "Form 1040-NR and its instructions"),
    )


def claim_at_any_time(rules: Rules) -> Claim:
    """The three years after the due date."""
    family = abroad(rules.shown, "head_of_household", TWO, wages=BERLIN_PAY, foreign_tax=BERLIN_TAX)
    return Claim(
        code="claim_at_any_time",
        said=_("The refund can be claimed in any later year."),
        right=say(
            _("There are three years. If you never filed for {year}, the last safe day is {day:day}."),
            year=rules.year,
            day=rules.shown.dates.claim_refund_by,
        ),
        in_dollars=say(
            _("The mother in Berlin gets {back:$} up to that day. After it she gets nothing for {year}."),
            back=paid_back(way(family, rules.shown)),
            year=rules.year,
        ),
        sources=(rules.shown.source("dates.claim_refund_by"),),
    )
