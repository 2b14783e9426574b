"""Which tax the child credit may use in each year: credits that go first, and the four that step before the refund."""

from __future__ import annotations

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    TEN_YEARS,
    Document,
    abroad,
    child,
    children,
    earning,
    excluding,
    family,
    finding_codes,
    has_line,
    refund,
    scenario,
    tax_known,
)

GO_FIRST = (
    "dependent_care",
    "education",
    "savers",
    "elderly_or_disabled",
    "home_improvement",
    "clean_vehicle",
    "other",
)
THE_FOUR = ("adoption", "mortgage_interest", "residential_energy", "dc_homebuyer")
# The credit for a child, and what of it may be paid out. In 2021 that is the rule for homes abroad.
PER_CHILD = dict(zip(TEN_YEARS, (1_000, 2_000, 2_000, 2_000, 3_000, 2_000, 2_000, 2_000, 2_200, 2_200), strict=True))
CAP = dict(zip(TEN_YEARS, (1_000, 1_400, 1_400, 1_400, 1_400, 1_500, 1_600, 1_700, 1_700, 1_700), strict=True))

every_year = pytest.mark.parametrize("tax_year", TEN_YEARS)


def away(tax_year: int, tax: int, earned: int, count: int = 1, **facts: object) -> Scenario:
    document: Document = {"filer": earning(earned), "children": children(count), **facts}
    return scenario(abroad(tax_year, known_amounts=tax_known(tax, earned), **document))


@every_year
@pytest.mark.parametrize("name", GO_FIRST)
def test_these_credits_use_tax_before_the_child_credit_does(tax_year: int, name: str) -> None:
    found = away(tax_year, 900, 40_000, credits={name: 700})
    assert (found.credit_limit, found.nonrefundable_credit, found.total_tax) == (200, 200, 0)
    assert refund(found) == min(PER_CHILD[tax_year] - 200, CAP[tax_year])


@pytest.mark.parametrize("tax_year", [2025, 2026])
def test_the_credit_for_home_improvements_is_questioned_from_2026_when_it_has_ended(tax_year: int) -> None:
    # Schedule 3 has no line for it any more (line 5b until 2025).
    document = abroad(tax_year, filer=earning(40_000), credits={"home_improvement": 700})
    assert ("home_improvement_credit_ended" in finding_codes(document)) == (tax_year == 2026)


@every_year
def test_the_foreign_tax_credit_uses_tax_first_of_all(tax_year: int) -> None:
    document = abroad(tax_year, filer=earning(60_000), foreign_tax={"general": 20_000})
    found = scenario(document)
    assert found.foreign_tax_credit == found.tax_before_credits > 0
    assert (found.credit_limit, found.nonrefundable_credit, refund(found)) == (0, 0, CAP[tax_year])


@every_year
@pytest.mark.parametrize("name", THE_FOUR)
def test_four_credits_step_before_the_part_that_is_refunded_anyway(tax_year: int, name: str) -> None:
    # Of 15% of the earnings above the threshold 450 is refunded anyway; the rest of the child credit has to use tax.
    earned = 6_000 if tax_year == 2017 else 5_500
    must_use = PER_CHILD[tax_year] - 450
    found = away(tax_year, must_use + 300, earned, credits={name: 5_000})
    assert (found.credit_limit, found.nonrefundable_credit, refund(found)) == (must_use, must_use, 450)
    assert found.total_tax == 0
    small = away(tax_year, must_use + 300, earned, credits={name: 40})
    assert small.credit_limit == must_use + 260


@every_year
def test_the_order_is_first_credits_then_the_four_then_the_child_credit(tax_year: int) -> None:
    earned = 6_000 if tax_year == 2017 else 5_500
    must_use = PER_CHILD[tax_year] - 450
    found = away(tax_year, must_use + 300, earned, credits={"education": 200, "adoption": 5_000})
    # Of the 300 beyond what the child credit has to use, education takes 200 and adoption the last 100.
    assert (found.credit_limit, refund(found), found.total_tax) == (must_use, 450, 0)


@every_year
def test_the_four_are_not_let_before_with_form_2555(tax_year: int) -> None:
    filer = {"wages_us": 60_000, "wages_foreign": 10_000, "exclusion": excluding()}
    document = abroad(tax_year, filer=filer, credits={"adoption": 500})
    found = scenario(document, "exclude_filer")
    assert found.credit_limit == found.tax_before_credits
    assert not has_line(found, "credit_limit_worksheet_b", "1")


