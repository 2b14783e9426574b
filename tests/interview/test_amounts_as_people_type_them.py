"""The same money in every spelling, and nothing that is no money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.steps.amounts import NotAnAmount, named_currency, read_amount, read_rate, stored


@pytest.mark.parametrize(
    "typed",
    [
        "38400",
        "38,400",
        "38.400,00",
        "38 400",
        "38\u00a0400",
        "38\u202f400,00",
        "38'400",
        "38’400.-",
        "38400.00",
        "$38,400",
        "€38.400",
        "EUR 38,400",
        "38 400 kr",
        " 38,400 ",
        "３８４００",
        "٣٨٬٤٠٠",
        "CHF 38'400.–",
        "US$ 38,400",
    ],
)
def test_every_spelling_of_38400_is_38400(typed: str) -> None:
    assert read_amount(typed) == 38_400


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("652.50", "652.5"),
        ("652,5", "652.5"),
        ("1.234.567", "1234567"),
        ("1,234,567.89", "1234567.89"),
        ("12,34,567.50", "1234567.5"),
        ("12 34 567", "1234567"),
        ("0,5", "0.5"),
        ("0.400", "0.4"),
        (".5", "0.5"),
        ("-500", "-500"),
        ("−500,00", "-500"),
        ("500-", "-500"),
        ("-$500", "-500"),
        ("-0", "0"),
        ("1234.567", "1234.567"),
    ],
)
def test_separators_are_told_apart_by_what_follows(typed: str, number: str) -> None:
    assert read_amount(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "abc", "60k", "1.2 Mio", "12-34", "1,2,3", "1.2.3,4", "..5", "1e5", "NaN", "½", "5 + 5", "1/2"],
)
def test_what_is_no_amount_is_not_guessed_at(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount(typed)


@pytest.mark.parametrize(
    ("typed", "rate"), [("1.082", "1.082"), ("1,082", "1.082"), ("1,243.369", "1243.369"), ("146", "146")]
)
def test_in_a_rate_a_lone_separator_starts_the_decimals(typed: str, rate: str) -> None:
    assert read_rate(typed) == Decimal(rate)


@pytest.mark.parametrize(
    ("typed", "currency"), [("€5", "EUR"), ("5 chf", "CHF"), ("$5", None), ("5", None), ("kr 5", None)]
)
def test_a_currency_typed_beside_the_amount_is_noticed(typed: str, currency: str | None) -> None:
    assert named_currency(typed) == currency


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_what_is_stored_is_read_back_exactly(number: Decimal) -> None:
    assert Decimal(stored(number)) == number
    assert "E" not in stored(number)


@given(st.integers(0, 10**9))
def test_american_and_german_writing_of_a_whole_amount_mean_the_same(number: int) -> None:
    american = f"{number:,}"
    assert read_amount(american) == read_amount(american.replace(",", ".")) == number


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(typed: str) -> None:
    for read in (read_amount, read_rate):
        try:
            assert read(typed).is_finite()
        except NotAnAmount:
            continue


@pytest.mark.parametrize("typed", ["\u1369", "\U00010a40", "1\u1369", "\u24ff"])
def test_digits_that_stand_for_no_place_are_no_amount(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount(typed)
    with pytest.raises(NotAnAmount):
        read_rate(f"1.{typed}")
