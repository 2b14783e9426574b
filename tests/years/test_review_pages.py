"""A draft is sent to review; a second person looks at every change, ticks it, and publishes or sends it back."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from interview.years import in_force
from interview.years.checks import open_warnings
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import change_draft, confirm_warnings, submit
from tests.years.addresses import page
from tests.years.people import edit_cap, in_review, person, signed_in
from tests.years.sent_forms import Fields, all_ticked, soup_of, text_of

pytestmark = pytest.mark.django_db

CAP = "figures.child_tax_credit.refund_cap_per_child"
State = ParameterRevision.State
ANSWERS = {"reason": "A new law", "notice_en": "The law changed.", "in_spite": "The change is small.", "year": "2025"}


@pytest.fixture
def ada() -> User:
    return person("ada", "editor")


@pytest.fixture
def bob() -> Client:
    return signed_in("bob", "publisher")


@pytest.fixture
def reviewed(draft: ParameterRevision, ada: User) -> ParameterRevision:
    return in_review(draft, by=ada)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The revisions whose drafts were to be worked out anew."""
    found: list[Any] = []
    monkeypatch.setattr("interview.figures.review_views.start_reevaluation", lambda new, *, by: found.append((new, by)))
    return found


def filled_in(client: Client, revision: ParameterRevision) -> Fields:
    return all_ticked(client.get(page("publish", revision))) | ANSWERS


def test_an_editor_sends_a_draft_to_review(draft: ParameterRevision, ada: User, bob: Client) -> None:
    edit_cap(draft, 1900, by=ada)
    client = signed_in("ada")
    opened = client.get(page("review", draft))
    assert "These people can publish them now: admin, bob." in text_of(opened)
    assert client.post(page("review", draft)).headers["Location"] == page("change", draft)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_by) == (State.IN_REVIEW, ada)
    assert client.get(page("review", draft)).headers["Location"] == page("change", draft)


def test_a_draft_with_problems_stays_a_draft_and_each_problem_leads_to_its_figure(
    draft: ParameterRevision, ada: User
) -> None:
    edit_cap(draft, 99_999, by=ada)
    client = signed_in("ada")
    link = soup_of(client.get(page("review", draft))).select_one(".figure-problems li a")
    assert link is not None
    field = soup_of(client.get(str(link["href"]))).select_one(f'[id="{str(link["href"]).partition("#")[2]}"]')
    assert field is not None
    assert field["name"] == f"{CAP}.value"
    assert client.post(page("review", draft)).status_code == 422
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_nobody_confirmed_keeps_a_draft_from_review(draft: ParameterRevision, ada: User) -> None:
    ParameterRevision.objects.filter(pk=draft.pk).update(to_confirm=[CAP])
    client = signed_in("ada")
    assert "1 figure from last year is not confirmed yet." in text_of(client.post(page("review", draft)))
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_viewer_sees_what_keeps_a_draft_from_review_and_cannot_send_it(draft: ParameterRevision) -> None:
    client = signed_in("vera", "viewer")
    assert soup_of(client.get(page("review", draft))).select("form[method=post] .button.default") == []
    assert client.post(page("review", draft)).status_code == 403


def test_in_review_no_figure_can_be_changed(reviewed: ParameterRevision) -> None:
    client = signed_in("ada")
    address = page("section", reviewed, "child_tax_credit")
    assert soup_of(client.get(address)).select("#content-main input[name$=value]") == []
    assert client.post(address, {f"{CAP}.value": "1"}).status_code == 409
    before = reviewed.digest
    reviewed.refresh_from_db()
    assert (reviewed.state, reviewed.digest) == (State.IN_REVIEW, before)


def test_the_reviewer_sends_it_back_with_a_reason(reviewed: ParameterRevision, bob: Client) -> None:
    assert "Say what has to be corrected." in text_of(bob.post(page("send_back", reviewed), {"reason": " "}))
    assert bob.post(page("send_back", reviewed), {"reason": "Look at the source"}).status_code == 302
    reviewed.refresh_from_db()
    assert reviewed.state == State.DRAFT
    assert HistoryEntry.objects.get(what="sent_back").reason == "Look at the source"


