"""Where an office begins its day, as its page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from interview.firms.file_models import ClientFile
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db


def page_of(*clients: dict[str, object]) -> BeautifulSoup:
    browser, anna = advisor("anna")
    firm = office("Lakeside Tax Help", anna)
    for values in clients:
        ClientFile.objects.filter(draft=shared_draft(firm)).update(**values)
    answer = browser.get(reverse("advising:dashboard", args=[firm.pk]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_every_picture_has_its_sentence_and_its_table() -> None:
    page = page_of({"blocked": "form_2555", "gain": 3400, "paid_now": 0})
    pictures = page.select("figure")
    assert {picture["id"] for picture in pictures} >= {"money", "blocked", "work"}
    for picture in pictures:
        finding = picture.select("figcaption p")[0].get_text(strip=True)
        assert finding
        assert picture.select("tbody tr")
        assert [words.get_text(strip=True) for words in picture.select("svg desc")] in ([], [finding])


def test_each_line_leads_to_the_clients_behind_it() -> None:
    page = page_of({"blocked": "form_2555"}, {"blocked": "form_2555"}, {"blocked": "child_number"})
    link = page.select("#blocked tbody a")[0]
    assert link.get_text(strip=True) == "Form 2555"
    browser, _user = advisor("another")
    address = str(link["href"])
    assert browser.get(address).status_code == 404
    assert "blocked=form_2555" in address
    assert "status=in_review" in address
    assert "status=paid" not in address


def test_an_office_without_clients_reads_how_families_come_to_it() -> None:
    page = page_of()
    assert "Give a family your office's code" in page.select("#main")[0].get_text()
    assert not page.select("figure")
