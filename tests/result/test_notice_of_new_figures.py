"""After new figures a family's next look at its result says so: what they did, and what they say of themselves."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from interview.drafts.models import Draft
from interview.firms.office_models import Office
from interview.firms.sharing import share
from interview.years.models import ParameterRevision
from interview.years.publishing import revert, withdraw
from tests.advising.people import advisor, office
from tests.result.test_changed_since import block, finished
from tests.result.test_kept_results import kept, opened, pay
from tests.years.second_revision import publish_changed, publish_refund_cap

pytestmark = pytest.mark.django_db

RAISED = {"en": "Congress raised the cap on July 4.", "es": "El Congreso subió el tope el 4 de julio."}
HEADING = "What changed in the numbers, and why"


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


def in_spanish(client: Client, draft: Draft) -> BeautifulSoup:
    with override("es"):
        address = reverse("result:show", args=[draft.public_id])
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_the_next_look_tells_the_split_the_notice_its_revision_and_its_day(client: Client) -> None:
    draft = finished(client)
    assert block(opened(client, draft)) == ""  # the tab that stays open
    publish_refund_cap(1_900, notice=RAISED)
    told = block(opened(client, draft))
    assert "+$400, because the 2025 numbers were updated." in told
    assert f"{HEADING} Congress raised the cap on July 4." in told
    assert "2025 figures, revision 2, published November 24, 2026" in told


def test_the_notice_is_told_in_the_readers_language_and_else_in_english(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900, notice=RAISED)
    translated = in_spanish(client, draft).select_one(".changed [lang]")
    assert translated is not None
    assert (translated["lang"], translated.get_text(strip=True)) == ("es", RAISED["es"])
    publish_refund_cap(1_950, notice={"en": "It went up once more.", "es": " "})
    english = in_spanish(client, draft).select_one(".changed [lang]")
    assert english is not None
    assert (english["lang"], english.get_text(strip=True)) == ("en", "It went up once more.")


def test_a_notice_is_shown_as_text_with_its_paragraphs(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900, notice={"en": "<script>alert(1)</script>\n\nThe IRS corrected a table."})
    page = BeautifulSoup(opened(client, draft).content, "html.parser")
    paragraphs = [text.get_text() for text in page.select(".changed [lang] p")]
    assert paragraphs == ["<script>alert(1)</script>", "The IRS corrected a table."]


def test_figures_without_a_notice_are_told_without_one(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    told = block(opened(client, draft))
    assert "because the 2025 numbers were updated" in told
    assert HEADING not in told


def test_a_notice_of_figures_that_change_nothing_here_is_told_too(client: Client) -> None:
    draft = finished(client)

    def noted(document: dict[str, Any]) -> None:
        document["exchange_rates"]["CHF"]["per_dollar"] = "0.5"

    publish_changed(noted, notice={"en": "The rate of the franc was wrong."})
    told = block(opened(client, draft))
    assert "Your result stays the same." in told
    assert "The rate of the franc was wrong." in told


def test_every_notice_since_the_last_look_is_told_newest_first_and_none_from_before(client: Client) -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        publish_refund_cap(1_600, notice={"en": "Long ago."})
    draft = finished(client)
    for day, cap, text in ((5, 1_900, "First."), (6, 1_950, "Second.")):
        with time_machine.travel(f"2026-11-2{day}T12:00:00Z", tick=False):
            publish_refund_cap(cap, notice={"en": text})
    told = block(opened(client, draft))
    assert told.index("Second.") < told.index("First.")
    assert "Long ago." not in told


def first_revision() -> ParameterRevision:
    return ParameterRevision.objects.get(tax_year=2025, number=1)


def finished_under(client: Client, revision: ParameterRevision, paid: int) -> Draft:
    """A family that has read a result of these figures, and nothing before."""
    draft = finished(client)
    (read,) = kept(draft)
    assert (read.revision, read.paid) == (revision, paid)
    return draft


def asks_for_notices(client: Client, draft: Draft) -> bool:
    with CaptureQueriesContext(connection) as queries:
        opened(client, draft)
    return any('"published_at" DESC' in query["sql"] for query in queries)


def test_a_changed_answer_alone_brings_no_notice_and_no_query_for_one(client: Client) -> None:
    publish_refund_cap(1_900, notice=RAISED)
    draft = finished(client)
    pay(client, draft, 20_000)
    told = block(opened(client, draft))
    assert "because you changed" in told
    assert HEADING not in told
    assert not asks_for_notices(client, draft)
    publish_refund_cap(1_950)
    assert asks_for_notices(client, draft)


def test_the_advisor_reads_the_same_and_has_no_button_to_press(client: Client) -> None:
    draft = finished(client)
    bob, user = advisor("bob")
    team: Office = office("Lakeside Tax Help", user)
    share(draft, team, name="Brauer")
    publish_refund_cap(1_900, notice=RAISED)
    page = BeautifulSoup(bob.get(reverse("advising:draft", args=[draft.public_id])).content, "html.parser")
    changed = page.select_one(".changed")
    assert changed is not None
    told = " ".join(changed.get_text(" ").split())
    assert "+$400, because the 2025 numbers were updated." in told
    assert "Congress raised the cap on July 4." in told
    assert changed.select("form, button") == []


# Going back ------------------------------------------------------------------------------------------------------


def test_a_family_that_read_the_wrong_figures_is_told_when_they_are_withdrawn(client: Client) -> None:
    wrong = publish_refund_cap(1_900, notice=RAISED)
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False):
        draft = finished_under(client, wrong, 3_800)
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        withdraw(wrong, by=None, reason="A typing error", notice={"en": "The cap was wrong."}, back_to=first_revision())
        told = block(opened(client, draft))
    assert "Your refund went from $3,800 to $3,400." in told
    assert "−$400, because the 2025 numbers were updated." in told
    assert "The cap was wrong." in told
    assert "2025 figures, revision 3, published November 26, 2026" in told
    assert RAISED["en"] not in told


def test_a_family_that_never_read_the_wrong_figures_is_told_nothing(client: Client) -> None:
    draft = finished(client)
    wrong = publish_refund_cap(1_900, notice=RAISED)
    withdraw(wrong, by=None, reason="A typing error", notice={"en": "The cap was wrong."}, back_to=first_revision())
    assert block(opened(client, draft)) == ""


def test_a_notice_of_figures_that_were_withdrawn_is_not_told_any_more(client: Client) -> None:
    draft = finished(client)
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False):
        wrong = publish_refund_cap(1_900, notice=RAISED)
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        withdraw(wrong, by=None, reason="A typing error", notice={"en": "The cap was wrong."}, back_to=first_revision())
    with time_machine.travel("2026-11-27T12:00:00Z", tick=False):
        publish_refund_cap(1_800, notice={"en": "The cap of the IRS."})
        told = block(opened(client, draft))
    assert "+$200, because the 2025 numbers were updated." in told
    assert told.index("The cap of the IRS.") < told.index("The cap was wrong.")
    assert RAISED["en"] not in told


def test_going_back_on_purpose_is_told_as_any_update(client: Client) -> None:
    raised = publish_refund_cap(1_900, notice=RAISED)
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False):
        draft = finished_under(client, raised, 3_800)
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        revert(
            first_revision(),
            by=None,
            reason="The law was repealed",
            notice={"en": "The law was repealed."},
            in_force=raised,
        )
        told = block(opened(client, draft))
    assert "−$400, because the 2025 numbers were updated." in told
    assert "The law was repealed." in told
