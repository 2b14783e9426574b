"""Every line of every scenario: it explains itself, stands once, and the lines of a form add up to its totals."""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interview.engine import Line, Scenario, Text
from tests.engine.families import TEN_YEARS, Document, abroad, assess, child, children, excluding, family, figures

CASES = Path(__file__).parents[1] / "cases"

# Families that between them reach every form and worksheet.
EVERYTHING: Document = {
    "filing_status": "married_joint",
    "residence": {"place": "abroad"},
    "filer": {
        "birth_date": "1950-01-01",
        "blind": True,
        "wages_us": 230_000,
        "social_security_withheld": 10_918,
        "medicare_withheld": 3_605,
        "self_employment_us": 50_000,
    },
    "spouse": {
        "wages_foreign": 60_000,
        "self_employment_foreign": 120_000,
        "combat_pay": 1_000,
        "exclusion": excluding(300, housing_expenses=60_000, elected_before=True),
    },
    "children": [child(), child("2005-01-01"), child(taxpayer_id={"kind": "itin"}), child("2013-02-02")],
    "unearned_income": {
        "interest_us": 3_000,
        "interest_foreign": 2_000,
        "ordinary_dividends_us": 6_000,
        "qualified_dividends_us": 5_000,
        "long_term_gains": 20_000,
        "short_term_gains": -3_000,
        "social_security_benefits": 10_000,
        "unemployment": 100,
        "pensions_foreign": 700,
        "other_foreign": -400,
    },
    "foreign_tax": {"general": 26_000, "passive": 300, "carryover_general": 50},
    "adjustments": 1_000,
    "other_deductions": 500,
    "credits": {"dependent_care": 600, "adoption": 3_000, "other": 50},
    "payments": {
        "income_tax_withheld": 50_000,
        "estimated_tax": 400,
        "excess_social_security": 30,
        "other_refundable_credits": 20,
    },
}
LOW_PAY: Document = abroad(
    2025,
    "married_joint",
    filer={
        "wages_us": 9_000,
        "social_security_withheld": 558,
        "medicare_withheld": 131,
        "wages_not_earned_income": 900,
    },
    children=children(4),
    credits={"adoption": 800},
    payments={"excess_social_security": 10},
)
PUERTO_RICO: Document = family(
    2025,
    filer={"puerto_rico_self_employment": 9_000, "self_employment_us": 15_000},
    residence={"place": "puerto_rico"},
    unearned_income={"puerto_rico_excluded": 30_000},
)
RICH: Document = family(2024, "single", filer={"wages_us": 260_000}, itemized_deductions=60_000)
CERTIFICATE: Document = abroad(2026, filer={"self_employment_foreign": 30_000, "self_employment_tax_exempt": True})
DIVIDENDS_ABROAD: Document = abroad(
    2025,
    "single",
    filer={"wages_foreign": 130_000, "exclusion": excluding()},
    unearned_income={"ordinary_dividends_us": 24_000, "qualified_dividends_us": 24_000, "long_term_gains": 5_000},
)
KNOWN: Document = family(2025, filer={"wages_us": 50_000}, known_amounts={"agi": 48_000, "tax_before_credits": 900})


def nonresident(tax_year: int) -> Document:
    """On Form 1040-NR, with everything that this return can hold."""
    return family(
        tax_year,
        "single",
        return_form="1040_nr",
        filer={
            "us_status": "nonresident_alien",
            "wages_us": 230_000,
            "self_employment_us": 9_000,
            "medicare_withheld": 3_605,
        },
        unearned_income={"pensions_us": 400, "unemployment": 300, "other_us": 200},
        adjustments=100,
        itemized_deductions=5_000,
        credits={"dependent_care": 40},
        payments={"income_tax_withheld": 9_000, "estimated_tax": 70, "excess_social_security": 60},
    )


def paid_early(amount: int, count: int) -> Document:
    """A family of 2021 that was paid more in advance than the credit comes to."""
    return family(
        2021,
        filer={"wages_us": 50_000},
        history={"advance_child_credit_received": amount, "advance_children": count},
    )


