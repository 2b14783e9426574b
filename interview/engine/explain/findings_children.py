"""What the family should know about its children: earlier denials, rivals, and conditions that nobody asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from interview.engine.assessment_types import Finding
from interview.engine.children import (
    MONTHS_OVER_HALF_A_YEAR,
    OF_A_PARENT,
    SAME_GENERATION,
    ChildTests,
    age_at_year_end,
    released_to_you,
)
from interview.engine.common_facts import Facts
from interview.engine.explain.children import child_name
from interview.engine.explain.telling import a_spouse_may_file, tell
from interview.engine.household import Child
from interview.engine.scenario import Outcome, ScenarioKey
from interview.engine.wording import Text, gettext_noop, text

Outcomes = Mapping[ScenarioKey, Outcome]
OWN_CHILD = frozenset({"child", "stepchild", "adopted_child", "foster_child", "other"})
ASKED_FOR_IN_TIME = frozenset({"itin", "atin"})


def children_findings(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    """Each thing once, for the first child that it touches."""
    yield from _history(shared)
    yield from _rivals(shared)
    yield from _almost(shared)
    yield from _conditions(shared, outcomes)


def _history(shared: Facts) -> Iterator[Finding]:
    disallowed = shared.household.history.child_credit_disallowed
    if disallowed == "needs_form_8862":
        yield Finding(
            "needs_form_8862",
            "warning",
            text(
                gettext_noop(
                    "The IRS cut or denied this credit before. Add Form 8862 to the return, or it will be denied again."
                )
            ),
            "IRC 24(g)(2); Form 8862",
            None,
        )
    if disallowed == "banned":
        yield Finding(
            "banned",
            "warning",
            text(
                gettext_noop(
                    "The IRS set a wait for this credit, and it covers {year}. Nothing can be claimed for children."
                ),
                year=shared.parameters.tax_year,
            ),
            "IRC 24(g)(1)",
            None,
        )


def _first(shared: Facts, found: list[bool]) -> Text | None:
    """The name of the first child of whom something holds."""
    position = next((place for place, holds in enumerate(found) if holds), None)
    return None if position is None else child_name(shared.household.children[position], position + 1)


def _pairs(shared: Facts) -> list[tuple[Child, ChildTests]]:
    return list(zip(shared.household.children, shared.children, strict=True))


def _rivals(shared: Facts) -> Iterator[Finding]:
    """Who else could claim the child, and who comes first (IRC 152(c)(4))."""
    name = _first(
        shared, [tests.credit != "none" and child.relationship not in OWN_CHILD for child, tests in _pairs(shared)]
    )
    if name is not None:
        yield tell(
            "parent_comes_first",
            "info",
            gettext_noop(
                "A parent who can claim {name} comes before you. You can claim only if no parent does, and if your "
                "income (AGI) is higher than that of each parent who could. Among others the highest income counts."
            ),
            "IRC 152(c)(4)",
            name=name,
        )
    if a_spouse_may_file(shared.household):
        name = _first(
            shared,
            [
                tests.credit == "child_tax_credit" and child.relationship in OF_A_PARENT and child.custody == "with_you"
                for child, tests in _pairs(shared)
            ],
        )
        if name is not None:
            yield tell(
                "other_parent_may_claim",
                "info",
                gettext_noop(
                    "The other parent may be able to claim {name} too. Then the parent with more nights in the year "
                    "comes first. With equal nights it is the one with the higher income (AGI)."
                ),
                "IRC 152(c)(4)(B)",
                name=name,
            )
    released = [released_to_you(child) for child, tests in _pairs(shared) if tests.credit != "none"]
    if shared.household.filing_status == "head_of_household" and released and all(released):
        yield tell(
            "head_of_household_needs_child_at_home",
            "warning",
            gettext_noop(
                "Form 8332 gives you the credit, but not head of household status. That takes someone who lived with "
                "you for more than half of the year."
            ),
            "IRC 2(b)(1)(A)(i), 152(e)",
        )


def _almost(shared: Facts) -> Iterator[Finding]:
    """Children who bring nothing, or less, by the facts as given, and might bring more by a fact nobody asked for."""
    name = _first(shared, [_half_the_year(child, tests) for child, tests in _pairs(shared)])
    if name is not None:
        yield tell(
            "half_year_counts_nights",
            "info",
            gettext_noop(
                "{name} lived with you for six months. The law counts nights: with more nights at your home than "
                "elsewhere, enter seven months. With equal nights, parents who live apart count the one with the "
                "higher income (AGI)."
            ),
            "Treas. Reg. 1.152-4(d)",
            name=name,
        )
    worth = shared.parameters.child_tax_credit.other_dependent
    name = _first(shared, [_supported_elsewhere(child, tests, shared) for child, tests in _pairs(shared)])
    if name is not None and worth and shared.numbers.allow_other_dependents:
        yield tell(
            "relative_you_support",
            "info",
            gettext_noop(
                "{name} may still bring up to {worth:$} if you paid more than half of their costs, and if nobody in "
                "their home has to file a US return. We did not count it."
            ),
            "IRC 152(d)(1); Notice 2008-5",
            worth=worth,
            name=name,
        )
    late = [
        child.taxpayer_id.kind in ASKED_FOR_IN_TIME
        and child.taxpayer_id.issued_on is not None
        and child.taxpayer_id.issued_on > shared.due
        and tests.credit == "none"
        for child, tests in _pairs(shared)
    ]
    late += [
        person.taxpayer_id.kind == "itin"
        and person.taxpayer_id.issued_on is not None
        and person.taxpayer_id.issued_on > shared.due
        for person in shared.people
    ]
    if any(late):
        yield tell(
            "number_asked_for_in_time",
            "info",
            gettext_noop(
                "An ITIN or adoption number (ATIN) that was asked for with the return by {due:day} counts as issued in "
                "time. If yours was, enter that day."
            ),
            "IRC 24(e); Schedule 8812 instructions; Form W-7",
            due=shared.due,
        )


def _half_the_year(child: Child, tests: ChildTests) -> bool:
    return (
        child.months_with_you == MONTHS_OVER_HALF_A_YEAR - 1
        and child.custody == "with_you"
        and tests.relationship
        and tests.age
        and tests.support
        and tests.joint_return
        and tests.citizenship
        and tests.dependent
    )


def _supported_elsewhere(child: Child, tests: ChildTests, shared: Facts) -> bool:
    """A relative who lives elsewhere, is nobody's qualifying child and is below the age of those we take on trust."""
    return (
        tests.credit == "none"
        and not tests.residency
        and not _half_the_year(child, tests)
        and child.relationship != "foster_child"
        and tests.relationship
        and tests.joint_return
        and tests.citizenship
        and tests.dependent
        and child.custody == "with_you"
        and child.taxpayer_id.kind != "none"
        and (child.taxpayer_id.issued_on is None or child.taxpayer_id.issued_on <= shared.due)
        and shared.household.history.child_credit_disallowed != "banned"
    )


