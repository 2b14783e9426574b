"""Clients of an office for the tests of the list, made without working out their results."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rows import name_key
from interview.firms.search import index
from tests.advising.people import THEN, advisor, office


class Desk:
    """An advisor at the list of an office."""

    def __init__(self, username: str = "bob", with_office: Office | None = None, role: str = "advisor") -> None:
        self.client, self.user = advisor(username)
        self.office = with_office or office("Lakeside Tax Help")
        self.seat = OfficeMember.objects.create(office=self.office, user=self.user, role=role)
        self.list = reverse("advising:clients", args=[self.office.pk])

    def page(self, query: str = "") -> BeautifulSoup:
        answer = self.client.get(f"{self.list}?{query}")
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    def rows(self, query: str = "") -> list[Tag]:
        return list(self.page(query).select("table.grid tbody tr"))

    def names(self, query: str = "") -> list[str]:
        return [name_in(row) for row in self.rows(query)]


def name_in(row: Tag) -> str:
    link = row.select_one("th a")
    assert link is not None
    return link.get_text()


def words(row: Tag) -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]


def client_of(its_office: Office, name: str = "Brauer", **values: Any) -> ClientFile:
    """A client with these columns, whatever its answers are."""
    tax_year = values.setdefault("tax_year", 2025)
    draft = Draft.objects.create(office=its_office, tax_year=tax_year, shared_name=name, updated_at=THEN)
    moments = {"status_at": THEN, "created_at": THEN, "last_activity_at": THEN}
    columns = {"name_key": name_key(name), **moments, **values}
    file = ClientFile.objects.create(office=its_office, draft=draft, name=name, **columns)
    index(file)
    return file


def days(number: int) -> timedelta:
    return timedelta(days=number)


def signed_out() -> Client:
    return Client()
