"""The mail that offers somebody a seat in an office."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from interview.drafts.mails import NotSent
from interview.firms.mails import INVITED, MOST_A_DAY, count_mail
from interview.firms.names import name_of
from interview.firms.team import DAYS_OF_AN_INVITATION, NewInvitation

__all__ = ["NotSent", "send_invitation"]

log = logging.getLogger(__name__)


def send_invitation(new: NewInvitation) -> None:
    """Send it in the language in which its sender works. Raises NotSent; what the server said is not logged."""
    invitation = new.invitation
    count_mail(invitation.email, MOST_A_DAY[INVITED])
    words = {
        "office": invitation.office.name,
        "by": name_of(invitation.invited_by) if invitation.invited_by else invitation.office.name,
        "role": invitation.get_role_display(),
        "days": DAYS_OF_AN_INVITATION,
        # Never the host of the request: whoever asks could choose it.
        "link": settings.SITE_URL + reverse("advising:invitation", args=[new.token]),
    }
    body = render_to_string("advising/team/invitation.txt", words)
    # A name may hold no line break, but a header must not: one line, whatever was stored.
    subject = " ".join((_("Work in %(office)s on Fledge") % words).split())
    try:
        EmailMessage(subject, body, to=[invitation.email], headers={"Auto-Submitted": "auto-generated"}).send()
    except (SMTPException, OSError, ValueError) as error:
        log.warning("An invitation could not be sent: %s", type(error).__name__)
        raise NotSent from None
