"""The advisors' list of drafts whose results new figures changed."""

from __future__ import annotations

import copy

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.advising.clients.paging import ROWS
from interview.drafts.models import Draft
from interview.impact.jobs import start_reevaluation
from interview.impact.tasks import work
from tests.advising.changed import changed_by, job_of
from tests.advising.clients_of import Desk, client_of, name_in, words
from tests.advising.people import THEN, advisor, family, office, shared_draft
from tests.interview.browsing import send
from tests.interview.families import BERLIN
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db

UNFINISHED = {"start": BERLIN["start"], "year": BERLIN["year"]}


@pytest.fixture
def bob() -> Desk:
    return Desk()


def changed(bob: Desk) -> str:
    return reverse("advising:changed", args=[bob.office.pk])


def rows(bob: Desk, address: str = "") -> list[Tag]:
    page = BeautifulSoup(bob.client.get(address or changed(bob)).content, "html.parser")
    return list(page.select("table.grid tbody tr"))


def tick(client: Client, draft: Draft) -> int:
    return client.post(reverse("advising:looked_at", args=[draft.public_id])).status_code


def test_a_row_says_who_and_both_amounts_before_and_now(bob: Desk) -> None:
    draft = shared_draft(bob.office, "<b>Brauer</b>")
    changed_by(job_of(publish_refund_cap(1_900)), draft)
    (row,) = rows(bob)
    assert words(row) == [
        "<b>Brauer</b> 2025",
        "before $3,400 → now $3,800",
        "before $2,900 → now $3,300",
        "Apr 8, 2026, 10:00",
        "Tick off",
    ]
    link = row.select_one("a")
    assert link is not None
    assert link["href"] == reverse("advising:draft", args=[draft.public_id])


def test_an_amount_that_stays_says_so(bob: Desk) -> None:
    changed_by(job_of(publish_refund_cap(1_900)), shared_draft(bob.office), (1_700, 1_700))
    assert words(rows(bob)[0])[1] == "$1,700, unchanged"


def test_the_notice_of_the_new_figures_stands_above_the_rows(bob: Desk) -> None:
    revision = publish_refund_cap(1_900, notice={"en": "Congress raised the cap.\n\n<i>For everybody.</i>"})
    changed_by(job_of(revision), shared_draft(bob.office))
    page = BeautifulSoup(bob.client.get(changed(bob)).content, "html.parser")
    notice = page.select_one("section.card")
    assert notice is not None
    text = " ".join(notice.get_text(" ").split())
    assert text.startswith("2025 figures, revision 2, published")
    assert text.endswith("Congress raised the cap. <i>For everybody.</i>")


def test_only_what_the_figures_now_in_force_changed_is_listed(bob: Desk) -> None:
    old, draft = publish_refund_cap(1_900), shared_draft(bob.office)
    changed_by(job_of(old), draft)
    new = publish_refund_cap(1_800)
    assert rows(bob) == []
    changed_by(job_of(new, kind="preview"), draft)
    assert rows(bob) == []
    changed_by(job_of(new), draft, (3_400, 3_600))
    assert words(rows(bob)[0])[1] == "before $3,400 → now $3,600"


def test_a_row_that_is_ticked_off_leaves_the_list_of_the_whole_office(bob: Desk) -> None:
    job = job_of(publish_refund_cap(1_900))
    brauer, ames = shared_draft(bob.office, "Brauer"), shared_draft(bob.office, "Ames")
    for draft in (brauer, ames):
        changed_by(job, draft)
    assert tick(bob.client, brauer) == 302
    assert [words(row)[0] for row in rows(bob)] == ["Ames 2025"]
    assert tick(bob.client, brauer) == 302  # a second press does no harm


def test_looking_at_the_list_ticks_nothing_off(bob: Desk) -> None:
    draft = shared_draft(bob.office)
    changed_by(job_of(publish_refund_cap(1_900)), draft)
    assert bob.client.get(reverse("advising:looked_at", args=[draft.public_id])).status_code == 405
    assert len(rows(bob)) == 1


def test_a_row_leaves_the_list_when_the_family_changes_an_answer(bob: Desk) -> None:
    draft = shared_draft(bob.office)
    changed_by(job_of(publish_refund_cap(1_900)), draft)
    owner, key = family()
    draft.browser_key_hash = key
    draft.save()
    send(owner, draft, "income-you-wages", amount_amount="61000", amount_currency="EUR", source="foreign")
    assert rows(bob) == []


def test_another_office_neither_sees_a_row_nor_ticks_it_off(bob: Desk) -> None:
    draft = shared_draft(bob.office)
    changed_by(job_of(publish_refund_cap(1_900)), draft)
    charlie, user = advisor("charlie")
    office("Hilltop Advice", user)
    assert charlie.get(changed(bob)).status_code == 404
    assert tick(charlie, draft) == 404
    assert len(rows(bob)) == 1


