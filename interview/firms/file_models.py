"""What an office keeps about a client: a file for each draft, with the columns of its list, notes and sign-offs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class ClientFileQuerySet(models.QuerySet["ClientFile"]):
    """Files that know whose they are, so that the search looks into one office's index only."""

    office_id: int | None = None

    def of_office(self, office: int) -> ClientFileQuerySet:
        """The files that one office keeps, also of drafts that it may no longer see: ask interview/firms/rights.py."""
        found = self.filter(office=office)
        found.office_id = office
        return found

    def _clone(self) -> ClientFileQuerySet:
        copy: ClientFileQuerySet = super()._clone()  # type: ignore[misc]
        copy.office_id = self.office_id
        return copy


class ClientFile(models.Model):
    """An office's file of one family and one tax year. The answers stay in the draft.

    Results and days are copies for the list, so that an index serves every sort: interview/firms/rows.py writes them
    after each change. Whether the office may see the file at all, the draft alone says: interview/firms/rights.py.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received")
        IN_REVIEW = "in_review", _("In review")
        WAITING_FAMILY = "waiting_family", _("Waiting for family")
        READY = "ready", _("Ready")
        ADVISED = "advised", _("Advised")
        CLAIMED = "claimed", _("Claimed")
        PAID = "paid", _("Paid")
        ON_HOLD = "on_hold", _("On hold")
        STALE = "stale", _("No reply for long")
        CLOSED = "closed", _("Closed")

    class WaitingOn(models.TextChoices):
        US = "us", _("Us")
        FAMILY = "family", _("Family")
        NOBODY = "nobody", _("Nobody")

    office = models.ForeignKey("interview.Office", on_delete=models.CASCADE, related_name="files", db_index=False)
    # A family that has left an office can share the same draft with another: each has its own file.
    draft = models.ForeignKey("interview.Draft", on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=60)
    # The name without accents and capitals, for sorting.
    name_key = models.CharField(max_length=80)
    # The draft is shared with this office and not deleted. The database itself keeps this true (migration 0018): nobody
    # writes it, and a file that was read before a family stopped sharing cannot bring it back.
    shared = models.BooleanField(default=False, editable=False)
    # Where the office reaches the family, if it knows; else the address that the family confirmed.
    email = models.EmailField(max_length=254, blank=True)
    # The office began the draft itself, and no family has taken it over yet: nobody else can open it.
    begun_by_office = models.BooleanField(default=False)
    tax_year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, default="en")
    country = models.CharField(max_length=2, blank=True)

    status = models.CharField(max_length=16, choices=Status.choices, default=Status.RECEIVED)
    status_reason = models.CharField(max_length=200, blank=True)
    status_at = models.DateTimeField()
    waiting_on = models.CharField(max_length=8, choices=WaitingOn.choices, default=WaitingOn.US)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="files", db_index=False
    )
    flagged = models.BooleanField(default=False)
    # A result is signed off and frozen (SignOff).
    frozen = models.BooleanField(default=False)

    # Whole dollars and counts of the last result; none while the answers are not complete or the case is outside.
    children = models.PositiveSmallIntegerField(null=True, blank=True)
    qualifying_children = models.PositiveSmallIntegerField(null=True, blank=True)
    paid_now = models.BigIntegerField(null=True, blank=True)
    paid_possible = models.BigIntegerField(null=True, blank=True)
    gain = models.BigIntegerField(null=True, blank=True)
    # The better way to file (no_exclusion, exclude_filer, ...), and what keeps the family from the whole amount.
    route = models.CharField(max_length=20, blank=True)
    blocked = models.CharField(max_length=24, blank=True)
    open_answers = models.PositiveSmallIntegerField(default=0)
    # The revision of the yearly figures that the result came from, without a join.
    revision_id = models.BigIntegerField(null=True, blank=True)
    # The revision whose figures changed the result, while nobody has ticked that off and the draft is as it was then;
    # whether it is still in force, only the revision says. The database itself keeps this true (migration 0023).
    changed_by_figures = models.BigIntegerField(null=True, blank=True, editable=False)
    changed_by_figures_at = models.DateTimeField(null=True, blank=True, editable=False)

    next_date = models.DateField(null=True, blank=True)
    next_date_code = models.CharField(max_length=40, blank=True)
    last_family_at = models.DateTimeField(null=True, blank=True)
    last_staff_at = models.DateTimeField(null=True, blank=True)
    # The later of the two.
    last_activity_at = models.DateTimeField()
    created_at = models.DateTimeField()

    # For sorting: how far the work has come, and the next date with those that have none at the end.
    step = models.GeneratedField(
        expression=models.Case(
            *(models.When(status=status, then=number) for number, status in enumerate(Status.values)),
            default=len(Status.values),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    due = models.GeneratedField(
        expression=Coalesce("next_date", models.Value(date(9999, 12, 31), output_field=models.DateField())),
        output_field=models.DateField(),
        db_persist=True,
    )

    objects = ClientFileQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "office"], name="one_file_per_draft_and_office")]
        # What stands behind "id" is for counting: who may see a client is known without a look at its row, and so is
        # what the ready-made views ask for.
        indexes = [
            models.Index(fields=["office", "-last_activity_at", "-id", "shared", "assignee"], name="files_by_activity"),
            models.Index(fields=["office", "name_key", "id"], name="files_by_name"),
            models.Index(
                fields=["office", "status", "-waiting_on", "due", "id", "shared", "assignee"],
                name="files_by_status_and_turn",
            ),
            models.Index(fields=["office", "step", "id"], name="files_by_step"),
            models.Index(fields=["office", "-waiting_on", "due", "id"], name="files_by_turn"),
            models.Index(fields=["office", "tax_year", "id", "shared", "assignee"], name="files_by_year"),
            models.Index(fields=["office", "children", "id", "shared", "assignee"], name="files_by_children"),
            models.Index(fields=["office", "paid_now", "id"], name="files_by_paid_now"),
            models.Index(fields=["office", "paid_possible", "id"], name="files_by_paid_possible"),
            models.Index(fields=["office", "gain", "id", "shared", "assignee"], name="files_by_gain"),
            models.Index(fields=["office", "route", "id", "shared", "assignee"], name="files_by_route"),
            models.Index(
                fields=["office", "blocked", "id", "next_date", "route", "shared", "assignee"],
                name="files_by_what_blocks",
            ),
            models.Index(
                fields=["office", "next_date", "id", "blocked", "shared", "assignee"], name="files_by_next_date"
            ),
            models.Index(fields=["office", "assignee", "id", "shared", "status"], name="files_by_assignee"),
            models.Index(fields=["office", "open_answers", "id", "shared", "assignee"], name="files_by_open_answers"),
            models.Index(fields=["office", "flagged", "id", "shared", "assignee"], name="files_by_flag"),
            models.Index(fields=["office", "country", "id", "shared", "assignee"], name="files_by_country"),
            models.Index(fields=["office", "revision_id", "id", "shared", "assignee"], name="files_by_revision"),
            models.Index(fields=["office", "language", "id", "shared", "assignee"], name="files_by_language"),
            models.Index(fields=["office", "last_family_at", "id"], name="files_by_family_activity"),
            models.Index(fields=["office", "last_staff_at", "id"], name="files_by_staff_activity"),
            # Of no client at most times, and of many after new figures. With all that counting them looks at.
            models.Index(
                fields=["office", "changed_by_figures", "id", "shared", "assignee"],
                condition=models.Q(changed_by_figures__isnull=False),
                name="files_by_new_figures",
            ),
            models.Index(
                fields=["office", "-changed_by_figures_at", "-id", "changed_by_figures"],
                condition=models.Q(changed_by_figures__isnull=False),
                name="files_by_new_figures_at",
            ),
        ]

    def __str__(self) -> str:
        return f"File {self.pk}"


class ActivityIsFinal(Exception):
    """Somebody tried to change what happened."""


class Activity(models.Model):
    """One thing that happened to a client or in an office: who, what, when, from what, to what, why.

    Rows are added and never changed: this class refuses it, and so does the database (migration 0012). When a draft is
    wiped, its answers' values go and the rest stays (interview/firms/wiping.py).
    """

    office = models.ForeignKey("interview.Office", on_delete=models.CASCADE, related_name="activities", db_index=False)
    file = models.ForeignKey(
        ClientFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities", db_index=False
    )
    # The draft's short id, which stays when the file goes.
    reference = models.CharField(max_length=12, blank=True)
    # Nobody: the family, or the program.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    by = models.CharField(max_length=8)
    kind = models.CharField(max_length=24)
    # The address of a screen whose answer it is about, with the values before and after as plain JSON.
    page = models.CharField(max_length=80, blank=True)
    old = models.JSONField(null=True, blank=True)
    new = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    revision_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "-id"], name="activities_of_an_office"),
            models.Index(fields=["file", "-id"], name="activities_of_a_file"),
            # The record of an office by kind and by person, also for what is rare among millions of entries.
            models.Index(fields=["office", "kind", "-id"], name="activities_of_a_kind"),
            models.Index(fields=["office", "actor", "-id"], name="activities_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to write over an entry."""
        if not self._state.adding:
            raise ActivityIsFinal("An entry of the activity can never change.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: nothing deletes what happened."""
        raise ActivityIsFinal("An entry of the activity can never be deleted.")


class Note(models.Model):
    """What the office writes about a client, for itself. Earlier wordings are kept."""

    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=4000)
    # Each earlier wording: {"text", "until"}.
    earlier = models.JSONField(default=list)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in_notes", blank=True)
    pinned = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-pinned", "-created_at", "-id"]

    def __str__(self) -> str:
        return f"Note {self.pk}"


