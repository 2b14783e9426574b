"""Mails of a developer's machine: each becomes a file, and the console says which."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

log = logging.getLogger(__name__)


class MailFiles(EmailBackend):
    """Django's mails as files. The name of the file tells nothing of the person who would get the mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent: int = super().send_messages(email_messages) or 0
        written = self._get_filename()  # type: ignore[attr-defined]  # its types leave it out
        log.info("No mail is sent on this machine. What would have been sent is in %s", written)
        return sent
