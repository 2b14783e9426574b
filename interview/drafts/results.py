"""What the engine says about a draft, now; and the copy of it that lists of shared drafts show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils import timezone

from interview.adapter import Assumption, Unfinished
from interview.drafts.models import Draft, DraftResult
from interview.drafts.outlook import Outlook, Worth, outlook
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.ways_compared import OtherWay, ways_compared
from interview.engine import Assessment, Household, evaluate
from interview.steps import Answers
from interview.years import YearInForce, in_force

__all__ = [
    "Assessed",
    "Assumption",
    "OtherWay",
    "Outlook",
    "Unfinished",
    "Worth",
    "assess",
    "assess_answers",
    "store_result",
]

STORED = (
    "draft_version",
    "revision",
    "children",
    "qualifying_children",
    "best",
    "way",
    "outside",
    "paid",
    "additional_child_tax_credit",
    "tax",
    "balance",
    "why_zero",
    "created_at",
)


@dataclass(frozen=True, slots=True)
class Assessed:
    """A draft's result: the facts, what was assumed to get them, and what follows from them.

    Open answers are read on the careful side here; `outlook` says what they leave room for, None if nobody asked.
    `way` is the way to file that is shown and `other_ways` the rest, of a family that wanted to see both.
    """

    household: Household
    assessment: Assessment
    assumptions: list[Assumption]
    year: YearInForce
    rough: bool
    outlook: Outlook | None = None
    way: str = ""
    other_ways: tuple[OtherWay, ...] = ()


def assess(draft: Draft, *, with_outlook: bool = True) -> Assessed:
    """The result of the saved answers with the figures now in force. Writes nothing.

    Raises Unfinished, naming the first page that is still open.
    """
    return assess_answers(draft.answers, in_force(draft.tax_year), with_outlook=with_outlook)


def assess_answers(answers: Answers, year: YearInForce, *, with_outlook: bool = True) -> Assessed:
    """The result of answers under the figures of their year, whether a draft holds them or not."""
    shown, others = ways_compared(answers, year)
    assessment = evaluate(shown.household, year.parameters)
    adapted = shown.adapted
    assessed = Assessed(
        shown.household, assessment, adapted.assumptions, year, adapted.rough, way=shown.code, other_ways=others
    )
    if not with_outlook:
        return assessed
    careful = shown_way(shown.household, assessment)
    return replace(assessed, outlook=outlook(answers, adapted, careful, year))


def store_result(draft: Draft, assessed: Assessed | None = None) -> DraftResult | None:
    """Keep a copy of the result with the revision that it came from. One query besides those of `assess`.

    None if the year's figures are in no revision of the database: then there is nothing that a copy could name.
    """
    assessed = assessed or assess(draft, with_outlook=False)
    if assessed.year.revision is None:
        return None
    result = DraftResult(
        draft=draft,
        draft_version=draft.version,
        revision=assessed.year.revision,
        created_at=timezone.now(),
        **_figures(assessed.household, assessed.assessment),
    )
    DraftResult.objects.bulk_create(
        [result],
        update_conflicts=True,
        unique_fields=["draft"],
        update_fields=STORED,
    )
    return result


def _figures(household: Household, assessment: Assessment) -> dict[str, object]:
    """What lists show and sort by: the figures of the way that is shown."""
    shown = shown_way(household, assessment)
    return {
        "children": len(assessment.children),
        "qualifying_children": sum(child.credit == "child_tax_credit" for child in assessment.children),
        "best": assessment.best or "",
        "way": shown.key,
        "outside": assessment.best is None,
        "paid": paid_out(shown),
        "tax": shown.total_tax,
        "additional_child_tax_credit": shown.additional_child_tax_credit,
        "balance": shown.balance,
        "why_zero": list(shown.why_zero),
    }
