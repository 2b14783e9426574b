"""Each result of a finished draft, kept as it came about: what a family has read can be shown and explained again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from interview.contract import household_document
from interview.drafts.changes import draft_changed
from interview.drafts.models import Draft, KeptResult
from interview.drafts.results import Assessed, Unfinished, assess, store_result
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.store import MARKS, fingerprint
from interview.drafts.ways_compared import ways_compared
from interview.engine import Assessment, Household, evaluate
from interview.steps import Answers
from interview.years import UnknownYear, YearInForce

MOST_KEPT = 10
"""Besides these, the last that the family has acknowledged stays, and the last that came from other figures."""
_LIGHT = ("draft_version", "tax_year", "digest", "answers_mark", "way", "outside", "paid", "tax", "balance", "seen_at")


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What a family reads first, in dollars, of the way to file that is shown.

    `paid`: child credit paid out; `tax`: total tax; `balance`: refund, or less than 0 for tax due. `outside`: this app
    could not work it out.
    """

    way: str
    outside: bool
    paid: int
    tax: int
    balance: int


def key_figures(household: Household, assessment: Assessment) -> KeyFigures:
    """The key figures of a result."""
    way = shown_way(household, assessment)
    return KeyFigures(way.key, assessment.best is None, paid_out(way), way.total_tax, way.balance)


def figures_kept(kept: KeptResult) -> KeyFigures:
    """The key figures of a result as it was kept."""
    return KeyFigures(kept.way, kept.outside, kept.paid, kept.tax, kept.balance)


def work_out_again(answers: Answers, year: YearInForce) -> KeyFigures | None:
    """What answers come to with the figures of a year; None where a question is open today that was not asked then."""
    try:
        shown, _others = ways_compared(answers, year)
    except Unfinished:
        return None
    return key_figures(shown.household, evaluate(shown.household, year.parameters, detail=False))


def mark_of(answers: Answers) -> str:
    """A short mark of a draft's answers, the same for the same answers."""
    return fingerprint({page: answer for page, answer in answers.items() if page != MARKS})


def after_change(draft: Draft) -> None:
    """What belongs to each saved change: keep the result if there is one now, also in short for lists and jobs.

    Four queries more; a fifth when old results are pruned. A what-if copy of an advisor is worked out where it is shown
    and nothing is kept of it, so that no list and no job ever comes across it.
    """
    if draft.what_if_of_id is not None:
        return
    with suppress(Unfinished, UnknownYear):
        assessed = assess(draft, with_outlook=False)
        store_result(draft, assessed)
        keep_result(draft, assessed)
    draft_changed.send(Draft, draft=draft)


def keep_result(draft: Draft, assessed: Assessed, *, seen: bool = False) -> None:
    """Add the present result, unless the newest is the same, and prune. `seen`: the family says that it has read it."""
    now = timezone.now()
    present = key_figures(assessed.household, assessed.assessment)
    rows = list(KeptResult.objects.filter(draft=draft).only(*_LIGHT))
    if rows and is_same(rows[0], draft.answers, assessed.year, present):
        if seen and rows[0].seen_at is None:
            KeptResult.objects.filter(pk=rows[0].pk).update(seen_at=now)
        return
    added = KeptResult.objects.create(
        draft=draft,
        draft_version=draft.version,
        tax_year=assessed.year.tax_year,
        revision=assessed.year.revision,
        digest=assessed.year.parameters.digest,
        answers=draft.answers,
        answers_mark=mark_of(draft.answers),
        household=household_document(assessed.household),
        figures=_more_figures(assessed),
        created_at=now,
        seen_at=now if seen else None,
        **asdict(present),
    )
    _prune([added, *rows])


def is_same(kept: KeptResult, answers: Answers, year: YearInForce, present: KeyFigures) -> bool:
    """Whether a kept result is the present one: the same answers, the same figures of law, the same outcome."""
    same_source = (kept.tax_year, kept.digest) == (year.tax_year, year.parameters.digest)
    return same_source and kept.answers_mark == mark_of(answers) and figures_kept(kept) == present


def _prune(rows: list[KeptResult]) -> None:
    """Delete what is too old, of rows that stand newest first."""
    newest, older = rows[0], rows[MOST_KEPT:]
    if not older:
        return
    kept = {row.pk for row in rows[:MOST_KEPT]}
    for worth_keeping in (
        (row for row in rows if row.seen_at is not None),
        (row for row in rows if row.digest != newest.digest),
    ):
        kept |= {row.pk for row in list(worth_keeping)[:1]}
    gone = [row.pk for row in older if row.pk not in kept]
    if gone:
        KeptResult.objects.filter(pk__in=gone).delete()


def _more_figures(assessed: Assessed) -> dict[str, Any]:
    """Further figures of the way that is shown, and what each way to file ends in."""
    way = shown_way(assessed.household, assessed.assessment)
    return {
        "best": assessed.assessment.best,
        "filing": assessed.way,
        "nonrefundable_credit": way.nonrefundable_credit,
        "foreign_tax_credit": way.foreign_tax_credit,
        "foreign_tax_unused": way.foreign_tax_unused,
        "earned_income_credit": way.earned_income_credit,
        "balances": {each.key: each.balance for each in assessed.assessment.scenarios if each.allowed},
    }


def kept_document(kept: KeptResult) -> dict[str, Any]:
    """A kept result as plain data, for the family's own download."""
    return {
        "kept_at": kept.created_at.isoformat(),
        "seen_at": kept.seen_at.isoformat() if kept.seen_at else None,
        "draft_version": kept.draft_version,
        "tax_year": kept.tax_year,
        "revision": kept.revision.number if kept.revision else None,
        "digest": kept.digest,
        **asdict(figures_kept(kept)),
        "figures": kept.figures,
        "answers": kept.answers,
        "household": kept.household,
    }
