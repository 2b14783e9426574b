"""What staff type into accounts and groups."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

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
