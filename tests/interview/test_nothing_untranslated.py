"""Every screen in an invented language: whatever is not in it was never given to the translators."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interview.steps import Route
from tests.interview.browsing import address_of, draft_of
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, family
from tests.interview.invented_language import BEGIN, invented_language, untranslated
from tests.security.addresses import POSTS_ONLY, Site

pytestmark = pytest.mark.django_db

# What nobody translates: names, what people typed, the names of forms and keys, codes, the end of a day with its time.
DATA = re.compile(
    r"(–  ?)?(Brauer – )?Fledge|Mia|Leo|Mia, Leo|Brauer|Reyes|root|dana|(: |@)?(bob|olga)|(: )?nora@example\.org"
    r"|EUR|Firefox on Linux|Blue stick|Form 2555|AGI|ACTC|Enter|English|Español|assessments\.jsonl"
    r"|\([0-9a-f]{12}\)\.|[0-9A-F]{8}( ·)?|[A-Z]{4}-[A-Z]{4}|http://testserver/en/share-with/[A-Z]{8}/"
    r"|(: )?Another way|Call on Monday|Ready|Tax|\d{1,2}, \d{4}, \d{1,2}:\d\d UTC"
)
# Django's admin calls the tables by their names in the code; the map shows rules as they are written there.
FOR_STAFF_ONLY = ("admin:", "wizard:map")


def strange(content: bytes) -> set[str]:
    return {words for words in untranslated(content) if not DATA.fullmatch(words)}


def test_the_invented_language_finds_what_is_not_translated() -> None:
    assert untranslated("<p>Yes</p><a title='No way' href='x'>1</a>") == {"Yes", "No way"}
    assert untranslated("<p>⟦Yes ⟦<b>Mia</b>⟧ and so on⟧ <i>$3,400</i></p>") == set()


def test_every_page_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site()
    found, marked = {}, 0
    with invented_language(monkeypatch):
        for name, client, address in site.addresses():
            if name in POSTS_ONLY or name == "language" or name.startswith(FOR_STAFF_ONLY):
                continue
            answer = client.get(address, follow=True)
            if "html" in answer.headers["Content-Type"]:
                marked += answer.content.decode().count(BEGIN)
                found[name] = strange(answer.content)
    assert {name: words for name, words in found.items() if words} == {}
    assert marked > 500


ABROAD_AND_MARRIED = family(
    MARRIED_IN_BERLIN,
    exclusion_all_year={"you": "no"},
    children_facts={"facts": ["joint_return", "other_claimant"]},
    foreign_tax={"paid": "not_sure"},
)


@pytest.mark.parametrize(
    "answers", [BERLIN, MARRIED_IN_BERLIN, ABROAD_AND_MARRIED, QUICK_BERLIN], ids=["Berlin", "married", "more", "quick"]
)
def test_every_screen_of_an_interview_also_when_it_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any]
) -> None:
    draft = draft_of(client, answers)
    found = {}
    with invented_language(monkeypatch):
        for page in Route(draft.answers).pages:
            address = address_of(draft, page)
            found[page] = strange(client.get(address).content)
            found[f"{page}, refused"] = strange(client.post(address, {"seen": ""}).content)
        for name in ("wizard:sections", "wizard:review", "result:show"):
            found[name] = strange(client.get(reverse(name, args=[draft.public_id]), follow=True).content)
    assert {page: words for page, words in found.items() if words} == {}
