"""Offices with many clients, for the benchmark of the list: the same in every run, and as uneven as real ones are.

One office has a tenth of all clients, the others share the rest. Amounts, days and statuses go together as they do in
life: what is not finished has no amounts, what is paid waits for nobody. Some families have stopped sharing, some have
deleted their drafts: their files are still there, and the list has to pass them over. The figures in force have changed
the results of a third of those that are finished, and nobody has looked at them yet.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction

from interview.drafts.models import Draft
from interview.firms import search
from interview.firms.file_models import ClientFile, Note
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rows import name_key
from interview.firms.what_blocks import WHAT_BLOCKS
from interview.impact.models import ChangedResult, FigureJob
from interview.years.models import ParameterRevision
from tests.golden.families import FAMILIES

OFFICES = 500
AT_A_TIME = 5_000
SHARE_OF_LARGEST = 0.1
CHANGED_BY_FIGURES = 0.33
PEOPLE_OF_LARGEST, PEOPLE = 60, 4
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
YEARS = {2025: 55, 2024: 25, 2023: 14, 2022: 6}
STATUSES = {
    "received": 12, "in_review": 17, "waiting_family": 14, "ready": 7, "advised": 8, "claimed": 11, "paid": 14,
    "on_hold": 2, "stale": 6, "closed": 9,
}  # fmt: skip
WAITING_ON = {"received": "us", "in_review": "us", "ready": "us", "waiting_family": "family", "advised": "family",
              "stale": "family"}  # fmt: skip
COUNTRIES = ["DE", "GB", "CA", "FR", "ES", "MX", "IL", "JP", "CH", "IT", "AU", "NL", "BR", "KR", "SE", "PT", "CR", "NZ"]
BEGINNINGS = "ab an ar bel ber bo bra cal car chen cor da del di el fa fer gar go gre ha her ho ib jan ka kim kle ko la"
MIDDLES = "a da de do la le li lo ma mi mo na ne ni no ra re ri ro sa se so ta te to va"
ENDS = "ck er ez ert es in ini ler man mann n nen nt ov owski rs sen ski son ston us wski ya z"
WORDS = "called passport letter school embassy Monday refund transcript birth certificate bank waits number exchange"


@dataclass(frozen=True, slots=True)
class Made:
    """The offices to measure: the largest, and one like most; each with an owner."""

    largest: OfficeMember
    usual: OfficeMember


def make(number: int) -> Made:
    """So many clients in a database that has none yet."""
    random = Random(number)  # noqa: S311 - the same clients in every run
    with transaction.atomic():
        seats, jobs = _offices(), _jobs()
        notes: list[Note] = []
        for begin in range(0, number, AT_A_TIME):
            notes += _clients(min(AT_A_TIME, number - begin), begin, number, seats, jobs, random)
        Note.objects.bulk_create(notes, batch_size=AT_A_TIME)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
    return made()


def made() -> Made:
    """What `make` has made."""
    owners = OfficeMember.objects.filter(role=OfficeMember.Role.OWNER).select_related("office", "user").order_by("pk")
    return Made(owners[0], owners[1])


def _offices() -> list[list[int]]:
    """The people of each office, after its own key; the first of them owns it."""
    offices = Office.objects.bulk_create([Office(name=f"Office {place}") for place in range(OFFICES)])
    sizes = [PEOPLE_OF_LARGEST] + [PEOPLE] * (OFFICES - 1)
    people = iter(User.objects.bulk_create([User(username=f"person {place}") for place in range(sum(sizes))]))
    found, seats = [], []
    for office, size in zip(offices, sizes, strict=True):
        members = list(itertools.islice(people, size))
        found.append([office.pk, *(member.pk for member in members)])
        seats += [
            OfficeMember(office=office, user=member, role="advisor" if place else "owner")
            for place, member in enumerate(members)
        ]
    OfficeMember.objects.bulk_create(seats, batch_size=AT_A_TIME)
    return found


def _jobs() -> dict[int, FigureJob]:
    """The job of each year's revision in force that worked out everything anew, done by now."""
    jobs = [
        FigureJob(kind="reevaluation", state="done", revision=revision, document={}, digest=revision.digest)
        for revision in ParameterRevision.objects.filter(state="published").order_by("tax_year")
    ]
    return {job.revision.tax_year: job for job in FigureJob.objects.bulk_create(jobs)}


