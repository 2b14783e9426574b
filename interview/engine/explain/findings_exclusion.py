"""What the family should know about Form 2555: the bar, the lock, doubtful law, and what we left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from interview.engine.assessment_types import Finding
from interview.engine.common_facts import Facts
from interview.engine.explain.form_versions import bar_source
from interview.engine.explain.telling import tell, who
from interview.engine.form_2555 import Form2555, foreign_earned_income
from interview.engine.scenario import WHO_EXCLUDES, Outcome, ScenarioKey, return_as_filed, work_out
from interview.engine.wording import gettext_noop, text

Outcomes = Mapping[ScenarioKey, Outcome]


def exclusion_findings(shared: Facts, outcomes: Outcomes, best: ScenarioKey) -> Iterator[Finding]:
    """Bars and locks first, then what our working leaves out."""
    yield from _bar(shared, outcomes)
    yield from _election(shared, outcomes, best)
    yield from _housing(shared, outcomes)
    yield from _left_out(shared, outcomes)


def housing_deduction_only(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    """Form 2555 for the housing deduction alone: the form bars the refund, the statute speaks of exclusions only."""
    with_costs = [
        person.self_employment_foreign > 0
        and bool(person.exclusion.housing_expenses or person.exclusion.housing_deduction)
        for person in shared.people
    ]
    others = [
        work_out(shared, key, housing_deduction_only=True)
        for key in outcomes
        if any(with_costs[index] for index in WHO_EXCLUDES[key])
    ]
    # Equal ones: the fewest people with the form, which stand first.
    best = max(others, key=_left, default=None)
    if best is not None and best.additional_child_tax_credit and _left(best) > _left(outcomes["no_exclusion"]):
        yield tell(
            "housing_deduction_only_may_keep_refund",
            "info",
            gettext_noop(
                "Form 2555 can be filed for the housing deduction alone. The form says that this ends the refund too. "
                "The law itself speaks only of income left out. By that reading {worth:$} could still be paid out. Ask "
                "an advisor first."
            ),
            "IRC 24(d)(3), 911(c)(4); Form 2555 instructions",
            worth=best.additional_child_tax_credit,
        )


def _left(outcome: Outcome) -> tuple[int, int]:
    """What a way of filing leaves the family: money now, then foreign tax for other years."""
    return outcome.balance, outcome.foreign_tax_credit.unused


def _bar(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    without = outcomes["no_exclusion"]
    chosen = return_as_filed(shared.household)
    if without.additional_child_tax_credit and (len(outcomes) > 1 or chosen != "no_exclusion"):
        yield Finding(
            "exclusion_bars_actc",
            "warning",
            text(
                gettext_noop("Form 2555 for only one of you, even for one dollar, ends the refund of {amount:$}.")
                if shared.household.joint
                else gettext_noop("Form 2555 on the return, even for one dollar, ends the refund of {amount:$}."),
                amount=without.additional_child_tax_credit,
            ),
            bar_source(shared.parameters.form_lines.schedule_8812),
            without.additional_child_tax_credit,
        )


def _election(shared: Facts, outcomes: Outcomes, best: ScenarioKey) -> Iterator[Finding]:
    """The choice lasts until it is ended, and then stays ended for years (IRC 911(e))."""
    wait = shared.parameters.exclusion.years_before_new_election
    for person in shared.household.people:
        if person.exclusion.elected_before and person.exclusion.revoked_in is None and foreign_earned_income(person):
            yield Finding(
                "revocation_locks_exclusion",
                "warning",
                text(
                    gettext_noop(
                        "{who} used Form 2555 before. Filing {year} without it ends that choice: the first year it "
                        "can be used again is {free}, unless the IRS agrees sooner. Say in writing, with the return, "
                        "that you stop."
                    ),
                    who=who(person, shared),
                    year=shared.parameters.tax_year,
                    free=shared.parameters.tax_year + wait + 1,
                ),
                "IRC 911(e)(2); Treas. Reg. 1.911-7(b)",
                None,
            )
        revoked = person.exclusion.revoked_in
        if revoked is not None and revoked <= shared.parameters.tax_year <= revoked + wait:
            yield Finding(
                "exclusion_locked",
                "warning",
                text(
                    gettext_noop(
                        "{who} stopped using Form 2555 in {revoked}. It can be used again from {free} on, or sooner "
                        "if the IRS agrees."
                    ),
                    who=who(person, shared),
                    revoked=revoked,
                    free=revoked + wait + 1,
                ),
                "IRC 911(e)(2)",
                None,
            )
        alien = person.us_status in ("resident_alien", "nonresident_alien")
        if alien and person.exclusion.test == "bona_fide_residence" and foreign_earned_income(person):
            yield tell(
                "bona_fide_residence_needs_treaty",
                "warning",
                gettext_noop(
                    "Someone who is not a US citizen can use the bona fide residence test only as a national of a "
                    "country with a US tax treaty. Otherwise count 330 full days abroad within 12 months."
                ),
                "IRC 911(d)(1); Rev. Rul. 91-58; Form 2555 instructions",
            )
    first = [index for index in WHO_EXCLUDES[best] if not shared.people[index].exclusion.elected_before]
    if first:
        yield tell(
            "exclusion_must_be_chosen_in_time",
            "info",
            gettext_noop(
                "A first Form 2555 counts with a return filed on time, or within a year of the due date. Later it "
                "counts only if no tax is owed, or if you file before the IRS finds the form missing."
            ),
            "Treas. Reg. 1.911-7(a)(2)",
        )
    used_before = any(
        person.exclusion.elected_before and person.exclusion.revoked_in is None and foreign_earned_income(person)
        for person in shared.people
    )
    if used_before and outcomes["no_exclusion"].foreign_tax_credit.line_35:
        yield tell(
            "foreign_tax_credit_ends_exclusion",
            "info",
            gettext_noop(
                "Taking credit for foreign tax on pay that Form 2555 could leave out ends the choice of Form 2555 too."
            ),
            "Rev. Rul. 90-77; Treas. Reg. 1.911-7(b)",
        )


def _housing(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    """Costs above the limit that we know, and costs for which the year has no room."""
    for index, person in enumerate(shared.people):
        forms = list(_forms(outcomes, index))
        if person.exclusion.housing_limit is None and any(form.line_28 > form.line_29b for form in forms):
            yield tell(
                "housing_limit_of_your_city",
                "info",
                gettext_noop(
                    "Your housing costs are above the general limit of {limit:$}. Some cities have a higher one: look "
                    "for yours in the Form 2555 instructions."
                ),
                "IRC 911(c)(2)(B); Form 2555 line 29b",
                limit=forms[0].line_29b,
            )
        left = max((form.line_33 - form.line_36 - form.line_50 for form in forms if form.line_20a), default=0)
        if left > 0:
            yield tell(
                "housing_deduction_left",
                "info",
                gettext_noop(
                    "Housing costs of {worth:$} find no room this year. They can be deducted next year, and only then. "
                    "We count none of an earlier year."
                ),
                "IRC 911(c)(4)(C); Form 2555 line 49",
                worth=left,
            )


def _left_out(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    """Where the real form asks for more than we do."""
    household = shared.household
    if len(outcomes) == 1:
        return
    if any(person.self_employment_foreign > 0 for person in shared.people):
        yield tell(
            "form_2555_from_net_profit",
            "info",
            gettext_noop("We put your net profit on Form 2555. The real form may start from your receipts."),
            "Form 2555 line 20a",
        )
        if household.adjustments:
            yield tell(
                "adjustments_not_tied_to_exclusion",
                "info",
                gettext_noop(
                    "Form 2555 takes back a part of some deductions, such as health insurance and pension plans of "
                    "the self-employed. We took back a part of self-employment tax only."
                ),
                "IRC 911(d)(6); Form 2555 line 44",
            )
    if household.itemized_deductions and any(
        outcome.uses_form_2555 and outcome.deduction == household.itemized_deductions for outcome in outcomes.values()
    ):
        yield tell(
            "itemized_not_tied_to_exclusion",
            "info",
            gettext_noop(
                "Itemized deductions that belong to income left out with Form 2555 do not count. We left yours whole."
            ),
            "IRC 911(d)(6)",
        )


def _forms(outcomes: Outcomes, person: int) -> Iterator[Form2555]:
    """The person's Form 2555 in every way of filing that has one."""
    for key, outcome in outcomes.items():
        if person in WHO_EXCLUDES[key]:
            yield outcome.forms_2555[person]
