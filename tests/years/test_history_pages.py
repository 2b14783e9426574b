"""The history can be read, filtered and taken away by everybody who may see the figures, and changed by nobody."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interview.figures.history_views import ROWS, csv_lines
from interview.years.history import entries, record
from interview.years.models import HistoryEntry, ParameterRevision
from tests.years.addresses import page
from tests.years.people import edit_cap, person, signed_in
from tests.years.sent_forms import soup_of, text_of

pytestmark = pytest.mark.django_db

ALL = "admin:interview_parameterrevision_all_history"


@pytest.fixture
def ada() -> User:
    return person("ada", "editor")


@pytest.fixture
def vera() -> Client:
    return signed_in("vera", "viewer")


def rows_of(answer: Any) -> list[list[str]]:
    rows = soup_of(answer).select("#content-main tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in rows]


def exported(client: Client, address: str) -> str:
    answer = client.get(address)
    assert "attachment" in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_revision_tells_who_changed_what_from_what_to_what(draft: ParameterRevision, ada: User, vera: Client) -> None:
    edit_cap(draft, 1900, by=ada)
    label = "Most that can be paid back for each child"
    found = [row[1:6] for row in rows_of(vera.get(page("history", draft)))]
    assert ["ada", "Figure changed", label, "$1,700", "$1,900"] in found
    assert found[-1][:2] == ["admin", "New draft"]


def test_the_whole_history_is_filtered_by_year_kind_and_person(
    draft: ParameterRevision, ada: User, vera: Client
) -> None:
    edit_cap(draft, 1900, by=ada)
    record(HistoryEntry.What.CREATED, 2024, by=None, label="Another year")
    everything = rows_of(vera.get(reverse(ALL)))
    assert len(everything) == HistoryEntry.objects.count()
    for query, wanted in [
        ("year=2024", HistoryEntry.objects.filter(tax_year=2024)),
        ("what=changed", HistoryEntry.objects.filter(what="changed")),
        (f"by={ada.pk}", HistoryEntry.objects.filter(by=ada)),
        ("by=program", HistoryEntry.objects.filter(by=None)),
        (f"year=2025&what=changed&by={ada.pk}", HistoryEntry.objects.filter(by=ada, what="changed")),
    ]:
        assert len(rows_of(vera.get(f"{reverse(ALL)}?{query}"))) == wanted.count() > 0, query
    for strange in ("year=x", "what=nonsense", "by=0", "after=nowhere", "as=exe"):
        assert vera.get(f"{reverse(ALL)}?{strange}").status_code == 404, strange


def test_a_long_history_is_turned_page_by_page_and_shows_each_entry_once(
    draft: ParameterRevision, vera: Client
) -> None:
    at = timezone.now()
    for number in range(2 * ROWS + 5):
        # Several share a moment: an import writes hundreds at once.
        moment = at - timedelta(number // 60)
        record(HistoryEntry.What.CHANGED, draft, by=None, label=f"n{number}", at=moment)
    address, seen = page("history", draft), []
    while address:
        answer = vera.get(address)
        seen += [row[3] for row in rows_of(answer)]
        link = next((a for a in soup_of(answer).select("#content-main a") if "Older" in a.get_text()), None)
        address = page("history", draft) + str(link["href"]) if link else ""
    assert sorted(each for each in seen if each) == sorted(f"n{number}" for number in range(2 * ROWS + 5))


def test_a_page_asks_the_database_as_often_for_many_entries_as_for_few(
    draft: ParameterRevision, ada: User, vera: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            vera.get(reverse(ALL))
        return len(found)

    few = queries()
    for number in range(30):
        record(HistoryEntry.What.CHANGED, draft, by=ada, label=str(number))
    assert queries() == few


def test_the_history_is_taken_away_as_csv_and_json(draft: ParameterRevision, ada: User, vera: Client) -> None:
    edit_cap(draft, 1900, by=ada)
    rows = list(csv.reader(io.StringIO(exported(vera, f"{page('history', draft)}?as=csv"))))
    assert len(rows) == 1 + HistoryEntry.objects.filter(revision=draft).count()
    found = json.loads(exported(vera, f"{page('history', draft)}?as=json"))
    changed = next(entry for entry in found if entry["what"] == "changed" and entry["new"] == "$1,900")
    assert changed["by"] == "ada"
    assert (changed["path"], changed["old"]) == ("figures.child_tax_credit.refund_cap_per_child.value", "$1,700")
    assert json.loads(exported(vera, f"{page('history', draft)}?as=json&what=withdrawn")) == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\tx", " =1+1", "＝1+1", "|cmd"])
def test_a_spreadsheet_runs_nothing_that_somebody_typed(draft: ParameterRevision, cell: str) -> None:
    record(HistoryEntry.What.SENT_BACK, draft, by=None, reason=cell)
    rows = list(csv.reader(io.StringIO("".join(csv_lines(entries(revision=draft))))))
    assert rows[1][-1] == f"'{cell}"


def test_nobody_changes_the_history_from_its_page(draft: ParameterRevision, admin_client: Client) -> None:
    before = list(HistoryEntry.objects.values())
    for address in (page("history", draft), reverse(ALL)):
        assert admin_client.post(address, {"action": "delete_selected"}).status_code == 405
    assert list(HistoryEntry.objects.values()) == before


def test_whoever_may_not_see_figures_sees_no_history(draft: ParameterRevision) -> None:
    client = signed_in("nobody")
    assert client.get(page("history", draft)).status_code == 403
    assert client.get(reverse(ALL)).status_code == 403


def test_the_history_leads_from_one_revision_to_its_year(draft: ParameterRevision, vera: Client) -> None:
    answer = vera.get(page("history", draft))
    assert "All of 2025" in text_of(answer)
    assert vera.get(f"{reverse(ALL)}?year=2025").status_code == 200
