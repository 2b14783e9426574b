"""However long an office's list is, its pages are stretches of indexes. `tests.benchmarks.workspace` takes the time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.advising.clients.changed_results import LAST_CHANGED_FIRST, still_to_look_at
from interview.advising.clients.columns import SORTS
from interview.advising.clients.listed import Asked, page_of
from interview.advising.clients.paging import list_page
from interview.advising.clients.views_of_list import MOST_VIEWS, READY_MADE, counted
from interview.firms import audit
from interview.firms.file_models import ClientFile
from interview.firms.job_models import SavedView
from interview.firms.list_filters import Filters
from interview.firms.list_query import filtered
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files_to_list
from tests.advising.people import advisor, draft_of, office, shared_draft
from tests.benchmarks.workspace_measured import FILTERS, MOST_QUERIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> OfficeMember:
    _client, bob = advisor("bob")
    lakeside = office("Lakeside Tax Help", bob)
    shared_draft(lakeside, "Brauer")
    return OfficeMember.objects.select_related("office").get(office=lakeside)


def plans(found: QuerySet[ClientFile], seat: OfficeMember, query: str) -> list[str]:
    """How the database finds the first page, as it would in a large table."""
    given = QueryDict(query)
    with CaptureQueriesContext(connection) as queries:
        page_of(found, Asked.read(given, seat), given)
    asked = [each["sql"] for each in queries if each["sql"].startswith("SELECT")]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        return [_plan(cursor, sql) for sql in asked]


def _plan(cursor: Any, sql: str) -> str:
    cursor.execute(f"EXPLAIN {sql}" if connection.vendor == "postgresql" else f"EXPLAIN QUERY PLAN {sql}")
    return "\n".join(str(row[-1]) for row in cursor.fetchall())


def sorts_rows(plan: str) -> bool:
    """Whether more rows than the page needs are fetched and put in order, by more than the last key."""
    return bool(re.search(r"TEMP B-TREE FOR ORDER BY|^\s*->\s+Sort|^Sort|->  Sort", plan, re.MULTILINE))


@pytest.mark.parametrize("way", ["", "-"])
def test_every_sort_is_a_stretch_of_an_index(seat: OfficeMember, way: str) -> None:
    for code in SORTS:
        for plan in plans(files_to_list(seat), seat, f"sort={way}{code}"):
            assert not sorts_rows(plan), (code, plan)
            assert "files_by_" in plan, (code, plan)


def test_the_counts_of_the_tabs_are_read_off_indexes_alone(seat: OfficeMember) -> None:
    with CaptureQueriesContext(connection) as queries:
        counted(seat, [query for _name, query in READY_MADE])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = _plan(cursor, queries[-1]["sql"])
    reads = [
        line
        for line in plan.splitlines()
        if re.search(r"clientfile|(?:SEARCH|SCAN) [UV]0\b(?! USING INDEX one_published)", line)
    ]
    assert len(reads) >= len(READY_MADE), plan
    for line in reads:
        # In so small a table any index is as good to PostgreSQL; the benchmark looks at its plans.
        from_index_alone = r"Scan using files_by" if connection.vendor == "postgresql" else r"COVERING INDEX files_by"
        assert re.search(from_index_alone, line), plan


def test_what_new_figures_changed_is_a_stretch_of_an_index(seat: OfficeMember) -> None:
    with CaptureQueriesContext(connection) as queries:
        list_page(still_to_look_at(seat), LAST_CHANGED_FIRST)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        plan = _plan(cursor, queries[0]["sql"])
    assert "files_by_new_figures_at" in plan, plan
    assert not sorts_rows(plan), plan


def test_every_filter_is_measured() -> None:
    assert set(FILTERS) == set(Filters.base_fields) - {"q"}


def test_no_filter_reads_the_files_of_other_offices(seat: OfficeMember) -> None:
    for name, values in FILTERS.items():
        query = f"{name}={values[0]}"
        for plan in plans(filtered(files_to_list(seat), query, me=seat.user_id), seat, query):
            assert "files_by_" in plan or "PRIMARY KEY" in plan, (name, plan)
            assert not re.search(r"SCAN \w*clientfile|Seq Scan on interview_clientfile", plan), (name, plan)


def test_the_list_takes_twelve_queries_at_most(seat: OfficeMember) -> None:
    client, _bob = advisor("carla")
    OfficeMember.objects.create(office=seat.office, user=_bob, role="owner")
    for key in range(60):
        draft = draft_of("k" * 64, answers={})
        draft.office = seat.office
        draft.save()
        ClientFile.objects.create(
            office=seat.office, draft=draft, name=f"Client {key}", name_key=f"client {key:02}", tax_year=2025,
            status_at=draft.updated_at, last_activity_at=draft.updated_at, created_at=draft.updated_at,
        )  # fmt: skip
    for number in range(MOST_VIEWS):
        query = f"q=client&year=2025&old_figures=on&new_figures=on&gain={number}"
        SavedView.objects.create(office=seat.office, owner=_bob, name=f"View {number}", query=query, shared=True)
    address = reverse("advising:clients", args=[seat.office_id])
    for query in (
        "",
        "sort=-gain",
        "q=client",
        "stage=active&assignee=me&sort=gain",
        "q=client&old_figures=on&sort=-gain",
    ):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{address}?{query}")
        assert page.status_code == 200
        assert len(queries) <= MOST_QUERIES, [each["sql"][:80] for each in queries]


@pytest.mark.parametrize(
    ("who", "kind", "index"),
    [
        ("", "deleted", "activities_of_a_kind"),
        ("bob", "", "activities_of_a_person"),
        ("", "", "activities_of_an_office"),
    ],
)
def test_the_record_of_an_office_is_read_off_an_index_by_kind_and_by_person(
    seat: OfficeMember, who: str, kind: str, index: str
) -> None:
    wanted = audit.Wanted(who=str(seat.user_id) if who else "", kind=kind)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        with CaptureQueriesContext(connection) as queries:
            list(audit.entries(seat.office, wanted)[:50])
        plan = _plan(cursor, queries[0]["sql"])
    assert index in plan, plan
    assert not sorts_rows(plan), plan
