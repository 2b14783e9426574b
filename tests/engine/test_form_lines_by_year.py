"""Every amount stands on the line that the form of its own year prints for it, 2017 to 2026."""

from __future__ import annotations

import re

import pytest

from interview.engine import Line, Scenario
from tests.engine.families import (
    TEN_YEARS,
    Document,
    abroad,
    children,
    excluding,
    family,
    figures,
    how,
    places_of,
    scenario,
)
from tests.engine.test_lines import FOUND, nonresident, paid_early
from tests.engine.year_forms import PRINTED

Lines = dict[str, int | float]


def lines_of(found: Scenario) -> Lines:
    """Amounts by form and line, like "schedule_1 8d"."""
    return {f"{entry.form} {entry.line}": entry.amount for entry in found.lines}


def expect(found: Scenario, places: str, amount: int) -> None:
    """Every place of a comma-separated list holds the amount."""
    held = lines_of(found)
    assert {place: held.get(place) for place in places.split(", ")} == dict.fromkeys(places.split(", "), amount)


YEARLY = list(zip(TEN_YEARS, range(10), strict=True))
"""Each year with its column in the tables below."""


def row(*places: str) -> tuple[str, ...]:
    """The places of one amount by year; a short row goes on with its last place."""
    return (*places, *[places[-1]] * (10 - len(places)))


AT_HOME: dict[str, tuple[int, tuple[str, ...]]] = {
    "wages": (60_000, row("form_1040 7", *["form_1040 1"] * 4, "form_1040 1z")),
    "interest": (300, row("form_1040 8a", "form_1040 2b")),
    "dividends": (200, row("form_1040 9a", "form_1040 3b")),
    "qualified dividends": (150, row("form_1040 9b", "form_1040 3a")),
    "pensions": (1_000, row("form_1040 16b", "form_1040 4b", "form_1040 4d", "form_1040 5b")),
    "gains": (
        400,
        row("form_1040 13", "schedule_1 13", "form_1040 6", *["form_1040 7"] * 5, "form_1040 7a"),
    ),
    "profit": (10_000, row("form_1040 12", "schedule_1 12", "schedule_1 3")),
    "unemployment": (500, row("form_1040 19", "schedule_1 19", "schedule_1 7")),
    "other income": (
        70,
        row("form_1040 21", "schedule_1 21", "schedule_1 8", "schedule_1 8", "schedule_1 8z, schedule_1 9"),
    ),
    # 10,000 + 500 + 70; in 2018 the gain of 400 stands on Schedule 1 too.
    "additional income": (
        10_570,
        row("", "", "schedule_1 9, form_1040 7a", "schedule_1 9, form_1040 8", "schedule_1 10, form_1040 8"),
    ),
    "total income": (72_470, row("form_1040 22", "form_1040 6", "form_1040 7b", "form_1040 9")),
    # 10,000 x 92.35% x 15.3%, in two parts: 1,145 + 268.
    "self-employment tax": (
        1_413,
        row("form_1040 57", "schedule_4 57", "schedule_2 4"),
    ),
    "other taxes": (
        1_413,
        row(
            "form_1040 57",
            "schedule_4 64, form_1040 14",
            "schedule_2 10, form_1040 15",
            "schedule_2 10, form_1040 23",
            "schedule_2 21, form_1040 23",
        ),
    ),
    "half of it": (707, row("form_1040 27", "schedule_1 27", "schedule_1 14", "schedule_1 14", "schedule_1 15")),
    "adjustments": (
        757,
        row(
            "form_1040 36",
            "schedule_1 36",
            "schedule_1 22, form_1040 8a",
            "schedule_1 22, form_1040 10c",
            "schedule_1 26, form_1040 10",
        ),
    ),
    "adjusted gross income": (
        71_713,
        row("form_1040 37", "form_1040 7", "form_1040 8b", *["form_1040 11"] * 5, "form_1040 11a"),
    ),
    "tax withheld": (9_000, row("form_1040 64", "form_1040 16", "form_1040 17", "form_1040 25d")),
    "estimated tax": (450, row("form_1040 65", "schedule_5 66", "schedule_3 8", "form_1040 26")),
    "excess social security": (
        30,
        row("form_1040 71", "schedule_5 72", "schedule_3 11", "schedule_3 10", "schedule_3 11"),
    ),
    "other refundable credits": (
        20,
        row("form_1040 73", "schedule_5 74", "schedule_3 13", "schedule_3 12f", "schedule_3 14"),
    ),
    "dependent care": (80, row("form_1040 49", "schedule_3 49", "schedule_3 2")),
    "dependent care and other credits": (
        90,
        row(
            "form_1040 55",
            "schedule_3 55",
            "schedule_3 7",
            "schedule_3 7, form_1040 20",
            "schedule_3 8, form_1040 20",
        ),
    ),
}


