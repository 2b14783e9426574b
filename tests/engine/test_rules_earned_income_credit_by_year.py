"""The earned income credit in each of the ten years: cells of its table worked by hand, and who was shut out when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.families import TEN_YEARS, child, children, excluding, family, scenario
from tests.engine.test_shipped_figures_of_credits import DATES

BEFORE_2021, SINCE_2021 = TEN_YEARS[:4], TEN_YEARS[4:]

every_year = pytest.mark.parametrize("tax_year", TEN_YEARS)


def credit(tax_year: int, wages: int, count: int = 1, status: str = "head_of_household", **facts: Any) -> int:
    filer = {"wages_us": wages, **facts.pop("filer", {})}
    document = family(tax_year, status, filer=filer, **{"children": children(count), **facts})
    return scenario(document).earned_income_credit


# Per year: 34% of the earned income amount (to the cent until 2023, a dollar from 2024) less 15.98% of 30,025 less the
# start of the phaseout. 2017: 3,400 - 15.98% x 11,685 = 1,532.74; 2018: 3,461.20 - 15.98% x 11,365 = 1,645.07; 2019:
# 3,525.80 - 1,757.00; 2020: 3,583.60 - 1,709.06; 2021: 3,617.60 - 1,678.70; 2022: 3,733.20 - 1,581.22; 2023: 3,995 -
# 1,352.71; 2024: 4,213 - 1,167.34; 2025: 4,328 - 1,066.67; 2026: 4,427 - 980.37.
ONE_CHILD_AT_30000 = dict(
    zip(TEN_YEARS, (1_533, 1_645, 1_769, 1_875, 1_939, 2_152, 2_642, 3_046, 3_261, 3_447), strict=True)
)
# Likewise 40% and 21.06% of 40,025 less the joint start, two children: 2017: 5,616 - 21.06% x 16,095 = 2,226.39; 2018:
# 5,716 - 3,301.16; 2019: 5,828 - 3,202.17; 2020: 5,920 - 3,117.93; 2021: 5,980 - 3,065.28; 2022: 6,164 - 2,898.91;
# 2023: 6,604 - 2,507.19; 2024: 6,960 - 2,187.08; 2025: 7,152 - 2,012.28; 2026: 7,316 - 1,866.97.
TWO_CHILDREN_JOINT_AT_40000 = dict(
    zip(TEN_YEARS, (2_226, 2_415, 2_626, 2_802, 2_915, 3_265, 4_097, 4_773, 5_140, 5_449), strict=True)
)
# Nobody's child, single, 12,000. 2017: 510.26 (7.65% of 6,670) - 7.65% x (12,025 - 8,340) = 228.35; 2018: 518.67 -
# 270.43; 2019: 529.38 - 258.19; 2020: 537.80 - 247.48; 2021: 1,502.46 less 15.3% x 415; 2022: 559.98 - 219.17; 2023:
# 599.76 - 170.21; 2024: 632 - 129.67; 2025: 649 - 107.48; 2026: 664 - 89.12.
NO_CHILD_AT_12000 = dict(zip(TEN_YEARS, (228, 248, 271, 290, 1_439, 341, 430, 502, 542, 575), strict=True))
# 45% of the earned income amount, three children, on the plateau.
THREE_CHILDREN_AT_MOST = dict(
    zip(TEN_YEARS, (6_318, 6_431, 6_557, 6_660, 6_728, 6_935, 7_430, 7_830, 8_046, 8_231), strict=True)
)


@every_year
def test_one_child_on_the_falling_side(tax_year: int) -> None:
    assert credit(tax_year, 30_000) == ONE_CHILD_AT_30000[tax_year]


@every_year
def test_two_children_of_a_joint_return(tax_year: int) -> None:
    assert credit(tax_year, 40_000, 2, "married_joint") == TWO_CHILDREN_JOINT_AT_40000[tax_year]


@every_year
def test_nobody_s_child(tax_year: int) -> None:
    assert credit(tax_year, 12_000, 0, "single") == NO_CHILD_AT_12000[tax_year]


@every_year
def test_three_children_and_more_on_the_plateau(tax_year: int) -> None:
    assert credit(tax_year, 18_300, 3) == credit(tax_year, 18_300, 5) == THREE_CHILDREN_AT_MOST[tax_year]


@every_year
def test_the_growing_side_is_the_same_in_every_year_but_for_nobody_s_child_of_2021(tax_year: int) -> None:
    # 7.65%, 34%, 40% and 45% of the middle of the step, 5,025; in 2021 15.3% without a child.
    alone = 769 if tax_year == 2021 else 384
    status = ("single", "head_of_household", "head_of_household", "head_of_household")
    found = [credit(tax_year, 5_000, count, status[count]) for count in range(4)]
    assert found == [alone, 1_709, 2_010, 2_261]


@every_year
def test_nothing_is_left_where_the_phaseout_is_complete(tax_year: int) -> None:
    ends = (39_617, 40_320, 41_094, 41_756, 42_158, 43_492, 46_560, 49_084, 50_434, 51_593)
    end = dict(zip(TEN_YEARS, ends, strict=True))[tax_year]
    assert credit(tax_year, end) == 0
    # The last step may be too short for half a dollar (2020: 6 dollars long, 40 cents); the one before never is.
    assert credit(tax_year, end - 1) < 10
    assert 0 < credit(tax_year, end - 51) < 16


# --- Who is shut out


@every_year
def test_investment_income_above_the_limit_of_the_year_ends_it(tax_year: int) -> None:
    limits = (3_450, 3_500, 3_600, 3_650, 10_000, 10_300, 11_000, 11_600, 11_950, 12_200)
    limit = dict(zip(TEN_YEARS, limits, strict=True))[tax_year]
    assert credit(tax_year, 8_000, unearned_income={"interest_us": limit}) > 0
    assert credit(tax_year, 8_000, unearned_income={"interest_us": limit + 1}) == 0


@pytest.mark.parametrize("tax_year", BEFORE_2021)
def test_until_2020_no_separate_return_has_it(tax_year: int) -> None:
    assert credit(tax_year, 9_000, status="married_separate", lived_apart_last_half=True) == 0


@pytest.mark.parametrize("tax_year", SINCE_2021)
def test_from_2021_separated_spouses_with_a_child_have_it(tax_year: int) -> None:
    # 34% of 9,025.
    assert credit(tax_year, 9_000, status="married_separate", lived_apart_last_half=True) == 3_069
    assert credit(tax_year, 9_000, status="married_separate") == 0
    assert credit(tax_year, 9_000, 0, "married_separate", lived_apart_last_half=True) == 0


@every_year
def test_from_2021_children_without_an_ssn_leave_the_credit_for_nobody_s_child(tax_year: int) -> None:
    itin = child(taxpayer_id={"kind": "itin"}, us_status="resident_alien")
    # 7.65% of 5,025, in 2021 15.3%.
    expected = 0 if tax_year < 2021 else 769 if tax_year == 2021 else 384
    assert credit(tax_year, 5_000, children=[itin]) == expected


@every_year
@pytest.mark.parametrize(
    ("born_before", "usual", "in_2021"),
    [(18, False, False), (19, False, True), (24, False, True), (25, True, True), (64, True, True), (65, False, True)],
)
def test_without_a_child_the_filer_is_25_to_64_but_19_or_more_in_2021(
    tax_year: int, born_before: int, usual: bool, in_2021: bool
) -> None:
    filer = {"birth_date": f"{tax_year - born_before}-06-01"}
    assert (credit(tax_year, 5_000, 0, "single", filer=filer) > 0) == (in_2021 if tax_year == 2021 else usual)


@every_year
def test_with_a_child_the_filer_may_be_of_any_age(tax_year: int) -> None:
    for years in (18, 80):
        assert credit(tax_year, 5_000, filer={"birth_date": f"{tax_year - years}-06-01"}) == 1_709


@every_year
def test_form_2555_a_home_abroad_and_an_itin_end_it_in_every_year(tax_year: int) -> None:
    document = family(tax_year, filer={"wages_us": 5_000, "wages_foreign": 1_000, "exclusion": excluding()})
    assert scenario(document, "exclude_filer").earned_income_credit == 0
    assert scenario(document).earned_income_credit > 0
    assert credit(tax_year, 5_000, residence={"place": "abroad"}) == 0
    assert credit(tax_year, 5_000, residence={"place": "puerto_rico"}) == 0
    assert credit(tax_year, 5_000, filer={"taxpayer_id": {"kind": "itin"}}) == 0


@every_year
def test_a_child_of_eighteen_still_counts_here(tax_year: int) -> None:
    assert credit(tax_year, 5_000, children=[child(f"{tax_year - 18}-01-01")]) == 1_709
    assert credit(tax_year, 5_000, children=[child(f"{tax_year - 19}-12-31")]) < 1_000


@every_year
def test_half_of_self_employment_tax_comes_off_earnings(tax_year: int) -> None:
    # 10,000 - 707 = 9,293: 34% of 9,275 = 3,153.50.
    document = family(tax_year, filer={"self_employment_us": 10_000})
    assert scenario(document).earned_income_credit == 3_154


@every_year
def test_an_ssn_of_the_filer_or_the_child_may_come_on_the_due_date_itself(tax_year: int) -> None:
    due = DATES[tax_year][0]

    def issued(day: str) -> dict[str, Any]:
        return {"taxpayer_id": {"kind": "ssn", "issued_on": day}}

    late = due[:-2] + f"{int(due[-2:]) + 1}"
    assert (
        credit(tax_year, 5_000, filer=issued(due)) == credit(tax_year, 5_000, children=[child(**issued(due))]) == 1_709
    )
    assert credit(tax_year, 5_000, filer=issued(late)) == 0
    # Without the child it is the credit for nobody's child from 2021 on, and nothing before.
    assert credit(tax_year, 5_000, children=[child(**issued(late))]) == credit(
        tax_year, 5_000, children=[child(taxpayer_id={"kind": "itin"}, us_status="resident_alien")]
    )


@every_year
def test_a_head_of_household_who_lives_with_a_nonresident_spouse_is_married_for_it(tax_year: int) -> None:
    spouse = {"us_status": "nonresident_alien"}
    assert credit(tax_year, 5_000, spouse=spouse) == 0


@every_year
def test_the_smaller_of_both_looks_into_the_table_counts_above_the_start_of_the_phaseout(tax_year: int) -> None:
    # Earnings of 12,000 alone would bring at least 3,400; income of 30,000 brings what wages of 30,000 do.
    other = {"pensions_us": 18_000}
    assert credit(tax_year, 12_000, unearned_income=other) == ONE_CHILD_AT_30000[tax_year]
