"""Which ways of filing a family has, and which of them the law allows."""

from __future__ import annotations

from collections.abc import Sequence

from interview.engine import form_2555
from interview.engine.household import Household
from interview.engine.parameters import Parameters
from interview.engine.scenario import WHO_EXCLUDES, ScenarioKey


def possible_scenarios(household: Household, parameters: Parameters) -> dict[ScenarioKey, tuple[str, int] | None]:
    """The scenarios worth showing, each with None or the reason (code, person) why it is not allowed.

    A person's Form 2555 is shown where nothing stands against it, or where the family asked for it all the same.
    """
    reasons: dict[int, str | None] = {}
    for index, person in enumerate(household.people):
        reason = form_2555.why_not(person, parameters)
        asked = person.exclusion.choice == "elect" or (
            reason == "revoked" and form_2555.foreign_earned_income(person) > 0
        )
        if reason is None or asked:
            reasons[index] = reason
    if not reasons:
        return {"no_exclusion": None}
    found: dict[ScenarioKey, tuple[str, int] | None] = {}
    for key, who in WHO_EXCLUDES.items():
        if all(index in reasons for index in who):
            against: Sequence[tuple[str, int]] = [
                (reason, index) for index in who if (reason := reasons[index]) is not None
            ]
            found[key] = against[0] if against else None
    return found
