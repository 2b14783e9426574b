"""What one screen costs: counts, so that the figures hold on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.forms import Form
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interview.drafts.models import Draft
from interview.drafts.store import fingerprint
from interview.firms.office_models import Office
from interview.firms.sharing import share
from interview.steps import Route
from interview.years import every_year_in_force
from tests.interview.browsing import address_of, draft_of, open_page
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, family

pytestmark = pytest.mark.django_db

MOST_QUERIES_TO_SHOW = 6
MOST_QUERIES_TO_SAVE = 7
MORE_FOR_AN_OFFICE = 8
BIGGEST_PAGE = 30_000
SECOND = ("home", {"main_place": "abroad"})
LAST = ("foreign_tax_amount", {"general_amount": "15,000", "general_currency": "EUR"})
MANY_CHILDREN: dict[str, Any] = {"children": [f"c{number}" for number in range(1, 16)]} | {
    f"child_{step}-c{number}": BERLIN[f"child_{step}-c1"] | ({"name": f"Child {number}"} if step == "basics" else {})
    for number in range(3, 16)
    for step in ("basics", "home", "papers")
}


@contextmanager
def validations(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Form]]:
    """The forms that are validated inside the block."""
    validated: list[Form] = []
    full_clean = Form.full_clean

    def counted(form: Form) -> None:
        if form.is_bound:
            validated.append(form)
        full_clean(form)

    with monkeypatch.context() as patch:
        patch.setattr(Form, "full_clean", counted)
        yield validated


def save(client: Client, draft: Draft, page: str, data: dict[str, str]) -> None:
    """Send one screen and nothing else, so that only its own queries are counted."""
    seen = fingerprint(draft.answers.get(page))
    assert client.post(address_of(draft, page), {**data, "seen": seen}).status_code == 302


def queries_to_show(client: Client, answers: dict[str, Any], page: str) -> list[str]:
    draft = draft_of(client, answers)
    every_year_in_force()  # read once by each process
    with CaptureQueriesContext(connection) as captured:
        assert open_page(client, draft, page).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("page", [SECOND[0], "income-you-wages", "children_list", "income_list", "foreign_tax_amount"])
def test_a_screen_costs_at_most_six_queries_and_writes_nothing(client: Client, page: str) -> None:
    queries = queries_to_show(client, BERLIN, page)
    assert len(queries) <= MOST_QUERIES_TO_SHOW, queries
    assert all(query.startswith("SELECT") for query in queries), queries


@pytest.mark.parametrize(("page", "data"), [SECOND, LAST])
def test_a_save_costs_at_most_seven_queries_and_one_validation(
    client: Client, monkeypatch: pytest.MonkeyPatch, page: str, data: dict[str, str]
) -> None:
    """Three of them keep the result of a finished draft: what is kept already, the new one, and its short copy."""
    draft = draft_of(client, BERLIN)
    with CaptureQueriesContext(connection) as captured, validations(monkeypatch) as validated:
        save(client, draft, page, data)
    sent = [query["sql"] for query in captured]
    assert len(sent) <= MOST_QUERIES_TO_SAVE, sent
    assert len(validated) == 1


def test_the_eleventh_result_of_a_draft_prunes_the_first_with_one_query_more(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for euros in range(1, 12):
        with CaptureQueriesContext(connection) as captured:
            save(client, draft, LAST[0], {**LAST[1], "general_amount": str(15_000 + euros)})
        draft.refresh_from_db()
    assert len(captured) <= MOST_QUERIES_TO_SAVE + 1, [query["sql"] for query in captured]
    assert draft.kept_results.count() == 10


def test_saving_a_shared_draft_costs_eight_queries_more_for_the_office_that_reads_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two write the answer into the history, four bring the list up to date, two look at its status and requests."""
    draft = draft_of(client, BERLIN)
    share(draft, Office.objects.create(name="Kiel", share_code="KIEL-TEST"), name="Brauer")
    every_year_in_force()  # read once by each process
    with CaptureQueriesContext(connection) as captured, validations(monkeypatch) as validated:
        save(client, draft, *LAST)
    assert len(captured) <= MOST_QUERIES_TO_SAVE + MORE_FOR_AN_OFFICE, [query["sql"] for query in captured]
    assert len(validated) == 1
    assert draft.result.additional_child_tax_credit == 3_400


def test_the_cost_does_not_grow_with_the_answers_before(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that has just begun costs three queries less to save: it has no result to keep."""
    begun = family(BERLIN, **{page.replace("-", "__"): None for page in list(BERLIN)[3:]})
    costs = []
    for answers in (begun, BERLIN, MARRIED_IN_BERLIN | MANY_CHILDREN):
        draft = draft_of(client, answers)
        with CaptureQueriesContext(connection) as captured, validations(monkeypatch) as validated:
            open_page(client, draft, "home")
            shown = len(captured)
            save(client, draft, *SECOND)
        costs.append((shown, len(captured), len(validated)))
    (shown, saved, validated_once), *finished = costs
    assert finished == [(shown, saved + 3, validated_once)] * 2, costs
    assert validated_once == 1


def test_somebody_signed_in_pays_for_session_and_account_and_stays_within_six(client: Client) -> None:
    client.force_login(User.objects.create_user("alice"))
    queries = queries_to_show(client, BERLIN, "income-you-wages")
    assert len(queries) <= MOST_QUERIES_TO_SHOW, queries
    assert all(query.startswith("SELECT") for query in queries), queries


def test_a_screen_without_amounts_or_dates_reads_only_the_draft(client: Client) -> None:
    assert len(queries_to_show(client, BERLIN, "home")) == 1


def test_no_screen_weighs_more_than_its_budget(client: Client) -> None:
    draft = draft_of(client, BERLIN | {"rate-EUR": {"rate": ""}})
    weights = {page: len(open_page(client, draft, page).content) for page in Route(draft.answers).pages}
    assert max(weights.values()) < BIGGEST_PAGE, weights
