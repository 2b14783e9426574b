"""What the family should know about its other credits, and where we simplify."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.assessment_types import Finding
from interview.engine.common_facts import Facts
from interview.engine.credit_limit import credits_of_worksheet_b
from interview.engine.explain.telling import tell
from interview.engine.form_1040 import reached_age
from interview.engine.scenario import Outcome
from interview.engine.wording import gettext_noop

# IRC 32(n)(1)(C): a student who goes to college at least half-time, for 2021 only.
STUDENTS_WERE_AT_LEAST = 24


def credit_findings(shared: Facts, chosen: Outcome) -> Iterator[Finding]:
    """Credits given to us as finished amounts, a rule that is only a draft, and what 2021 asked of few."""
    yield from _other_credits(shared, chosen)
    yield from _of_2021(shared, chosen)


def _other_credits(shared: Facts, chosen: Outcome) -> Iterator[Finding]:
    household, credits = shared.household, shared.household.credits
    changes = shared.parameters.changes_to_watch
    if credits.other:
        yield tell(
            "other_credits_taken_first",
            "info",
            gettext_noop(
                "We took your other credits before the child tax credit. The general business credit and the credit "
                "for earlier minimum tax come after it: if yours is one of these, the refund may be smaller."
            ),
            "Schedule 8812, Credit Limit Worksheet A; IRC 38(c), 53(c)",
        )
    if _some_is_left(shared, chosen):
        yield tell(
            "unused_credit_may_wait",
            "info",
            gettext_noop(
                "Your tax does not use all of your adoption, clean energy, mortgage interest or homebuyer credit. What "
                "is left can help in a later year. We did not work out how much that is."
            ),
            "IRC 23(c), 25(e), 25D(c), 1400C(d)",
        )
    if changes is not None and changes.home_improvement_credit_ended and credits.home_improvement:
        yield tell(
            "home_improvement_credit_ended",
            "warning",
            gettext_noop(
                "The credit for home improvements has ended. We counted the amount you gave: please check it."
            ),
            "IRC 25C(h); P.L. 119-21 sec. 70505",
        )
    if changes is not None and changes.forms_are_drafts:
        yield tell(
            "forms_are_drafts",
            "info",
            gettext_noop(
                "The forms of {year} are not final yet. Line numbers here are those of drafts, and may change. The "
                "amounts follow the law."
            ),
            "Draft forms of the IRS",
            year=shared.parameters.tax_year,
        )
    refunded = (
        chosen.child_credits.additional
        + chosen.child_credits.refundable
        + chosen.eic.credit
        + household.payments.other_refundable_credits
    )
    at_stake = max(0, refunded - chosen.total_tax)
    belongs = any(person.us_status in ("citizen", "national") for person in household.people)
    if changes is not None and changes.refunds_tied_to_status and at_stake and not belongs:
        yield tell(
            "draft_rule_on_refunds",
            "warning",
            gettext_noop(
                "A draft form for {year} would pay out such credits only if you or your spouse is a US citizen, a US "
                "national, or has a green card or a similar status. If it became final and you had none, {worth:$} "
                "would be lost. It is not in our figures."
            ),
            "Draft Schedule 3-A (Form 1040); not in force",
            worth=at_stake,
            year=shared.parameters.tax_year,
        )


def _some_is_left(shared: Facts, chosen: Outcome) -> bool:
    """Whether tax leaves some of the credits of Credit Limit Worksheet B, which carry over."""
    four, b = credits_of_worksheet_b(shared.household.credits), chosen.child_credits.worksheet_a.worksheet_b
    if b is not None:
        return b.line_15 < four
    taken = chosen.foreign_tax_credit.line_35 + chosen.other_credits + chosen.child_credits.nonrefundable
    return four > 0 and taken > chosen.tax_before_credits


def _of_2021(shared: Facts, chosen: Outcome) -> Iterator[Finding]:
    household, year = shared.household, shared.parameters.tax_year
    if shared.parameters.american_rescue_plan is None:
        return
    young = not any(reached_age(person, STUDENTS_WERE_AT_LEAST, year) for person in household.people)
    if chosen.eic.credit and not chosen.eic.children and young:
        yield tell(
            "students_had_to_be_older",
            "info",
            gettext_noop(
                "We gave you the earned income credit for people without a child in the US. Most students had to be "
                "24 or older for it in {year}. Former foster and homeless youth could be 18."
            ),
            "IRC 32(n)(1)",
            year=year,
        )
    three = getattr(chosen.child_credits.form, "three", None)
    if three is not None and three.line_39 and not household.main_home_in_us:
        yield tell(
            "repayment_relief_may_need_us_home",
            "info",
            gettext_noop(
                "We cut what you repay of the advance payments, as the form does. The IRS says elsewhere that this "
                "takes a main home in the US."
            ),
            "IRC 24(j)(2)(B); IRS questions and answers on the 2021 credit",
        )
