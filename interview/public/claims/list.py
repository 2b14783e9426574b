"""The claims of the page, in its order."""

from __future__ import annotations

from interview.public.claims import amounts, form_2555, numbers
from interview.public.claims.claim import Claim, Rules, WorkOut

IN_ORDER: tuple[WorkOut, ...] = (
    amounts.other_amount,
    form_2555.lowers_earned_income,
    form_2555.leave_it_out,
    amounts.all_paid_back,
    amounts.all_paid_back_to_everybody,
    amounts.must_owe_tax,
    form_2555.live_in_the_us,
    numbers.child_with_an_itin,
    numbers.number_of_the_child_only,
    numbers.number_came_late,
    form_2555.claim_at_any_time,
    form_2555.earned_income_credit_abroad,
    amounts.apart_from_the_eitc,
    form_2555.nonresident_returns,
    amounts.limits_of_another_year,
)


def claims_of(rules: Rules) -> list[Claim]:
    """What is said about the year, and is wrong."""
    return [claim for work_out in IN_ORDER if (claim := work_out(rules)) is not None]