def test_the_editor_takes_it_back(reviewed: ParameterRevision) -> None:
    client = signed_in("ada")
    assert "Take back" in text_of(client.get(page("change", reviewed)))
    client.post(page("send_back", reviewed), {"reason": "A mistake of mine"})
    reviewed.refresh_from_db()
    assert reviewed.state == State.DRAFT
    client.post(page("send_back", reviewed), {"reason": "Again"})
    assert "has changed its state" in client.get(page("change", reviewed)).content.decode()
    assert HistoryEntry.objects.filter(what="sent_back").count() == 1


def test_an_editor_gives_up_a_draft_and_it_stays_with_its_history(draft: ParameterRevision, ada: User) -> None:
    client = signed_in("ada")
    assert client.post(page("give_up", draft), {"reason": ""}).status_code == 422
    assert client.post(page("give_up", draft), {"reason": "Not needed"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.WITHDRAWN
    assert HistoryEntry.objects.get(what="withdrawn", revision=draft).reason == "Not needed"
    assert signed_in("bob", "publisher").post(page("give_up", draft), {"reason": "x"}).status_code == 403


def test_the_reviewer_sees_only_what_changed_with_everything_that_helps(
    reviewed: ParameterRevision, bob: Client
) -> None:
    soup = soup_of(bob.get(page("publish", reviewed)))
    (figure,) = soup.select(".figure:has(table)")
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in figure.select("tbody tr")]
    assert rows[0] == ["Value", "$1,700", "$1,900", "+$200", "+11.8%"]
    assert len(rows) == 2
    assert (rows[1][0], rows[1][2]) == ("Source", "P.L. 120-1")
    assert "Changed by ada" in " ".join(figure.get_text(" ").split())


def test_the_reviewer_reads_each_warning_with_the_reason_of_the_editor(
    draft: ParameterRevision, ada: User, bob: Client
) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["source"] = "A friend"
    change_draft(draft, document, by=ada)
    confirm_warnings(draft, {warning.mark: "She works there" for warning in open_warnings(draft)}, by=ada)
    submit(draft, by=ada)
    text = text_of(bob.get(page("publish", draft)))
    assert "the source is not from the IRS" in text
    assert "ada says why it is right: She works there" in text


def test_every_change_is_ticked_and_the_message_leads_to_the_first_that_is_not(
    reviewed: ParameterRevision, bob: Client
) -> None:
    fields = filled_in(bob, reviewed)
    del fields[f"tick.{CAP}"]
    answer = bob.post(page("publish", reviewed), fields)
    assert answer.status_code == 422
    link = soup_of(answer).select_one(".figure-problems a")
    assert link is not None
    assert link.get_text() == "Look at this change, then tick it: Most that can be paid back for each child"
    assert link["href"] == f"#id_tick.{CAP}"
    assert in_force(2025).parameters.revision == 1


def test_values_that_usually_change_and_did_not_are_named_and_ticked(reviewed: ParameterRevision, bob: Client) -> None:
    opened = soup_of(bob.get(page("publish", reviewed)))
    named = [each.get_text() for each in opened.select(".figure-same li")]
    assert named == ["Standard deduction of a dependent: earned income plus this"]
    assert "1 value is the same as last year. Is that right?" in opened.get_text()
    fields = filled_in(bob, reviewed)
    del fields["tick_same"]
    answer = text_of(bob.post(page("publish", reviewed), fields))
    assert "Say that the values which stayed the same are right" in answer


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("reason", " ", "Say why these figures are published"),
        ("reason", "Asked by 123-45-6789", "Do not enter a Social Security number or ITIN here"),
        ("notice_en", "", "Write in English what families read about this change."),
        ("notice_es", "123 45 6789", "Do not enter a Social Security number or ITIN here"),
        ("in_spite", "", "Say why you go on all the same"),
        ("year", "2026", "Type 2025 to confirm"),
        ("year", "", "Type 2025 to confirm"),
        ("figures", "of yesterday", "These figures changed while you were looking at them"),
        ("in_force", "1", "These figures changed while you were looking at them"),
    ],
)
def test_nothing_is_published_without_reason_notice_year_and_what_was_seen(
    reviewed: ParameterRevision, bob: Client, name: str, typed: str, message: str
) -> None:
    answer = bob.post(page("publish", reviewed), filled_in(bob, reviewed) | {name: typed})
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert in_force(2025).parameters.revision == 1


