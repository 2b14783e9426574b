"""evaluate(household, parameters): the engine's one question and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from interview.engine.assessment_types import (
    Assessment,
    ChildAssessment,
    Finding,
    ParametersStamp,
    Scenario,
)
from interview.engine.common_facts import Facts, facts
from interview.engine.explain.children import child_tests
from interview.engine.explain.deadlines import deadlines
from interview.engine.explain.findings import findings, stop_finding
from interview.engine.explain.form_1116 import form_1116_lines
from interview.engine.explain.form_2555 import form_2555_lines
from interview.engine.explain.other_taxes import schedule_se_lines, surtax_lines
from interview.engine.explain.remedies import child_remedies
from interview.engine.explain.return_lines import return_lines
from interview.engine.explain.schedule_8812 import schedule_8812_lines
from interview.engine.explain.tax_worksheets import tax_worksheet_lines
from interview.engine.household import SCHEMA, Household
from interview.engine.parameters import Parameters
from interview.engine.possible_scenarios import possible_scenarios
from interview.engine.scenario import (
    WHO_EXCLUDES,
    Outcome,
    ScenarioKey,
    work_out,
)
from interview.engine.why_zero import why_zero
from interview.engine.wording import Line, Text, gettext_noop, text

AMOUNTS = [field.name for field in fields(Scenario) if field.type == "int"]
WHY_NOT = {
    "no_foreign_earned_income": gettext_noop(
        "Form 2555 needs pay or profit for work outside the US, and there is none."
    ),
    "no_test_met": gettext_noop(
        "Form 2555 needs one of two tests, bona fide residence or physical presence, and days that count. Neither "
        "is met."
    ),
    "revoked": gettext_noop(
        "Form 2555 was given up in {revoked}. It can be used again from {free} on, or sooner if the IRS agrees."
    ),
}


def evaluate(household: Household, parameters: Parameters, *, detail: bool = True) -> Assessment:
    """The assessment of a household under one year's figures.

    Without `detail` the lines, tests and findings are left out; everything else is the same.
    Raises ValueError when the figures are of another tax year.
    """
    if household.tax_year != parameters.tax_year:
        raise ValueError(f"the household is of {household.tax_year}, the figures are of {parameters.tax_year}")
    shared = facts(household, parameters)
    stop = stop_finding(shared)
    possible = possible_scenarios(shared.household, parameters) if stop is None else {}
    outcomes: dict[ScenarioKey, Outcome] = {"no_exclusion": work_out(shared, "no_exclusion")}
    for key, reason in possible.items():
        if key != "no_exclusion" and reason is None:
            outcomes[key] = work_out(shared, key)
    found: tuple[Finding, ...] = ()
    if detail:
        found = (stop,) if stop is not None else tuple(findings(shared, outcomes, _best(shared, outcomes)))
    return Assessment(
        schema=SCHEMA,
        tax_year=household.tax_year,
        parameters=ParametersStamp(
            parameters.tax_year, parameters.revision, parameters.published_on, parameters.digest
        ),
        best=_best(shared, outcomes) if stop is None else None,
        children=_children(shared, detail),
        scenarios=tuple(_scenarios(shared, outcomes, possible, stop, detail)),
        findings=found,
        deadlines=deadlines(shared),
    )


def _best(shared: Facts, outcomes: Mapping[ScenarioKey, Outcome]) -> ScenarioKey:
    """The largest balance.

    Equal ones: more foreign tax left for later years, then no change of what was elected before.
    """
    if len(outcomes) == 1:
        return "no_exclusion"
    most = max([(outcome.balance, outcome.foreign_tax_credit.unused) for outcome in outcomes.values()])
    equal = [key for key, one in outcomes.items() if (one.balance, one.foreign_tax_credit.unused) == most]
    return equal[0] if len(equal) == 1 else min(equal, key=lambda key: _changes(shared, key))


def _changes(shared: Facts, key: ScenarioKey) -> int:
    """How many people would change what they elected before."""
    used = WHO_EXCLUDES[key]
    return sum(
        (index in used) != (person.exclusion.elected_before and person.exclusion.revoked_in is None)
        for index, person in enumerate(shared.household.people)
    )


def _children(shared: Facts, detail: bool) -> tuple[ChildAssessment, ...]:
    return tuple(
        [
            ChildAssessment(
                child.name,
                tests.credit,
                child_tests(child, tests, shared, position) if detail else (),
                child_remedies(child, tests, shared, position),
            )
            for position, (child, tests) in enumerate(
                zip(shared.household.children, shared.children, strict=True), start=1
            )
        ]
    )


def _scenarios(
    shared: Facts,
    outcomes: Mapping[ScenarioKey, Outcome],
    possible: Mapping[ScenarioKey, tuple[str, int] | None],
    stop: Finding | None,
    detail: bool,
) -> Iterator[Scenario]:
    if stop is not None:
        # Nothing counts that was worked out for this family, so no figure may be shown as if it did.
        yield Scenario(
            key="no_exclusion", allowed=False, why_not=stop.text, **dict.fromkeys(AMOUNTS, 0), why_zero=(), lines=()
        )
        return
    for key, reason in possible.items():
        why_not = None if reason is None else _why_not(shared, *reason)
        # Form 2555 that is not allowed leaves the return as it is without one.
        yield _scenario(shared, outcomes.get(key, outcomes["no_exclusion"]), key, why_not, detail=detail)


def _why_not(shared: Facts, code: str, person: int) -> Text:
    revoked = shared.household.people[person].exclusion.revoked_in
    free = (revoked or 0) + shared.parameters.exclusion.years_before_new_election + 1
    return text(WHY_NOT[code], revoked=revoked, free=free)


def _scenario(
    shared: Facts,
    outcome: Outcome,
    key: ScenarioKey,
    why_not: Text | None,
    *,
    detail: bool,
) -> Scenario:
    credits = outcome.child_credits
    return Scenario(
        key=key,
        allowed=why_not is None,
        why_not=why_not,
        agi=outcome.agi.agi,
        modified_agi=credits.modified_agi,
        earned_income=outcome.earned.line_7,
        taxable_income=outcome.taxable_income,
        tax_before_credits=outcome.tax_before_credits,
        foreign_tax_credit=outcome.foreign_tax_credit.line_35,
        credit_before_phaseout=credits.before_phaseout,
        phaseout_reduction=credits.reduction,
        credit_after_phaseout=credits.after_phaseout,
        credit_limit=credits.limit,
        nonrefundable_credit=credits.nonrefundable,
        additional_child_tax_credit=credits.additional,
        refundable_child_tax_credit=credits.refundable,
        earned_income_credit=outcome.eic.credit,
        self_employment_tax=outcome.self_employment_tax,
        other_taxes=outcome.other_taxes,
        total_tax=outcome.total_tax,
        payments=outcome.payments,
        balance=outcome.balance,
        foreign_tax_unused=outcome.foreign_tax_credit.unused,
        why_zero=why_zero(shared, outcome),
        lines=tuple(_lines(shared, outcome)) if detail else (),
    )


def _lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Every line that was worked out, form after form; the family's question comes first."""
    yield from schedule_8812_lines(shared, outcome)
    yield from form_2555_lines(shared, outcome)
    yield from form_1116_lines(shared, outcome)
    yield from return_lines(shared, outcome)
    yield from tax_worksheet_lines(shared, outcome)
    yield from schedule_se_lines(shared)
    yield from surtax_lines(shared, outcome)
