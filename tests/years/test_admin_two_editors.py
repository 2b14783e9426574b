"""Two people edit one draft: each field is brought together by itself, and nobody's work is lost in silence."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from interview.figures import saving
from interview.figures.merging import marks, merged
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import change_draft
from tests.years.addresses import page
from tests.years.admin_forms import CAP, fields_on, opened

pytestmark = pytest.mark.django_db

PER_CHILD = "figures.child_tax_credit.per_child"
AT_TWO = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@pytest.fixture
def maria(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("maria"))
    return client


def cap_in(draft: ParameterRevision) -> Any:
    draft.refresh_from_db()
    return draft.document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"]


def message_at(html: bytes, name: str) -> str:
    found = BeautifulSoup(html, "html.parser").find(id=f"id_{name}_error")
    return " ".join(found.get_text().split()) if found else ""


def test_of_two_editors_of_one_field_the_second_is_told_who_when_and_both_values(
    admin_client: Client, maria: Client, draft: ParameterRevision
) -> None:
    mine = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "1,800", f"{CAP}.note": "Mine"}
    theirs = opened(maria, draft, "child_tax_credit") | {f"{CAP}.value": "1,750"}
    with time_machine.travel(AT_TWO, tick=False):
        assert maria.post(page("section", draft, "child_tax_credit"), theirs).status_code == 302
        answer = admin_client.post(page("section", draft, "child_tax_credit"), mine)
    assert answer.status_code == 422
    assert message_at(answer.content, f"{CAP}.value") == (
        "Error: maria saved $1,750 here at 14:02. You typed $1,800. Save again to use yours."
    )
    again = fields_on(answer.content)
    assert (again[f"{CAP}.value"], again[f"{CAP}.note"]) == ("1,800", "Mine")
    assert cap_in(draft) == 1750
    assert admin_client.post(page("section", draft, "child_tax_credit"), again).status_code == 302
    assert cap_in(draft) == 1800


def test_what_only_the_other_one_changed_is_kept_and_named(
    admin_client: Client, maria: Client, draft: ParameterRevision
) -> None:
    mine = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "1,800"}
    theirs = opened(maria, draft, "child_tax_credit") | {f"{PER_CHILD}.value": "2,400"}
    maria.post(page("section", draft, "child_tax_credit"), theirs)
    answer = admin_client.post(page("section", draft, "child_tax_credit"), mine, follow=True)
    assert "Their values were kept: Child tax credit for each child." in answer.content.decode()
    assert cap_in(draft) == 1800
    assert draft.document["figures"]["child_tax_credit"]["per_child"]["value"] == 2400


def test_what_the_other_one_changed_stands_on_a_page_that_is_shown_again(
    admin_client: Client, maria: Client, draft: ParameterRevision
) -> None:
    mine = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "a lot"}
    theirs = opened(maria, draft, "child_tax_credit") | {f"{PER_CHILD}.value": "2,400"}
    maria.post(page("section", draft, "child_tax_credit"), theirs)
    again = fields_on(admin_client.post(page("section", draft, "child_tax_credit"), mine).content)
    assert (again[f"{PER_CHILD}.value"], again[f"{CAP}.value"]) == ("2,400", "a lot")
    admin_client.post(page("section", draft, "child_tax_credit"), again | {f"{CAP}.value": "1,800"})
    assert cap_in(draft) == 1800
    assert draft.document["figures"]["child_tax_credit"]["per_child"]["value"] == 2400


def test_two_editors_who_type_the_same_do_not_disturb_each_other(
    admin_client: Client, maria: Client, draft: ParameterRevision
) -> None:
    mine = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "$1800"}
    theirs = opened(maria, draft, "child_tax_credit") | {f"{CAP}.value": "1,800"}
    maria.post(page("section", draft, "child_tax_credit"), theirs)
    assert admin_client.post(page("section", draft, "child_tax_credit"), mine).status_code == 302
    assert HistoryEntry.objects.filter(path=f"{CAP}.value").count() == 1


def test_two_editors_of_different_sections_both_keep_their_work(admin_client: Client, draft: ParameterRevision) -> None:
    first = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "1,800"}
    second = opened(admin_client, draft, "phaseout") | {"figures.phaseout.step.value": "2,000"}
    admin_client.post(page("section", draft, "child_tax_credit"), first)
    admin_client.post(page("section", draft, "phaseout"), second)
    assert cap_in(draft) == 1800
    assert draft.document["figures"]["phaseout"]["step"]["value"] == 2000


def test_two_editors_of_one_exchange_rate(admin_client: Client, maria: Client, draft: ParameterRevision) -> None:
    mine = opened(admin_client, draft, "exchange_rates") | {"exchange_rates.EUR.per_dollar": "0.9"}
    theirs = opened(maria, draft, "exchange_rates") | {"exchange_rates.EUR.per_dollar": "0.8"}
    maria.post(page("section", draft, "exchange_rates"), theirs)
    answer = admin_client.post(page("section", draft, "exchange_rates"), mine)
    assert message_at(answer.content, "exchange_rates.EUR.per_dollar").startswith("Error: maria saved 0.8 here at")
    assert admin_client.post(page("section", draft, "exchange_rates"), fields_on(answer.content)).status_code == 302
    draft.refresh_from_db()
    assert draft.document["exchange_rates"]["EUR"]["per_dollar"] == "0.9"


def test_a_save_in_the_same_moment_is_brought_together_too(
    admin_client: Client, draft: ParameterRevision, admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(draft: ParameterRevision, *args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(saving, "change_draft", change_draft)
        other = ParameterRevision.objects.get(pk=draft.pk)
        document = copy.deepcopy(other.document)
        document["figures"]["child_tax_credit"]["per_child"]["value"] = 2400
        change_draft(other, document, by=admin_user)
        return change_draft(draft, *args, **kwargs)

    monkeypatch.setattr(saving, "change_draft", meanwhile)
    mine = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "1,800"}
    assert admin_client.post(page("section", draft, "child_tax_credit"), mine).status_code == 302
    assert cap_in(draft) == 1800
    assert draft.document["figures"]["child_tax_credit"]["per_child"]["value"] == 2400


def test_what_was_typed_into_a_draft_that_went_to_review_stays_on_the_page(
    admin_client: Client, draft: ParameterRevision
) -> None:
    mine = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "1,800"}
    ParameterRevision.objects.filter(pk=draft.pk).update(state=ParameterRevision.State.IN_REVIEW)
    answer = admin_client.post(page("section", draft, "child_tax_credit"), mine)
    assert answer.status_code == 409
    assert "This draft was sent to review after you opened it." in answer.content.decode()
    assert fields_on(answer.content)[f"{CAP}.value"] == "1,800"
    assert cap_in(draft) == 1700


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '{"other": "x"}'])
def test_a_page_without_proof_of_what_it_showed_overwrites_nothing_in_silence(seen: str) -> None:
    found = merged({"cap": "1,700"}, seen, {"cap": "1,800"}, lambda _name, text: text)
    assert (found.values, found.contested, found.taken) == ({"cap": "1,800"}, ["cap"], [])


def test_a_field_that_the_page_did_not_have_is_left_as_it_is_stored() -> None:
    found = merged({"cap": "1,700", "new": "5"}, marks({"cap": "1,700"}), {"cap": "1,800"}, lambda _name, text: text)
    assert (found.values, found.contested) == ({"cap": "1,800", "new": "5"}, [])
