"""Each simplification and each doubt is said to the family it concerns, and to no other."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Finding
from tests.engine.families import Document, abroad, assess, child, children, earning, excluding, family, finding_codes

US_PAY = {"wages_us": 30_000, "social_security_withheld": 1_860, "medicare_withheld": 435}
PLAIN = [
    abroad(filer=earning(60_000), foreign_tax={"general": 9_000}),
    abroad(2017, filer=earning(60_000), foreign_tax={"general": 9_000}),
    abroad(filing_status="married_separate", filer=earning(20_000)),
    abroad(filing_status="married_joint", filer=earning(60_000), foreign_tax={"general": 9_000}),
    family(filer=US_PAY),
    family(2021, filer=US_PAY),
    family(2026, filing_status="married_joint", filer=US_PAY),
]


@pytest.mark.parametrize("document", PLAIN)
def test_a_plain_family_is_told_nothing(document: Document) -> None:
    of_the_year = {"forms_are_drafts"} if document["tax_year"] == 2026 else set()
    assert finding_codes(document) == of_the_year


def interest(us: int = 0, foreign: int = 0, **others: int) -> Document:
    return {"interest_us": us, "interest_foreign": foreign, **others}


def with_form_2555(tax_year: int = 2025, pay: Document | None = None, **facts: Any) -> Document:
    filer = {"exclusion": excluding(), **(pay or {"wages_foreign": 60_000})}
    return abroad(tax_year, **{"filer": filer, **facts})


BOTH_TAXES = {"general": 9_000, "passive": 3_000}
SPLIT = earning(50_000, wages_us=20_000)

CASES: dict[str, tuple[Document, Document]] = {
    # code: a family that is told, and one almost like it that is not
    "bona_fide_residence_needs_treaty": (
        with_form_2555(pay={"wages_foreign": 60_000, "us_status": "resident_alien"}),
        with_form_2555(
            pay={
                "wages_foreign": 60_000,
                "us_status": "resident_alien",
                "exclusion": {"test": "physical_presence", "qualifying_days": 365},
            }
        ),
    ),
    "exclusion_must_be_chosen_in_time": (
        with_form_2555(pay={"wages_foreign": 160_000}),
        with_form_2555(pay={"wages_foreign": 160_000, "exclusion": excluding(elected_before=True)}),
    ),
    "foreign_tax_credit_ends_exclusion": (
        with_form_2555(
            pay={"wages_foreign": 60_000, "exclusion": excluding(elected_before=True)}, foreign_tax={"general": 9_000}
        ),
        with_form_2555(pay={"wages_foreign": 60_000, "exclusion": excluding(elected_before=True)}),
    ),
    "housing_limit_of_your_city": (
        with_form_2555(pay={"wages_foreign": 150_000, "exclusion": excluding(housing_expenses=40_000)}),
        with_form_2555(
            pay={"wages_foreign": 150_000, "exclusion": excluding(housing_expenses=40_000, housing_limit=39_500)}
        ),
    ),
    "housing_deduction_left": (
        with_form_2555(pay={"self_employment_foreign": 90_000, "exclusion": excluding(housing_expenses=30_000)}),
        with_form_2555(pay={"self_employment_foreign": 150_000, "exclusion": excluding(housing_expenses=30_000)}),
    ),
    "form_2555_from_net_profit": (with_form_2555(pay={"self_employment_foreign": 60_000}), with_form_2555()),
    "adjustments_not_tied_to_exclusion": (
        with_form_2555(pay={"self_employment_foreign": 60_000}, adjustments=1_000),
        with_form_2555(adjustments=1_000),
    ),
    "itemized_not_tied_to_exclusion": (
        with_form_2555(itemized_deductions=40_000),
        with_form_2555(itemized_deductions=4_000),
    ),
    "foreign_tax_split_by_income": (
        with_form_2555(filing_status="married_joint", spouse=earning(20_000), foreign_tax={"general": 9_000}),
        with_form_2555(foreign_tax={"general": 9_000}),
    ),
    "carryover_cut_with_exclusion": (
        with_form_2555(foreign_tax={"general": 9_000, "carryover_general": 500}),
        abroad(filer=earning(60_000), foreign_tax={"general": 9_000, "carryover_general": 500}),
    ),
    "foreign_pension_with_pay": (
        abroad(unearned_income={"pensions_foreign": 60_000}, foreign_tax={"general": 9_000}),
        abroad(unearned_income={"pensions_us": 60_000}, foreign_tax={"general": 9_000}),
    ),
    "foreign_branch_possible": (
        abroad(filer={"self_employment_foreign": 60_000}, foreign_tax={"general": 9_000}),
        # The category exists since 2018.
        abroad(2017, filer={"self_employment_foreign": 60_000}, foreign_tax={"general": 9_000}),
    ),
    "high_taxed_income_possible": (
        abroad(filer=earning(60_000), unearned_income=interest(foreign=10_000), foreign_tax={"passive": 4_000}),
        abroad(filer=earning(60_000), unearned_income=interest(foreign=10_000), foreign_tax={"passive": 2_000}),
    ),
    "treaty_may_move_income": (
        abroad(filer=earning(60_000), unearned_income=interest(us=9_000, foreign=100), foreign_tax={"passive": 900}),
        abroad(filer=earning(60_000), unearned_income=interest(us=9_000, foreign=100), foreign_tax={"passive": 5}),
    ),
    "gains_counted_as_us_income": (
        abroad(filer=earning(60_000), unearned_income={"short_term_gains": 5_000}, foreign_tax={"general": 9_000}),
        abroad(filer=earning(60_000), unearned_income={"short_term_gains": -500}, foreign_tax={"general": 9_000}),
    ),
    "itemized_deductions_spread": (
        abroad(filer=SPLIT, itemized_deductions=40_000, foreign_tax={"general": 9_000}),
        abroad(filer=earning(70_000), itemized_deductions=40_000, foreign_tax={"general": 9_000}),
    ),
    "other_deductions_not_spread": (
        abroad(filer=SPLIT, other_deductions=2_000, foreign_tax={"general": 9_000}),
        abroad(filer=SPLIT, other_deductions=2_000),
    ),
    "form_1116_from_net_profit": (
        abroad(filer=earning(50_000, self_employment_us=20_000), foreign_tax={"general": 9_000}),
        abroad(filer=SPLIT, foreign_tax={"general": 9_000}),
    ),
    "us_loss_not_shared_out": (
        abroad(filer=earning(60_000), unearned_income=interest(foreign=9_000, other_us=-500), foreign_tax=BOTH_TAXES),
        abroad(filer=earning(60_000), unearned_income=interest(foreign=9_000, other_us=500), foreign_tax=BOTH_TAXES),
    ),
    "parent_comes_first": (
        abroad(filer=earning(20_000), children=[child(relationship="grandchild")]),
        abroad(filer=earning(20_000), children=[child(relationship="stepchild")]),
    ),
    "other_parent_may_claim": (
        abroad(filing_status="married_separate", filer=earning(20_000), spouse={"us_status": "citizen"}),
        abroad(filing_status="married_separate", filer=earning(20_000), spouse={"us_status": "nonresident_alien"}),
    ),
    "spouse_who_itemizes": (
        family(filing_status="married_separate", filer=earning(20_000)),
        family(filing_status="married_separate", filer=earning(20_000), itemized_deductions=9_000),
    ),
    "community_property_not_split": (
        family(filing_status="married_separate", filer=earning(20_000)),
        family(filing_status="married_joint", filer=earning(20_000)),
    ),
    "head_of_household_needs_child_at_home": (
        abroad(filer=earning(20_000), children=[child(custody="released_to_you", months_with_you=0)]),
        abroad(filer=earning(20_000), children=[child(custody="released_to_you", months_with_you=0), child()]),
    ),
    "half_year_counts_nights": (
        abroad(filer=earning(20_000), children=[child(months_with_you=6)]),
        abroad(filer=earning(20_000), children=[child(months_with_you=5)]),
    ),
    "relative_you_support": (
        abroad(filer=earning(20_000), children=[child(months_with_you=0)]),
        # The 500 dollars exist since 2018.
        abroad(2017, filer=earning(20_000), children=[child(months_with_you=0)]),
    ),
    "number_asked_for_in_time": (
        abroad(filer=earning(20_000), children=[child(taxpayer_id={"kind": "atin", "issued_on": "2027-01-05"})]),
        abroad(filer=earning(20_000), children=[child(taxpayer_id={"kind": "ssn", "issued_on": "2027-01-05"})]),
    ),
    "other_dependent_conditions": (
        abroad(filer=earning(20_000), children=[child("1950-01-01", relationship="other")]),
        abroad(filer=earning(20_000), children=[child("2008-01-01")]),
    ),
    "older_child_for_earned_income_credit": (
        family(filer=US_PAY, children=[child("2004-01-01")]),
        abroad(filer=earning(20_000), children=[child("2004-01-01")]),
    ),
    "disabled_sibling_may_count": (
        abroad(filer=earning(20_000, birth_date="2015-05-02"), children=[child(relationship="sibling")]),
        abroad(filer=earning(20_000, birth_date="2015-04-30"), children=[child(relationship="sibling")]),
    ),
    "net_investment_tax_on_other_income": (
        family(filer={"wages_us": 190_000}, unearned_income={"other_us": 20_000}),
        family(filer={"wages_us": 180_000}, unearned_income={"other_us": 20_000}),
    ),
    "gains_with_rates_of_their_own": (
        family(filer=US_PAY, unearned_income={"long_term_gains": 1}),
        family(filer=US_PAY, unearned_income={"short_term_gains": 1}),
    ),
    "tax_at_parents_rate": (
        family(
            filer={**US_PAY, "claimed_as_dependent": True, "birth_date": "2002-01-02"},
            unearned_income=interest(us=3_000),
        ),
        family(
            filer={**US_PAY, "claimed_as_dependent": True, "birth_date": "2002-01-01"},
            unearned_income=interest(us=3_000),
        ),
    ),
    "payroll_taxes_counted": (
        family(
            filing_status="married_joint",
            residence={"place": "abroad"},
            filer={"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58},
            children=children(3),
        ),
        family(filing_status="married_joint", filer=US_PAY, children=children(3)),
    ),
    "optional_method_may_help": (
        abroad(filer={"self_employment_foreign": 4_000}),
        abroad(filer={"self_employment_foreign": 40_000}),
    ),
    "care_payments_may_count": (family(filer={"wages_us": 9_000}), abroad(filer={"wages_us": 9_000})),
    "benefits_of_spouses_apart": (
        abroad(filing_status="married_separate", unearned_income={"social_security_benefits": 9_000}),
        abroad(filing_status="single", unearned_income={"social_security_benefits": 9_000}),
    ),
    "other_credits_taken_first": (
        family(filer=US_PAY, credits={"other": 100}),
        family(filer=US_PAY, credits={"education": 100}),
    ),
    "unused_credit_may_wait": (
        family(filer=US_PAY, credits={"adoption": 5_000}),
        family(filer={**US_PAY, "wages_us": 90_000}, credits={"adoption": 5_000}),
    ),
    "home_improvement_credit_ended": (
        family(2026, filer=US_PAY, credits={"home_improvement": 100}),
        family(2025, filer=US_PAY, credits={"home_improvement": 100}),
    ),
    "unemployment_partly_untaxed": (
        family(2020, filer=US_PAY, unearned_income={"unemployment": 9_000}),
        family(2019, filer=US_PAY, unearned_income={"unemployment": 9_000}),
    ),
    "students_had_to_be_older": (
        family(2021, children=[], filer={"wages_us": 9_000, "birth_date": "2001-05-05"}),
        family(2021, children=[], filer={"wages_us": 9_000, "birth_date": "1991-05-05"}),
    ),
    "additional_medicare_tax_on_pay_left_out": (
        family(residence={"place": "puerto_rico"}, unearned_income={"puerto_rico_excluded": 250_000}),
        family(residence={"place": "puerto_rico"}, unearned_income={"puerto_rico_excluded": 150_000}),
    ),
    "repayment_relief_may_need_us_home": (
        abroad(2021, children=[], history={"advance_child_credit_received": 1_800, "advance_children": 1}),
        family(2021, children=[], history={"advance_child_credit_received": 1_800, "advance_children": 1}),
    ),
    "known_amounts_not_used": (
        abroad(
            filer=earning(60_000, exclusion={"choice": "elect"}),
            known_amounts={"agi": 50_000, "tax_before_credits": 3_000},
        ),
        abroad(filer=earning(60_000), known_amounts={"agi": 50_000, "tax_before_credits": 3_000}),
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_the_family_concerned_is_told_and_its_neighbour_is_not(code: str) -> None:
    concerned, neighbour = CASES[code]
    assert code in finding_codes(concerned)
    assert code not in finding_codes(neighbour)


def found(document: Document, code: str) -> Finding:
    return next(each for each in assess(document).findings if each.code == code)


def test_every_finding_has_words_and_a_source() -> None:
    for concerned, neighbour in CASES.values():
        for each in (*assess(concerned).findings, *assess(neighbour).findings):
            assert str(each.text).endswith(".")
            assert each.source


def test_warnings_stand_before_the_rest() -> None:
    document = with_form_2555(filing_status="married_joint", spouse=earning(20_000), foreign_tax={"general": 9_000})
    levels = [each.level for each in assess(document).findings]
    assert levels == sorted(levels, reverse=True)
    assert {"warning", "info"} == set(levels)


def test_tax_on_rent_that_is_left_out_is_named_with_its_amount() -> None:
    # 3.8% of the smaller of 10,000 above 200,000 and 20,000 of rent.
    told = found(CASES["net_investment_tax_on_other_income"][0], "net_investment_tax_on_other_income")
    assert told.amount == 380
    assert "$380" in str(told.text)


def test_housing_costs_without_room_are_named_with_their_amount() -> None:
    # 30,000 - 20,800 = 9,200, and the exclusion of all 90,000 leaves nothing to deduct from.
    assert found(CASES["housing_deduction_left"][0], "housing_deduction_left").amount == 9_200


def draft(tax_year: int = 2026, **facts: Any) -> Document:
    couple = {"filer": earning(30_000, us_status="resident_alien"), "spouse": {"us_status": "resident_alien"}, **facts}
    return abroad(tax_year, "married_joint", children=[child("2018-05-01")], **couple)


def test_the_draft_of_2026_is_told_to_couples_without_a_citizen_and_changes_no_figure() -> None:
    told = found(draft(), "draft_rule_on_refunds")
    assert (told.amount, told.level) == (1_700, "warning")
    [scenario] = assess(draft()).scenarios
    assert scenario.additional_child_tax_credit == 1_700
    for spared in (draft(2025), draft(spouse={"us_status": "citizen"}), draft(filer=earning(0))):
        assert "draft_rule_on_refunds" not in finding_codes(spared)


def test_what_a_refund_only_offsets_is_not_at_stake() -> None:
    # Self-employment tax of 2,826 takes the whole refund.
    profit = {"self_employment_foreign": 20_000, "us_status": "resident_alien"}
    assert "draft_rule_on_refunds" not in finding_codes(draft(filer=profit))


@pytest.mark.parametrize(
    ("place", "office"),
    [
        ("american_samoa", "American Samoa Tax Office"),
        ("guam", "Guam Department of Revenue and Taxation"),
        ("northern_mariana_islands", "CNMI Division of Revenue and Taxation"),
        ("us_virgin_islands", "Virgin Islands Bureau of Internal Revenue"),
    ],
)
def test_residents_of_a_territory_are_told_where_to_claim(place: str, office: str) -> None:
    [told] = assess(family(residence={"place": place})).findings
    assert (told.code, told.level) == ("claim_in_territory", "stop")
    assert office in str(told.text)


def test_profit_of_a_nonresident_spouse_is_not_said_to_have_a_certificate() -> None:
    spouse = {"us_status": "nonresident_alien", "self_employment_foreign": 30_000}
    document = abroad(2025, "married_joint", spouse=spouse)
    assert "certificate" not in str(found(document, "certificate_profit_may_count").text)
    own = abroad(2025, filer={"self_employment_foreign": 30_000, "self_employment_tax_exempt": True})
    assert "certificate" in str(found(own, "certificate_profit_may_count").text)


def test_in_2017_the_alternative_minimum_tax_reached_families_without_a_foreign_tax_credit() -> None:
    assert "alternative_minimum_tax_possible" in finding_codes(family(2017, filer={"wages_us": 120_701}))
    assert "alternative_minimum_tax_possible" not in finding_codes(family(2017, filer={"wages_us": 120_700}))
    assert "alternative_minimum_tax_possible" not in finding_codes(family(2018, filer={"wages_us": 220_000}))


def renting(tax_year: int = 2025, profit: int = 50_000, **facts: Any) -> Document:
    """Self-employed abroad, with housing costs of 9,200 above the base amount of 2025."""
    filer = {"self_employment_foreign": profit, "exclusion": excluding(housing_expenses=30_000)}
    return abroad(tax_year, **{"filer": filer, "foreign_tax": {"general": 100}, **facts})


HOUSING_ONLY = "housing_deduction_only_may_keep_refund"


def test_the_other_reading_of_the_housing_deduction_is_shown_with_the_refund_it_leaves() -> None:
    # 50,000 - 3,533 - 9,200 of housing - 23,625 = 13,642, taxed above the 9,200: 2,399 - 923 = 1,476; less 100 of
    # foreign tax it uses 1,376 of the 2,200.
    assert all(scenario.additional_child_tax_credit == 0 for scenario in assess(renting()).scenarios)
    assert found(renting(), HOUSING_ONLY).amount == 2_200 - 1_376


def test_the_other_reading_of_the_housing_deduction_in_2021() -> None:
    abroad_in_2021 = renting(2021, children=[child("2012-05-01")])
    assert HOUSING_ONLY in finding_codes(abroad_in_2021)
    # With a US main home section 24(d) is switched off, and its bar with it.
    at_home = {**abroad_in_2021, "residence": {"place": "abroad", "main_home_in_us_over_half_year": True}}
    assert HOUSING_ONLY not in finding_codes(at_home)


def test_the_other_reading_of_the_housing_deduction_on_a_joint_return() -> None:
    spouse = earning(30_000, exclusion=excluding())
    told = found(renting(filing_status="married_joint", spouse=spouse, children=children(2)), HOUSING_ONLY)
    assert told.level == "info"
    # The spouse alone has no profit, so no housing deduction.
    other_way = renting(filing_status="married_joint", filer=spouse, spouse=earning(20_000))
    assert HOUSING_ONLY not in finding_codes(other_way)


def test_a_housing_deduction_that_saves_nothing_is_not_offered() -> None:
    assert HOUSING_ONLY not in finding_codes(renting(profit=20_000))


def test_the_other_reading_of_a_certificate_counts_only_the_spouse_who_has_one() -> None:
    filer = {"self_employment_foreign": 40_000, "self_employment_tax_exempt": True}
    couple = abroad(2025, "married_joint", filer=filer, spouse=earning(5_000), children=children(2))
    # 15% of 2,500 against the credit that tax leaves: 4,400 - 1,353.
    assert found(couple, "certificate_profit_may_count").amount == 3_047 - 375


def test_the_other_reading_of_a_certificate_counts_both_spouses_who_have_one() -> None:
    # No tax on 30,000; 15% of 27,500.
    filer = {"self_employment_foreign": 20_000, "self_employment_tax_exempt": True}
    spouse = {**filer, "self_employment_foreign": 10_000}
    couple = abroad(2025, "married_joint", filer=filer, spouse=spouse, children=children(5))
    assert found(couple, "certificate_profit_may_count").amount == 4_125


def test_a_certificate_matters_only_where_earned_income_does() -> None:
    filer = {"self_employment_foreign": 40_000, "self_employment_tax_exempt": True}
    assert "certificate_profit_may_count" in finding_codes(abroad(2021, filer=filer))
    assert "certificate_profit_may_count" not in finding_codes(family(2021, filer=filer))
