"""An advisor asks; the family answers in place; the request closes and says what the answer changed."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from interview.advising.requests.panel import panel
from interview.drafts.store import fingerprint
from interview.firms.activity import ASKED, REQUEST_CLOSED, Change, record
from interview.firms.asked import Asked
from interview.firms.file_models import Activity, ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientRequest
from interview.firms.sharing import share, stop_sharing
from tests.advising.people import advisor, draft_of, family, office
from tests.interview.families import BERLIN
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db

NO_NUMBERS_IN_TIME = {**BERLIN, "children_issued": {"all_issued": "no"}}
NO_FOREIGN_TAX = {**BERLIN, "foreign_tax": {"paid": "no"}, "foreign_tax_amount": None}
OPEN = ClientRequest.State.OPEN


class World:
    """Alice shares a draft with the office of Bob."""

    def __init__(self, answers: dict[str, Any] = BERLIN) -> None:
        self.alice, key = family()
        self.bob, self.user = advisor("bob")
        self.office = office("Lakeside Tax Help", self.user)
        self.seat = OfficeMember.objects.get(user=self.user)
        self.draft = draft_of(key, answers=answers)
        share(self.draft, self.office, name="Brauer")
        ClientFile.objects.update(email="brauer@example.org")
        mail.outbox.clear()

    @property
    def file(self) -> ClientFile:
        return ClientFile.objects.select_related("draft", "office").get()

    def ask(self, *pages: str, **fields: Any) -> Any:
        address = reverse("advising:ask", args=[self.draft.public_id])
        query = "&".join(f"page={page}" for page in pages)
        return self.bob.post(f"{address}?{query}", {f"text-{page}": f"About {page}" for page in pages} | fields)

    def asked(self) -> Any:
        return self.alice.get(reverse("advising:asked", args=[self.draft.public_id]))

    def saves(self, page: str, answer: dict[str, Any], **more: Any) -> Any:
        self.draft.refresh_from_db()
        address = reverse("wizard:page", args=[self.draft.public_id, page])
        seen = fingerprint(self.draft.answers.get(page))
        return self.alice.post(f"{address}?back=asked", {**answer, "seen": seen, "back": "asked", **more})


def text_of(answer: Any) -> str:
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_what_is_asked_together_goes_out_as_one_mail_without_answers_or_names() -> None:
    world = World()
    assert world.ask("paid_home", "child_basics-c1", words="When do you come to us?").status_code == 302
    assert ClientRequest.objects.filter(state=OPEN).count() == 3
    (sent,) = mail.outbox
    assert sent.to == ["brauer@example.org"]
    assert f"/interview/{world.draft.public_id}/asked/" in sent.body
    for secret in ("Mia", "Brauer", "60000", "When do you come", "About"):
        assert secret not in f"{sent.subject} {sent.body}"
    assert world.file.status == ClientFile.Status.WAITING_FAMILY
    assert Activity.objects.filter(kind=ASKED, actor=world.user).count() == 3


def test_the_same_question_is_not_asked_twice() -> None:
    world = World()
    world.ask("paid_home")
    world.ask("paid_home", **{"text-paid_home": "Another text"})
    assert [request.text for request in ClientRequest.objects.all()] == ["Another text"]
    assert len(mail.outbox) == 1


def test_the_family_answers_in_place_and_comes_back_to_its_list() -> None:
    world = World()
    world.ask("paid_home", "home")
    link = BeautifulSoup(world.asked().content, "html.parser").select_one("main .card a.btn")
    assert link is not None
    assert "Your advisor writes: About" in text_of(world.alice.get(str(link["href"])))
    answer = world.saves("paid_home", {"paid": "yes"})
    assert answer.url == reverse("advising:asked", args=[world.draft.public_id])
    closed = ClientRequest.objects.get(page="paid_home")
    assert closed.state == ClientRequest.State.ANSWERED
    assert world.file.status == ClientFile.Status.WAITING_FAMILY  # one is still open
    world.saves("home", {"main_place": "abroad"})
    assert world.file.status == ClientFile.Status.IN_REVIEW
    assert Activity.objects.filter(kind=REQUEST_CLOSED, by="family").count() == 2


def test_an_answer_says_by_how_much_it_changed_the_refund() -> None:
    world = World()
    world.saves("paid_home", {"paid": "yes"})
    world.ask("income-you-wages")
    wages = {"amount_amount": "6000", "amount_currency": "EUR", "source": "foreign"}
    world.saves("income-you-wages", wages, confirmed="")
    closed = ClientRequest.objects.get()
    assert closed.state == ClientRequest.State.ANSWERED
    assert closed.refund_change not in (None, 0)
    (row,) = panel(world.seat, world.file)["closed"]
    assert row.refund.startswith("Refund changed by")


def test_the_activity_says_by_how_much_an_answer_to_a_request_changed_the_refund() -> None:
    world = World()
    change = Change(page="paid_home", old={"refund": 1_700}, new={"refund": 3_400})
    record(REQUEST_CLOSED, world.file, by="family", change=change)
    for client, address in ((world.bob, "advising:activity"), (world.alice, "advising:family_activity")):
        assert "Refund changed by +$1,700" in text_of(client.get(reverse(address, args=[world.draft.public_id])))


def test_what_new_figures_changed_is_not_told_of_an_answer() -> None:
    world = World()
    world.saves("paid_home", {"paid": "yes"})
    publish_refund_cap(1_000)
    world.ask("deductions")
    world.saves("deductions", {"standard": "yes"})
    closed = ClientRequest.objects.get()
    assert (closed.refund_before, closed.refund_after) == (2000, 2000)
    assert panel(world.seat, world.file)["closed"][0].refund == "The refund did not change."


def test_a_change_that_several_answers_make_together_is_told_once() -> None:
    world = World({page: answer for page, answer in NO_FOREIGN_TAX.items() if answer is not None})
    world.saves("paid_home", {"paid": "yes"})
    world.ask("foreign_tax")
    world.saves("foreign_tax", {"paid": "yes"})
    world.ask("foreign_tax_amount")
    world.saves("foreign_tax_amount", {"general_amount": "15000", "general_currency": "EUR"})
    told = {request.page: request.refund_change for request in ClientRequest.objects.all()}
    # $0 with Form 2555 before; then the tax abroad clears the US tax, and $3,400 is paid out: once, not twice.
    assert told == {"foreign_tax": 3400, "foreign_tax_amount": None}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (0, 1700, "Refund changed by +$1,700"),
        (-500, 1200, "Refund changed by +$1,700"),
        (-500, -2000, "Tax due changed by +$1,500"),
        (-2000, 0, "Tax due changed by -$2,000"),
        (3400, 1700, "Refund changed by -$1,700"),
        (3400, 3400, "The refund did not change."),
        (3400, None, ""),
    ],
)
def test_a_change_is_told_as_refund_or_as_tax_due(before: int, after: int | None, words: str) -> None:
    assert Asked(ClientRequest(refund_before=before, refund_after=after), "").refund == words


def test_a_document_is_answered_with_a_line_that_holds_no_identity_number() -> None:
    world = World()
    world.ask(document="Letter 6419")
    asked = ClientRequest.objects.get()
    address = reverse("advising:reply", args=[world.draft.public_id, asked.public_id])
    refused = world.alice.post(address, {"text": "It says 123-45-6789"})
    assert refused.status_code == 422
    assert "Do not enter a Social Security number" in text_of(refused)
    assert world.alice.post(address, {"text": "By mail on Monday"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.reply) == (ClientRequest.State.ANSWERED, "By mail on Monday")
    assert world.alice.post(address, {"text": "Once more"}).status_code == 302
    asked.refresh_from_db()
    assert asked.reply == "By mail on Monday"


def test_no_request_holds_an_identity_number() -> None:
    world = World()
    for field in ("words", "document", "text-paid_home"):
        assert world.ask("paid_home", **{field: "Is it 123-45-6789?"}).status_code == 422
    assert not ClientRequest.objects.exists()


def test_whoever_asks_nothing_is_told_so() -> None:
    assert "Choose at least one question" in text_of(World().ask())


def test_a_withdrawn_request_is_gone_and_the_client_comes_back() -> None:
    world = World()
    world.ask("paid_home")
    asked = ClientRequest.objects.get()
    world.bob.post(reverse("advising:withdraw", args=[world.draft.public_id, asked.public_id]))
    assert "Your advisor does not ask anything now" in text_of(world.asked())
    assert world.file.status == ClientFile.Status.IN_REVIEW


def test_an_office_that_reads_the_draft_no_more_asks_nothing() -> None:
    world = World()
    world.ask("paid_home")
    stop_sharing(world.draft)
    assert "Your advisor does not ask anything now" in text_of(world.asked())
    assert world.ask("home").status_code == 404


def test_nobody_else_sees_what_is_asked() -> None:
    world = World()
    world.ask("paid_home")
    asked = ClientRequest.objects.get()
    stranger, _key = family()
    for client in (stranger, Client(), world.bob):
        assert client.get(reverse("advising:asked", args=[world.draft.public_id])).status_code == 404
        assert client.post(reverse("advising:reply", args=[world.draft.public_id, asked.public_id])).status_code == 404


def test_my_drafts_and_the_pages_of_the_draft_say_that_something_is_asked() -> None:
    world = World()
    pages = [reverse("drafts:list")]
    pages += [
        reverse(name, args=[world.draft.public_id]) for name in ("wizard:sections", "wizard:review", "result:show")
    ]
    for page in pages:
        assert "Your advisor asks" not in text_of(world.alice.get(page))
    world.ask("paid_home", "home")
    for page in pages:
        assert "Your advisor asks 2 things" in text_of(world.alice.get(page))
