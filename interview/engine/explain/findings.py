"""What the family should know beside the figures: bars, locks, doubtful law, and what we left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from interview.engine.assessment_types import Finding
from interview.engine.form_2555 import foreign_earned_income
from interview.engine.household import Person
from interview.engine.scenario import Facts, Outcome, ScenarioKey, return_as_filed, work_out
from interview.engine.wording import Text, gettext_noop, text


def findings(
    shared: Facts, outcomes: Mapping[ScenarioKey, Outcome], allowed: frozenset[ScenarioKey]
) -> Iterator[Finding]:
    """Everything worth saying, the heaviest first."""
    yield from _exclusion(shared, outcomes, allowed)
    yield from _history(shared)
    yield from _certificate(shared, outcomes)
    yield from _housing_deduction(shared, outcomes)
    yield from _limits(shared, outcomes)


def _exclusion(
    shared: Facts, outcomes: Mapping[ScenarioKey, Outcome], allowed: frozenset[ScenarioKey]
) -> Iterator[Finding]:
    without = outcomes["no_exclusion"]
    chosen = return_as_filed(shared.household)
    if without.additional_child_tax_credit and (len(allowed) > 1 or chosen != "no_exclusion"):
        yield Finding(
            "exclusion_bars_actc",
            "warning",
            text(
                gettext_noop("Form 2555 for only one of you, even for one dollar, ends the refund of {amount:$}.")
                if shared.household.joint
                else gettext_noop("Form 2555 on the return, even for one dollar, ends the refund of {amount:$}."),
                amount=without.additional_child_tax_credit,
            ),
            "IRC 24(d)(3); Schedule 8812, Part II-A caution",
            without.additional_child_tax_credit,
        )
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
                    who=_who(person, shared),
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
                    who=_who(person, shared),
                    revoked=revoked,
                    free=revoked + wait + 1,
                ),
                "IRC 911(e)(2)",
                None,
            )


def _who(person: Person, shared: Facts) -> Text:
    if person.name:
        return text("{given}", given=person.name)
    return text(gettext_noop("You")) if person is shared.household.filer else text(gettext_noop("Your spouse"))


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


def _certificate(shared: Facts, outcomes: Mapping[ScenarioKey, Outcome]) -> Iterator[Finding]:
    """The two readings of profit under a certificate of coverage:
    the careful one is computed, the other one is shown.
    """
    without = outcomes["no_exclusion"]
    if without.earned.exempt_profit <= 0:
        return
    other = work_out(shared, "no_exclusion", count_exempt_profit=True)
    gain = other.additional_child_tax_credit - without.additional_child_tax_credit
    if gain > 0:
        yield Finding(
            "certificate_profit_may_count",
            "info",
            text(
                gettext_noop(
                    "The form leaves out profit of {profit:$} that a certificate of coverage frees from US "
                    "self-employment tax. The law itself can be read to count it. Then {gain:$} more could be paid "
                    "out. Ask an advisor first."
                ),
                profit=without.earned.exempt_profit,
                gain=gain,
            ),
            "IRC 24(d)(1)(B)(i), 1401(c), 1402(a); Schedule 8812 instructions, Earned Income Worksheet",
            gain,
        )


def _housing_deduction(shared: Facts, outcomes: Mapping[ScenarioKey, Outcome]) -> Iterator[Finding]:
    """Form 2555 for the housing deduction alone: the form bars the refund, the statute speaks of exclusions only."""
    for key, outcome in outcomes.items():
        if not outcome.agi.housing_deduction:
            continue
        other = work_out(shared, key, housing_deduction_only=True)
        if other.additional_child_tax_credit:
            yield Finding(
                "housing_deduction_only_may_keep_refund",
                "info",
                text(
                    gettext_noop(
                        "Form 2555 can be filed for the housing deduction alone. The form says that this ends the "
                        "refund too. The law itself speaks only of income left out. By that reading {amount:$} could "
                        "still be paid out. Ask an advisor first."
                    ),
                    amount=other.additional_child_tax_credit,
                ),
                "IRC 24(d)(3), 911(c)(4); Form 2555 instructions",
                other.additional_child_tax_credit,
            )
            return


def _limits(shared: Facts, outcomes: Mapping[ScenarioKey, Outcome]) -> Iterator[Finding]:
    """Where we simplify, the family is told."""
    household, parameters = shared.household, shared.parameters
    without = outcomes["no_exclusion"]
    if (
        without.foreign_tax_credit.line_35
        and without.agi.total_income_before_exclusion
        > parameters.alternative_minimum_tax.warn_above[household.filing_status]
    ):
        yield Finding(
            "alternative_minimum_tax_possible",
            "warning",
            text(
                gettext_noop(
                    "At this income the alternative minimum tax may be due. We do not work it out. Ask an advisor."
                )
            ),
            "IRC 55; Form 6251",
            None,
        )
    if any(outcome.foreign_tax_credit.needs_adjustment for outcome in outcomes.values()):
        yield Finding(
            "foreign_tax_credit_needs_adjustment",
            "warning",
            text(
                gettext_noop(
                    "With this much in dividends or gains, Form 1116 wants them adjusted. We did not, so the "
                    "foreign tax credit may be lower."
                )
            ),
            "IRC 904(b)(2)(B); Form 1116 instructions",
            None,
        )
    if len(household.people) > 1 and any(
        outcome.uses_form_2555 and outcome.foreign_tax_credit.general is not None for outcome in outcomes.values()
    ):
        yield Finding(
            "foreign_tax_split_by_income",
            "info",
            text(
                gettext_noop(
                    "Where only one of you uses Form 2555, we split the foreign tax by income. Your own tax papers "
                    "may split it another way."
                )
            ),
            "Treas. Reg. 1.911-6(c)",
            None,
        )
    if any(person.self_employment_foreign > 0 for person in household.people) and len(outcomes) > 1:
        yield Finding(
            "form_2555_from_net_profit",
            "info",
            text(gettext_noop("We put your net profit on Form 2555. The real form may start from your receipts.")),
            "Form 2555 line 20a",
            None,
        )
    if household.nonresident_return:
        yield Finding(
            "form_1040_nr_income",
            "info",
            text(
                gettext_noop(
                    "Form 1040-NR counts only income from US work. We left out interest, dividends, gains and "
                    "everything from abroad; tax on those is worked out apart."
                )
            ),
            "IRC 871, 872; Form 1040-NR",
            None,
        )
    if household.known_amounts is not None and return_as_filed(household) in outcomes:
        yield Finding(
            "known_amounts_used",
            "info",
            text(
                gettext_noop(
                    "Amounts off your finished return replace what we would work out. They fit only the way it was "
                    "filed."
                )
            ),
            "Form 1040",
            None,
        )
    if household.residence.place == "puerto_rico":
        yield Finding(
            "puerto_rico_form",
            "info",
            text(
                gettext_noop(
                    "If you do not have to file Form 1040, claim this credit on Form 1040-SS Part II. The "
                    "arithmetic is the same."
                )
            ),
            "IRC 24(d)(1)(B)(ii), 24(k)(2); Form 1040-SS",
            None,
        )
    if household.joint and any(person.us_status == "nonresident_alien" for person in household.people):
        yield Finding(
            "joint_with_nonresident",
            "warning",
            text(
                gettext_noop(
                    "Filing together with a nonresident spouse is a choice that counts the spouse’s income from "
                    "every country, this year and later, until it is ended. It can be made only once."
                )
            ),
            "IRC 6013(g), 6013(h)",
            None,
        )


TERRITORIES = {
    "american_samoa": gettext_noop("American Samoa"),
    "guam": gettext_noop("Guam"),
    "northern_mariana_islands": gettext_noop("the Northern Mariana Islands"),
    "us_virgin_islands": gettext_noop("the US Virgin Islands"),
}


TREATY_DEPENDENTS = {"IN": gettext_noop("India"), "KR": gettext_noop("Korea")}


def stop_finding(shared: Facts) -> Finding | None:
    """Why this household is outside what Fledge works out, in a sentence that says what to do; None if it is inside."""
    household = shared.household
    place = household.residence.place
    if place in TERRITORIES:
        return Finding(
            "claim_in_territory",
            "stop",
            text(
                gettext_noop("Residents of {territory} claim this credit from the tax office there, not from the IRS."),
                territory=text(TERRITORIES[place]),
            ),
            "IRC 24(k)",
            None,
        )
    if household.nonresident_return and household.residence.country in TREATY_DEPENDENTS and household.children:
        return Finding(
            "form_1040_nr_treaty",
            "stop",
            text(
                gettext_noop(
                    "Some people from {country} can claim a child on Form 1040-NR under a treaty. We do not ask what "
                    "that takes, so ask an advisor."
                ),
                country=text(TREATY_DEPENDENTS[household.residence.country]),
            ),
            "IRC 873(b)(3); US tax treaties with India (Article 21) and Korea",
            None,
        )
    if all(person.us_status == "nonresident_alien" for person in household.people) and not household.nonresident_return:
        return Finding(
            "nonresident_filer",
            "stop",
            text(
                gettext_noop(
                    "A nonresident files Form 1040-NR, not Form 1040. Some still get this credit. Ask an advisor."
                )
            ),
            "IRC 6012, 7701(b); Form 1040-NR",
            None,
        )
    return None
