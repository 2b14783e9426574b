"""What the engine says about a draft, now; and the short copy of it that lists show and jobs over drafts begin with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils import timezone

from interview.adapter import Assumption, Unfinished
from interview.drafts.models import Draft, DraftResult
from interview.drafts.outlook import Outlook, Worth, outlook
from interview.drafts.shown_way import shown_way
from interview.drafts.stored_households import STORED, WorkedOut, to_store
from interview.drafts.ways_compared import OtherWay, ShownWay, compared, ways_to_file
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


@dataclass(frozen=True, slots=True)
class Assessed:
    """A draft's result: the facts, what was assumed to get them, and what follows from them.

    Open answers are read on the careful side here; `outlook` says what they leave room for, None if nobody asked.
    `way` is the way to file that is shown and `other_ways` the rest, of a family that wanted to see both; `ways` are
    all of them with their households.
    """

    household: Household
    assessment: Assessment
    assumptions: list[Assumption]
    year: YearInForce
    rough: bool
    outlook: Outlook | None = None
    way: str = ""
    other_ways: tuple[OtherWay, ...] = ()
    ways: tuple[ShownWay, ...] = ()


def assess(draft: Draft, *, with_outlook: bool = True) -> Assessed:
    """The result of the saved answers with the figures now in force. Writes nothing.

    Raises Unfinished, naming the first page that is still open.
    """
    return assess_answers(draft.answers, in_force(draft.tax_year), with_outlook=with_outlook)


def assess_answers(answers: Answers, year: YearInForce, *, with_outlook: bool = True) -> Assessed:
    """The result of answers under the figures of their year, whether a draft holds them or not."""
    ways = tuple(ways_to_file(answers, year))
    shown, others = compared(ways, year)
    assessment = evaluate(shown.household, year.parameters)
    adapted = shown.adapted
    assessed = Assessed(
        shown.household,
        assessment,
        adapted.assumptions,
        year,
        adapted.rough,
        way=shown.code,
        other_ways=others,
        ways=ways,
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
    households, mark = to_store(assessed.ways, assessed.year)
    shown = shown_way(assessed.household, assessed.assessment)
    result = DraftResult(
        draft=draft,
        draft_version=draft.version,
        revision=assessed.year.revision,
        households=households,
        households_mark=mark,
        created_at=timezone.now(),
        **WorkedOut(assessed.household, assessed.assessment, shown, assessed.year.parameters).figures,
    )
    DraftResult.objects.bulk_create(
        [result],
        update_conflicts=True,
        unique_fields=["draft"],
        update_fields=STORED,
    )
    return result
