"""The pieces of a job's files: what comes in and goes out is never held as a whole by any process."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from interview.firms.file_models import ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob

Side = JobFile.Side
KEYS_IN_A_PIECE = 1_000


def put(job: WorkspaceJob, side: JobFile.Side, number: int, content: bytes) -> None:
    """Store one piece."""
    JobFile.objects.create(job=job, side=side, number=number, content=content)


def replace(job: WorkspaceJob, side: JobFile.Side, number: int, content: bytes) -> None:
    """Store another content in the place of a piece."""
    JobFile.objects.filter(job=job, side=side, number=number).update(content=content)


def get(job: WorkspaceJob, side: JobFile.Side, number: int) -> bytes:
    """One piece; nothing where there is none."""
    found = JobFile.objects.filter(job=job, side=side, number=number).values_list("content", flat=True).first()
    return bytes(found) if found is not None else b""


def each(job: WorkspaceJob, side: JobFile.Side) -> Iterator[bytes]:
    """All pieces of a side in their order, one query and one piece in memory at a time."""
    pieces = JobFile.objects.filter(job=job, side=side)
    for number in list(pieces.order_by("number").values_list("number", flat=True)):
        yield get(job, side, number)


def with_keys(found: QuerySet[ClientFile], keys: Sequence[int]) -> QuerySet[ClientFile]:
    """Those of one office's clients that have these keys. Two queries, whose cost does not grow with the office.

    By their drafts: asked for the keys themselves, SQLite goes through every draft of the office for each few clients.
    """
    drafts = list(ClientFile.objects.filter(pk__in=keys).values_list("draft", flat=True))
    return found.filter(draft__in=drafts)


def put_all(job: WorkspaceJob, rows: Sequence[Any]) -> None:
    """Store what a job works on, as JSON, a thousand to a piece."""
    JobFile.objects.bulk_create(
        (
            JobFile(job=job, side=Side.IN, number=number, content=as_json(rows[begin : begin + KEYS_IN_A_PIECE]))
            for number, begin in enumerate(range(0, len(rows), KEYS_IN_A_PIECE))
        ),
        batch_size=20,
    )


def some(job: WorkspaceJob, begin: int, most: int) -> list[Any]:
    """What is to be worked on from a place on: at most so many, and never over the edge of a piece."""
    content = get(job, Side.IN, begin // KEYS_IN_A_PIECE)
    place = begin % KEYS_IN_A_PIECE
    rows = rows_of(content) if content else []
    return rows[place : place + most]


def as_json(value: Any) -> bytes:
    """JSON without blanks, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def rows_of(piece: bytes) -> list[Any]:
    """What `as_json` wrote of a list."""
    rows: list[Any] = json.loads(piece)
    return rows
