"""A result at a glance for an advisor: the best way to file, why the credit is zero, and all ways side by side."""

from __future__ import annotations

from dataclasses import dataclass

from interview.advising.draft_list import BEST, WHY_ZERO
from interview.drafts.results import Assessed
from interview.engine import Scenario


@dataclass(frozen=True, slots=True)
class WayToFile:
    """One row of the comparison."""

    name: str
    scenario: Scenario
    is_best: bool


def result_summary(assessed: Assessed) -> dict[str, object]:
    """What templates/advising/result.html shows."""
    assessment = assessed.assessment
    shown = assessment.scenario(assessment.best or "no_exclusion") or assessment.scenarios[0]
    return {
        "assessed": assessed,
        "shown": shown,
        "shown_name": BEST[shown.key],
        "why_zero": [WHY_ZERO[code] for code in shown.why_zero],
        "ways": [
            WayToFile(str(BEST[scenario.key]), scenario, scenario.key == assessment.best)
            for scenario in assessment.scenarios
        ],
    }
