"""Somebody types a Social Security number into every box of the site. Afterwards it is nowhere."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.urls import reverse

from interview.identity_numbers import REFUSAL
from interview.steps import Route
from interview.years.models import ParameterRevision
from tests.advising.people import draft_of, family
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN
from tests.security.addresses import Site

pytestmark = pytest.mark.django_db

DIGITS = "987654320"
SPELLINGS = [
    "987-65-4320",
    "987 65 4320",
    "987654320",
    "987.65.4320",
    "987/65/4320",
    "987_65_4320",
    "9 8 7 6 5 4 3 2 0",
    "987\u00a065\u20094320",
    "987\u201365\u22124320",
    "98\u200b765\u20604320",
    "\uff19\uff18\uff17-\uff16\uff15-\uff14\uff13\uff12\uff10",
    "\u0669\u0668\u0667\u0666\u0665\u0664\u0663\u0662\u0660",
    "Mia (987-65-4320)",
]
TYPED_IN = 'input[type="text"], input[type="search"], input[type="email"], input:not([type]), textarea'


def plain(value: object) -> str:
    """Only the digits of a stored value, in 0-9."""
    found = (unicodedata.digit(sign, None) for sign in str(value))
    return "".join(str(digit) for digit in found if digit is not None)


def places_of_the_number() -> list[str]:
    """Every column of every table that holds the nine digits in some spelling."""
    places = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                places += [f"{table}.{name}" for name, value in zip(names, row, strict=True) if DIGITS in plain(value)]
    return places


def fields_on(page: BeautifulSoup) -> dict[str, str]:
    """What a browser would send if nothing was touched."""
    fields = {}
    for tag in page.select("main input[name], main textarea[name], #content input[name], #content textarea[name]"):
        if tag.get("type") in ("radio", "checkbox") and not tag.has_attr("checked"):
            continue
        fields[str(tag["name"])] = str(tag.get("value") or tag.get_text())
    for select in page.select("main select[name], #content select[name]"):
        chosen = select.select_one("option[selected]") or select.select_one("option")
        fields[str(select["name"])] = str(chosen.get("value")) if chosen else ""
    return fields


def boxes_on(page: BeautifulSoup) -> list[Tag]:
    return [box for box in page.select(TYPED_IN) if box.get("name") and box["name"] != "csrfmiddlewaretoken"]


def type_the_number_everywhere(client: Client, address: str, spellings: list[str]) -> Iterator[tuple[str, str, str]]:
    """Every box of a page in turn; gives the box's name, the spelling, and the page that came back."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    for box in boxes_on(page):
        name = str(box["name"])
        for spelling in spellings:
            answer = client.post(address, {**fields_on(page), name: spelling})
            yield name, spelling, answer.content.decode() if answer.status_code != 302 else "saved"


@pytest.mark.parametrize("answers", [BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN])
def test_no_box_of_the_interview_stores_it(answers: dict[str, object], caplog: pytest.LogCaptureFixture) -> None:
    client, key = family()
    draft = draft_of(key, answers=answers)
    caplog.set_level(logging.DEBUG)
    tried = 0
    for page in Route(answers).pages:
        address = reverse("wizard:page", args=[draft.public_id, page])
        for _name, _spelling, _answer in type_the_number_everywhere(client, address, SPELLINGS[:3]):
            tried += 1
    assert tried > 6
    assert places_of_the_number() == []
    assert DIGITS not in plain(caplog.text)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_name_of_a_child_refuses_it_in_words(spelling: str) -> None:
    client, key = family()
    draft = draft_of(key)
    address = reverse("wizard:page", args=[draft.public_id, "child_basics-c1"])
    (answer,) = [
        text
        for name, _spelling, text in type_the_number_everywhere(client, address, [spelling])
        if name.endswith("name")
    ]
    assert str(REFUSAL) in answer
    assert places_of_the_number() == []


