"""Start a job over stored drafts, stop it, go on with it, and see how far it is and what came out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.impact import tasks
from interview.impact.chunks import DRAFTS_IN_A_CHUNK, claim_time, cut
from interview.impact.models import FigureJob, JobChunk
from interview.impact.outcome import Outcome
from interview.years.documents import document_problems
from interview.years.models import ParameterRevision
from interview.years.publishing import NotPublished, NotReady

State = FigureJob.State
OPEN = (State.WAITING, State.RUNNING, State.PAUSED)
MOST_OPEN_PREVIEWS = 20
"""Each holds a year's figures and the keys of its drafts, and all of them share the workers."""
PACE_OF = timedelta(seconds=30)
"""The time left is reckoned by the pace of so long."""


class NoLongerInForce(ValueError):
    """Another revision was published meanwhile; its own job works out the drafts."""


class TooManyPreviews(NotPublished):
    """So many previews wait or run that another one would only be in their way."""

    def __init__(self) -> None:
        super().__init__(_("Many previews are under way. Wait until one is done, or cancel one."))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `done` and `total` are drafts; `stalled`: no worker has shown a sign of life for a while."""

    state: str
    done: int
    total: int
    percent: int
    seconds_left: int | None
    stalled: bool


def start_preview(revision: ParameterRevision, *, sample: int | None, by: User | None) -> FigureJob:
    """Run a revision's figures, as they are now, over all drafts of its year, or over so many drawn by chance.

    Raises publishing.NotReady if the figures cannot be read, TooManyPreviews while others wait. Nothing is saved to
    the drafts.
    """
    if FigureJob.objects.filter(kind=FigureJob.Kind.PREVIEW, state__in=OPEN).count() >= MOST_OPEN_PREVIEWS:
        raise TooManyPreviews
    in_force = ParameterRevision.objects.filter(tax_year=revision.tax_year, state=ParameterRevision.State.PUBLISHED)
    return _start(FigureJob.Kind.PREVIEW, revision, against=in_force.first(), sample=sample, by=by)


def start_reevaluation(revision: ParameterRevision, *, by: User | None) -> FigureJob:
    """Work out all drafts of a year anew with the revision in force. A second call goes on with the same job.

    The jobs of earlier revisions end: what they have not done is no longer wanted. Raises NoLongerInForce for a
    revision that another one has replaced.
    """
    earlier = ParameterRevision.objects.filter(tax_year=revision.tax_year, published_at__isnull=False)
    against = earlier.exclude(pk=revision.pk).order_by("-published_at", "-number").first()
    try:
        return _start(FigureJob.Kind.REEVALUATION, revision, against=against, sample=None, by=by)
    except IntegrityError:  # one job for each revision
        job = FigureJob.objects.get(kind=FigureJob.Kind.REEVALUATION, revision=revision)
        FigureJob.objects.filter(pk=job.pk, state=State.CANCELLED).update(state=State.PAUSED, finished_at=None)
        go_on(job)
        return job


def _start(
    kind: FigureJob.Kind,
    revision: ParameterRevision,
    *,
    against: ParameterRevision | None,
    sample: int | None,
    by: User | None,
) -> FigureJob:
    if problems := document_problems(revision.document, revision.tax_year):
        raise NotReady(problems)
    with transaction.atomic():
        if kind == FigureJob.Kind.REEVALUATION:
            _keep_in_force(revision)
            others = FigureJob.objects.filter(kind=kind, revision__tax_year=revision.tax_year, state__in=OPEN)
            others.exclude(revision=revision).update(state=State.CANCELLED, finished_at=timezone.now())
        job = FigureJob.objects.create(
            kind=kind,
            revision=revision,
            against=against,
            document=revision.document,
            digest=revision.digest,
            sample=sample,
            created_by=by,
        )
        job.total = cut(job, revision.tax_year)
        job.save(update_fields=["total"])
        tasks.enqueue(job.pk)
    return job


def _keep_in_force(revision: ParameterRevision) -> None:
    """Nobody replaces the revision until the transaction ends; families' results may still refer to it.

    Otherwise the job of a revision that was replaced in this moment could end the job of the newer one.
    """
    in_force = ParameterRevision.objects.filter(pk=revision.pk, state=ParameterRevision.State.PUBLISHED)
    if not list(in_force.select_for_update(no_key=True).values_list("pk")):
        raise NoLongerInForce(f"{revision} is not in force")


def cancel(job: FigureJob) -> None:
    """Stop for good, within about a second. What is stored already stays."""
    _move(job, OPEN, state=State.CANCELLED, finished_at=timezone.now())


def pause(job: FigureJob) -> None:
    """Stop for now."""
    _move(job, (State.WAITING, State.RUNNING), state=State.PAUSED)


def go_on(job: FigureJob) -> None:
    """Go on after a pause, or when no worker has shown a sign of life for a while."""
    _move(job, (State.PAUSED,), state=State.WAITING)
    if _move(job, (State.WAITING, State.RUNNING), alive_at=timezone.now()):
        tasks.enqueue(job.pk)


def _move(job: FigureJob, states: tuple[str, ...], **values: object) -> bool:
    moved = FigureJob.objects.filter(pk=job.pk, state__in=states).update(**values)
    job.refresh_from_db(fields=["state", "alive_at", "started_at", "finished_at"])
    return bool(moved)


def progress(job: FigureJob) -> Progress:
    """How far a job is now. Two queries."""
    now = timezone.now()
    job.refresh_from_db(fields=["state", "alive_at", "started_at", "finished_at"])
    chunks = JobChunk.objects.filter(job=job).aggregate(
        all=Count("pk"), done=Count("done_at"), lately=Count("pk", filter=Q(done_at__gt=now - PACE_OF))
    )
    done = min(job.total, chunks["done"] * DRAFTS_IN_A_CHUNK)
    if chunks["done"] == chunks["all"]:
        done = job.total
    left = chunks["all"] - chunks["done"]
    seconds_left = None
    if job.state == State.RUNNING and job.started_at is not None and chunks["lately"]:
        pace_of = min(PACE_OF, now - job.started_at)
        seconds_left = round(left * pace_of.total_seconds() / chunks["lately"])
    return Progress(
        state=job.state,
        done=done,
        total=job.total,
        percent=100 if job.state == State.DONE else 100 * done // max(1, job.total),
        seconds_left=seconds_left,
        stalled=_is_stalled(job),
    )


def _is_stalled(job: FigureJob) -> bool:
    # As `tasks.stalled` asks the database.
    since = timezone.now() - (job.alive_at or job.created_at)
    return job.state in (State.WAITING, State.RUNNING) and not -claim_time() <= since <= tasks.silence()


def outcome(job: FigureJob) -> Outcome:
    """What has come out so far: all of it once the job is done."""
    found = Outcome()
    for chunk in JobChunk.objects.filter(job=job).exclude(done_at=None).values_list("outcome", flat=True).iterator():
        found.merge(Outcome.from_json(chunk))
    return found
