"""Invitations that come into wrong hands, are kept for later, or are sent to fill somebody's mailbox."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actc_site.log_lines import WithoutIdentityNumbers
from interview.advising.secret_address import REFERRER_POLICY
from interview.drafts.access import key_hash, new_browser_key
from interview.drafts.deleting import delete
from interview.drafts.models import Draft
from interview.drafts.store import Family, new_mark
from interview.firms import beginning, mails, team
from interview.firms.beginning import NewClient, begin, invite, take_over
from interview.firms.file_models import ClientFile
from interview.firms.jobs.steps import Kind
from interview.firms.office_models import Invitation, OfficeMember
from interview.firms.request_models import ClientInvitation
from tests.advising.people import advisor, office
from tests.firms.job_people import done

pytestmark = pytest.mark.django_db
Role = OfficeMember.Role
TOKEN = "Zq-7_x" * 7 + "A"


class Firm:
    """Olga and Omar own an office."""

    def __init__(self) -> None:
        self.olga, user = advisor("olga")
        _client, other = advisor("omar")
        self.office = office("Lakeside Tax Help")
        self.seat = OfficeMember.objects.create(office=self.office, user=user, role=Role.OWNER)
        self.other = OfficeMember.objects.create(office=self.office, user=other, role=Role.OWNER)

    def offered(self, email: str = "nora@example.org", role: str = "owner") -> str:
        new = team.invite(self.office, email, role, by=self.seat.user)
        assert new is not None
        return reverse("advising:invitation", args=[new.token])

    def begun(self, email: str = "family@example.org", tax_year: int = 2025) -> ClientFile:
        return begin(self.seat, NewClient("Brauer", tax_year, email))

    def invited(self, file: ClientFile) -> ClientInvitation:
        return invite(file, self.seat, mark=new_mark(), by_mail=True).invitation


@pytest.fixture
def firm() -> Firm:
    return Firm()


# Seats


def test_whoever_manages_the_team_no_longer_has_left_no_way_back_in(firm: Firm) -> None:
    address = firm.offered()
    team.change_role(firm.seat, Role.ADVISOR, was=Role.OWNER, by=firm.other.user)
    assert Client().get(address).status_code == 404
    team.change_role(OfficeMember.objects.get(pk=firm.seat.pk), Role.OWNER, was=Role.ADVISOR, by=firm.other.user)
    assert Client().get(address).status_code == 404


def test_an_invitation_by_somebody_whose_account_is_closed_opens_nothing(firm: Firm) -> None:
    address = firm.offered()
    User.objects.filter(pk=firm.seat.user_id).update(is_active=False)
    assert Client().get(address).status_code == 404
    assert team.accept(Invitation.objects.get(), firm.other.user) is None


def test_a_link_that_was_passed_on_lets_only_the_invited_account_in(firm: Firm) -> None:
    User.objects.create_user("nora", "Nora@example.org")
    mallory, user = advisor("mallory")
    address = firm.offered()
    for answer in (mallory.get(address), mallory.post(address)):
        assert answer.status_code == 403
        assert "nora@example.org has an account" in answer.content.decode()
    assert not OfficeMember.objects.filter(user=user).exists()


def test_a_newcomer_who_presses_twice_at_once_gets_one_account(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    address = firm.offered()
    User.objects.create_user("taken")
    monkeypatch.setattr("interview.advising.team.joining._free_user_name", lambda _email: "taken")
    words = "correct horse battery staple"
    answer = Client().post(address, {"first_name": "N", "last_name": "L", "password": words, "again": words})
    assert answer.status_code == 404
    assert User.objects.filter(email="nora@example.org").count() == 0


@pytest.mark.parametrize("email", ["a@example.org\nBcc: b@example.org", "a@example.org\r\nX: y", "a@b.org,c@d.org"])
def test_no_address_smuggles_a_line_or_a_second_reader_into_a_mail(firm: Firm, email: str) -> None:
    answer = firm.olga.post(reverse("advising:invite", args=[firm.office.pk]), {"email": email, "role": "advisor"})
    assert answer.status_code == 422
    typed = {"name": "Brauer", "email": email, "tax_year": "2025", "language": "en"}
    assert firm.olga.post(reverse("advising:begin", args=[firm.office.pk]), typed).status_code == 422
    assert mail.outbox == []


def test_the_name_of_an_office_stays_in_its_line(firm: Firm) -> None:
    firm.office.name = "Lakeside\r\nBcc: eve@example.org"
    firm.office.save()
    firm.olga.post(reverse("advising:invite", args=[firm.office.pk]), {"email": "a@example.org", "role": "advisor"})
    [sent] = mail.outbox
    assert "\n" not in sent.subject
    assert sent.recipients() == ["a@example.org"]


# Families


def test_a_family_that_said_no_is_not_mailed_about_another_draft_either(firm: Firm) -> None:
    beginning.refuse(firm.invited(firm.begun()))
    with pytest.raises(beginning.SaidNo):
        firm.invited(firm.begun("FAMILY@example.org", 2024))
    assert firm.invited(firm.begun("other@example.org")).mailed_at is not None


def test_nobody_fills_a_mailbox_with_invitations(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(mails.MOST_A_DAY, mails.INVITED, 3)
    sent = [firm.invited(firm.begun("Victim@example.org")).mailed_at is not None for _try in range(5)]
    assert sent == [True, True, True, False, False]
    address = reverse("advising:invite", args=[firm.office.pk])
    assert firm.olga.post(address, {"email": "victim@example.org", "role": "advisor"}).status_code == 502
    assert len(mail.outbox) == 3


def test_nobody_mails_invitations_to_many_addresses_without_end(firm: Firm, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "invite_family": "1/h/user"}
    statuses = []
    for number in range(2):
        file = firm.begun(f"family{number}@example.org")
        typed = {"mail": "1", "mark": new_mark()}
        answer = firm.olga.post(reverse("advising:invite_family", args=[file.draft.public_id]), typed)
        statuses.append(answer.status_code)
    assert statuses == [200, 429]
    assert len(mail.outbox) == 1


def a_family() -> Family:
    return Family(key_hash(new_browser_key()), User(), None)


def test_a_second_browser_with_the_same_link_gets_nothing(firm: Firm) -> None:
    invitation = firm.invited(firm.begun())
    first, second = a_family(), a_family()
    draft = take_over(invitation, first)
    assert draft is not None
    assert take_over(ClientInvitation.objects.get(pk=invitation.pk), second) is None
    assert Draft.objects.get().browser_key_hash == first.browser_key_hash


def test_a_link_that_was_stopped_or_whose_draft_went_while_its_page_was_open_takes_nothing_over(firm: Firm) -> None:
    stopped, deleted, withdrawn = (firm.invited(firm.begun(f"family{n}@example.org")) for n in range(3))
    beginning.stop_invitations(stopped.file)
    delete(Draft.objects.get(pk=deleted.file.draft_id))
    Draft.objects.filter(pk=withdrawn.file.draft_id).update(office=None)
    assert [take_over(one, a_family()) for one in (stopped, deleted, withdrawn)] == [None] * 3
    assert set(Draft.objects.values_list("browser_key_hash", flat=True)) == {""}


def test_what_a_family_takes_over_while_a_job_runs_is_not_deleted(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    file = firm.begun()
    invitation = firm.invited(file)
    stales = list(ClientFile.objects.select_related("draft", "office", "assignee"))
    monkeypatch.setattr(
        "interview.firms.jobs.bulk.clients_of",
        lambda _job, _seat, _rows: {stale.pk: stale for stale in stales if take_over(invitation, a_family())},
    )
    assert done(firm.seat, Kind.DELETE, [file]).skipped == 1
    assert Draft.objects.get().deleted_at is None


def test_clients_are_not_given_to_nobody_because_somebody_is_gone(firm: Firm) -> None:
    file = firm.begun()
    ClientFile.objects.update(assignee=firm.seat.user)
    assert done(firm.seat, Kind.ASSIGN, [file], assignee=999_999).skipped == 1
    file.refresh_from_db()
    assert file.assignee == firm.seat.user


# Logs


@pytest.mark.parametrize(
    "before", ["/en/invited/", "/es/advisor/invitation/", "/accounts/login/?next=%2Fen%2Fadvisor%2Finvitation%2F"]
)
def test_a_log_line_blacks_out_the_key_of_an_invitation(before: str) -> None:
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s%s/", (before, TOKEN), None)
    assert WithoutIdentityNumbers("{message}", style="{").format(record) == f"Not Found: {before}[key]/"


@pytest.mark.parametrize("typed", ["123-45-6789", "123+45+6789", "123%2045%206789", "123%E2%80%9345%E2%80%936789"])
def test_a_log_line_blacks_out_a_number_as_it_stands_in_an_address(typed: str) -> None:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, '"GET /clients/?q=%s HTTP/1.1" 422', (typed,), None)
    line = WithoutIdentityNumbers("{message}", style="{").format(record)
    assert not re.search(r"6789", line)


def test_the_page_of_an_invitation_tells_no_other_page_its_address(firm: Firm) -> None:
    seat = Client().get(firm.offered())
    made = invite(firm.begun(), firm.seat, mark=new_mark(), by_mail=False)
    client = Client().get(reverse("advising:invited", args=[made.token]))
    for page in (seat, client):
        assert page.headers["Referrer-Policy"] == REFERRER_POLICY
        assert "no-store" in page.headers["Cache-Control"]
    assert made.invitation.expires_at > timezone.now()
