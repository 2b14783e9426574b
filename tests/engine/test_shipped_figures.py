"""The shipped figures of 2024 to 2026 against figures copied by hand from the law, year beside year."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.families import YEARS, figures

OTHERS = ("single", "married_separate", "head_of_household", "surviving_spouse")


def by_status(single: Any, joint: Any, separate: Any, head: Any, surviving: Any) -> dict[str, Any]:
    return {
        "single": single,
        "married_joint": joint,
        "married_separate": separate,
        "head_of_household": head,
        "surviving_spouse": surviving,
    }


@pytest.mark.parametrize(
    ("tax_year", "per_child", "needs_ssn"), [(2024, 2_000, False), (2025, 2_200, True), (2026, 2_200, True)]
)
def test_the_child_tax_credit(tax_year: int, per_child: int, needs_ssn: bool) -> None:
    law = figures(tax_year).child_tax_credit
    assert (law.per_child, law.filer_needs_ssn) == (per_child, needs_ssn)
    assert (law.refund_cap_per_child, law.other_dependent, law.earned_income_threshold) == (1_700, 500, 2_500)
    assert (law.refund_rate, law.age_limit) == (1_500, 17)
    assert (law.payroll_method_children, law.payroll_method_children_puerto_rico) == (3, 1)


@pytest.mark.parametrize("tax_year", YEARS)
def test_the_phaseout(tax_year: int) -> None:
    law = figures(tax_year).phaseout
    assert law.threshold == {"married_joint": 400_000, **dict.fromkeys(OTHERS, 200_000)}
    assert (law.step, law.reduction_per_step) == (1_000, 50)


@pytest.mark.parametrize(
    ("tax_year", "bounds"),
    [
        (
            2024,
            by_status(
                (11_600, 47_150, 100_525, 191_950, 243_725, 609_350),
                (23_200, 94_300, 201_050, 383_900, 487_450, 731_200),
                (11_600, 47_150, 100_525, 191_950, 243_725, 365_600),
                (16_550, 63_100, 100_500, 191_950, 243_700, 609_350),
                (23_200, 94_300, 201_050, 383_900, 487_450, 731_200),
            ),
        ),
        (
            2025,
            by_status(
                (11_925, 48_475, 103_350, 197_300, 250_525, 626_350),
                (23_850, 96_950, 206_700, 394_600, 501_050, 751_600),
                (11_925, 48_475, 103_350, 197_300, 250_525, 375_800),
                (17_000, 64_850, 103_350, 197_300, 250_500, 626_350),
                (23_850, 96_950, 206_700, 394_600, 501_050, 751_600),
            ),
        ),
        (
            2026,
            by_status(
                (12_400, 50_400, 105_700, 201_775, 256_225, 640_600),
                (24_800, 100_800, 211_400, 403_550, 512_450, 768_700),
                (12_400, 50_400, 105_700, 201_775, 256_225, 384_350),
                (17_700, 67_450, 105_700, 201_750, 256_200, 640_600),
                (24_800, 100_800, 211_400, 403_550, 512_450, 768_700),
            ),
        ),
    ],
)
def test_the_brackets(tax_year: int, bounds: dict[str, tuple[int, ...]]) -> None:
    law = figures(tax_year).income_tax
    assert law.upper_bounds == bounds
    assert law.rates == (1_000, 1_200, 2_200, 2_400, 3_200, 3_500, 3_700)
    assert law.tax_table_below == 100_000


@pytest.mark.parametrize(
    ("tax_year", "standard", "unmarried_box", "married_box", "minimum"),
    [
        (2024, by_status(14_600, 29_200, 14_600, 21_900, 29_200), 1_950, 1_550, 1_300),
        (2025, by_status(15_750, 31_500, 15_750, 23_625, 31_500), 2_000, 1_600, 1_350),
        (2026, by_status(16_100, 32_200, 16_100, 24_150, 32_200), 2_050, 1_650, 1_350),
    ],
)
def test_the_deductions(
    tax_year: int, standard: dict[str, int], unmarried_box: int, married_box: int, minimum: int
) -> None:
    law = figures(tax_year).deductions
    assert law.standard == standard
    assert law.additional == by_status(unmarried_box, married_box, married_box, unmarried_box, married_box)
    assert (law.age, law.dependent_minimum, law.dependent_addition) == (65, minimum, 450)


@pytest.mark.parametrize(
    ("tax_year", "zero_to", "fifteen_to"),
    [
        (
            2024,
            by_status(47_025, 94_050, 47_025, 63_000, 94_050),
            by_status(518_900, 583_750, 291_850, 551_350, 583_750),
        ),
        (
            2025,
            by_status(48_350, 96_700, 48_350, 64_750, 96_700),
            by_status(533_400, 600_050, 300_000, 566_700, 600_050),
        ),
        (
            2026,
            by_status(49_450, 98_900, 49_450, 66_200, 98_900),
            by_status(545_500, 613_700, 306_850, 579_600, 613_700),
        ),
    ],
)
def test_capital_gains(tax_year: int, zero_to: dict[str, int], fifteen_to: dict[str, int]) -> None:
    law = figures(tax_year).capital_gains
    assert (law.zero_to, law.fifteen_to) == (zero_to, fifteen_to)
    assert (law.middle_rate, law.top_rate) == (1_500, 2_000)
    assert law.loss_limit == by_status(3_000, 3_000, 1_500, 3_000, 3_000)


@pytest.mark.parametrize("tax_year", YEARS)
def test_social_security_benefits(tax_year: int) -> None:
    law = figures(tax_year).social_security_benefits
    assert law.base == by_status(25_000, 32_000, 0, 25_000, 25_000)
    assert law.second_tier == by_status(9_000, 12_000, 0, 9_000, 9_000)
    assert law.top_rate == 8_500


@pytest.mark.parametrize(
    ("tax_year", "maximum", "earned", "start", "joint_start", "end", "joint_end", "investment"),
    [
        (
            2024,
            (632, 4_213, 6_960, 7_830),
            (8_260, 12_390, 17_400, 17_400),
            (10_330, 22_720),
            (17_250, 29_640),
            (18_591, 49_084, 55_768, 59_899),
            (25_511, 56_004, 62_688, 66_819),
            11_600,
        ),
        (
            2025,
            (649, 4_328, 7_152, 8_046),
            (8_490, 12_730, 17_880, 17_880),
            (10_620, 23_350),
            (17_730, 30_470),
            (19_104, 50_434, 57_310, 61_555),
            (26_214, 57_554, 64_430, 68_675),
            11_950,
        ),
        (
            2026,
            (664, 4_427, 7_316, 8_231),
            (8_680, 13_020, 18_290, 18_290),
            (10_860, 23_890),
            (18_140, 31_160),
            (19_540, 51_593, 58_629, 62_974),
            (26_820, 58_863, 65_899, 70_244),
            12_200,
        ),
    ],
)
def test_the_earned_income_credit(
    tax_year: int,
    maximum: tuple[int, ...],
    earned: tuple[int, ...],
    start: tuple[int, int],
    joint_start: tuple[int, int],
    end: tuple[int, ...],
    joint_end: tuple[int, ...],
    investment: int,
) -> None:
    law = figures(tax_year).earned_income_credit
    assert (law.maximum, law.earned_income_amount, law.investment_income_limit) == (maximum, earned, investment)
    assert law.phase_in_rate == (765, 3_400, 4_000, 4_500)
    assert law.phaseout_rate == (765, 1_598, 2_106, 2_106)
    alone, joint = (start[0], *[start[1]] * 3), (joint_start[0], *[joint_start[1]] * 3)
    assert law.phaseout_start == {"married_joint": joint, **dict.fromkeys(OTHERS, alone)}
    assert law.completed_phaseout == {"married_joint": joint_end, **dict.fromkeys(OTHERS, end)}
    assert (law.minimum_age, law.maximum_age_under, law.child_age_limit) == (25, 65, 19)
    assert law.table_uses_rounded_maximum
    assert law.separated_spouses_may_claim


@pytest.mark.parametrize(("tax_year", "wage_base"), [(2024, 168_600), (2025, 176_100), (2026, 184_500)])
def test_payroll_taxes_and_the_taxes_on_high_incomes(tax_year: int, wage_base: int) -> None:
    law = figures(tax_year).payroll_taxes
    assert (law.wage_base, law.self_employment_factor, law.self_employment_minimum) == (wage_base, 9_235, 400)
    assert (law.self_employment_social_security_rate, law.self_employment_medicare_rate) == (1_240, 290)
    assert (law.employee_social_security_rate, law.employee_medicare_rate) == (620, 145)
    assert (law.additional_medicare_rate, law.additional_medicare_withheld_above) == (90, 200_000)
    assert law.additional_medicare_threshold == by_status(200_000, 250_000, 125_000, 200_000, 200_000)
    investment = figures(tax_year).net_investment_income_tax
    assert investment.rate == 380
    assert investment.threshold == by_status(200_000, 250_000, 125_000, 200_000, 250_000)


@pytest.mark.parametrize(
    ("tax_year", "maximum", "days", "base", "base_a_day", "limit", "limit_a_day"),
    [
        (2024, 126_500, 366, 20_240, 5_530, 37_950, 10_369),
        (2025, 130_000, 365, 20_800, 5_699, 39_000, 10_685),
        (2026, 132_900, 365, 21_264, 5_826, 39_870, 10_923),
    ],
)
def test_the_exclusion(
    tax_year: int, maximum: int, days: int, base: int, base_a_day: int, limit: int, limit_a_day: int
) -> None:
    law = figures(tax_year).exclusion
    assert (law.maximum, law.days_in_year, law.years_before_new_election) == (maximum, days, 5)
    assert (law.housing_base, law.housing_base_per_day) == (base, base_a_day)
    assert (law.housing_limit, law.housing_limit_per_day) == (limit, limit_a_day)


@pytest.mark.parametrize(
    ("tax_year", "filing", "refund"),
    [
        (2024, ("2025-04-15", "2025-06-16", "2025-10-15"), ("2028-04-15", "2028-06-15", "2028-10-15")),
        (2025, ("2026-04-15", "2026-06-15", "2026-10-15"), ("2029-04-15", "2029-06-15", "2029-10-15")),
        (2026, ("2027-04-15", "2027-06-15", "2027-10-15"), ("2030-04-15", "2030-06-15", "2030-10-15")),
    ],
)
def test_the_dates(tax_year: int, filing: tuple[str, ...], refund: tuple[str, ...]) -> None:
    law = figures(tax_year).dates
    days = (law.return_due, law.return_due_abroad, law.return_due_extended)
    claims = (law.claim_refund_by, law.claim_refund_by_abroad, law.claim_refund_by_extended)
    assert tuple(day.isoformat() for day in days) == filing
    assert tuple(day.isoformat() for day in claims) == refund
    assert law.refunds_not_before.isoformat() == f"{tax_year + 1}-02-15"


@pytest.mark.parametrize(("tax_year", "agi", "eic"), [(2024, "11", "27"), (2025, "11a", "27a"), (2026, "11a", "27a")])
def test_the_lines_of_the_forms(tax_year: int, agi: str, eic: str) -> None:
    lines = figures(tax_year).form_lines
    assert (lines.agi, lines.earned_income_credit, lines.additional_child_tax_credit) == (agi, eic, "28")
    assert (lines.taxable_income, lines.tax, lines.tax_before_credits, lines.nonrefundable_credit) == (
        *("15", "16"),
        *("18", "19"),
    )
