"""Where questions and household part on purpose. Whatever is in neither list must meet, and a test holds it to that.

`NOT_USED` are answers that no household has a place for, by the question's id. `STATED_DEFAULTS` are facts of the
household that nobody is asked about; each keeps the default of the contract.
"""

from __future__ import annotations

from collections.abc import Mapping

NOT_USED: Mapping[str, str] = {
    "home.which_territory": "The territory's own tax office handles the claim, and the interview ends there.",
    "child.applied_on": (
        "A Social Security number counts from the day of issue, not of asking (IRC 24(h)(7)); the day is kept to see "
        "whether it may come in time."
    ),
    "hist.filed": "No amount depends on it: the result reads it to tell filing from changing a filed return.",
}

ADVISORS_ONLY = "Only whoever has the finished return at hand knows it: for documents that advisors write."
OTHER_FORMS = "The interview asks for one amount of the credits that come before the child credit."

STATED_DEFAULTS: Mapping[str, str] = {
    "schema": "The contract has one.",
    "return_form": "Form 1040: nonresidents stop before the end, and their return is not worked out.",
    "person.name": "No adult is asked for a name.",
    "person.wages_not_earned_income": "Pay in prison and deferred pay are rare, and counted like other pay.",
    "person.exclusion.housing_exclusion": "The engine works it out from the costs.",
    "person.exclusion.housing_deduction": "The engine works it out from the costs.",
    "person.exclusion.housing_limit": "The usual limit. The higher one of an expensive city is not asked for.",
    "unearned_income.american_samoa_excluded": "American Samoa's own tax office handles the claim.",
    "filing.extended_to": "A later date that the IRS granted by letter is not used; the usual extension is.",
    "payments.estimated_tax": "Asked together with tax withheld, and counted there.",
    "payments.excess_social_security": ADVISORS_ONLY,
    "payments.other_refundable_credits": ADVISORS_ONLY,
    "known_amounts.agi": ADVISORS_ONLY,
    "known_amounts.tax_before_credits": ADVISORS_ONLY,
    **dict.fromkeys(
        (
            "credits.dependent_care",
            "credits.education",
            "credits.savers",
            "credits.elderly_or_disabled",
            "credits.residential_energy",
            "credits.home_improvement",
            "credits.clean_vehicle",
            "credits.adoption",
            "credits.mortgage_interest",
            "credits.dc_homebuyer",
        ),
        OTHER_FORMS,
    ),
}