class SignOff(models.Model):
    """A result that a reviewer has checked, frozen with everything that it came from. Reopening ends it."""

    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="sign_offs")
    draft_version = models.PositiveIntegerField()
    tax_year = models.PositiveSmallIntegerField()
    revision = models.ForeignKey("interview.ParameterRevision", null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    answers = models.JSONField()
    household = models.JSONField()
    way = models.CharField(max_length=20)
    figures = models.JSONField(default=dict)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    signed_at = models.DateTimeField()
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-signed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=models.Q(reopened_at=None), name="one_open_sign_off_per_file"
            )
        ]

    def __str__(self) -> str:
        return f"Sign-off {self.pk}"


class WhatIf(models.Model):
    """A copy of a client's answers in which something is different, to put beside the answers as they are.

    The copy is a draft of its own (`Draft.what_if_of`), so that every screen and the engine work on it unchanged.
    """

    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="what_ifs")
    draft = models.OneToOneField("interview.Draft", on_delete=models.CASCADE, related_name="what_if")
    name = models.CharField(max_length=60)
    # The client's answers as they were when it was copied or last brought up to date: all else is what it changes.
    made_from = models.JSONField(default=dict)
    recommended = models.BooleanField(default=False)
    # What the family reads beside a recommended one.
    note = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=models.Q(recommended=True), name="one_recommended_what_if_per_file"
            )
        ]

    def __str__(self) -> str:
        return f"What-if {self.pk}"
