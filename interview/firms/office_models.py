"""Offices of advisors, who works in them with which role, and how people are invited."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from interview.firms.share_codes import new_share_code, show_share_code
from interview.identity_numbers import refuse_identity_numbers


class Office(models.Model):
    """A firm of advisors. Families share a draft with it by its code."""

    name = models.CharField(max_length=100, validators=[refuse_identity_numbers])
    share_code = models.CharField(max_length=20, unique=True, default=new_share_code, editable=False)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="OfficeMember", related_name="offices")
    # Advisors and assistants see only the clients that are assigned to them or to nobody.
    only_own_clients = models.BooleanField(default=False)
    # Whoever made a result ready may not sign it off as well.
    second_person_signs = models.BooleanField(default=False)
    # Made by `manage.py demo_office`: every page of it says that nothing here is real.
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_code(self) -> str:
        """The share code in groups of four letters."""
        return show_share_code(self.share_code)


class OfficeMember(models.Model):
    """One person's seat in an office. What a role may do is in interview/firms/rights.py."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        ADVISOR = "advisor", _("Advisor")
        ASSISTANT = "assistant", _("Assistant")
        AUDITOR = "auditor", _("Auditor")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.ADVISOR)
    # The columns of the list that this person wants, in their order; empty: the usual ones.
    columns = models.JSONField(default=list, blank=True, editable=False)

    # Who takes the seat away, for the record; set on the object just before it is deleted.
    removed_by: User | None = None

    class Meta:
        verbose_name = "member"
        constraints = [models.UniqueConstraint(fields=["office", "user"], name="one_seat_per_office_and_user")]

    def __str__(self) -> str:
        return f"{self.user} in {self.office}"


class Invitation(models.Model):
    """A seat that is offered to somebody by e-mail. Only the hash of the link's random token is stored."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=OfficeMember.Role.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    # Taking an invitation back moves this to now.
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"Invitation {self.pk} to {self.office}"
