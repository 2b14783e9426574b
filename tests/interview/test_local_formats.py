"""Numbers, money, dates and names as each language writes them in the United States."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from interview.engine import Text
from interview.engine.wording import english
from interview.local_formats import currency_name, figure, long_date, money, number, percent
from interview.result.explain.words import say
from interview.steps.wording import country_name
from interview.templatetags.fledge import dollars
from interview.wizard.widgets import DayInput, grouped


@pytest.mark.parametrize("language", ["en", "es"])
def test_money_and_numbers_are_written_as_in_the_united_states(language: str) -> None:
    with translation.override(language):
        assert dollars(3_400) == money(3_400) == "$3,400"
        assert money(-820) == "-$820"
        assert money(Decimal("1700.50")) == "$1,700.50"
        assert money(Decimal("652.50"), "CHF") == "CHF\xa0652.50"
        assert money(Decimal("1234567.125"), "BHD") == "BHD\xa01,234,567.125"
        assert number(38_400) == "38,400"
        assert grouped("38400.50") == "38,400.50"
        assert percent(765) == "7.65%"
        assert percent(1_500) == "15%"
        assert figure(0.1235, "ratio") == "0.1235"


def test_a_euro_is_shown_as_the_language_knows_it() -> None:
    with translation.override("en"):
        assert money(38_400, "EUR") == "€38,400"
    with translation.override("es"):
        assert money(38_400, "EUR") == "EUR\xa038,400"


def test_the_month_is_a_word_in_the_language() -> None:
    day = date(2026, 4, 15)
    assert say("{day:day}", day=day) == long_date(day) == "April 15, 2026"
    with translation.override("es"):
        assert say("{day:day}", day=day) == long_date(day) == "15 de abril de 2026"
        months = dict(DayInput().get_context("born", "2026-04-15", {})["months"])
        assert str(months["4"]) == "abril"


def test_countries_and_currencies_have_names_in_the_language() -> None:
    assert (country_name("DE"), currency_name("MXN")) == ("Germany", "Mexican Peso")
    with translation.override("es"):
        assert (country_name("DE"), currency_name("MXN")) == ("Alemania", "peso mexicano")


def test_another_language_brings_its_own_signs() -> None:
    with translation.override("de"):
        assert money(Decimal("1700.50")) == "$1.700,50"
        assert percent(765) == "7,65\xa0%"


@given(st.integers(-(10**12), 10**12))
def test_in_english_pages_write_figures_as_the_engine_does(amount: int) -> None:
    assert figure(amount, "$") == english(amount, "$")
    assert figure(abs(amount) % 10_001, "%") == english(abs(amount) % 10_001, "%")


def test_figures_inside_a_sentence_inside_a_sentence_are_written_in_the_language_too() -> None:
    inner = Text("due {day:day}", {"day": date(2026, 6, 15)})
    with translation.override("es"):
        assert say("x {inner}", inner=inner) == "x due 15 de junio de 2026"
