"""A result at a glance for an advisor: the way that the family files, a better one, and why the credit is zero."""

from __future__ import annotations

from interview.advising.clients.draft_list import BEST
from interview.drafts.results import Assessed
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.why_zero_words import WHY_ZERO
from interview.engine import Assessment, Scenario


def result_summary(assessed: Assessed) -> dict[str, object]:
    """What templates/advising/result.html shows: the same way to file as the family's own page and the list."""
    assessment = assessed.assessment
    shown = shown_way(assessed.household, assessment)
    best = assessment.scenario(assessment.best or "")
    gain = best.balance - shown.balance if best else 0
    return {
        "assessed": assessed,
        "shown": shown,
        "shown_paid": paid_out(shown),
        "shown_name": BEST[shown.key],
        "better_name": BEST[best.key] if best and gain > 0 else "",
        "better_gain": gain,
        "ways": [(BEST[way.key], way, paid_out(way), way is shown) for way in _best_first(assessment) if way.allowed],
        "why_zero": [WHY_ZERO[code] for code in shown.why_zero],
    }


def _best_first(assessment: Assessment) -> list[Scenario]:
    return sorted(assessment.scenarios, key=lambda way: (way.key != assessment.best, -way.balance))
