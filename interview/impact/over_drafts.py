"""A job's figures over a few hundred drafts: what comes out, compared with before. Reads, and writes nothing.

Whatever goes wrong with one draft is counted and never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from interview.contract import Refused
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished
from interview.drafts.stored_households import FIGURES, StoredHouseholds, read_stored, still_fit, to_store, work_out
from interview.drafts.ways_compared import ways_to_file
from interview.engine import Household
from interview.impact.figures_of_job import JobFigures
from interview.impact.outcome import MOST_CRASHES, MOST_LARGEST, Crash, LargestRow, Outcome
from interview.steps import Answers
from interview.years import YearInForce

READ_FIRST = ("way", "outside", "paid", "tax", "balance")
"""What a family reads first: a result has changed if one of these has."""
LISTED = ("way", "paid", "balance")
"""What makes a result worth an advisor's second look."""
COLUMNS = ("pk", "version", "office_id", "result__draft_version", "result__revision_id", "result__households_mark")
LENGTH_OF_SHORT_ID = 8
ANSWERS_AT_A_TIME = 100


@dataclass(slots=True)
class NewResult:
    """A draft's result under the new figures, to be stored if the draft is still at this version.

    `households` is None where those that are stored still fit; `same`: no figure differs from what is stored.
    """

    draft: int
    version: int
    figures: dict[str, Any]
    households: StoredHouseholds | None
    is_new: bool
    same: bool


@dataclass(slots=True)
class Listed:
    """A shared draft whose result has changed: its advisors are to look at it."""

    draft: int
    version: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(slots=True)
class Worked:
    """What came out of some drafts. Only a job that saves has results and lists."""

    outcome: Outcome = field(default_factory=Outcome)
    results: list[NewResult] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """One draft with what is stored of its result; `read` and `made` are the households once they were needed."""

    pk: int
    version: int
    office: int | None
    stored_version: int | None
    revision: int | None
    stored: StoredHouseholds
    kept: dict[str, Any]
    answers: Answers | None = None
    read: dict[str, Household] | None = None
    made: tuple[StoredHouseholds, dict[str, Household]] | None = None

    @property
    def is_current(self) -> bool:
        """Whether what is stored is of the answers of now."""
        return self.stored_version == self.version

    def fits(self, year: YearInForce) -> bool:
        """Whether the stored households are those of the answers of now, under this year's figures."""
        return self.is_current and still_fit(self.stored, year)

    def kept_before(self, figures: JobFigures) -> bool:
        """Whether the stored figures are those of before.

        What advisors have seen last is, of whatever earlier revision; a preview is about one revision.
        """
        if not self.is_current or self.revision is None:
            return False
        return self.revision != figures.revision if figures.saves else self.revision == figures.against

    def needs_answers(self, figures: JobFigures) -> bool:
        """Whether a household has to be made."""
        if not self.fits(figures.new):
            return True
        return figures.old is not None and not self.kept_before(figures) and not self.fits(figures.old)

    def households(self, year: YearInForce) -> dict[str, Household]:
        """Those under this year's figures, the quick way where there is one. Raises Unfinished, and Refused."""
        if self.fits(year):
            if self.read is None:
                self.read = read_stored(self.stored)
            return self.read
        if self.made is None or not still_fit(self.made[0], year):
            if self.answers is None:
                raise LookupError("the answers were not read")
            ways = ways_to_file(self.answers, year)
            self.made = to_store(ways, year), {way.code: way.household for way in ways}
        return self.made[1]


def run(figures: JobFigures, drafts: Mapping[str, Any], go_on: Callable[[], bool]) -> Worked | None:
    """Work out the drafts of a filter. `go_on` is asked before each draft; None as soon as it says no."""
    worked, crashed = Worked(), []
    for row in _with_answers(_rows(figures.tax_year, drafts), figures):
        if not go_on():
            return None
        try:
            _one(row, figures, worked)
        except Unfinished:
            worked.outcome.unfinished += 1
        except Refused:
            worked.outcome.drafts += 1
            worked.outcome.refused += 1
        except Exception as error:  # noqa: BLE001 - its message could hold answers
            worked.outcome.drafts += 1
            worked.outcome.crashed += 1
            crashed.append((type(error).__name__, row.pk))
    worked.outcome.crashes = _crashes(crashed[:MOST_CRASHES])
    return worked


