"""Where the programs are known to differ from the law as Fledge reads it, each with the law that decides.

A difference counts as explained only if Fledge, changed in just that point, says what the program says.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from interview.engine import Parameters
from tests.comparison.amounts import (
    FROM_TAX,
    Change,
    Theirs,
    our_amount,
    ours,
    with_their_tax,
    with_what_they_worked_out,
)
from tests.engine.families import Document

# Programs count in cents; forms round to dollars line by line, half a dollar at each of up to six lines.
TOLERANCE = 3.0


def _no_tax_table(law: Parameters) -> Parameters:
    return replace(law, income_tax=replace(law.income_tax, tax_table_below=0))


def _joint_limit_for_a_surviving_spouse(law: Parameters) -> Parameters:
    """And in 2021 the ceiling of the first phaseout that follows from it: 5% of the way from 150,000 to 400,000."""
    limits = {**law.phaseout.threshold, "surviving_spouse": law.phaseout.threshold["married_joint"]}
    law = replace(law, phaseout=replace(law.phaseout, threshold=limits))
    plan = law.american_rescue_plan
    if plan is None:
        return law
    ceilings = {**plan.largest_reduction, "surviving_spouse": plan.largest_reduction["married_joint"]}
    return replace(law, american_rescue_plan=replace(plan, largest_reduction=ceilings))


def _no_ceiling_of_the_first_phaseout(law: Parameters) -> Parameters:
    plan = law.american_rescue_plan
    if plan is None:
        return law
    return replace(
        law, american_rescue_plan=replace(plan, largest_reduction=dict.fromkeys(plan.largest_reduction, 10**9))
    )


def _benefits_as_if_apart_all_year(law: Parameters) -> Parameters:
    benefits = law.social_security_benefits
    base = {**benefits.base, "married_separate": benefits.base["single"]}
    tier = {**benefits.second_tier, "married_separate": benefits.second_tier["single"]}
    return replace(law, social_security_benefits=replace(benefits, base=base, second_tier=tier))


# What the programs hold in place of the figures as changed by Rev. Proc. 2018-18 and P.L. 117-2.
EARLIER_STARTS: dict[int, dict[str, tuple[int, ...] | None]] = {
    2018: {"others": (8_510, 18_700, 18_700, 18_700), "married_joint": (14_200, 24_400, 24_400, 24_400)},
    2021: {"others": None, "married_joint": (17_550, 25_470, 25_470, 25_470)},
}


def _earlier_starts(law: Parameters) -> Parameters:
    held = EARLIER_STARTS.get(law.tax_year)
    if held is None:
        return law
    credit = law.earned_income_credit
    starts: dict[str, Any] = {
        status: held.get(status, held["others"]) or start for status, start in credit.phaseout_start.items()
    }
    return replace(law, earned_income_credit=replace(credit, phaseout_start=starts))


def _of(year: int) -> Any:
    return lambda document: document["tax_year"] == year


EVERYWHERE = (
    Change(
        "tax by exact rates instead of the Tax Table's bands",
        "Form 1040 instructions, Tax Table below 100,000 (IRC 3)",
        figures=_no_tax_table,
    ),
    Change(
        "earned income credit by formula instead of the table's steps of 50",
        "IRC 32(f); EIC Table",
        patches=(("interview.engine.earned_income_credit.TABLE_STEP", 1),),
    ),
    Change(
        "surviving spouse with the joint phaseout limit of 400,000",
        "IRC 24(h)(3), Schedule 8812 line 9: 200,000 unless joint",
        figures=_joint_limit_for_a_surviving_spouse,
        of=lambda document: document["filing_status"] == "surviving_spouse",
    ),
    Change(
        "start of the earned income credit's phaseout in 2018 as before P.L. 115-97",
        "Rev. Proc. 2018-18: 8,490, 18,660, joint 14,170, 24,350",
        figures=_earlier_starts,
        of=_of(2018),
    ),
    Change(
        "start of the joint phaseout without children in 2021 of 17,550",
        "IRC 32(n): 17,560",
        figures=_earlier_starts,
        of=_of(2021),
    ),
    Change(
        "earned income credit of separate spouses without a child since 2021",
        "IRC 32(d)(2)(B)(i): only with a child at home",
        patches=(("interview.engine.earned_income_credit._married_alone", lambda household: False),),
        of=lambda document: document["filing_status"] == "married_separate" and document["tax_year"] >= 2021,
    ),
    Change(
        "social security benefits of separate spouses as if they lived apart all year",
        "IRC 86(c)(1)(C): no base amount unless they did",
        figures=_benefits_as_if_apart_all_year,
        of=lambda document: document["filing_status"] == "married_separate",
    ),
)


def explanations(name: str, theirs: Theirs, document: Document, known: tuple[Change, ...]) -> tuple[Change, ...] | None:
    """The fewest known differences that make Fledge say the same: () when it does so anyway, None when none do."""
    said = getattr(theirs, name)
    given = with_what_they_worked_out(document, theirs)
    if name in FROM_TAX:
        given = with_their_tax(given, theirs)
    applicable = [change for change in known if change.of(document)]
    for size in range(len(applicable) + 1):
        for changes in combinations(applicable, size):
            if abs(our_amount(name, ours(given, changes)) - said) <= TOLERANCE:
                return changes
    return None