def _conditions(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    """Conditions that the family was not asked about."""
    adult_from = shared.parameters.earned_income_credit.child_age_limit
    older = [age_at_year_end(child, shared.parameters.tax_year) >= adult_from for child, _ in _pairs(shared)]
    if any(
        tests.credit == "other_dependents" and (is_older or child.relationship == "other")
        for (child, tests), is_older in zip(_pairs(shared), older, strict=True)
    ):
        yield tell(
            "other_dependent_conditions",
            "info",
            gettext_noop(
                "For an older child, a parent or someone else you must pay more than half of their costs. Their own "
                "income must be low, unless they are your child, under 24 and a student. People outside the family "
                "must live with you all year. We did not check this."
            ),
            "IRC 152(c)(3), 152(d)",
        )
    an_older_one_at_home = any(
        is_older and tests.relationship and child.months_with_you >= MONTHS_OVER_HALF_A_YEAR and tests.joint_return
        for (child, tests), is_older in zip(_pairs(shared), older, strict=True)
    )
    open_to_more = any(outcome.eic.why_not in (None, "age", "married_separate") for outcome in outcomes.values())
    if shared.household.main_home_in_us and an_older_one_at_home and open_to_more:
        yield tell(
            "older_child_for_earned_income_credit",
            "info",
            gettext_noop(
                "A student under 24 or a disabled child of any age may count for the earned income credit. We did not "
                "ask, and count nobody of {age} or more."
            ),
            "IRC 32(c)(3), 152(c)(3)",
            age=adult_from,
        )
    limit = shared.parameters.child_tax_credit.age_limit
    if any(
        child.relationship in SAME_GENERATION
        and not tests.age
        and age_at_year_end(child, shared.parameters.tax_year) < limit
        for child, tests in _pairs(shared)
    ):
        yield tell(
            "disabled_sibling_may_count",
            "info",
            gettext_noop("A disabled brother or sister need not be younger than you. We did not ask."),
            "IRC 152(c)(3)(B)",
        )
