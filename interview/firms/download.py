"""What offices hold and did about a draft, for the file that a family downloads. Notes stay with whoever wrote them."""

from __future__ import annotations

from typing import Any

from interview.drafts.models import Draft
from interview.firms.activity_words import Entry, in_words
from interview.firms.asked import for_family
from interview.firms.file_models import Activity, ClientFile
from interview.firms.request_models import ClientRequest
from interview.firms.what_ifs import recommended_to


def office_document(draft: Draft) -> dict[str, Any]:
    """What is kept of the family in offices, what its advisor recommends and asks, and everything that was done."""
    files = list(ClientFile.objects.filter(draft=draft).select_related("office").order_by("pk"))
    requests = ClientRequest.objects.filter(file__in=files).order_by("pk")
    entries = Activity.objects.filter(file__in=files).select_related("actor").order_by("-pk")
    recommended = recommended_to(draft)
    return {
        "kept_by_offices": [
            {"office": file.office.name, "name": file.name, "email": file.email, "shared_now": file.shared}
            for file in files
        ],
        "recommended_by_your_advisor": {
            "name": recommended.name,
            "note": recommended.note,
            "answers": recommended.draft.answers,
        }
        if recommended
        else None,
        "asked_by_your_advisor": [
            {
                "what": row.what,
                "text": row.request.text,
                "asked_at": row.request.asked_at.isoformat(),
                "state": row.request.state,
                "your_answer": row.request.reply,
            }
            for row in for_family(draft, requests)
        ],
        "what_offices_did": [_entry(entry) for entry in in_words(entries, draft, for_family=True)],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "who": entry.who,
        "what": entry.what,
        "about": entry.about,
        "reason": entry.reason,
        "changes": [{"question": row.label, "before": row.old, "after": row.new} for row in entry.differences],
    }
