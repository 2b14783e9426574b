"""Sentences as data: English by default, another language and other figures at the edge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.engine import Text


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{value:$}", 0, "$0"),
        ("{value:$}", 1_234_567, "$1,234,567"),
        ("{value:$}", -1_234, "-$1,234"),
        ("{value:%}", 1_500, "15%"),
        ("{value:%}", 9_235, "92.35%"),
        ("{value:%}", 290, "2.9%"),
        ("{value:%}", 10_000, "100%"),
        ("{value:ratio}", 0.9957, "0.9957"),
        ("{value:ratio}", 1.0, "1.0000"),
        ("{value:day}", date(2026, 4, 5), "April 5, 2026"),
        ("{value}", 2_026, "2026"),
        ("{value}", "a {brace}", "a {brace}"),
    ],
)
def test_a_figure_is_written_the_american_way(template: str, value: Any, expected: str) -> None:
    assert str(Text(template, {"value": value})) == expected


def test_a_sentence_is_translated_before_its_figures_are_filled_in() -> None:
    german = {"{who} gets {amount:$}.": "{amount:$} gehen an {who}.", "the filer": "die Person"}
    sentence = Text("{who} gets {amount:$}.", {"who": Text("the filer"), "amount": 1_700})
    assert str(sentence) == "the filer gets $1,700."
    written = sentence.render(lambda template: german[template], lambda value, how: f"{value} {how}")
    assert written == "1700 $ gehen an die Person."
