"""The quick way to a result, over a stored household, is the long way over answers: no figure may differ."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from interview.drafts.kept_results import after_change
from interview.drafts.models import DraftResult
from interview.drafts.results import Unfinished, assess_answers
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.stored_households import (
    StoredHouseholds,
    WorkedOut,
    read_stored,
    still_fit,
    to_store,
    work_out,
)
from interview.drafts.ways_compared import ways_to_file
from interview.steps import Answers
from interview.steps.filing_status import ALONE, TOGETHER
from interview.years import YearInForce, in_force
from interview.years.exchange_rates import Rate
from interview.years.year_in_force import shipped_year
from tests.golden.families import FAMILIES
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, QUICK_BERLIN
from tests.interview.test_any_walk_ends_well import finished_walks
from tests.result.test_ways_compared import COMPARED, NONRESIDENT, UNEQUAL

FINISHED = {name: golden.answers for name, golden in FAMILIES.items() if golden.headline != "stop"}


def through_json(stored: StoredHouseholds) -> StoredHouseholds:
    """As the database gives it back."""
    return StoredHouseholds(json.loads(json.dumps(stored.documents)), stored.mark)


def figures_of_the_page(answers: Answers, year: YearInForce) -> dict[str, Any]:
    """What the family's own page says, with every detail worked out."""
    assessed = assess_answers(answers, year, with_outlook=False)
    assessment, shown = assessed.assessment, shown_way(assessed.household, assessed.assessment)
    return {
        "children": len(assessment.children),
        "qualifying_children": len([one for one in assessment.children if one.credit == "child_tax_credit"]),
        "best": assessment.best or "",
        "way": shown.key,
        "outside": assessment.best is None,
        "paid": paid_out(shown),
        "additional_child_tax_credit": shown.additional_child_tax_credit,
        "better": paid_out(assessment.scenario(assessment.best or "") or shown),
        "possible": WorkedOut(assessed.household, assessment, shown, year.parameters).figures["possible"],
        "tax": shown.total_tax,
        "balance": shown.balance,
        "why_zero": list(shown.why_zero),
    }


def hold_the_quick_way_to_the_page(answers: Answers) -> None:
    year = shipped_year(answers["year"]["tax_year"])
    ways = ways_to_file(answers, year)
    stored = through_json(to_store(ways, year))
    assert still_fit(stored, year)
    assert read_stored(stored) == {way.code: way.household for way in ways}
    assert work_out(read_stored(stored), year).figures == figures_of_the_page(answers, year)


@pytest.mark.parametrize("name", FINISHED)
def test_a_golden_family_has_the_same_figures_the_quick_way(name: str) -> None:
    hold_the_quick_way_to_the_page(FINISHED[name])


@pytest.mark.parametrize("answers", [UNEQUAL, NONRESIDENT, COMPARED])
def test_a_family_that_compares_ways_to_file_gets_the_better_one_the_quick_way(answers: Answers) -> None:
    stored = to_store(ways_to_file(answers, shipped_year(2025)), shipped_year(2025))
    assert [each["way"] for each in stored.documents] == [ALONE, TOGETHER]
    hold_the_quick_way_to_the_page(answers)


@pytest.mark.parametrize("depth", ["full", "quick"])
def test_any_finished_walk_has_the_same_figures_the_quick_way(depth: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(finished_walks(depth))
    def walked(answers: Answers) -> None:
        with suppress(Unfinished):  # an interview that cannot go on has no result
            hold_the_quick_way_to_the_page(answers)

    walked()


def test_a_stored_household_fits_as_long_as_the_rates_of_its_own_currencies_do() -> None:
    year = shipped_year(2025)
    stored = to_store(ways_to_file(BERLIN, year), year)

    def with_rate(code: str) -> YearInForce:
        parameters = replace(year.parameters, digest=f"{code} differs")
        return replace(year, parameters=parameters, rates={**year.rates, code: Rate(code, Decimal(2), "A test")})

    assert still_fit(stored, with_rate("JPY"))
    assert not still_fit(stored, with_rate("EUR"))


def test_no_stored_household_fits_what_was_never_marked() -> None:
    year = shipped_year(2025)
    stored = to_store(ways_to_file(BERLIN, year), year)
    assert not still_fit(StoredHouseholds([], ""), year)
    assert not still_fit(stored._replace(mark=""), year)


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [BERLIN, QUICK_BERLIN], ids=["full", "quick"])
def test_each_save_of_a_finished_draft_stores_its_result_and_households(client: Client, answers: Answers) -> None:
    draft = draft_of(client, dict(answers))
    after_change(draft)
    stored = DraftResult.objects.get(draft=draft)
    fits = StoredHouseholds(stored.households, stored.households_mark)
    assert (stored.draft_version, stored.revision.number) == (draft.version, 1)
    assert still_fit(fits, in_force(2025))
    figures = work_out(read_stored(fits), in_force(2025)).figures
    assert figures == {name: getattr(stored, name) for name in figures}


@pytest.mark.django_db
def test_an_unfinished_draft_has_no_result(client: Client) -> None:
    after_change(draft_of(client, {page: BERLIN[page] for page in list(BERLIN)[:4]}))
    assert not DraftResult.objects.exists()
