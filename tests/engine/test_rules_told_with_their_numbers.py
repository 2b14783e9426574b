"""A line or a finding says how it came about in words that are true of this family and of this year's form."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    Document,
    abroad,
    assess,
    child,
    children,
    earning,
    excluding,
    family,
    finding_codes,
    has_line,
    how,
    line,
    scenario,
)


@pytest.mark.parametrize(("tax_year", "credit"), [(2018, "22"), (2025, "24")])
def test_form_1116_skips_the_limit_where_no_income_abroad_is_left(tax_year: int, credit: str) -> None:
    days = excluding(365)
    found = scenario(
        abroad(tax_year, filer=earning(40_000, exclusion=days), foreign_tax={"general": 5_000}), "exclude_filer"
    )

    assert line(found, "form_1116_general", "17") < 0
    assert not any(has_line(found, "form_1116_general", number) for number in ("18", "19", "20", "21"))
    assert line(found, "form_1116_general", credit) == 0
    assert how(found, "form_1116_general", credit) == "Line 17 is not above zero, so this year there is no credit."


@pytest.mark.parametrize(
    ("tax_year", "number", "earned"), [(2017, "4b", "4a"), (2018, "6b", "6a"), (2020, "6b", "6a"), (2022, "18b", "18a")]
)
def test_combat_pay_names_the_line_of_earned_income_of_its_own_year(tax_year: int, number: str, earned: str) -> None:
    found = scenario(family(tax_year, filer={"wages_us": 9_000, "combat_pay": 24_000}))

    labels = [str(entry.label) for entry in found.lines if (entry.form, entry.line) == ("schedule_8812", number)]
    assert labels == [f"Nontaxable combat pay in line {earned}"]


@pytest.mark.parametrize(
    ("tax_year", "source"),
    [
        (2017, "IRC 24(d)(5) as in force for 2017; Schedule 8812, Part II line 1"),
        (2019, "IRC 24(d)(3); Schedule 8812, Part I caution"),
        (2025, "IRC 24(d)(3); Schedule 8812, Part II-A caution"),
    ],
)
def test_the_bar_of_form_2555_is_cited_from_the_law_and_the_schedule_of_its_year(tax_year: int, source: str) -> None:
    found = assess(abroad(tax_year, filer=earning(40_000, exclusion=excluding()), foreign_tax={"general": 9_000}))

    assert [finding.source for finding in found.findings if finding.code == "exclusion_bars_actc"] == [source]
    assert source in {entry.source for entry in found.scenarios[1].lines}


def eic_told(tax_year: int, number: str, filer: Document, **facts: Any) -> str:
    return how(scenario(family(tax_year, filer=filer, **facts)), "form_1040", number)


def test_the_earned_income_credit_names_the_two_incomes_it_is_read_by() -> None:
    assert eic_told(2024, "27", {"wages_us": 20_000}) == (
        "From the EIC Table, for $20,000 of earned income and $20,000 of adjusted gross income. Children who count: 1."
    )


@pytest.mark.parametrize(
    ("wages", "combat_pay", "earned", "choice"),
    [
        (5_000, 6_000, "$11,000", "Combat pay is counted, as you may choose."),
        (16_000, 24_000, "$16,000", "Combat pay is left out, as you may choose."),
    ],
)
def test_the_earned_income_credit_says_which_choice_about_combat_pay_is_better(
    wages: int, combat_pay: int, earned: str, choice: str
) -> None:
    told = eic_told(2022, "27", {"wages_us": wages, "combat_pay": combat_pay})

    assert f"for {earned} of earned income" in told
    assert told.endswith(choice)


def test_the_earned_income_credit_says_that_it_is_read_by_the_income_of_an_earlier_year() -> None:
    told = eic_told(2021, "27a", {"wages_us": 3_000}, history={"lookback_earned_income": 9_000})

    assert "for $9,000 of earned income" in told
    assert told.endswith("That is your earned income of an earlier year, which you may choose.")


def deduction_told(**facts: Any) -> str:
    return how(scenario(family(2024, **facts)), "form_1040", "12")


def test_a_standard_deduction_that_is_not_the_usual_one_says_why() -> None:
    left_out = {"puerto_rico_excluded": 26_000}
    assert deduction_told(filer={"wages_us": 4_000}) == "The standard deduction for your filing status."
    assert deduction_told(filer={"wages_us": 4_000}, residence={"place": "puerto_rico"}, unearned_income=left_out) == (
        "The standard deduction, only the share that goes with the income that the US taxes."
    )
    assert deduction_told(filer={"wages_us": 4_000, "birth_date": "1950-01-01"}) == (
        "The standard deduction for your filing status, with more for age or blindness."
    )
    assert deduction_told(filer={"wages_us": 4_000, "claimed_as_dependent": True}) == (
        "The standard deduction of someone whom another person can claim."
    )


@pytest.mark.parametrize("tax_year", [2019, 2024])
def test_a_return_that_counts_a_part_of_the_pay_does_not_say_that_it_counts_all(tax_year: int) -> None:
    at_home = scenario(family(tax_year, filer=earning(30_000)))
    nonresident = family(tax_year, "single", filer={"wages_us": 9_000, "us_status": "national"}, return_form="1040_nr")
    left_out = {"puerto_rico_excluded": 26_000}
    island = family(tax_year, filer={"wages_us": 4_000}, residence={"place": "puerto_rico"}, unearned_income=left_out)

    for found, counted in ((at_home, True), (scenario(nonresident), False), (scenario(island), False)):
        told = [str(entry.how) for entry in found.lines if str(entry.label) == "Wages"]
        assert len(told) == 2
        assert all(("from every country" in sentence) is counted for sentence in told)


def test_income_from_two_places_is_told_with_both_amounts() -> None:
    filer = earning(30_000, wages_us=12_000, self_employment_us=4_000, self_employment_foreign=6_000)
    unearned = {"interest_us": 100, "interest_foreign": 300, "short_term_gains": 700, "long_term_gains": 500}
    found = scenario(abroad(filer=filer, unearned_income=unearned))
    pay = "from every country: $12,000 from the US and $30,000 from abroad."

    assert how(found, "form_1040", "1z") == f"Pay of everyone on the return, {pay}"
    assert how(found, "earned_income_worksheet", "1a") == f"All pay from work, {pay}"
    assert how(found, "schedule_1", "3") == (
        "Net profit or loss of everyone on the return: $4,000 from the US and $6,000 from abroad."
    )
    assert how(found, "form_1040", "2b") == "Interest from every country: $100 from the US and $300 from abroad."
    assert how(found, "form_1040", "7a") == (
        "$700 of short-term and $500 of long-term gains; a loss only up to the yearly limit."
    )


def test_half_of_the_tax_on_puerto_rico_profit_is_not_said_to_come_off_income() -> None:
    found = scenario(
        family(
            2024,
            filer={"puerto_rico_self_employment": 10_000},
            residence={"place": "puerto_rico"},
            unearned_income={"puerto_rico_excluded": 10_000},
        )
    )

    assert how(found, "schedule_se", "13") == (
        "Half of $1,413. Of it, $707 goes with Puerto Rico profit that the US does not tax, and does not come off "
        "your income."
    )
    assert how(scenario(family(2024, filer={"self_employment_us": 10_000})), "schedule_se", "13") == (
        "Half of $1,413. It comes off your income."
    )


def in_puerto_rico(tax_year: int, count: int, **filer: int) -> Document:
    left_out = {"puerto_rico_excluded": 30_000}
    return family(
        tax_year,
        filer=filer,
        children=children(count),
        residence={"place": "puerto_rico"},
        unearned_income=left_out,
    )


@pytest.mark.parametrize(
    ("tax_year", "count", "told"),
    [
        (2017, 1, "puerto_rico_needs_more_children"),
        (2020, 2, "puerto_rico_needs_more_children"),
        (2020, 3, "puerto_rico_form"),
        (2021, 1, "puerto_rico_form"),
        (2022, 1, "puerto_rico_form"),
    ],
)
def test_before_2021_a_family_in_puerto_rico_with_fewer_than_three_children_is_told_so(
    tax_year: int, count: int, told: str
) -> None:
    found = {code for code in finding_codes(in_puerto_rico(tax_year, count)) if code.startswith("puerto_rico_")}

    assert found == {told}


def test_no_optional_method_is_named_for_profit_that_the_us_does_not_tax() -> None:
    document = in_puerto_rico(2022, 1, puerto_rico_self_employment=4_000)

    assert "optional_method_may_help" not in finding_codes(document)
    assert scenario(document).self_employment_tax > 0


def test_a_number_of_an_adult_is_in_time_until_october_only_with_more_time_to_file() -> None:
    itin = {"taxpayer_id": {"kind": "itin"}, "us_status": "resident_alien"}
    without = {"taxpayer_id": {"kind": "none"}, "us_status": "resident_alien"}
    remedies = [
        remedy
        for adult in (itin, without)
        for remedy in assess(family(2025, filer={"wages_us": 30_000, **adult})).children[0].remedies
        if remedy.code in ("get_filer_ssn", "get_filer_itin")
    ]

    assert remedies
    assert all("Form 4868" in str(remedy.text) for remedy in remedies)


def test_the_credit_that_2021_pays_out_in_full_keeps_its_name_where_nothing_is_left_to_claim() -> None:
    history = {"advance_child_credit_received": 5_400, "advance_children": 3}
    paid = scenario(family(2021, filer={"wages_us": 60_000}, history=history))
    elsewhere = scenario(abroad(2021, filer=earning(60_000), history=history))

    def label(found: Scenario) -> list[str]:
        return [str(entry.label) for entry in found.lines if (entry.form, entry.line) == ("form_1040", "28")]

    assert label(paid) == ["Refundable child tax credit"]
    assert label(elsewhere) == ["Additional child tax credit"]


@pytest.mark.parametrize(
    ("income", "credit"),
    [({"wages_us": 30_000}, "none"), ({"self_employment_us": 30_000}, "child_tax_credit")],
)
def test_a_nonresident_has_until_june_only_without_us_pay(income: dict[str, int], credit: str) -> None:
    in_may = child(taxpayer_id={"kind": "ssn", "issued_on": "2025-05-20"})
    found = assess(
        family(
            2024,
            "single",
            filer={"us_status": "nonresident_alien", **income},
            return_form="1040_nr",
            residence={"place": "abroad", "country": "MX"},
            children=[in_may],
            filing={"abroad_on_due_date": True},
        )
    )

    assert found.children[0].credit == credit
    told = {day.code: str(day.text) for day in found.deadlines}
    assert told["file_by_abroad"] == "Form 1040-NR is due if no US pay had tax withheld."


def test_a_child_at_home_for_half_the_year_is_told_how_a_little_more_than_half_counts() -> None:
    found = assess(family(2024, filer={"wages_us": 20_000}, children=[child(months_with_you=6)]))

    [residency] = [test for test in found.children[0].tests if test.code == "residency"]
    assert not residency.passed
    assert str(residency.reason) == (
        "Ana did not live with you for more than half of 2024. If it was only a little more than half, count it as 7 "
        "months."
    )


@pytest.mark.parametrize(("country", "told"), [("GB", True), ("DE", True), ("MX", False)])
def test_us_social_security_is_free_of_us_tax_by_treaty_in_some_countries(country: str, told: bool) -> None:
    document = family(
        2025,
        filer=earning(60_000),
        residence={"place": "abroad", "country": country},
        unearned_income={"social_security_benefits": 18_000},
    )

    found = [finding for finding in assess(document).findings if finding.code == "benefits_free_by_treaty"]
    assert [finding.amount for finding in found] == ([15_300] if told else [])


@pytest.mark.parametrize(
    ("born", "claimed", "status", "allowed"),
    [
        ("2005-01-01", True, "single", False),
        ("2005-01-01", False, "single", True),
        ("1999-01-01", True, "single", True),
        ("2005-01-01", True, "married_joint", True),
    ],
)
def test_the_qualifying_child_of_another_gets_no_earned_income_credit(
    born: str, claimed: bool, status: str, allowed: bool
) -> None:
    filer = {"birth_date": born, "wages_us": 9_000, "claimed_as_dependent": claimed}
    found = scenario(family(2024, status, filer=filer, children=[child("2022-05-05")]))

    assert (found.earned_income_credit > 0) is allowed
    if not allowed:
        assert how(found, "form_1040", "27") == "Not for someone under 24 whom a parent or another relative can claim."


@pytest.mark.parametrize(("tax_year", "told"), [(2020, False), (2025, False), (2026, True)])
def test_a_year_whose_forms_are_drafts_says_that_its_line_numbers_may_change(tax_year: int, told: bool) -> None:
    assert ("forms_are_drafts" in finding_codes(abroad(tax_year, filer=earning(40_000)))) is told
