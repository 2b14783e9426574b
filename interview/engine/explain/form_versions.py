"""How the papers of the child credits were numbered before 2021. The arithmetic is that of 2022; the names differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from interview.engine.explain.line_order import in_form_order
from interview.engine.places import Place
from interview.engine.wording import Line, Text, gettext_noop, text

SCHEDULE = "schedule_8812"
WORKSHEET = "child_tax_credit_worksheet"


class Version(NamedTuple):
    """Where a line of the 2022 papers stood: by its number there, the number then.

    `worksheet` is the one for the credit itself, in Publication 972; `limit` is its part that was Credit Limit
    Worksheet A later, `special` the paper that was Worksheet B later. `same` names lines that the schedule left out
    because they cannot differ from another one.
    """

    worksheet: Mapping[str, str]
    schedule: Mapping[str, str]
    same: Mapping[str, str]
    limit: Mapping[str, str]
    special: Mapping[str, str]
    special_name: str
    source: str
    bar_source: str


# Publication 972 holds the longer worksheet, which families with income left out have to use.
VERSIONS: dict[str, Version] = {
    "2018": Version(
        worksheet={
            "5": "1",
            "7": "2",
            "8": "3",
            "1": "4",
            "2d": "5",
            "3": "6",
            "9": "7",
            "10": "8",
            "11": "9",
            "12": "10",
            "13": "15",
            "14": "16",
        },
        schedule={
            "12": "1",
            "14": "2",
            "16a": "3",
            "16b": "4",
            "17": "5",
            "18a": "6a",
            "18b": "6b",
            "19": "7",
            "20": "8",
            "21": "9",
            "22": "10",
            "23": "11",
            "24": "12",
            "25": "13",
            "26": "14",
            "27": "15",
        },
        same={},
        limit={"1": "11", "2": "12", "3": "13", "4": "14"},
        special={number: number for number in ("1", "2", "3", "4", "5", "9", "10", "11", "12", "13", "14", "15")},
        special_name="line_14_worksheet",
        source="Publication 972, Child Tax Credit and Credit for Other Dependents Worksheet",
        bar_source="IRC 24(d)(3); Schedule 8812, Part I caution",
    ),
    "2017": Version(
        worksheet={
            "5": "1",
            "1": "2",
            "2d": "3",
            "3": "4",
            "9": "5",
            "10": "6",
            "11": "7",
            "12": "8",
            "13": "12",
            "14": "13",
        },
        schedule={
            "12": "1",
            "14": "2",
            "16a": "3",
            "18a": "4a",
            "18b": "4b",
            "19": "5",
            "20": "6",
            "21": "7",
            "22": "8",
            "23": "9",
            "24": "10",
            "25": "11",
            "26": "12",
            "27": "13",
        },
        same={"17": "3"},
        limit={"1": "9", "2": "10"},
        special={
            "1": "1",
            "3": "2",
            "4": "3",
            "5": "4",
            "9": "8",
            "10": "9",
            "11": "10",
            "12": "11",
            "14": "12",
            "15": "13",
        },
        special_name="line_11_worksheet",
        source="Publication 972, Child Tax Credit Worksheet",
        bar_source="IRC 24(d)(5) as in force for 2017; Schedule 8812, Part II line 1",
    ),
}


def line_in_version(number: str, version: str) -> str:
    """The number that a line of the 2022 schedule had in another version."""
    older = VERSIONS.get(version)
    return older.schedule[number] if older else number


def place_in_version(number: str, version: str) -> tuple[str, str] | None:
    """The form and number that a line of the 2022 schedule had in another version; None where it had no such line."""
    older = VERSIONS.get(version)
    if older is None:
        return SCHEDULE, number
    if number in older.schedule or number in older.same:
        return SCHEDULE, {**older.same, **older.schedule}[number]
    return (WORKSHEET, older.worksheet[number]) if number in older.worksheet else None


def bar_source(version: str) -> str:
    """Where the law and the schedule say that Form 2555 ends the refund."""
    older = VERSIONS.get(version)
    return older.bar_source if older else "IRC 24(d)(3); Schedule 8812, Part II-A caution"


def renumbered(lines: Iterable[Line], version: str, credit: Place) -> Iterator[Line]:
    """The lines of the 2022 papers as an older version has them; lines it did not have are left out.

    `credit` is the return's line for the credit against tax, which the older schedules start from.
    """
    older = VERSIONS.get(version)
    if older is None:
        yield from lines
        return
    found = list(lines)
    worksheet = [_on_the_worksheet(line, older) for line in found if _numbers(line, older)]
    worksheet += _first_credits_and_special_ones(found, older)
    yield from in_form_order(worksheet)
    for line in found:
        if line.form == SCHEDULE and line.line in older.schedule:
            yield _on_the_schedule(line, older, credit)
    yield from (line for line in found if line.form == "earned_income_worksheet")
    special = [line for line in found if line.form == "credit_limit_worksheet_b" and line.line in older.special]
    for line in special:
        number, source = older.special[line.line], "Publication 972, Line {} Worksheet"
        yield replace(
            line, form=older.special_name, line=number, source=source.format(older.special_name.split("_")[1])
        )
    if special and older.special_name == "line_11_worksheet":
        yield from _end_of_the_line_11_worksheet(found)


def _numbers(line: Line, older: Version) -> bool:
    return (line.form == SCHEDULE and line.line in older.worksheet) or (
        line.form == "credit_limit_worksheet_a" and line.line in older.limit
    )


def _on_the_worksheet(line: Line, older: Version) -> Line:
    of_schedule = line.form == SCHEDULE
    number = older.worksheet[line.line] if of_schedule else older.limit[line.line]
    how = line.how
    if of_schedule and line.line == "13":
        # On the older worksheet the limit follows from the lines right above it.
        values = {name: value for name, value in how.values.items() if name in ("left", "special")}
        how = text(gettext_noop("{left:$} less {special:$}, not below zero."), **values)
    label = line.label
    if not of_schedule and line.line == "4":
        label = text(gettext_noop("From the Line 14 Worksheet"))
    return replace(line, form=WORKSHEET, line=number, label=label, how=how, source=older.source)


def _first_credits_and_special_ones(lines: list[Line], older: Version) -> Iterator[Line]:
    """2017 only: line 11 held the credits that go first together with those of its own worksheet."""
    if older.special_name != "line_11_worksheet":
        return
    limit = {line.line: line for line in lines if line.form == "credit_limit_worksheet_a"}
    first, special = (int(limit[number].amount) for number in ("2", "4"))
    yield Line(
        WORKSHEET,
        "11",
        text(gettext_noop("Credits that are used first, and the four special ones")),
        first + special,
        text(gettext_noop("{first:$} + {special:$} from the Line 11 Worksheet."), first=first, special=special)
        if special
        else text(gettext_noop("The same as line 10.")),
        older.source,
    )


def _end_of_the_line_11_worksheet(lines: list[Line]) -> Iterator[Line]:
    limit = {line.line: int(line.amount) for line in lines if line.form == "credit_limit_worksheet_a"}
    source = "Publication 972, Line 11 Worksheet"
    yield Line(
        "line_11_worksheet",
        "14",
        text(gettext_noop("Credits that are used first")),
        limit["2"],
        text(gettext_noop("From the child tax credit worksheet line {line}."), line="10"),
        source,
    )
    yield Line(
        "line_11_worksheet",
        "15",
        text(gettext_noop("Both together")),
        limit["2"] + limit["4"],
        text(gettext_noop("{a:$} + {b:$}."), a=limit["4"], b=limit["2"]),
        source,
    )


def _on_the_schedule(line: Line, older: Version, credit: Place) -> Line:
    number = older.schedule[line.line]
    source = line.source.replace(f"Schedule 8812 line {line.line}", f"Schedule 8812 line {number}")
    if "caution" in source:
        source = older.bar_source
    label = line.label._replace(values=_numbered(line.label, older))
    return replace(line, line=number, label=label, how=_how(line, older, credit), source=source)


def _how(line: Line, older: Version, credit: Place) -> Text:
    if line.line == "14":
        return text(gettext_noop("From {place}."), place=credit.named)
    if line.line in older.worksheet:
        return text(gettext_noop("From the child tax credit worksheet line {line}."), line=older.worksheet[line.line])
    return line.how._replace(values=_numbered(line.how, older))


def _numbered(said: Text, older: Version) -> dict[str, object]:
    """The values of a sentence, with the lines that it names numbered as the older schedule did."""
    numbers = {**older.same, **older.schedule}
    return {
        name: numbers.get(str(value), value) if name.startswith("line_") else value
        for name, value in said.values.items()
    }