def test_a_family_that_stops_sharing_or_deletes_its_draft_is_not_listed(bob: Desk) -> None:
    job = job_of(publish_refund_cap(1_900))
    unshared, deleted = shared_draft(bob.office), shared_draft(bob.office)
    for draft in (unshared, deleted):
        changed_by(job, draft)
    Draft.objects.filter(pk=unshared.pk).update(office=None)
    Draft.objects.filter(pk=deleted.pk).update(deleted_at=THEN)
    assert rows(bob) == []
    assert tick(bob.client, unshared) == 404


def test_strangers_are_asked_to_sign_in(client: Client, bob: Desk) -> None:
    draft = shared_draft(bob.office)
    for answer in (client.get(changed(bob)), client.post(reverse("advising:looked_at", args=[draft.public_id]))):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


def test_an_empty_list_says_what_will_stand_there(bob: Desk) -> None:
    assert "No result is waiting for you" in bob.client.get(changed(bob)).content.decode()


def test_fifty_rows_make_a_page_and_none_is_lost_or_doubled(bob: Desk) -> None:
    job = job_of(publish_refund_cap(1_900))
    for number in range(ROWS + 3):
        changed_by(job, shared_draft(bob.office, f"Family {number}", answers=UNFINISHED))
    seen: list[str] = []
    address: str | None = changed(bob)
    while address:
        soup = BeautifulSoup(bob.client.get(address).content, "html.parser")
        seen += [words(row)[0] for row in soup.select("table.grid tbody tr")]
        following = soup.select_one("a[rel=next]")
        address = str(following["href"]) if following else None
    assert len(seen) == len(set(seen)) == ROWS + 3
    assert bob.client.get(changed(bob), {"after": "made up"}).status_code == 404


def queries_of_the_list(bob: Desk) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert bob.client.get(changed(bob)).status_code == 200
    return [query["sql"] for query in queries.captured_queries]


def test_the_list_costs_the_same_for_one_row_and_for_fifty_and_loads_no_answers_or_figures(bob: Desk) -> None:
    job = job_of(publish_refund_cap(1_900))
    changed_by(job, shared_draft(bob.office))
    for_one_row = queries_of_the_list(bob)
    for _ in range(ROWS):
        changed_by(job, shared_draft(bob.office, answers=UNFINISHED))
    for_fifty = queries_of_the_list(bob)
    assert len(for_one_row) == len(for_fifty) <= 7
    assert [sql for sql in for_fifty if '"answers"' in sql or '"document"' in sql] == []


# The list of all clients -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("waiting", "Being worked out anew"),
        ("running", "Being worked out anew"),
        ("paused", "Being worked out anew"),
        ("done", "Older figures"),
        ("cancelled", "Older figures"),
    ],
)
def test_the_list_says_that_a_job_is_at_work_on_a_result(bob: Desk, state: str, told: str) -> None:
    revision = publish_refund_cap(1_900)
    client_of(bob.office, revision_id=revision.pk - 1)
    job_of(revision, state=state)
    assert told in " ".join(words(bob.rows()[0]))


def test_a_preview_is_no_work_on_a_result(bob: Desk) -> None:
    revision = publish_refund_cap(1_900)
    client_of(bob.office, revision_id=revision.pk - 1)
    job_of(revision, kind="preview", state="running")
    assert "Older figures" in " ".join(words(bob.rows()[0]))


# With a real job --------------------------------------------------------------------------------------------------


def test_new_figures_bring_an_offices_drafts_up_to_date_and_onto_the_list(bob: Desk) -> None:
    families = {name: shared_draft(bob.office, name) for name in ("Ames", "Brauer")}
    poor = copy.deepcopy(BERLIN)
    poor["income-you-wages"]["amount"]["amount"] = "1000"
    shared_draft(bob.office, "Cole", answers=poor)
    job = start_reevaluation(publish_refund_cap(1_900), by=None)
    assert all("Being worked out anew" in " ".join(words(row)) for row in bob.rows())
    work(job.pk, seconds=30)
    listed = {name_in(row): words(row) for row in bob.rows()}
    assert {name: row[5] for name, row in listed.items()} == {"Ames": "$3,800", "Brauer": "$3,800", "Cole": "$0"}
    assert not any("figures" in word or "anew" in word for row in listed.values() for word in row)
    told = {words(row)[0]: words(row)[1] for row in rows(bob)}
    assert told == {f"{name} 2025": "before $3,400 → now $3,800" for name in families}
    assert tick(bob.client, families["Ames"]) == 302
    work(job.pk, seconds=30)
    assert [words(row)[0] for row in rows(bob)] == ["Brauer 2025"]
