"""Where a yearly exchange rate was read, in the words of the family that reads it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from interview.years.exchange_rates import Rate
from interview.years.year_in_force import shipped_year


def source(text: str, language: str) -> str:
    with override(language):
        return Rate("EUR", Decimal("0.886"), text).source_in_words


def test_a_spanish_reader_reads_in_spanish_where_the_rate_comes_from() -> None:
    assert source("IRS yearly average", "es") == "promedio anual del IRS"


def test_a_rate_of_a_year_that_goes_on_is_said_not_to_be_final() -> None:
    text = "ECB euro reference rates, mean of 213 daily cross rates to 30 Oct 2026, provisional"
    assert source(text, "en") == "213 daily rates of the European Central Bank so far, not final"


def test_a_source_that_an_editor_wrote_is_shown_as_it_is() -> None:
    assert source("Treasury, end of year", "es") == "Treasury, end of year"


@pytest.mark.parametrize("year", range(2017, 2027))
def test_every_shipped_source_of_a_rate_has_spanish_words(year: int) -> None:
    with override("es"):
        rates = shipped_year(year).rates.values()
        assert rates
        assert [rate.source for rate in rates if rate.source_in_words == rate.source] == []
