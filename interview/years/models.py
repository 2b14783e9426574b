"""The yearly figures as numbered revisions. What was published once never changes again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interview.identity_numbers import refuse_identity_numbers


class PublishedIsFinal(Exception):
    """Somebody tried to change or delete a revision that families' results already rest on."""


class HistoryIsFinal(Exception):
    """Somebody tried to change or delete an entry of the history."""


class ParameterRevision(models.Model):
    """One numbered set of one tax year's figures, with the source of each.

    Its way is draft, in review, published, replaced by a later one. Withdrawn is what was found to be wrong, in force
    or not, and a draft that was given up. From its publication on nothing but the state can change, and only through
    `publishing`. This class refuses every other change; the database refuses it too (migration 0007), and it
    refuses to delete a revision of any state.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    tax_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    document = models.JSONField(help_text="The year's figures in the shape of interview/years/shipped/<year>.toml")
    digest = models.CharField(max_length=64, editable=False)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    # Paths of figures that were carried over from the year before and that nobody has looked at yet.
    to_confirm = models.JSONField(default=list)
    # Warnings that an editor has confirmed, by their mark: the reason, who and when.
    confirmed = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True, validators=[refuse_identity_numbers])
    # What families and advisors read about the change, by language; English always, others where somebody wrote them.
    notice = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "year's figures"
        verbose_name_plural = "yearly figures"
        ordering = ["-tax_year", "-number"]
        permissions = [("publish_parameterrevision", "Can publish yearly figures")]
        constraints = [
            models.UniqueConstraint(fields=["tax_year", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(
                fields=["tax_year"], condition=Q(state="published"), name="one_published_revision_per_year"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "published", "replaced", "withdrawn"]),
                name="revisions_have_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "withdrawn"]) | Q(published_at__isnull=False),
                name="published_revisions_have_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tax_year}, revision {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to write over a revision that was published."""
        if not self._state.adding:
            self._refuse_if_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what an editor gives up is withdrawn, and its history stays."""
        raise PublishedIsFinal(f"{self} cannot be deleted. Withdraw it instead.")

    def _refuse_if_published(self) -> None:
        stored = type(self).objects.filter(pk=self.pk).exclude(state__in=[self.State.DRAFT, self.State.IN_REVIEW])
        if (final := stored.only("published_at").first()) is not None:
            was = "published" if final.published_at else "withdrawn"
            raise PublishedIsFinal(f"{self} was {was} and can never change. Copy it to a new draft instead.")


class HistoryEntry(models.Model):
    """One thing that somebody did to the yearly figures: who, when, what, from what to what, and why.

    Rows are added and never changed: this class refuses it, and so does the database (migration 0007).
    """

    class What(models.TextChoices):
        CREATED = "created", _("New draft")
        CHANGED = "changed", _("Figure changed")
        IMPORTED = "imported", _("Figure imported")
        CONFIRMED = "confirmed", _("Confirmed")
        SUBMITTED = "submitted", _("Sent to review")
        SENT_BACK = "sent_back", _("Sent back")
        PUBLISHED = "published", _("Published")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        PREVIEWED = "previewed", _("Effect previewed")
        REFUSED = "refused", _("Attempt refused")

    at = models.DateTimeField()
    # Empty for what the program did by itself. The name stays as it was, whatever the account is called later.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    what = models.CharField(max_length=10, choices=What.choices)
    tax_year = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(ParameterRevision, null=True, on_delete=models.PROTECT, related_name="history")
    # The figure, where it is about one: the path of its cell, and the label that people read.
    path = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=300, blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "history of yearly figures"
        verbose_name_plural = "history of yearly figures"
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["tax_year", "-at", "-id"], name="figures_history_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.tax_year} {self.label}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to write over an entry."""
        if not self._state.adding:
            raise HistoryIsFinal("An entry of the history can never change.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: nothing deletes the history."""
        raise HistoryIsFinal("An entry of the history can never be deleted.")
