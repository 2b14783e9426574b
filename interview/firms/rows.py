"""What the list shows of a client, copied from the draft and its result after each change."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from interview.drafts.models import Draft
from interview.firms import search
from interview.firms.file_models import ClientFile
from interview.firms.next_dates import (
    NO_DATE,
    NUMBER_BEFORE,
    Situation,
    next_date,
    number_can_be_in_time,
    too_late_to_claim,
)
from interview.firms.office_models import Office
from interview.firms.what_blocks import UNFINISHED, Outcome, what_blocks
from interview.steps import Route
from interview.steps.open_answers import open_answers
from interview.steps.saved import Answers
from interview.years import YearInForce, every_year_in_force

AT_A_TIME = 500
NOT_FILED = "no"
COPIED = (
    "tax_year",
    "language",
    "country",
    "children",
    "qualifying_children",
    "paid_now",
    "paid_possible",
    "gain",
    "route",
    "blocked",
    "revision_id",
    "next_date",
    "next_date_code",
)
"""The columns that follow from the draft's stored result; `open_answers` and the times come with each saved change."""
_OF_THE_RESULT = (
    "draft_version",
    "revision_id",
    "households",
    "children",
    "qualifying_children",
    "best",
    "outside",
    "paid",
    "better",
    "possible",
    "balance",
    "why_zero",
)
NOTHING_AHEAD = (ClientFile.Status.CLAIMED, ClientFile.Status.PAID, ClientFile.Status.CLOSED)
"""Clients for whom no day is ahead: the return is filed, or will not be."""


def name_key(name: str) -> str:
    """A name as it is sorted and searched: without accents, capitals and double spaces."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())[:80]


def open_file(draft: Draft, office: Office, *, name: str, email: str = "", begun_by_office: bool = False) -> ClientFile:
    """The office's file of a draft: the one it has, or a new one. The list shows it at once, with what is known."""
    now = timezone.now()
    file, _new = ClientFile.objects.update_or_create(
        draft=draft,
        office=office,
        defaults={
            "name": name,
            "name_key": name_key(name),
            "tax_year": draft.tax_year,
            "language": draft.language,
            "last_family_at": None if begun_by_office else now,
            "last_activity_at": now,
            **({"email": email} if email else {}),
        },
        create_defaults=_of_new_file(draft, name, email, now, begun_by_office=begun_by_office),
    )
    refresh(draft)
    search.index(file)
    return file


def begun_file(draft: Draft, office: Office, *, name: str, email: str, of_answers: dict[str, Any]) -> ClientFile:
    """The file of a draft that the office has just begun, not yet stored, with all that `refresh` would say of it.

    `of_answers` is what `of_answers` gives for the draft. No query.
    """
    first = _of_new_file(draft, name, email, timezone.now(), begun_by_office=True)
    return ClientFile(draft=draft, office=office, **{**first, **_without_result(), **of_answers})


def _of_new_file(draft: Draft, name: str, email: str, now: datetime, *, begun_by_office: bool) -> dict[str, Any]:
    return {
        "name": name,
        "name_key": name_key(name),
        "email": email,
        "begun_by_office": begun_by_office,
        "tax_year": draft.tax_year,
        "language": draft.language,
        "status_at": now,
        "last_family_at": None if begun_by_office else now,
        "last_activity_at": now,
        "created_at": now,
    }


def of_answers(answers: Answers) -> dict[str, Any]:
    """The columns that follow from the answers of a draft alone."""
    route = Route(answers)
    waiting = len(open_answers(route)) + len(route.open)
    return {"open_answers": min(waiting, 32_767), "country": _country_of(route)}


def refresh(draft: Draft, **also: Any) -> None:
    """Bring the row of a draft up to its answers and its stored result; nothing for one that no office sees.

    Three queries, one of them for the years in force. `also` are columns that are written along with them.
    """
    if draft.office_id is None or draft.what_if_of_id is not None:
        return
    _refresh([draft.pk], {**also, **of_answers(draft.answers)})


def refresh_many(drafts: Sequence[int]) -> int:
    """Bring the rows of drafts up to their stored results, after a job or when a day has passed; how many changed.

    Two queries and one write for a few hundred; the answers are not read, so what depends on them alone stays.
    """
    return sum(_refresh(drafts[start : start + AT_A_TIME]) for start in range(0, len(drafts), AT_A_TIME))


def after_draft_changed(draft: Draft, **_signal: Any) -> None:
    """What `drafts.changes.draft_changed` calls. `draft.acting` is the seat of whoever of the staff made the change."""
    now = timezone.now()
    who = "last_family_at" if getattr(draft, "acting", None) is None else "last_staff_at"
    refresh(draft, **{who: now, "last_activity_at": now})


