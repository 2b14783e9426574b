"""What a line means, whatever its number in the year: the lines that matter, and those whose mistakes are known."""

from __future__ import annotations

from interview.engine import place_in_version
from interview.result.explain.case import Case
from interview.result.explain.schedule import SCHEDULE, version

ON_THE_RETURN = (
    "wages",
    "business",
    "foreign_earned_income_exclusion",
    "agi",
    "deduction",
    "taxable_income",
    "tax",
    "foreign_tax_credit",
    "nonrefundable_credit",
    "earned_income_credit",
    "self_employment_tax",
    "total_tax",
    "additional_child_tax_credit",
    "withheld",
    "refund",
    "amount_owed",
)
ON_FORM_1116 = ("foreign_tax_credit_of_category", "foreign_tax_credit_of_all")
ON_THE_SCHEDULE = {
    "3": "income_for_the_limit",
    "4": "children",
    "5": "credit_at_most",
    "6": "other_dependents",
    "8": "credit_at_most",
    "11": "reduction",
    "12": "credit_at_most",
    "13": "tax_limit",
    "14": "nonrefundable_credit",
    "16a": "unused",
    "16b": "refund_cap",
    "17": "most_paid_out",
    "18a": "earned_income",
    "20": "share_of_pay",
    "27": "additional_child_tax_credit",
}
ONLY_2021 = {
    "4a": "children",
    "14i": "refundable_child_tax_credit",
    "15b": "nonrefundable_credit",
    "15h": "additional_child_tax_credit",
}
ON_OTHER_FORMS = {
    ("form_2555", "19"): "wages",
    ("form_2555", "38"): "qualifying_days",
    ("form_2555", "45"): "foreign_earned_income_exclusion",
    ("form_2555_spouse", "19"): "wages",
    ("form_2555_spouse", "38"): "qualifying_days",
    ("form_2555_spouse", "45"): "foreign_earned_income_exclusion",
    ("form_1116_general", "9"): "foreign_tax",
    ("form_1116_passive", "9"): "foreign_tax",
    ("form_1116_general", "19"): "foreign_share",
    ("form_1116_passive", "19"): "foreign_share",
    ("earned_income_worksheet", "7"): "earned_income",
}
MATTER = frozenset({
    "wages", "foreign_earned_income_exclusion", "agi", "taxable_income", "tax", "foreign_tax_credit",
    "nonrefundable_credit", "total_tax", "additional_child_tax_credit", "refundable_child_tax_credit", "children",
    "other_dependents", "unused", "refund_cap", "earned_income", "refund", "amount_owed",
})  # fmt: skip
"""Roles of the few lines that are asked for first."""


def roles(case: Case) -> dict[tuple[str, str], str]:
    """The role of each line that has one, by form and line."""
    household, parameters = case.household, case.parameters
    lines = parameters.nonresident_form_lines if household.nonresident_return else parameters.form_lines
    found = {
        (place.form, place.line): name for name in (*ON_THE_RETURN, *ON_FORM_1116) if (place := getattr(lines, name))
    }
    for kind in ("general", "passive"):
        place = lines.foreign_tax_credit_of_category
        found[f"form_1116_{kind}", place.line] = "foreign_tax_credit"
    found = {place: role.removesuffix("_of_all").removesuffix("_of_category") for place, role in found.items()}
    for number, role in ON_THE_SCHEDULE.items():
        place_then = place_in_version(number, version(case))
        if place_then is not None:
            found.setdefault(place_then, role)
    if version(case) == "2021":
        found.update({(SCHEDULE, number): role for number, role in ONLY_2021.items()})
    return {**found, **ON_OTHER_FORMS}


def matters(form: str, role: str) -> bool:
    """Whether the line is one of those that are asked for first: on the return, the schedule and Form 2555."""
    if "worksheet" in form:
        return False
    if form.startswith("form_2555"):
        return role == "foreign_earned_income_exclusion"
    return role in MATTER and not form.startswith("form_1116_")
