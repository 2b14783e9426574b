"""Offices of advisors, and who works in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from interview.advising.share_codes import new_share_code, show_share_code
from interview.identity_numbers import refuse_identity_numbers


class Office(models.Model):
    """A team of advisors. Families share a draft with it by its code."""

    name = models.CharField(max_length=100, validators=[refuse_identity_numbers])
    share_code = models.CharField(max_length=20, unique=True, default=new_share_code, editable=False)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="OfficeMember", related_name="offices")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_code(self) -> str:
        """The share code in groups of four letters."""
        return show_share_code(self.share_code)


class OfficeMember(models.Model):
    """One advisor's seat in an office."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        verbose_name = "member"
        constraints = [models.UniqueConstraint(fields=["office", "user"], name="one_seat_per_office_and_user")]

    def __str__(self) -> str:
        return f"{self.user} in {self.office}"
