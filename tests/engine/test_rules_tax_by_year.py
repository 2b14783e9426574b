"""Income tax, the exclusion's stacking and self-employment tax in each of the ten years, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import TEN_YEARS, Document, abroad, excluding, family, line, scenario
from tests.engine.test_shipped_figures import EXCLUSION, GAINS

every_year = pytest.mark.parametrize("tax_year", TEN_YEARS)
AWAY = 60_000


def by_year(*amounts: int) -> dict[int, int]:
    return dict(zip(TEN_YEARS, amounts, strict=True))


def at(tax_year: int, status: str, taxable: int, dividends: int = 0) -> Scenario:
    """A return with so much taxable income, qualified dividends among it.

    What is itemized takes the rest away, 2017's exemptions included.
    """
    people = 2 if status == "married_joint" else 1
    document = family(
        tax_year,
        status,
        filer={"wages_us": taxable + AWAY - dividends},
        itemized_deductions=AWAY - (4_050 * people if tax_year == 2017 else 0),
        unearned_income={"ordinary_dividends_us": dividends, "qualified_dividends_us": dividends},
        children=[],
    )
    found = scenario(document)
    assert found.taxable_income == taxable
    return found


# The middle of the table's step is 50,025. 2017: 5,226.25 + 25% of 12,075; 2018: 4,453.50 + 22% of 11,325; 2019:
# 4,543 + 22% of 10,550; 2020: 4,617.50 + 22% of 9,900; 2021: 4,664 + 22% of 9,500; 2022: 4,807.50 + 22% of 8,250;
# 2023: 5,147 + 22% of 5,300; 2024: 5,426 + 22% of 2,875; 2025: 5,578.50 + 22% of 1,550; 2026: 1,240 + 12% of 37,625.
SINGLE_AT_50000 = by_year(8_245, 6_945, 6_864, 6_796, 6_754, 6_623, 6_313, 6_059, 5_920, 5_755)
# The middle is 60,025. 2017: 6,952.50 + 25% of 9,225; 2018: 5,944 + 22% of 8,225; 2019: 6,065 + 22% of 7,175; 2020:
# 6,162 + 22% of 6,325; 2021: 6,220 + 22% of 5,825; 2022: 6,415 + 22% of 4,125; 2023: 6,868 + 22% of 175; 2024: 1,655
# + 12% of 43,475; 2025: 1,700 + 12% of 43,025; 2026: 1,770 + 12% of 42,325.
HEAD_AT_60000 = by_year(9_259, 7_754, 7_644, 7_554, 7_502, 7_323, 6_907, 6_872, 6_863, 6_849)
# No table from 100,000 on. 2017: 10,452.50 + 25% of 74,100; then 22%: 2018: 8,907 + of 72,600; 2019: 9,086 + of
# 71,050; 2020: 9,235 + of 69,750; 2021: 9,328 + of 68,950; 2022: 9,615 + of 66,450; 2023: 10,294 + of 60,550; 2024:
# 10,852 + of 55,700; 2025: 11,157 + of 53,050; 2026: 11,600 + of 49,200.
JOINT_AT_150000 = by_year(28_978, 24_879, 24_717, 24_580, 24_497, 24_234, 23_615, 23_106, 22_828, 22_424)


@every_year
@pytest.mark.parametrize(
    ("status", "taxable", "taxes"),
    [
        ("single", 50_000, SINGLE_AT_50000),
        ("married_separate", 50_000, SINGLE_AT_50000),
        ("head_of_household", 60_000, HEAD_AT_60000),
        ("married_joint", 150_000, JOINT_AT_150000),
        ("surviving_spouse", 150_000, JOINT_AT_150000),
    ],
)
def test_tax_by_table_and_by_computation(tax_year: int, status: str, taxable: int, taxes: dict[int, int]) -> None:
    assert at(tax_year, status, taxable).tax_before_credits == taxes[tax_year]


@every_year
def test_the_table_s_small_steps_are_the_same_in_every_year(tax_year: int) -> None:
    # 0 to 5 no tax; then the middles 10, 20, 37.50, 2,987.50, 3,025 and 3,075, all at 10%.
    incomes = (0, 4, 5, 14, 15, 24, 25, 49, 2_975, 2_999, 3_000, 3_049, 3_050)
    taxes = (0, 0, 1, 1, 2, 2, 4, 4, 299, 299, 303, 303, 308)
    assert tuple(at(tax_year, "single", income).tax_before_credits for income in incomes) == taxes


@every_year
@pytest.mark.parametrize(("status", "place"), [("single", 0), ("married_joint", 1), ("head_of_household", 3)])
def test_qualified_dividends_are_free_up_to_the_breakpoint_and_taxed_at_15_percent_above(
    tax_year: int, status: str, place: int
) -> None:
    zero_to = GAINS[tax_year][0][place]
    with_dividends, without = at(tax_year, status, zero_to + 1_000, 5_000), at(tax_year, status, zero_to - 4_000)
    assert with_dividends.tax_before_credits - without.tax_before_credits == 150


@every_year
def test_the_exclusion_of_the_year_lifts_the_rest_into_its_bracket(tax_year: int) -> None:
    maximum = EXCLUSION[tax_year][0]
    standard = (10_400, 12_000, 12_200, 12_400, 12_550, 12_950, 13_850, 14_600, 15_750, 16_100)
    taken = by_year(*standard)[tax_year]
    filer = {"wages_foreign": maximum + 10_000 + taken, "exclusion": excluding(366)}
    found = scenario(abroad(tax_year, "single", filer=filer, children=[]), "exclude_filer")
    assert (found.agi, found.taxable_income) == (10_000 + taken, 10_000)
    # Above the maximum a single filer is in the 24% bracket in each year; in 2017 it was 28%.
    assert found.tax_before_credits == (2_800 if tax_year == 2017 else 2_400)


@every_year
def test_part_of_a_year_gives_part_of_the_maximum(tax_year: int) -> None:
    # 200 / 365 = 0.548 and 200 / 366 = 0.546 of the maximum.
    parts = by_year(55_951, 56_937, 58_033, 58_750, 59_568, 61_376, 65_760, 69_069, 71_240, 72_829)
    filer = {"wages_foreign": 200_000, "exclusion": excluding(200)}
    found = scenario(abroad(tax_year, "single", filer=filer, children=[]), "exclude_filer")
    assert line(found, "form_2555", "39") == (0.546 if tax_year in (2020, 2024) else 0.548)
    assert line(found, "form_2555", "42") == parts[tax_year]


@every_year
def test_self_employment_tax_stops_at_the_wage_base_of_the_year(tax_year: int) -> None:
    # 300,000 x 92.35% = 277,050; 12.4% of the wage base, and 2.9% of all of it, 8,034.45.
    on_the_base = by_year(15_773, 15_922, 16_480, 17_075, 17_707, 18_228, 19_865, 20_906, 21_836, 22_878)
    found = scenario(family(tax_year, filer={"self_employment_us": 300_000}))
    assert line(found, "schedule_se", "10") == on_the_base[tax_year]
    assert found.self_employment_tax == on_the_base[tax_year] + 8_034


@every_year
def test_a_certificate_of_coverage_frees_from_it_and_the_exclusion_does_not(tax_year: int) -> None:
    def tax(**facts: Any) -> int:
        document = abroad(tax_year, filer={"self_employment_foreign": 60_000, "exclusion": excluding(366), **facts})
        found = {scenario(document, key).self_employment_tax for key in ("no_exclusion", "exclude_filer")}
        assert len(found) == 1
        return found.pop()

    assert tax() == 8_478
    assert tax(self_employment_tax_exempt=True) == 0


@every_year
def test_taxes_on_high_incomes_have_the_same_limits_in_every_year(tax_year: int) -> None:
    # 3.8% of 10,000 of interest; 0.9% of 50,000 of pay above 200,000.
    found = scenario(
        family(tax_year, "single", filer={"wages_us": 250_000}, unearned_income={"interest_us": 10_000}, children=[])
    )
    assert found.other_taxes == 380 + 450


@every_year
def test_credits_for_children_never_reduce_self_employment_and_high_income_taxes(tax_year: int) -> None:
    facts: Document = {"filer": {"self_employment_us": 20_000}, "residence": {"place": "abroad"}}
    found = scenario(family(tax_year, "married_joint", **facts))
    # 18,470: 2,290 + 536. No income tax is due, so nothing but the refund stands against it.
    assert (found.tax_before_credits, found.nonrefundable_credit) == (0, 0)
    assert found.total_tax == found.self_employment_tax == 2_826
    assert found.balance == found.additional_child_tax_credit - 2_826
