"""Form 2555: who may use it, how much it leaves out, and what was given up before."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    Document,
    abroad,
    assess,
    excluding,
    finding_codes,
    has_line,
    line,
    scenario,
)


def form_2555(filer: Document, tax_year: int = 2025, key: str = "exclude_filer", **facts: Any) -> Scenario:
    return scenario(abroad(tax_year, filer=filer, **facts), key)


def lines(found: Scenario, *numbers: str, form: str = "form_2555") -> dict[str, int | float]:
    return {number: line(found, form, number) for number in numbers}


@pytest.mark.parametrize(("tax_year", "maximum"), [(2024, 126_500), (2025, 130_000), (2026, 132_900)])
def test_no_more_than_the_year_s_maximum_is_left_out(tax_year: int, maximum: int) -> None:
    below = form_2555({"wages_foreign": maximum - 1, "exclusion": excluding(366)}, tax_year)
    above = form_2555({"wages_foreign": maximum + 500, "exclusion": excluding(366)}, tax_year)
    assert (below.agi, above.agi) == (0, 500)
    assert lines(above, "26", "37", "42", "45") == {"26": maximum + 500, "37": maximum, "42": maximum, "45": maximum}


@pytest.mark.parametrize(
    ("tax_year", "days", "part", "limit"),
    [
        (2025, 365, 1.0, 130_000),
        (2025, 366, 1.0, 130_000),
        (2025, 364, 0.997, 129_610),
        (2025, 200, 0.548, 71_240),
        (2025, 1, 0.003, 390),
        (2024, 366, 1.0, 126_500),
        (2024, 365, 0.997, 126_121),
        (2024, 183, 0.5, 63_250),
    ],
)
def test_part_of_a_year_gives_part_of_the_maximum(tax_year: int, days: int, part: float, limit: int) -> None:
    # 126,500 x 0.997 = 126,120.50, which goes up.
    found = form_2555({"wages_foreign": 150_000, "exclusion": excluding(days)}, tax_year)
    assert lines(found, "39", "40", "42") == {"39": part, "40": limit, "42": limit}


@pytest.mark.parametrize("test", ["bona_fide_residence", "physical_presence"])
def test_either_test_is_enough(test: str) -> None:
    filer = {"wages_foreign": 40_000, "exclusion": {"test": test, "qualifying_days": 365}}
    assert form_2555(filer).allowed


def test_each_spouse_has_an_own_limit_for_own_pay() -> None:
    both = abroad(
        2025,
        "married_joint",
        filer={"wages_foreign": 150_000, "exclusion": excluding()},
        spouse={"wages_foreign": 20_000, "exclusion": excluding()},
    )
    assert {found.key: found.agi for found in assess(both).scenarios} == {
        "no_exclusion": 170_000,
        "exclude_filer": 40_000,
        "exclude_spouse": 150_000,
        "exclude_both": 20_000,
    }
    found = scenario(both, "exclude_both")
    assert line(found, "form_2555", "45") == 130_000
    assert line(found, "form_2555_spouse", "45") == 20_000
    assert not has_line(scenario(both, "exclude_spouse"), "form_2555", "45")


def test_half_of_self_employment_tax_goes_with_the_profit_left_out() -> None:
    # Half of 8,478 is 4,239; 130,000 of 160,000 is left out: 3,444.19.
    found = form_2555({"wages_foreign": 100_000, "self_employment_foreign": 60_000, "exclusion": excluding()})
    assert lines(found, "19", "20a", "26", "43", "44", "45") == {
        "19": 100_000,
        "20a": 60_000,
        "26": 160_000,
        "43": 130_000,
        "44": 3_444,
        "45": 126_556,
    }
    assert found.agi == 160_000 - 126_556 - 4_239


def test_half_of_the_tax_on_us_profit_stays_outside_form_2555() -> None:
    # 120,000 of profit, half of it abroad: half of the deductible half belongs to what is left out.
    filer = {"self_employment_us": 60_000, "self_employment_foreign": 60_000, "exclusion": excluding()}
    found = form_2555(filer)
    assert line(found, "schedule_se", "13") == 8_478
    assert lines(found, "44", "45") == {"44": 4_239, "45": 55_761}


def why_not(person: Document, tax_year: int = 2025) -> str | None:
    found = scenario(abroad(tax_year, filer=person), "exclude_filer")
    assert found.allowed == (found.why_not is None)
    return str(found.why_not) if found.why_not else None


def test_a_family_that_asks_for_it_is_told_why_it_may_not_have_it() -> None:
    assert "one of two tests" in str(why_not({"wages_foreign": 40_000, "exclusion": {"choice": "elect"}}))
    no_days = {"wages_foreign": 40_000, "exclusion": excluding(0, choice="elect")}
    assert "one of two tests" in str(why_not(no_days))
    assert "outside the US" in str(why_not({"wages_us": 40_000, "exclusion": excluding(choice="elect")}))
    no_test = {"wages_foreign": 40_000, "exclusion": {"qualifying_days": 365, "choice": "elect"}}
    assert "one of two tests" in str(why_not(no_test))


def test_a_nonresident_spouse_on_a_joint_return_counts_as_a_resident_and_may_use_it() -> None:
    # IRC 6013(g), 911(d)(1).
    alien = {"wages_foreign": 40_000, "us_status": "nonresident_alien", "exclusion": excluding()}
    assert scenario(abroad(2025, "married_joint", spouse=alien), "exclude_spouse").agi == 0


def test_a_family_that_did_not_ask_is_not_shown_what_it_cannot_have() -> None:
    for filer in ({"wages_foreign": 40_000}, {"wages_us": 40_000, "exclusion": excluding()}, {}):
        assert [found.key for found in assess(abroad(filer=filer)).scenarios] == ["no_exclusion"]


def test_what_is_not_allowed_holds_what_filing_without_it_gives() -> None:
    document = abroad(filer={"wages_foreign": 40_000, "exclusion": {"choice": "elect"}})
    refused, without = scenario(document, "exclude_filer"), scenario(document)
    assert not refused.allowed
    assert (refused.agi, refused.additional_child_tax_credit) == (without.agi, without.additional_child_tax_credit)
    assert assess(document).best == "no_exclusion"


@pytest.mark.parametrize("choice", ["compare", "elect", "decline"])
def test_what_the_family_plans_changes_no_figure(choice: str) -> None:
    document = abroad(filer={"wages_foreign": 60_000, "exclusion": excluding(choice=choice)})
    found = assess(document)
    assert [(entry.key, entry.allowed) for entry in found.scenarios] == [
        ("no_exclusion", True),
        ("exclude_filer", True),
    ]
    # Tax of 4,025 less 2,200.
    assert [entry.balance for entry in found.scenarios] == [-1_825, 0]


@pytest.mark.parametrize(
    ("tax_year", "revoked_in", "allowed"),
    [
        (2026, 2026, False),
        (2026, 2025, False),
        (2026, 2021, False),
        (2026, 2020, True),
        (2025, 2025, False),
        (2025, 2020, False),
        (2025, 2019, True),
        (2025, 2026, True),
    ],
)
def test_after_a_revocation_it_is_barred_through_the_fifth_year(tax_year: int, revoked_in: int, allowed: bool) -> None:
    filer = {"wages_foreign": 60_000, "exclusion": excluding(revoked_in=revoked_in)}
    found = scenario(abroad(tax_year, filer=filer), "exclude_filer")
    assert found.allowed is allowed
    assert ("exclusion_locked" in finding_codes(abroad(tax_year, filer=filer))) is not allowed
    if not allowed:
        assert str(revoked_in + 6) in str(found.why_not)


def test_one_spouse_s_lock_bars_every_scenario_that_needs_it() -> None:
    document = abroad(
        2025,
        "married_joint",
        filer={"wages_foreign": 60_000, "exclusion": excluding()},
        spouse={"wages_foreign": 60_000, "exclusion": excluding(revoked_in=2023)},
    )
    allowed = {found.key: found.allowed for found in assess(document).scenarios}
    assert allowed == {
        "no_exclusion": True,
        "exclude_filer": True,
        "exclude_spouse": False,
        "exclude_both": False,
    }


def test_giving_up_an_election_locks_it_and_the_family_is_told_until_when() -> None:
    document = abroad(filer={"name": "Kim", "wages_foreign": 60_000, "exclusion": excluding(elected_before=True)})
    [found] = [entry for entry in assess(document).findings if entry.code == "revocation_locks_exclusion"]
    assert "Kim" in str(found.text)
    assert "2031" in str(found.text)
    assert "2025" in str(found.text)


@pytest.mark.parametrize(
    "filer",
    [
        {"wages_foreign": 60_000, "exclusion": excluding()},
        {"wages_foreign": 60_000, "exclusion": excluding(elected_before=True, revoked_in=2015)},
        {"wages_us": 60_000, "exclusion": excluding(elected_before=True)},
    ],
)
def test_nothing_is_given_up_where_no_election_stands_or_nothing_could_be_left_out(filer: Document) -> None:
    assert "revocation_locks_exclusion" not in finding_codes(abroad(filer=filer))


def test_the_bar_is_named_with_the_refund_it_costs() -> None:
    filer = {"wages_foreign": 60_000, "exclusion": excluding()}
    document = abroad(filer=filer, foreign_tax={"general": 15_000})
    [found] = [entry for entry in assess(document).findings if entry.code == "exclusion_bars_actc"]
    assert (found.level, found.amount) == ("warning", 1_700)
    assert "$1,700" in str(found.text)
    assert "one of you" not in str(found.text)


def test_every_scenario_with_form_2555_refunds_nothing() -> None:
    document = abroad(
        2025,
        "married_joint",
        filer={"wages_foreign": 60_000, "exclusion": excluding(1)},
        spouse={"wages_foreign": 50_000, "exclusion": excluding()},
        foreign_tax={"general": 30_000},
    )
    refunds = {found.key: found.additional_child_tax_credit for found in assess(document).scenarios}
    assert refunds == {"no_exclusion": 1_700, "exclude_filer": 0, "exclude_spouse": 0, "exclude_both": 0}
