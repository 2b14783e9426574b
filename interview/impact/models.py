"""Jobs over many drafts, cut into chunks that are each done once, whatever happens to the worker."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FigureJob(models.Model):
    """One run of a year's figures over stored drafts and the example families.

    A preview compares `document` with the figures in force and saves nothing to drafts. A re-evaluation stores each
    draft's result under the revision that was published.
    """

    class Kind(models.TextChoices):
        PREVIEW = "preview", _("Preview")
        REEVALUATION = "reevaluation", _("New results")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    revision = models.ForeignKey("interview.ParameterRevision", on_delete=models.PROTECT, related_name="jobs")
    # What it is compared with: the revision in force when the job began; none for a year that had none.
    against = models.ForeignKey(
        "interview.ParameterRevision", null=True, on_delete=models.PROTECT, related_name="jobs_against"
    )
    # The figures as they were when the job began: a draft may change meanwhile, and a run never mixes two of them.
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    # How many drafts were asked for; none for all of the year.
    sample = models.PositiveIntegerField(null=True)
    total = models.PositiveIntegerField(default=0)
    # The example families' rows, and what else belongs to the whole job and to no chunk.
    families = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # When a worker last said that it is at it; an old day means that the worker is gone.
    alive_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision"], condition=Q(kind="reevaluation"), name="one_reevaluation_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.revision}"


class JobChunk(models.Model):
    """A part of a job. A worker claims it for some time, works it out, and stores the outcome in one transaction.

    A claim that ran out can be taken by another worker; only the holder of the claim can finish a chunk, so that
    nothing counts twice.
    """

    job = models.ForeignKey(FigureJob, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    # Drafts from one primary key to another, both included; or these only, of a sample.
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    only = models.JSONField(null=True)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    # How often it was claimed and neither done nor given back.
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ["job", "number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_chunk_per_number")]
        indexes = [
            models.Index(fields=["job", "number"], condition=Q(done_at=None), name="chunks_to_do"),
        ]

    def __str__(self) -> str:
        return f"Chunk {self.number} of job {self.job_id}"


class ChangedResult(models.Model):
    """A draft of an office whose result new figures changed: the list that its advisors work through."""

    job = models.ForeignKey(FigureJob, on_delete=models.CASCADE, related_name="changed_results")
    draft = models.ForeignKey("interview.Draft", on_delete=models.CASCADE, related_name="changed_results")
    paid_before = models.BigIntegerField()
    paid_after = models.BigIntegerField()
    balance_before = models.BigIntegerField()
    balance_after = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["job", "draft"], name="one_changed_result_per_draft")]

    def __str__(self) -> str:
        return f"Changed result of draft {self.draft_id}"
