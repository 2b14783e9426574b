"""Results of drafts that new figures changed, as a job leaves them for an office."""

from __future__ import annotations

from datetime import timedelta

from interview.drafts.models import Draft
from interview.impact.models import ChangedResult, FigureJob
from interview.years.models import ParameterRevision
from interview.years.publishing import published_revision
from tests.advising.people import THEN

LATER = THEN + timedelta(days=30)


def job_of(revision: ParameterRevision, kind: str = "reevaluation", state: str = "done") -> FigureJob:
    """A job as if a worker had been there."""
    return FigureJob.objects.create(kind=kind, state=state, revision=revision, document={}, digest=revision.digest)


def changed_by(job: FigureJob, draft: Draft, paid: tuple[int, int] = (3_400, 3_800)) -> ChangedResult:
    """A draft's result before and after; the family ends up with $500 less than the credit."""
    before, after = paid
    return ChangedResult.objects.create(
        job=job,
        draft=draft,
        paid_before=before,
        paid_after=after,
        balance_before=before - 500,
        balance_after=after - 500,
        created_at=LATER,
    )


def changed_result(draft: Draft) -> ChangedResult:
    """A draft's result that the figures in force have changed."""
    current = published_revision(draft.tax_year)
    assert current is not None
    return changed_by(job_of(current), draft)
