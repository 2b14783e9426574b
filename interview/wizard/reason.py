"""Why a member of staff changes an answer: a line under each screen, which the family reads beside the answer."""

from __future__ import annotations

from collections.abc import Mapping

from interview.drafts.models import Draft
from interview.identity_numbers import REFUSAL, holds_identity_number

REASON = "staff_reason"
LONGEST = 300


def note_reason(draft: Draft, posted: Mapping[str, str]) -> str:
    """Keep the reason with who answers; returns what is wrong with it, or nothing."""
    if draft.acting is None:
        return ""
    reason = " ".join(posted.get(REASON, "").replace("\x00", "").split())[:LONGEST]
    if holds_identity_number(reason):
        return str(REFUSAL)
    draft.acting.reason = reason
    return ""
