"""Facts that cannot both be true are refused with their path; facts that only look odd are not."""

from __future__ import annotations

from typing import Any

import pytest

from interview.contract import Refused, read_household

CHILD = {"birth_date": "2015-03-01"}


def document(**facts: Any) -> dict[str, Any]:
    return {"tax_year": 2025, **facts}


def one_child(**facts: Any) -> dict[str, Any]:
    return document(children=[CHILD, {**CHILD, **facts}])


def late(kind: str, day: str) -> dict[str, Any]:
    return {"taxpayer_id": {"kind": kind, "issued_on": day}}


CONTRADICTIONS = [
    (document(filing_status="married_joint"), "spouse", "a joint return needs a spouse"),
    (document(filing_status="single", spouse={}), "spouse", "a single return has no spouse"),
    (document(filing_status="surviving_spouse", spouse={}), "spouse", "a surviving_spouse return has no spouse"),
    (document(residence={"country": "DE"}), "residence.country", "only goes with place abroad"),
    (document(residence={"place": "puerto_rico", "country": "PR"}), "residence.country", "only goes with place abroad"),
    (document(residence={"place": "abroad", "country": "de"}), "residence.country", "capital letters"),
    (document(residence={"place": "abroad", "country": "ZZ"}), "residence.country", "is not an ISO 3166-1"),
    (document(residence={"place": "abroad", "country": "UK"}), "residence.country", "is not an ISO 3166-1"),
    (one_child(birth_date="2026-01-01"), "children[1].birth_date", "is after the tax year 2025"),
    (one_child(died_on="2015-02-28"), "children[1].died_on", "is before the birth"),
    (one_child(died_on="2024-12-31"), "children[1].died_on", "is before the tax year 2025"),
    (one_child(**late("ssn", "2015-02-28")), "children[1].taxpayer_id.issued_on", "is before the birth"),
    (one_child(**late("none", "2016-01-01")), "children[1].taxpayer_id.issued_on", "no number"),
    (document(filer={"birth_date": "2026-05-05"}), "filer.birth_date", "is after the tax year 2025"),
    (document(filer=late("none", "2016-01-01")), "filer.taxpayer_id.issued_on", "no number"),
    (
        document(filing_status="married_joint", spouse={"birth_date": "2026-05-05"}),
        "spouse.birth_date",
        "is after the tax year 2025",
    ),
    (
        document(filer={"wages_us": 10, "wages_not_earned_income": 11}),
        "filer.wages_not_earned_income",
        "cannot be more than wages_us",
    ),
    (
        document(filer={"puerto_rico_self_employment": 1}),
        "filer.puerto_rico_self_employment",
        "cannot be more than unearned_income.puerto_rico_excluded",
    ),
    (
        document(unearned_income={"ordinary_dividends_us": 5, "qualified_dividends_us": 6}),
        "unearned_income.qualified_dividends_us",
        "cannot be more than ordinary_dividends_us",
    ),
    (
        document(unearned_income={"ordinary_dividends_us": 9, "qualified_dividends_foreign": 1}),
        "unearned_income.qualified_dividends_foreign",
        "cannot be more than ordinary_dividends_foreign",
    ),
]


@pytest.mark.parametrize(("household", "path", "message"), CONTRADICTIONS, ids=lambda value: str(value)[:60])
def test_a_contradiction_is_refused_at_its_path(household: dict[str, Any], path: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_household(household)
    [problem] = refused.value.problems
    assert problem.path == path
    assert message in problem.message
    assert str(refused.value) == f"{path}: {problem.message}"


def test_several_contradictions_are_named_together() -> None:
    household = document(
        filing_status="married_joint",
        residence={"country": "DE"},
        children=[{"birth_date": "2026-01-01"}, {"birth_date": "2015-01-01", "died_on": "2014-01-01"}],
    )
    with pytest.raises(Refused) as refused:
        read_household(household)
    assert {problem.path for problem in refused.value.problems} == {
        "spouse",
        "residence.country",
        "children[0].birth_date",
        "children[1].died_on",
    }


@pytest.mark.parametrize(
    "household",
    [
        document(filing_status="married_separate"),
        document(filing_status="married_separate", spouse={}),
        document(filing_status="head_of_household", spouse={"us_status": "nonresident_alien"}),
        document(residence={"place": "abroad"}),
        document(residence={"place": "abroad", "country": "DE"}),
        one_child(birth_date="2025-12-31"),
        one_child(died_on="2025-01-01"),
        one_child(died_on="2026-02-01"),
        one_child(**late("ssn", "2015-03-01")),
        document(filer={"birth_date": "1900-01-01", "wages_us": 10, "wages_not_earned_income": 10}),
        document(unearned_income={"ordinary_dividends_us": 5, "qualified_dividends_us": 5}),
        document(children=[CHILD] * 20),
        document(filer={"exclusion": {"qualifying_days": 366}}),
    ],
)
def test_what_is_only_rare_is_read(household: dict[str, Any]) -> None:
    assert read_household(household).tax_year == 2025
