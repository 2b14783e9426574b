"""Form 1116: which foreign tax is credited, in which category, and what is left for other years."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    abroad,
    excluding,
    finding_codes,
    has_line,
    how,
    line,
    scenario,
)


def single(key: str = "no_exclusion", **facts: Any) -> Scenario:
    return scenario(abroad(2025, "single", **{"children": [], **facts}), key)


def lines(found: Scenario, form: str, *numbers: str) -> dict[str, int | float]:
    return {number: line(found, form, number) for number in numbers}


GENERAL, PASSIVE = "form_1116_general", "form_1116_passive"


def test_tax_on_all_foreign_income_covers_the_us_tax_whole() -> None:
    # 60,000 - 15,750 = 44,250: 1,192.50 + 12% of 32,350 = 5,074.50.
    found = single(filer={"wages_foreign": 60_000}, foreign_tax={"general": 9_000})
    assert lines(found, GENERAL, "3f", "3g", "17", "18", "19", "21", "24") == {
        "3f": 1.0,
        "3g": 15_750,
        "17": 44_250,
        "18": 44_250,
        "19": 1.0,
        "21": 5_075,
        "24": 5_075,
    }
    assert (found.foreign_tax_credit, found.foreign_tax_unused, found.total_tax) == (5_075, 3_925, 0)


def test_less_foreign_tax_than_us_tax_is_credited_whole() -> None:
    found = single(filer={"wages_foreign": 60_000}, foreign_tax={"general": 2_000})
    assert (found.foreign_tax_credit, found.foreign_tax_unused, found.balance) == (2_000, 0, -3_075)


def test_each_category_has_its_own_limit() -> None:
    found = single(
        filer={"wages_foreign": 50_000},
        unearned_income={"interest_foreign": 10_000},
        foreign_tax={"general": 9_000, "passive": 1_500},
    )
    assert lines(found, GENERAL, "3d", "3e", "3f", "3g", "7", "19", "21", "24") == {
        "3d": 50_000,
        "3e": 60_000,
        "3f": 0.8333,
        "3g": 13_124,
        "7": 36_876,
        "19": 0.8334,
        "21": 4_230,
        "24": 4_230,
    }
    assert lines(found, PASSIVE, "3f", "3g", "7", "19", "21", "24") == {
        "3f": 0.1667,
        "3g": 2_626,
        "7": 7_374,
        "19": 0.1666,
        "21": 845,
        "24": 845,
    }
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (5_075, 10_500 - 5_075)


def test_tax_of_one_category_pays_no_us_tax_of_the_other() -> None:
    found = single(
        filer={"wages_foreign": 50_000},
        unearned_income={"interest_foreign": 10_000},
        foreign_tax={"general": 100, "passive": 5_000},
    )
    assert found.foreign_tax_credit == 100 + 845
    assert found.foreign_tax_unused == 5_000 - 845


def test_us_income_keeps_its_share_of_the_us_tax() -> None:
    # 30,000 of 60,000: 3g 7,875, line 7 22,125, line 19 0.5, half of 5,075.
    found = single(filer={"wages_us": 30_000, "wages_foreign": 30_000}, foreign_tax={"general": 9_000})
    assert lines(found, GENERAL, "3f", "3g", "7", "19", "21") == {
        "3f": 0.5,
        "3g": 7_875,
        "7": 22_125,
        "19": 0.5,
        "21": 2_538,
    }
    assert found.foreign_tax_credit == 2_538


def test_passive_tax_without_passive_income_is_kept_for_other_years() -> None:
    found = single(filer={"wages_foreign": 60_000}, foreign_tax={"passive": 700})
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (0, 700)


def test_carryovers_are_used_after_the_year_s_own_tax() -> None:
    taxes = {"general": 1_000, "carryover_general": 2_000}
    found = single(filer={"wages_foreign": 60_000}, foreign_tax=taxes)
    assert lines(found, GENERAL, "9", "10", "14") == {"9": 1_000, "10": 2_000, "14": 3_000}
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (3_000, 0)


def test_a_carryover_alone_can_be_used() -> None:
    found = single(filer={"wages_foreign": 60_000}, foreign_tax={"carryover_general": 6_000})
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (5_075, 925)


def test_without_us_tax_there_is_no_credit_and_everything_carries_over() -> None:
    found = single(filer={"wages_foreign": 12_000}, foreign_tax={"general": 2_500})
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (0, 2_500)


def test_without_foreign_tax_there_is_no_form() -> None:
    assert not has_line(single(filer={"wages_foreign": 60_000}), "form_1116", "35")


def test_a_loss_from_work_abroad_comes_off_foreign_income() -> None:
    filer = {"wages_foreign": 60_000, "self_employment_foreign": -10_000}
    found = single(filer=filer, foreign_tax={"general": 9_000})
    assert lines(found, GENERAL, "1a", "3e", "3f", "5", "6", "7", "18", "19") == {
        "1a": 60_000,
        "3e": 60_000,
        "3f": 1.0,
        "5": 10_000,
        "6": 25_750,
        "7": 34_250,
        "18": 34_250,
        "19": 1.0,
    }
    assert found.foreign_tax_credit == found.tax_before_credits == 3_875


def test_half_of_self_employment_tax_abroad_is_related_to_the_profit() -> None:
    found = single(filer={"self_employment_foreign": 60_000}, foreign_tax={"general": 9_000})
    assert lines(found, GENERAL, "2", "7", "18", "19") == {
        "2": 4_239,
        "7": 60_000 - 4_239 - 15_750,
        "18": 60_000 - 4_239 - 15_750,
        "19": 1.0,
    }


def test_the_credit_pays_no_self_employment_tax() -> None:
    found = single(filer={"self_employment_foreign": 60_000}, foreign_tax={"general": 50_000})
    assert (found.total_tax, found.self_employment_tax, found.balance) == (8_478, 8_478, -8_478)


def test_adjustments_are_spread_over_all_income() -> None:
    filer = {"wages_us": 30_000, "wages_foreign": 30_000}
    found = single(adjustments=2_000, filer=filer, foreign_tax={"general": 9_000})
    assert lines(found, GENERAL, "3c", "3g", "7") == {"3c": 17_750, "3g": 8_875, "7": 21_125}


def test_foreign_pensions_are_general_income() -> None:
    found = single(unearned_income={"pensions_foreign": 60_000}, foreign_tax={"general": 9_000})
    assert found.foreign_tax_credit == 5_075


def test_foreign_rent_and_dividends_are_passive_income() -> None:
    unearned = {"other_foreign": 20_000, "ordinary_dividends_foreign": 40_000}
    found = single(unearned_income=unearned, foreign_tax={"passive": 9_000})
    assert lines(found, PASSIVE, "1a", "19") == {"1a": 60_000, "19": 1.0}
    assert found.foreign_tax_credit == 5_075


def test_tax_on_pay_left_out_is_neither_credited_nor_carried() -> None:
    filer = {"wages_foreign": 60_000, "exclusion": excluding()}
    found = single("exclude_filer", filer=filer, foreign_tax={"general": 9_000})
    assert lines(found, GENERAL, "12", "14") == {"12": -9_000, "14": 0}
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (0, 0)


def test_only_the_share_of_tax_on_pay_left_out_is_lost() -> None:
    # 30,000 x 130,000 / 200,000 = 19,500.
    filer = {"wages_foreign": 200_000, "exclusion": excluding()}
    found = single("exclude_filer", filer=filer, foreign_tax={"general": 30_000})
    assert lines(found, GENERAL, "1a", "12", "14") == {"1a": 70_000, "12": -19_500, "14": 10_500}


def test_carryovers_shrink_in_a_year_with_form_2555_too() -> None:
    filer = {"wages_foreign": 200_000, "exclusion": excluding()}
    taxes = {"general": 20_000, "carryover_general": 10_000}
    found = single("exclude_filer", filer=filer, foreign_tax=taxes)
    assert line(found, GENERAL, "12") == -19_500


def test_passive_tax_is_untouched_by_form_2555() -> None:
    filer = {"wages_foreign": 60_000, "exclusion": excluding()}
    facts: dict[str, Any] = {"unearned_income": {"interest_foreign": 40_000}, "foreign_tax": {"passive": 3_000}}
    found = single("exclude_filer", filer=filer, **facts)
    assert not has_line(found, PASSIVE, "12")
    assert line(found, PASSIVE, "14") == 3_000
    # 40% of the deduction belongs to the interest: 6,300; 33,700 is more than taxable income, so line 19 is 1.
    assert lines(found, PASSIVE, "3f", "3g", "17", "18", "19") == {
        "3f": 0.4,
        "3g": 6_300,
        "17": 33_700,
        "18": 24_250,
        "19": 1.0,
    }


@pytest.mark.parametrize(("wages", "warned"), [(200_000, False), (200_001, True)])
def test_a_high_income_with_a_credit_may_meet_the_alternative_minimum_tax(wages: int, warned: bool) -> None:
    document = abroad(2025, "single", filer={"wages_foreign": wages}, foreign_tax={"general": 60_000})
    assert ("alternative_minimum_tax_possible" in finding_codes(document)) is warned


def test_tax_of_other_years_does_not_stand_against_leaving_out_form_1116_and_waits() -> None:
    facts: dict[str, Any] = {"filer": {"wages_us": 60_000}, "unearned_income": {"interest_foreign": 1_000}}
    for waiting in ({"carryover_general": 50}, {"carryover_passive": 50}):
        found = single(**facts, foreign_tax={"passive": 300, **waiting})
        assert (found.foreign_tax_credit, found.foreign_tax_unused) == (300, 50)


@pytest.mark.parametrize("general_income", [{"filer": {"wages_foreign": 40_000}}, {"pensions_foreign": 40_000}])
def test_pay_or_a_pension_from_abroad_closes_the_way_without_form_1116(general_income: dict[str, Any]) -> None:
    # 41,000 - 15,750 = 25,250, tax 2,795; of it belongs to the interest (1,000 - 384) / 25,250 = 0.0244.
    pension = {name: amount for name, amount in general_income.items() if name == "pensions_foreign"}
    pay = {name: person for name, person in general_income.items() if name == "filer"}
    found = single(unearned_income={"interest_foreign": 1_000, **pension}, foreign_tax={"passive": 200}, **pay)
    assert lines(found, PASSIVE, "3g", "19", "21", "24") == {"3g": 384, "19": 0.0244, "21": 68, "24": 68}
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (68, 132)


def test_a_little_passive_tax_without_passive_income_is_no_credit_beside_pay() -> None:
    found = single(filer={"wages_foreign": 40_000}, foreign_tax={"passive": 200})
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (0, 200)


def test_more_than_a_little_passive_tax_takes_the_form_and_without_passive_income_nothing() -> None:
    found = single(filer={"wages_us": 40_000}, foreign_tax={"passive": 301})
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (0, 301)
    little = single(filer={"wages_us": 40_000}, foreign_tax={"passive": 300})
    assert (little.foreign_tax_credit, little.foreign_tax_unused) == (300, 0)


def test_income_from_everywhere_is_of_every_kind_and_before_losses() -> None:
    # 52,000 of pay, 3,000 + 5,000 of profit, 100 + 200, 300 + 400 of gains, 500 + 600, 700 + 800.
    document = abroad(
        2025,
        "married_joint",
        filer={"wages_foreign": 50_000, "self_employment_us": 3_000, "self_employment_foreign": -900},
        spouse={"wages_us": 2_000, "self_employment_us": -80, "self_employment_foreign": 5_000},
        unearned_income={
            "interest_us": 100,
            "ordinary_dividends_us": 200,
            "short_term_gains": 300,
            "long_term_gains": 400,
            "pensions_us": 500,
            "unemployment": 600,
            "other_us": 700,
            "other_foreign": 800,
        },
        foreign_tax={"general": 9_000},
    )
    assert lines(scenario(document), GENERAL, "3d", "3e", "5") == {"3d": 55_000, "3e": 63_600, "5": 900}
    losses = {"short_term_gains": -300, "long_term_gains": -400, "other_us": -700, "other_foreign": -800}
    assert line(scenario({**document, "unearned_income": losses}), GENERAL, "3e") == 60_000


def test_income_from_everywhere_counts_social_security_as_far_as_it_is_taxed() -> None:
    benefits = {"social_security_benefits": 10_000}
    found = single(filer={"wages_foreign": 60_000}, unearned_income=benefits, foreign_tax={"general": 9_000})
    assert line(found, GENERAL, "3e") == 68_500


def test_what_both_spouses_have_abroad_is_added_up() -> None:
    # Half of 2,826 on 20,000 and half of 1,413 on 10,000 of profit: 1,413 + 707.
    spouses = {"filer": {"self_employment_foreign": 20_000}, "spouse": {"self_employment_foreign": 10_000}}
    found = scenario(abroad(2025, "married_joint", **spouses, foreign_tax={"general": 3_000}))
    assert lines(found, GENERAL, "2", "3d", "3e") == {"2": 2_120, "3d": 30_000, "3e": 30_000}
    losing = {
        "filer": {"wages_foreign": 60_000, "self_employment_foreign": -3_000},
        "spouse": {"self_employment_foreign": -2_000},
    }
    found = scenario(abroad(2025, "married_joint", **losing, foreign_tax={"general": 3_000}))
    assert lines(found, GENERAL, "3d", "3e", "5") == {"3d": 60_000, "3e": 60_000, "5": 5_000}


# --- Losses of one category in the other, line 16


def test_a_loss_that_income_of_its_own_kind_covers_takes_nothing_from_the_other_kind() -> None:
    # 60,000 of 70,000 is 0.8571, and 15,750 x 0.8571 = 13,499.
    found = single(
        filer={"wages_foreign": 60_000},
        unearned_income={"interest_foreign": 10_000, "other_foreign": -10_000},
        foreign_tax={"general": 9_000},
    )
    assert lines(found, GENERAL, "3f", "3g", "7", "17") == {"3f": 0.8571, "3g": 13_499, "7": 46_501, "17": 46_501}
    assert not has_line(found, GENERAL, "16")


def test_pay_left_out_covers_no_loss_of_work_abroad() -> None:
    # -(8,751 + 20,000) of work and 33,001 of interest are together the taxable income of 4,250.
    found = single(
        "exclude_filer",
        filer={"wages_foreign": 50_000, "self_employment_foreign": -20_000, "exclusion": excluding()},
        unearned_income={"interest_foreign": 40_000},
        foreign_tax={"passive": 3_000},
    )
    assert lines(found, PASSIVE, "3f", "7", "16", "17", "18") == {
        "3f": 0.4444,
        "7": 33_001,
        "16": -28_751,
        "17": 4_250,
        "18": 4_250,
    }


def test_dividends_cover_a_loss_only_with_the_part_that_their_low_rate_leaves() -> None:
    # 15% of 37% leaves 0.4054 of the dividends: 30,000 less 17,838. So 12,162 - 2,054 - 25,000 = -14,892 are lost, and
    # 186,304 of pay less that are the 189,250 - 17,838 of line 18.
    found = single(
        filer={"wages_foreign": 200_000},
        unearned_income={
            "ordinary_dividends_foreign": 30_000,
            "qualified_dividends_foreign": 30_000,
            "other_foreign": -25_000,
        },
        foreign_tax={"general": 9_000, "passive": 1_000},
    )
    assert lines(found, PASSIVE, "1a", "7", "24") == {"1a": 12_162, "7": -14_892, "24": 0}
    assert "17,838" in how(found, PASSIVE, "1a")
    assert "in part" in how(found, GENERAL, "18")
    assert lines(found, GENERAL, "7", "16", "17", "18") == {"7": 186_304, "16": -14_892, "17": 171_412, "18": 171_412}


def test_dividends_whose_low_rate_saves_nothing_are_counted_in_full() -> None:
    # 15% of one dollar is nothing, and so is 35% of it: line 23 of the worksheet is not below line 24.
    found = single(
        filer={"wages_foreign": 300_000},
        unearned_income={"ordinary_dividends_foreign": 1, "qualified_dividends_foreign": 1},
        foreign_tax={"general": 9_000},
    )
    assert line(found, "qualified_dividends_worksheet", "23") == line(found, "qualified_dividends_worksheet", "24")
    assert line(found, GENERAL, "18") == 284_251
    assert "in part" not in how(found, GENERAL, "18")


# --- Where a line is nothing, or one dollar


def test_one_dollar_of_taxable_income_that_is_all_from_abroad_has_the_whole_share() -> None:
    found = single(filer={"wages_foreign": 15_751}, foreign_tax={"general": 700})
    assert lines(found, GENERAL, "17", "18", "19", "24") == {"17": 1, "18": 1, "19": 1.0, "24": 0}
    assert found.foreign_tax_unused == 700


@pytest.mark.parametrize(("loss", "taxable"), [(4_249, 1), (4_250, 0), (10_000, -5_750)])
def test_income_abroad_has_no_share_of_a_taxable_income_that_a_us_loss_takes_away(loss: int, taxable: int) -> None:
    filer = {"wages_foreign": 20_000, "self_employment_us": -loss}
    found = single(filer=filer, foreign_tax={"general": 700})
    share = 1.0 if taxable > 0 else 0
    assert lines(found, GENERAL, "17", "18", "19", "24") == {"17": 4_250, "18": taxable, "19": share, "24": 0}


def test_a_year_without_any_income_keeps_the_tax_of_earlier_years() -> None:
    found = single(foreign_tax={"carryover_general": 500})
    assert lines(found, GENERAL, "3e", "3f", "3g", "7", "14") == {"3e": 0, "3f": 0, "3g": 0, "7": 0, "14": 500}
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (0, 500)


# --- Tax on income left out, beside a housing deduction


def test_the_housing_deduction_belongs_to_the_income_and_to_the_tax_on_it() -> None:
    # 30,000 x 130,000 / (150,000 - 10,000) = 27,857.
    filer = {
        "self_employment_foreign": 150_000,
        "self_employment_tax_exempt": True,
        "exclusion": excluding(housing_deduction=10_000),
    }
    found = single("exclude_filer", filer=filer, foreign_tax={"general": 30_000})
    assert lines(found, GENERAL, "1a", "2", "12", "14") == {"1a": 20_000, "2": 10_000, "12": -27_857, "14": 2_143}


def test_where_deductions_leave_no_more_than_what_is_left_out_all_tax_on_it_is_lost() -> None:
    # One day: 130,000 x 0.003 = 390. Housing of 99,610 and half of 14,130 are more than the other 99,610 of profit.
    filer = {"self_employment_foreign": 100_000, "exclusion": excluding(1, housing_deduction=99_610)}
    found = single("exclude_filer", filer=filer, foreign_tax={"general": 20_000})
    assert lines(found, GENERAL, "12", "14") == {"12": -20_000, "14": 0}
    assert found.foreign_tax_unused == 0
