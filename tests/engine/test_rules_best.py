"""Which route is best, what ties decide, amounts off a finished return, and where the engine stops."""

from __future__ import annotations

import pytest

from interview.contract import read_household
from interview.engine import evaluate
from tests.engine.families import (
    Document,
    abroad,
    assess,
    children,
    earning,
    excluding,
    family,
    figures,
    finding_codes,
    how,
    scenario,
    tax_known,
)


def test_the_route_with_the_largest_balance_is_best() -> None:
    germany = abroad(filer=earning(60_000, exclusion=excluding()), foreign_tax={"general": 15_000})
    emirates = abroad(filer=earning(100_000, exclusion=excluding()))
    assert assess(germany).best == "no_exclusion"
    assert assess(emirates).best == "exclude_filer"


def test_of_equal_balances_the_one_that_leaves_more_foreign_tax_wins() -> None:
    filer = earning(60_000, exclusion=excluding(elected_before=True))
    document = abroad(2025, "single", filer=filer, children=[], foreign_tax={"general": 20_000})
    found = assess(document)
    assert [entry.balance for entry in found.scenarios] == [0, 0]
    assert found.best == "no_exclusion"


@pytest.mark.parametrize(
    ("history", "best"),
    [
        ({}, "no_exclusion"),
        ({"elected_before": True}, "exclude_filer"),
        ({"elected_before": True, "revoked_in": 2015}, "no_exclusion"),
    ],
)
def test_of_equal_routes_the_one_that_changes_no_election_wins(history: Document, best: str) -> None:
    filer = earning(10_000, exclusion=excluding(**history))
    document = abroad(2025, "single", filer=filer, children=[])
    assert [entry.balance for entry in assess(document).scenarios] == [0, 0]
    assert assess(document).best == best


def test_of_equal_routes_of_a_couple_each_keeps_the_own_election() -> None:
    document = abroad(
        2025,
        "married_joint",
        filer=earning(10_000, exclusion=excluding()),
        spouse=earning(10_000, exclusion=excluding(elected_before=True)),
        children=[],
    )
    assert assess(document).best == "exclude_spouse"


def test_amounts_off_a_finished_return_replace_the_computed_ones() -> None:
    found = scenario(family(filer={"wages_us": 50_000}, known_amounts={"agi": 48_000, "tax_before_credits": 1_234}))
    assert (found.agi, found.tax_before_credits, found.nonrefundable_credit) == (48_000, 1_234, 1_234)
    assert found.taxable_income == 48_000 - 23_625
    for number in ("11a", "16", "18"):
        assert how(found, "form_1040", number) == "From your finished return."


def test_a_known_income_alone_still_has_its_tax_computed() -> None:
    found = scenario(family(2025, "single", children=[], known_amounts={"agi": 60_000}))
    assert (found.agi, found.taxable_income, found.tax_before_credits) == (60_000, 44_250, 5_075)


def test_a_known_tax_alone_leaves_the_computed_income() -> None:
    found = scenario(family(filer={"wages_us": 50_000}, known_amounts={"tax_before_credits": 77}))
    assert (found.agi, found.tax_before_credits) == (50_000, 77)


def test_amounts_off_a_finished_return_belong_to_the_way_it_was_filed() -> None:
    filer = earning(60_000, exclusion=excluding(choice="elect"))
    document = abroad(filer=filer, known_amounts=tax_known(55, 2_000))
    used, without = scenario(document, "exclude_filer"), scenario(document)
    assert (used.agi, used.tax_before_credits) == (2_000, 55)
    assert (without.agi, without.tax_before_credits) == (60_000, 4_025)
    assert how(without, "form_1040", "16") == "From the Tax Table for $36,375."
    assert "known_amounts_used" in finding_codes(document)


def test_amounts_of_a_return_that_could_not_be_filed_so_replace_nothing() -> None:
    document = abroad(filer=earning(60_000, exclusion={"choice": "elect"}), known_amounts=tax_known(55, 2_000))
    assert {found.agi for found in assess(document).scenarios} == {60_000}
    assert "known_amounts_used" not in finding_codes(document)


