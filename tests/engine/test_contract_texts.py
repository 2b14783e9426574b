"""Texts and objects that are no household at all: each is refused in words, none breaks the reader."""

from __future__ import annotations

from typing import Any

import pytest

from interview.contract import Refused, read_household


def problems(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read_household(document)
    return [(problem.path, problem.message) for problem in refused.value.problems]


@pytest.mark.parametrize("text", ["", "{", "[1", "nonsense", b"\xff{}", '{"tax_year": 2025,}', "{'tax_year': 2025}"])
def test_a_text_that_is_not_json_is_refused(text: str | bytes) -> None:
    [(path, message)] = problems(text)
    assert (path, message[:12]) == ("", "is not JSON:")


@pytest.mark.parametrize("text", ["1", "null", '"x"', "[]", "true"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    [(path, message)] = problems(text)
    assert (path, message[:17]) == ("", "must be an object")


@pytest.mark.parametrize("document", [object(), {"filer": {"name": "\ud800"}}, {"x": {1, 2}}, [], 1, None])
def test_a_plain_object_that_is_no_household_is_refused(document: Any) -> None:
    assert problems(document)


def test_a_text_with_half_a_letter_is_refused() -> None:
    assert problems('{"tax_year": 2025, "filer": {"name": "\\ud800"}}')
    assert problems('{"tax_year": 2025, "filer": {"name": "\ud800"}}')


def test_a_document_deep_beyond_sense_is_refused() -> None:
    assert problems("[" * 100_000)
    assert problems('{"x":' * 100_000)


def test_a_key_that_stands_twice_is_refused_because_one_value_would_be_dropped() -> None:
    text = '{"tax_year": 2025, "filer": {"wages_us": 1, "wages_us": 2}}'
    assert problems(text) == [("", "wages_us stands twice in the same object")]


def test_a_number_too_long_for_any_household_is_refused() -> None:
    assert problems('{"tax_year": 2025, "adjustments": ' + "9" * 6_000 + "}")
