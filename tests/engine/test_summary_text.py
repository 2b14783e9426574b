"""A summary written straight as text is the same document as the summary written as plain data."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from interview.contract import assessment_document, read_household, summary_text
from interview.engine import evaluate
from tests.engine.any_household import any_household
from tests.engine.families import Document, abroad, family, figures


def summary_as_data_and_as_text(document: Document) -> tuple[Any, Any]:
    household = read_household(document)
    assessment = evaluate(household, figures(household.tax_year), detail=False)
    return assessment_document(assessment, summary=True), json.loads(summary_text(assessment))


@given(any_household())
def test_the_text_says_what_the_document_says(document: Document) -> None:
    data, text = summary_as_data_and_as_text(document)
    assert text == data


def test_the_keys_stand_in_the_contract_s_order() -> None:
    data, text = summary_as_data_and_as_text(abroad(2025, filer={"wages_foreign": 60_000}))
    assert json.dumps(text) == json.dumps(data)


def test_the_text_is_one_line_whatever_the_names_are() -> None:
    document = family(2025, children=[{"name": 'a "b"\n\u2028\\ Łukasz', "birth_date": "2015-01-01"}])
    household = read_household(document)
    text = summary_text(evaluate(household, figures(2025), detail=False))
    assert "\n" not in text
    assert "Łukasz" in text
    assert json.loads(text)["children"][0]["name"] == document["children"][0]["name"]
