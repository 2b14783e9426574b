"""Everything that we keep about a draft, as one JSON document for the family itself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from interview.adapter import household_from
from interview.contract import assessment_document, household_document
from interview.drafts.acting import of_family
from interview.drafts.answers_in_words import OPEN, sections_in_words
from interview.drafts.kept_results import kept_document
from interview.drafts.models import Draft
from interview.drafts.results import Assessed, Unfinished, assess
from interview.drafts.sample_mark import SAMPLE
from interview.steps import Route
from interview.years import in_force


def draft_document(draft: Draft) -> dict[str, Any]:
    """The draft in words and as it is stored, what the engine makes of it, and who may read it."""
    year = in_force(draft.tax_year)
    document: dict[str, Any] = {
        "program": "Fledge",
        "made_at": timezone.now().isoformat(),
        "draft": {
            "id": str(draft.public_id),
            "name": draft.shown_name,
            "tax_year": draft.tax_year,
            "language": draft.language,
            "started_at": draft.created_at.isoformat(),
            "last_changed_at": draft.updated_at.isoformat(),
        },
        "answers_in_words": [
            {
                "section": section.title,
                "answers": [{"question": row.label, "answer": row.value or str(OPEN)} for row in section.rows],
            }
            for section in sections_in_words(Route(draft.answers), year)
        ],
        "answers": draft.answers,
        "typed_and_not_saved": of_family(draft.unsaved),
        "next_steps_done": draft.steps_done,
        "results_kept": [kept_document(kept) for kept in draft.kept_results.select_related("revision")],
        "shared_with": _readers(draft),
        "links_to_the_result": [
            {"label": link.label, "made_at": link.created_at.isoformat(), "works_until": link.expires_at.isoformat()}
            for link in draft.share_links.all()
        ],
        "mails_sent": [
            {"about": notice.kind, "sent_at": notice.sent_at.isoformat()}
            for notice in draft.notices.order_by("sent_at")
        ],
    }
    if draft.office is not None and draft.office.is_sample:
        document["sample"] = str(SAMPLE)
    try:
        assessed = assess(draft)
    except Unfinished:
        return {**document, "household": None, "result": None}
    adapted = household_from(draft.answers, rates=year.rates, parameters=year.parameters)
    return {**document, "household": adapted.document, "result": assessment_document(assessed.assessment)}


def result_document(assessed: Assessed) -> dict[str, Any]:
    """What the engine was told and what it found, both in the shape of the contract, for whoever works on with it.

    `other_ways` of a family that compares ways to file stay out: this is the way that its result speaks of.
    """
    return {
        "program": "Fledge",
        "made_at": timezone.now().isoformat(),
        "household": household_document(assessed.household),
        "assessment": assessment_document(assessed.assessment),
    }


def _readers(draft: Draft) -> list[dict[str, str]]:
    """The office that may read the draft now. Who of it did what, interview/firms/download.py adds."""
    if draft.office is None or draft.shared_at is None:
        return []
    return [{"office": draft.office.name, "name_shown": draft.shared_name, "since": draft.shared_at.isoformat()}]
