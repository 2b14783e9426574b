"""A year's figures: every fault of a document is named with its path, and nothing unfinished gets through."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from interview.engine import FILING_STATUSES, SECTIONS, ParameterProblems, document_digest, read_parameters
from interview.years.shipped import read_shipped
from tests.engine.families import YEARS

SHIPPED = read_shipped(2025)


def changed(*path: str, to: Any) -> dict[str, Any]:
    """The document of 2025 with one place in its figures changed."""
    document = copy.deepcopy(SHIPPED)
    place = document["figures"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return document


def without(*path: str) -> dict[str, Any]:
    document = copy.deepcopy(SHIPPED)
    place = document["figures"]
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return document


def problems(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(ParameterProblems) as refused:
        read_parameters(document)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def test_a_missing_figure_is_named() -> None:
    document = without("child_tax_credit", "refund_cap_per_child")
    assert problems(document) == [("figures.child_tax_credit.refund_cap_per_child", "is missing")]


def test_a_missing_section_is_named_by_each_of_its_figures() -> None:
    assert problems(without("phaseout")) == [
        ("figures.phaseout.threshold", "is missing"),
        ("figures.phaseout.step", "is missing"),
        ("figures.phaseout.reduction_per_step", "is missing"),
    ]


@pytest.mark.parametrize(
    ("section", "name"), [(section, name) for section, kind in SECTIONS.items() for name in kind.__dataclass_fields__]
)
def test_no_figure_may_be_missing(section: str, name: str) -> None:
    assert problems(without(section, name)) == [(f"figures.{section}.{name}", "is missing")]


def test_unknown_keys_are_named_at_every_level() -> None:
    entry = {"value": 17, "source": "IRC 24", "vlaue": 18}
    assert problems(changed("child_tax_credit", "age_limit", to=entry)) == [
        ("figures.child_tax_credit.age_limit.vlaue", "is not a known key")
    ]
    spare = {"value": 1, "source": "IRC 1"}
    assert problems(changed("child_tax_credit", "age_limt", to=spare)) == [
        ("figures.child_tax_credit.age_limt", "is not a known figure")
    ]
    assert problems(changed("child_tax_credits", to={})) == [("figures.child_tax_credits", "is not a known section")]
    assert problems({**read_shipped(2025), "taxyear": 2025}) == [("taxyear", "is not a known key")]


def test_a_note_beside_a_figure_is_welcome() -> None:
    entry = {"value": 17, "source": "IRC 24(c)(1)", "note": "On December 31"}
    assert read_parameters(changed("child_tax_credit", "age_limit", to=entry)).child_tax_credit.age_limit == 17


@pytest.mark.parametrize("source", [None, "", "   ", 5])
def test_a_figure_without_a_source_is_refused(source: Any) -> None:
    document = changed("exclusion", "maximum", "source", to=source)
    assert problems(document) == [("figures.exclusion.maximum.source", "must say where the figure was read")]


@pytest.mark.parametrize("entry", [130_000, "130000", None, [1]])
def test_a_bare_value_is_no_figure(entry: Any) -> None:
    assert problems(changed("exclusion", "maximum", to=entry)) == [
        ("figures.exclusion.maximum", "must have a value and a source")
    ]


@pytest.mark.parametrize("document", [None, [], "2025", {"tax_year": 2025}, {"tax_year": 2025, "figures": []}])
def test_a_document_that_is_none_is_refused(document: Any) -> None:
    assert problems(document)


@pytest.mark.parametrize("tax_year", ["2025", True, None, 2025.0])
def test_the_tax_year_is_a_whole_number(tax_year: Any) -> None:
    [(path, message)] = problems({**read_shipped(2025), "tax_year": tax_year})
    assert path == "tax_year"
    assert "must be a year" in message


NAN, INFINITY = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("section", "name", "value", "message"),
    [
        ("child_tax_credit", "per_child", "2200", "must be a whole number"),
        ("child_tax_credit", "per_child", 2200.0, "must be a whole number"),
        ("child_tax_credit", "per_child", True, "must be a whole number"),
        ("child_tax_credit", "per_child", None, "must be a whole number"),
        ("child_tax_credit", "per_child", -1, "must be 0 or more"),
        ("child_tax_credit", "refund_rate", 15, "must be between 0 and 1"),
        ("child_tax_credit", "refund_rate", -0.01, "must be between 0 and 1"),
        ("child_tax_credit", "refund_rate", NAN, "must be between 0 and 1"),
        ("child_tax_credit", "refund_rate", "0.15", "must be a number between 0 and 1"),
        ("child_tax_credit", "refund_rate", True, "must be a number between 0 and 1"),
        ("child_tax_credit", "refund_rate", 0.12345, "at most four decimals"),
        ("child_tax_credit", "filer_needs_ssn", 1, "must be true or false"),
        ("exclusion", "housing_base_per_day", -1, "must be an amount of 0 or more"),
        ("exclusion", "housing_base_per_day", 1.234, "at most two decimals"),
        ("exclusion", "housing_base_per_day", NAN, "must be an amount of 0 or more"),
        ("exclusion", "housing_base_per_day", INFINITY, "must be an amount of 0 or more"),
        ("dates", "return_due", "15 April 2026", "must be a date like"),
        ("dates", "return_due", "2026-02-30", "must be a date like"),
        ("dates", "return_due", "20260415", "must be a date like"),
        ("dates", "return_due", 20260415, "must be a date like"),
        ("form_lines", "agi", 11, "must be a text"),
        ("form_lines", "agi", " ", "must be a text"),
        ("form_lines", "agi", "line 11a", "must be a line like 11a, Schedule 1 line 8d or none"),
        ("form_lines", "agi", "Schedule 9 line 8", "must be a line like 11a, Schedule 1 line 8d or none"),
        ("form_lines", "schedule_8812", "2023", "must be one of 2017, 2018, 2021, 2022"),
        ("form_lines", "dividends_worksheet", "26", "must be one of 25, 27"),
        ("form_lines", "agi", "11a; none; 12", "must name at most two lines"),
        ("phaseout", "threshold", 200_000, "must give a value for each filing status"),
        ("income_tax", "rates", 0.1, "must be a list"),
        ("earned_income_credit", "maximum", [1, 2, 3], "must have 4 entries, not 3"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(section: str, name: str, value: Any, message: str) -> None:
    [(path, found)] = problems(changed(section, name, "value", to=value))
    assert path == f"figures.{section}.{name}.value"
    assert message in found


def test_every_filing_status_has_its_value() -> None:
    assert problems(without("phaseout", "threshold", "value", "surviving_spouse")) == [
        ("figures.phaseout.threshold.value.surviving_spouse", "is missing")
    ]
    assert problems(changed("phaseout", "threshold", "value", "widow", to=1)) == [
        ("figures.phaseout.threshold.value.widow", "is not a filing status")
    ]
    assert problems(changed("phaseout", "threshold", "value", "single", to=-5)) == [
        ("figures.phaseout.threshold.value.single", "must be 0 or more, not -5")
    ]


def test_brackets_must_rise() -> None:
    bounds = [11_925, 48_475, 48_475, 197_300, 250_525, 626_350]
    assert problems(changed("income_tax", "upper_bounds", "value", "single", to=bounds)) == [
        ("figures.income_tax.upper_bounds.value.single[2]", "must be more than 48475, where the one before it ends")
    ]
    rates = [0.1, 0.12, 0.22, 0.22, 0.32, 0.35, 0.37]
    assert problems(changed("income_tax", "rates", "value", to=rates)) == [
        ("figures.income_tax.rates.value", "must rise from each bracket to the next")
    ]


def test_each_rate_but_the_last_needs_a_bound() -> None:
    document = changed("income_tax", "upper_bounds", "value", "married_separate", to=[11_925, 48_475])
    assert problems(document) == [
        ("figures.income_tax.upper_bounds.value.married_separate", "must have 6 bounds for 7 rates, not 2")
    ]


def test_the_refund_cap_is_not_above_the_credit() -> None:
    assert problems(changed("child_tax_credit", "refund_cap_per_child", "value", to=2_201)) == [
        ("figures.child_tax_credit.refund_cap_per_child.value", "cannot be more than the credit per child, 2200")
    ]


def test_the_earned_income_credit_s_figures_must_agree_with_each_other() -> None:
    assert problems(changed("earned_income_credit", "maximum", "value", to=[649, 4_328, 7_125, 8_046])) == [
        (
            "figures.earned_income_credit.maximum.value[2]",
            "must be the rate times the earned income amount, within a dollar",
        )
    ]


@pytest.mark.parametrize(
    ("name", "value", "paths"),
    [
        ("return_due_abroad", "2026-04-14", {"return_due_abroad"}),
        ("return_due_extended", "2026-05-15", {"return_due_extended"}),
        ("claim_refund_by", "2026-09-15", {"claim_refund_by"}),
        ("return_due", "2025-04-15", {"return_due"}),
        ("refunds_not_before", "2025-02-15", {"refunds_not_before"}),
        ("claim_refund_by_abroad", "2029-04-14", {"claim_refund_by_abroad"}),
        ("claim_refund_by_extended", "2029-06-14", {"claim_refund_by_extended"}),
    ],
)
def test_dates_must_follow_each_other(name: str, value: str, paths: set[str]) -> None:
    found = problems(changed("dates", name, "value", to=value))
    assert {path for path, _ in found} == {f"figures.dates.{path}.value" for path in paths}


def test_a_step_of_nothing_and_a_year_of_the_wrong_length_are_refused() -> None:
    assert problems(changed("phaseout", "step", "value", to=0)) == [
        ("figures.phaseout.step.value", "must be more than 0")
    ]
    assert problems(changed("exclusion", "days_in_year", "value", to=366)) == [
        ("figures.exclusion.days_in_year.value", "must be 365, the days of 2025")
    ]


def test_every_fault_is_named_at_once() -> None:
    document = without("phaseout", "step")
    document["figures"]["exclusion"]["maximum"] = {"value": "many", "source": ""}
    document["typo"] = 1
    assert {path for path, _ in problems(document)} == {
        "figures.phaseout.step",
        "figures.exclusion.maximum.value",
        "figures.exclusion.maximum.source",
        "typo",
    }
    with pytest.raises(ParameterProblems, match=r"figures\.phaseout\.step: is missing"):
        read_parameters(document)


@pytest.mark.parametrize("tax_year", YEARS)
def test_every_shipped_year_is_read_without_a_fault(tax_year: int) -> None:
    parameters = read_parameters(read_shipped(tax_year), revision=3, published_on="2026-11-21")
    assert (parameters.tax_year, parameters.revision, parameters.published_on) == (tax_year, 3, "2026-11-21")
    assert set(parameters.rate_schedules) == set(FILING_STATUSES)
    assert "IRC 24" in parameters.source("child_tax_credit.per_child")


def test_the_digest_follows_the_figures_and_not_their_order() -> None:
    document = read_shipped(2025)
    reordered = dict(reversed(document.items()))
    assert document_digest(reordered) == document_digest(document) == read_parameters(document).digest
    assert document_digest(changed("exclusion", "maximum", "value", to=130_001)) != document_digest(document)
