"""The lines that can be compared with a finished return, and reading what was typed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from interview.engine import Scenario, line_order
from interview.identity_numbers import REFUSAL, holds_identity_number
from interview.local_formats import number as number_in_words
from interview.result.explain.case import Case
from interview.result.explain.form_lines import amount_in_words
from interview.result.explain.form_order import form_order, form_titles
from interview.result.explain.schedule import SCHEDULE
from interview.result.explain.schedule_lines import skipped_lines
from interview.result.explain.words import dollars, in_words
from interview.result.lines.roles import matters, roles
from interview.steps.amounts import NotAnAmount, named_currency, read_amount

LONGEST = 40
MOST = Decimal(10) ** 12
"""No line of a family's return comes near it, and a number of 30 digits could not be written beside ours."""
BOXES = ("A–D", "13A", "13B")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line that can be typed from a paper. `ours` is what we get; `name` is the name of its field."""

    form: str
    form_title: str
    line: str
    label: str
    ours: Decimal
    shown: str
    unit: str
    how: str
    source: str
    role: str
    first: bool

    @property
    def name(self) -> str:
        return f"{self.form}-{self.line}"


def paper_lines(case: Case, way: Scenario) -> tuple[PaperLine, ...]:
    """Every line of one way as a return is stapled; lines of the schedule that we skip hold nothing."""
    titles, known = form_titles(), roles(case)
    titles[SCHEDULE] = _("Schedule 8812")

    def paper_line(
        form: str, line: str, label: str, *rest: str, ours: Decimal = Decimal(), unit: str = "dollars"
    ) -> PaperLine:
        role = known.get((form, line), "")
        shown, how, source = rest
        return PaperLine(
            form, titles.get(form, form), line, label, ours, shown, unit, how, source, role, matters(form, role)
        )

    found = [
        paper_line(
            line.form, line.line, in_words(line.label), amount_in_words(line), in_words(line.how), line.source,
            ours=Decimal(str(line.amount)), unit=line.unit,
        )
        for line in way.lines
    ]  # fmt: skip
    for line in skipped_lines(case, way):
        boxes = line.line in BOXES or (line.line == "15" and case.parameters.form_lines.schedule_8812 == "2022")
        if not boxes:
            found.append(
                paper_line(SCHEDULE, line.line, line.label, dollars(0), line.why, f"Schedule 8812 line {line.line}")
            )
    return tuple(sorted(found, key=lambda line: (form_order(line.form), line.form, line_order(line.line))))


class Refusal(ValueError):
    """What was typed cannot be compared. The text says why; `secret` keeps it from being shown again."""

    def __init__(self, message: str, *, secret: bool = False) -> None:
        super().__init__(message)
        self.secret = secret


def read_typed(typed: str, line: PaperLine) -> Decimal | None:
    """The amount that was typed: 67,720 or (67,720) or -67720; None for an empty field. Raises Refusal."""
    text = typed.strip()
    if not text:
        return None
    if holds_identity_number(text):
        raise Refusal(str(REFUSAL), secret=True)
    in_brackets = text.startswith("(") and text.endswith(")")
    if in_brackets:
        text = text[1:-1]
    if named_currency(text) not in (None, "USD"):
        raise Refusal(_("Amounts on a US return are in dollars"))
    try:
        number = read_amount(text[: LONGEST + 1]) if len(text) <= LONGEST else None
    except NotAnAmount:
        number = None
    if number is None:
        raise Refusal(_("Line {line}: type a number, like 3,400").format(line=line.line))
    if abs(number) >= MOST:
        raise Refusal(_("Amount must be less than {most}").format(most=number_in_words(MOST)))
    return -abs(number) if in_brackets else number


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent: the numbers that could be read, by field, the texts as they were, and what is wrong with them."""

    numbers: Mapping[str, Decimal]
    texts: Mapping[str, str]
    errors: Mapping[str, str]


def read_all(lines: tuple[PaperLine, ...], sent: Mapping[str, str]) -> Typed:
    """Read every field; one that is wrong does not keep the others from being read."""
    numbers, texts, errors = {}, {}, {}
    for line in lines:
        typed = str(sent.get(line.name, ""))[: LONGEST * 2]
        texts[line.name] = typed
        try:
            number = read_typed(typed, line)
        except Refusal as refusal:
            errors[line.name] = str(refusal)
            if refusal.secret:
                texts[line.name] = ""
            continue
        if number is not None:
            numbers[line.name] = number
    return Typed(numbers, texts, errors)


@dataclass(frozen=True, slots=True)
class Field:
    """One line with what stands in its field."""

    line: PaperLine
    typed: str
    error: str


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one form, under its name."""

    title: str
    fields: tuple[Field, ...]


def fields(lines: tuple[PaperLine, ...], typed: Typed | None, *, first: bool) -> tuple[Group, ...]:
    """The lines that are asked for first, or all the others, form after form."""
    return tuple(
        Group(
            title,
            tuple(
                Field(line, typed.texts.get(line.name, ""), typed.errors.get(line.name, ""))
                if typed
                else Field(line, "", "")
                for line in group
            ),
        )
        for title, group in groupby((line for line in lines if line.first is first), key=lambda line: line.form_title)
    )
