"""The columns of the comparison: a client's answers as entered, and up to three sets beside them, each worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from interview.drafts.answers_in_words import row_label, words_of
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, assess_answers
from interview.firms.file_models import WhatIf
from interview.firms.ready_made import NEXT_YEAR, ReadyMade, ready_made
from interview.firms.what_ifs import is_behind
from interview.result.changed_since import signed
from interview.result.explain.case import Case, whether_filed
from interview.result.explain.told import Told
from interview.result.explain.what_if import is_open
from interview.result.years_ahead_page import parameters_of
from interview.steps import CHILDREN, Answers, Route
from interview.steps.conditions import spouse_is_us_person
from interview.years import every_year_in_force, in_force

SIDE_BY_SIDE = 4
AS_ENTERED = "as_entered"
ALL_NUMBERS = "all_numbers"
WITH_FORM_2555 = ("with_2555", "only_filer_2555", "only_spouse_2555")
OF_A_NUMBER = ("get_ssn", "extend_due_date")


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that has to be answered before a column can be worked out."""

    label: str
    page: str


@dataclass(frozen=True)
class Column:
    """One set of answers. `copy` is the what-if copy that holds them; a ready-made one that was not kept has none."""

    key: str
    name: str
    answers: Answers
    today: date
    copy: WhatIf | None = None
    behind: bool = False

    @cached_property
    def route(self) -> Route:
        """The way through the interview that these answers lead."""
        return Route(self.answers)

    @cached_property
    def case(self) -> Case | None:
        """The result; None while answers are missing, and where this app cannot work it out."""
        try:
            assessed = assess_answers(self.answers, in_force(self.route.saved.tax_year), with_outlook=False)
        except Unfinished:
            return None
        figures = parameters_of(every_year_in_force())
        told = Told(self.route, assessed.year)
        case = Case(assessed, self.today, whether_filed(self.route), told=told, figures=figures)
        return None if case.out_of_scope else case

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What is open, one question for each screen."""
        return tuple(Missing(_first_label(self.route, page), page) for page in self.route.open)

    def same_end(self, other: Column) -> bool:
        """Whether the family ends up with the same in both, for the same year."""
        if self.case is None or other.case is None or not self._of_the_same_people(other):
            return False
        return self.case.shown.balance == other.case.shown.balance

    @property
    def draft(self) -> Draft | None:
        """The copy's own draft, whose screens change it."""
        return self.copy.draft if self.copy else None

    def beside(self, other: Column) -> str:
        """How much more the family ends up with than in the other column: +$1,700. Empty where one is unknown, is of
        another year, or leaves out a spouse's own US return.
        """
        if self.case is None or other.case is None or not self._of_the_same_people(other):
            return ""
        gain = self.case.shown.balance - other.case.shown.balance
        return signed(gain) if gain else ""

    def _of_the_same_people(self, other: Column) -> bool:
        """Whether both are about the same year and the same taxes: a spouse who is a US person, and is on one return
        here, files another one there that nobody has worked out. A nonresident spouse files none.
        """
        if self.case is None or other.case is None or self.case.year != other.case.year:
            return False
        same_spouses = self.case.household.joint == other.case.household.joint
        return same_spouses or not any(spouse_is_us_person(column.route.saved) for column in (self, other))


def _first_label(route: Route, address: str) -> str:
    page = route.pages[address]
    asked = [question for question in page.questions if not question.answered(page.saved, None)]
    if not asked:
        return str(page.step.title) if isinstance(page.step.title, str) else address
    return row_label(page, asked[0], words_of(page.saved, lambda: in_force(route.saved.tax_year)))


@dataclass(frozen=True)
class Sets:
    """Everything that can stand side by side for one client."""

    entered: Column
    copies: tuple[Column, ...]
    offered: tuple[Column, ...]

    def chosen(self, keys: Sequence[str]) -> tuple[Column, ...]:
        """As entered and those asked for, four at most; unasked the first copies, or else what is offered first."""
        found = {column.key: column for column in (*self.copies, *self.offered)}
        asked = [found[key] for key in dict.fromkeys(keys) if key in found]
        others = asked or list(self.copies) or [column for column in self.offered if column.key != NEXT_YEAR][:2]
        return (self.entered, *others[: SIDE_BY_SIDE - 1])


def sets_of(draft: Draft, copies: Sequence[WhatIf], today: date) -> Sets:
    """The answers as entered, the copies, and the ready-made ones that would change something and are not kept yet."""
    kept = [copy.draft.answers for copy in copies]
    entered = Column(AS_ENTERED, _("As entered"), draft.answers, today)
    offered = (_offered(found, today) for found in ready_made(draft.answers) if found.answers not in kept)
    return Sets(
        entered,
        tuple(column_of(copy, draft, today) for copy in copies),
        tuple(column for column in offered if _can_be(column, entered)),
    )


def _can_be(column: Column, entered: Column) -> bool:
    """Whether the law, and the calendar, leave a ready-made one to the family."""
    if column.key == ALL_NUMBERS:
        return _a_number_can_come(entered)
    asked = column.case.asked_for if column.case and column.key in WITH_FORM_2555 else None
    return asked is None or asked.allowed


def _a_number_can_come(entered: Column) -> bool:
    """Some child's number can still be issued in time, or nobody is sure that it was not."""
    case, saved = entered.case, entered.route.saved
    if case is None or saved.says("children_issued", "all_issued", "not_sure"):
        return True
    if any(saved.about(key).own_says("child_id", "kind", "not_sure") for key in saved.keys(CHILDREN)):
        return True
    remedies = [remedy for child in case.assessment.children for remedy in child.remedies]
    return any(remedy.code in OF_A_NUMBER and is_open(remedy, case) for remedy in remedies)


def column_of(copy: WhatIf, draft: Draft, today: date) -> Column:
    """The column of a copy."""
    return Column(f"c{copy.pk}", copy.name, copy.draft.answers, today, copy, is_behind(copy, draft))


def _offered(found: ReadyMade, today: date) -> Column:
    return Column(found.code, str(found.name), found.answers, today)