@pytest.mark.parametrize("tax_year", TEN_YEARS[1:])
def test_the_four_are_not_let_before_without_a_qualifying_child(tax_year: int) -> None:
    older = child(f"{tax_year - 20}-01-01")
    found = away(tax_year, 600, 30_000, children=[older], credits={"adoption": 900})
    assert (found.credit_limit, found.nonrefundable_credit, found.total_tax) == (600, 500, 0)


def three_with_low_pay(tax_year: int, tax: int, place: str, count: int = 3) -> Scenario:
    filer = {"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58}
    facts: Document = {"filer": filer, "children": children(count), "known_amounts": tax_known(tax, 4_000)}
    residence = {"place": place}
    return scenario(family(tax_year, "married_joint", residence=residence, credits={"adoption": 20_000}, **facts))


@every_year
def test_three_children_let_payroll_taxes_count_for_what_is_refunded_anyway(tax_year: int) -> None:
    # 248 + 58 is more than 15% of the earnings above the threshold, 225 (2017: 150).
    must_use = 3 * PER_CHILD[tax_year] - 306
    found = three_with_low_pay(tax_year, must_use + 50, "abroad")
    assert (found.credit_limit, refund(found), found.total_tax) == (must_use, 306, 0)
    by_earnings = 150 if tax_year == 2017 else 225
    two = three_with_low_pay(tax_year, 2 * PER_CHILD[tax_year], "abroad", 2)
    assert (two.credit_limit, refund(two)) == (2 * PER_CHILD[tax_year] - by_earnings, by_earnings)


@every_year
def test_half_of_self_employment_tax_counts_among_them(tax_year: int) -> None:
    # 5,000 x 92.35% = 4,618; 573 + 134 = 707, half 354, more than 15% of the earnings of 4,646 above the threshold.
    must_use = 3 * PER_CHILD[tax_year] - 354
    document = abroad(
        tax_year,
        "married_joint",
        filer={"self_employment_us": 5_000},
        children=children(3),
        credits={"adoption": 20_000},
        known_amounts=tax_known(must_use + 50, 4_646),
    )
    found = scenario(document)
    assert (found.credit_limit, refund(found)) == (must_use, 354)
    # The credit and adoption use all income tax; the tax of self-employment stays.
    assert found.total_tax == 707


@pytest.mark.parametrize("tax_year", [2018, 2019, 2020, 2022, 2023, 2024, 2025, 2026])
def test_in_puerto_rico_one_child_lets_them_count_from_2022(tax_year: int) -> None:
    counted = 306 if tax_year >= 2022 else 225
    found = three_with_low_pay(tax_year, PER_CHILD[tax_year], "puerto_rico", 1)
    assert (found.credit_limit, refund(found)) == (PER_CHILD[tax_year] - counted, counted)


@every_year
def test_where_earnings_cover_the_whole_credit_payroll_taxes_are_not_asked_on_worksheet_b(tax_year: int) -> None:
    # 15% of 97,500 is far above the credit: the whole cap is refunded anyway, whatever was withheld.
    filer = {"wages_us": 100_000, "social_security_withheld": 6_200, "medicare_withheld": 1_450}
    must_use = 3 * (PER_CHILD[tax_year] - CAP[tax_year])
    document = abroad(
        tax_year,
        "married_joint",
        filer=filer,
        children=children(3),
        credits={"adoption": 20_000},
        known_amounts=tax_known(5_000, 100_000),
    )
    found = scenario(document)
    assert (found.credit_limit, refund(found)) == (must_use, 3 * CAP[tax_year])


@every_year
def test_no_credit_makes_the_tax_negative(tax_year: int) -> None:
    found = away(tax_year, 300, 40_000, credits={"education": 5_000, "adoption": 5_000})
    assert (found.credit_limit, found.nonrefundable_credit, found.total_tax) == (0, 0, 0)
    assert found.balance == refund(found) == CAP[tax_year]


@every_year
def test_known_tax_off_a_finished_return_is_what_the_credit_may_use(tax_year: int) -> None:
    found = away(tax_year, 123, 40_000)
    assert (found.tax_before_credits, found.credit_limit, found.nonrefundable_credit) == (123, 123, 123)
