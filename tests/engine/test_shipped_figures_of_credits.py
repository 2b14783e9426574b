"""The shipped figures of the credits and the dates of all ten years, copied by hand from the law's tables."""

from __future__ import annotations

import pytest

from tests.engine.families import TEN_YEARS, figures

OTHERS = ("single", "married_separate", "head_of_household", "surviving_spouse")

# For each child, the most that is paid back for each, the threshold of earned income, other dependents, and the age.
CREDIT = {
    2017: (1_000, 1_000, 3_000, 0, 17),
    2018: (2_000, 1_400, 2_500, 500, 17),
    2019: (2_000, 1_400, 2_500, 500, 17),
    2020: (2_000, 1_400, 2_500, 500, 17),
    2021: (3_000, 1_400, 2_500, 500, 18),
    2022: (2_000, 1_500, 2_500, 500, 17),
    2023: (2_000, 1_600, 2_500, 500, 17),
    2024: (2_000, 1_700, 2_500, 500, 17),
    2025: (2_200, 1_700, 2_500, 500, 17),
    2026: (2_200, 1_700, 2_500, 500, 17),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_child_tax_credit(tax_year: int) -> None:
    law = figures(tax_year).child_tax_credit
    amounts = (law.per_child, law.refund_cap_per_child, law.earned_income_threshold, law.other_dependent)
    assert (*amounts, law.age_limit) == CREDIT[tax_year]
    assert law.refund_rate == 1_500


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_conditions_of_the_child_tax_credit(tax_year: int) -> None:
    law = figures(tax_year).child_tax_credit
    assert law.child_needs_ssn == (tax_year >= 2018)
    assert law.filer_needs_ssn == (tax_year >= 2025)
    assert law.lookback_allowed == (tax_year == 2020)
    assert law.payroll_method_children == 3
    # Residents of Puerto Rico were fully refundable in 2021, so that year's number never speaks.
    if tax_year != 2021:
        assert law.payroll_method_children_puerto_rico == (3 if tax_year < 2021 else 1)


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_phaseout(tax_year: int) -> None:
    law = figures(tax_year).phaseout
    of_2017 = {"married_joint": 110_000, **dict.fromkeys(OTHERS, 75_000), "married_separate": 55_000}
    since_2018 = {"married_joint": 400_000, **dict.fromkeys(OTHERS, 200_000)}
    assert law.threshold == (of_2017 if tax_year == 2017 else since_2018)
    assert (law.step, law.reduction_per_step) == (1_000, 50)


def test_the_american_rescue_plan_is_law_in_2021_only() -> None:
    law = figures(2021).american_rescue_plan
    assert law is not None
    assert (law.per_young_child, law.young_age_limit, law.kept_per_child, law.protected_per_child) == (
        *(3_600, 6),
        *(2_000, 2_000),
    )
    assert dict(law.first_threshold) == {
        "single": 75_000,
        "married_joint": 150_000,
        "married_separate": 75_000,
        "head_of_household": 112_500,
        "surviving_spouse": 150_000,
    }
    assert dict(law.largest_reduction) == {
        "single": 6_250,
        "married_joint": 12_500,
        "married_separate": 6_250,
        "head_of_household": 4_375,
        "surviving_spouse": 2_500,
    }
    assert dict(law.protection_threshold) == {
        "single": 40_000,
        "married_joint": 60_000,
        "married_separate": 40_000,
        "head_of_household": 50_000,
        "surviving_spouse": 60_000,
    }
    assert [year for year in TEN_YEARS if figures(year).american_rescue_plan is not None] == [2021]


@pytest.mark.parametrize("status", ["single", "married_joint", "married_separate", "head_of_household"])
def test_the_ceiling_of_the_first_phaseout_is_five_percent_of_the_way_to_the_second(status: str) -> None:
    plan, second = figures(2021).american_rescue_plan, figures(2021).phaseout.threshold[status]
    assert plan is not None
    assert plan.largest_reduction[status] * 20 == second - plan.first_threshold[status]


# Maximum, earned income amount, where the phaseout starts (no child; with children) alone and joint, where nothing is
# left alone and joint, and the limit of investment income.
EARNED_INCOME_CREDIT = {
    2017: (
        (510, 3_400, 5_616, 6_318),
        (6_670, 10_000, 14_040, 14_040),
        (8_340, 18_340),
        (13_930, 23_930),
        (15_010, 39_617, 45_007, 48_340),
        (20_600, 45_207, 50_597, 53_930),
        3_450,
    ),
    2018: (
        (519, 3_461, 5_716, 6_431),
        (6_780, 10_180, 14_290, 14_290),
        (8_490, 18_660),
        (14_170, 24_350),
        (15_270, 40_320, 45_802, 49_194),
        (20_950, 46_010, 51_492, 54_884),
        3_500,
    ),
    2019: (
        (529, 3_526, 5_828, 6_557),
        (6_920, 10_370, 14_570, 14_570),
        (8_650, 19_030),
        (14_450, 24_820),
        (15_570, 41_094, 46_703, 50_162),
        (21_370, 46_884, 52_493, 55_952),
        3_600,
    ),
    2020: (
        (538, 3_584, 5_920, 6_660),
        (7_030, 10_540, 14_800, 14_800),
        (8_790, 19_330),
        (14_680, 25_220),
        (15_820, 41_756, 47_440, 50_954),
        (21_710, 47_646, 53_330, 56_844),
        3_650,
    ),
    2021: (
        (1_502, 3_618, 5_980, 6_728),
        (9_820, 10_640, 14_950, 14_950),
        (11_610, 19_520),
        (17_560, 25_470),
        (21_430, 42_158, 47_915, 51_464),
        (27_380, 48_108, 53_865, 57_414),
        10_000,
    ),
    2022: (
        (560, 3_733, 6_164, 6_935),
        (7_320, 10_980, 15_410, 15_410),
        (9_160, 20_130),
        (15_290, 26_260),
        (16_480, 43_492, 49_399, 53_057),
        (22_610, 49_622, 55_529, 59_187),
        10_300,
    ),
    2023: (
        (600, 3_995, 6_604, 7_430),
        (7_840, 11_750, 16_510, 16_510),
        (9_800, 21_560),
        (16_370, 28_120),
        (17_640, 46_560, 52_918, 56_838),
        (24_210, 53_120, 59_478, 63_398),
        11_000,
    ),
    2024: (
        (632, 4_213, 6_960, 7_830),
        (8_260, 12_390, 17_400, 17_400),
        (10_330, 22_720),
        (17_250, 29_640),
        (18_591, 49_084, 55_768, 59_899),
        (25_511, 56_004, 62_688, 66_819),
        11_600,
    ),
    2025: (
        (649, 4_328, 7_152, 8_046),
        (8_490, 12_730, 17_880, 17_880),
        (10_620, 23_350),
        (17_730, 30_470),
        (19_104, 50_434, 57_310, 61_555),
        (26_214, 57_554, 64_430, 68_675),
        11_950,
    ),
    2026: (
        (664, 4_427, 7_316, 8_231),
        (8_680, 13_020, 18_290, 18_290),
        (10_860, 23_890),
        (18_140, 31_160),
        (19_540, 51_593, 58_629, 62_974),
        (26_820, 58_863, 65_899, 70_244),
        12_200,
    ),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_earned_income_credit(tax_year: int) -> None:
    maximum, earned, start, joint_start, end, joint_end, investment = EARNED_INCOME_CREDIT[tax_year]
    law = figures(tax_year).earned_income_credit
    assert (law.maximum, law.earned_income_amount, law.investment_income_limit) == (maximum, earned, investment)
    alone, joint = (start[0], *[start[1]] * 3), (joint_start[0], *[joint_start[1]] * 3)
    assert law.phaseout_start == {"married_joint": joint, **dict.fromkeys(OTHERS, alone)}
    assert law.completed_phaseout == {"married_joint": joint_end, **dict.fromkeys(OTHERS, end)}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_conditions_of_the_earned_income_credit(tax_year: int) -> None:
    law = figures(tax_year).earned_income_credit
    without_child = 1_530 if tax_year == 2021 else 765
    assert law.phase_in_rate == (without_child, 3_400, 4_000, 4_500)
    assert law.phaseout_rate == (without_child, 1_598, 2_106, 2_106)
    assert law.child_age_limit == 19
    assert law.minimum_age == (19 if tax_year == 2021 else 25)
    assert law.maximum_age_under == 65 or tax_year == 2021
    assert law.table_uses_rounded_maximum == (tax_year >= 2024)
    assert law.separated_spouses_may_claim == law.childless_with_children_without_ssn == (tax_year >= 2021)
    assert law.lookback_allowed == (tax_year in (2020, 2021))


# The due date: April, abroad, with Form 4868; the last day to claim: April, abroad, with Form 4868.
DATES = {
    2017: ("2018-04-17", "2018-06-15", "2018-10-15", "2021-04-15", "2021-06-15", "2021-10-15"),
    2018: ("2019-04-15", "2019-06-17", "2019-10-15", "2022-04-15", "2022-06-15", "2022-10-15"),
    2019: ("2020-07-15", "2020-07-15", "2020-10-15", "2023-07-17", "2023-07-17", "2023-10-15"),
    2020: ("2021-05-17", "2021-06-15", "2021-10-15", "2024-05-17", "2024-06-15", "2024-10-15"),
    2021: ("2022-04-18", "2022-06-15", "2022-10-17", "2025-04-15", "2025-06-15", "2025-10-15"),
    2022: ("2023-04-18", "2023-06-15", "2023-10-16", "2026-04-15", "2026-06-15", "2026-10-15"),
    2023: ("2024-04-15", "2024-06-17", "2024-10-15", "2027-04-15", "2027-06-15", "2027-10-15"),
    2024: ("2025-04-15", "2025-06-16", "2025-10-15", "2028-04-15", "2028-06-15", "2028-10-15"),
    2025: ("2026-04-15", "2026-06-15", "2026-10-15", "2029-04-15", "2029-06-15", "2029-10-15"),
    2026: ("2027-04-15", "2027-06-15", "2027-10-15", "2030-04-15", "2030-06-15", "2030-10-15"),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_dates(tax_year: int) -> None:
    law = figures(tax_year).dates
    filing = (law.return_due, law.return_due_abroad, law.return_due_extended)
    claims = (law.claim_refund_by, law.claim_refund_by_abroad, law.claim_refund_by_extended)
    assert tuple(day.isoformat() for day in (*filing, *claims)) == DATES[tax_year]
    assert law.refunds_not_before.isoformat() == f"{tax_year + 1}-02-15"
