"""Which currencies can have a yearly rate: ISO 4217 codes that were money somewhere in that year."""

from __future__ import annotations

import pytest
from babel.core import get_global

from interview.years.documents import document_problems
from interview.years.legal_tender import currency_of, currency_problem, legal_tender, tender_of
from interview.years.shipped import read_shipped, shipped_years

# As the IRS writes them in its table of yearly averages.
IRS_ROWS = {
    ("Afghanistan", "Afghani"): "AFN", ("Algeria", "Dinar"): "DZD", ("Argentina", "Peso"): "ARS",
    ("Australia", "Dollar"): "AUD", ("Bahrain", "Dinar"): "BHD", ("Brazil", "Real"): "BRL",
    ("Canada", "Dollar"): "CAD", ("Cayman Islands", "Dollar"): "KYD", ("China", "Yuan"): "CNY",
    ("Denmark", "Krone"): "DKK", ("Egypt", "Pound"): "EGP", ("Euro Zone", "Euro"): "EUR",
    ("Hong Kong", "Dollar"): "HKD", ("Hungary", "Forint"): "HUF", ("Iceland", "Krona"): "ISK",
    ("India", "Rupee"): "INR", ("Iraq", "Dinar"): "IQD", ("Israel", "New Shekel"): "ILS",
    ("Japan", "Yen"): "JPY", ("Lebanon", "Pound"): "LBP", ("Mexico", "Peso"): "MXN",
    ("Morocco", "Dirham"): "MAD", ("New Zealand", "Dollar"): "NZD", ("Norway", "Kroner"): "NOK",
    ("Qatar", "Rial"): "QAR", ("Russia", "Rouble"): "RUB", ("Saudi Arabia", "Riyal"): "SAR",
    ("Singapore", "Dollar"): "SGD", ("South Africa", "Rand"): "ZAR", ("South Korea", "Won"): "KRW",
    ("Sweden", "Krona"): "SEK", ("Switzerland", "Franc"): "CHF", ("Taiwan", "Dollar"): "TWD",
    ("Thailand", "Baht"): "THB", ("Tunisia", "Dinar"): "TND", ("Turkey", "New Lira"): "TRY",
    ("United Arab Emirates", "Dirham"): "AED", ("United Kingdom", "Pound"): "GBP",
}  # fmt: skip


@pytest.mark.parametrize("tax_year", shipped_years())
def test_every_shipped_rate_is_of_a_currency_of_its_year(tax_year: int) -> None:
    rates = read_shipped(tax_year)["exchange_rates"]
    assert {code: currency_problem(code, tax_year) for code in rates if currency_problem(code, tax_year)} == {}


@pytest.mark.parametrize("tax_year", shipped_years())
def test_every_currency_that_is_money_today_and_was_then_can_have_a_rate(tax_year: int) -> None:
    """The wizard offers what is money today; those that began later than the tax year had no average in it."""
    offered = {
        (code, start)
        for entries in get_global("territory_currencies").values()
        for code, start, end, tender in entries
        if tender and end is None
    }
    refused = {code for code, _start in offered} - legal_tender(tax_year)
    assert refused == {
        code for code, _start in offered
        if min(start or (1, 1, 1) for other, start in offered if other == code) > (tax_year, 12, 31)
    }  # fmt: skip
    if tax_year == max(shipped_years()):
        assert refused == set()


def test_a_currency_counts_through_the_year_in_which_it_ended() -> None:
    assert [year for year in range(2017, 2027) if "HRK" in legal_tender(year)] == [*range(2017, 2024)]
    assert "BGN" in legal_tender(2025)
    assert [year for year in range(2017, 2027) if "XCG" in legal_tender(year)] == [2025, 2026]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("DEM", "DEM was not legal tender anywhere in 2025. Did you mean EUR?"),
        ("HRK", "HRK was not legal tender anywhere in 2025. Did you mean EUR?"),
        ("XXX", "XXX was not legal tender anywhere in 2025"),
        ("XTS", "XTS was not legal tender anywhere in 2025"),
        ("XAU", "XAU was not legal tender anywhere in 2025"),
        ("USN", "USN was not legal tender anywhere in 2025"),
        ("EURO", "This is not the code of a currency (ISO 4217). Did you mean EUR?"),
        ("eur", "This is not the code of a currency (ISO 4217). Did you mean EUR?"),
        ("GPB", "This is not the code of a currency (ISO 4217). Did you mean GBP?"),
        ("", "This is not the code of a currency (ISO 4217). A code has three capital letters, like EUR."),
        ("ÄÖÜ", "This is not the code of a currency (ISO 4217). A code has three capital letters, like EUR."),
    ],
)
def test_what_is_no_money_of_the_year_is_refused_with_the_nearest_code(code: str, message: str) -> None:
    assert currency_problem(code, 2025).startswith(message)
    document = read_shipped(2025)
    document["exchange_rates"][code] = {"per_dollar": "1", "source": "A guess"}
    assert [problem.path for problem in document_problems(document, 2025)] == [f"exchange_rates.{code}"]


@pytest.mark.parametrize(("row", "code"), IRS_ROWS.items())
def test_the_names_of_the_irs_table_are_understood(row: tuple[str, str], code: str) -> None:
    assert [currency_of(*row, year) for year in (2017, 2026)] == [code, code]


def test_a_country_with_several_currencies_needs_the_name_of_one() -> None:
    assert tender_of("PA", 2025) == ["PAB", "USD"]
    assert currency_of("Panama", "Balboa", 2025) == "PAB"
    assert currency_of("Panama", "", 2025) == ""
    assert currency_of("Nowhere", "Crown", 2025) == ""
