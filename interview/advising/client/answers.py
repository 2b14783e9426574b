"""A client's answers as the office reads them: whose each one is, what became of it, what is flagged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from interview.drafts.answers_in_words import Row, sections_in_words
from interview.drafts.models import Draft
from interview.drafts.results import Assumption
from interview.drafts.store import ADVISOR, provenance
from interview.firms.activity import ANSWERED, FLAGGED, STAFF
from interview.firms.answer_history import stands
from interview.firms.answer_words import listed, title_of
from interview.firms.file_models import Activity, ClientFile
from interview.firms.flags import Flag, flags_among
from interview.firms.names import name_of
from interview.steps import CHILDREN, MORE_INCOME, REMOVED_INCOME, Route
from interview.years import YearInForce

ON_SCREEN = {CHILDREN: "children_list", MORE_INCOME: "income_list", REMOVED_INCOME: "income_list"}
"""The lists that have no question of their own, each with the screen that adds to it and takes from it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: the answer in words, and on the first row of a screen what there is to say about the screen.

    `by`: who of the office gave it, and `reason` why; `undo` is the change that can be taken back, 0 for none.
    `changed` is the address under which its history stands, empty where there is none.
    """

    row: Row
    by: str = ""
    reason: str = ""
    changed: str = ""
    undo: int = 0
    flag: Flag | None = None

    @property
    def is_list(self) -> bool:
        """Whether it is a list, which is no question that somebody could be asked."""
        return self.changed in ON_SCREEN


@dataclass(frozen=True, slots=True)
class Assumed:
    """One thing that was assumed, and the flag on its screen, if it has one that the family is asked.

    `about` is what the screen is about. `anchor` is where one is led to a screen that has no row among the answers.
    """

    text: str
    page: str = ""
    about: str = ""
    anchor: str = ""
    flag: Flag | None = None


@dataclass(slots=True)
class Section:
    """One section of the interview."""

    slug: str
    title: str
    answers: list[Answer] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        """How many rows wait for an answer."""
        return sum(not answer.row.value for answer in self.answers)

    @property
    def flagged(self) -> bool:
        """Whether one of its answers is flagged."""
        return any(answer.flag for answer in self.answers)


class WhatBecame:
    """The changes of a client's answers and its flags, read at once."""

    def __init__(self, file: ClientFile, entries: list[Activity]) -> None:
        """`entries` stand last first, as `answer_history.changes_and_flags` gives them."""
        self.flags = flags_among(reversed([entry for entry in entries if entry.kind == FLAGGED]))
        self._flags = {flag.page: flag for flag in self.flags if flag.page}
        self._changes: dict[str, list[Activity]] = defaultdict(list)
        for entry in entries:
            if entry.kind != FLAGGED:
                self._changes[entry.page].append(entry)
        self._draft: Draft = file.draft

    def to(self, row: Row) -> Answer:
        """A row with what became of its screen."""
        flag = self._flags.get(row.page)
        if not row.anchor:
            return Answer(row)
        last = self._last(row.page)
        if last is None or last.by != STAFF or provenance(self._draft.answers, row.page) != ADVISOR:
            return Answer(row, changed=last.page if last else "", flag=flag)
        undo = last.pk if self._can_be_undone(last) else 0
        return Answer(row, by=name_of(last.actor), reason=last.reason, changed=last.page, undo=undo, flag=flag)

    def to_assumptions(
        self, assumptions: Iterable[Assumption], pages: Container[str], sections: Iterable[Section]
    ) -> list[Assumed]:
        """What was assumed, each with what is flagged there. A flag is on a screen, not on one sentence about it."""
        anchors = {answer.row.anchor for section in sections for answer in section.answers}
        assumed = []
        for one in assumptions:
            if not one.page or one.page not in pages:
                assumed.append(Assumed(one.text))
                continue
            anchor = f"row-{one.page}"
            about, flag = title_of(self._draft.answers, one.page), self._flags.get(one.page)
            assumed.append(Assumed(one.text, one.page, about, "" if anchor in anchors else anchor, flag))
            anchors.add(anchor)
        return assumed

    def to_lists(self, screen: str) -> list[Answer]:
        """The lists behind a screen that somebody has changed, such as that of the children, each as a row."""
        lasts = [self._last(name) for name, its_screen in ON_SCREEN.items() if its_screen == screen]
        return [self._to_list(last, screen) for last in lasts if last is not None]

    def _to_list(self, last: Activity, screen: str) -> Answer:
        answers, name = self._draft.answers, last.page
        row = Row(title_of(answers, name), listed(answers, name, answers.get(name)), screen, f"row-{name}")
        if not self._can_be_undone(last):
            return Answer(row, changed=name)
        return Answer(row, by=name_of(last.actor), reason=last.reason, changed=name, undo=last.pk)

    def _last(self, page: str) -> Activity | None:
        changes = self._changes.get(page)
        return changes[0] if changes else None

    def _can_be_undone(self, last: Activity) -> bool:
        return last.kind == ANSWERED and last.by == STAFF and stands(self._draft, last)


def answers_of(route: Route, year: YearInForce, became: WhatBecame) -> list[Section]:
    """Every answer that counts, section by section; in front of a section the lists that were changed there."""
    lists: dict[str, list[Answer]] = defaultdict(list)
    for screen in dict.fromkeys(ON_SCREEN.values()):
        if screen in route.pages:
            lists[route.pages[screen].step.section] += became.to_lists(screen)
    return [
        Section(section.slug, section.title, [*lists[section.slug], *map(became.to, section.rows)])
        for section in sections_in_words(route, year)
    ]