def test_publishing_puts_the_figures_in_force_and_works_out_all_drafts_anew(
    reviewed: ParameterRevision, bob: Client, started: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = bob.post(page("publish", reviewed), filled_in(bob, reviewed) | {"notice_es": "La ley cambió."})
    assert answer.headers["Location"] == page("change", reviewed)
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1900
    reviewed.refresh_from_db()
    publisher = User.objects.get(username="bob")
    assert (reviewed.published_by, reviewed.notice) == (publisher, {"en": "The law changed.", "es": "La ley cambió."})
    assert reviewed.reason == "A new law\n\nAll the same: The change is small."
    assert started == [(reviewed, publisher)]


def test_drafts_are_not_worked_out_anew_if_somebody_unticks_it(
    reviewed: ParameterRevision, bob: Client, started: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    fields = filled_in(bob, reviewed)
    assert fields.pop("work_out_anew") == "on"
    with django_capture_on_commit_callbacks(execute=True):
        assert bob.post(page("publish", reviewed), fields).status_code == 302
    assert started == []


def test_of_two_publishers_at_once_the_second_is_told(reviewed: ParameterRevision, bob: Client, ada: User) -> None:
    fields = filled_in(bob, reviewed)
    assert bob.post(page("publish", reviewed), fields).status_code == 302
    carl = signed_in("carl", "publisher")
    assert carl.post(page("publish", reviewed), fields).headers["Location"] == page("change", reviewed)
    assert "has changed its state" in carl.get(page("change", reviewed)).content.decode()
    assert HistoryEntry.objects.filter(what="published", tax_year=2025).exclude(by=None).count() == 1
    assert not HistoryEntry.objects.filter(what="refused").exists()


def test_a_draft_or_a_published_revision_has_no_page_to_publish_it(
    draft: ParameterRevision, current: ParameterRevision, bob: Client
) -> None:
    for revision in (draft, current):
        assert bob.get(page("publish", revision)).headers["Location"] == page("change", revision)


def test_whoever_worked_on_the_figures_reads_why_not_and_who_could(reviewed: ParameterRevision, bob: Client) -> None:
    client = signed_in("ada")
    client.get(page("change", reviewed))
    User.objects.get(username="ada").groups.set(User.objects.get(username="bob").groups.all())
    opened = client.get(page("publish", reviewed))
    assert "You worked on these figures, so you cannot publish them. These people can: admin, bob." in text_of(opened)
    assert soup_of(opened).select("#content-main button, #content-main input[type=checkbox]") == []
    answer = client.post(page("publish", reviewed), filled_in(bob, reviewed))
    assert answer.status_code == 403
    assert in_force(2025).parameters.revision == 1
    refused = HistoryEntry.objects.get(what="refused")
    assert (refused.by_name, refused.revision) == ("ada", reviewed)
    assert "Another person has to publish them." in refused.new


def test_one_person_publishes_where_the_setting_says_so(
    reviewed: ParameterRevision, settings: Any, bob: Client
) -> None:
    settings.ONE_PERSON_PUBLISHES = True
    User.objects.get(username="ada").groups.set(User.objects.get(username="bob").groups.all())
    client = signed_in("ada")
    assert client.post(page("publish", reviewed), filled_in(client, reviewed)).status_code == 302
    assert in_force(2025).parameters.revision == 2
