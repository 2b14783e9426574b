"""Why nothing is refunded: each code where it holds, and nothing where something is refunded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.families import (
    Document,
    abroad,
    assess,
    child,
    children,
    earning,
    excluding,
    family,
    scenario,
    tax_known,
)


def why(document: Document, key: str = "no_exclusion") -> tuple[str, ...]:
    found = scenario(document, key)
    assert found.additional_child_tax_credit == 0
    return found.why_zero


def test_a_refund_needs_no_reason() -> None:
    found = scenario(abroad(filer=earning(20_000)))
    assert found.additional_child_tax_credit > 0
    assert found.why_zero == ()


def test_form_2555_alone_is_the_reason_where_only_it_stands_in_the_way() -> None:
    document = abroad(filer=earning(60_000, exclusion=excluding()), foreign_tax={"general": 15_000})
    assert why(document, "exclude_filer") == ("form_2555",)


@pytest.mark.parametrize(
    "facts",
    [
        {"children": []},
        {"children": [child("2005-01-01")]},
        {"children": [child(taxpayer_id={"kind": "itin"})]},
        {"children": [child(months_with_you=4)]},
        {"children": [child(us_status="none")]},
        {"children": [child(relationship="other")]},
    ],
)
def test_no_child_counts(facts: dict[str, Any]) -> None:
    assert why(abroad(filer=earning(30_000), **facts)) == ("no_qualifying_child",)


def test_one_child_who_counts_is_enough() -> None:
    assert scenario(abroad(filer=earning(30_000), children=[child("2005-01-01"), child()])).why_zero == ()


def test_the_adults_numbers_and_the_children_are_separate_reasons() -> None:
    filer = earning(30_000, taxpayer_id={"kind": "itin"})
    assert why(abroad(2025, filer=filer)) == ("no_filer_ssn",)
    assert why(abroad(2025, filer=filer, children=[])) == ("no_filer_ssn", "no_qualifying_child")


@pytest.mark.parametrize("earned", [0, 1, 2_500])
def test_earnings_at_or_below_the_threshold(earned: int) -> None:
    assert why(abroad(filer=earning(earned))) == ("earned_income_at_or_below_threshold",)


def test_pensions_and_interest_are_no_earned_income() -> None:
    document = abroad(2025, "married_joint", unearned_income={"pensions_us": 20_000, "interest_us": 5_000})
    assert why(document) == ("earned_income_at_or_below_threshold",)


def test_too_little_earned_and_all_used_against_tax_are_said_together() -> None:
    document = abroad(filer=earning(1_000), known_amounts=tax_known(9_000, 90_000))
    assert why(document) == ("earned_income_at_or_below_threshold", "credit_fully_used_against_tax")


def test_the_credit_is_used_up_by_tax() -> None:
    assert why(family(filer={"wages_us": 90_000})) == ("credit_fully_used_against_tax",)


def test_the_income_limit_takes_the_whole_credit() -> None:
    assert why(family(filer={"wages_us": 250_000})) == ("phased_out",)


def test_a_ban_says_no_more_than_the_ban() -> None:
    document = abroad(filer=earning(0), children=[], history={"child_credit_disallowed": "banned"})
    assert why(document) == ("banned",)


def test_form_8862_that_is_needed_takes_nothing_away() -> None:
    document = abroad(filer=earning(20_000), history={"child_credit_disallowed": "needs_form_8862"})
    assert scenario(document).additional_child_tax_credit == 1_700
    assert "needs_form_8862" in {found.code for found in assess(document).findings}


def test_someone_else_claims_the_filer() -> None:
    assert why(abroad(filer=earning(20_000, claimed_as_dependent=True))) == ("claimed_as_dependent",)
    document = abroad(2025, "married_joint", filer=earning(20_000), spouse={"claimed_as_dependent": True})
    assert why(document) == ("claimed_as_dependent",)


def test_a_late_number_of_the_filer() -> None:
    filer = earning(20_000, taxpayer_id={"kind": "ssn", "issued_on": "2026-09-01"})
    assert why(abroad(2025, filer=filer)) == ("filer_id_issued_late",)
    assert scenario(abroad(2025, filer=filer, filing={"extension": True})).why_zero == ()


def test_three_children_with_low_pay_but_payroll_taxes_are_refunded_after_all() -> None:
    filer = {"wages_us": 2_400, "social_security_withheld": 149, "medicare_withheld": 35}
    found = scenario(abroad(2025, "married_joint", filer=filer, children=children(3)))
    assert (found.additional_child_tax_credit, found.why_zero) == (184, ())


def test_excluded_pay_is_still_earned_when_it_is_asked_whether_enough_was_earned() -> None:
    document = abroad(filer=earning(2_000, exclusion=excluding()))
    assert why(document, "exclude_filer") == ("form_2555", "earned_income_at_or_below_threshold")
    enough = abroad(filer=earning(60_000, exclusion=excluding()))
    assert "earned_income_at_or_below_threshold" not in why(enough, "exclude_filer")


@pytest.mark.parametrize(("place", "credit"), [("united_states", 3_600), ("abroad", 1_400)])
def test_advance_payments_that_took_the_whole_refund_of_2021_are_its_reason(place: str, credit: int) -> None:
    document = family(2021, filer={"wages_us": 12_000}, children=[child("2017-05-01")], residence={"place": place})
    advance = {"advance_child_credit_received": credit, "advance_children": 1}
    assert why({**document, "history": advance}) == ("paid_in_advance",)
    advance["advance_child_credit_received"] -= 1
    assert "paid_in_advance" not in scenario({**document, "history": advance}).why_zero


def test_a_credit_of_2021_used_against_tax_says_so_although_it_was_paid_in_advance() -> None:
    document = abroad(2021, filer={"wages_us": 90_000}, children=[child("2017-05-01")])
    advance = {"advance_child_credit_received": 1_000, "advance_children": 1}
    assert why({**document, "history": advance}) == ("credit_fully_used_against_tax",)
