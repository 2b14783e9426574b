"""A result at a glance for an advisor: the best way to file, and why the credit is zero."""

from __future__ import annotations

from interview.advising.clients.draft_list import BEST
from interview.drafts.results import Assessed
from interview.drafts.why_zero_words import WHY_ZERO
from interview.engine import Assessment, Scenario


def result_summary(assessed: Assessed) -> dict[str, object]:
    """What templates/advising/result.html shows."""
    assessment = assessed.assessment
    shown = assessment.scenario(assessment.best or "no_exclusion") or assessment.scenarios[0]
    return {
        "assessed": assessed,
        "shown": shown,
        "shown_name": BEST[shown.key],
        "ways": [(BEST[way.key], way, way is shown) for way in _best_first(assessment) if way.allowed],
        "why_zero": [WHY_ZERO[code] for code in shown.why_zero],
    }


def _best_first(assessment: Assessment) -> list[Scenario]:
    return sorted(assessment.scenarios, key=lambda way: (way.key != assessment.best, -way.balance))
