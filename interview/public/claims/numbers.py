"""What is said about Social Security numbers and ITINs."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from interview.public.claims.claim import Claim, Rules
from interview.public.families import abroad, in_the_us, paid_back, way
from interview.result.explain.words import say

ONE = (8,)
PAY, TAX = 40_000, 10_000
ITIN = {"taxpayer_id": {"kind": "itin"}}


def child_with_an_itin(rules: Rules) -> Claim | None:
    """A child without a number valid for work."""
    figures = rules.shown.child_tax_credit
    if not figures.child_needs_ssn:
        return None
    numbered = way(in_the_us(rules.shown, "head_of_household", ONE, wages=PAY), rules.shown)
    child = {"birth_date": f"{rules.year - ONE[0]}-05-05", "us_status": "resident_alien", **ITIN}
    other = way(in_the_us(rules.shown, "head_of_household", (), wages=PAY, children=[child]), rules.shown)
    return Claim(
        code="child_with_an_itin",
        said=_("A child with an ITIN brings the credit."),
        right=say(
            _(
                "The child needs a Social Security number valid for work. A child with an ITIN who lives in the US "
                "brings up to {other:$}, and only against US tax."
            ),
            other=figures.other_dependent,
        ),
        in_dollars=say(
            _(
                "A parent in the US with one child earns {pay:$}. The child’s Social Security number brings "
                "{numbered:$}. An ITIN brings {itin:$}."
            ),
            pay=PAY,
            numbered=numbered.nonrefundable_credit + paid_back(numbered),
            itin=other.nonrefundable_credit + paid_back(other),
        ),
        sources=("IRC 24(h)(4)(C)", "IRC 24(h)(7)"),
    )


def number_of_the_child_only(rules: Rules) -> Claim | None:
    """The parents' own numbers, which count as well in some years."""
    if not rules.shown.child_tax_credit.filer_needs_ssn:
        return None
    facts = {"us_status": "resident_alien", **ITIN}
    one, none = (
        way(
            abroad(rules.shown, "married_joint", ONE, wages=PAY, foreign_tax=TAX, filer=facts, spouse=spouse),
            rules.shown,
        )
        for spouse in ({}, facts)
    )
    return Claim(
        code="number_of_the_child_only",
        said=_("Only the child needs a Social Security number."),
        right=say(
            _("For {year} a parent needs one, too. On a joint return it is enough if one of you has it."),
            year=rules.year,
        ),
        in_dollars=say(
            _(
                "A couple abroad with one child earns {pay:$}. If one of them has a Social Security number, {one:$} is "
                "paid back. If both have only an ITIN, it is {none:$}."
            ),
            pay=PAY,
            one=paid_back(one),
            none=paid_back(none),
        ),
        sources=(rules.shown.source("child_tax_credit.filer_needs_ssn"),),
    )


def number_came_late(rules: Rules) -> Claim | None:
    """A number issued after the due date, and an amended return."""
    if not rules.shown.child_tax_credit.child_needs_ssn:
        return None
    last = rules.shown.dates.return_due_extended
    born = f"{rules.year - ONE[0]}-05-05"
    early, late = (
        way(
            abroad(
                rules.shown,
                "married_joint",
                (),
                wages=PAY,
                foreign_tax=TAX,
                children=[{"birth_date": born, "taxpayer_id": {"kind": "ssn", "issued_on": day.isoformat()}}],
                filing={"abroad_on_due_date": True, "extension": True},
            ),
            rules.shown,
        )
        for day in (last - timedelta(days=1), last)
    )
    return Claim(
        code="number_came_late",
        said=_("If the child’s number comes late, you can change the return later."),
        right=say(
            _(
                "The number must be issued before the return is due. More time to file moves that day, for {year} to "
                "{last:day}. A later change does not help."
            ),
            year=rules.year,
            last=last,
        ),
        in_dollars=say(
            _(
                "A couple abroad with one child earns {pay:$} and asked for more time. With a number issued the day "
                "before, {early:$} is paid back. Issued on the day itself, it is {late:$}."
            ),
            pay=PAY,
            early=paid_back(early),
            late=paid_back(late),
        ),
        sources=("IRC 24(h)(7)", "IRC 24(e)(2)", rules.shown.source("dates.return_due_extended")),
    )
