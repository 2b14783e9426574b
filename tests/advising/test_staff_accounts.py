"""What staff type into accounts and groups."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from interview.firms.file_models import Activity, ClientFile
from tests.advising.people import office, shared_draft

pytestmark = pytest.mark.django_db

REFUSED = "Do not enter a Social Security number or ITIN here"


@pytest.mark.parametrize("name", ["123-45-6789", "editors 123 45 6789"])
def test_a_group_takes_no_identity_number(admin_client: Client, name: str) -> None:
    answer = admin_client.post(reverse("admin:auth_group_add"), {"name": name})
    assert REFUSED in answer.content.decode()
    assert not Group.objects.filter(name=name).exists()


def test_a_group_is_added_by_its_name(admin_client: Client) -> None:
    assert admin_client.post(reverse("admin:auth_group_add"), {"name": "Publishers"}).status_code == 302
    assert Group.objects.filter(name="Publishers").exists()


@pytest.mark.parametrize("field", ["username", "first_name", "last_name", "email"])
def test_an_account_takes_no_identity_number(admin_client: Client, field: str) -> None:
    member = User.objects.create_user("ana")
    typed = "123456789@office.example" if field == "email" else "123-45-6789"
    answer = admin_client.post(
        reverse("admin:auth_user_change", args=[member.pk]), {"username": "ana", "is_active": "on", field: typed}
    )
    assert REFUSED in answer.content.decode()
    member.refresh_from_db()
    assert "6789" not in str(getattr(member, field))


def test_an_admin_gives_seats_roles_and_takes_them_away_and_each_is_written_down(admin_client: Client) -> None:
    lakeside = office("Lakeside Tax Help")
    ana, ben = User.objects.create_user("ana"), User.objects.create_user("ben")
    address = reverse("admin:interview_office_change", args=[lakeside.pk])
    whole = {"name": "Lakeside Tax Help", "seats-TOTAL_FORMS": "2", "seats-INITIAL_FORMS": "0"}
    rows = {"seats-0-user": ana.pk, "seats-0-role": "owner", "seats-1-user": ben.pk, "seats-1-role": "advisor"}
    assert admin_client.post(address, whole | rows).status_code == 302
    seats = {seat.user: seat for seat in lakeside.seats.select_related("user")}
    assert {user.username: seat.role for user, seat in seats.items()} == {"ana": "owner", "ben": "advisor"}
    shared_draft(lakeside)
    ClientFile.objects.update(assignee=ben)
    ids = {"seats-INITIAL_FORMS": "2", "seats-0-id": seats[ana].pk, "seats-1-id": seats[ben].pk}
    without_owner = whole | rows | ids | {"seats-0-role": "advisor"}
    assert "An office needs an owner." in admin_client.post(address, without_owner).content.decode()
    assert admin_client.post(address, whole | rows | ids | {"seats-1-DELETE": "on"}).status_code == 302
    assert ClientFile.objects.get().assignee is None
    assert [entry.new for entry in Activity.objects.filter(kind="team").order_by("pk")][-1] is None
    assert Activity.objects.filter(kind="team").count() == 3


def test_an_office_with_its_record_cannot_be_deleted(admin_client: Client) -> None:
    lakeside = office("Lakeside Tax Help")
    assert admin_client.post(reverse("admin:interview_office_delete", args=[lakeside.pk])).status_code == 403
