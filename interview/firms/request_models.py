"""What an office asks of a family: requests, their texts, and the invitation to a draft that the office began."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interview.firms.file_models import ClientFile


class ClientRequest(models.Model):
    """One thing that a family is asked for: to answer or check one screen, to send a document, or to say something."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="requests")
    # The office of the file once more, so that an index serves the list of all its requests.
    office = models.ForeignKey("interview.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    # The address of the screen that is asked about; or the name of a document; with neither, the text is the question.
    page = models.CharField(max_length=80, blank=True)
    document = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # What the family says to a document or a question in words: sent, or why not.
    reply = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    # When the mail went out; none if there is no address, or not yet.
    mailed_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The refund, or less than 0 for tax due, in whole dollars, before and after the answer. The second waits until no
    # question is open any more.
    refund_before = models.BigIntegerField(null=True, blank=True)
    refund_after = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["state", "due_on", "asked_at", "id"]
        indexes = [
            models.Index(fields=["file", "id"], condition=models.Q(state="open"), name="open_requests_of_a_file"),
            models.Index(fields=["office", "state", "-asked_at", "-id"], name="requests_of_an_office"),
        ]

    def __str__(self) -> str:
        return f"Request {self.public_id}"

    @property
    def refund_change(self) -> int | None:
        """By how much the answer changed the refund, once both are known."""
        if self.refund_before is None or self.refund_after is None:
            return None
        return self.refund_after - self.refund_before


def in_language(language: str, texts: Mapping[str, str]) -> str:
    """The text of a language, else that of the usual one, else any: another language is better than nothing."""
    return texts.get(language) or texts.get(settings.LANGUAGE_CODE) or next(iter(texts.values()), "")


class RequestTemplate(models.Model):
    """A text that an office asks with again and again, by language."""

    office = models.ForeignKey("interview.Office", on_delete=models.CASCADE, related_name="request_templates")
    name = models.CharField(max_length=60)
    # The name of the screen that it asks about, or the names of a document by the code of the language.
    step = models.CharField(max_length=60, blank=True)
    documents = models.JSONField(default=dict)
    # By the code of the language.
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class ClientInvitation(models.Model):
    """A link by which a family takes over a draft that an office began. Only the hash of its token is stored."""

    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    # Taking an invitation back moves this to now.
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"Invitation {self.pk} of a client"


class NoMail(models.Model):
    """An address to which no office's mail goes any more, because whoever reads it stopped them."""

    email_hash = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"No mail {self.pk}"
