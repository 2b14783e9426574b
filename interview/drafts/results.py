"""What the engine says about a draft, now; and the copy of it that lists of shared drafts show."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from interview.adapter import Assumption, Unfinished, household_from
from interview.contract import assessment_document, read_household
from interview.drafts.models import Draft, DraftResult
from interview.engine import Assessment, Household, evaluate
from interview.years import YearInForce, in_force

__all__ = ["Assessed", "Assumption", "Unfinished", "assess", "store_result"]

STORED = (
    "draft_version",
    "revision",
    "children",
    "qualifying_children",
    "best",
    "additional_child_tax_credit",
    "balance",
    "why_zero",
    "assessment",
    "created_at",
)


@dataclass(frozen=True, slots=True)
class Assessed:
    """A draft's result: the facts, what was assumed to get them, and what follows from them."""

    household: Household
    assessment: Assessment
    assumptions: list[Assumption]
    year: YearInForce
    rough: bool


def assess(draft: Draft) -> Assessed:
    """The result of the saved answers with the figures now in force. Writes nothing.

    Raises Unfinished, naming the first page that is still open.
    """
    year = in_force(draft.tax_year)
    adapted = household_from(draft.answers, rates=year.rates, parameters=year.parameters)
    household = read_household(adapted.document)
    assessment = evaluate(household, year.parameters)
    return Assessed(household, assessment, adapted.assumptions, year, adapted.rough)


def store_result(draft: Draft) -> DraftResult | None:
    """Keep a copy of the result with the revision that it came from. One query besides those of `assess`.

    None if the year's figures are in no revision of the database: then there is nothing that a copy could name.
    """
    assessed = assess(draft)
    if assessed.year.revision is None:
        return None
    result = DraftResult(
        draft=draft,
        draft_version=draft.version,
        revision=assessed.year.revision,
        created_at=timezone.now(),
        assessment=assessment_document(assessed.assessment),
        **_figures(assessed.assessment),
    )
    DraftResult.objects.bulk_create(
        [result],
        update_conflicts=True,
        unique_fields=["draft"],
        update_fields=STORED,
    )
    return result


def _figures(assessment: Assessment) -> dict[str, object]:
    """What lists show and sort by: the figures of the best way to file."""
    shown = assessment.scenario(assessment.best or "no_exclusion") or assessment.scenarios[0]
    return {
        "children": len(assessment.children),
        "qualifying_children": sum(child.credit == "child_tax_credit" for child in assessment.children),
        "best": assessment.best or "",
        "additional_child_tax_credit": shown.additional_child_tax_credit,
        "balance": shown.balance,
        "why_zero": list(shown.why_zero),
    }
