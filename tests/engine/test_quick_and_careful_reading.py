"""Two readers, one contract: the quick one takes exactly what the careful one takes, and reads it the same way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview.contract import Refused, household_document, read_household
from interview.contract.careful_reading import read_carefully
from interview.contract.quick_reading import read_quickly
from interview.engine import Household
from interview.engine.household import LARGEST_AMOUNT
from tests.engine.any_household import any_household
from tests.engine.families import Document

LIMITS = (-LARGEST_AMOUNT - 1, -LARGEST_AMOUNT, -1, 12, 13, 366, 367, 1900, 2200, LARGEST_AMOUNT, LARGEST_AMOUNT + 1)
STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from([*LIMITS, 0, 1, 1.0, -0.0, 2025.0, 1e3]),
    st.text(max_size=5),
    st.sampled_from(["ssn", "single", "DE", "ZZ", "de", "1040", "true", "\ud800", "é" * 200, "x" * 201, "a\0"]),
    st.dates().map(str),
    st.sampled_from(["20150301", "2015-W01-1", "2015-3-1", "2015-02-30", " 2015-03-01", "2015-03-01T00:00:00", "0"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["kind", "name", "birth_date"]), st.none() | st.text(max_size=3), max_size=2),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document, from the whole to the smallest part."""
    yield path
    if isinstance(value, dict):
        for key, part in value.items():
            yield from places(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from places(part, (*path, index))


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


@st.composite
def a_document_with_one_change(draw: st.DrawFn) -> Any:
    """A household written out in full or in part, in which one thing may have become something else."""
    document = draw(any_household())
    if draw(st.booleans()):
        document = json.loads(json.dumps(document))
        try:
            document = household_document(read_household(document))
        except Refused:
            return document
    *above, last = draw(st.sampled_from(list(places(document))[1:]))
    part = at(document, tuple(above))
    change = draw(st.sampled_from(["another value", "no value", "one more key"]))
    if change == "another value":
        part[last] = draw(STRANGE)
    elif change == "no value":
        del part[last]
    elif isinstance(part, dict):
        part[draw(st.sampled_from(["birth_date", "kind", "typo", "wages_us", "tax_year", "", "é"]))] = draw(STRANGE)
    return document


def carefully(document: Any) -> Household | None:
    try:
        return read_carefully(document)
    except Refused:
        return None


@given(a_document_with_one_change())
@example({"tax_year": 2025, "schema": True})
@example({"tax_year": 2025, "schema": 1.0})
@example({"tax_year": 2025, "children": [{"birth_date": "2015-01-01"}] * 20})
@example({"tax_year": 2025, "children": [{"birth_date": "2015-01-01"}] * 21})
@example({"tax_year": 2025, "filer": {"birth_date": "0001-01-01"}})
@example({"tax_year": 2025, "residence": {"place": "abroad", "country": "QQ"}})
def test_both_readers_find_the_same(document: Document) -> None:
    text = json.dumps(document)
    assert read_quickly(text) == carefully(text)
    assert read_quickly(text.encode()) == carefully(text.encode())


@given(any_household(), st.data())
def test_a_text_with_some_sign_too_much_or_too_few_is_judged_the_same(document: Document, data: st.DataObject) -> None:
    text = json.dumps(document, ensure_ascii=data.draw(st.booleans()))
    place = data.draw(st.integers(0, len(text)))
    signs = ["", " ", "\n", "\t", "\f", "\xa0", "\ufeff", "0", "-", ".", '"', "}", "//", "e1"]
    inserted = data.draw(st.sampled_from(signs))
    broken = text[:place] + inserted + text[place + data.draw(st.integers(0, 1)) :]
    assert read_quickly(broken) == carefully(broken)
    assert read_quickly(broken.encode()) == carefully(broken.encode())


@pytest.mark.parametrize(
    "text",
    [
        '{"tax_year": 2024, "tax_year": 2025}',
        '{"tax_year": 2025, "filer": {"wages_us": 1, "wages_us": 1}}',
        '{"tax_year": 02025}',
        '{"tax_year": 2025, "adjustments": -0}',
        '{"tax_year": 2025, "adjustments": NaN}',
        '{"tax_year": 2025, "adjustments": 1E2}',
        '{"tax_year": 2025, "filer": {"name": "\\ud83d\\ude00"}}',
        '{"tax_year": 2025, "filer": {"name": "\\ude00"}}',
        b'\xef\xbb\xbf{"tax_year": 2025}',
        '{"tax_year": 2025}'.encode("utf-16"),
    ],
)
def test_rare_spellings_are_judged_the_same(text: str | bytes) -> None:
    assert read_quickly(text) == carefully(text)
