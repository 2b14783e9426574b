"""Offices of advisors, and who works in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Office(models.Model):
    """A team of advisors. Families share a draft with it by its code."""

    name = models.CharField(max_length=100)
    share_code = models.CharField(max_length=20, unique=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="OfficeMember", related_name="offices")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OfficeMember(models.Model):
    """One advisor's seat in an office."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "user"], name="one_seat_per_office_and_user")]

    def __str__(self) -> str:
        return f"{self.user} in {self.office}"
