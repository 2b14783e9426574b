"""Additional Medicare Tax and net investment income tax, which no credit reduces."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.families import abroad, excluding, family, line, scenario


def other_taxes(filing_status: str = "single", **facts: Any) -> int:
    return scenario(family(2025, filing_status, children=[], **facts)).other_taxes


@pytest.mark.parametrize(
    ("filing_status", "wages", "tax"),
    [
        ("single", 200_000, 0),
        ("single", 230_000, 270),
        ("head_of_household", 230_000, 270),
        ("surviving_spouse", 230_000, 270),
        ("married_separate", 230_000, 945),
        ("married_joint", 250_000, 0),
        ("married_joint", 300_000, 450),
    ],
)
def test_additional_medicare_tax_on_us_wages_above_the_threshold(filing_status: str, wages: int, tax: int) -> None:
    assert other_taxes(filing_status, filer={"wages_us": wages}) == tax


def test_both_spouses_wages_are_added_for_additional_medicare_tax() -> None:
    assert other_taxes("married_joint", filer={"wages_us": 150_000}, spouse={"wages_us": 150_000}) == 450


def test_wages_use_the_threshold_before_self_employment_does() -> None:
    # 100,000 x 92.35% = 92,350; 50,000 of the threshold is left: 42,350 x 0.9% = 381.15.
    assert other_taxes(filer={"wages_us": 150_000, "self_employment_us": 100_000}) == 381


def test_pay_from_a_foreign_employer_bears_no_medicare_tax() -> None:
    assert other_taxes(filer={"wages_foreign": 900_000}) == 0


def test_additional_medicare_tax_that_was_withheld_is_a_payment() -> None:
    filer = {"wages_us": 230_000, "social_security_withheld": 10_918, "medicare_withheld": 3_605}
    found = scenario(family(2025, "single", filer=filer, payments={"income_tax_withheld": 40_000}))
    assert line(found, "form_8959", "22") == 270
    assert found.payments == 40_270


def test_ordinary_medicare_withholding_is_no_payment() -> None:
    filer = {"wages_us": 150_000, "social_security_withheld": 9_300, "medicare_withheld": 2_175}
    assert scenario(family(2025, "single", filer=filer)).payments == 0


@pytest.mark.parametrize(
    ("filing_status", "threshold"),
    [
        ("single", 200_000),
        ("head_of_household", 200_000),
        ("married_joint", 250_000),
        ("surviving_spouse", 250_000),
        ("married_separate", 125_000),
    ],
)
def test_net_investment_income_tax_is_due_above_its_threshold(filing_status: str, threshold: int) -> None:
    def tax(wages: int) -> int:
        return other_taxes(filing_status, filer={"wages_foreign": wages}, unearned_income={"interest_us": 20_000})

    assert tax(threshold - 20_000) == 0
    assert tax(threshold - 10_000) == 380
    assert tax(threshold + 50_000) == 760


def test_a_capital_loss_lowers_net_investment_income() -> None:
    unearned = {"interest_us": 20_000, "long_term_gains": -9_000}
    assert other_taxes(filer={"wages_foreign": 300_000}, unearned_income=unearned) == 646


def test_pensions_and_tax_exempt_interest_are_no_net_investment_income() -> None:
    unearned = {"pensions_us": 100_000, "tax_exempt_interest": 50_000}
    assert other_taxes(filer={"wages_foreign": 300_000}, unearned_income=unearned) == 0


def test_pay_left_out_counts_for_the_investment_income_threshold_and_foreign_tax_pays_none_of_it() -> None:
    found = scenario(
        abroad(
            2025,
            "single",
            filer={"wages_foreign": 260_000, "exclusion": excluding()},
            unearned_income={"interest_foreign": 10_000},
            foreign_tax={"general": 100_000, "passive": 5_000},
        ),
        "exclude_filer",
    )
    assert found.agi == 140_000
    assert found.other_taxes == 380
    assert found.total_tax >= 380
