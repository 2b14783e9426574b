"""A family's draft, and what the engine last said about it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext

from interview.drafts.acting import InPlaceOfFamily


class DraftQuerySet(models.QuerySet["Draft"]):
    """Who may see which draft, as queries. Families' own drafts: see interview/drafts/access.py."""

    def kept(self) -> DraftQuerySet:
        """Without those that their family deleted, which open nowhere, and without what-if copies of advisors."""
        return self.filter(deleted_at=None, what_if_of=None)

    def shared_with(self, user: User | AnonymousUser) -> DraftQuerySet:
        """The drafts that families share with an office of this advisor. The office ids come first: a join is slow."""
        if not user.is_authenticated:
            return self.none()
        return self.kept().filter(office_id__in=list(user.offices.values_list("pk", flat=True)))


class Draft(models.Model):
    """One family and one tax year: the answers page by page, as plain JSON."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # SHA-256 of the random key that the family's browser holds in a cookie; the key itself is not stored.
    browser_key_hash = models.CharField(max_length=64, blank=True, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    # The confirmed e-mail address that it belongs to. From then on no browser key opens it, only the address's devices.
    address = models.ForeignKey(
        "interview.FamilyAddress", null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, default="en")
    tax_year = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)
    # What was typed and not yet saved, page by page as raw text; the engine never reads it.
    unsaved = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    # The codes of the next steps that the family has ticked off.
    steps_done = models.JSONField(default=list)
    office = models.ForeignKey(
        "interview.Office", null=True, blank=True, on_delete=models.SET_NULL, related_name="drafts"
    )
    shared_name = models.CharField(max_length=60, blank=True, help_text="The name the family gave for its advisor")
    shared_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    # An advisor's copy in which some answers are different (interview/firms): it is in no list of drafts and no job.
    what_if_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="what_ifs")
    # Deleted drafts open nowhere. They can be brought back for some days, then they are wiped.
    deleted_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = DraftQuerySet.as_manager()

    # Of this request alone: the member of staff who answers in the family's place; None: the family itself.
    acting: InPlaceOfFamily | None = None

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["office", "-updated_at", "-id"], name="office_drafts_newest_first")]

    def __str__(self) -> str:
        return f"Draft {self.public_id}"

    @property
    def shown_name(self) -> str:
        """What the family calls it, or a name that says its year."""
        return self.name or gettext("Our {year} check").format(year=self.tax_year)


class DraftResult(models.Model):
    """The last result of a finished draft in short, with the revision that it came from, for lists and for jobs.

    It counts while `draft_version` and `revision` are those of now. `households` are the documents that the answers
    describe, one for each way to file that the family compares (interview/drafts/stored_households.py). They count
    while `households_mark` is that of the program and the figures that they were read with.
    """

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="result")
    draft_version = models.PositiveIntegerField()
    revision = models.ForeignKey("interview.ParameterRevision", on_delete=models.PROTECT, related_name="results")
    households = models.JSONField(default=list)
    households_mark = models.CharField(max_length=16, blank=True)
    children = models.PositiveSmallIntegerField()
    qualifying_children = models.PositiveSmallIntegerField()
    best = models.CharField(max_length=20, blank=True)
    # Of the way that is shown: `outside` means that this app could not work it out.
    way = models.CharField(max_length=20, blank=True)
    outside = models.BooleanField(default=False)
    # Forty amounts of a hundred million dollars each are more than 32 bits hold.
    paid = models.BigIntegerField(default=0)
    additional_child_tax_credit = models.BigIntegerField()
    # What would be paid out the better way; and the same with a number in time for every child that lacks one.
    better = models.BigIntegerField(default=0)
    possible = models.BigIntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    balance = models.BigIntegerField()
    why_zero = models.JSONField(default=list)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Result of {self.draft}"


class KeptResult(models.Model):
    """One result of a finished draft as it came about, with everything that it takes to work it out again.

    Rows are added and never changed, but for the day on which a family says that it has seen one; old ones are pruned
    (interview/drafts/kept_results.py). Figures that a database without revisions took from the shipped files have
    none, but their digest.
    """

    # The index below serves it too.
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, db_index=False, related_name="kept_results")
    draft_version = models.PositiveIntegerField()
    tax_year = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(
        "interview.ParameterRevision", null=True, on_delete=models.PROTECT, related_name="kept_results"
    )
    digest = models.CharField(max_length=64)
    answers = models.JSONField()
    answers_mark = models.CharField(max_length=16)
    household = models.JSONField()
    # What the family reads first, of the way to file that is shown; `outside`: this app could not work it out.
    way = models.CharField(max_length=20)
    outside = models.BooleanField(default=False)
    paid = models.BigIntegerField()
    tax = models.BigIntegerField()
    balance = models.BigIntegerField()
    figures = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-draft_version", "-id"]
        indexes = [models.Index(fields=["draft", "-draft_version", "-id"], name="kept_results_newest_first")]

    def __str__(self) -> str:
        return f"Kept result {self.pk} of {self.draft_id}"


class ShareLink(models.Model):
    """A link by which whoever has it reads a draft's result. Only the hash of its random token is stored."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    # Stopping a link moves this to now.
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"Share link {self.public_id}"
