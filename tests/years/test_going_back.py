"""Older figures come back as a new revision, with a reason, a notice and the second factor; nothing is rolled back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from interview.years import in_force
from interview.years.models import ParameterRevision
from interview.years.publishing import published_revision
from tests.years.addresses import page
from tests.years.people import signed_in
from tests.years.second_revision import publish_refund_cap
from tests.years.sent_forms import all_ticked, soup_of, text_of

pytestmark = pytest.mark.django_db

ANSWERS = {"reason": "A wrong source", "notice_en": "We took it back.", "in_spite": "It was so.", "year": "2025"}
State = ParameterRevision.State


@pytest.fixture
def newer(current: ParameterRevision) -> ParameterRevision:
    return publish_refund_cap(1900)


@pytest.fixture
def bob() -> Client:
    return signed_in("bob", "publisher")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr("interview.figures.review_views.start_reevaluation", lambda new, *, by: found.append((new, by)))
    return found


def test_from_figures_in_force_a_publisher_chooses_older_ones(
    current: ParameterRevision, newer: ParameterRevision, bob: Client
) -> None:
    links = soup_of(bob.get(page("withdraw", newer))).select("#content-main a")
    assert [link["href"] for link in links] == [f"{page('revert', current)}?withdraw=1"]
    assert all_ticked(bob.get(str(links[0]["href"])))["withdraw"] == "on"


def test_without_older_figures_the_page_says_what_to_do(current: ParameterRevision, bob: Client) -> None:
    assert "There is no older revision to go back to." in text_of(bob.get(page("withdraw", current)))


def test_older_figures_come_back_as_a_new_revision(
    current: ParameterRevision,
    newer: ParameterRevision,
    bob: Client,
    started: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    opened = bob.get(page("revert", current))
    (row,) = (row for row in soup_of(opened).select("tbody tr") if "$1,900" in row.get_text())
    assert [cell.get_text(strip=True) for cell in row.select("td")][:4] == ["$1,900", "$1,700", "-$200", "-10.5%"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = bob.post(page("revert", current), all_ticked(opened) | ANSWERS)
    new = published_revision(2025)
    assert new is not None
    assert answer.headers["Location"] == page("change", new)
    assert (new.number, new.document, new.based_on) == (3, current.document, current)
    assert new.reason == "A wrong source\n\nAll the same: It was so."
    newer.refresh_from_db()
    assert newer.state == State.REPLACED
    assert started == [(new, User.objects.get(username="bob"))]
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1700


def test_wrong_figures_are_withdrawn_for_good(
    current: ParameterRevision, newer: ParameterRevision, bob: Client
) -> None:
    fields = all_ticked(bob.get(f"{page('revert', current)}?withdraw=1")) | ANSWERS
    assert bob.post(page("revert", current), fields).status_code == 302
    newer.refresh_from_db()
    assert newer.state == State.WITHDRAWN
    assert bob.get(page("revert", newer)).headers["Location"] == page("change", newer)


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("reason", "", "Say why you go back to older figures."),
        ("notice_en", "", "Write in English what families read about this change."),
        ("in_spite", "", "Say why you go on all the same"),
        ("year", "2024", "Type 2025 to confirm"),
        ("in_force", "1", "These figures changed while you were looking at them"),
    ],
)
def test_nothing_comes_back_without_an_answer_to_each_question(
    current: ParameterRevision, newer: ParameterRevision, bob: Client, name: str, typed: str, message: str
) -> None:
    answer = bob.post(page("revert", current), all_ticked(bob.get(page("revert", current))) | ANSWERS | {name: typed})
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert published_revision(2025) == newer


def test_only_publishers_go_back(current: ParameterRevision, newer: ParameterRevision) -> None:
    client = signed_in("ada", "editor")
    assert client.get(page("withdraw", newer)).status_code == 403
    for method in ("get", "post"):
        assert getattr(client, method)(page("revert", current)).status_code == 403
