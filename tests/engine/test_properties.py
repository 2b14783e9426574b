"""What holds for every household: hypothesis looks for one for which it does not."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given

from interview.contract import assessment_document, household_document, read_household
from interview.engine import Assessment, Scenario, evaluate
from tests.engine.any_household import any_household, examples
from tests.engine.families import Document, assess, figures, places_of

often, now_and_then = examples(80), examples(30)

AMOUNTS = (
    *("agi", "modified_agi", "earned_income", "taxable_income", "tax_before_credits", "foreign_tax_credit"),
    *("credit_before_phaseout", "phaseout_reduction", "credit_after_phaseout", "credit_limit"),
    *("nonrefundable_credit", "additional_child_tax_credit", "refundable_child_tax_credit", "earned_income_credit"),
    *("self_employment_tax", "other_taxes", "total_tax", "payments", "balance", "foreign_tax_unused"),
)


def allowed(assessment: Assessment) -> list[Scenario]:
    return [found for found in assessment.scenarios if found.allowed]


def amounts(assessment: Assessment) -> list[Any]:
    return [[found.key, found.allowed, *(getattr(found, name) for name in AMOUNTS)] for found in assessment.scenarios]


def counted(assessment: Assessment) -> Counter[str]:
    """How many children bring which credit."""
    return Counter(entry.credit for entry in assessment.children)


@often
@given(any_household())
def test_every_household_is_read_worked_out_and_written_in_words(document: Document) -> None:
    household = read_household(document)
    assert read_household(household_document(household)) == household
    assessment = assess(document)
    written = assessment_document(assessment)
    sentences = [line[part] for found in written["scenarios"] for line in found["lines"] for part in ("label", "how")]
    sentences += [found["text"] for found in written["findings"]]
    sentences += [test["reason"] for entry in written["children"] for test in entry["tests"]]
    sentences += [remedy["text"] for entry in written["children"] for remedy in entry["remedies"]]
    sentences += [entry["text"] for entry in written["deadlines"]]
    assert all(sentence.strip() for sentence in sentences)
    assert len(written["children"]) == len(document["children"])


@often
@given(any_household())
def test_the_summary_gives_the_same_amounts_as_the_detail(document: Document) -> None:
    household = read_household(document)
    quick, full = (evaluate(household, figures(household.tax_year), detail=detail) for detail in (False, True))
    assert amounts(quick) == amounts(full)
    assert quick.best == full.best
    assert [found.why_zero for found in quick.scenarios] == [found.why_zero for found in full.scenarios]
    assert counted(quick) == counted(full)
    assert quick.deadlines == full.deadlines


@often
@given(any_household(within=True))
def test_the_credit_keeps_its_bounds(document: Document) -> None:
    assessment = assess(document)
    children = counted(assessment)
    law = figures(document["tax_year"])
    most = children["child_tax_credit"] * law.child_tax_credit.per_child
    if law.american_rescue_plan:
        most = children["child_tax_credit"] * law.american_rescue_plan.per_young_child
    most += children["other_dependents"] * law.child_tax_credit.other_dependent
    for found in allowed(assessment):
        if not law.american_rescue_plan:
            assert found.credit_before_phaseout == most
        assert 0 <= found.credit_before_phaseout <= most
        used = found.nonrefundable_credit + found.additional_child_tax_credit + found.refundable_child_tax_credit
        assert used <= found.credit_after_phaseout <= found.credit_before_phaseout
        assert found.credit_after_phaseout == max(0, found.credit_before_phaseout - found.phaseout_reduction)
        assert 0 <= found.nonrefundable_credit <= found.credit_limit <= found.tax_before_credits


@often
@given(any_household(within=True))
def test_the_refund_is_never_more_than_the_cap_for_each_child(document: Document) -> None:
    assessment = assess(document)
    law = figures(document["tax_year"]).child_tax_credit
    for found in allowed(assessment):
        most = counted(assessment)["child_tax_credit"] * law.refund_cap_per_child
        assert 0 <= found.additional_child_tax_credit <= most


@often
@given(any_household(within=True))
def test_the_refund_is_never_more_than_the_share_of_earnings_without_the_payroll_method(document: Document) -> None:
    """Three or more children, and since 2022 any number of them in Puerto Rico, may use payroll taxes instead.

    In 2020 the earned income of the year before may stand in (P.L. 116-260 sec. 211).
    """
    assessment = assess(document)
    law = figures(document["tax_year"]).child_tax_credit
    children = counted(assessment)["child_tax_credit"]
    puerto_rico = document["residence"]["place"] == "puerto_rico" and document["tax_year"] >= 2022
    if children >= 3 or puerto_rico:
        return
    for found in allowed(assessment):
        earned = found.earned_income
        if document["tax_year"] == 2020:
            earned = max(earned, document.get("history", {}).get("lookback_earned_income", 0))
        cents = 15 * max(0, earned - law.earned_income_threshold)
        assert found.additional_child_tax_credit <= (cents + 50) // 100


@often
@given(any_household(within=True))
def test_nothing_is_refunded_with_form_2555(document: Document) -> None:
    """IRC 24(d)(3). In 2021 section 24(i) switched 24(d) off for families at home in the US or Puerto Rico."""
    for found in allowed(assess(document)):
        if found.key != "no_exclusion":
            assert found.additional_child_tax_credit == found.earned_income_credit == 0
        if found.refundable_child_tax_credit:
            home = document["residence"]
            at_home = home["place"] == "puerto_rico" or home.get(
                "main_home_in_us_over_half_year", home["place"] == "united_states"
            )
            assert document["tax_year"] == 2021
            assert at_home


@often
@given(any_household(within=True))
def test_a_refund_of_nothing_has_a_reason_and_a_refund_has_none(document: Document) -> None:
    for found in allowed(assess(document)):
        assert (found.additional_child_tax_credit == 0) is bool(found.why_zero)


@often
@given(any_household(within=True))
def test_taxes_and_payments_keep_their_bounds(document: Document) -> None:
    paid = sum(document.get("foreign_tax", {}).values())
    for found in allowed(assess(document)):
        assert min(found.taxable_income, found.tax_before_credits, found.total_tax, found.other_taxes) >= 0
        assert found.total_tax >= found.self_employment_tax + found.other_taxes
        assert 0 <= found.foreign_tax_credit <= found.tax_before_credits
        assert 0 <= found.foreign_tax_unused <= paid
        assert found.foreign_tax_credit + found.foreign_tax_unused <= paid
        refundable = found.additional_child_tax_credit + found.refundable_child_tax_credit + found.earned_income_credit
        assert found.balance == found.payments + refundable - found.total_tax
        if found.agi <= 0:
            assert found.taxable_income == 0


@often
@given(any_household(within=True))
def test_form_2555_changes_neither_modified_agi_nor_the_taxes_on_work(document: Document) -> None:
    """What it leaves out is added back for the phaseout (IRC 24(b)(1)), and section 1402 knows no exclusion."""
    document.pop("known_amounts", None)
    found = allowed(assess(document))
    assert len({each.modified_agi for each in found}) == 1
    assert len({each.self_employment_tax for each in found}) == 1
    assert len({each.credit_after_phaseout for each in found}) == 1
    for each in found:
        assert each.agi <= each.modified_agi


@often
@given(any_household(within=True))
def test_form_2555_leaves_out_no_more_than_was_earned_abroad(document: Document) -> None:
    document.pop("known_amounts", None)
    income = document["unearned_income"]
    territories = income.get("puerto_rico_excluded", 0) + income.get("american_samoa_excluded", 0)
    people = {"filer": document["filer"], "spouse": document.get("spouse") or {}}
    users = {"no_exclusion": (), "exclude_filer": ("filer",), "exclude_spouse": ("spouse",), "exclude_both": people}
    for found in allowed(assess(document)):
        earned = sum(
            people[who].get("wages_foreign", 0) + max(0, people[who].get("self_employment_foreign", 0))
            for who in users[found.key]
        )
        assert 0 <= found.modified_agi - found.agi - territories <= earned


@often
@given(any_household())
def test_the_best_route_has_the_largest_balance_of_those_allowed(document: Document) -> None:
    assessment = assess(document)
    if assessment.best is None:
        assert not allowed(assessment)
        assert [found.level for found in assessment.findings] == ["stop"]
        return
    best = assessment.scenario(assessment.best)
    assert best is not None
    assert best.allowed
    assert best.balance == max(found.balance for found in allowed(assessment))
    for found in assessment.scenarios:
        assert found.allowed is (found.why_not is None)


# Amounts of a scenario that stand on the line of Form 1040 of which the year's figures name the number.
ON_FORM_1040 = (
    *("agi", "taxable_income", "tax_before_credits", "nonrefundable_credit", "total_tax", "earned_income_credit"),
)


@often
@given(any_household(within=True))
def test_the_lines_of_form_1040_reproduce_the_totals(document: Document) -> None:
    law = figures(document["tax_year"])
    lines = law.nonresident_form_lines if document.get("return_form") == "1040_nr" else law.form_lines
    for found in allowed(assess(document)):
        places = Counter((entry.form, entry.line) for entry in found.lines)
        assert [place for place, times in places.items() if times > 1] == []
        # A line that stays empty is not shown, and no more is a zero.
        amounts = Counter({(entry.form, entry.line): entry.amount for entry in found.lines})
        shown = Counter({name: amounts[place.form, place.line] for name, place in places_of(lines)})
        for name in ON_FORM_1040:
            assert shown[name] == getattr(found, name), name
        refunded = found.additional_child_tax_credit + found.refundable_child_tax_credit
        assert shown["additional_child_tax_credit"] == refunded
        assert shown["refund"] - shown["amount_owed"] == found.balance
        assert min(shown["refund"], shown["amount_owed"]) == 0


@now_and_then
@given(any_household(within=True))
def test_nothing_depends_on_what_was_worked_out_before(document: Document) -> None:
    assert assess(document) == assess(document)
