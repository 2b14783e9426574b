"""Which clients the address of a list means."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from interview.firms import search
from interview.firms.file_models import ClientFile
from interview.firms.list_filters import STAGES, Filters
from interview.firms.list_query import _CONDITIONS, UnreadableFilters, canonical, filtered
from interview.firms.office_models import Office
from interview.years.publishing import published_revision
from tests.advising.changed import changed_by, job_of
from tests.advising.people import advisor, draft_of, office
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


class Files:
    """An office with some clients, made without working out their results."""

    def __init__(self) -> None:
        _client, self.bob = advisor("bob")
        self.office: Office = office("Lakeside Tax Help", self.bob)

    def add(self, name: str, **values: Any) -> ClientFile:
        draft = draft_of("k" * 64, answers={})
        now = timezone.now()
        defaults = {"tax_year": 2025, "status_at": now, "last_activity_at": now, "created_at": now}
        values = {**defaults, "name_key": name.lower(), **values}
        file = ClientFile.objects.create(office=self.office, draft=draft, name=name, **values)
        search.index(file)
        return file

    def names(self, query: str) -> list[str]:
        found = filtered(ClientFile.objects.of_office(self.office.pk), query, me=self.bob.pk)
        return [file.name for file in found.order_by("name_key")]


@pytest.fixture
def files() -> Files:
    return Files()


def test_without_filters_every_client_is_meant(files: Files) -> None:
    files.add("Ames")
    assert files.names("") == files.names("sort=-gain&after=x&page=2&q=&status=") == ["Ames"]


def test_every_filter_of_the_form_narrows_the_list_down() -> None:
    assert set(_CONDITIONS) == set(Filters.base_fields) - {"q"}


def test_every_status_is_in_one_stage() -> None:
    assert sorted(status for _label, statuses in STAGES.values() for status in statuses) == sorted(
        ClientFile.Status.values
    )


@pytest.mark.parametrize(
    ("query", "meant", "other"),
    [
        ("status=ready", {"status": "ready"}, {"status": "received"}),
        ("stage=active", {"status": "in_review"}, {"status": "paid"}),
        ("year=2024", {"tax_year": 2024}, {"tax_year": 2025}),
        ("waiting=family", {"waiting_on": "family"}, {"waiting_on": "us"}),
        ("blocked=form_2555", {"blocked": "form_2555"}, {"blocked": ""}),
        ("route=no_exclusion", {"route": "no_exclusion"}, {"route": "exclude_both"}),
        ("children=2", {"children": 2}, {"children": 3}),
        ("children=4", {"children": 7}, {"children": 3}),
        ("children=0", {"children": 0}, {"children": None}),
        ("gain=1700", {"gain": 1700}, {"gain": 1699}),
        ("gain=0", {"gain": 0}, {"gain": None}),
        ("due_in=0", {"next_date": TODAY}, {"next_date": date(2026, 11, 23)}),
        ("due_in=90", {"next_date": date(2027, 2, 20)}, {"next_date": date(2026, 11, 21)}),
        ("due_by=2026-11-22", {"next_date": TODAY}, {"next_date": None}),
        ("changed_since=2026-11-01", {}, {"last_activity_at": datetime(2026, 10, 31, 23, tzinfo=UTC)}),
        ("open=1", {"open_answers": 1}, {"open_answers": 0}),
        ("flagged=1", {"flagged": True}, {"flagged": False}),
        ("country=MX", {"country": "MX"}, {"country": ""}),
        ("language=es", {"language": "es"}, {"language": "en"}),
        ("q=mar%C3%ADa", {"email": "ortiz.maria@example.org"}, {"email": "anna@example.org"}),
    ],
)
def test_a_filter_keeps_what_it_names(files: Files, query: str, meant: dict[str, Any], other: dict[str, Any]) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        files.add("Meant", **meant)
        files.add("Other", **other)
        assert files.names(query) == ["Meant"]


def test_the_values_of_one_filter_add_up_and_filters_narrow_each_other(files: Files) -> None:
    files.add("Ames", status="ready", children=0)
    files.add("Brauer", status="paid", children=5)
    files.add("Cole", status="received", children=2)
    assert files.names("status=ready&status=paid") == ["Ames", "Brauer"]
    assert files.names("children=0&children=4") == ["Ames", "Brauer"]
    assert files.names("status=ready&status=paid&children=4") == ["Brauer"]


def test_clients_are_asked_for_by_who_has_them(files: Files) -> None:
    _client, ana = advisor("ana")
    files.add("Ames", assignee=files.bob)
    files.add("Brauer", assignee=ana)
    files.add("Cole")
    assert files.names("assignee=me") == ["Ames"]
    assert files.names(f"assignee={ana.pk}&assignee=nobody") == ["Brauer", "Cole"]
    with pytest.raises(ValueError, match="Nobody said who asks"):
        filtered(ClientFile.objects.all(), "assignee=me")


def test_results_of_older_figures_are_found(files: Files) -> None:
    before = published_revision(2025)
    assert before is not None
    files.add("Old", revision_id=before.pk)
    files.add("New", revision_id=publish_refund_cap(1_000).pk)
    files.add("None yet")
    assert files.names("old_figures=1") == ["Old"]


def test_results_that_new_figures_changed_are_found(files: Files) -> None:
    revision = published_revision(2025)
    assert revision is not None
    changed_by(job_of(revision), files.add("Changed").draft)
    changed_by(job_of(revision, kind="preview"), files.add("Only a preview").draft)
    files.add("Other")
    assert files.names("new_figures=1") == ["Changed"]


@pytest.mark.parametrize(
    "query",
    [
        "status=made_up",
        "year=1066",
        "assignee=1%20OR%201",
        "gain=much",
        "due_by=11/22/2026",
        "children=-1",
        "country=XX",
    ],
)
def test_filters_that_cannot_be_read_are_refused_and_never_left_out(files: Files, query: str) -> None:
    with pytest.raises(UnreadableFilters):
        files.names(query)


def test_identity_numbers_are_not_searched_for(files: Files) -> None:
    with pytest.raises(UnreadableFilters):
        files.names("q=123-45-6789")


def test_the_same_filters_make_the_same_address() -> None:
    assert canonical("year=2025&status=ready&q=+&gain=&after=x&status=ready") == "status=ready&year=2025"
    assert canonical("sort=-gain&status=ready", "sort") == "status=ready&sort=-gain"