def documents() -> Iterator[Document]:
    for year in TEN_YEARS:
        yield {"tax_year": year, **EVERYTHING}
        yield nonresident(year)
        yield {**LOW_PAY, "tax_year": year}
    yield paid_early(13_000, 3)
    yield from (PUERTO_RICO, RICH, CERTIFICATE, DIVIDENDS_ABROAD, KNOWN)
    for name in ("seeds.jsonl", "sample.jsonl"):
        for text in (CASES / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(text)["household"]


def scenarios() -> Iterator[tuple[Document, Scenario]]:
    for document in documents():
        for found in assess(document).scenarios:
            if found.lines:
                yield document, found


FOUND = list(scenarios())
ORDER = [
    "child_tax_credit_worksheet",
    "line_5_worksheet",
    "schedule_8812",
    "earned_income_worksheet",
    "line_14_worksheet",
    "line_11_worksheet",
    "credit_limit_worksheet_b",
    "credit_limit_worksheet_a",
    "form_2555",
    "form_2555_spouse",
    "form_1116_general",
    "form_1116_passive",
    "form_1116",
    "schedule_1",
    "form_1040",
    "form_1040_nr",
    "schedule_2",
    "schedule_3",
    "schedule_4",
    "schedule_5",
    "foreign_earned_income_tax_worksheet",
    "qualified_dividends_worksheet",
    "schedule_se",
    "schedule_se_spouse",
    "form_8959",
    "form_8960",
]


def test_the_families_reach_every_form_and_every_scenario() -> None:
    assert {entry.form for _, found in FOUND for entry in found.lines} == set(ORDER)
    assert {found.key for _, found in FOUND} == {"no_exclusion", "exclude_filer", "exclude_spouse", "exclude_both"}


def test_each_line_stands_once_in_a_scenario() -> None:
    for document, found in FOUND:
        twice = [place for place, count in Counter((e.form, e.line) for e in found.lines).items() if count > 1]
        assert not twice, document


def test_the_forms_come_whole_and_in_their_order() -> None:
    for document, found in FOUND:
        forms = list(dict.fromkeys(entry.form for entry in found.lines))
        assert forms == [form for form in ORDER if form in forms], document
        changes = sum(one.form != two.form for one, two in zip(found.lines, found.lines[1:], strict=False))
        assert changes == len(forms) - 1, document


def line_number(number: str) -> tuple[int, str]:
    digits = re.match(r"\d+", number)
    assert digits is not None, number
    # A number without a letter adds up its letters and stands after them: 11a, then 11.
    return int(digits[0]), number[digits.end() :] or "~"


def test_the_lines_of_a_form_come_in_form_order() -> None:
    for document, found in FOUND:
        for form in ORDER:
            numbers = [line_number(entry.line) for entry in found.lines if entry.form == form]
            assert numbers == sorted(numbers), (form, document)


def sentences(entry: Line) -> tuple[str, str]:
    return str(entry.label), str(entry.how)


def test_every_line_has_a_label_a_working_and_a_source() -> None:
    for _, found in FOUND:
        for entry in found.lines:
            label, how = sentences(entry)
            assert label.strip(), entry
            assert how.endswith("."), entry
            assert entry.source.strip(), entry
            assert entry.unit in ("dollars", "count", "ratio"), entry
            assert isinstance(entry.amount, float) is (entry.unit == "ratio"), entry


def test_no_sentence_shows_a_bare_placeholder_or_an_unformatted_amount() -> None:
    for _, found in FOUND:
        for entry in found.lines:
            for sentence in sentences(entry):
                assert "{" not in sentence, sentence
                assert not re.search(r"(?<![\d,.])\d{5,}|\$\d{4,}", sentence), sentence


def amounts_in(text: Text) -> Iterator[tuple[str, Any]]:
    """Each placeholder's format and value."""
    for _, name, how, _ in string.Formatter().parse(text.template):
        if name is not None:
            yield str(how), text.values[name]


def test_every_amount_of_a_sentence_is_shown_as_dollars() -> None:
    for _, found in FOUND:
        for entry in found.lines:
            for how, value in amounts_in(entry.how):
                if how == "$":
                    shown = f"-${-value:,}" if value < 0 else f"${value:,}"
                    assert shown in str(entry.how), entry
                elif isinstance(value, int) and not how:
                    assert value <= 366, f"{value} is no count, so it needs a format: {entry}"


def test_one_of_something_is_never_a_plural() -> None:
    for document, found in FOUND:
        for entry in found.lines:
            assert not re.search(r"\b1 (children|days|years|months|dependents|people)\b", str(entry.how)), document


@pytest.mark.parametrize("tax_year", [year for year in TEN_YEARS if year > 2020])
def test_line_numbers_in_sentences_are_those_of_the_year(tax_year: int) -> None:
    lines = figures(tax_year).form_lines
    [found] = [
        found for document, found in FOUND if document.get("tax_year") == tax_year and is_everything(document, found)
    ]
    working = {(entry.form, entry.line): str(entry.how) for entry in found.lines}
    assert working["schedule_8812", "1"] == f"From {lines.agi_for_other_forms.named}."
    assert working["credit_limit_worksheet_a", "1"] == f"From {lines.tax_before_credits.named}."
    assert working["form_1116_general", "20"] == f"From {lines.tax.named}."


def is_everything(document: Document, found: Scenario) -> bool:
    return document.get("adjustments") == 1_000 and found.key == "no_exclusion"
