"""Next steps that are done are ticked off, and stay so."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.drafts.share_links import make_link
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db


SHOWN = ("N_FILE", "N_1116")


def tick(client: Client, draft: Draft, *done: str, shown: tuple[str, ...] = SHOWN, by_script: bool = False) -> Any:
    headers = {"X-Requested-With": "fetch"} if by_script else {}
    response = client.post(
        reverse("result:tick", args=[draft.public_id]), {"step": shown, "done": done}, headers=headers
    )
    draft.refresh_from_db()
    return response


def test_a_tick_is_kept_and_leads_back_to_the_steps(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = tick(client, draft, "N_FILE")
    assert response["Location"] == reverse("result:show", args=[draft.public_id]) + "#next-h"
    assert draft.steps_done == ["N_FILE"]
    tick(client, draft)
    assert draft.steps_done == []


def test_each_step_has_a_box_and_those_that_are_done_are_ticked(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    page = BeautifulSoup(client.get(reverse("result:show", args=[draft.public_id])).content, "html.parser")
    boxes = [str(box["value"]) for box in page.select("input[name=done]")]
    assert boxes
    assert len(set(boxes)) == len(boxes)
    assert page.select("input[name=done][checked]") == []
    tick(client, draft, boxes[0], shown=tuple(boxes))
    assert draft.steps_done == [boxes[0]]
    page = BeautifulSoup(client.get(reverse("result:show", args=[draft.public_id])).content, "html.parser")
    assert [str(box["value"]) for box in page.select("input[name=done][checked]")] == [boxes[0]]
    shared = Client().get(reverse("result:shared", args=[make_link(draft, label="", days=7).token]))
    told = BeautifulSoup(shared.content, "html.parser")
    assert told.select("input, form") == []
    assert [chip.get_text() for chip in told.select(".dates .chip-good")] == ["Done"]


def test_a_script_gets_a_short_answer(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert tick(client, draft, "N_FILE", by_script=True).status_code == 204


def test_a_step_that_is_not_on_the_page_now_stays_ticked(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    tick(client, draft, "N_SSN", shown=("N_SSN",))
    tick(client, draft, "N_1116")
    assert draft.steps_done == ["N_SSN", "N_1116"]


def test_ticks_change_neither_answers_nor_version(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    before = (draft.answers, draft.version, draft.updated_at)
    tick(client, draft, "N_FILE")
    assert (draft.answers, draft.version, draft.updated_at) == before


@pytest.mark.parametrize("code", ["", "1", "a b", "<script>", "x" * 61, "N_123456789", "ñ"])
def test_only_codes_are_kept(client: Client, code: str) -> None:
    draft = draft_of(client, BERLIN)
    tick(client, draft, code, shown=(code,))
    assert draft.steps_done == []


def test_what_was_not_shown_cannot_be_ticked(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    tick(client, draft, "N_W7")
    assert draft.steps_done == []


def test_no_more_steps_are_kept_than_any_family_has(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for start in range(0, 200, 50):
        codes = tuple(f"N_{number}" for number in range(start, start + 50))
        tick(client, draft, *codes, shown=codes)
    assert len(draft.steps_done) == 60


def test_another_family_ticks_nothing(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert tick(Client(), draft, "N_FILE").status_code == 404
    assert draft.steps_done == []
