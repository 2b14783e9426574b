"""A job's chunks: cut once, claimed by one worker at a time, and stored in one transaction by whoever holds the claim.

Locks are taken in one order: the job, its chunk, drafts, results, offices' files. Nothing is worked out under one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import DateTimeField, F, JSONField, Q, QuerySet
from django.utils import timezone

from interview.drafts.models import Draft, DraftResult
from interview.drafts.stored_households import STORED
from interview.firms.rows import refresh_many
from interview.impact.figures_of_job import JobFigures
from interview.impact.models import ChangedResult, FigureJob, JobChunk
from interview.impact.outcome import MOST_CRASHES, Crash, Outcome
from interview.impact.over_drafts import LENGTH_OF_SHORT_ID, Listed, NewResult, Worked
from interview.years.models import ParameterRevision

logger = logging.getLogger("fledge.jobs")
State = FigureJob.State
DRAFTS_IN_A_CHUNK = 500
TRIES = 3
MOST_CLAIMS = 5
"""A chunk that was claimed so often and never done stops its workers each time: its drafts count as crashed."""


def claim_time() -> timedelta:
    """How long a worker that shows no sign of life keeps its chunk."""
    return timedelta(seconds=settings.JOB_CLAIM_SECONDS)


# Cutting ---------------------------------------------------------------------------------------------------------


def cut(job: FigureJob, tax_year: int) -> int:
    """Cut a new job into chunks; gives the number of drafts. A sample is drawn here, once and for all."""
    drafts = Draft.objects.kept().filter(tax_year=tax_year)
    total = 0

    def chunks() -> Iterator[JobChunk]:
        nonlocal total
        if job.sample is None:
            keys = drafts.order_by("pk").values_list("pk", flat=True).iterator()
        else:
            keys = iter(sorted(_drawn(tax_year, job.sample)))
        for number, some in enumerate(_groups(keys)):
            total += len(some)
            yield _chunk(job.pk, number, some, only=job.sample is not None)

    JobChunk.objects.bulk_create(chunks())
    return total


def _drawn(tax_year: int, count: int) -> list[int]:
    """Finished drafts by chance; among all drafts where too few are known to be finished."""
    drafts = Draft.objects.kept().filter(tax_year=tax_year)
    finished = drafts.filter(result__draft_version=F("version"))
    drawn = finished if finished.count() >= count else drafts
    return list(drawn.order_by("?").values_list("pk", flat=True)[:count])


def _groups(keys: Iterator[int]) -> Iterator[list[int]]:
    while some := list(islice(keys, DRAFTS_IN_A_CHUNK)):
        yield some


def _chunk(job: int, number: int, keys: list[int], *, only: bool) -> JobChunk:
    return JobChunk(job_id=job, number=number, first=keys[0], last=keys[-1], only=keys if only else None)


def drafts_of(chunk: JobChunk) -> dict[str, Any]:
    """The drafts of a chunk as a filter."""
    return {"pk__range": (chunk.first, chunk.last)} if chunk.only is None else {"pk__in": chunk.only}


# Claiming --------------------------------------------------------------------------------------------------------


def claim(job: int) -> JobChunk | None:
    """Take the next chunk that nobody is at, for some time. None if there is none, or the job does not run."""
    now = timezone.now()
    with transaction.atomic():
        if not FigureJob.objects.filter(pk=job, state=State.RUNNING).update(alive_at=now):
            return None
        while chunk := _free(job, now).select_for_update(skip_locked=True).first():
            if chunk.tries < MOST_CLAIMS:
                chunk.claim, chunk.claimed_until, chunk.tries = uuid4(), now + claim_time(), chunk.tries + 1
                chunk.save(update_fields=["claim", "claimed_until", "tries"])
                return chunk
            _give_up(chunk, now)
    return None


def _give_up(chunk: JobChunk, now: datetime) -> None:
    """End a chunk that nobody can do, so that its job comes to an end, and count its drafts as crashed."""
    ids = list(Draft.objects.kept().filter(**drafts_of(chunk)).order_by("pk").values_list("public_id", flat=True))
    crashes = [Crash("ChunkGivenUp", str(each)[:LENGTH_OF_SHORT_ID]) for each in ids[:MOST_CRASHES]]
    outcome = Outcome(drafts=len(ids), crashed=len(ids), crashes=crashes)
    chunk.claim, chunk.claimed_until, chunk.done_at, chunk.outcome = None, None, now, outcome.as_json()
    chunk.save(update_fields=["claim", "claimed_until", "done_at", "outcome"])
    logger.error("Chunk %s of job %s was given up after %s tries.", chunk.number, chunk.job_id, chunk.tries)


def any_free(job: int) -> bool:
    """Whether a chunk waits for a worker."""
    return _free(job, timezone.now()).exists()


def _free(job: int, now: datetime) -> QuerySet[JobChunk]:
    # A worker whose clock is ahead, and that died, would keep a chunk until that time comes.
    nobody = Q(claim=None) | Q(claimed_until__lte=now) | Q(claimed_until__gt=now + 2 * claim_time())
    return JobChunk.objects.filter(nobody, job=job, done_at=None).order_by("number")


def still_mine(chunk: JobChunk) -> bool:
    """Say that somebody is at it. False if another worker has it by now, or the job does not run any more."""
    now = timezone.now()
    if not FigureJob.objects.filter(pk=chunk.job_id, state=State.RUNNING).update(alive_at=now):
        return False
    mine = JobChunk.objects.filter(pk=chunk.pk, claim=chunk.claim, done_at=None)
    return bool(mine.update(claimed_until=now + claim_time()))


def give_back(chunk: JobChunk) -> None:
    """Let others have a chunk that is not done."""
    mine = JobChunk.objects.filter(pk=chunk.pk, claim=chunk.claim, done_at=None)
    mine.update(claim=None, claimed_until=None, tries=F("tries") - 1)


# Storing ---------------------------------------------------------------------------------------------------------


def store(chunk: JobChunk, worked: Worked, figures: JobFigures) -> bool:
    """Store what came out, all of it or nothing. False if it is no longer wanted, or somebody else has the chunk."""
    for last in (False, False, True):
        try:
            with transaction.atomic():
                return _store(chunk, worked, figures)
        except (IntegrityError, OperationalError):  # a draft was wiped in this moment, or another lock came first
            if last:
                raise
    return False


def _store(chunk: JobChunk, worked: Worked, figures: JobFigures) -> bool:
    now = timezone.now()
    if not _still_runs(chunk.job_id, figures, now):
        return False
    mine = JobChunk.objects.filter(pk=chunk.pk, claim=chunk.claim, done_at=None)
    if not mine.update(done_at=now, claim=None, claimed_until=None, outcome=worked.outcome.as_json()):
        return False
    if figures.saves:
        _store_results(worked, figures, now)
    _finish(figures, now)
    return True


def _still_runs(job: int, figures: JobFigures, now: datetime) -> bool:
    """Under a lock. The job of a revision that is no longer in force ends: that of the newer one does its work."""
    running = FigureJob.objects.filter(pk=job, state=State.RUNNING)
    if not list(running.select_for_update().values_list("pk")):
        return False
    if figures.saves and not _is_in_force(figures.revision):
        running.update(state=State.CANCELLED, finished_at=now)
        return False
    running.update(alive_at=now)
    return True


def _is_in_force(revision: int) -> bool:
    return ParameterRevision.objects.filter(pk=revision, state=ParameterRevision.State.PUBLISHED).exists()


def finish_if_done(figures: JobFigures) -> None:
    """End a job that has nothing left to do."""
    now = timezone.now()
    with transaction.atomic():
        if _still_runs(figures.job, figures, now):
            _finish(figures, now)


def _finish(figures: JobFigures, now: datetime) -> None:
    chunks = JobChunk.objects.filter(job=figures.job)
    if chunks.filter(done_at=None).exists():
        return
    if figures.saves and not chunks.exclude(only=None).exists() and _cut_leftovers(figures):
        return
    FigureJob.objects.filter(pk=figures.job, state=State.RUNNING).update(state=State.DONE, finished_at=now)


def _cut_leftovers(figures: JobFigures) -> bool:
    """Results that a save stored under the figures of before when the job had passed its draft: once more, at the end.

    Nothing is looked for a second time, so that a draft that cannot be worked out does not keep the job for ever.
    """
    drafts = Draft.objects.kept().filter(tax_year=figures.tax_year, result__draft_version=F("version"))
    keys = drafts.exclude(result__revision=figures.revision).order_by("pk").values_list("pk", flat=True)
    done = JobChunk.objects.filter(job=figures.job).count()
    left = [_chunk(figures.job, number, some, only=True) for number, some in enumerate(_groups(iter(keys)), start=done)]
    JobChunk.objects.bulk_create(left)
    return bool(left)


def _store_results(worked: Worked, figures: JobFigures, now: datetime) -> None:
    """Leave out each draft that was saved or deleted meanwhile: its own save has stored the newer result.

    Drafts that go onto a list are locked like those without a result: what their files say of it (migration 0023) is
    then right, also where their families save or share them at the same moment.
    """
    results = worked.results
    held = [result.draft for result in results if result.is_new] + [listed.draft for listed in worked.listed]
    locked = Draft.objects.filter(pk__in=held).order_by("pk").select_for_update(no_key=True)
    list(locked.values_list("pk"))
    keys = [result.draft for result in results] + [listed.draft for listed in worked.listed]
    versions = dict(Draft.objects.kept().filter(pk__in=keys).values_list("pk", "version"))
    stored = DraftResult.objects.filter(draft__in=keys).order_by("draft").select_for_update(of=("self",))
    newest = dict(stored.values_list("draft", "draft_version"))

    def is_wanted(one: NewResult | Listed) -> bool:
        return versions.get(one.draft) == one.version >= newest.get(one.draft, 0)

    wanted = [result for result in results if is_wanted(result)]
    here = [result for result in wanted if result.draft in newest]
    same = [result.draft for result in here if result.same]
    DraftResult.objects.filter(draft__in=same).update(revision=figures.revision, created_at=now)
    others = [result for result in here if not result.same]
    _update([_columns(result, figures, now) for result in others if result.households is None])
    _update([_columns(result, figures, now) for result in others if result.households is not None])
    added_rows = [
        DraftResult(**{"households": [], **_columns(result, figures, now)})
        for result in wanted
        if result.draft not in newest
    ]
    DraftResult.objects.bulk_create(added_rows, update_conflicts=True, unique_fields=["draft"], update_fields=STORED)
    refresh_many([result.draft for result in wanted])
    _list([listed for listed in worked.listed if is_wanted(listed)], figures.job, now)


def _columns(result: NewResult, figures: JobFigures, now: datetime) -> dict[str, Any]:
    """Without households where those that are stored still fit. The draft comes last, as `_update` wants it."""
    made = result.households
    return {
        "draft_version": result.version,
        "revision_id": figures.revision,
        "created_at": now,
        **result.figures,
        **({"households": made.documents, "households_mark": made.mark} if made else {}),
        "draft_id": result.draft,
    }


def _update(rows: Sequence[dict[str, Any]]) -> None:
    """Write rows that are there, and locked; all have the same columns, and the draft at the end.

    One statement for all is what drivers send fastest. Numbers, texts and flags are as the database takes them.
    """
    if not rows:
        return
    table = DraftResult._meta  # noqa: SLF001 - Django's documented door to the columns
    by_name = {field.attname: field for field in table.concrete_fields}
    columns = [by_name[name] for name in rows[0]]
    adapted = [column for column in columns if isinstance(column, JSONField | DateTimeField)]
    quote = connection.ops.quote_name
    *changes, key = [f"{quote(str(column.column))} = %s" for column in columns]
    for row in rows:
        for column in adapted:
            row[column.attname] = column.get_db_prep_save(row[column.attname], connection)
    with connection.cursor() as cursor:
        statement = f"UPDATE {quote(table.db_table)} SET {', '.join(changes)} WHERE {key}"  # noqa: S608 - names
        cursor.executemany(statement, [list(row.values()) for row in rows])


def _list(changed: Iterable[Listed], job: int, now: datetime) -> None:
    ChangedResult.objects.bulk_create(
        [
            ChangedResult(
                job_id=job,
                draft_id=listed.draft,
                paid_before=listed.before["paid"],
                paid_after=listed.after["paid"],
                balance_before=listed.before["balance"],
                balance_after=listed.after["balance"],
                created_at=now,
            )
            for listed in changed
        ],
        ignore_conflicts=True,
    )
