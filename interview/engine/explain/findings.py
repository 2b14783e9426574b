"""What the family should know beside the figures, and what stops a household that is outside what we work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from interview.engine.assessment_types import Finding
from interview.engine.common_facts import Facts
from interview.engine.explain.findings_children import children_findings
from interview.engine.explain.findings_credits import credit_findings
from interview.engine.explain.findings_exclusion import exclusion_findings, housing_deduction_only
from interview.engine.explain.findings_foreign_tax import foreign_tax_findings
from interview.engine.explain.findings_income import income_findings, profit_left_out
from interview.engine.scenario import Outcome, ScenarioKey
from interview.engine.wording import gettext_noop, text


def findings(shared: Facts, outcomes: Mapping[ScenarioKey, Outcome], best: ScenarioKey) -> Iterator[Finding]:
    """Everything worth saying: warnings first, then doubtful law, then where we simplify."""
    others: list[Finding] = []
    for finding in (
        *exclusion_findings(shared, outcomes, best),
        *children_findings(shared, outcomes),
        *profit_left_out(shared, outcomes),
        *housing_deduction_only(shared, outcomes),
        *income_findings(shared, outcomes, best),
        *credit_findings(shared, outcomes[best]),
        *foreign_tax_findings(shared, outcomes),
    ):
        if finding.level == "warning":
            yield finding
        else:
            others.append(finding)
    yield from others


TERRITORIES = {
    "american_samoa": gettext_noop("American Samoa"),
    "guam": gettext_noop("Guam"),
    "northern_mariana_islands": gettext_noop("the Northern Mariana Islands"),
    "us_virgin_islands": gettext_noop("the US Virgin Islands"),
}


# Proper names, which no language changes.
OFFICES = {
    "american_samoa": "American Samoa Tax Office",
    "guam": "Guam Department of Revenue and Taxation",
    "northern_mariana_islands": "CNMI Division of Revenue and Taxation",
    "us_virgin_islands": "Virgin Islands Bureau of Internal Revenue",
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
                gettext_noop(
                    "Residents of {territory} claim this credit from the tax office there ({office}), not from the "
                    "IRS. If you only worked there and lived elsewhere, give the place where you lived."
                ),
                territory=text(TERRITORIES[place]),
                office=OFFICES[place],
            ),
            "IRC 24(k), 931, 932, 935",
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
