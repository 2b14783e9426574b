"""What an office has done in the background, and the views of the list that it keeps."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list with its filters, sort and columns, as the query of its address. Shared ones are the whole office's."""

    office = models.ForeignKey("interview.Office", on_delete=models.CASCADE, related_name="views")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class WorkspaceJob(models.Model):
    """Work on many clients of an office, or a file that is read or written, done by a worker."""

    class Kind(models.TextChoices):
        ASSIGN = "assign", _("Assign")
        STATUS = "status", _("Move to a status")
        ASK = "ask", _("Ask the family")
        REEVALUATE = "reevaluate", _("Work out again")
        EXPORT = "export", _("Export")
        DELETE = "delete", _("Delete")
        IMPORT = "import", _("Import clients")
        EVALUATE = "evaluate", _("Work out a file of households")

    class State(models.TextChoices):
        # Read, shown, and waiting for somebody to say yes.
        PLANNED = "planned", _("Not started")
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Failed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.ForeignKey("interview.Office", on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # What to do; with which clients, the pieces of side "in" say by their keys.
    parameters = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    # How many steps are stored. Each is stored once, whichever worker did it: interview/firms/jobs/steps.py.
    last_key = models.BigIntegerField(default=0)
    # Those that were skipped, each {"reference", "why"}, a thousand at most; `skipped` counts all.
    skips = models.JSONField(default=list)
    skipped = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    file_name = models.CharField(max_length=120, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    alive_at = models.DateTimeField(null=True)
    # Files go on this day.
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class JobFile(models.Model):
    """A piece of the file that a job reads or has written, so that no process holds the whole of it."""

    class Side(models.TextChoices):
        # What is worked on: keys of clients, rows of a table, lines of households.
        IN = "in"
        OUT = "out"
        # Rows on their way into a workbook, which can only be written in one go.
        ROW = "row"
        # Faults of the lines that were refused, for download.
        ERR = "err"

    job = models.ForeignKey(WorkspaceJob, on_delete=models.CASCADE, related_name="pieces")
    side = models.CharField(max_length=3, choices=Side.choices)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["job", "side", "number"]
        constraints = [models.UniqueConstraint(fields=["job", "side", "number"], name="one_piece_per_number")]

    def __str__(self) -> str:
        return f"Piece {self.number} of job {self.job_id}"
