"""A client's answers as the office reads them: whose each one is, what became of it, what is flagged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from interview.drafts.answers_in_words import Row, sections_in_words
from interview.drafts.models import Draft
from interview.drafts.store import ADVISOR, provenance
from interview.firms.activity import FLAGGED, STAFF
from interview.firms.answer_history import stands
from interview.firms.file_models import Activity, ClientFile
from interview.firms.flags import Flag, flags_among
from interview.firms.names import name_of
from interview.steps import Route
from interview.years import YearInForce


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: the answer in words, and on the first row of a screen what there is to say about the screen.

    `by`: who of the office gave it, and `reason` why; `undo` is the change that can be taken back, 0 for none.
    """

    row: Row
    by: str = ""
    reason: str = ""
    changed: bool = False
    undo: int = 0
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
        changes = self._changes.get(row.page, [])
        last = changes[0] if changes else None
        if last is None or last.by != STAFF or provenance(self._draft.answers, row.page) != ADVISOR:
            return Answer(row, changed=bool(changes), flag=flag)
        undo = last.pk if stands(self._draft, last) else 0
        return Answer(row, by=name_of(last.actor), reason=last.reason, changed=True, undo=undo, flag=flag)


def answers_of(route: Route, year: YearInForce, became: WhatBecame) -> list[Section]:
    """Every answer that counts, section by section."""
    return [
        Section(section.slug, section.title, [became.to(row) for row in section.rows])
        for section in sections_in_words(route, year)
    ]
