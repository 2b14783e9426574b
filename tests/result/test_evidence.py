"""The evidence checklist: only the papers that this family needs, each with its reason and how long to keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.result.explain.evidence import Evidence
from interview.result.explain.evidence_words import Claim
from tests.result.households import MARCH, child, choosing, household, page


def evidence(document: dict[str, Any] | None = None, *, today: date = MARCH) -> Evidence:
    found = page(document or household(), today=today).evidence
    assert found is not None
    return found


def claims(*, today: date = MARCH, **changes: Any) -> dict[str, Claim]:
    return {claim.code: claim for claim in evidence(household(**changes), today=today).claims}


def papers(code: str, **changes: Any) -> str:
    return " ".join(claims(**changes)[code].papers)


def test_a_mother_in_berlin_proves_children_pay_tax_and_home() -> None:
    assert list(claims()) == [
        "citizenship", "number", "home", "relationship", "pay", "rate", "foreign_tax", "head_of_household",
    ]  # fmt: skip


def test_every_claim_has_a_reason_papers_a_time_to_keep_them_and_a_source() -> None:
    for claim in claims(
        filing_status="married_joint",
        spouse={"us_status": "nonresident_alien", "taxpayer_id": {"kind": "itin"}},
        history={"child_credit_disallowed": "needs_form_8862"},
        children=[child("Mia"), child("Leo", custody="released_to_you")],
    ).values():
        assert claim.title
        assert claim.why
        assert claim.papers
        assert "years" in claim.keep or "as long as" in claim.keep
        assert claim.source


def test_tax_paid_abroad_is_kept_ten_years_and_everything_else_three() -> None:
    found = claims()
    assert "ten years" in found["foreign_tax"].keep
    assert "6511(d)(3)" in found["foreign_tax"].source
    assert all("three years" in claim.keep for code, claim in found.items() if code != "foreign_tax")


def test_abroad_papers_need_a_translation_and_at_home_they_do_not() -> None:
    assert any("English translation" in note for note in evidence().notes)
    at_home = household(residence={"place": "united_states"}, filer={"exclusion": {"test": "none"}})
    assert not evidence(at_home).notes


def test_a_birth_abroad_is_proved_by_the_consular_report() -> None:
    assert "Consular Report of Birth Abroad" in papers("citizenship")


def test_children_are_named_where_they_need_different_papers() -> None:
    kids = [child("Mia", relationship="stepchild"), child("Leo", relationship="adopted_child")]
    found = claims(children=kids)["relationship"].papers
    assert found[0] == "For Mia: The child’s birth certificate, and the marriage certificate that links you."
    assert found[1].startswith("For Leo: Adoption papers")


def test_a_number_that_came_lately_needs_proof_of_its_date() -> None:
    kids = [child("Mia", taxpayer_id={"kind": "ssn", "issued_on": "2026-01-05"})]
    assert "shows the date" in papers("number", children=kids)


def test_from_2025_a_parents_card_belongs_to_it() -> None:
    assert "a parent on the return" in papers("number")
    assert "a parent on the return" not in papers("number", tax_year=2024)


def test_a_released_claim_needs_form_8332_and_no_proof_of_a_home() -> None:
    found = claims(children=[child("Mia", custody="released_to_you")])
    assert "release" in found
    assert "home" not in found


def test_profit_from_a_business_is_proved_by_its_books_and_the_certificate() -> None:
    filer = {"wages_foreign": 0, "self_employment_foreign": 40_000, "exclusion": {"test": "none"}}
    assert "Invoices" in papers("pay", filer=filer)
    assert "certificate" in claims(filer={**filer, "wages_foreign": 20_000, "self_employment_tax_exempt": True})


def test_the_yearly_statement_is_called_as_in_the_country() -> None:
    assert "(Lohnsteuerbescheinigung)" in papers("pay")
    assert "(P60)" in papers("pay", residence={"place": "abroad", "country": "GB"})
    assert "()" not in papers("pay", residence={"place": "abroad", "country": "KE"})


def test_who_stops_form_2555_keeps_the_statement_and_earlier_returns() -> None:
    found = claims(filer=choosing("decline", elected_before=True))
    assert "revocation" in found
    assert "form_2555" not in found


def test_who_uses_form_2555_proves_days_and_earlier_returns() -> None:
    found = claims(foreign_tax={"general": 0}, filer={**choosing("elect"), "wages_foreign": 120_000})
    assert "passport stamps" in " ".join(found["form_2555"].papers)
    assert "foreign_tax" not in found


def test_a_joint_return_with_a_nonresident_keeps_the_statement_as_long_as_it_holds() -> None:
    found = claims(
        filing_status="married_joint", spouse={"us_status": "nonresident_alien", "taxpayer_id": {"kind": "itin"}}
    )
    assert "as long as the choice holds" in found["joint_election"].keep
    assert "every country" in " ".join(found["joint_election"].papers)


def test_a_credit_that_was_denied_needs_the_letter() -> None:
    assert "form_8862" in claims(history={"child_credit_disallowed": "needs_form_8862"})


def test_2021_asks_for_letter_6419_and_a_home_in_the_us() -> None:
    kids, today = [child("Leo")], date(2022, 3, 9)
    found = claims(
        today=today,
        tax_year=2021,
        children=kids,
        residence={"place": "united_states"},
        filer={"exclusion": {"test": "none"}},
        history={"advance_child_credit_received": 1_500, "advance_children": 1},
    )
    assert "Letter 6419" in " ".join(found["advance_payments"].papers)
    assert "us_home" in found
    assert "us_home" not in claims(today=today, tax_year=2021, children=kids)


@pytest.mark.parametrize(
    ("document", "today"),
    [(household(children=[]), MARCH), (household(), date(2031, 1, 1))],
    ids=["no child", "too late to claim"],
)
def test_without_a_claim_there_is_nothing_to_prove(document: dict[str, Any], today: date) -> None:
    assert page(document, today=today).evidence is None


def test_a_quick_check_names_no_children() -> None:
    kids = [child("Mia"), child("Leo", relationship="stepchild")]
    found = page(household(children=kids), rough=True).evidence
    assert found is not None
    assert "Mia" not in str(found.claims)
