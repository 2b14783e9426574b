"""The example families that previews show row by row: the personas, in any year as old as in their own."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest

from interview.adapter import household_from
from interview.impact.families import FAMILY_TITLES, FamilyRow, example_families, family_rows, moved
from interview.years.shipped import read_shipped, shipped_years
from interview.years.year_in_force import shipped_year
from tests.golden.families import PERSONAS
from tests.golden.test_golden_results import EXPECTED
from tests.interview.families import QUICK_BERLIN

GUAM = "P9-guam"
CAP = "figures.child_tax_credit.refund_cap_per_child"


def changed(**of_the_credit: Any) -> dict[str, Any]:
    document = copy.deepcopy(read_shipped(2025))
    for name, value in of_the_credit.items():
        document["figures"]["child_tax_credit"][name]["value"] = value
    return document


def row_of(code: str, rows: list[FamilyRow]) -> FamilyRow:
    return next(row for row in rows if row.code == code)


def test_all_personas_are_there_but_the_one_whose_interview_ends_on_guam() -> None:
    codes = {family.code for family in example_families(2025)}
    assert codes == {*PERSONAS, "P13-berlin-quick"} - {GUAM}
    assert codes == set(FAMILY_TITLES)


@pytest.mark.parametrize("code", sorted({*PERSONAS, "P13-berlin-quick"} - {GUAM}))
def test_in_its_own_year_a_family_is_what_its_answers_describe(code: str) -> None:
    answers = QUICK_BERLIN if code == "P13-berlin-quick" else PERSONAS[code]
    year = shipped_year(answers["year"]["tax_year"])
    described = household_from(answers, rates=year.rates, parameters=year.parameters).document
    family = next(family for family in example_families(year.tax_year) if family.code == code)
    assert family.document == described


@pytest.mark.parametrize("code", sorted({*PERSONAS, "P13-berlin-quick"} - {GUAM}))
def test_in_its_own_year_a_family_has_the_golden_amounts(code: str) -> None:
    year = (PERSONAS.get(code) or QUICK_BERLIN)["year"]["tax_year"]
    golden = json.loads((EXPECTED / f"{code}.json").read_text(encoding="utf-8"))
    row = row_of(code, family_rows(read_shipped(year), read_shipped(year)))
    way = golden["amounts"][golden["best"]]
    shown = {end["balance"]: end for end in golden["amounts"].values()}[row.balance_after]
    assert row.paid_after == shown["additional_child_tax_credit"] + shown["refundable_child_tax_credit"]
    assert code == "P4-dubai-no-tax" or row.balance_after == way["balance"]


@pytest.mark.parametrize("year", shipped_years())
def test_every_family_is_worked_out_in_every_year(year: int) -> None:
    rows = family_rows(None, read_shipped(year))
    assert {row.code for row in rows} == set(FAMILY_TITLES)
    assert all(row.paid_before is None and row.balance_before is None for row in rows)
    assert all(row.paid_after is not None for row in rows)


@pytest.mark.parametrize("year", shipped_years())
def test_everybody_is_as_old_in_any_year_as_in_their_own(year: int) -> None:
    own = {family.code: family.document for home in (2017, 2021, 2025) for family in example_families(home)}
    for family in example_families(year):
        for child, then in zip(family.document["children"], own[family.code]["children"], strict=True):
            then_age = own[family.code]["tax_year"] - int(then["birth_date"][:4])
            assert year - int(child["birth_date"][:4]) == then_age
            assert child["birth_date"][4:] == then["birth_date"][4:]


def test_every_date_moves_and_a_leap_day_finds_a_place() -> None:
    document = {
        "tax_year": 2024,
        "filer": {"birth_date": "1984-02-29", "exclusion": {"revoked_in": 2021}},
        "children": [{"name": "Mia", "birth_date": "2020-02-29", "taxpayer_id": {"issued_on": "2025-03-01"}}],
    }
    later = moved(document, 2027)
    assert later["filer"] == {"birth_date": "1987-02-28", "exclusion": {"revoked_in": 2024}}
    assert later["children"][0]["birth_date"] == "2023-02-28"
    assert date.fromisoformat(later["children"][0]["taxpayer_id"]["issued_on"]) == date(2028, 3, 1)
    assert moved(later, 2027) == later


@pytest.mark.parametrize(("year", "days"), [(2020, 366), (2024, 366), (2026, 365), (2028, 366)])
def test_who_is_abroad_every_day_of_the_year_is_so_in_a_leap_year_too(year: int, days: int) -> None:
    """IRC 911(d)(1): a day that is missing would cut the exclusion of a family that has lived abroad all along."""
    [dubai] = [family for family in example_families(year) if family.code == "P4-dubai-no-tax"]
    assert [dubai.document[person]["exclusion"]["qualifying_days"] for person in ("filer", "spouse")] == [days, days]


def test_who_is_abroad_for_a_part_of_the_year_stays_so_for_as_many_days() -> None:
    document = {"tax_year": 2025, "filer": {"exclusion": {"qualifying_days": 330}}, "spouse": None}
    assert moved(document, 2024)["filer"]["exclusion"]["qualifying_days"] == 330
    leap_day = {"tax_year": 2024, "filer": {"exclusion": {"qualifying_days": 366}}}
    assert moved(leap_day, 2025)["filer"]["exclusion"]["qualifying_days"] == 365
    assert leap_day["filer"] == {"exclusion": {"qualifying_days": 366}}


def test_what_was_paid_ahead_in_2021_is_a_fact_of_that_year_alone() -> None:
    by_year = {year: example_families(year) for year in (2021, 2025)}
    held = {
        year: next(one for one in families if one.code == "P7-2021-berlin-to-boston").document["history"]
        for year, families in by_year.items()
    }
    assert held[2021]["advance_child_credit_received"] == 1_800
    assert "advance_child_credit_received" not in held[2025]


def test_each_changed_figure_is_also_applied_alone() -> None:
    rows = family_rows(read_shipped(2025), changed(refund_cap_per_child=1_900, earned_income_threshold=1_500))
    threshold = "figures.child_tax_credit.earned_income_threshold"
    # Her pay limits the Texan mother: 15% of another $1,000. The cap limits the mother in Berlin: 2 x $200.
    assert row_of("P2-texas-mother", rows).by_figure == ((threshold, 150, 150),)
    assert row_of("P13-berlin", rows).by_figure == ((CAP, 400, 400),)
    assert row_of("P13-berlin", rows).paid_after == 3_800
    assert row_of("P8-green-cards-and-an-itin", rows).by_figure == ()


def test_a_figure_that_cannot_stand_alone_is_named() -> None:
    # A cap of $2,400 is above a credit of $2,200; both rise together.
    rows = family_rows(read_shipped(2025), changed(per_child=2_600, refund_cap_per_child=2_400))
    berlin = row_of("P13-berlin", rows)
    assert berlin.not_alone == (CAP,)
    assert berlin.paid_after == 4_800


def test_a_row_survives_being_stored() -> None:
    for row in family_rows(read_shipped(2025), changed(per_child=2_600, refund_cap_per_child=2_400)):
        assert FamilyRow.from_json(json.loads(json.dumps(row.as_json()))) == row


def test_old_figures_that_the_program_can_no_longer_read_are_none() -> None:
    lacking = changed()
    del lacking["figures"]["child_tax_credit"]["per_child"]
    assert family_rows(lacking, read_shipped(2025)) == family_rows(None, read_shipped(2025))
