"""Names, numbers and codes that nobody means, at every address of the result: none breaks a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interview.drafts.kept_results import after_change
from interview.drafts.models import Draft, KeptResult, ShareLink
from interview.drafts.share_links import make_link
from interview.result.keeping import MOST_STEPS
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, QUICK_BERLIN, family

pytestmark = pytest.mark.django_db

PAGES = (
    "show", "lines_text", "compare_return", "calendar", "open_years", "pdf", "years_ahead", "json", "links",
)  # fmt: skip
NAMES = (
    "<script>alert(1)</script>", "<img src=x onerror=y>", "\"'><b>", "</title><b>", "{0}", "{name}", "{amount:$}", "{",
    "%s", "%(name)s", "{{ draft }}", "{% now %}", "\\", "&lt;b&gt;", "W" * 40, "\u0645" * 40, "\U0001d54f" * 40,
)  # fmt: skip
ODD = (
    "", "-1", "1e9", "9" * 19, "9" * 5_000, "9,999,999,999,999,999,999,999,999", "NaN", "-Infinity", "½", "\u0663", "¹",
    "\u202e5", "\0", "\x0b", "<script>alert(1)</script>", "{0}", "%s%%", "2025\n", "\r\nX: y", "123-45-6789", "(1,000)",
    "//elsewhere.example", "[]", "exclude_filer",
)  # fmt: skip
FORMS = {
    "undo": {"version": "1", "to": "1"},
    "seen": {"mark": ""},
    "tick": {"step": "", "done": ""},
    "links": {"days": "7", "label": "", "mark": ""},
    "compare_return": {"way": "", "form_1040-11a": "", "schedule_8812-16b": "", "schedule_8812-4": ""},
}
ASKED = {
    "years_ahead": ("growth", "rate", "move", "x"),
    "compare_return": ("way", "x"),
    "show": ("back", "x"),
    "open_years": ("year", "x"),
}


def named(name: str, **changes: Any) -> dict[str, Any]:
    return family(child_basics__c1={**BERLIN["child_basics-c1"], "name": name}, **changes)


@pytest.mark.parametrize("name", NAMES)
def test_a_childs_name_is_nothing_but_a_name_on_every_page(client: Client, name: str) -> None:
    draft = draft_of(client, named(name))
    after_change(draft)
    draft.answers = named(name + "2", child_papers__c2={"papers": "citizen_none"}, extension={"extension": "abroad"})
    draft.version += 1
    draft.save()
    after_change(draft)
    link = make_link(draft, label="", days=7)
    addresses = [reverse(f"result:{page}", args=[draft.public_id]) for page in PAGES]
    for address in (*addresses, reverse("result:shared", args=[link.token])):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "<" in name and "html" in answer["Content-Type"]:
            assert name not in answer.content.decode(), address


@pytest.mark.parametrize("answers", [BERLIN, QUICK_BERLIN])
def test_no_odd_form_breaks_a_page_or_is_kept(client: Client, answers: dict[str, Any]) -> None:
    draft = draft_of(client, answers)
    after_change(draft)
    before = draft.answers
    for page, usual in FORMS.items():
        address = reverse(f"result:{page}", args=[draft.public_id])
        for field in usual:
            for typed in ODD:
                for sent in (typed, [typed] * 3):
                    answer = client.post(address, {**usual, field: sent})
                    assert answer.status_code < 500, (page, field, typed)
                    assert b"<script>alert" not in answer.content
        ShareLink.objects.all().delete()
    draft.refresh_from_db()
    assert draft.answers == before
    assert not [step for step in draft.steps_done if "6789" in step or "9" * 19 in step]
    assert KeptResult.objects.count() == 1


def test_no_odd_question_breaks_a_page_and_none_writes(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    before = Draft.objects.filter(pk=draft.pk).values().get()
    for page, fields in ASKED.items():
        for field in fields:
            for typed in ODD:
                answer = client.get(reverse(f"result:{page}", args=[draft.public_id]), {field: typed})
                assert answer.status_code < 500, (page, field, typed)
                assert b"<script>alert" not in answer.content
                assert "elsewhere.example" not in answer.headers.get("Location", "")
    assert Draft.objects.filter(pk=draft.pk).values().get() == before
    assert not KeptResult.objects.exists()


def test_a_flood_of_codes_fills_no_row(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for round_ in range(3):
        codes = [f"step-{round_}-{number}" for number in range(900)]
        client.post(reverse("result:tick", args=[draft.public_id]), {"step": codes[:450], "done": codes[:450]})
    draft.refresh_from_db()
    assert 0 < len(draft.steps_done) <= MOST_STEPS


@pytest.mark.parametrize("year", ["0", "2025", "2017", "2030", "9" * 20, "9" * 5_000, "-1", "x", "%00", "2024.0"])
def test_only_an_open_year_begins_a_draft(client: Client, year: str) -> None:
    draft = draft_of(client, BERLIN)
    address = reverse("result:open_years", args=[draft.public_id])
    assert client.post(f"{address}{year}/").status_code == 404
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "A" * 42 + "=", "é" * 43, "..", "%2e%2e/admin", "9" * 5_000])
def test_a_guessed_link_opens_nothing_and_is_not_answered_differently(client: Client, token: str) -> None:
    answer = client.get(f"/en/shared/{token}/")
    assert answer.status_code == 404
    assert not answer.cookies
