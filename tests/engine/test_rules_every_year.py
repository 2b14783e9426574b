"""Rules that were the same in all ten years: who is a qualifying child, what is earned income, bans and territories."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.families import (
    TEN_YEARS,
    Document,
    abroad,
    assess,
    child,
    children,
    earning,
    excluding,
    family,
    finding_codes,
    scenario,
    tax_known,
)

CTC, ODC, NOTHING = "child_tax_credit", "other_dependents", "none"
THRESHOLD = {year: 3_000 if year == 2017 else 2_500 for year in TEN_YEARS}

every_year = pytest.mark.parametrize("tax_year", TEN_YEARS)


def credit(tax_year: int, filer: Document | None = None, **facts: Any) -> str:
    """What a child of eight brings, with an SSN unless the facts say otherwise."""
    one = child(**{"birth_date": f"{tax_year - 8}-05-01", **facts})
    return assess(abroad(tax_year, filer=filer or {}, children=[one])).children[0].credit


def lesser(tax_year: int) -> str:
    """What is left for a dependent who is no qualifying child: nothing in 2017."""
    return NOTHING if tax_year == 2017 else ODC


# --- Who is a qualifying child


@every_year
@pytest.mark.parametrize(
    "relationship",
    [
        "child",
        "stepchild",
        "adopted_child",
        "foster_child",
        "sibling",
        "half_sibling",
        "stepsibling",
        "grandchild",
        "niece_or_nephew",
        "other_descendant",
    ],
)
def test_children_siblings_and_their_descendants_are_related(tax_year: int, relationship: str) -> None:
    assert credit(tax_year, relationship=relationship) == CTC


@every_year
def test_anyone_else_is_at_most_an_other_dependent(tax_year: int) -> None:
    assert credit(tax_year, relationship="other") == lesser(tax_year)


@every_year
def test_a_sibling_must_be_younger_than_the_filer(tax_year: int) -> None:
    assert credit(tax_year, {"birth_date": f"{tax_year - 8}-04-30"}, relationship="sibling") == CTC
    assert credit(tax_year, {"birth_date": f"{tax_year - 8}-05-01"}, relationship="sibling") == lesser(tax_year)


@every_year
def test_more_than_half_of_the_year_in_the_same_home_anywhere_in_the_world(tax_year: int) -> None:
    assert [credit(tax_year, months_with_you=months) for months in (6, 7, 12)] == [NOTHING, CTC, CTC]
    assert credit(tax_year, birth_date=f"{tax_year}-12-31") == CTC
    assert credit(tax_year, died_on=f"{tax_year}-01-02") == CTC


@every_year
def test_form_8332_moves_the_credit_to_the_other_parent(tax_year: int) -> None:
    assert credit(tax_year, months_with_you=1, custody="released_to_you") == CTC
    assert credit(tax_year, custody="released_to_other_parent") == NOTHING


@every_year
def test_form_8332_moves_neither_the_earned_income_credit_nor_its_child(tax_year: int) -> None:
    def found(custody: str, months: int) -> int:
        one = child(f"{tax_year - 8}-05-01", custody=custody, months_with_you=months)
        return scenario(family(tax_year, filer={"wages_us": 5_000}, children=[one])).earned_income_credit

    # 34% of 5,025 for the parent with whom the child lives; 7.65% at most for the other one.
    assert found("released_to_other_parent", 12) == 1_709
    assert found("released_to_you", 3) < 800


@every_year
@pytest.mark.parametrize("fact", ["provided_over_half_own_support", "filed_joint_return"])
def test_own_support_and_a_joint_return_of_the_child_end_everything(tax_year: int, fact: str) -> None:
    facts: Document = {fact: True}
    assert credit(tax_year, **facts) == NOTHING


@every_year
def test_the_child_must_be_a_citizen_national_or_resident(tax_year: int) -> None:
    statuses = ("citizen", "national", "resident_alien", "none")
    assert [credit(tax_year, us_status=status) for status in statuses] == [CTC, CTC, CTC, NOTHING]


@every_year
@pytest.mark.parametrize("country", ["CA", "MX"])
def test_living_in_canada_or_mexico_is_not_enough(tax_year: int, country: str) -> None:
    document = abroad(tax_year, children=[child(f"{tax_year - 8}-05-01", us_status="none")])
    document["residence"] = {"place": "abroad", "country": country}
    assert assess(document).children[0].credit == NOTHING


@every_year
def test_an_adopted_child_all_year_with_a_citizen_or_national_counts_without_us_status(tax_year: int) -> None:
    adopted: Document = {"relationship": "adopted_child", "us_status": "none"}
    assert credit(tax_year, **adopted) == CTC
    assert credit(tax_year, {"us_status": "national"}, **adopted) == CTC
    assert credit(tax_year, {"us_status": "resident_alien"}, **adopted) == NOTHING
    assert credit(tax_year, **adopted, months_with_you=11) == NOTHING
    # From 2018 the number decides: an ATIN leaves the 500 dollars.
    assert credit(tax_year, **adopted, taxpayer_id={"kind": "atin"}) == (CTC if tax_year == 2017 else ODC)


@every_year
def test_only_a_claimed_dependent_counts_and_a_dependent_filer_has_none(tax_year: int) -> None:
    assert credit(tax_year, claimed_as_dependent=False) == NOTHING
    assert credit(tax_year, {"claimed_as_dependent": True}) == NOTHING
    joint = abroad(tax_year, "married_joint", spouse={"claimed_as_dependent": True})
    assert assess(joint).children[0].credit == NOTHING


# --- What is earned income


def earned(tax_year: int, filer: Document, status: str = "head_of_household", **facts: Any) -> int:
    return scenario(abroad(tax_year, status, filer=filer, **facts)).earned_income


@every_year
def test_pay_from_any_country_and_profit_count_and_a_loss_is_taken_off(tax_year: int) -> None:
    assert earned(tax_year, {"wages_us": 4_000, "wages_foreign": 5_000}) == 9_000
    assert earned(tax_year, {"wages_foreign": 10_000, "self_employment_us": -4_000}) == 6_000
    assert earned(tax_year, {"wages_foreign": 3_000, "self_employment_us": -4_000}) == 0
    # 10,000 less half of 1,413 (1,145 + 268).
    assert earned(tax_year, {"self_employment_us": 10_000}) == 9_293


@every_year
def test_nontaxable_combat_pay_always_counts_for_the_refund(tax_year: int) -> None:
    assert earned(tax_year, {"wages_us": 2_000, "combat_pay": 9_000}) == 11_000


@every_year
def test_pay_of_prisoners_and_the_like_does_not_count(tax_year: int) -> None:
    assert earned(tax_year, {"wages_us": 9_000, "wages_not_earned_income": 4_000}) == 5_000


@every_year
@pytest.mark.parametrize(
    "kind",
    [
        "interest_us",
        "ordinary_dividends_foreign",
        "long_term_gains",
        "pensions_us",
        "pensions_foreign",
        "social_security_benefits",
        "unemployment",
        "other_us",
        "puerto_rico_excluded",
    ],
)
def test_other_income_is_not_earned(tax_year: int, kind: str) -> None:
    assert earned(tax_year, {"wages_foreign": 1_000}, unearned_income={kind: 30_000}) == 1_000


@every_year
def test_both_spouses_earn_on_a_joint_return_and_one_on_a_separate_one(tax_year: int) -> None:
    spouse = {"wages_foreign": 7_000}
    assert earned(tax_year, {"wages_foreign": 5_000}, "married_joint", spouse=spouse) == 12_000
    assert earned(tax_year, {"wages_foreign": 5_000}, "married_separate", spouse=spouse) == 5_000


@every_year
def test_profit_under_a_certificate_of_coverage_is_left_out_by_the_careful_reading(tax_year: int) -> None:
    filer: Document = {"self_employment_foreign": 30_000, "self_employment_tax_exempt": True}
    document = abroad(tax_year, filer=filer, known_amounts=tax_known(0, 30_000))
    found = scenario(document)
    assert (found.earned_income, found.additional_child_tax_credit) == (0, 0)
    [other] = [entry for entry in assess(document).findings if entry.code == "certificate_profit_may_count"]
    assert other.amount == {
        2017: 1_000,
        2018: 1_400,
        2019: 1_400,
        2020: 1_400,
        2021: 1_400,
        2022: 1_500,
        2023: 1_600,
    }.get(tax_year, 1_700)


@every_year
def test_the_refund_needs_more_than_the_threshold(tax_year: int) -> None:
    def refund(amount: int) -> int:
        found = scenario(abroad(tax_year, filer=earning(amount), known_amounts=tax_known(0, amount)))
        return found.additional_child_tax_credit

    limit = THRESHOLD[tax_year]
    assert [refund(limit + above) for above in (-1_000, 0, 3, 4, 100)] == [0, 0, 0, 1, 15]


# --- The bar of Form 2555, bans, Form 8862 and the territories


@every_year
def test_one_dollar_left_out_bars_the_refund_abroad(tax_year: int) -> None:
    filer = {"wages_us": 20_000, "wages_foreign": 1, "exclusion": excluding(366)}
    document = abroad(tax_year, filer=filer)
    assert scenario(document).additional_child_tax_credit > 0
    used = scenario(document, "exclude_filer")
    assert used.additional_child_tax_credit == 0
    assert "form_2555" in used.why_zero


@every_year
def test_one_spouse_s_form_2555_bars_a_joint_return_but_not_the_other_s_separate_one(tax_year: int) -> None:
    spouse = earning(20_000, exclusion=excluding(366))
    joint = abroad(tax_year, "married_joint", filer=earning(20_000), spouse=spouse)
    assert scenario(joint, "exclude_spouse").additional_child_tax_credit == 0
    separate = abroad(tax_year, "married_separate", filer=earning(10_000), spouse=spouse)
    [only] = assess(separate).scenarios
    assert only.additional_child_tax_credit > 0


@every_year
def test_form_2555_for_the_housing_deduction_alone_is_taken_to_bar_it_and_said_to_be_doubtful(tax_year: int) -> None:
    exclusion = excluding(366, housing_deduction=1_000)
    filer = {"self_employment_foreign": 250_000, "exclusion": exclusion}
    document = abroad(tax_year, "married_joint", filer=filer, children=children(9), foreign_tax={"general": 99_000})
    used = scenario(document, "exclude_filer")
    assert used.additional_child_tax_credit == 0
    # Nine children, so that even in 2017 and 2021 the income limit leaves something.
    assert "housing_deduction_only_may_keep_refund" in finding_codes(document)


@every_year
@pytest.mark.parametrize("place", ["united_states", "abroad", "puerto_rico"])
def test_a_ban_takes_every_credit_for_children_and_says_so(tax_year: int, place: str) -> None:
    document = family(
        tax_year,
        filer={"wages_us": 60_000},
        children=[child(f"{tax_year - 8}-05-01"), child(f"{tax_year - 20}-05-01")],
        residence={"place": place},
        history={"child_credit_disallowed": "banned"},
    )
    found = scenario(document)
    amounts = (found.nonrefundable_credit, found.additional_child_tax_credit, found.refundable_child_tax_credit)
    assert (found.credit_before_phaseout, *amounts, found.why_zero) == (0, 0, 0, 0, ("banned",))
    assert "banned" in finding_codes(document)


@every_year
def test_form_8862_is_named_and_takes_nothing_away(tax_year: int) -> None:
    facts: Document = {"filer": earning(20_000)}
    needed = abroad(tax_year, history={"child_credit_disallowed": "needs_form_8862"}, **facts)
    assert "needs_form_8862" in finding_codes(needed)
    assert scenario(needed).balance == scenario(abroad(tax_year, **facts)).balance


@every_year
@pytest.mark.parametrize("place", ["american_samoa", "guam", "northern_mariana_islands", "us_virgin_islands"])
def test_residents_of_a_territory_are_sent_to_its_tax_office(tax_year: int, place: str) -> None:
    found = assess(family(tax_year, filer={"wages_us": 30_000}, residence={"place": place}))
    assert [(entry.code, entry.level) for entry in found.findings] == [("claim_in_territory", "stop")]
    assert (found.best, [entry.allowed for entry in found.scenarios]) == (None, [False])
    assert [entry.balance for entry in found.scenarios] == [0]


@every_year
def test_income_of_territories_that_was_left_out_counts_for_the_income_limit(tax_year: int) -> None:
    left_out = {"puerto_rico_excluded": 3_000, "american_samoa_excluded": 2_000}
    found = scenario(family(tax_year, filer={"wages_us": 10_000}, unearned_income=left_out))
    assert (found.agi, found.modified_agi) == (10_000, 15_000)


@every_year
def test_income_left_out_in_puerto_rico_takes_its_share_of_the_standard_deduction(tax_year: int) -> None:
    # Half of the income is left out, and half of the deduction with it. 2017's exemption stays whole.
    standard = (6_350, 12_000, 12_200, 12_400, 12_550, 12_950, 13_850, 14_600, 15_750, 16_100)
    half = dict(zip(TEN_YEARS, standard, strict=True))[tax_year] // 2
    document = family(
        tax_year,
        "single",
        filer={"wages_us": 30_000},
        children=[],
        residence={"place": "puerto_rico"},
        unearned_income={"puerto_rico_excluded": 30_000},
    )
    assert scenario(document).taxable_income == 30_000 - half - (4_050 if tax_year == 2017 else 0)
