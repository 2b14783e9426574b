"""Why the additional child tax credit is zero, in the contract's codes. The first code is the one that binds."""

from __future__ import annotations

from interview.engine.common_facts import Facts
from interview.engine.household import Household
from interview.engine.money import share
from interview.engine.scenario import Outcome
from interview.engine.schedule_8812_2021 import Schedule8812Of2021

CODES = (
    "banned",
    "claimed_as_dependent",
    "filer_id_issued_late",
    "no_filer_ssn",
    "no_qualifying_child",
    "phased_out",
    "form_2555",
    "earned_income_at_or_below_threshold",
    "credit_fully_used_against_tax",
    "fully_refundable_instead",
    "paid_in_advance",
)


def why_zero(shared: Facts, outcome: Outcome) -> tuple[str, ...]:
    """All codes that hold by themselves; empty when something is refunded."""
    if outcome.additional_child_tax_credit:
        return ()
    family = _about_the_family(shared)
    if family:
        return family
    credits = outcome.child_credits
    if credits.after_phaseout == 0:
        return ("phased_out",)
    if credits.refundable:
        return ("fully_refundable_instead",)
    form = credits.form
    of_2021 = _of_2021(form) if isinstance(form, Schedule8812Of2021) else None
    if of_2021 is not None:
        return (of_2021,)
    codes = []
    if credits.barred_by_form_2555:
        codes.append("form_2555")
    if _earns_too_little(shared, outcome):
        codes.append("earned_income_at_or_below_threshold")
    if credits.after_phaseout <= credits.limit:
        codes.append("credit_fully_used_against_tax")
    return tuple(codes)


def _about_the_family(shared: Facts) -> tuple[str, ...]:
    household: Household = shared.household
    if household.history.child_credit_disallowed == "banned":
        return ("banned",)
    if household.of_a_dependent:
        return ("claimed_as_dependent",)
    codes = []
    if not shared.numbers.allow_child_credit:
        codes.append("filer_id_issued_late" if shared.numbers.late else "no_filer_ssn")
    if shared.qualifying_children == 0 and not _a_child_would_count(shared):
        codes.append("no_qualifying_child")
    return tuple(codes)


def _a_child_would_count(shared: Facts) -> bool:
    """Some child passes every test but the one about the adults' numbers."""
    return any(
        child.relationship
        and child.age
        and child.residency
        and child.support
        and child.joint_return
        and child.citizenship
        and child.dependent
        and child.taxpayer_id
        and child.id_issued_in_time
        for child in shared.children
    )


def _of_2021(form: Schedule8812Of2021) -> str | None:
    """The one reason where advance payments took the refund, or where section 24(d) with its bars was switched off."""
    if form.one_b:
        return "paid_in_advance" if form.one_b.line_14b else "phased_out"
    return "paid_in_advance" if form.two.line_27 else None


def _earns_too_little(shared: Facts, outcome: Outcome) -> bool:
    """Judged before any exclusion: leaving income out of tax is not the same as not earning it."""
    figures = shared.parameters.child_tax_credit
    before_exclusion = outcome.earned.line_3 + outcome.agi.excluded - outcome.earned.line_5
    above_threshold = max(0, before_exclusion - figures.earned_income_threshold)
    return share(above_threshold, figures.refund_rate) == 0
