"""The documents that leave the engine: exactly the contract's keys, and both documents as their JSON Schemas say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interview.contract import (
    assessment_document,
    assessment_schema,
    household_document,
    household_schema,
    read_household,
)
from interview.engine import evaluate
from tests.engine.families import Document, abroad, assess, child, excluding, family, figures
from tests.engine.json_schema import disagreements, faults_of_schema

ASSESSMENT_KEYS = [
    *("schema", "tax_year", "parameters", "best", "children", "scenarios", "findings", "deadlines"),
]
CHILD_KEYS = ["name", "credit", "tests", "remedies"]
SCENARIO_KEYS = [
    *("key", "allowed", "why_not", "agi", "modified_agi", "earned_income", "taxable_income", "tax_before_credits"),
    *("foreign_tax_credit", "credit_before_phaseout", "phaseout_reduction", "credit_after_phaseout", "credit_limit"),
    *("nonrefundable_credit", "additional_child_tax_credit", "refundable_child_tax_credit", "earned_income_credit"),
    *("self_employment_tax", "other_taxes", "total_tax", "payments", "balance", "foreign_tax_unused", "why_zero"),
    "lines",
]
FAMILIES: list[Document] = [
    abroad(
        2025,
        filer={"wages_foreign": 60_000, "exclusion": excluding(elected_before=True)},
        children=[child(), child(taxpayer_id={"kind": "itin"})],
        foreign_tax={"general": 15_000},
    ),
    family(2024, "married_joint", spouse={"wages_us": 90_000}, children=[]),
    family(2026, residence={"place": "guam"}),
    abroad(2025, filer={"wages_foreign": 60_000, "exclusion": {"choice": "elect"}}),
]


def documents(*, summary: bool = False) -> list[dict[str, Any]]:
    return [assessment_document(assess(document), summary=summary) for document in FAMILIES]


def test_an_assessment_holds_exactly_the_contract_s_keys_in_its_order() -> None:
    for document in documents():
        assert list(document) == ASSESSMENT_KEYS
        assert list(document["parameters"]) == ["tax_year", "revision", "published_on", "digest"]
        for entry in document["children"]:
            assert list(entry) == CHILD_KEYS
            assert all(list(test) == ["code", "passed", "reason", "source"] for test in entry["tests"])
            assert all(list(remedy) == ["code", "text", "by"] for remedy in entry["remedies"])
        for scenario in document["scenarios"]:
            assert list(scenario) == SCENARIO_KEYS
            for line in scenario["lines"]:
                assert list(line) == ["form", "line", "label", "amount", "how", "source", "unit"]
        assert all(list(found) == ["code", "level", "text", "source", "amount"] for found in document["findings"])
        assert all(list(day) == ["code", "on", "text"] for day in document["deadlines"])


def test_a_summary_leaves_out_lines_tests_and_findings_and_nothing_else() -> None:
    for whole, summary in zip(documents(), documents(summary=True), strict=True):
        del whole["findings"]
        for entry in whole["children"]:
            del entry["tests"]
        for scenario in whole["scenarios"]:
            del scenario["lines"]
        assert summary == whole


@pytest.mark.parametrize("document", FAMILIES, ids=["berlin", "couple", "guam", "refused"])
def test_working_out_less_detail_changes_no_figure(document: Document) -> None:
    household = read_household(document)
    quick = evaluate(household, figures(household.tax_year), detail=False)
    assert assessment_document(quick, summary=True) == assessment_document(assess(document), summary=True)
    assert not quick.findings
    assert not any(found.lines for found in quick.scenarios)


def test_a_document_is_plain_json_with_english_sentences() -> None:
    for document in documents():
        assert json.loads(json.dumps(document)) == document
        assert "{" not in json.dumps([found["text"] for found in document["findings"]])


def test_amounts_are_whole_dollars_and_days_are_iso_dates() -> None:
    [berlin, *_] = documents()
    amounts = {name for name in SCENARIO_KEYS if name not in ("key", "allowed", "why_not", "why_zero", "lines")}
    assert all(type(berlin["scenarios"][0][name]) is int for name in amounts)
    assert berlin["deadlines"][0]["on"] == "2026-02-15"
    assert berlin["children"][1]["remedies"][0]["by"] == "2026-10-15"


def test_the_stamp_says_which_figures_were_used() -> None:
    [berlin, *_] = documents()
    assert berlin["parameters"]["tax_year"] == 2025
    assert berlin["parameters"]["revision"] == 1
    assert len(berlin["parameters"]["digest"]) == 64


def test_the_schemas_are_json_schema() -> None:
    assert not list(faults_of_schema(household_schema()))
    assert not list(faults_of_schema(assessment_schema()))


def test_every_household_that_is_read_is_as_its_schema_says() -> None:
    schema = household_schema()
    for document in FAMILIES:
        assert not list(disagreements(document, schema, schema))
        assert not list(disagreements(household_document(read_household(document)), schema, schema))


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"tax_year": "2025"},
        {"tax_year": 2025, "filing_status": "Single"},
        {"tax_year": 2025, "filer": {"wages_us": -1}},
        {"tax_year": 2025, "filer": {"wage": 1}},
        {"tax_year": 2025, "children": [{}]},
        {"tax_year": 2025, "children": [{"birth_date": "yesterday"}]},
        {"tax_year": 2025, "children": [{"birth_date": "2015-01-01", "months_with_you": 13}]},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(document: Document) -> None:
    schema = household_schema()
    assert list(disagreements(document, schema, schema))


def test_every_assessment_is_as_its_schema_says() -> None:
    schema = assessment_schema()
    for document in documents():
        assert not list(disagreements(document, schema, schema))
    [broken, *_] = documents()
    broken["scenarios"][0]["agi"] = "0"
    assert list(disagreements(broken, schema, schema))
