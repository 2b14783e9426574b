"""What has become of a result since the family read it, and why: our program, the yearly figures, its own answers.

The old answers are worked out again, first with the figures of then, then with those of now. What the first differs by
from what was read is the program's doing, what the second adds that of the figures (exchange rates are among them), and
the rest comes from the answers. The three parts always add up to the whole difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from interview.drafts.changed_answers import changed_answers
from interview.drafts.changes import answers_changed
from interview.drafts.kept_results import (
    KeyFigures,
    after_change,
    figures_kept,
    is_same,
    keep_result,
    key_figures,
    mark_of,
    work_out_again,
)
from interview.drafts.models import Draft, KeptResult
from interview.drafts.results import Assessed
from interview.drafts.store import YEAR, fingerprint, swap
from interview.steps import Answers, Route
from interview.years import UnknownYear, YearInForce, in_force, year_as_it_was


@dataclass(frozen=True, slots=True)
class Parts:
    """One figure then and now, in dollars, and what each cause adds."""

    before: int
    program: int
    rules: int
    answers: int

    @property
    def now(self) -> int:
        return self.before + self.change

    @property
    def change(self) -> int:
        return self.program + self.rules + self.answers


@dataclass(frozen=True, slots=True)
class Change:
    """A result that was read, and the present one. `paid`, `tax` and `balance` as in `KeyFigures`.

    `could`: whether the app could work it out then, and can now; unless both, there are no parts. `new_figures`: other
    yearly figures are in force. `answers` names those that changed since. `undo` is the state before the last change
    of answers, and `last_answers` what that change was about. `mark` says what was shown.
    """

    before: KeptResult
    could: tuple[bool, bool]
    paid: Parts
    tax: Parts
    balance: Parts
    new_figures: bool
    answers: tuple[str, ...]
    undo: KeptResult | None
    last_answers: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The present result beside those that were kept: since when it is kept itself, and what changed before."""

    kept_at: datetime | None
    change: Change | None


def compare_with_kept(draft: Draft, assessed: Assessed, route: Route) -> Compared:
    """The present result beside the kept ones; `route` is that of the draft. Writes nothing."""
    present = key_figures(assessed.household, assessed.assessment)
    kept = _since_last_acknowledged(draft)
    is_kept = bool(kept) and is_same(kept[0], draft.answers, assessed.year, present)
    return Compared(kept[0].created_at if is_kept else None, _change(assessed, route, present, kept))


def _change(assessed: Assessed, route: Route, present: KeyFigures, kept: list[KeptResult]) -> Change | None:
    """The difference to the result that the family has read before; None if there is none to tell.

    That is the newest kept result from other figures than those of now, unless the family has acknowledged a later
    one; else the one before the present.
    """
    year = assessed.year
    others = [row for row in kept if not is_same(row, route.answers, year, present)]
    if not others:
        return None
    before = next((row for row in others if _from_other_figures(row, year)), others[0])
    last = _last_change(kept, route.answers)
    answers = changed_answers(before.answers, route, year)
    program, rules, figures_then = _steps_between(before, year)
    change = Change(
        before=before,
        could=(not before.outside, not present.outside),
        paid=_parts(lambda figures: figures.paid, figures_then, program, rules, present),
        tax=_parts(lambda figures: figures.tax, figures_then, program, rules, present),
        balance=_parts(lambda figures: figures.balance, figures_then, program, rules, present),
        new_figures=_from_other_figures(before, year),
        answers=answers,
        undo=last,
        last_answers=answers if last in (None, before) else changed_answers(last.answers, route, year),
        mark=_mark(route.answers, assessed, present),
    )
    told = answers or change.new_figures or figures_then != present
    return change if told else None


def _since_last_acknowledged(draft: Draft) -> list[KeptResult]:
    """The kept results, newest first, up to the last that the family has acknowledged. One query."""
    rows = KeptResult.objects.filter(draft=draft).select_related("revision")
    rows = rows.defer("answers", "household", "figures", "revision__document", "revision__reason")
    found: list[KeptResult] = []
    for row in rows:
        found.append(row)
        if row.seen_at is not None:
            break
    return found


def _from_other_figures(kept: KeptResult, year: YearInForce) -> bool:
    return kept.tax_year == year.tax_year and kept.digest != year.parameters.digest


def _last_change(kept: list[KeptResult], answers: Answers) -> KeptResult | None:
    """The state before the last change of answers, as long as the newest kept result is that of the present ones."""
    now = mark_of(answers)
    if kept[0].answers_mark != now:
        return None
    return next((row for row in kept if row.answers_mark != now), None)


def _steps_between(before: KeptResult, year: YearInForce) -> tuple[KeyFigures, KeyFigures, KeyFigures]:
    """The old answers by the program of now with the figures of then, the same with the figures of now, and as kept.

    What cannot be worked out any more counts as unchanged.
    """
    then = figures_kept(before)
    now = _year_now(before, year)
    if before.digest == now.parameters.digest:
        again = work_out_again(before.answers, now) or then
        return again, again, then
    year_then = year_as_it_was(before.tax_year, before.revision, before.digest)
    again = (work_out_again(before.answers, year_then) if year_then else None) or then
    return again, work_out_again(before.answers, now) or again, then


def _year_now(before: KeptResult, year: YearInForce) -> YearInForce:
    if before.tax_year == year.tax_year:
        return year
    try:
        return in_force(before.tax_year)
    except UnknownYear:
        return year


def _parts(
    figure: Callable[[KeyFigures], int], then: KeyFigures, program: KeyFigures, rules: KeyFigures, now: KeyFigures
) -> Parts:
    return Parts(
        before=figure(then),
        program=figure(program) - figure(then),
        rules=figure(rules) - figure(program),
        answers=figure(now) - figure(rules),
    )


def _mark(answers: Answers, assessed: Assessed, present: KeyFigures) -> str:
    return fingerprint([mark_of(answers), assessed.year.parameters.digest, asdict(present)])


def acknowledge(draft: Draft, assessed: Assessed, mark: str) -> None:
    """The family has read the present result. Nothing happens if what was shown to it is no longer the present one."""
    if mark == _mark(draft.answers, assessed, key_figures(assessed.household, assessed.assessment)):
        keep_result(draft, assessed, seen=True)


def put_back(draft: Draft, kept: KeptResult, *, version: int) -> bool:
    """Make the answers of a kept result the draft's own again, as a new version; False if it is not at `version` now.

    The answers carry along whose they are and which buttons were pressed. What was typed and not sent stays.
    """
    while draft.version == version:
        values = {"answers": kept.answers, "version": version + 1, "tax_year": kept.answers[YEAR]["tax_year"]}
        before = draft.answers
        if swap(draft, values):
            answers_changed.send(Draft, draft=draft, before=before)
            after_change(draft)
            return True
    return False
