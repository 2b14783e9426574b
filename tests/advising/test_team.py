"""Who works in an office: inviting, joining, other roles, leaving, and the settings."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interview.advising.secret_address import REFERRER_POLICY
from interview.firms import activity, team
from interview.firms.file_models import Activity, ClientFile
from interview.firms.job_models import SavedView
from interview.firms.office_models import Invitation, Office, OfficeMember
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
NEWCOMER = {"first_name": "Nora", "last_name": "Lind", "password": PASSWORD, "again": PASSWORD}
Role = OfficeMember.Role


class Firm:
    """Olga owns an office in which Ben advises."""

    def __init__(self) -> None:
        self.olga, self.owner = advisor("olga")
        self.ben, self.advisor = advisor("ben")
        self.office = office("Lakeside Tax Help")
        self.owner_seat = OfficeMember.objects.create(office=self.office, user=self.owner, role=Role.OWNER)
        self.seat = OfficeMember.objects.create(office=self.office, user=self.advisor)

    def post(self, name: str, /, *args: Any, **typed: Any) -> Any:
        return self.olga.post(reverse(f"advising:{name}", args=[self.office.pk, *args]), typed)

    def get(self, name: str, *args: Any) -> str:
        return str(self.olga.get(reverse(f"advising:{name}", args=[self.office.pk, *args])).content.decode())

    def settings(self) -> tuple[str, bool, bool]:
        self.office.refresh_from_db()
        return self.office.name, self.office.only_own_clients, self.office.second_person_signs

    def invite(self, email: str = "nora@example.org", role: str = "assistant") -> str:
        """The address in the mail that went out."""
        assert self.post("invite", email=email, role=role).status_code == 302
        link: str = re.findall(r"http\S+", str(mail.outbox[-1].body))[0]
        return link.removeprefix("http://127.0.0.1:8000")


@pytest.fixture
def firm() -> Firm:
    return Firm()


# Inviting and joining


def test_a_newcomer_chooses_name_and_password_and_is_in(firm: Firm) -> None:
    address, browser = firm.invite(), Client()
    page = browser.get(address)
    assert "olga invites you to work in Lakeside Tax Help" in page.content.decode()
    assert page.headers["Referrer-Policy"] == REFERRER_POLICY
    answer = browser.post(address, NEWCOMER)
    assert answer.headers["Location"] == reverse("advising:drafts")
    seat = OfficeMember.objects.get(user__email="nora@example.org")
    assert (seat.office, seat.role, seat.user.get_full_name()) == (firm.office, Role.ASSISTANT, "Nora Lind")
    assert browser.get(reverse("advising:team", args=[firm.office.pk])).status_code == 200
    assert Client().login(username="nora@example.org", password=PASSWORD)


def test_a_newcomer_is_led_to_the_second_factor_where_the_site_asks_for_one(firm: Firm, settings: Any) -> None:
    address, browser = firm.invite(), Client()
    settings.REQUIRE_STAFF_MFA = True
    answer = browser.post(address, NEWCOMER, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("mfa_index")
    # The password was just typed: nobody is asked for it again.
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200


def test_an_invitation_works_once(firm: Firm) -> None:
    address = firm.invite()
    Client().post(address, NEWCOMER)
    assert Client().get(address).status_code == 404
    assert Client().post(address, NEWCOMER | {"first_name": "Eve"}).status_code == 404
    assert not User.objects.filter(first_name="Eve").exists()


def test_an_invitation_ends_after_seven_days(firm: Firm) -> None:
    address = firm.invite()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert Client().post(address, NEWCOMER).status_code == 404


def test_an_invitation_that_is_taken_back_opens_nothing(firm: Firm) -> None:
    address = firm.invite()
    invitation = Invitation.objects.get()
    assert firm.post("take_back_invitation", invitation.pk).status_code == 302
    assert Client().get(address).status_code == 404
    assert "nora@example.org" not in firm.get("team")


def test_only_the_hash_of_the_link_is_stored(firm: Firm) -> None:
    token = firm.invite().rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(list(Invitation.objects.values()))
    assert Invitation.objects.get().token_hash == team.token_hash(token)


def test_a_second_press_sends_no_second_mail_and_a_later_one_replaces_the_link(firm: Firm) -> None:
    first = firm.invite()
    firm.post("invite", email="nora@example.org", role="assistant")
    assert len(mail.outbox) == 1
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        second = firm.invite()
        assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)


def test_somebody_with_an_account_signs_in_first_and_joins_with_it(firm: Firm) -> None:
    kim, user = advisor("kim")
    User.objects.filter(pk=user.pk).update(email="Nora@Example.org")
    address = firm.invite()
    page = Client().get(address).content.decode()
    assert "has an account" in page
    assert "password" not in page
    assert Client().post(address, NEWCOMER).status_code == 200
    assert kim.get(address).status_code == 200
    assert not OfficeMember.objects.filter(user=user).exists()
    assert kim.post(address).status_code == 302
    assert OfficeMember.objects.get(user=user).role == Role.ASSISTANT


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"again": "another"}, "The two passwords are not the same"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"first_name": "123-45-6789"}, "Do not enter a Social Security number"),
        ({"last_name": ""}, "Enter your last name"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said(firm: Firm, typed: dict[str, str], complaint: str) -> None:
    answer = Client().post(firm.invite(), NEWCOMER | typed)
    assert answer.status_code == 422
    assert complaint in answer.content.decode()
    assert not User.objects.filter(email="nora@example.org").exists()


@pytest.mark.parametrize("email", ["", "nobody", "123456789@example.org"])
def test_an_invitation_needs_an_address_without_a_tax_number(firm: Firm, email: str) -> None:
    assert firm.post("invite", email=email, role="advisor").status_code == 422
    assert mail.outbox == []


def test_nobody_is_invited_who_works_here(firm: Firm) -> None:
    User.objects.filter(pk=firm.advisor.pk).update(email="ben@example.org")
    assert firm.post("invite", email="BEN@example.org", role="owner").status_code == 422


# Roles and leaving


def test_an_owner_changes_a_role_and_it_counts_at_once(firm: Firm) -> None:
    assert firm.post("seat", firm.seat.pk, role="owner", was="advisor").status_code == 302
    assert firm.ben.get(reverse("advising:settings", args=[firm.office.pk])).status_code == 200
    entry = Activity.objects.get(kind=activity.TEAM)
    assert (entry.old, entry.new, entry.actor) == (["ben", "advisor"], ["ben", "owner"], firm.owner)


def test_a_role_that_somebody_changed_meanwhile_is_not_overwritten(firm: Firm) -> None:
    firm.post("seat", firm.seat.pk, role="assistant", was="advisor")
    answer = firm.post("seat", firm.seat.pk, role="owner", was="advisor")
    assert answer.status_code == 422
    assert "Somebody else changed this role" in answer.content.decode()
    firm.seat.refresh_from_db()
    assert firm.seat.role == Role.ASSISTANT


def test_the_last_owner_can_neither_leave_nor_become_something_else(firm: Firm) -> None:
    closed = User.objects.create_user("closed", is_active=False)
    OfficeMember.objects.create(office=firm.office, user=closed, role=Role.OWNER)
    assert firm.post("leave").status_code == 409
    assert firm.post("remove_seat", firm.owner_seat.pk).status_code == 409
    assert firm.post("seat", firm.owner_seat.pk, role="advisor", was="owner").status_code == 422
    firm.owner_seat.refresh_from_db()
    assert firm.owner_seat.role == Role.OWNER


def test_an_owner_may_leave_when_there_is_another(firm: Firm) -> None:
    OfficeMember.objects.filter(pk=firm.seat.pk).update(role=Role.OWNER)
    assert firm.post("leave").headers["Location"] == reverse("advising:drafts")
    assert firm.olga.get(reverse("advising:team", args=[firm.office.pk])).status_code == 404


def test_whoever_goes_gives_the_clients_back_and_own_views_and_invitations_end(firm: Firm) -> None:
    draft = shared_draft(firm.office)
    ClientFile.objects.update(assignee=firm.advisor)
    for shared in (True, False):
        SavedView.objects.create(office=firm.office, owner=firm.advisor, name="Mine", query="", shared=shared)
    team.invite(firm.office, "eve@example.org", "owner", by=firm.advisor)
    assert "1 client goes back" in firm.get("remove_seat", firm.seat.pk)
    assert firm.post("remove_seat", firm.seat.pk).status_code == 302
    file = ClientFile.objects.get(draft=draft)
    assert file.assignee is None
    entry = Activity.objects.get(kind=activity.ASSIGNED)
    assert (entry.file, entry.new, entry.actor) == (file, None, firm.owner)
    assert entry.old == {"id": firm.advisor.pk, "name": "ben"}
    assert SavedView.objects.get().shared
    assert not team.open_invitations(firm.office).exists()
    # Pressed once more, or pressed by two owners.
    assert firm.post("remove_seat", firm.seat.pk).status_code == 302


def test_an_account_that_is_deleted_or_closed_gives_its_clients_back_too(firm: Firm, admin_client: Client) -> None:
    shared_draft(firm.office)
    ClientFile.objects.update(assignee=firm.advisor)
    form = {"username": "ben", "first_name": "", "last_name": "", "email": ""}
    assert admin_client.post(reverse("admin:auth_user_change", args=[firm.advisor.pk]), form).status_code == 302
    assert ClientFile.objects.get().assignee is None
    ClientFile.objects.update(assignee=firm.owner)
    firm.owner.delete()
    assert ClientFile.objects.get().assignee is None
    assert Activity.objects.filter(kind=activity.ASSIGNED).count() == 2


def test_whoever_becomes_an_auditor_has_no_clients(firm: Firm) -> None:
    shared_draft(firm.office)
    ClientFile.objects.update(assignee=firm.advisor)
    firm.post("seat", firm.seat.pk, role="auditor", was="advisor")
    assert ClientFile.objects.get().assignee is None


def test_advisors_see_the_team_without_what_only_owners_need(firm: Firm) -> None:
    firm.invite()
    page = firm.ben.get(reverse("advising:team", args=[firm.office.pk])).content.decode()
    assert "olga" in page
    assert "nora@example.org" not in page
    assert reverse("advising:invite", args=[firm.office.pk]) not in page


# Settings


def test_settings_are_saved_and_written_down(firm: Firm) -> None:
    seen = {"initial-name": "Lakeside Tax Help", "initial-only_own_clients": "False"}
    seen |= {"initial-second_person_signs": "False"}
    assert firm.post("settings", name="Lakeside", only_own_clients="on", **seen).status_code == 302
    firm.office.refresh_from_db()
    assert (firm.office.name, firm.office.only_own_clients, firm.office.second_person_signs) == (
        "Lakeside",
        True,
        False,
    )
    changes = {entry.page: (entry.old, entry.new) for entry in Activity.objects.filter(kind=activity.SETTINGS)}
    assert changes == {"name": ("Lakeside Tax Help", "Lakeside"), "only_own_clients": (False, True)}


def test_settings_that_somebody_changed_meanwhile_are_kept_and_shown(firm: Firm) -> None:
    seen = {"initial-name": "Lakeside Tax Help", "initial-only_own_clients": "False"}
    seen |= {"initial-second_person_signs": "False"}
    Office.objects.update(name="Hillside", second_person_signs=True)
    answer = firm.post("settings", name="Lakeside", second_person_signs="", **seen)
    assert answer.status_code == 422
    assert "Somebody else changed this meanwhile" in answer.content.decode()
    again = seen | {"initial-name": "Hillside"}
    assert firm.post("settings", name="Lakeside", only_own_clients="on", **again).status_code == 302
    firm.office.refresh_from_db()
    # The field that was not touched keeps what the other person chose.
    assert firm.settings() == ("Lakeside", True, True)


def test_a_name_with_a_tax_number_is_refused(firm: Firm) -> None:
    assert firm.post("settings", name="123-45-6789").status_code == 422


def test_a_new_code_ends_the_old_one_once_per_press(firm: Firm) -> None:
    old = firm.office.share_code
    firm.post("new_code", was=old)
    firm.office.refresh_from_db()
    new = firm.office.share_code
    firm.post("new_code", was=old)
    firm.office.refresh_from_db()
    assert old != new == firm.office.share_code
