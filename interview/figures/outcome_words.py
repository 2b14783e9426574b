"""What came out of a job, in words and numbers for its page. Nothing in it names a family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.drafts.why_zero_words import WHY_ZERO
from interview.figures.changes_picture import ChangesPicture, changes_picture, range_in_words
from interview.impact.families import FAMILY_TITLES, FamilyRow
from interview.impact.outcome import LargestRow, Outcome
from interview.local_formats import money, number
from interview.result.changed_since import signed
from interview.steps.wording import country_name
from interview.years.figure_table import SECTION_TITLES, STATUS_LABELS, all_figures

PLACES: dict[str, str | Promise] = {
    "united_states": gettext_lazy("in the US"),
    "puerto_rico": gettext_lazy("Puerto Rico"),
    "abroad": gettext_lazy("abroad, no country given"),
}
NONE = "–"


@dataclass(frozen=True, slots=True)
class LargestInWords:
    """One of the largest changes as cells of a table."""

    children: str
    status: str
    place: str
    paid: tuple[str, str]
    balance: tuple[str, str]
    change: str
    why: str


@dataclass(frozen=True, slots=True)
class FamilyInWords:
    """An example family as cells of a table; a change of nothing is said as such."""

    title: str
    paid: tuple[str, str]
    balance: tuple[str, str]
    changed: bool


@dataclass(frozen=True, slots=True)
class FigureEffect:
    """What one changed figure alone does to one example family."""

    family: str
    paid: str
    balance: str


@dataclass(frozen=True, slots=True)
class FigureAlone:
    """One changed figure with the families that it moves. `not_alone`: it does not fit among the other old figures."""

    section: str
    label: str
    effects: tuple[FigureEffect, ...]
    not_alone: bool


@dataclass(frozen=True, slots=True)
class OutcomeInWords:
    """What the page of a job shows. `counts` are pairs of words and number; `ranges` is the table of the picture."""

    counts: tuple[tuple[str, str], ...]
    has_before: bool
    picture: ChangesPicture | None
    ranges: tuple[tuple[str, str], ...]
    largest: tuple[LargestInWords, ...]
    crashes: tuple[tuple[str, str], ...]


def outcome_in_words(outcome: Outcome) -> OutcomeInWords:
    """Counts, the picture with its table, the largest changes and what crashed."""
    unchanged = outcome.compared - outcome.more - outcome.less
    picture = changes_picture(outcome.buckets, unchanged=unchanged)
    return OutcomeInWords(
        counts=tuple(_counts(outcome)),
        has_before=bool(outcome.compared),
        picture=picture,
        ranges=tuple(_ranges(outcome, unchanged)) if picture else (),
        largest=tuple(map(_largest, outcome.largest)),
        crashes=tuple((crash.draft, crash.error) for crash in outcome.crashes),
    )


def _counts(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield _("Finished drafts worked out"), number(outcome.drafts)
    if outcome.compared:
        yield _("Results that change"), number(outcome.changed)
        yield _("Families that get more, or owe less"), number(outcome.more)
        yield _("Families that get less, or owe more"), number(outcome.less)
        yield _("Newly paid the child credit"), number(outcome.newly_paid)
        yield _("No longer paid the child credit"), number(outcome.no_longer_paid)
        yield _("All changes together"), signed(outcome.total_change)
        yield _("Middle change, of those that change"), signed(outcome.middle_change)
    yield _("Families paid the child credit under these figures"), number(outcome.paid_drafts)
    yield _("Child credit paid to all of them"), money(outcome.paid_total)
    yield _("Outside this app"), number(outcome.refused)
    yield _("Crashed"), number(outcome.crashed)
    yield _("Unfinished drafts, left out"), number(outcome.unfinished)


def _ranges(outcome: Outcome, unchanged: int) -> Iterator[tuple[str, str]]:
    for low, high, count in outcome.buckets:
        yield range_in_words(low, high), number(count)
    yield _("No change"), number(unchanged)


def _largest(row: LargestRow) -> LargestInWords:
    return LargestInWords(
        children=number(row.children),
        status=str(STATUS_LABELS.get(row.status, row.status)),
        place=_place(row.country),
        paid=(money(row.paid_before), money(row.paid_after)),
        balance=(money(row.balance_before), money(row.balance_after)),
        change=signed(row.change),
        why=", ".join(str(WHY_ZERO.get(code, code)) for code in row.why),
    )


def _place(code: str) -> str:
    return str(PLACES.get(code) or country_name(code) or code)


def families_in_words(rows: Sequence[FamilyRow]) -> list[FamilyInWords]:
    """The example families row by row."""
    return [
        FamilyInWords(
            _family(row.code),
            (_amount(row.paid_before), _amount(row.paid_after)),
            (_amount(row.balance_before), _amount(row.balance_after)),
            (row.paid_before, row.balance_before) != (row.paid_after, row.balance_after),
        )
        for row in rows
    ]


def figures_alone(rows: Sequence[FamilyRow]) -> list[FigureAlone]:
    """Each changed figure that moves an example family by itself, or that cannot stand by itself."""
    effects: dict[str, list[FigureEffect]] = {}
    not_alone: dict[str, None] = {}
    for row in rows:
        not_alone |= dict.fromkeys(row.not_alone)
        for path, paid, balance in row.by_figure:
            effects.setdefault(path, []).append(FigureEffect(_family(row.code), signed(paid), signed(balance)))
    labels = _labels()
    named = [path for path in labels if path in effects or path in not_alone]
    return [FigureAlone(*labels[path], tuple(effects.get(path, ())), path in not_alone) for path in named]


def stored_families(rows: Sequence[Mapping[str, Any]]) -> list[FamilyRow]:
    """The rows that a job keeps."""
    return [FamilyRow.from_json(row) for row in rows]


def _family(code: str) -> str:
    return str(FAMILY_TITLES.get(code, code))


def _amount(dollars: int | None) -> str:
    return NONE if dollars is None else money(dollars)


def _labels() -> dict[str, tuple[str, str]]:
    """Section and label of each figure by its path, in the order of the pages."""
    return {figure.path: (str(SECTION_TITLES[figure.section]), figure.label) for figure in all_figures()}
