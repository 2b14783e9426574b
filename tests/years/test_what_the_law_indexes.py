"""Every figure of law by hand: what an index raises, what Congress alone changes, what belongs to one year.

A figure that is wrongly taken for fixed would go into a new year as it was, so that the list here is written from the
law and not from the program; a new figure has to be put into it.
"""

from __future__ import annotations

from interview.engine import ANEW, INDEXED
from interview.years.checks.unusual import STEPS
from interview.years.figure_table import all_figures

# What the law raises with prices (or wages), where it says so, and to what it rounds, if checks know it.
INDEXED_BY = {
    "child_tax_credit.per_child": ("IRC 24(i), after 2025", 100),
    "child_tax_credit.refund_cap_per_child": ("IRC 24(i)", 100),
    "income_tax.upper_bounds": ("IRC 1(f)(7), 1(j)(3)", 25),
    "deductions.standard": ("IRC 63(c)(4), 63(c)(7)", 25),
    "deductions.additional": ("IRC 63(c)(4), 63(f)", 50),
    "deductions.dependent_minimum": ("IRC 63(c)(4), 63(c)(5)(A)", 50),
    "deductions.dependent_addition": ("IRC 63(c)(4), 63(c)(5)(B)", 50),
    "capital_gains.zero_to": ("IRC 1(j)(5)(C)", 25),
    "capital_gains.fifteen_to": ("IRC 1(j)(5)(C)", 25),
    "earned_income_credit.maximum": ("IRC 32(b)(2), 32(j): rate times amount", None),
    "earned_income_credit.earned_income_amount": ("IRC 32(j)(2)(A)", 10),
    "earned_income_credit.phaseout_start": ("IRC 32(j)(2)(A)", 10),
    "earned_income_credit.completed_phaseout": ("follows from the other three", None),
    "earned_income_credit.investment_income_limit": ("IRC 32(i)(2), 32(j)(2)(B)", 50),
    "payroll_taxes.wage_base": ("42 USC 430(b)", 300),
    "exclusion.maximum": ("IRC 911(b)(2)(D)(ii)", 100),
    "exclusion.housing_base": ("IRC 911(c)(1)(B): 16 percent of it", None),
    "exclusion.housing_base_per_day": ("IRC 911(c)(1)(B)", None),
    "exclusion.housing_limit": ("IRC 911(c)(2)(A): 30 percent of it", None),
    "exclusion.housing_limit_per_day": ("IRC 911(c)(2)(A)", None),
    "foreign_tax_credit.adjustment_worksheet_line_5": ("the top of a bracket", 25),
    "personal_exemptions.amount": ("IRC 151(d)(4), before 2018", None),
    "personal_exemptions.phaseout_start": ("IRC 151(d)(4), before 2018", None),
}
# In the statute as it stands, or a fact of a program or of a tax rate: no index touches it.
FIXED_BY = {
    "child_tax_credit": {
        "IRC 24(h)(4)": ["other_dependent"],
        "IRC 24(h)(6), 24(d)(1)(B)": ["earned_income_threshold", "refund_rate", "payroll_method_children"],
        "IRC 24(k)(2)(B)": ["payroll_method_children_puerto_rico"],
        "IRC 24(c)(1)": ["age_limit"],
        "IRC 24(h)(7)": ["filer_needs_ssn", "child_needs_ssn"],
        "P.L. 116-260 sec. 211: only for 2020": ["lookback_allowed"],
    },
    "phaseout": {"IRC 24(h)(3), 24(b)(1)": ["threshold", "step", "reduction_per_step"]},
    "income_tax": {"IRC 1(j)(2), IRC 3": ["rates", "tax_table_below"]},
    "deductions": {"IRC 63(f)(1)": ["age"]},
    "capital_gains": {"IRC 1(h)(1), 1211(b)": ["middle_rate", "top_rate", "loss_limit"]},
    "social_security_benefits": {"IRC 86(a), 86(c)": ["base", "second_tier", "top_rate"]},
    "earned_income_credit": {
        "IRC 32(b)(1)": ["phase_in_rate", "phaseout_rate"],
        "IRC 32(c)": ["minimum_age", "maximum_age_under", "child_age_limit", "childless_with_children_without_ssn"],
        "IRC 32(d)(2)": ["separated_spouses_may_claim"],
        "IRC 32(f)": ["table_uses_rounded_maximum"],
        "P.L. 116-260 sec. 211, P.L. 117-2 sec. 9626: 2020 and 2021": ["lookback_allowed"],
    },
    "payroll_taxes": {
        "IRC 1401, 1402": [
            "self_employment_factor",
            "self_employment_minimum",
            "self_employment_social_security_rate",
            "self_employment_medicare_rate",
        ],
        "IRC 3101, 3102(f)(1): never raised since 2013": [
            "employee_social_security_rate",
            "employee_medicare_rate",
            "additional_medicare_rate",
            "additional_medicare_threshold",
            "additional_medicare_withheld_above",
        ],
    },
    "net_investment_income_tax": {"IRC 1411(a), 1411(b): never raised since 2013": ["rate", "threshold"]},
    "exclusion": {"IRC 911(e)(2)": ["years_before_new_election"]},
    "foreign_tax_credit": {"IRC 904(j)(2), Form 1116": ["small_credit_limit", "adjustment_income_limit"]},
    "alternative_minimum_tax": {"our own level": ["warn_above"]},
    "american_rescue_plan": {
        "IRC 24(i), 24(j) of 2021": [
            "per_young_child",
            "young_age_limit",
            "kept_per_child",
            "first_threshold",
            "largest_reduction",
            "protection_threshold",
            "protected_per_child",
        ]
    },
    "personal_exemptions": {"IRC 151(d)(3), before 2018": ["phaseout_step", "phaseout_rate"]},
}
# Of their year alone.
WHOLLY_ANEW = ("dates", "changes_to_watch")


def named(yearly: str) -> set[str]:
    return {f"{figure.section}.{figure.name}" for figure in all_figures() if figure.yearly == yearly}


def test_what_the_law_indexes_is_left_blank_in_a_new_year() -> None:
    assert named(INDEXED) == set(INDEXED_BY)


def test_what_is_carried_over_stands_in_the_statute_and_no_index_raises_it() -> None:
    fixed = {f"{section}.{name}" for section, laws in FIXED_BY.items() for names in laws.values() for name in names}
    carried = {name for name in named("") if not name.startswith("form_lines.")}
    assert carried == fixed


def test_dates_the_days_of_the_year_and_passing_changes_are_asked_anew() -> None:
    sections = {figure.section for figure in all_figures()}
    assert set(WHOLLY_ANEW) <= sections
    of_these = {f"{figure.section}.{figure.name}" for figure in all_figures() if figure.section in WHOLLY_ANEW}
    assert named(ANEW) == {*of_these, "exclusion.days_in_year"}


def test_indexed_figures_are_held_to_the_rounding_that_the_law_names() -> None:
    assert {name: step for name, (_law, step) in INDEXED_BY.items() if step} == STEPS