def at_home(tax_year: int) -> Document:
    return family(
        tax_year,
        "single",
        children=[],
        filer={"birth_date": "1980-01-01", "wages_us": 60_000, "self_employment_us": 10_000},
        unearned_income={
            "interest_us": 300,
            "ordinary_dividends_us": 200,
            "qualified_dividends_us": 150,
            "long_term_gains": 400,
            "pensions_us": 1_000,
            "unemployment": 500,
            "other_us": 70,
        },
        adjustments=50,
        credits={"dependent_care": 80, "other": 10},
        payments={
            "income_tax_withheld": 9_000,
            "estimated_tax": 450,
            "excess_social_security": 30,
            "other_refundable_credits": 20,
        },
    )


@pytest.mark.parametrize("what", AT_HOME)
@pytest.mark.parametrize(("tax_year", "column"), YEARLY)
def test_a_family_at_home_finds_each_amount_on_the_line_of_its_year(tax_year: int, column: int, what: str) -> None:
    amount, places = AT_HOME[what]
    if places[column]:
        expect(scenario(at_home(tax_year)), places[column], amount)


TOTALS = {
    "taxable_income": row("43", "10", "11b", "15"),
    "tax_before_credits": row("44, 47", "11a, 11", "12a, 12b", "16, 18"),
    "nonrefundable_credit": row("52", "12a", "13a", "19"),
    "total_tax": row("63", "15", "16", *["24"] * 6, "24a"),
    "earned_income_credit": row("66a", "17a", "18a", "27", "27a", "27", "27", "27", "27a"),
    "additional_child_tax_credit": row("67", "17b", "18b", "28"),
    "balance": row("75", "19", "20", "34"),
}


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize(("tax_year", "column"), YEARLY)
def test_the_totals_of_the_return_stand_on_the_lines_of_its_year(tax_year: int, column: int, total: str) -> None:
    found = scenario(family(tax_year, filer={"wages_us": 27_000}, children=children(2), payments={"estimated_tax": 90}))
    amount = getattr(found, total)
    if total == "additional_child_tax_credit":
        amount += found.refundable_child_tax_credit
    assert amount > 0 or total in ("total_tax", "nonrefundable_credit")
    expect(found, ", ".join(f"form_1040 {line}" for line in TOTALS[total][column].split(", ")), amount)


@pytest.mark.parametrize(
    ("tax_year", "place"),
    list(
        zip(
            TEN_YEARS,
            row("form_1040 21", "schedule_1 21", "schedule_1 8", "schedule_1 8", "schedule_1 8d"),
            strict=True,
        )
    ),
)
def test_the_exclusion_comes_off_where_the_year_has_it(tax_year: int, place: str) -> None:
    document = abroad(tax_year, filer={"wages_foreign": 50_000, "exclusion": excluding()})
    found = scenario(document, "exclude_filer")
    expect(found, place, -50_000)
    assert lines_of(found)["form_2555 45"] == 50_000
    # Until 2020 other income stood on the same line.
    document["unearned_income"] = {"other_us": 1_000}
    shared = -49_000 if tax_year < 2021 else -50_000
    expect(scenario(document, "exclude_filer"), place, shared)


@pytest.mark.parametrize(
    ("tax_year", "place"),
    list(zip(TEN_YEARS, row("form_1040 36", "schedule_1 36", *["schedule_1 22"] * 2, "schedule_1 24j"), strict=True)),
)
def test_the_housing_deduction_has_a_line_of_its_own_since_2021_and_stood_in_the_total_before(
    tax_year: int, place: str
) -> None:
    profit = {"self_employment_foreign": 200_000, "self_employment_tax_exempt": True}
    exclusion = excluding(366 if tax_year in (2020, 2024) else 365, housing_expenses=30_000)
    found = scenario(abroad(tax_year, filer={**profit, "exclusion": exclusion}), "exclude_filer")
    deduction = int(lines_of(found)["form_2555 50"])
    assert deduction > 0
    expect(found, place, deduction)


@pytest.mark.parametrize(
    ("tax_year", "category", "credit", "on_the_return"),
    list(
        zip(
            TEN_YEARS,
            row("22", "22", "22", "24"),
            row("30", "33", "33", "35"),
            row("form_1040 48", "schedule_3 48", "schedule_3 1"),
            strict=True,
        )
    ),
)
def test_the_foreign_tax_credit_goes_by_the_years_form_1116(
    tax_year: int, category: str, credit: str, on_the_return: str
) -> None:
    found = scenario(
        abroad(tax_year, "married_joint", filer={"wages_foreign": 90_000}, spouse={}, foreign_tax={"general": 30_000})
    )
    assert found.foreign_tax_credit > 0
    expect(found, f"form_1116_general {category}, form_1116 {credit}, {on_the_return}", found.foreign_tax_credit)


