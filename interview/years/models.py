"""The yearly figures as numbered revisions. What was published once never changes again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class ParameterRevision(models.Model):
    """One numbered set of one tax year's figures, with the source of each."""

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
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-tax_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["tax_year", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(
                fields=["tax_year"], condition=Q(state="published"), name="one_published_revision_per_year"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="published_revisions_have_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tax_year}, revision {self.number}"