def pass_dates(now: datetime) -> int:
    """Move rows on whose next day is over, and fill those that were never filled; gives how many changed. Daily."""
    today, changed, after = timezone.localdate(now), 0, 0
    never = Q(blocked="", revision_id=None)
    # A number is to be issued before its day, so that day itself is over when it comes.
    over = Q(next_date__lt=today) | Q(next_date=today, next_date_code=NUMBER_BEFORE)
    due = ClientFile.objects.filter(over | never, draft__office=F("office")).order_by("draft")
    while keys := list(due.filter(draft__gt=after).values_list("draft", flat=True)[:AT_A_TIME]):
        after = keys[-1]
        changed += refresh_many(keys)
    return changed


def _refresh(drafts: Sequence[int], given: dict[str, Any] | None = None) -> int:
    """Write the columns that differ. `given` are columns that the caller knows of the one draft it asks for."""
    today, years = timezone.localdate(), every_year_in_force()
    with transaction.atomic():
        changed: dict[tuple[str, ...], list[list[Any]]] = {}
        for pk, before, copied in _rows(drafts, years, today):
            known = {name: value for name, value in (given or {}).items() if not copied.get(name)}
            after = {**copied, **known}
            new = {name: value for name, value in after.items() if name not in before or before[name] != value}
            if new:
                changed.setdefault(tuple(new), []).append([*new.values(), pk])
        for names, values in changed.items():
            _update(names, values)
    return sum(map(len, changed.values()))


def _rows(
    drafts: Iterable[int], years: dict[int, YearInForce], today: date
) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    """Each file that its office sees, with the columns as they are and as they should be."""
    columns = (
        "pk",
        "status",
        "draft__version",
        "draft__tax_year",
        "draft__language",
        "draft__answers__history__filed",
        "draft__answers__extension__extension",
        *(f"draft__result__{name}" for name in _OF_THE_RESULT),
        *COPIED,
    )
    files = ClientFile.objects.filter(draft__in=drafts, draft__office=F("office")).order_by("pk")
    for pk, status, version, tax_year, language, filed, more_time, *values in files.values_list(*columns):
        result = dict(zip(_OF_THE_RESULT, values, strict=False))
        before = dict(zip(COPIED, values[len(_OF_THE_RESULT) :], strict=True))
        year = years.get(tax_year)
        after = {"tax_year": tax_year, "language": language}
        if result["draft_version"] != version or year is None:
            after |= _without_result()
        else:
            told = {"has_filed": filed not in (None, "", NOT_FILED), "more_time": more_time or ""}
            after |= _with_result(result, year, today, told)
            if status in NOTHING_AHEAD:
                after |= {"next_date": None, "next_date_code": ""}
        yield pk, before, after


def _without_result() -> dict[str, Any]:
    nothing = dict.fromkeys(
        ("children", "qualifying_children", "paid_now", "paid_possible", "gain", "revision_id", "next_date")
    )
    return {**nothing, "country": "", "route": "", "blocked": UNFINISHED, "next_date_code": ""}


def _with_result(result: dict[str, Any], year: YearInForce, today: date, told: dict[str, Any]) -> dict[str, Any]:
    household = result["households"][0]["document"] if result["households"] else {}
    situation = Situation(household=household, **told)
    in_time = number_can_be_in_time(situation, year.parameters, today)
    possible = result["possible"] if in_time else result["better"]
    outcome = Outcome(
        now=result["paid"],
        better=result["better"],
        possible=possible,
        outside=result["outside"],
        why_zero=result["why_zero"],
        best=result["best"],
        has_filed=situation.has_filed,
    )
    too_late = too_late_to_claim(year.parameters, today)
    ahead = NO_DATE
    if not result["outside"]:
        situation = replace(
            situation,
            # What other tax on the return takes whole is nothing to claim.
            expects_money=result["balance"] + max(0, possible - result["paid"]) > 0,
            number_missing=possible > result["better"],
        )
        ahead = next_date(situation, year.parameters, today)
    blocked = what_blocks(outcome, too_late=too_late)
    if too_late:
        possible = result["paid"]  # whatever else there was to gain is lost
    outside = result["outside"]
    return {
        "country": (household.get("residence") or {}).get("country") or "",
        "children": result["children"],
        "qualifying_children": result["qualifying_children"],
        "paid_now": None if outside else result["paid"],
        "paid_possible": None if outside else possible,
        "gain": None if outside else max(0, possible - result["paid"]),
        "route": result["best"],
        "blocked": blocked,
        "revision_id": result["revision_id"],
        "next_date": ahead.on,
        "next_date_code": ahead.code,
    }


def _country_of(route: Route) -> str:
    return str(route.saved.get("home_country", "country") or "")[:2]


def _update(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """One statement for all rows that have the same columns to write; each row ends with its primary key."""
    table = ClientFile._meta  # noqa: SLF001 - Django's documented door to the columns
    by_name = {field.name: field for field in table.concrete_fields}
    fields = [by_name[name] for name in names]
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    values = [
        [*(field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=False)), row[-1]]
        for row in rows
    ]
    with connection.cursor() as cursor:
        statement = f"UPDATE {quote(table.db_table)} SET {changes} WHERE {quote('id')} = %s"  # noqa: S608 - names
        cursor.executemany(statement, values)
