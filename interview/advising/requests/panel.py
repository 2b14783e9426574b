"""What the client's page shows of requests: what is open, what was answered, and whether one may ask."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from interview.firms.asked import for_office
from interview.firms.file_models import ClientFile
from interview.firms.mails import email_of, wants_mail
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientRequest
from interview.firms.rights import Action, allows

MOST_CLOSED = 20


def panel(seat: OfficeMember, file: ClientFile) -> dict[str, Any]:
    """For templates/advising/requests/panel.html, as `requests`. Three queries; the file's draft has to be loaded."""
    rows = for_office(
        file.draft,
        ClientRequest.objects.filter(file=file).select_related("asked_by").order_by("-asked_at", "-id")[:50],
    )
    email = email_of(file)
    return {
        "draft": file.draft,
        "open": [row for row in rows if row.request.state == ClientRequest.State.OPEN],
        "closed": [row for row in rows if row.request.state != ClientRequest.State.OPEN][:MOST_CLOSED],
        "may_ask": allows(seat, Action.ASK),
        "email": email,
        "wants_no_mail": bool(email) and not wants_mail(email),
        "today": timezone.localdate(),
        "not_taken_over": file.begun_by_office,
        "may_invite": allows(seat, Action.CREATE),
    }
