"""Who may do what with the yearly figures."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from interview.years.models import ParameterRevision
from tests.years.addresses import page

pytestmark = pytest.mark.django_db


def staff(*permissions: str) -> User:
    user = User.objects.create_user("-".join(permissions) or "nobody", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=[f"{name}_parameterrevision" for name in permissions])
    )
    return user


STEPS: list[tuple[str, str, tuple[str, ...], str]] = [
    ("view", "change", (), "get"),
    ("view", "check", (), "get"),
    ("view", "section", ("phaseout",), "get"),
    ("add", "copy", (), "post"),
    ("change", "section", ("phaseout",), "post"),
    ("view", "differences", (), "get"),
    ("view", "history", (), "get"),
    ("view", "review", (), "get"),
    ("change", "review", (), "post"),
]


@pytest.mark.parametrize(("permission", "name", "rest", "method"), STEPS)
def test_each_step_needs_its_own_permission(
    client: Client, draft: ParameterRevision, permission: str, name: str, rest: tuple[str, ...], method: str
) -> None:
    everything = {"view", "add", "change", "delete", "publish"}
    others = everything - {permission} - ({"change"} if permission == "view" else set())
    client.force_login(staff(*others))
    assert getattr(client, method)(page(name, draft, *rest)).status_code == 403
    client.force_login(staff("view", permission))
    assert getattr(client, method)(page(name, draft, *rest)).status_code in (200, 302, 422)


@pytest.mark.parametrize(("_permission", "name", "rest", "method"), STEPS)
def test_nobody_else_gets_in(
    client: Client, draft: ParameterRevision, _permission: str, name: str, rest: tuple[str, ...], method: str
) -> None:
    address = page(name, draft, *rest)
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reverse('admin:login')}?next={address}")
    client.force_login(User.objects.create_user("advisor"))
    assert getattr(client, method)(address).status_code == 302


def test_the_shipped_figures_are_read_only_for_a_viewer(client: Client, current: ParameterRevision) -> None:
    client.force_login(staff("view"))
    text = client.get(page("change", current)).content.decode()
    assert "Copy to a new draft" not in text
    assert "Publish<" not in text
