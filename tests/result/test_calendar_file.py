"""The calendar file: every day ahead, nothing about the family, and a form that every calendar reads."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from interview.result.explain import explain
from interview.result.explain.case import Case
from interview.result.take_away.calendar_file import calendar_file
from tests.result.households import MARCH, assessed, child, choosing, household

MADE = datetime(2026, 3, 9, 12, 30, tzinfo=UTC)
NO_NUMBER: dict[str, Any] = {"taxpayer_id": {"kind": "none"}}
FAMILIES: dict[str, dict[str, Any]] = {
    "mother in Berlin": household(children=[child("Rumpelstilzchen")]),
    "child without a number": household(children=[child("Rumpelstilzchen", **NO_NUMBER)]),
    "parent without a number": household(filer=NO_NUMBER, children=[child("Rumpelstilzchen")]),
    "uses Form 2555": household(filer=choosing("elect"), children=[child("Rumpelstilzchen")]),
    "lives in the US": household(residence={"place": "united_states"}, children=[child("Rumpelstilzchen")]),
    "asked for more time": household(filing={"extension": True}, children=[child("Rumpelstilzchen", **NO_NUMBER)]),
}
DAYS = (MARCH, date(2026, 7, 1), date(2028, 12, 24))

Event = dict[str, str]


def written(document: dict[str, Any], *, today: date = MARCH, filed: str = "no") -> str:
    found = assessed(document)
    steps = explain(found, today=today, filed=filed).next_steps
    return calendar_file(Case(found, today, filed), steps, made_at=MADE)


def read(file: str) -> list[Event]:
    """What a calendar makes of the file: unfolded lines, components one within the other, values unescaped."""
    assert file.endswith("\r\n")
    assert "\n" not in file.replace("\r\n", "")
    lines = file.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    within: list[str] = []
    events: list[Event] = []
    for line in lines:
        name, value = re.fullmatch(r"([A-Z-]+(?:;[A-Z]+=[A-Z-]+)*):(.+)", line).groups()  # type: ignore[union-attr]
        if name == "BEGIN":
            within.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert within.pop() == value
        elif len(within) > 1:
            key = name if within[-1] == "VEVENT" else f"{within[-1]}:{name}"
            assert key not in events[-1]
            events[-1][key] = re.sub(r"\\([\\;,])", r"\1", value)
    assert within == []
    return events


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("name", FAMILIES)
def test_every_day_ahead_of_the_next_steps_is_in_the_file_and_no_past_one(name: str, today: date) -> None:
    steps = explain(assessed(FAMILIES[name]), today=today).next_steps
    shown = {f"{step.day:%Y%m%d}" for step in steps if step.day and step.day >= today}
    days = {event["DTSTART;VALUE=DATE"] for event in read(written(FAMILIES[name], today=today))}
    assert shown <= days
    assert all(day >= f"{today:%Y%m%d}" for day in days)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_file_holds_no_names_and_no_amounts(name: str, language: str) -> None:
    with translation.override(language):
        file = written(FAMILIES[name]).replace("\r\n ", "")
    assert "Rumpel" not in file
    assert "$" not in file


@pytest.mark.parametrize("name", FAMILIES)
def test_every_entry_is_one_whole_day_with_an_id_of_its_own_and_a_reminder(name: str) -> None:
    events = read(written(FAMILIES[name]))
    assert events
    assert len({event["UID"] for event in events}) == len(events)
    for event in events:
        start = date.fromisoformat(event["DTSTART;VALUE=DATE"])
        assert date.fromisoformat(event["DTEND;VALUE=DATE"]) == start + timedelta(days=1)
        assert event["DTSTAMP"] == "20260309T123000Z"
        assert event["SUMMARY"].startswith("US tax year 2025: ")
        assert event["VALARM:ACTION"] == "DISPLAY"
        assert event["VALARM:DESCRIPTION"] == event["SUMMARY"]
        assert event["VALARM:TRIGGER"] == "-P13DT15H"


def test_a_day_that_is_near_is_told_of_the_day_before() -> None:
    triggers = {event["UID"]: event["VALARM:TRIGGER"] for event in read(written(household(), today=date(2026, 4, 14)))}
    assert triggers["2025-file_by@fledge"] == "-PT15H"
    assert triggers["2025-file_by_abroad@fledge"] == "-P13DT15H"


def test_the_same_days_keep_their_ids_so_that_a_second_file_changes_the_first() -> None:
    before = {event["UID"]: event["DTSTART;VALUE=DATE"] for event in read(written(household()))}
    later = {event["UID"]: event["DTSTART;VALUE=DATE"] for event in read(written(household(), today=date(2026, 7, 1)))}
    assert later
    assert later.items() <= before.items()


def test_the_revision_of_the_figures_is_the_number_of_the_change() -> None:
    revision = assessed(household()).assessment.parameters.revision
    assert {event["SEQUENCE"] for event in read(written(household()))} == {str(revision)}


def test_the_day_of_a_missing_number_and_of_asking_for_time_are_in_the_file() -> None:
    events = {event["UID"]: event for event in read(written(FAMILIES["child without a number"]))}
    assert events["2025-get_ssn@fledge"]["DTSTART;VALUE=DATE"] == "20261015"
    assert "has to be issued before this day" in events["2025-get_ssn@fledge"]["SUMMARY"]
    assert events["2025-ask_for_time@fledge"]["DTSTART;VALUE=DATE"] == "20260615"


def test_who_asked_for_more_time_is_not_told_to_ask() -> None:
    uids = {event["UID"] for event in read(written(FAMILIES["asked for more time"]))}
    assert "2025-get_ssn@fledge" in uids
    assert "2025-ask_for_time@fledge" not in uids


def test_a_return_that_is_filed_has_no_day_to_file() -> None:
    uids = {event["UID"] for event in read(written(household(), filed="on_time"))}
    assert "2025-claim_refund_by@fledge" in uids
    assert not [uid for uid in uids if "file_by" in uid]


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_line_is_longer_than_calendars_allow_and_no_letter_is_cut(language: str) -> None:
    with translation.override(language):
        file = written(FAMILIES["child without a number"])
    assert f"PRODID:-//Fledge//Dates//{language.upper()}\r\n" in file
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    assert any(line.startswith(" ") for line in file.split("\r\n"))
    assert read(file)


def test_the_file_is_in_the_language_of_the_page() -> None:
    with translation.override("es"):
        titles = [event["SUMMARY"].partition(": ")[2] for event in read(written(household()))]
    assert titles[:2] == ["Presenta el Form 1040.", "Presenta la declaración, si vives y trabajas en el extranjero."]
