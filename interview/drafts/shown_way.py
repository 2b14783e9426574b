"""Which way of filing a result speaks of: the family's own choice, or else the better one."""

from __future__ import annotations

from interview.engine import WHO_EXCLUDES, Assessment, Household, Scenario

NO_FORM_2555 = "no_exclusion"


def chosen_way(household: Household, assessment: Assessment) -> Scenario | None:
    """The way of filing with Form 2555 that the family has chosen; None if it has chosen none."""
    who = tuple(place for place, person in enumerate(household.people) if person.exclusion.choice == "elect")
    return next((way for way in assessment.scenarios if who and WHO_EXCLUDES[way.key] == who), None)


def shown_way(household: Household, assessment: Assessment) -> Scenario:
    """The family's own choice where it is allowed, else the better way."""
    chosen = chosen_way(household, assessment)
    if chosen is not None and chosen.allowed:
        return chosen
    better = assessment.scenario(assessment.best or NO_FORM_2555) or assessment.scenario(NO_FORM_2555)
    return better or assessment.scenarios[0]


def paid_out(way: Scenario) -> int:
    """The part of the child credit that is paid to the family in this way of filing."""
    return way.additional_child_tax_credit + way.refundable_child_tax_credit
