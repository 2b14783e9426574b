"""Where people see their own clients and nobody's only, the order by person begins at theirs."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.advising.clients_of import Desk, client_of, name_in

pytestmark = pytest.mark.django_db
MINE, NOBODYS = 22, 33


@pytest.fixture
def bob() -> Desk:
    first = Desk("ana")
    bob = Desk("bob", with_office=first.office)
    bob.office.only_own_clients = True
    bob.office.save()
    for number in range(MINE):
        client_of(bob.office, f"Mine {number}", assignee=bob.user)
    for number in range(NOBODYS):
        client_of(bob.office, f"Nobody's {number}")
    for number in range(3):
        client_of(bob.office, f"Another's {number}", assignee=first.user)
    return bob


def names_on(page: BeautifulSoup) -> list[str]:
    return [name_in(row) for row in page.select("table.grid tbody tr")]


def link(page: BeautifulSoup, rel: str) -> str:
    found = page.select_one(f'nav a[rel="{rel}"]')
    assert found is not None
    return str(found["href"]).partition("?")[2]


@pytest.mark.parametrize("way", ["", "-"])
def test_every_client_that_somebody_sees_is_on_one_page_in_the_order_by_person(bob: Desk, way: str) -> None:
    first = bob.page(f"sort={way}assignee")
    second = bob.page(link(first, "next"))
    names = names_on(first) + names_on(second)
    assert len(names) == len(set(names)) == MINE + NOBODYS
    assert all(name.startswith("Mine") for name in names[:MINE])
    assert all(name.startswith("Nobody's") for name in names[MINE:])
    assert names_on(bob.page(link(second, "prev"))) == names_on(first)


def test_the_order_by_person_does_not_walk_past_the_clients_of_others(bob: Desk) -> None:
    with CaptureQueriesContext(connection) as queries:
        bob.page("sort=-assignee")
    pages = [each["sql"] for each in queries if 'ORDER BY "interview_clientfile"."assignee_id"' in each["sql"]]
    assert len(pages) == 2  # Bob's, then nobody's
    assert f'"assignee_id" = {bob.user.pk}' in pages[0].rpartition(" AND ")[2]
    assert '"assignee_id" IS NULL' in pages[1].rpartition(" AND ")[2]
