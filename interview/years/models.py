"""The yearly figures as numbered revisions. What was published once never changes again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from interview.identity_numbers import refuse_identity_numbers


class PublishedIsFinal(Exception):
    """Somebody tried to change or delete a revision that families' results already rest on."""


class ParameterRevision(models.Model):
    """One numbered set of one tax year's figures, with the source of each.

    A published revision can only become a replaced one, and only by `publishing.publish`. This class refuses every
    other change; migration 0002 makes the database refuse it too.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        REPLACED = "replaced", "Replaced"

    tax_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    document = models.JSONField(help_text="The year's figures in the shape of interview/years/shipped/<year>.toml")
    digest = models.CharField(max_length=64, editable=False)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    reason = models.TextField(blank=True, validators=[refuse_identity_numbers])
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
                condition=Q(state__in=["draft", "published", "replaced"]), name="revisions_have_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="published_revisions_have_a_date"
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
        """Refuse to delete a revision that was published."""
        self._refuse_if_published()
        return super().delete(*args, **kwargs)

    def _refuse_if_published(self) -> None:
        stored = type(self).objects.filter(pk=self.pk).exclude(state=self.State.DRAFT)
        if stored.exists():
            raise PublishedIsFinal(f"{self} was published and can never change. Copy it to a new draft instead.")
