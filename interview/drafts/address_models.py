"""The e-mail address that a family may leave to come back with, its devices, and the codes sent to it.

Families have no account: the address with a code sent to it is all. Staff accounts are elsewhere and share nothing
with these tables.
"""

from __future__ import annotations

import uuid

from django.db import models

from interview.drafts.models import Draft


class FamilyAddress(models.Model):
    """One e-mail address. A row says nothing about whether it was ever confirmed: `confirmed_at` does."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    # HMAC of the address under a key from the settings; addresses are only ever found by it.
    email_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10, default="en")
    reminders = models.BooleanField(default=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Address {self.public_id}"


class Device(models.Model):
    """A browser that showed a right code. It opens the drafts of the address until it expires or is revoked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.ForeignKey(FamilyAddress, on_delete=models.CASCADE, related_name="devices")
    browser_key_hash = models.CharField(max_length=64, db_index=True)
    label = models.CharField(max_length=60, blank=True)
    remembered = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["address", "browser_key_hash"], name="one_device_per_address_and_browser")
        ]

    def __str__(self) -> str:
        return f"Device {self.public_id}"


class ReturnCode(models.Model):
    """A code that was sent: only its keyed hash, and the browser that asked for it. A used code has no row."""

    address = models.ForeignKey(FamilyAddress, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    browser_key_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"Code {self.pk}"


class Notice(models.Model):
    """A mail about a draft that must not be sent twice: a reminder, or a warning before it is wiped."""

    class Kind(models.TextChoices):
        OPEN_ANSWERS = "open_answers"
        REFUND_DATE = "refund_date"
        FIRST_WARNING = "first_warning"
        LAST_WARNING = "last_warning"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "kind"], name="one_notice_of_a_kind_per_draft")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.draft}"


class WipedDraft(models.Model):
    """What remains of a draft that was wiped: that it existed, its year, and when and why it went."""

    class Reason(models.TextChoices):
        DELETED = "deleted"
        UNUSED = "unused"

    tax_year = models.PositiveSmallIntegerField()
    started_on = models.DateField()
    wiped_at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=Reason)

    def __str__(self) -> str:
        return f"A wiped draft of {self.tax_year}"
