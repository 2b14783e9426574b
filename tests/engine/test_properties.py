"""What holds for every household: hypothesis looks for one for which it does not."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from interview.contract import assessment_document, household_document, read_household
from interview.engine import Assessment, Scenario, evaluate
from tests.engine.any_household import any_household
from tests.engine.families import Document, assess, figures

# Always the same examples: a test that passes today passes tomorrow.
often = settings(max_examples=150, derandomize=True, database=None, deadline=None)
now_and_then = settings(max_examples=50, derandomize=True, database=None, deadline=None)

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


@often
@given(any_household())
def test_every_household_is_read_worked_out_and_written_in_words(document: Document) -> None:
    household = read_household(document)
    assert read_household(household_document(household)) == household
    assessment = assess(document)
    written = assessment_document(assessment)
    quick = evaluate(household, figures(household.tax_year), detail=False)
    assert amounts(quick) == amounts(assessment)
    sentences = [line[part] for found in written["scenarios"] for line in found["lines"] for part in ("label", "how")]
    sentences += [found["text"] for found in written["findings"]]
    sentences += [test["reason"] for entry in written["children"] for test in entry["tests"]]
    assert all(sentence.strip() for sentence in sentences)
    assert len(written["children"]) == len(document["children"])


@often
@given(any_household(within=True))
def test_the_credit_keeps_its_bounds(document: Document) -> None:
    assessment = assess(document)
    counted = sum(entry.credit == "child_tax_credit" for entry in assessment.children)
    others = sum(entry.credit == "other_dependents" for entry in assessment.children)
    law = figures(document["tax_year"]).child_tax_credit
    for found in allowed(assessment):
        assert found.credit_before_phaseout == counted * law.per_child + others * law.other_dependent
        assert 0 <= found.additional_child_tax_credit <= counted * law.refund_cap_per_child
        used = found.nonrefundable_credit + found.additional_child_tax_credit
        assert used <= found.credit_after_phaseout <= found.credit_before_phaseout
        assert 0 <= found.nonrefundable_credit <= found.credit_limit <= found.tax_before_credits
        assert (found.additional_child_tax_credit == 0) is bool(found.why_zero)
        if found.key != "no_exclusion":
            assert found.additional_child_tax_credit == found.earned_income_credit == 0


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
        refundable = found.additional_child_tax_credit + found.earned_income_credit
        assert found.balance == found.payments + refundable - found.total_tax
        if found.agi <= 0:
            assert found.taxable_income == 0


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


@now_and_then
@given(any_household(within=True), st.integers(0, 500_000), st.integers(0, 50_000))
def test_more_income_never_means_more_credit_after_the_phaseout(document: Document, agi: int, more: int) -> None:
    filer = {**document["filer"], "exclusion": {}}

    def after_phaseout(income: int) -> int:
        known = {"agi": income, "tax_before_credits": 0}
        found = assess({**document, "filer": filer, "known_amounts": known}).scenario("no_exclusion")
        assert found is not None
        return found.credit_after_phaseout

    if not document.get("spouse", {}).get("exclusion"):
        assert after_phaseout(agi) >= after_phaseout(agi + more)


@now_and_then
@given(any_household(within=True), st.randoms(use_true_random=False))
def test_order_and_names_of_children_change_no_amount(document: Document, chance: Any) -> None:
    renamed = [{**entry, "name": f"Someone {number}"} for number, entry in enumerate(document["children"])]
    chance.shuffle(renamed)
    one, other = assess(document), assess({**document, "children": renamed})
    assert amounts(one) == amounts(other)
    assert sorted(entry.credit for entry in one.children) == sorted(entry.credit for entry in other.children)
    assert one.best == other.best


@now_and_then
@given(any_household(within=True))
def test_the_names_of_adults_and_the_country_change_no_amount(document: Document) -> None:
    renamed = {**document, "filer": {**document["filer"], "name": "Robin"}}
    renamed["residence"] = {**document["residence"], "country": None}
    assert amounts(assess(renamed)) == amounts(assess(document))


@now_and_then
@given(any_household(within=True))
def test_a_spouse_who_is_not_on_the_return_changes_no_amount(document: Document) -> None:
    if document["filing_status"] == "married_separate":
        alone = {**document, "spouse": None}
        assert amounts(assess(alone)) == amounts(assess(document))


@now_and_then
@given(any_household(within=True))
def test_nothing_depends_on_what_was_worked_out_before(document: Document) -> None:
    assert assess(document) == assess(document)