def _clients(
    some: int,
    begin: int,
    number: int,
    offices: Sequence[Sequence[int]],
    jobs: dict[int, FigureJob],
    random: Random,
) -> list[Note]:
    answers = [golden.answers for golden in FAMILIES.values() if golden.headline != "stop"]
    drafts, files = [], []
    for place in range(begin, begin + some):
        office, *people = offices[0 if random.random() < SHARE_OF_LARGEST else random.randrange(1, OFFICES)]
        changed = NOW - timedelta(days=700) * random.random() * (1 - 0.7 * place / number)
        fate = random.random()
        draft = Draft(
            public_id=uuid.UUID(int=random.getrandbits(128), version=4),
            tax_year=_drawn(YEARS, random),
            answers=answers[place % len(answers)],
            version=7,
            office_id=None if fate < 0.01 else office,
            deleted_at=NOW if 0.01 <= fate < 0.02 else None,
            updated_at=changed,
        )
        drafts.append(draft)
        files.append(_file(draft, office, people, jobs, random))
    Draft.objects.bulk_create(drafts)
    for file, draft in zip(files, drafts, strict=True):
        file.draft_id = draft.pk
    # Before the files: these say by themselves what changed them, each when it is written.
    ChangedResult.objects.bulk_create(_changed_results(files, jobs, random))
    ClientFile.objects.bulk_create(files)
    notes = [_note(file, random) if random.random() < 0.2 else None for file in files]
    search.store(
        (
            file.pk,
            search.document(
                file.office_id, file.name, str(draft.public_id)[:8], file.email, *([note.text] if note else [])
            ),
        )
        for file, draft, note in zip(files, drafts, notes, strict=True)
    )
    return [note for note in notes if note]


def _file(draft: Draft, office: int, people: Sequence[int], jobs: dict[int, FigureJob], random: Random) -> ClientFile:
    name = f"{_name(random)}, {_name(random)}"
    status = _drawn(STATUSES, random)
    finished = status not in ("received", "waiting_family", "stale") or random.random() < 0.5
    values: dict[str, Any] = {"blocked": "unfinished", "open_answers": random.randrange(1, 20)}
    if finished:
        values = _amounts(draft.tax_year, status, random)
        values["revision_id"] = jobs[draft.tax_year].revision_id
    return ClientFile(
        office_id=office,
        name=name,
        name_key=name_key(name),
        email=f"{name_key(name).replace(', ', '.')}{random.randrange(100)}@example.org",
        tax_year=draft.tax_year,
        language="es" if random.random() < 0.2 else "en",
        country=COUNTRIES[min(int(random.expovariate(0.25)), len(COUNTRIES) - 1)],
        status=status,
        status_at=draft.updated_at,
        waiting_on=WAITING_ON.get(status, "nobody"),
        assignee_id=random.choice(people) if random.random() < 0.85 else None,
        flagged=random.random() < 0.03,
        last_family_at=draft.updated_at,
        last_activity_at=draft.updated_at,
        created_at=draft.updated_at - timedelta(days=30),
        **values,
    )


def _changed_results(
    files: Sequence[ClientFile], jobs: dict[int, FigureJob], random: Random
) -> Iterator[ChangedResult]:
    """What the figures in force changed, some minutes after the last family was at work."""
    for file in files:
        if file.revision_id is None or random.random() >= CHANGED_BY_FIGURES:
            continue
        paid = file.paid_now or 0
        before = max(0, paid + random.choice([-400, -200, -100, 100, 300]))
        yield ChangedResult(
            job=jobs[file.tax_year],
            draft_id=file.draft_id,
            paid_before=before,
            paid_after=paid,
            balance_before=before - 500,
            balance_after=paid - 500,
            created_at=NOW + timedelta(seconds=random.randrange(600)),
        )


def _amounts(tax_year: int, status: str, random: Random) -> dict[str, Any]:
    children = min(1 + int(random.expovariate(0.8)), 9)
    possible = children * 1_700 if random.random() < 0.6 else random.randrange(0, children * 1_700)
    gain = min(possible, random.randrange(1, 1_700 * children)) if random.random() < 0.35 else 0
    blocked = random.choice(list(WHAT_BLOCKS)) if gain or possible == 0 else ""
    day = None if status in ("claimed", "paid", "closed") else _day(tax_year, random)
    return {
        "children": children,
        "qualifying_children": random.randrange(children + 1),
        "paid_now": possible - gain,
        "paid_possible": possible,
        "gain": gain,
        "route": random.choices(["no_exclusion", "exclude_filer", "exclude_both", ""], [70, 20, 7, 3])[0],
        "blocked": blocked,
        "open_answers": 0 if random.random() < 0.7 else random.randrange(1, 6),
        "next_date": day,
        "next_date_code": "file_by" if day else "",
    }


def _day(tax_year: int, random: Random) -> date:
    return random.choice([date(tax_year + 4, 4, 15), date(2027, 4, 15), date(2026, 12, 15), date(2027, 6, 15)])


def _note(file: ClientFile, random: Random) -> Note:
    words = " ".join(random.choices(WORDS.split(), k=random.randrange(3, 15)))
    return Note(file=file, text=f"{words} {_name(random)}", created_at=NOW)


def _name(random: Random) -> str:
    parts = (random.choice(BEGINNINGS.split()), random.choice(MIDDLES.split()), random.choice(ENDS.split()))
    return "".join(parts).capitalize()


def _drawn(weights: dict[Any, int], random: Random) -> Any:
    return random.choices(list(weights), list(weights.values()))[0]


def terms(seat: OfficeMember) -> Iterator[str]:
    """What people search for in this office: from one letter to a whole name, and what notes say."""
    for place in (0.1, 0.5, 0.9):
        files = ClientFile.objects.filter(office=seat.office_id).order_by("pk")
        file = files[int(files.count() * place)]
        last, first = file.name_key.split(", ")
        yield from (last, last[:3], f"{first} {last[:4]}", file.email)
    yield from ("k", "be", "passport", "school embassy", "nobody-has-this-name")
