"""The border: what a household document may hold, and how everything else is refused with its path."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interview.contract import Refused, household_document, read_household
from interview.engine import Household

LEAST: dict[str, Any] = {"tax_year": 2025}

PERSON_DEFAULTS = {
    "name": "",
    "birth_date": None,
    "us_status": "citizen",
    "taxpayer_id": {"kind": "ssn", "issued_on": None},
    "blind": False,
    "claimed_as_dependent": False,
    "wages_us": 0,
    "wages_foreign": 0,
    "self_employment_us": 0,
    "self_employment_foreign": 0,
    "puerto_rico_self_employment": 0,
    "self_employment_tax_exempt": False,
    "combat_pay": 0,
    "wages_not_earned_income": 0,
    "social_security_withheld": 0,
    "medicare_withheld": 0,
    "exclusion": {
        "test": "none",
        "qualifying_days": 0,
        "housing_exclusion": 0,
        "housing_deduction": 0,
        "housing_expenses": 0,
        "housing_limit": None,
        "choice": "compare",
        "elected_before": False,
        "revoked_in": None,
    },
}
CHILD_DEFAULTS = {
    "name": "",
    "birth_date": "2015-03-01",
    "died_on": None,
    "relationship": "child",
    "us_status": "citizen",
    "substantial_presence": True,
    "taxpayer_id": {"kind": "ssn", "issued_on": None},
    "months_with_you": 12,
    "custody": "with_you",
    "provided_over_half_own_support": False,
    "filed_joint_return": False,
    "claimed_as_dependent": True,
}
HOUSEHOLD_DEFAULTS = {
    "schema": 1,
    "tax_year": 2025,
    "filing_status": "single",
    "lived_apart_last_half": False,
    "filer": PERSON_DEFAULTS,
    "spouse": None,
    "residence": {"place": "united_states", "country": None, "main_home_in_us_over_half_year": None},
    "children": [],
    "unearned_income": dict.fromkeys(
        [
            *("interest_us", "interest_foreign"),
            *("ordinary_dividends_us", "ordinary_dividends_foreign"),
            *("qualified_dividends_us", "qualified_dividends_foreign"),
            *("short_term_gains", "long_term_gains", "tax_exempt_interest"),
            *("pensions_us", "pensions_foreign", "social_security_benefits", "unemployment"),
            *("other_us", "other_foreign", "puerto_rico_excluded", "american_samoa_excluded"),
        ],
        0,
    ),
    "foreign_tax": {"general": 0, "passive": 0, "carryover_general": 0, "carryover_passive": 0},
    "adjustments": 0,
    "itemized_deductions": 0,
    "other_deductions": 0,
    "credits": dict.fromkeys(
        [
            *("dependent_care", "education", "savers", "elderly_or_disabled", "residential_energy"),
            *("home_improvement", "clean_vehicle", "adoption", "mortgage_interest", "dc_homebuyer", "other"),
        ],
        0,
    ),
    "payments": {
        "income_tax_withheld": 0,
        "estimated_tax": 0,
        "excess_social_security": 0,
        "other_refundable_credits": 0,
    },
    "filing": {"extension": False, "abroad_on_due_date": False, "extended_to": None},
    "history": {
        "child_credit_disallowed": "none",
        "lookback_earned_income": None,
        "advance_child_credit_received": 0,
        "advance_children": 0,
    },
    "return_form": "1040",
    "known_amounts": None,
}


def problems(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read_household(document)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def paths(document: Any) -> set[str]:
    return {path for path, _ in problems(document)}


def test_every_default_is_the_contract_s() -> None:
    assert household_document(read_household(LEAST)) == HOUSEHOLD_DEFAULTS
    with_child = household_document(read_household({**LEAST, "children": [{"birth_date": "2015-03-01"}]}))
    assert with_child["children"] == [CHILD_DEFAULTS]
    joint = read_household({**LEAST, "filing_status": "married_joint", "spouse": {}})
    assert household_document(joint)["spouse"] == PERSON_DEFAULTS
    known = read_household({**LEAST, "known_amounts": {}})
    assert household_document(known)["known_amounts"] == {"agi": None, "tax_before_credits": None}


def test_a_household_written_out_and_read_again_is_the_same() -> None:
    household = read_household(
        {
            "tax_year": 2024,
            "filing_status": "married_joint",
            "filer": {"name": "Zoë", "birth_date": "1980-02-29", "wages_foreign": 5, "exclusion": {"revoked_in": 2019}},
            "spouse": {"taxpayer_id": {"kind": "itin", "issued_on": "2020-01-31"}, "self_employment_us": -7},
            "residence": {"place": "abroad", "country": "DE", "main_home_in_us_over_half_year": False},
            "children": [{"birth_date": "2015-03-01", "died_on": "2024-04-04"}, {"birth_date": "2016-01-01"}],
            "unearned_income": {"long_term_gains": -5},
            "filing": {"extended_to": "2025-12-15"},
            "known_amounts": {"agi": -3},
        }
    )
    document = household_document(household)
    assert read_household(document) == household
    assert read_household(json.dumps(document)) == household
    assert read_household(json.dumps(document).encode()) == household


def test_the_least_that_a_household_needs() -> None:
    assert isinstance(read_household('{"tax_year": 2025}'), Household)
    assert problems({}) == [("tax_year", "is missing")]
    assert problems({**LEAST, "children": [{"name": "Ana"}]}) == [("children[0].birth_date", "is missing")]


def test_an_unknown_key_is_named_with_its_path_at_every_level() -> None:
    document = {
        **LEAST,
        "name": 1,
        "filer": {"nam": 1, "exclusion": {"days": 1}, "taxpayer_id": {"number": 1}},
        "residence": {"city": "Berlin"},
        "children": [{"birth_date": "2015-01-01"}, {"birth_date": "2015-01-01", "age": 1, "taxpayer_id": {"of": 1}}],
        "unearned_income": {"rent": 1},
        "foreign_tax": {"all": 1},
        "credits": {"child": 1},
        "payments": {"cash": 1},
        "filing": {"late": True},
        "history": {"none": 1},
        "known_amounts": {"tax": 1},
    }
    assert {message for _, message in problems(document)} == {"is not a known key"}
    assert paths(document) == {
        "name",
        "filer.nam",
        "filer.exclusion.days",
        "filer.taxpayer_id.number",
        "residence.city",
        "children[1].age",
        "children[1].taxpayer_id.of",
        "unearned_income.rent",
        "foreign_tax.all",
        "credits.child",
        "payments.cash",
        "filing.late",
        "history.none",
        "known_amounts.tax",
    }


@pytest.mark.parametrize("given", ["2025", 2025.0, 2025.5, True, None, [], {}, float("nan"), float("inf")])
def test_a_year_is_a_whole_number_and_nothing_else(given: Any) -> None:
    assert paths({"tax_year": given}) == {"tax_year"}


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"filer": {"wages_us": 1.5}}, "filer.wages_us"),
        ({"filer": {"wages_us": "10"}}, "filer.wages_us"),
        ({"filer": {"wages_us": True}}, "filer.wages_us"),
        ({"filer": {"wages_us": 1e3}}, "filer.wages_us"),
        ({"filer": {"wages_us": None}}, "filer.wages_us"),
        ({"filer": {"wages_us": -1}}, "filer.wages_us"),
        ({"filer": {"wages_us": 10**12 + 1}}, "filer.wages_us"),
        ({"filer": {"self_employment_us": -(10**12) - 1}}, "filer.self_employment_us"),
        ({"filer": {"name": 5}}, "filer.name"),
        ({"filer": {"name": "x" * 201}}, "filer.name"),
        ({"filer": {"blind": 1}}, "filer.blind"),
        ({"filer": {"blind": "true"}}, "filer.blind"),
        ({"filer": []}, "filer"),
        ({"filer": None}, "filer"),
        ({"filer": {"taxpayer_id": None}}, "filer.taxpayer_id"),
        ({"filer": {"taxpayer_id": {"kind": "atin"}}}, "filer.taxpayer_id.kind"),
        ({"filer": {"exclusion": {"qualifying_days": 367}}}, "filer.exclusion.qualifying_days"),
        ({"filer": {"exclusion": {"revoked_in": 1800}}}, "filer.exclusion.revoked_in"),
        ({"filing_status": "Single"}, "filing_status"),
        ({"children": {}}, "children"),
        ({"children": [1]}, "children[0]"),
        ({"children": [{"birth_date": "2015-01-01"}] * 21}, "children"),
        ({"history": {"lookback_earned_income": float("nan")}}, "history.lookback_earned_income"),
        ({"history": {"advance_children": -1}}, "history.advance_children"),
        ({"schema": 2}, "schema"),
        ({"schema": "1"}, "schema"),
        ({"schema": True}, "schema"),
        ({"schema": 1.0}, "schema"),
    ],
)
def test_a_wrong_type_or_range_is_refused_at_its_path(facts: dict[str, Any], path: str) -> None:
    assert paths({**LEAST, **facts}) == {path}


@pytest.mark.parametrize(
    "given",
    [
        "1425168000",
        "-1",
        1_425_168_000,
        "2015-03-01T00:00:00",
        " 2015-03-01",
        "20150301",
        "2015-3-1",
        "2015-02-30",
        "01.03.2015",
        "",
        True,
        None,
    ],
)
def test_a_date_is_written_year_month_day_and_in_no_other_way(given: Any) -> None:
    document = {**LEAST, "children": [{"birth_date": "2016-01-01"}, {"birth_date": given}]}
    [(path, message)] = problems(document)
    assert path == "children[1].birth_date"
    assert "must be a date like 2025-12-31" in message


def test_every_fault_is_named_at_once() -> None:
    document = {"tax_year": "x", "filer": {"wages_us": -1}, "children": [{"months_with_you": 13}], "typo": 0}
    assert paths(document) == {
        "tax_year",
        "filer.wages_us",
        "children[0].birth_date",
        "children[0].months_with_you",
        "typo",
    }


def test_a_message_shows_what_was_given_and_what_is_possible() -> None:
    assert problems({**LEAST, "return_form": "1040-NR"}) == [
        ("return_form", "must be one of '1040' or '1040_nr', not '1040-NR'")
    ]
    assert problems({**LEAST, "adjustments": -5}) == [("adjustments", "must be 0 or more, not -5")]
    assert problems({"tax_year": "2025"}) == [("tax_year", "must be a whole number, not '2025'")]