@pytest.mark.parametrize(
    ("tax_year", "lines"),
    [
        (2017, "8 9a 10a 10b 13 14 17b 20 21 23 35 36 38 39 40 41 42 45 47 49 52 53 60 61 62a 63 64 67 71 75"),
        (2018, "8 9a 10a 10b 13 14 17b 20 21 23 34 35 37 40 41 42 45 47 49 52 53 60 61 62a 63 64 67 71 75"),
        (2019, "8 9a 10a 10b 13 14 17b 20 21 23 34 35 37 40 41 42 45 47 49 52 53 60 61 62a 63 64 67 71 75"),
        (2020, "1a 2b 3a 3b 5b 7 8 9 10d 11 12 14 15 16 18 19 20 21 22 23b 24 25d 26 28 31 32 33 37"),
        (2021, "1a 2b 3a 3b 5b 7 8 9 10d 11 12a 14 15 16 18 19 20 21 22 23b 24 25d 26 28 31 32 33 37"),
        (2025, "1z 2b 3a 3b 5b 7a 8 9 10 11a 12 14 15 16 18 19 20 21 22 23b 24 25d 26 28 31 32 33 37"),
        (2022, "1z 2b 3a 3b 5b 7 8 9 10 11 12 14 15 16 18 19 20 21 22 23b 24 25d 26 28 31 32 33 37"),
    ],
)
def test_form_1040_nr_has_its_own_numbers(tax_year: int, lines: str) -> None:
    found = [entry for entry in scenario(nonresident(tax_year)).lines if entry.form == "form_1040_nr"]
    assert {entry.line for entry in found} <= set(lines.split())
    held = {entry.line: entry.amount for entry in found}
    assert held[lines.split(maxsplit=1)[0]] == 230_000
    assert not [entry for entry in scenario(nonresident(tax_year)).lines if entry.form == "form_1040"]


def test_the_earned_income_of_2019_is_named_where_2020_takes_it() -> None:
    document = family(2020, filer={"wages_us": 5_000}, history={"lookback_earned_income": 30_000})
    assert how(scenario(document), "schedule_8812", "6a").startswith("Your earned income of 2019, $30,000.")
    document["history"]["lookback_earned_income"] = 4_000
    assert how(scenario(document), "schedule_8812", "6a") == "From the Earned Income Worksheet line 7."


def test_pay_that_is_not_earned_income_left_the_line_of_wages_in_2022() -> None:
    filer = {"wages_us": 30_000, "wages_not_earned_income": 900}
    before, since = (scenario(family(year, filer=filer)) for year in (2021, 2022))
    expect(before, "form_1040 1, earned_income_worksheet 1a, earned_income_worksheet 3", 30_000)
    expect(before, "earned_income_worksheet 4", 900)
    expect(since, "form_1040 1z, earned_income_worksheet 1a, earned_income_worksheet 3", 29_100)
    expect(since, "schedule_1 8t and 8u, schedule_1 9, schedule_1 10, form_1040 8", 900)
    for found in (before, since):
        expect(found, "earned_income_worksheet 7", 29_100)


def test_what_was_paid_too_much_in_advance_stands_with_the_other_taxes_of_2021() -> None:
    found = scenario(paid_early(13_000, 3))
    repaid = int(lines_of(found)["schedule_8812 40"])
    assert repaid > 0
    expect(found, "schedule_2 19, schedule_2 21, form_1040 23", repaid)


def test_every_line_that_is_shown_is_printed_on_the_form_of_its_year() -> None:
    for document, found in FOUND:
        for entry in found.lines:
            printed = PRINTED.get((entry.form, document["tax_year"]))
            assert printed is not None, (entry.form, document["tax_year"])
            for number in entry.line.split(" and "):
                assert number in printed, (entry.form, entry.line, document["tax_year"])


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_every_place_among_the_figures_is_printed_on_the_form_of_its_year(tax_year: int) -> None:
    law = figures(tax_year)
    for lines in (law.form_lines, law.nonresident_form_lines):
        for name, place in places_of(lines):
            printed = PRINTED.get((place.form, tax_year))
            assert printed is not None, name
            assert all(number in printed for number in place.line.split(" and ")), (name, place)


PART = re.compile(r"(?P<less>less )?(?P<sign>-)?\$(?P<amount>[\d,]+) \((?:(?P<form>Schedule \d) )?line (?P<line>\w+)\)")


def test_the_lines_that_a_total_names_hold_what_it_says() -> None:
    named = 0
    for document, found in FOUND:
        held = lines_of(found)
        for entry in found.lines:
            for part in PART.finditer(str(entry.how)):
                form = part["form"].lower().replace(" ", "_") if part["form"] else entry.form
                amount = int(part["amount"].replace(",", "")) * (-1 if part["less"] or part["sign"] else 1)
                assert held[f"{form} {part['line']}"] == amount, (entry, document)
                named += 1
    assert named > 2_000


SUM = re.compile(r"(less |-)?\$([\d,]+) \(")


def test_what_a_total_adds_up_in_words_is_what_it_holds() -> None:
    for document, found in FOUND:
        for entry in found.lines:
            parts = SUM.findall(str(entry.how))
            if parts and is_a_sum(entry):
                together = sum(int(number.replace(",", "")) * (-1 if sign else 1) for sign, number in parts)
                assert together == entry.amount, (entry, document)


def is_a_sum(entry: Line) -> bool:
    return entry.form in ("form_1040", "form_1040_nr") or entry.form in [f"schedule_{number}" for number in range(1, 6)]
