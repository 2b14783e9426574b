"""Files that a family takes away: who gets them, what they are called, what happens when one cannot be made."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.result.take_away.report import report_pdf
from interview.result.take_away.turns import AT_ONCE
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, QUICK_BERLIN, family

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


def test_the_report_arrives_as_a_file_with_the_year_in_its_name(client: Client) -> None:
    response = client.get(reverse("result:pdf", args=[draft_of(client, BERLIN).public_id]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="child-credit-2025-estimate.pdf"'
    assert response.content.startswith(b"%PDF-")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["result:pdf", "result:calendar"])
def test_another_browser_gets_no_file(client: Client, address: str) -> None:
    draft = draft_of(client, BERLIN)
    assert Client().get(reverse(address, args=[draft.public_id])).status_code == 404


@pytest.mark.parametrize("address", ["result:pdf", "result:calendar"])
def test_an_unfinished_draft_has_no_file_yet(client: Client, address: str) -> None:
    draft = draft_of(client, family(paid_home=None, filing_status=None))
    response = client.get(reverse(address, args=[draft.public_id]))
    assert response["Location"] == reverse("wizard:page", args=[draft.public_id, "paid_home"])


def test_who_asks_for_reports_again_and_again_has_to_wait(client: Client) -> None:
    draft = draft_of(client, QUICK_BERLIN)
    address = reverse("result:pdf", args=[draft.public_id])
    assert {client.get(address).status_code for _ in range(10)} == {200}
    refused = client.get(address)
    assert refused.status_code == 429
    assert "Wait a few minutes" in refused.content.decode()
    another = draft_of(client, BERLIN)
    assert client.get(reverse("result:pdf", args=[another.public_id])).status_code == 200


def test_two_reports_are_made_at_a_time_and_the_third_reader_is_offered_printing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("result:pdf", args=[draft_of(client, BERLIN).public_id])
    busy = []

    def meanwhile_another(_html: str) -> bytes:
        busy.append(client.get(address).status_code)
        return b"%PDF-1.7"

    monkeypatch.setattr("interview.result.take_away.report.report_pdf", meanwhile_another)
    assert client.get(address).status_code == 200
    assert busy == [503, 200]
    monkeypatch.setattr("interview.result.take_away.report.report_pdf", lambda _html: 1 // 0)
    for _try in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            client.get(address)


class WithoutPango:
    """What `import weasyprint` meets on a machine without the libraries that it loads."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.parametrize("missing", ["package", "library"])
def test_without_what_pdfs_need_the_page_offers_printing(
    client: Client, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr("interview.result.take_away.report.report_pdf", report_pdf)
    if missing == "package":
        monkeypatch.setitem(sys.modules, "weasyprint", None)
    else:
        monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
        monkeypatch.setattr(sys, "meta_path", [WithoutPango(), *sys.meta_path])
    draft = draft_of(client, BERLIN)
    response = client.get(reverse("result:pdf", args=[draft.public_id]))
    assert response.status_code == 503
    text = response.content.decode()
    assert "Print the result from your browser instead." in text
    assert reverse("result:show", args=[draft.public_id]) in text
    assert client.get(reverse("result:show", args=[draft.public_id])).status_code == 200


def test_the_page_offers_report_and_calendar_as_links_and_printing_as_a_button(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    page = client.get(reverse("result:show", args=[draft.public_id]))
    section = BeautifulSoup(page.content, "html.parser").select_one("section[aria-labelledby=take-h]")
    assert section is not None
    links = {link["href"] for link in section.select("a")}
    assert {reverse(name, args=[draft.public_id]) for name in ("result:pdf", "result:calendar")} <= links
    assert section.select_one("button[data-print].js-only") is not None


def test_the_report_holds_the_other_forms_only_when_they_are_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview.result.take_away.report.report_pdf", str.encode)
    draft = draft_of(client, BERLIN)
    address = reverse("result:pdf", args=[draft.public_id])
    page = BeautifulSoup(client.get(reverse("result:show", args=[draft.public_id])).content, "html.parser")
    every = page.select_one(f"section[aria-labelledby=take-h] a[href='{address}?all=1']")
    assert every is not None
    assert every.get_text() == "PDF with every form"
    for asked, forms in ((address, {"Schedule 8812"}), (f"{address}?all=1", {"Schedule 8812", "Form 1040"})):
        report = BeautifulSoup(client.get(asked).content, "html.parser")
        titles = " ".join(one.get_text() for one in report.select("#lines h3, .extra h4"))
        assert {name for name in ("Schedule 8812", "Form 1040") if name in titles} == forms


def test_the_report_offers_nothing_to_take_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview.result.take_away.report.report_pdf", str.encode)
    html = client.get(reverse("result:pdf", args=[draft_of(client, BERLIN).public_id])).content.decode()
    assert "answer-h" in html
    assert "take-h" not in html
    assert "/interview/" not in html