def _one(row: _Row, figures: JobFigures, worked: Worked) -> None:
    now = work_out(row.households(figures.new), figures.new)
    made = row.made[0] if row.made else None
    after = now.figures
    outcome = worked.outcome
    outcome.drafts += 1
    outcome.refused += after["outside"]
    outcome.paid_drafts += after["paid"] > 0
    outcome.paid_total += after["paid"]
    before = _before(row, figures)
    if before is not None:
        _compare(outcome, before, after, now.household)
    if not figures.saves:
        return
    if not (row.is_current and row.revision == figures.revision):
        same = row.is_current and made is None and row.kept == after
        worked.results.append(NewResult(row.pk, row.version, after, made, row.revision is None, same))
    if row.office is not None and before is not None and any(before[name] != after[name] for name in LISTED):
        worked.listed.append(Listed(row.pk, row.version, before, after))


def _compare(outcome: Outcome, before: Mapping[str, Any], after: Mapping[str, Any], household: Household) -> None:
    outcome.compared += 1
    if all(before[name] == after[name] for name in READ_FIRST):
        return
    outcome.changed += 1
    outcome.newly_paid += before["paid"] == 0 < after["paid"]
    outcome.no_longer_paid += before["paid"] > 0 == after["paid"]
    change = after["balance"] - before["balance"]
    outcome.add_change(change)
    largest = outcome.largest
    if change and (len(largest) < MOST_LARGEST or abs(change) > abs(largest[-1].change)):
        outcome.add_largest([_anonymous(before, after, household)])


def _anonymous(before: Mapping[str, Any], after: Mapping[str, Any], household: Household) -> LargestRow:
    return LargestRow(
        children=len(household.children),
        status=household.filing_status,
        country=household.residence.country or household.residence.place,
        paid_before=before["paid"],
        paid_after=after["paid"],
        balance_before=before["balance"],
        balance_after=after["balance"],
        why=tuple(after["why_zero"] if after["paid"] == 0 else before["why_zero"]),
    )


def _before(row: _Row, figures: JobFigures) -> Mapping[str, Any] | None:
    """The figures of before; None where there are none to compare with."""
    if row.kept_before(figures):
        return row.kept
    if figures.old is None:
        return None
    try:
        return work_out(row.households(figures.old), figures.old).figures
    except Unfinished:  # for want of an exchange rate that only the new figures have
        return None


def _rows(tax_year: int, drafts: Mapping[str, Any]) -> Iterator[_Row]:
    columns = (*COLUMNS, "result__households", *(f"result__{name}" for name in FIGURES))
    kept = Draft.objects.kept().filter(tax_year=tax_year, **drafts).order_by("pk")
    for pk, version, office, stored_version, revision, mark, households, *values in kept.values_list(*columns):
        stored = StoredHouseholds(households or [], mark or "")
        yield _Row(pk, version, office, stored_version, revision, stored, dict(zip(FIGURES, values, strict=True)))


def _with_answers(rows: Iterable[_Row], figures: JobFigures) -> Iterator[_Row]:
    """Fetch the answers of those drafts that need them; a few at a time, for they are long."""
    waiting: list[_Row] = []
    for row in rows:
        if row.needs_answers(figures):
            waiting.append(row)
            if len(waiting) == ANSWERS_AT_A_TIME:
                yield from _answered(waiting)
                waiting = []
        else:
            yield row
    yield from _answered(waiting)


def _answered(rows: Iterable[_Row]) -> Iterator[_Row]:
    """With the version that the answers are of: what was saved in between is newer than what was read first."""
    by_pk = {row.pk: row for row in rows}
    if not by_pk:
        return
    for pk, version, answers in Draft.objects.filter(pk__in=by_pk).values_list("pk", "version", "answers"):
        row = by_pk[pk]
        row.version, row.answers = version, answers
        yield row
        row.answers = None


def _crashes(crashed: list[tuple[str, int]]) -> list[Crash]:
    ids: dict[int, UUID] = dict(Draft.objects.filter(pk__in=[pk for _, pk in crashed]).values_list("pk", "public_id"))
    return [Crash(error, str(ids[pk])[:LENGTH_OF_SHORT_ID]) for error, pk in crashed if pk in ids]
