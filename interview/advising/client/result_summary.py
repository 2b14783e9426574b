"""A result at a glance for an advisor: the best way to file, and why the credit is zero."""

from __future__ import annotations

from interview.advising.clients.draft_list import BEST
from interview.drafts.results import Assessed
from interview.drafts.why_zero_words import WHY_ZERO


def result_summary(assessed: Assessed) -> dict[str, object]:
    """What templates/advising/result.html shows."""
    assessment = assessed.assessment
    shown = assessment.scenario(assessment.best or "no_exclusion") or assessment.scenarios[0]
    return {
        "assessed": assessed,
        "shown": shown,
        "shown_name": BEST[shown.key],
        "why_zero": [WHY_ZERO[code] for code in shown.why_zero],
    }
