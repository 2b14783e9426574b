"""Exchange rates come in as rows by currency code or as the table of the IRS; odd ones are to be looked at again."""

from __future__ import annotations

from typing import Any

import pytest

from interview.years.files.figure_files import as_csv
from interview.years.files.figure_import import FigureImport, read_import
from interview.years.files.given_rates import doubt_about
from interview.years.files.number_signs import Decimals, decimals_of, with_point
from interview.years.files.sheets import Unreadable
from interview.years.shipped import read_shipped

IRS = "IRS yearly average"
TABLE = """Country\tCurrency\t2026\t2025\t2024
Denmark\tKrone\t6.51\t6.613\t6.896
Euro Zone\tEuro\t0.871\t0.886\t0.924
Japan\tYen\t152.205\t149.567\t151.353
Atlantis\tShell\t3\t3\t3
"""


@pytest.fixture
def document() -> dict[str, Any]:
    return {**read_shipped(2026), "exchange_rates": {}}


def imported(document: dict[str, Any], text: str, source: str = "", left_out: tuple[str, ...] = ()) -> FigureImport:
    return read_import(text.encode(), document, read_shipped(2025), source=source, left_out=left_out)


def refused(found: FigureImport) -> list[tuple[str, str]]:
    return [(refusal.where, refusal.why) for refusal in found.refusals]


def rates(found: FigureImport) -> dict[str, str]:
    return {code: entry["per_dollar"] for code, entry in found.document["exchange_rates"].items()}


def test_rates_come_in_by_currency_code(document: dict[str, Any]) -> None:
    found = imported(document, f"currency,rate,source\nEUR,0.871,{IRS}\nchf,0.802,Swiss National Bank")
    assert refused(found) == []
    assert found.document["exchange_rates"] == {
        "CHF": {"per_dollar": "0.802", "source": "Swiss National Bank"},
        "EUR": {"per_dollar": "0.871", "source": IRS},
    }
    euro = next(change for change in found.changes if change.code == "EUR")
    assert (euro.where, euro.last_year, euro.since_last_year, euro.doubt) == ("row 2", "0.886", "-1.7%", "")


def test_the_table_of_the_irs_is_read_as_it_is_copied(document: dict[str, Any]) -> None:
    found = imported(document, TABLE, source=IRS)
    assert rates(found) == {"DKK": "6.51", "EUR": "0.871", "JPY": "152.205"}
    assert {entry["source"] for entry in found.document["exchange_rates"].values()} == {IRS}
    assert refused(found) == [("row 5", "We cannot tell the currency by this name. Add it by its code, like EUR.")]
    assert found.refusals[0].label == "Atlantis Shell"


def test_a_table_without_the_year_is_refused_and_its_years_are_named(document: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match=r"no column for 2026\. It has these: 2025, 2024"):
        imported(document, TABLE.replace("\t2026", "\t2023", 1).replace("\t2023\t2025", "\t2025").replace("6.51\t", ""))


def test_currencies_of_last_year_without_a_rate_are_listed(document: dict[str, Any]) -> None:
    found = imported(document, TABLE, source=IRS)
    assert found.without_rate == sorted({*read_shipped(2025)["exchange_rates"]} - {"DKK", "EUR", "JPY"})


def test_a_currency_that_ended_is_not_missed() -> None:
    document = {**read_shipped(2024), "exchange_rates": {}}
    last_year = {**read_shipped(2023), "exchange_rates": {code: {} for code in ("EUR", "HRK")}}
    assert read_import(b"currency,rate\nCHF,", document, last_year).without_rate == ["EUR"]
    assert "HRK" not in as_csv(document, last_year)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("EURO,0.871,S", "This is not the code of a currency (ISO 4217). Did you mean EUR?"),
        ("DEM,1.7,S", "DEM was not legal tender anywhere in 2026. Did you mean EUR?"),
        ("XXX,1,S", "XXX was not legal tender anywhere in 2026."),
        ("USD,1,S", "The US dollar needs no rate."),
        ("EUR,0,S", "above 0, like 0.886"),
        ("EUR,-1,S", "The rate must be a number, like 0.886."),
        ("EUR,1e3,S", "The rate must be a number, like 0.886."),
        ("EUR,much,S", "The rate must be a number, like 0.886."),
        ("EUR,12345678901,S", "The rate must be a number, like 0.886."),
        ('AUD,"1,551",S', "This number can be read in two ways."),
        ("EUR,0.871,", "Add the source for EUR"),
        ("EUR,0,871,S", "This row has more cells than the first one."),
        ("123-45-6789,1,S", "This is not the code of a currency"),
    ],
)
def test_a_rate_is_refused_with_its_row_and_the_reason(document: dict[str, Any], row: str, why: str) -> None:
    found = imported(document, f"currency,rate,source\n{row}")
    assert refused(found)[0][0] == "row 2"
    assert why in refused(found)[0][1]
    assert "6789" not in found.refusals[0].label + found.refusals[0].why
    assert found.document == document


