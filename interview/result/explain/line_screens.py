"""The one screen on which a family decides the amount of a line. Totals hang on many screens and have none."""

from __future__ import annotations

from interview.result.explain.case import Case
from interview.result.explain.schedule import SCHEDULE, version

# Places that move from year to year, by what the year's figures call them.
SCREENS_OF_THE_RETURN = {
    "wages": "income_list",
    "interest": "income_list",
    "dividends": "income_list",
    "qualified_dividends": "income_list",
    "pensions": "income_list",
    "social_security_benefits": "income_list",
    "capital_gain": "income_list",
    "business": "income_list",
    "unemployment": "income_list",
    "other_income": "income_list",
    "deduction": "deductions",
    "other_deductions": "deduction_other",
    "dependent_care_credit": "other_credits",
    "education_credits": "other_credits",
    "savers_credit": "other_credits",
    "withheld": "tax_paid",
    "estimated_tax": "tax_paid",
    "excess_social_security": "tax_paid",
}
SCREENS_OF_FORMS = {
    ("form_2555", "19"): "income_list",
    ("form_2555", "20a"): "income_list",
    ("form_2555", "28"): "exclusion_housing",
    ("form_2555", "38"): "exclusion_all_year",
    ("form_2555_spouse", "19"): "income_list",
    ("form_2555_spouse", "20a"): "income_list",
    ("form_2555_spouse", "38"): "exclusion_all_year",
    ("form_1116_general", "9"): "foreign_tax_amount",
    ("form_1116_general", "10"): "foreign_tax_carryover",
    ("form_1116_passive", "9"): "foreign_tax_amount",
    ("form_1116_passive", "10"): "foreign_tax_carryover",
    ("earned_income_worksheet", "1a"): "income_list",
    ("earned_income_worksheet", "2b"): "income_list",
}
SCREENS_OF_THE_SCHEDULE = {
    "2017": {"4a": "income_list"},
    "2018": {"6a": "income_list"},
    "2021": {
        "4a": "children_list",
        "6": "children_list",
        "9": "filing_status",
        "13A": "home",
        "13B": "home",
        "14f": "paid_early",
        "15e": "paid_early",
        "18a": "income_list",
        "28a": "paid_early",
        "30": "paid_early",
    },
    "2022": {"4": "children_list", "6": "children_list", "9": "filing_status", "18a": "income_list"},
}
SCREENS_OF_THE_WORKSHEET = {"1": "children_list", "2": "children_list"}
QUICK = {
    "children_list": "quick_children_numbers",
    "filing_status": "quick_status",
    "income_list": "quick_earned",
    "foreign_tax_amount": "quick_foreign_tax",
    "home": "quick_home",
    "exclusion_all_year": "quick_exclusion",
}
"""A quick check asks on fewer screens."""


class Screens:
    """Finds the screen behind a line of one result."""

    def __init__(self, case: Case) -> None:
        lines = (
            case.parameters.nonresident_form_lines if case.household.nonresident_return else case.parameters.form_lines
        )
        places = {name: getattr(lines, name) for name in SCREENS_OF_THE_RETURN}
        self._screens = {
            **{(place.form, place.line): SCREENS_OF_THE_RETURN[name] for name, place in places.items() if place},
            **SCREENS_OF_FORMS,
            **{(SCHEDULE, number): screen for number, screen in SCREENS_OF_THE_SCHEDULE[version(case)].items()},
            **{("child_tax_credit_worksheet", number): screen for number, screen in SCREENS_OF_THE_WORKSHEET.items()},
        }
        self._quick = case.rough

    def of(self, form: str, line: str) -> str:
        """The screen's name; empty where no single screen decides the line."""
        screen = self._screens.get((form, line), "")
        return QUICK.get(screen, "") if self._quick else screen
