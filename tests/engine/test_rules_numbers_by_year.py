"""Who needs which tax number and by which day, in each of the ten years; and the days themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.engine.families import TEN_YEARS, Document, abroad, assess, child, earning, scenario
from tests.engine.test_shipped_figures_of_credits import DATES

CTC, ODC, NOTHING = "child_tax_credit", "other_dependents", "none"
SINCE_2018 = TEN_YEARS[1:]
BEFORE_2025 = TEN_YEARS[1:-2]
SINCE_2025 = TEN_YEARS[-2:]

# What the family had, and which of the year's due dates it had then.
TIMES: dict[str, tuple[Document, int]] = {
    "in April": ({}, 0),
    "abroad": ({"abroad_on_due_date": True}, 1),
    "with Form 4868": ({"extension": True}, 2),
    "with both": ({"extension": True, "abroad_on_due_date": True}, 2),
}


def due(tax_year: int, time: str = "in April") -> date:
    return date.fromisoformat(DATES[tax_year][TIMES[time][1]])


def day_before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def day_after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def number(kind: str, issued_on: str | None = None) -> Document:
    return {"kind": kind} if issued_on is None else {"kind": kind, "issued_on": issued_on}


def of_child(tax_year: int, its: Document, time: str = "in April", **facts: Any) -> str:
    born = f"{tax_year - 8}-05-01"
    document = abroad(tax_year, children=[child(born, taxpayer_id=its, **facts)], filing=TIMES[time][0])
    return assess(document).children[0].credit


def of_filer(tax_year: int, own: Document, spouse: Document | None = None, time: str = "in April") -> str:
    """What a child of eight with a good number brings where the adults have such numbers."""
    facts: Document = {"filer": earning(20_000, taxpayer_id=own), "filing": TIMES[time][0]}
    if spouse is not None:
        facts["spouse"] = {"taxpayer_id": spouse}
    status = "single" if spouse is None else "married_joint"
    return assess(abroad(tax_year, status, children=[child(f"{tax_year - 8}-05-01")], **facts)).children[0].credit


# --- The child


@pytest.mark.parametrize("tax_year", SINCE_2018)
def test_since_2018_only_an_ssn_for_work_brings_the_child_tax_credit(tax_year: int) -> None:
    assert of_child(tax_year, number("ssn")) == CTC
    for kind in ("ssn_not_for_work", "itin", "atin"):
        assert of_child(tax_year, number(kind), us_status="resident_alien") == ODC
    assert of_child(tax_year, number("none")) == NOTHING


@pytest.mark.parametrize("tax_year", SINCE_2018)
def test_the_days_of_a_child_with_an_itin_are_asked_in_2017_only(tax_year: int) -> None:
    assert of_child(tax_year, number("itin"), substantial_presence=False) == ODC


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("tax_year", SINCE_2018)
def test_the_child_s_ssn_must_come_before_the_due_date_of_the_return(tax_year: int, time: str) -> None:
    day = due(tax_year, time)
    assert of_child(tax_year, number("ssn", day_before(day)), time) == CTC
    assert of_child(tax_year, number("ssn", day.isoformat()), time) == ODC
    assert of_child(tax_year, number("ssn", day_after(day)), time) == NOTHING


@pytest.mark.parametrize("time", TIMES)
def test_in_2017_the_child_s_number_may_come_on_that_day(time: str) -> None:
    day = due(2017, time)
    for kind in ("ssn", "ssn_not_for_work", "atin", "itin"):
        assert of_child(2017, number(kind, day.isoformat()), time) == CTC
        assert of_child(2017, number(kind, day_after(day)), time) == NOTHING


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("tax_year", SINCE_2018)
@pytest.mark.parametrize("kind", ["itin", "atin", "ssn_not_for_work"])
def test_an_other_dependent_s_number_may_come_on_the_due_date(tax_year: int, time: str, kind: str) -> None:
    day = due(tax_year, time)
    assert of_child(tax_year, number(kind, day.isoformat()), time) == ODC
    assert of_child(tax_year, number(kind, day_after(day)), time) == NOTHING


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_a_day_that_the_irs_granted_replaces_the_due_date(tax_year: int) -> None:
    granted = date(tax_year + 1, 12, 15)

    def issued(day: str) -> str:
        one = child(f"{tax_year - 8}-05-01", taxpayer_id=number("ssn", day))
        filing = {"extended_to": granted.isoformat()}
        return assess(abroad(tax_year, children=[one], filing=filing)).children[0].credit

    assert issued(day_before(granted)) == CTC
    assert issued(granted.isoformat()) == (CTC if tax_year == 2017 else ODC)
    assert issued(day_after(granted)) == NOTHING


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_a_baby_who_lived_and_died_in_the_year_needs_no_number_in_any_year(tax_year: int) -> None:
    baby = child(f"{tax_year}-12-01", died_on=f"{tax_year}-12-31", taxpayer_id=number("none"))
    assert assess(abroad(tax_year, children=[baby])).children[0].credit == CTC


def test_the_last_day_to_claim_a_refund_buys_no_time_for_a_number() -> None:
    # The refund of 2023 can be claimed until April 2027; the SSN had to be there before 15 April 2024.
    assert of_child(2023, number("ssn", "2025-02-01")) == NOTHING
    assert DATES[2023][3] == "2027-04-15"


# --- The adults


@pytest.mark.parametrize("tax_year", TEN_YEARS)
@pytest.mark.parametrize("kind", ["itin", "ssn_not_for_work"])
def test_until_2024_any_number_of_the_filer_is_enough(tax_year: int, kind: str) -> None:
    assert of_filer(tax_year, number(kind)) == (ODC if tax_year >= 2025 else CTC)


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_without_any_number_of_the_filer_there_is_nothing(tax_year: int) -> None:
    assert of_filer(tax_year, number("ssn")) == CTC
    assert of_filer(tax_year, number("none")) == NOTHING
    late = number("itin", day_after(due(tax_year)))
    assert of_filer(tax_year, late) == NOTHING


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("tax_year", [2017, *BEFORE_2025])
@pytest.mark.parametrize("kind", ["ssn", "itin", "ssn_not_for_work"])
def test_until_2024_the_filer_s_number_may_come_on_the_due_date(tax_year: int, time: str, kind: str) -> None:
    day = due(tax_year, time)
    assert of_filer(tax_year, number(kind, day.isoformat()), time=time) == CTC
    assert of_filer(tax_year, number(kind, day_after(day)), time=time) == NOTHING


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("tax_year", SINCE_2025)
def test_from_2025_the_filer_s_ssn_must_come_before_it(tax_year: int, time: str) -> None:
    day = due(tax_year, time)
    assert of_filer(tax_year, number("ssn", day_before(day)), time=time) == CTC
    assert of_filer(tax_year, number("ssn", day.isoformat()), time=time) == ODC
    assert of_filer(tax_year, number("ssn", day_after(day)), time=time) == NOTHING


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_on_a_joint_return_both_need_a_number_and_from_2025_one_an_ssn(tax_year: int) -> None:
    ssn, itin, none = number("ssn"), number("itin"), number("none")
    assert of_filer(tax_year, ssn, itin) == of_filer(tax_year, itin, ssn) == CTC
    assert of_filer(tax_year, itin, itin) == (ODC if tax_year >= 2025 else CTC)
    assert of_filer(tax_year, ssn, none) == of_filer(tax_year, none, ssn) == NOTHING


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_on_a_joint_return_a_late_number_of_one_spouse_takes_everything(tax_year: int) -> None:
    day = due(tax_year)
    on_the_day, late = number("itin", day.isoformat()), number("itin", day_after(day))
    assert of_filer(tax_year, number("ssn"), on_the_day) == CTC
    assert of_filer(tax_year, number("ssn"), late) == NOTHING


@pytest.mark.parametrize("tax_year", SINCE_2025)
def test_from_2025_two_ssns_on_the_due_date_are_both_too_late_for_the_child_tax_credit(tax_year: int) -> None:
    on_the_day = number("ssn", due(tax_year).isoformat())
    assert of_filer(tax_year, on_the_day, on_the_day) == ODC
    assert of_filer(tax_year, on_the_day, number("ssn", day_before(due(tax_year)))) == CTC


# --- The days as the family reads them


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_six_days_of_a_year_are_named_to_a_family_abroad(tax_year: int) -> None:
    document = abroad(tax_year, filing={"extension": True, "abroad_on_due_date": True})
    named = {deadline.code: deadline.on.isoformat() for deadline in assess(document).deadlines}
    codes = ("file_by", "file_by_abroad", "file_by_extended")
    claims = ("claim_refund_by", "claim_refund_by_abroad", "claim_refund_by_extended")
    assert tuple(named[code] for code in (*codes, *claims)) == DATES[tax_year]
    assert named["refund_not_before"] == f"{tax_year + 1}-02-15"


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_year_says_whether_the_ssn_of_the_filer_was_missing_or_late(tax_year: int) -> None:
    def why(own: Document) -> tuple[str, ...]:
        filer = earning(20_000, taxpayer_id=own)
        born = f"{tax_year - 8}-05-01"
        # A home abroad and no tax, so that only the number can stand in the way.
        document = abroad(tax_year, filer=filer, children=[child(born)], foreign_tax={"general": 9_000})
        return scenario(document).why_zero

    assert why(number("ssn")) == ()
    assert why(number("none")) == ("no_filer_ssn",)
    assert why(number("itin", day_after(due(tax_year)))) == ("filer_id_issued_late",)


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_the_late_number_of_one_spouse_is_told_apart_too(tax_year: int) -> None:
    def why(own: Document, spouse: Document) -> tuple[str, ...]:
        facts: Document = {"filer": earning(20_000, taxpayer_id=own), "spouse": {"taxpayer_id": spouse}}
        return scenario(abroad(tax_year, "married_joint", children=[child(f"{tax_year - 8}-05-01")], **facts)).why_zero

    late = number("itin", day_after(due(tax_year)))
    assert why(number("ssn"), late) == why(late, number("ssn")) == ("filer_id_issued_late",)
    # An SSN on the due date itself is in time until 2024 and one day late from 2025, whatever the other one has.
    on_the_day = number("ssn", due(tax_year).isoformat())
    expected = ("filer_id_issued_late",) if tax_year >= 2025 else ()
    assert why(on_the_day, number("itin")) == why(number("itin"), on_the_day) == expected