def test_rates_of_another_year_are_refused(document: dict[str, Any]) -> None:
    found = imported(document, "year,currency,rate,source\n2025,EUR,0.886,S\n2026,CHF,0.8,S")
    assert refused(found) == [("row 2", "This row is not of tax year 2026.")]
    assert rates(found) == {"CHF": "0.8"}
    with pytest.raises(Unreadable, match="This file is of tax year 2025, and this draft is of 2026"):
        imported(document, "tax year,currency,rate,source\n2025,EUR,0.886,S")


def test_a_currency_that_stands_twice_is_not_taken(document: dict[str, Any]) -> None:
    found = imported(document, "currency,rate,source\nEUR,0.9,S\neur,0.8,S\nCHF,0.8,S")
    assert [where for where, _why in refused(found)] == ["row 2", "row 3"]
    assert rates(found) == {"CHF": "0.8"}


def test_the_same_rate_in_other_signs_is_no_change(document: dict[str, Any]) -> None:
    document["exchange_rates"] = {"EUR": {"per_dollar": "0.87", "source": IRS}}
    found = imported(document, f"currency,rate,source\nEUR,0.8700,{IRS}")
    assert (found.changes, found.same) == ([], 1)


def test_an_unusual_rate_is_to_be_looked_at_and_can_be_left_out(document: dict[str, Any]) -> None:
    text = "currency,rate,source\nEUR,1.148,S\nARS,1700,S\nCHF,0.8,S"
    found = imported(document, text)
    doubts = {change.code: change.doubt for change in found.changes if change.doubt}
    assert found.doubts == ["ARS", "EUR"]
    assert "more than 25 percent away from last year's rate, 1243.369" in doubts["ARS"]
    assert "This looks like dollars for one EUR." in doubts["EUR"]
    assert rates(imported(document, text, left_out=("EUR",))) == {"ARS": "1700", "CHF": "0.8"}


@pytest.mark.parametrize(
    ("now", "before", "doubtful"),
    [
        ("1.1", "1", False), ("1.25", "1", False), ("1.26", "1", True), ("0.74", "1", True),
        ("0.0067", "149.567", True), ("1.05", "0.95", True), ("0.9", "", False), ("1.01", "0.99", False),
    ],
)  # fmt: skip
def test_what_counts_as_unusual(now: str, before: str, doubtful: bool) -> None:
    assert bool(doubt_about("XAF", now, before or None)) is doubtful


@pytest.mark.parametrize(
    ("numbers", "style"),
    [
        (["0.886"], Decimals.POINT), (["0,886"], Decimals.COMMA), (["1,551"], Decimals.UNPROVED),
        (["1.551"], Decimals.UNPROVED), (["1,551", "1,243.369"], Decimals.POINT), (["1243,369"], Decimals.COMMA),
        (["1.243,5"], Decimals.COMMA), (["7,65", "0.886"], Decimals.MIXED), (["1,000,000"], Decimals.POINT),
        (["1700", "yes", "2026-04-15", ""], Decimals.UNPROVED),
    ],
)  # fmt: skip
def test_a_file_proves_what_its_commas_mean(numbers: list[str], style: Decimals) -> None:
    assert decimals_of(numbers) is style


@pytest.mark.parametrize(
    ("text", "style", "read"),
    [
        ("1,551", Decimals.POINT, "1551"), ("1,551", Decimals.COMMA, "1.551"), ("1,551", Decimals.UNPROVED, None),
        ("1,551", Decimals.MIXED, None), ("1.551", Decimals.UNPROVED, "1.551"), ("1.551", Decimals.COMMA, None),
        ("0,886", Decimals.UNPROVED, "0.886"), ("1 243,5", Decimals.COMMA, "1243.5"), ("much", Decimals.COMMA, "much"),
        ("1.243.000", Decimals.COMMA, "1243000"), ("1,243,000", Decimals.UNPROVED, "1243000"),
    ],
)  # fmt: skip
def test_a_number_that_can_be_read_in_two_ways_is_not_guessed(text: str, style: Decimals, read: str | None) -> None:
    assert with_point(text, style) == read


def test_decimal_commas_of_a_whole_file_are_read(document: dict[str, Any]) -> None:
    found = imported(document, "currency;rate;source\nEUR;0,871;S\nAUD;1,551;S")
    assert rates(found) == {"AUD": "1.551", "EUR": "0.871"}
