"""The page of all requests, and the ready texts that an office writes itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.ready_texts import ready_documents
from interview.firms.request_models import ClientRequest, RequestTemplate
from interview.firms.requests import Ask, ask, withdraw
from interview.firms.sharing import stop_sharing
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db


class World:
    """Bob's office asks the families Brauer and Reyes; another office asks somebody else."""

    def __init__(self) -> None:
        self.bob, user = advisor("bob")
        _other, eve = advisor("eve")
        self.office, elsewhere = office("Lakeside Tax Help", user), office("Harbor Tax", eve)
        self.seat = OfficeMember.objects.select_related("office", "user").get(user=user)
        self.asks("Brauer", self.seat, Ask(page="paid_home", text="About the home", due_on=date(2026, 1, 5)))
        self.asks("Reyes", self.seat, Ask(document="Letter 6419"))
        self.asks("Stranger", OfficeMember.objects.get(office=elsewhere), Ask(document="A strange paper"))

    def asks(self, name: str, seat: OfficeMember, one: Ask) -> None:
        draft = shared_draft(seat.office, name)
        ask(ClientFile.objects.select_related("draft", "office").get(draft=draft), seat, [one])

    def page(self, query: str = "") -> str:
        answer = self.bob.get(reverse("advising:requests", args=[self.office.pk]) + query)
        assert answer.status_code == 200
        return text_of(answer)

    def writes(self, address: str = "new_text", *arguments: int, **fields: str) -> Any:
        return self.bob.post(reverse(f"advising:{address}", args=[self.office.pk, *arguments]), fields)


def text_of(answer: Any) -> str:
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_an_office_sees_the_open_requests_of_its_clients_alone() -> None:
    page = World().page()
    for seen in ("Brauer", "Paid for the home", "About the home", "Late", "Reyes", "Letter 6419"):
        assert seen in page
    assert "Stranger" not in page


def test_requests_are_listed_by_state_mine_and_late() -> None:
    world = World()
    letter = ClientRequest.objects.select_related("file__draft").get(document="Letter 6419")
    withdraw(letter, world.seat.user)
    assert "Letter 6419" not in world.page()
    assert "Letter 6419" in world.page("?state=withdrawn")
    assert "Brauer" in world.page("?late=1&mine=1")
    ClientRequest.objects.update(asked_by=None, due_on=None)
    assert "Brauer" not in world.page("?mine=1")
    assert "Brauer" not in world.page("?late=1")
    assert world.bob.get(reverse("advising:requests", args=[world.office.pk]) + "?state=odd").status_code == 404


def test_a_client_that_is_not_shown_any_more_takes_its_requests_along() -> None:
    world = World()
    stop_sharing(ClientFile.objects.select_related("draft").get(name="Brauer").draft)
    page = world.page()
    assert "Brauer" not in page
    assert "Reyes" in page


def test_who_sees_only_own_clients_sees_only_their_requests() -> None:
    world = World()
    world.office.only_own_clients = True
    world.office.save()
    _client, carla = advisor("carla")
    ClientFile.objects.filter(name="Brauer").update(assignee=carla)
    page = world.page()
    assert "Brauer" not in page
    assert "Reyes" in page


def test_the_page_costs_few_queries_however_many_requests_there_are() -> None:
    world = World()
    file = ClientFile.objects.select_related("draft", "office").get(name="Reyes")
    ask(file, world.seat, [Ask(document=f"Paper {number}") for number in range(20)])
    with CaptureQueriesContext(connection) as captured:
        world.page()
    assert len(captured) <= 12, [query["sql"] for query in captured]


def test_only_owners_write_the_ready_texts() -> None:
    world = World()
    assert world.bob.get(reverse("advising:texts", args=[world.office.pk])).status_code == 403
    OfficeMember.objects.update(role=OfficeMember.Role.OWNER)
    said = {"name": "Home", "step": "paid_home", "text_en": "Who paid?", "text_es": "¿Quién pagó?"}
    assert world.writes(**said).status_code == 302
    text = RequestTemplate.objects.get()
    assert text.texts == {"en": "Who paid?", "es": "¿Quién pagó?"}
    assert "Who paid?" in text_of(world.bob.get(reverse("advising:texts", args=[world.office.pk])))
    assert world.writes("text", text.pk, **{**said, "text_en": "Who has paid?"}).status_code == 302
    assert RequestTemplate.objects.get().texts["en"] == "Who has paid?"
    draft = ClientFile.objects.get(name="Brauer").draft
    asking = world.bob.get(reverse("advising:ask", args=[draft.public_id]) + "?page=paid_home")
    assert "Who has paid?" in text_of(asking)
    world.writes("text", text.pk, delete="1")
    assert not RequestTemplate.objects.exists()


def test_a_document_has_its_name_and_text_in_each_language_and_none_is_ever_blank() -> None:
    world = World()
    OfficeMember.objects.update(role=OfficeMember.Role.OWNER)
    said = {
        "name": "Bill",
        "document_en": "Bill",
        "text_en": "Send it.",
        "document_es": "Factura",
        "text_es": "Envíela.",
    }
    assert world.writes(**said).status_code == 302
    assert world.writes(name="Letter", document_es="Carta", text_es="Envíe la carta.").status_code == 302
    file = ClientFile.objects.select_related("draft").get(name="Brauer")
    assert ready_documents(file)[:2] == [("Bill", "Send it."), ("Carta", "Envíe la carta.")]
    file.draft.language = "es"
    assert ready_documents(file)[:2] == [("Factura", "Envíela."), ("Carta", "Envíe la carta.")]
    page = text_of(world.bob.get(reverse("advising:texts", args=[world.office.pk])))
    assert page.count("Not written in English: those families read the text above.") == 1
    assert "Not written in Español" not in page
    assert "Bill · Factura" in page


def test_a_text_needs_one_purpose_and_a_text_and_holds_no_identity_number() -> None:
    world = World()
    OfficeMember.objects.update(role=OfficeMember.Role.OWNER)
    for fields in (
        {"name": "Home", "text_en": "Who paid?"},
        {"name": "Home", "step": "paid_home", "document_en": "Bill", "text_en": "Who paid?"},
        {"name": "Bill", "document_en": "Bill"},
        {"name": "Bill", "document_en": "Bill", "text_en": "Send it.", "text_es": "Envíela."},
        {"name": "Bill", "document_en": "Bill", "document_es": "Factura", "text_en": "Send it."},
        {"name": "Home", "step": "paid_home"},
        {"name": "", "step": "paid_home", "text_en": "Who paid?"},
        {"name": "Home", "step": "paid_home", "text_en": "Is it 123-45-6789?"},
        {"name": "Home", "step": "nothing", "text_en": "Who paid?"},
    ):
        assert world.writes(**fields).status_code == 422, fields
    assert not RequestTemplate.objects.exists()


def test_a_text_of_another_office_does_not_exist() -> None:
    world = World()
    OfficeMember.objects.update(role=OfficeMember.Role.OWNER)
    theirs = RequestTemplate.objects.create(office=office("Third"), name="Theirs", step="paid_home")
    assert world.writes("text", theirs.pk, delete="1").status_code == 404
    assert RequestTemplate.objects.count() == 1
