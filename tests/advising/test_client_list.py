"""The list of clients: what a row says, how it sorts and pages, and what it costs."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.advising.clients.columns import CLIENT, COLUMNS, SORTS, USUAL, turned
from interview.advising.clients.paging import ROWS, list_page
from interview.engine import WHO_EXCLUDES
from interview.firms.file_models import ClientFile
from interview.firms.job_models import SavedView
from interview.firms.list_filters import ROUTES
from interview.firms.office_models import OfficeMember
from interview.years.publishing import published_revision
from tests.advising.clients_of import Desk, client_of, name_in, words
from tests.advising.people import THEN, advisor, office, shared_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob() -> Desk:
    return Desk()


# Rows ------------------------------------------------------------------------------------------------------------


def test_a_row_says_where_a_client_stands(bob: Desk) -> None:
    revision = published_revision(2025)
    assert revision is not None
    file = client_of(
        bob.office,
        "<b>Brauer</b>",
        status="in_review",
        children=3,
        qualifying_children=2,
        paid_now=1_700,
        paid_possible=3_400,
        gain=1_700,
        route="no_exclusion",
        blocked="form_2555",
        next_date=date(2026, 4, 15),
        assignee=bob.user,
        country="DE",
        revision_id=revision.pk,
    )
    (row,) = bob.rows()
    reference = str(file.draft.public_id)[:8].upper()
    assert words(row)[-11:] == [
        f"<b>Brauer</b> {reference} · Germany", "In review", "2025", "2 of 3", "$1,700", "$3,400",
        "Without Form 2555", "Form 2555", "Apr 15, 2026", "bob", "Mar 9, 2026",
    ]  # fmt: skip
    link = row.select_one("th a")
    assert link is not None
    assert link["href"] == reverse("advising:draft", args=[file.draft.public_id])


def test_a_client_without_a_result_has_no_amounts(bob: Desk) -> None:
    client_of(bob.office)
    (row,) = bob.rows()
    assert words(row)[-8:-1] == ["–"] * 7


def test_a_real_draft_shows_what_came_out(bob: Desk) -> None:
    shared_draft(bob.office)
    (row,) = bob.rows()
    assert {"$3,400", "Received", "2025"} <= set(words(row))


def test_every_way_to_file_has_words() -> None:
    assert set(ROUTES) == set(WHO_EXCLUDES)


def test_marks_stand_beside_the_name(bob: Desk) -> None:
    client_of(bob.office, flagged=True, frozen=True, revision_id=1)
    first = words(bob.rows()[0])
    assert "Flagged Signed off Older figures" in " ".join(first)


# Order and pages -------------------------------------------------------------------------------------------------


def many(bob: Desk, count: int) -> None:
    """Clients with few different values, some of them empty, so that many are equal."""
    chance = random.Random(7)  # noqa: S311 - the same clients every time
    for number in range(count):
        client_of(
            bob.office,
            chance.choice(["Ames", "Brauer", "Cole"]),
            tax_year=chance.choice([2024, 2025]),
            status=chance.choice(["received", "ready", "closed"]),
            waiting_on=chance.choice(["us", "family", "nobody"]),
            children=chance.choice([None, 1, 2]),
            paid_now=chance.choice([None, 0, 1_700]),
            paid_possible=chance.choice([None, 3_400]),
            gain=chance.choice([None, 0, 1_700]),
            route=chance.choice(["", "no_exclusion"]),
            blocked=chance.choice(["", "form_2555"]),
            next_date=chance.choice([None, date(2026, 4, 15), date(2027, 4, 15)]),
            assignee=chance.choice([None, bob.user]),
            last_activity_at=THEN + timedelta(hours=chance.randrange(3)),
            last_family_at=chance.choice([None, THEN]),
            open_answers=chance.randrange(2),
            flagged=chance.random() < 0.5,
            country=chance.choice(["", "DE"]),
            language=chance.choice(["en", "es"]),
            created_at=THEN + timedelta(minutes=number),
        )


def test_every_sort_pages_forwards_and_backwards_without_losing_or_doubling_anybody(bob: Desk) -> None:
    many(bob, 23)
    found = ClientFile.objects.filter(office=bob.office)
    for code, usual in SORTS.items():
        for sort in (usual, turned(usual)):
            forwards, after, places = [], None, []
            while True:
                page = list_page(found, sort, after=after, rows=5)
                forwards += [file.pk for file in page.rows]
                places.append(page.previous_place)
                if page.next_place is None:
                    break
                after = page.next_place
            assert sorted(forwards) == sorted(found.values_list("pk", flat=True)), code
            before = list_page(found, sort, before=places[-1], rows=5)
            assert [file.pk for file in before.rows] == forwards[15:20], code
            before = list_page(found, sort, before=before.previous_place, rows=5)
            assert [file.pk for file in before.rows] == forwards[10:15], code
            assert list_page(found, sort, before=places[1], rows=5).previous_place is None


def test_the_list_begins_with_what_waits_on_us_and_the_next_date(bob: Desk) -> None:
    soon, late = date(2026, 4, 15), date(2027, 4, 15)
    client_of(bob.office, "Theirs", waiting_on="family", next_date=soon)
    client_of(bob.office, "No date", waiting_on="us")
    client_of(bob.office, "Late", waiting_on="us", next_date=late)
    client_of(bob.office, "Soon", waiting_on="us", next_date=soon)
    client_of(bob.office, "Nobody's", waiting_on="nobody")
    assert bob.names() == ["Soon", "Late", "No date", "Nobody's", "Theirs"]


def test_amounts_sort_with_the_largest_first_and_unknown_ones_at_the_end_both_ways(bob: Desk) -> None:
    for name, gain in (("None", None), ("Small", 100), ("Large", 1_700), ("Zero", 0)):
        client_of(bob.office, name, gain=gain)
    assert bob.names("sort=gain") == ["Large", "Small", "Zero", "None"]
    assert bob.names("sort=-gain") == ["Zero", "Small", "Large", "None"]


def test_statuses_sort_in_the_order_of_the_work(bob: Desk) -> None:
    for status in ("closed", "waiting_family", "received", "paid"):
        client_of(bob.office, status, status=status)
    assert bob.names("sort=status") == ["received", "waiting_family", "paid", "closed"]


def test_names_sort_without_accents_and_capitals(bob: Desk) -> None:
    for name in ("Zoe", "Ångström", "brauer"):
        client_of(bob.office, name)
    assert bob.names("sort=client") == ["Ångström", "brauer", "Zoe"]


def test_the_head_says_which_column_sorts_and_turns_it_round(bob: Desk) -> None:
    client_of(bob.office)
    head = bob.page("sort=paid_now&year=2025").select_one("th[aria-sort]")
    assert head is not None
    assert (head["aria-sort"], head.get_text()) == ("descending", "Paid out now")
    link = head.select_one("a")
    assert link is not None
    assert link["href"] == f"{bob.list}?year=2025&sort=-paid_now"


def test_fifty_make_a_page_and_the_links_lead_on_and_back(bob: Desk) -> None:
    for number in range(ROWS + 2):
        client_of(bob.office, f"Family {number:03}", status="ready")
    client_of(bob.office, "Other", status="paid")
    first = bob.page("status=ready&sort=client")
    following = first.select_one("a[rel=next]")
    assert following is not None
    assert "Family" not in str(following["href"])
    second = BeautifulSoup(bob.client.get(str(following["href"])).content, "html.parser")
    assert [name_in(row) for row in second.select("table.grid tbody tr")] == ["Family 050", "Family 051"]
    assert second.select_one("a[rel=next]") is None
    back = second.select_one("a[rel=prev]")
    assert back is not None
    assert len(BeautifulSoup(bob.client.get(str(back["href"])).content, "html.parser").select("tbody tr")) == ROWS


@pytest.mark.parametrize("query", ["after=x", "before=x", "after=", "sort=made_up", "sort=--gain"])
def test_a_made_up_place_or_order_is_not_found(bob: Desk, query: str) -> None:
    client_of(bob.office)
    assert bob.client.get(f"{bob.list}?{query}").status_code == 404


def test_a_place_belongs_to_its_order(bob: Desk) -> None:
    for number in range(ROWS + 1):
        client_of(bob.office, f"Family {number}")
    following = bob.page("sort=client").select_one("a[rel=next]")
    assert following is not None
    assert bob.client.get(str(following["href"]).replace("sort=client", "sort=gain")).status_code == 404


# Filters, views, columns -----------------------------------------------------------------------------------------


def test_a_filter_is_a_chip_that_takes_it_away_again(bob: Desk) -> None:
    client_of(bob.office, status="ready")
    client_of(bob.office, "Ames", status="paid")
    page = bob.page("status=ready&year=2025&gain=&sort=client")
    chips = {" ".join(chip.get_text().split()): chip["href"] for chip in page.select("a.pill")}
    assert [name_in(row) for row in page.select("tbody tr")] == ["Brauer"]
    assert chips == {
        "Status: Ready take away": f"{bob.list}?year=2025&sort=client",
        "Tax year: 2025 take away": f"{bob.list}?status=ready&sort=client",
    }


def test_filters_and_cells_are_in_the_language_of_each_reader(bob: Desk) -> None:
    client_of(bob.office, status="ready", country="DE", children=3, qualifying_children=2)
    spanish = bob.list.replace("/en/", "/es/", 1)
    for _again in range(2):  # what was drawn for one reader must not be shown to the other
        for address, germany, ready, counted in (
            (bob.list, "Germany", "Ready", "2 of 3"),
            (spanish, "Alemania", "Listo", "2 de 3"),
        ):
            page = BeautifulSoup(bob.client.get(f"{address}?country=DE&status=ready").content, "html.parser")
            (row,) = page.select("table.grid tbody tr")
            picked = page.select("input[name=status][checked] + span, option[selected]")
            assert [each.get_text() for each in picked] == [ready, germany]
            assert {ready, counted} <= set(words(row))
            assert f" · {germany}" in row.get_text()


def test_filters_that_cannot_be_read_are_told_and_show_nobody(bob: Desk) -> None:
    client_of(bob.office)
    for query in ("gain=much", "q=123-45-6789", "status=made_up"):
        answer = bob.client.get(f"{bob.list}?{query}")
        page = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 422
        assert page.select("[data-error-summary]") != []
        assert "Brauer" not in page.get_text()


def test_the_search_finds_names_references_and_addresses(bob: Desk) -> None:
    file = client_of(bob.office, "Ángela Ortiz", email="ortiz@example.org")
    client_of(bob.office, "Brauer")
    for text in ("ange", "ORTIZ angela", "ortiz@example.org", str(file.draft.public_id)[:8]):
        assert bob.names(f"q={text}") == ["Ángela Ortiz"]


def test_ready_made_views_count_their_clients(bob: Desk) -> None:
    client_of(bob.office, assignee=bob.user, waiting_on="us", status="ready")
    client_of(bob.office, "Ames", waiting_on="family", status="closed")
    tabs = {" ".join(tab.get_text().split()) for tab in bob.page().select("nav.views a")}
    assert {"Everything 2", "Mine, active 1", "Waiting on us 1", "Changed by new figures 0"} <= tabs
    (current,) = bob.page("assignee=me&stage=active").select("nav.views a[aria-current]")
    assert current.get_text().startswith("Mine, active")


def test_more_than_a_thousand_are_not_counted(bob: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview.advising.clients.views_of_list.MOST_COUNTED", 1)
    client_of(bob.office)
    client_of(bob.office)
    assert "1+" in {tab.get_text() for tab in bob.page().select("nav.views b")}


def save_view(desk: Desk, **data: str) -> int:
    return desk.client.post(reverse("advising:views", args=[desk.office.pk]), data).status_code


def test_a_view_is_saved_for_oneself_or_for_the_office(bob: Desk) -> None:
    assert save_view(bob, name="Ready ones", query="status=ready&after=x&sort=-gain") == 302
    assert save_view(bob, name="Paid ones", query="status=paid", shared="on") == 302
    assert SavedView.objects.get(name="Ready ones").query == "status=ready&sort=-gain"
    ana = Desk("ana", bob.office)
    tabs = ana.page().select_one("nav.views")
    assert tabs is not None
    assert "Paid ones" in tabs.get_text()
    assert "Ready ones" not in tabs.get_text()


def test_a_shared_view_with_mine_in_it_shows_everybody_their_own(bob: Desk) -> None:
    save_view(bob, name="Mine", query="assignee=me", shared="on")
    ana = Desk("ana", bob.office)
    client_of(bob.office, "Ames", assignee=ana.user)
    assert ana.names("assignee=me") == ["Ames"]
    assert bob.names("assignee=me") == []


def test_a_view_needs_a_name_without_an_identity_number_and_a_list_that_can_be_read(bob: Desk) -> None:
    assert save_view(bob, name="", query="") == 422
    assert save_view(bob, name="123-45-6789", query="") == 422
    assert save_view(bob, name="Odd", query="status=made_up") == 422
    assert save_view(bob, name="Odd", query="sort=made_up") == 422
    assert not SavedView.objects.exists()


def test_an_assistant_saves_views_for_themselves_only(bob: Desk) -> None:
    eve = Desk("eve", bob.office, role="assistant")
    save_view(eve, name="For all", query="", shared="on")
    assert SavedView.objects.get().shared is False


def test_nobody_changes_the_views_of_others_but_an_owner_may_delete_shared_ones(bob: Desk) -> None:
    save_view(bob, name="Shared", query="", shared="on")
    save_view(bob, name="Private", query="")
    ana, olga = Desk("ana", bob.office), Desk("olga", bob.office, role="owner")
    shared, private = (
        reverse("advising:view", args=[bob.office.pk, SavedView.objects.get(name=name).pk])
        for name in ("Shared", "Private")
    )
    assert ana.client.post(shared, {"do": "delete"}).status_code == 404
    assert olga.client.post(private, {"do": "delete"}).status_code == 404
    assert olga.client.post(shared, {"do": "delete"}).status_code == 302
    assert bob.client.post(private, {"name": "Mine now"}).status_code == 302
    assert [view.name for view in SavedView.objects.all()] == ["Mine now"]


def heads(desk: Desk, query: str = "") -> list[str]:
    return [head.get_text() for head in desk.page(query).select("thead a")]


def test_everybody_chooses_their_own_columns_and_their_order(bob: Desk) -> None:
    client_of(bob.office)
    address = reverse("advising:columns", args=[bob.office.pk])
    moved = bob.client.post(address, {"column": ["gain", "year"], "do": "down:gain"})
    ticked = [box["value"] for box in BeautifulSoup(moved.content, "html.parser").select("input[checked]")]
    assert ticked == ["year", "gain"]
    kept = bob.client.post(address, {"column": [*ticked, "made_up"], "do": "save", "query": "sort=gain"})
    assert kept.headers["Location"] == f"{bob.list}?sort=gain"
    assert heads(bob) == ["Client", "Year", "Could gain"]
    assert heads(bob, "columns=status") == ["Client", "Status"]
    assert len(heads(Desk("ana", bob.office))) == len(USUAL) + 1
    bob.client.post(address, {"do": "usual"})
    assert OfficeMember.objects.get(user=bob.user).columns == []


def test_every_column_can_be_shown_and_sorted_by(bob: Desk) -> None:
    many(bob, 3)
    page = bob.page(f"columns={','.join(COLUMNS)}")
    links = [QueryDict(str(link["href"]).partition("?")[2]) for link in page.select("thead a")]
    sorts = {link["sort"].lstrip("-") for link in links}
    assert sorts == {CLIENT, *COLUMNS}


# Offices, people, costs ------------------------------------------------------------------------------------------


def test_sign_in_leads_to_the_clients_of_the_last_office(bob: Desk) -> None:
    other = office("Another", bob.user)
    drafts = reverse("advising:drafts")
    assert bob.client.get(drafts).headers["Location"] == reverse("advising:clients", args=[other.pk])
    switch = bob.page().select_one("nav.offices")
    assert switch is not None
    assert "Another" in switch.get_text()
    assert bob.client.get(drafts).headers["Location"] == bob.list


def test_an_advisor_without_an_office_is_told() -> None:
    client, _user = advisor("dora")
    text = client.get(reverse("advising:drafts")).content.decode()
    assert "You are not a member of an office yet" in text


def test_an_empty_office_is_told_its_code(bob: Desk) -> None:
    text = bob.page().get_text()
    assert "No family shares a draft with you yet" in text
    assert bob.office.shown_code in text
    assert "No client fits these filters" in bob.page("status=paid").get_text()


def test_the_list_of_another_office_does_not_exist(bob: Desk) -> None:
    other = office("Another")
    client_of(other, "Hidden")
    for name in ("clients", "columns", "views", "changed"):
        assert bob.client.get(reverse(f"advising:{name}", args=[other.pk])).status_code == 404


def test_the_list_costs_the_same_for_one_row_and_for_fifty_and_never_loads_answers(bob: Desk) -> None:
    client_of(bob.office)

    def queries(query: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            bob.page(query)
        return [each["sql"] for each in captured.captured_queries]

    for_one = queries("sort=gain")
    for _ in range(ROWS):
        client_of(bob.office)
    for query in ("sort=gain", "q=brau&status=received", ""):
        for_fifty = queries(query)
        assert len(for_fifty) <= len(for_one) + 2 <= 12
        assert [sql for sql in for_fifty if '"answers"' in sql or '"assessment"' in sql] == []
