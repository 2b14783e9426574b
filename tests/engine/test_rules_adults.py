"""The adults' tax numbers and the due date against which every number is measured."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.families import Document, abroad, assess, child, family, scenario

EARNED = 30_000


def credit(tax_year: int, filer_number: Document, **facts: Any) -> str:
    filer = {"wages_foreign": EARNED, "taxpayer_id": filer_number}
    return assess(abroad(tax_year, filer=filer, **facts)).children[0].credit


def joint_credit(tax_year: int, filer_number: Document, spouse_number: Document) -> str:
    document = abroad(
        tax_year, "married_joint", filer={"taxpayer_id": filer_number}, spouse={"taxpayer_id": spouse_number}
    )
    return assess(document).children[0].credit


SSN, ITIN, NONE, NOT_FOR_WORK = ({"kind": kind} for kind in ("ssn", "itin", "none", "ssn_not_for_work"))
CTC, ODC, NOTHING = "child_tax_credit", "other_dependents", "none"


@pytest.mark.parametrize(
    ("tax_year", "number", "expected"),
    [
        (2024, SSN, CTC),
        (2024, NOT_FOR_WORK, CTC),
        (2024, ITIN, CTC),
        (2024, NONE, NOTHING),
        (2025, SSN, CTC),
        (2025, NOT_FOR_WORK, ODC),
        (2025, ITIN, ODC),
        (2025, NONE, NOTHING),
        (2026, SSN, CTC),
        (2026, ITIN, ODC),
    ],
)
def test_from_2025_the_filer_needs_an_ssn_valid_for_work(tax_year: int, number: Document, expected: str) -> None:
    assert credit(tax_year, number) == expected


@pytest.mark.parametrize(
    ("tax_year", "filer", "spouse", "expected"),
    [
        (2024, ITIN, ITIN, CTC),
        (2024, SSN, NONE, NOTHING),
        (2025, SSN, ITIN, CTC),
        (2025, ITIN, SSN, CTC),
        (2025, NOT_FOR_WORK, SSN, CTC),
        (2025, ITIN, ITIN, ODC),
        (2025, SSN, NONE, NOTHING),
        (2025, NONE, SSN, NOTHING),
    ],
)
def test_on_a_joint_return_one_ssn_is_enough_when_the_other_has_any_number(
    tax_year: int, filer: Document, spouse: Document, expected: str
) -> None:
    assert joint_credit(tax_year, filer, spouse) == expected


@pytest.mark.parametrize("filing_status", ["married_separate", "head_of_household"])
def test_a_spouse_who_is_not_on_the_return_needs_no_number(filing_status: str) -> None:
    document = abroad(2025, filing_status, spouse={"us_status": "nonresident_alien", "taxpayer_id": NONE})
    assert assess(document).children[0].credit == CTC


def issued(kind: str, day: str) -> Document:
    return {"kind": kind, "issued_on": day}


@pytest.mark.parametrize(
    ("tax_year", "number", "expected"),
    [
        (2024, issued("ssn", "2025-04-15"), CTC),
        (2024, issued("ssn", "2025-04-16"), NOTHING),
        (2024, issued("itin", "2025-04-15"), CTC),
        (2024, issued("itin", "2025-04-16"), NOTHING),
        (2025, issued("ssn", "2026-04-14"), CTC),
        (2025, issued("ssn", "2026-04-15"), ODC),
        (2025, issued("ssn", "2026-04-16"), NOTHING),
        (2025, issued("itin", "2026-04-15"), ODC),
        (2025, issued("itin", "2026-04-16"), NOTHING),
    ],
)
def test_the_filer_s_number_has_its_last_day(tax_year: int, number: Document, expected: str) -> None:
    assert credit(tax_year, number) == expected


def child_credit(tax_year: int, issued_on: str, **filing: Any) -> str:
    number = {"kind": "ssn", "issued_on": issued_on}
    return assess(abroad(tax_year, children=[child(taxpayer_id=number)], filing=filing)).children[0].credit


@pytest.mark.parametrize(
    ("tax_year", "filing", "last_good_day", "due_date"),
    [
        (2024, {}, "2025-04-14", "2025-04-15"),
        (2024, {"abroad_on_due_date": True}, "2025-06-15", "2025-06-16"),
        (2024, {"extension": True}, "2025-10-14", "2025-10-15"),
        (2025, {}, "2026-04-14", "2026-04-15"),
        (2025, {"abroad_on_due_date": True}, "2026-06-14", "2026-06-15"),
        (2025, {"extension": True}, "2026-10-14", "2026-10-15"),
        (2025, {"extension": True, "abroad_on_due_date": True}, "2026-10-14", "2026-10-15"),
        (2025, {"extended_to": "2026-12-15"}, "2026-12-14", "2026-12-15"),
        (2025, {"extended_to": "2026-12-15", "extension": True}, "2026-12-14", "2026-12-15"),
        (2026, {}, "2027-04-14", "2027-04-15"),
        (2026, {"abroad_on_due_date": True}, "2027-06-14", "2027-06-15"),
        (2026, {"extension": True}, "2027-10-14", "2027-10-15"),
    ],
)
def test_the_due_date_with_the_extensions_the_family_had_is_what_counts(
    tax_year: int, filing: dict[str, Any], last_good_day: str, due_date: str
) -> None:
    assert child_credit(tax_year, last_good_day, **filing) == CTC
    assert child_credit(tax_year, due_date, **filing) == ODC


def deadlines(document: Document) -> dict[str, str]:
    return {deadline.code: deadline.on.isoformat() for deadline in assess(document).deadlines}


def test_the_days_of_a_return_are_named_in_the_order_of_the_calendar() -> None:
    found = deadlines(abroad(2025))
    assert found == {
        "refund_not_before": "2026-02-15",
        "file_by": "2026-04-15",
        "file_by_abroad": "2026-06-15",
        "file_by_extended": "2026-10-15",
        "claim_refund_by": "2029-04-15",
        "claim_refund_by_abroad": "2029-06-15",
    }
    assert list(found.values()) == sorted(found.values())


def test_the_june_day_is_only_for_people_abroad() -> None:
    assert not {"file_by_abroad", "claim_refund_by_abroad"} & deadlines(family(2025)).keys()


def test_the_later_refund_days_are_only_called_possible() -> None:
    found = assess(abroad(2024, filing={"extension": True})).deadlines
    possible = {deadline.code: deadline for deadline in found if "Possibly" in str(deadline.text)}
    assert {code: deadline.on.isoformat() for code, deadline in possible.items()} == {
        "claim_refund_by_abroad": "2028-06-15",
        "claim_refund_by_extended": "2028-10-15",
    }


@pytest.mark.parametrize("granted", ["2026-05-20", "2026-12-15"])
def test_a_day_that_the_irs_granted_stands_in_its_place_in_the_calendar(granted: str) -> None:
    found = deadlines(abroad(2025, filing={"extended_to": granted}))
    assert found["file_by_granted"] == granted
    assert list(found.values()) == sorted(found.values())


def test_a_number_that_is_late_for_the_filer_is_told_apart_from_a_missing_one() -> None:
    def why(number: Document, tax_year: int = 2025) -> tuple[str, ...]:
        filer = {"wages_foreign": EARNED, "taxpayer_id": number}
        return scenario(abroad(tax_year, filer=filer)).why_zero

    assert why(ITIN) == ("no_filer_ssn",)
    assert why(NONE) == ("no_filer_ssn",)
    assert why(NOT_FOR_WORK) == ("no_filer_ssn",)
    assert why(issued("ssn", "2026-04-15")) == ("filer_id_issued_late",)
    assert why(issued("ssn", "2026-07-01")) == ("filer_id_issued_late",)
    assert why(issued("itin", "2025-07-01"), 2024) == ("filer_id_issued_late",)
    assert why(SSN) == ()
