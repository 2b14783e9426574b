"""How the lines of Schedule 8812 were numbered before 2021. The arithmetic is that of 2022; only the names differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from interview.engine.wording import Line, gettext_noop, text

FORM = "schedule_8812"


class Version(NamedTuple):
    """Where a line of the 2022 form stood: on the worksheet for the credit itself, or on the schedule of that year."""

    worksheet: Mapping[str, str]
    schedule: Mapping[str, str]
    source: str


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
        source="Publication 972, Child Tax Credit and Credit for Other Dependents Worksheet",
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
        source="Publication 972, Child Tax Credit Worksheet",
    ),
}


def renumbered(lines: Iterable[Line], version: str) -> Iterator[Line]:
    """The lines of the 2022 form under the numbers of an older version; lines it did not have are left out."""
    older = VERSIONS.get(version)
    if older is None:
        yield from lines
        return
    schedule = []
    for line in lines:
        if line.form != FORM:
            schedule.append(line)
            continue
        if line.line in older.worksheet:
            yield replace(line, form="child_tax_credit_worksheet", line=older.worksheet[line.line], source=older.source)
        if line.line in older.schedule:
            schedule.append(_on_the_schedule(line, older))
    yield from schedule


def _on_the_schedule(line: Line, older: Version) -> Line:
    how = line.how
    if line.line in older.worksheet:
        how = text(gettext_noop("From the child tax credit worksheet line {line}."), line=older.worksheet[line.line])
    values = {
        name: older.schedule.get(value, value) if name.startswith("line_") else value
        for name, value in how.values.items()
    }
    number = older.schedule[line.line]
    return replace(
        line,
        line=number,
        how=how._replace(values=values),
        source=line.source.replace(f"Schedule 8812 line {line.line}", f"Schedule 8812 line {number}"),
    )
