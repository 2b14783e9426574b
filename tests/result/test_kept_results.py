"""Each result of a finished draft is kept as it came about, with what it takes to work it out again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.contract import read_household
from interview.drafts.address_models import WipedDraft
from interview.drafts.deleting import wipe
from interview.drafts.kept_results import MOST_KEPT, key_figures
from interview.drafts.models import Draft, KeptResult
from interview.engine import evaluate
from interview.years import in_force
from interview.years.models import ParameterRevision
from tests.interview.browsing import draft_of, send
from tests.interview.families import BERLIN, QUICK_BERLIN, family
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db

FOREIGN_TAX = "foreign_tax_amount"


def pay(client: Client, draft: Draft, euros: int) -> Any:
    return send(client, draft, "income-you-wages", amount_amount=str(euros), amount_currency="EUR", source="foreign")


def kept(draft: Draft) -> list[KeptResult]:
    return list(KeptResult.objects.filter(draft=draft))


def opened(client: Client, draft: Draft) -> Any:
    return client.get(reverse("result:show", args=[draft.public_id]))


def test_the_save_that_finishes_a_draft_keeps_its_result_whether_shared_or_not(client: Client) -> None:
    draft = draft_of(client, family(foreign_tax_amount=None))
    send(client, draft, FOREIGN_TAX, general_amount="15000", general_currency="EUR")
    (result,) = kept(draft)
    year = in_force(2025)
    assert (result.paid, result.way, result.outside) == (3_400, "no_exclusion", False)
    assert (result.revision, result.digest) == (year.revision, year.parameters.digest)
    assert (result.draft_version, result.tax_year, result.answers) == (draft.version, 2025, draft.answers)
    again = read_household(result.household)
    figures = key_figures(again, evaluate(again, year.parameters))
    assert (figures.paid, figures.tax, figures.balance) == (result.paid, result.tax, result.balance)


def test_a_rough_result_is_kept_too(client: Client) -> None:
    draft = draft_of(client, QUICK_BERLIN)
    send(client, draft, "quick_filer", numbers="yes")
    assert [result.paid for result in kept(draft)] == [3_400]


def test_a_save_that_leaves_answers_open_keeps_nothing(client: Client) -> None:
    draft = draft_of(client, family(foreign_tax_amount=None))
    send(client, draft, "home_country", country="DE")
    assert kept(draft) == []


def test_saving_the_same_again_keeps_no_second_copy(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for _time in range(3):
        pay(client, draft, 60_000)
    assert len(kept(draft)) == 1


def test_taking_a_child_off_and_putting_it_back_keeps_both_results(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for name in ("wizard:child_remove", "wizard:child_restore"):
        client.post(reverse(name, args=[draft.public_id, "c2"]))
    assert [result.paid for result in kept(draft)] == [3_400, 1_700]


def test_reading_the_result_writes_nothing_even_with_new_figures_in_force(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    pay(client, draft, 61_000)
    publish_refund_cap(1_900)
    with CaptureQueriesContext(connection) as captured:
        assert opened(client, draft).status_code == 200
    assert all(query["sql"].startswith("SELECT") for query in captured), captured.captured_queries
    assert len(kept(draft)) == 1


def test_the_result_page_costs_at_most_six_queries_also_with_something_to_compare(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for euros in (61_000, 62_000, 63_000):
        pay(client, draft, euros)
    publish_refund_cap(1_900)
    opened(client, draft)
    with CaptureQueriesContext(connection) as captured:
        opened(client, draft)
    assert len(captured) <= 6, [query["sql"] for query in captured]


def test_only_the_last_ten_are_kept_and_the_last_of_other_figures_and_the_last_one_read(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    pay(client, draft, 50_000)
    read = kept(draft)[0].pk
    KeptResult.objects.filter(pk=read).update(seen_at=kept(draft)[0].created_at)
    pay(client, draft, 50_500)
    of_other_figures = kept(draft)[0].pk
    publish_refund_cap(1_900)
    for euros in range(51_000, 51_000 + 20 * 100, 100):
        pay(client, draft, euros)
    results = kept(draft)
    assert len(results) == MOST_KEPT + 2
    assert [result.pk for result in results[MOST_KEPT:]] == [of_other_figures, read]
    assert results[0].answers["income-you-wages"]["amount"]["amount"] == "52900"


def test_a_year_without_a_revision_in_the_database_is_kept_by_its_digest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview.years.year_in_force.PUBLISHED", "none")
    draft = draft_of(client, BERLIN)
    pay(client, draft, 60_000)
    (result,) = kept(draft)
    assert result.revision is None
    assert result.digest == in_force(2025).parameters.digest
    assert opened(client, draft).status_code == 200


def test_the_page_says_which_figures_it_came_from_and_since_when_it_is_kept(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert "Kept since" not in opened(client, draft).content.decode()
    pay(client, draft, 61_000)
    page = opened(client, draft).content.decode()
    assert "Kept since" in page
    assert in_force(2025).parameters.digest[:12] in page


def test_kept_results_go_with_their_draft_and_leave_the_figures(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    pay(client, draft, 61_000)
    before = ParameterRevision.objects.count()
    wipe([draft], WipedDraft.Reason.DELETED)
    assert not KeptResult.objects.exists()
    assert ParameterRevision.objects.count() == before


def test_the_download_of_a_draft_holds_every_kept_result(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for euros in (61_000, 62_000):
        pay(client, draft, euros)
    document = json.loads(client.get(reverse("drafts:download", args=[draft.public_id])).content)
    assert [result["paid"] for result in document["results_kept"]] == [3_400, 3_400]
    assert document["results_kept"][0]["answers"]["income-you-wages"]["amount"]["amount"] == "62000"
    assert {result["revision"] for result in document["results_kept"]} == {1}


def test_household_and_assessment_can_be_taken_away_in_the_shape_of_the_contract(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = client.get(reverse("result:json", args=[draft.public_id]))
    assert response["Content-Disposition"] == 'attachment; filename="child-credit-2025.json"'
    document = json.loads(response.content)
    household = read_household(document["household"])
    assert household.tax_year == 2025
    assert document["assessment"]["schema"] == 1
    stamp = document["assessment"]["parameters"]
    assert (stamp["revision"], stamp["digest"]) == (1, in_force(2025).parameters.digest)
    assert "@" not in response.content.decode()


def test_an_unfinished_draft_has_no_household_to_take_away(client: Client) -> None:
    draft = draft_of(client, family(foreign_tax_amount=None))
    response = client.get(reverse("result:json", args=[draft.public_id]))
    assert response["Location"] == reverse("wizard:page", args=[draft.public_id, FOREIGN_TAX])
