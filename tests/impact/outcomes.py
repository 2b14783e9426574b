"""Jobs as a worker leaves them, without one."""

from __future__ import annotations

import copy
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from interview.impact.families import family_rows
from interview.impact.models import FigureJob, JobChunk
from interview.impact.outcome import Crash, LargestRow, Outcome
from interview.years.models import ParameterRevision
from interview.years.publishing import change_draft, copy_to_draft, published_revision

ALL_KINDS = Outcome(
    drafts=1_000,
    unfinished=12,
    refused=3,
    crashed=1,
    compared=996,
    changed=501,
    newly_paid=4,
    no_longer_paid=2,
    paid_drafts=700,
    paid_total=2_100_000,
    changes={400: 300, 150: 100, 1_200: 50, -75: 40, -600: 10},
    largest=[
        LargestRow(2, "head_of_household", "DE", 0, 3_800, -100, 3_800, ("form_2555",)),
        LargestRow(1, "married_joint", "united_states", 1_700, 1_100, 900, 300, ()),
    ],
    crashes=[Crash("ZeroDivisionError", "1f3870be")],
)
"""One of each thing that can come out."""


def raised_cap(by: User | None, cap: int = 1_900) -> ParameterRevision:
    """A draft of 2025 that pays out more for each child."""
    current = published_revision(2025)
    assert current is not None
    draft = copy_to_draft(current, by=by)
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = cap
    change_draft(draft, document, by=by)
    return draft


def job_with_outcome(revision: ParameterRevision, outcome: Outcome = ALL_KINDS, **values: Any) -> FigureJob:
    """A job that is done, with the example families; `values` are those of the job that differ."""
    current = published_revision(revision.tax_year)
    assert current is not None
    now = timezone.now()
    rows = family_rows(current.document, revision.document)
    usual = {
        "kind": "preview",
        "state": "done",
        "revision": revision,
        "against": current,
        "document": revision.document,
        "digest": revision.digest,
        "total": outcome.drafts,
        "families": [row.as_json() for row in rows],
        "started_at": now,
        "finished_at": now,
        "alive_at": now,
    }
    job = FigureJob.objects.create(**{**usual, **values})
    JobChunk.objects.create(job=job, number=0, first=1, last=outcome.drafts, done_at=now, outcome=outcome.as_json())
    return job
