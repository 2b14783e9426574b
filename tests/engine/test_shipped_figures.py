"""The shipped figures of all ten years against figures copied by hand from the law, year beside year.

Where two statuses always share a figure it stands once: a surviving spouse has the brackets of a joint return.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.engine.families import TEN_YEARS, figures


def by_status(single: Any, joint: Any, separate: Any, head: Any, surviving: Any) -> dict[str, Any]:
    return {
        "single": single,
        "married_joint": joint,
        "married_separate": separate,
        "head_of_household": head,
        "surviving_spouse": surviving,
    }


def with_joint_for_survivors(row: tuple[Any, ...]) -> Mapping[str, Any]:
    """Single, joint, separate and head of household."""
    single, joint, separate, head = row
    return by_status(single, joint, separate, head, joint)


# Upper bounds for single, joint, separate and head of household.
BRACKETS = {
    2017: (
        (9_325, 37_950, 91_900, 191_650, 416_700, 418_400),
        (18_650, 75_900, 153_100, 233_350, 416_700, 470_700),
        (9_325, 37_950, 76_550, 116_675, 208_350, 235_350),
        (13_350, 50_800, 131_200, 212_500, 416_700, 444_550),
    ),
    2018: (
        (9_525, 38_700, 82_500, 157_500, 200_000, 500_000),
        (19_050, 77_400, 165_000, 315_000, 400_000, 600_000),
        (9_525, 38_700, 82_500, 157_500, 200_000, 300_000),
        (13_600, 51_800, 82_500, 157_500, 200_000, 500_000),
    ),
    2019: (
        (9_700, 39_475, 84_200, 160_725, 204_100, 510_300),
        (19_400, 78_950, 168_400, 321_450, 408_200, 612_350),
        (9_700, 39_475, 84_200, 160_725, 204_100, 306_175),
        (13_850, 52_850, 84_200, 160_700, 204_100, 510_300),
    ),
    2020: (
        (9_875, 40_125, 85_525, 163_300, 207_350, 518_400),
        (19_750, 80_250, 171_050, 326_600, 414_700, 622_050),
        (9_875, 40_125, 85_525, 163_300, 207_350, 311_025),
        (14_100, 53_700, 85_500, 163_300, 207_350, 518_400),
    ),
    2021: (
        (9_950, 40_525, 86_375, 164_925, 209_425, 523_600),
        (19_900, 81_050, 172_750, 329_850, 418_850, 628_300),
        (9_950, 40_525, 86_375, 164_925, 209_425, 314_150),
        (14_200, 54_200, 86_350, 164_900, 209_400, 523_600),
    ),
    2022: (
        (10_275, 41_775, 89_075, 170_050, 215_950, 539_900),
        (20_550, 83_550, 178_150, 340_100, 431_900, 647_850),
        (10_275, 41_775, 89_075, 170_050, 215_950, 323_925),
        (14_650, 55_900, 89_050, 170_050, 215_950, 539_900),
    ),
    2023: (
        (11_000, 44_725, 95_375, 182_100, 231_250, 578_125),
        (22_000, 89_450, 190_750, 364_200, 462_500, 693_750),
        (11_000, 44_725, 95_375, 182_100, 231_250, 346_875),
        (15_700, 59_850, 95_350, 182_100, 231_250, 578_100),
    ),
    2024: (
        (11_600, 47_150, 100_525, 191_950, 243_725, 609_350),
        (23_200, 94_300, 201_050, 383_900, 487_450, 731_200),
        (11_600, 47_150, 100_525, 191_950, 243_725, 365_600),
        (16_550, 63_100, 100_500, 191_950, 243_700, 609_350),
    ),
    2025: (
        (11_925, 48_475, 103_350, 197_300, 250_525, 626_350),
        (23_850, 96_950, 206_700, 394_600, 501_050, 751_600),
        (11_925, 48_475, 103_350, 197_300, 250_525, 375_800),
        (17_000, 64_850, 103_350, 197_300, 250_500, 626_350),
    ),
    2026: (
        (12_400, 50_400, 105_700, 201_775, 256_225, 640_600),
        (24_800, 100_800, 211_400, 403_550, 512_450, 768_700),
        (12_400, 50_400, 105_700, 201_775, 256_225, 384_350),
        (17_700, 67_450, 105_700, 201_750, 256_200, 640_600),
    ),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_brackets(tax_year: int) -> None:
    assert figures(tax_year).income_tax.upper_bounds == with_joint_for_survivors(BRACKETS[tax_year])
    assert figures(tax_year).income_tax.tax_table_below == 100_000


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_rates(tax_year: int) -> None:
    of_2017 = (1_000, 1_500, 2_500, 2_800, 3_300, 3_500, 3_960)
    since_2018 = (1_000, 1_200, 2_200, 2_400, 3_200, 3_500, 3_700)
    assert figures(tax_year).income_tax.rates == (of_2017 if tax_year == 2017 else since_2018)


# Standard deduction alone, joint, head of household; a box unmarried, married; a dependent's least and addition.
DEDUCTIONS = {
    2017: (6_350, 12_700, 9_350, 1_550, 1_250, 1_050, 350),
    2018: (12_000, 24_000, 18_000, 1_600, 1_300, 1_050, 350),
    2019: (12_200, 24_400, 18_350, 1_650, 1_300, 1_100, 350),
    2020: (12_400, 24_800, 18_650, 1_650, 1_300, 1_100, 350),
    2021: (12_550, 25_100, 18_800, 1_700, 1_350, 1_100, 350),
    2022: (12_950, 25_900, 19_400, 1_750, 1_400, 1_150, 400),
    2023: (13_850, 27_700, 20_800, 1_850, 1_500, 1_250, 400),
    2024: (14_600, 29_200, 21_900, 1_950, 1_550, 1_300, 450),
    2025: (15_750, 31_500, 23_625, 2_000, 1_600, 1_350, 450),
    2026: (16_100, 32_200, 24_150, 2_050, 1_650, 1_350, 450),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_deductions(tax_year: int) -> None:
    alone, joint, head, unmarried_box, married_box, minimum, addition = DEDUCTIONS[tax_year]
    law = figures(tax_year).deductions
    assert law.standard == by_status(alone, joint, alone, head, joint)
    assert law.additional == by_status(unmarried_box, married_box, married_box, unmarried_box, married_box)
    assert (law.age, law.dependent_minimum, law.dependent_addition) == (65, minimum, addition)


def test_personal_exemptions_ended_with_2017() -> None:
    law = figures(2017).personal_exemptions
    assert law is not None
    assert (law.amount, law.phaseout_rate) == (4_050, 200)
    assert law.phaseout_start == by_status(261_500, 313_800, 156_900, 287_650, 313_800)
    assert law.phaseout_step == by_status(2_500, 2_500, 1_250, 2_500, 2_500)
    assert [year for year in TEN_YEARS if figures(year).personal_exemptions is not None] == [2017]


# Where 0% ends and where 15% ends, for single, joint, separate and head of household.
GAINS = {
    2017: ((37_950, 75_900, 37_950, 50_800), (418_400, 470_700, 235_350, 444_550)),
    2018: ((38_600, 77_200, 38_600, 51_700), (425_800, 479_000, 239_500, 452_400)),
    2019: ((39_375, 78_750, 39_375, 52_750), (434_550, 488_850, 244_425, 461_700)),
    2020: ((40_000, 80_000, 40_000, 53_600), (441_450, 496_600, 248_300, 469_050)),
    2021: ((40_400, 80_800, 40_400, 54_100), (445_850, 501_600, 250_800, 473_750)),
    2022: ((41_675, 83_350, 41_675, 55_800), (459_750, 517_200, 258_600, 488_500)),
    2023: ((44_625, 89_250, 44_625, 59_750), (492_300, 553_850, 276_900, 523_050)),
    2024: ((47_025, 94_050, 47_025, 63_000), (518_900, 583_750, 291_850, 551_350)),
    2025: ((48_350, 96_700, 48_350, 64_750), (533_400, 600_050, 300_000, 566_700)),
    2026: ((49_450, 98_900, 49_450, 66_200), (545_500, 613_700, 306_850, 579_600)),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_capital_gains(tax_year: int) -> None:
    zero_to, fifteen_to = GAINS[tax_year]
    law = figures(tax_year).capital_gains
    assert law.zero_to == with_joint_for_survivors(zero_to)
    assert law.fifteen_to == with_joint_for_survivors(fifteen_to)
    assert (law.middle_rate, law.top_rate) == (1_500, 2_000)
    assert law.loss_limit == by_status(3_000, 3_000, 1_500, 3_000, 3_000)


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_social_security_benefits(tax_year: int) -> None:
    law = figures(tax_year).social_security_benefits
    assert law.base == by_status(25_000, 32_000, 0, 25_000, 25_000)
    assert law.second_tier == by_status(9_000, 12_000, 0, 9_000, 9_000)
    assert law.top_rate == 8_500


WAGE_BASES = {
    2017: 127_200,
    2018: 128_400,
    2019: 132_900,
    2020: 137_700,
    2021: 142_800,
    2022: 147_000,
    2023: 160_200,
    2024: 168_600,
    2025: 176_100,
    2026: 184_500,
}
EXCLUSION = {
    2017: (102_100, 365, 16_336, 4_476, 30_630, 8_392),
    2018: (103_900, 365, 16_624, 4_555, 31_170, 8_540),
    2019: (105_900, 365, 16_944, 4_642, 31_770, 8_704),
    2020: (107_600, 366, 17_216, 4_704, 32_280, 8_820),
    2021: (108_700, 365, 17_392, 4_765, 32_610, 8_934),
    2022: (112_000, 365, 17_920, 4_910, 33_600, 9_205),
    2023: (120_000, 365, 19_200, 5_260, 36_000, 9_863),
    2024: (126_500, 366, 20_240, 5_530, 37_950, 10_369),
    2025: (130_000, 365, 20_800, 5_699, 39_000, 10_685),
    2026: (132_900, 365, 21_264, 5_826, 39_870, 10_923),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_payroll_taxes_and_the_taxes_on_high_incomes(tax_year: int) -> None:
    law = figures(tax_year).payroll_taxes
    assert law.wage_base == WAGE_BASES[tax_year]
    assert (law.self_employment_factor, law.self_employment_minimum) == (9_235, 400)
    assert (law.self_employment_social_security_rate, law.self_employment_medicare_rate) == (1_240, 290)
    assert (law.employee_social_security_rate, law.employee_medicare_rate) == (620, 145)
    assert (law.additional_medicare_rate, law.additional_medicare_withheld_above) == (90, 200_000)
    assert law.additional_medicare_threshold == by_status(200_000, 250_000, 125_000, 200_000, 200_000)
    investment = figures(tax_year).net_investment_income_tax
    assert investment.rate == 380
    assert investment.threshold == by_status(200_000, 250_000, 125_000, 200_000, 250_000)


# The most that can be left out, days in the year, and the housing base and limit, each for a year and in cents a day.
EXCLUSION = {
    2017: (102_100, 365, 16_336, 4_476, 30_630, 8_392),
    2018: (103_900, 365, 16_624, 4_555, 31_170, 8_540),
    2019: (105_900, 365, 16_944, 4_642, 31_770, 8_704),
    2020: (107_600, 366, 17_216, 4_704, 32_280, 8_820),
    2021: (108_700, 365, 17_392, 4_765, 32_610, 8_934),
    2022: (112_000, 365, 17_920, 4_910, 33_600, 9_205),
    2023: (120_000, 365, 19_200, 5_260, 36_000, 9_863),
    2024: (126_500, 366, 20_240, 5_530, 37_950, 10_369),
    2025: (130_000, 365, 20_800, 5_699, 39_000, 10_685),
    2026: (132_900, 365, 21_264, 5_826, 39_870, 10_923),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_exclusion(tax_year: int) -> None:
    law = figures(tax_year).exclusion
    housing = (law.housing_base, law.housing_base_per_day, law.housing_limit, law.housing_limit_per_day)
    assert (law.maximum, law.days_in_year, *housing) == EXCLUSION[tax_year]
    assert law.years_before_new_election == 5


# The top of the 24% bracket (2017: of the 28% bracket), for single, joint, separate and head of household.
ADJUSTMENT = {
    2017: (191_650, 233_350, 116_675, 212_500),
    2018: (157_500, 315_000, 157_500, 157_500),
    2019: (160_725, 321_450, 160_725, 160_700),
    2020: (163_300, 326_600, 163_300, 163_300),
    2021: (164_925, 329_850, 164_925, 164_900),
    2022: (170_050, 340_100, 170_050, 170_050),
    2023: (182_100, 364_200, 182_100, 182_100),
    2024: (191_950, 383_900, 191_950, 191_950),
    2025: (197_300, 394_600, 197_300, 197_300),
    2026: (201_775, 403_550, 201_775, 201_750),
}


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_foreign_tax_credit(tax_year: int) -> None:
    law = figures(tax_year).foreign_tax_credit
    assert law.small_credit_limit == by_status(300, 600, 300, 300, 300)
    assert law.adjustment_income_limit == 20_000
    assert law.adjustment_worksheet_line_5 == with_joint_for_survivors(ADJUSTMENT[tax_year])