def test_no_worksheet_stands_beside_a_tax_that_was_given() -> None:
    found = scenario(
        family(
            filer={"wages_us": 50_000}, unearned_income={"long_term_gains": 9_000}, known_amounts=tax_known(9, 59_000)
        )
    )
    assert not [entry for entry in found.lines if entry.form == "qualified_dividends_worksheet"]


# --- The two readings of a certificate of coverage


def certificate(wages: int, profit: int, count: int = 1) -> Document:
    filer = {"wages_foreign": wages, "self_employment_foreign": profit, "self_employment_tax_exempt": True}
    return abroad(filer=filer, children=children(count), foreign_tax={"general": 40_000})


def other_reading(document: Document) -> int | None:
    amounts = [found.amount for found in assess(document).findings if found.code == "certificate_profit_may_count"]
    assert len(amounts) <= 1
    return amounts[0] if amounts else None


def test_profit_under_a_certificate_bears_no_self_employment_tax_and_is_no_earned_income() -> None:
    found = scenario(certificate(0, 30_000))
    assert (found.agi, found.self_employment_tax, found.earned_income) == (30_000, 0, 0)
    assert found.why_zero == ("earned_income_at_or_below_threshold",)
    assert other_reading(certificate(0, 30_000)) == 1_700


def test_wages_beside_such_profit_count_in_both_readings() -> None:
    # 15% of 7,500 against 15% of 12,500, at most 1,700.
    document = certificate(10_000, 5_000)
    assert scenario(document).additional_child_tax_credit == 1_125
    assert other_reading(document) == 1_700 - 1_125


def test_where_the_other_reading_gives_no_more_it_is_not_mentioned() -> None:
    assert other_reading(certificate(30_000, 5_000)) is None
    assert other_reading(certificate(30_000, -5_000)) is None
    assert other_reading(certificate(30_000, 0)) is None


# --- Where the engine stops

TERRITORIES = ("american_samoa", "guam", "northern_mariana_islands", "us_virgin_islands")


@pytest.mark.parametrize("place", TERRITORIES)
def test_residents_of_a_territory_are_sent_to_its_tax_office(place: str) -> None:
    document = family(filer={"wages_us": 30_000}, residence={"place": place})
    assert_stopped(document, "claim_in_territory")


def test_a_nonresident_files_another_form() -> None:
    assert_stopped(family(filer={"us_status": "nonresident_alien"}), "nonresident_filer")


def test_two_nonresidents_cannot_file_together() -> None:
    nonresident = {"us_status": "nonresident_alien"}
    assert_stopped(family(2025, "married_joint", filer=nonresident, spouse=nonresident), "nonresident_filer")


def assert_stopped(document: Document, code: str) -> None:
    found = assess(document)
    assert found.best is None
    [only] = found.scenarios
    assert (only.key, only.allowed, only.why_zero, only.lines) == ("no_exclusion", False, (), ())
    assert str(only.why_not) == str(found.findings[0].text)
    assert only.additional_child_tax_credit == only.agi == only.balance == only.earned_income == 0
    assert [(entry.code, entry.level) for entry in found.findings] == [(code, "stop")]
    assert len(found.children) == 1
    assert found.deadlines


@pytest.mark.parametrize("nonresident_first", [True, False])
def test_a_joint_return_with_one_nonresident_is_worked_out_and_warned_about(nonresident_first: bool) -> None:
    nonresident = {"us_status": "nonresident_alien", "wages_foreign": 40_000, "exclusion": excluding()}
    couple = (nonresident, {}) if nonresident_first else ({}, nonresident)
    document = abroad(2025, "married_joint", filer=couple[0], spouse=couple[1], foreign_tax={"general": 9_000})
    assert scenario(document).additional_child_tax_credit == 1_700
    assert "joint_with_nonresident" in finding_codes(document)
    # The elected spouse counts as a resident, who may use an own Form 2555.
    assert [entry.allowed for entry in assess(document).scenarios] == [True, True]


def test_figures_of_another_year_are_refused() -> None:
    with pytest.raises(ValueError, match="the household is of 2024, the figures are of 2025"):
        evaluate(read_household(family(2024)), figures(2025))
