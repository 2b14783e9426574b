"""Where an amount stands on paper: the lines of the return moved from form to form over the years."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from interview.engine.wording import Text, gettext_noop, text

# What people call a form, and the engine's name of it.
FORMS = {
    "Form 1040": "form_1040",
    "Form 1040-NR": "form_1040_nr",
    "Schedule 1": "schedule_1",
    "Schedule 2": "schedule_2",
    "Schedule 3": "schedule_3",
    "Schedule 4": "schedule_4",
    "Schedule 5": "schedule_5",
    "Form 1116": "form_1116",
}
_PLACE = re.compile(r"(?:(?P<title>[A-Z][\w -]*?) line )?(?P<line>\d{1,2}[a-z]{0,2}(?: and \d{1,2}[a-z]{0,2})?)")
NOWHERE = "none"

_LINE = r"\d{1,2}[a-z]{0,2}"
# Lines of two forms in one sentence, as every year since 2021 names them: whatever the numbers, the words are known.
_OF_TWO_FORMS = tuple(
    (re.compile(rf"(?P<form>Schedule \d) line (?P<line>{_LINE}) and (?P<other>Schedule \d) {several}"), template)
    for several, template in (
        (rf"line (?P<first>{_LINE})", gettext_noop("{form} line {line} and {other} line {first}")),
        (
            rf"lines (?P<first>{_LINE}) and (?P<second>{_LINE})",
            gettext_noop("{form} line {line} and {other} lines {first} and {second}"),
        ),
        (
            rf"lines (?P<first>{_LINE}), (?P<second>{_LINE}) and (?P<third>{_LINE})",
            gettext_noop("{form} line {line} and {other} lines {first}, {second} and {third}"),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a form; without one, the year's forms have no line for the amount.

    `nonresident` is the place on a return on Form 1040-NR, where that is another one.
    """

    form: str = ""
    title: str = ""
    line: str = ""
    nonresident: Place | None = field(default=None, compare=False)

    def __bool__(self) -> bool:
        return bool(self.line)

    @property
    def _several(self) -> bool:
        return " and " in self.line

    @property
    def _two_lines(self) -> dict[str, str]:
        first, second = self.line.split(" and ")
        return {"first": first, "second": second}

    @property
    def named(self) -> Text:
        """The place in words, like "Schedule 1 line 8d"."""
        if self._several:
            return text(gettext_noop("{form} lines {first} and {second}"), form=self.title, **self._two_lines)
        return text(gettext_noop("{form} line {line}"), form=self.title, line=self.line)

    def seen_from(self, form: str) -> Text:
        """The place in words for a reader of a form: its own lines go without its name."""
        if self.form == form and self._several:
            return text(gettext_noop("lines {first} and {second}"), **self._two_lines)
        if self.form == form:
            return text(gettext_noop("line {line}"), line=self.line)
        return self.named

    def on_1040_nr(self) -> Place:
        """The same amount on Form 1040-NR, which shares the schedules and most line numbers."""
        if self.nonresident is not None:
            return self.nonresident
        if self.form == "form_1040":
            return Place("form_1040_nr", "Form 1040-NR", self.line)
        return self


def read_place(value: Any) -> Place:
    """A place from "11a" (of Form 1040), "Schedule 1 line 8d", "none", or two of them: "38; Form 1040-NR line 36".

    Raises ValueError with what is wrong.
    """
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be a text, not {value!r}")
    parts = [part.strip() for part in value.split(";")]
    if len(parts) > 2:
        raise ValueError("must name at most two lines: on Form 1040 and, after a semicolon, on Form 1040-NR")
    first = _one(parts[0])
    if len(parts) == 1:
        return first
    return Place(first.form, first.title, first.line, _one(parts[1]))


def _one(words: str) -> Place:
    if words == NOWHERE:
        return Place()
    found = _PLACE.fullmatch(words)
    title = found["title"] or "Form 1040" if found else ""
    if found is None or title not in FORMS:
        raise ValueError(f"must be a line like 11a, Schedule 1 line 8d or none, not {words!r}")
    return Place(FORMS[title], title, found["line"])


def lines_in_words(words: str) -> Text:
    """Lines that a year's figures name in words, as a text that a reader of any language gets, whatever the numbers.

    Words of another shape are said as they are, or as the catalogue translates the whole of them.
    """
    for shape, template in _OF_TWO_FORMS:
        if found := shape.fullmatch(words):
            return text(template, **found.groupdict())
    return text(words)