def test_fields_that_were_not_on_the_page_are_dropped() -> None:
    client, key = family()
    draft = draft_of(key)
    address = reverse("wizard:page", args=[draft.public_id, "child_basics-c1"])
    fields = fields_on(BeautifulSoup(client.get(address).content, "html.parser"))
    assert client.post(address, {**fields, "ssn": SPELLINGS[0], "wizard-current_step": SPELLINGS[0]}).status_code == 302
    assert places_of_the_number() == []


@pytest.mark.parametrize("spelling", [*SPELLINGS, "a98765432000", "987-65-4320-"])
def test_hidden_fields_store_it_nowhere(spelling: str) -> None:
    client, key = family()
    draft = draft_of(key)
    hidden = dict.fromkeys(("seen", "mark", "confirmed", "back", "then", "removed", "language", "name_again"), spelling)
    typed = {"name": "M" * 61, "relationship": "birth"}
    page = reverse("wizard:page", args=[draft.public_id, "child_basics-c1"])
    for number, data in enumerate(({**typed, **hidden}, {**typed, **hidden, "later": ""}, hidden)):
        data.pop("language")
        answers = [client.post(page, data), client.post(f"{page}typed/", data)]
        assert all(answer.status_code < 500 for answer in answers), number
    for name, key_of_row in (("child_add", []), ("child_remove", ["c1"]), ("income_add", ["you-wages"])):
        client.post(reverse(f"wizard:{name}", args=[draft.public_id, *key_of_row]), hidden)
    for name in ("undo", "seen", "tick", "links"):
        sent = {"version": spelling, "to": spelling, "step": spelling, "done": spelling, "days": "7", **hidden}
        client.post(reverse(f"result:{name}", args=[draft.public_id]), sent)
    client.post(reverse("wizard:start"), {"tax_year": "2025", "depth": "full", **hidden})
    client.post(reverse("returning:ask"), {"email": "dora@example.org", **hidden})
    assert places_of_the_number() == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_sharing_refuses_it(spelling: str) -> None:
    site = Site()
    pages = [
        reverse("advising:share", args=[site.draft.public_id]),
        reverse("advising:consent", args=[site.draft.public_id, site.office.share_code]),
    ]
    for address in pages:
        for _name, _spelling, answer in type_the_number_everywhere(site.alice, address, [spelling]):
            assert str(REFUSAL) in answer
    assert places_of_the_number() == []


def test_signing_in_with_it_stores_nothing() -> None:
    list(type_the_number_everywhere(Client(), reverse("account_login"), SPELLINGS[:3]))
    assert places_of_the_number() == []


@pytest.mark.parametrize(
    ("which", "name", "arguments"),
    [
        ("revision", "section", ["child_tax_credit"]),
        ("revision", "section", ["form_lines"]),
        ("revision", "give_up", []),
        ("reviewed", "publish", []),
        ("reviewed", "send_back", []),
        ("replaced", "revert", []),
    ],
)
def test_the_texts_of_the_yearly_figures_refuse_it(which: str, name: str, arguments: list[str]) -> None:
    site = Site()
    revision: ParameterRevision = getattr(site, which)
    address = reverse(f"admin:interview_parameterrevision_{name}", args=[revision.pk, *arguments])
    page = BeautifulSoup(site.admin.get(address).content, "html.parser")
    boxes = [str(box["name"]) for box in boxes_on(page)]
    # All boxes at once, because a section has more than a hundred: each has to refuse for itself.
    answer = site.admin.post(address, {**fields_on(page), **dict.fromkeys(boxes, SPELLINGS[0])})
    assert answer.status_code == 422
    assert boxes
    assert not [box for box in boxes if box not in answer.context["form"].errors]
    assert places_of_the_number() == []


def test_offices_and_accounts_refuse_it_as_a_name() -> None:
    site = Site()
    office = reverse("admin:interview_office_change", args=[site.office.pk])
    account = reverse("admin:auth_user_change", args=[site.root.pk])
    inline = {f"officemember_set-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for spelling in SPELLINGS:
        assert site.admin.post(office, {**inline, "name": spelling}).status_code == 200
        for field in ("first_name", "last_name"):
            assert site.admin.post(account, {"username": "root", field: spelling}).status_code == 200
    assert places_of_the_number() == []
