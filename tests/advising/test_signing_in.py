"""Advisors and admins sign in by one page, with limits on guessing; nobody signs up."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.advising.people import advisor

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob", "bob@example.org", PASSWORD)


def sign_in(client: Client, login: str, password: str, **more: str) -> tuple[int, str, str]:
    answer = client.post(reverse("account_login"), {"login": login, "password": password, **more})
    return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()


@pytest.mark.parametrize("login", ["bob", "bob@example.org"])
def test_an_advisor_signs_in_by_name_or_email_and_lands_on_the_drafts(client: Client, bob: User, login: str) -> None:
    status, address, _text = sign_in(client, login, PASSWORD)
    assert (status, address) == (302, reverse("advising:drafts"))


def test_the_page_that_was_asked_for_comes_after_signing_in(client: Client, bob: User) -> None:
    asked = client.get(reverse("advising:drafts"))
    assert asked.headers["Location"] == f"{reverse('account_login')}?next={reverse('advising:drafts')}"
    asked_for = f"{reverse('advising:drafts')}?x=1"
    assert sign_in(client, "bob", PASSWORD, next=asked_for)[1] == asked_for


def test_no_other_site_comes_after_signing_in(client: Client, bob: User) -> None:
    assert sign_in(client, "bob", PASSWORD, next="https://evil.example/")[1] == reverse("advising:drafts")


@pytest.mark.parametrize("login", ["bob", "nobody-of-that-name"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client, bob: User, login: str) -> None:
    status, _address, text = sign_in(client, login, "wrong")
    assert status == 200
    assert "The username and/or password you specified are not correct." in text
    assert f'value="{login}"' in text
    assert "wrong" not in text.replace("What is wrong", "")


def test_empty_boxes_are_named(client: Client) -> None:
    text = sign_in(client, "", "")[2]
    assert "Enter your user name or email" in text
    assert "Enter your password" in text


def test_after_five_wrong_passwords_the_right_one_waits_too(client: Client, bob: User) -> None:
    for _ in range(5):
        sign_in(client, "bob", "wrong")
    status, _address, text = sign_in(client, "bob", PASSWORD)
    assert status == 200
    assert "Too many failed login attempts. Try again later." in text
    assert client.get(reverse("advising:drafts")).status_code == 302


def test_the_limit_also_holds_when_counts_are_kept_in_the_database(client: Client, bob: User, settings: object) -> None:
    settings.CACHES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "fledge_cache"}
    }
    for _ in range(5):
        sign_in(client, "bob", "wrong")
    assert "Too many failed login attempts" in sign_in(client, "bob", PASSWORD)[2]
    caches["default"].clear()
    assert sign_in(client, "bob", PASSWORD)[0] == 302


def test_the_admin_has_no_other_way_in(client: Client, admin_user: User) -> None:
    asked = client.get(reverse("admin:login"), {"next": reverse("admin:index")})
    assert asked.headers["Location"] == f"{reverse('account_login')}?next=%2Fen%2Fadmin%2F"
    assert client.post(reverse("admin:login"), {"username": "admin", "password": "password"}).status_code == 302
    assert client.get(reverse("admin:index")).status_code == 302


def test_an_advisor_is_kept_out_of_the_admin() -> None:
    client, _user = advisor("bob")
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_nobody_signs_up(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/en/accounts/signup/").status_code == 404


def test_signing_out_needs_a_press_of_the_button() -> None:
    client, _user = advisor("bob")
    client.get(reverse("account_logout"))
    assert client.get(reverse("advising:drafts")).status_code == 200
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("home")
    assert client.get(reverse("advising:drafts")).status_code == 302


def test_a_new_password_needs_the_old_one(client: Client, bob: User) -> None:
    client.force_login(bob)
    address = reverse("account_change_password")
    new = {"password1": "another long password", "password2": "another long password"}
    assert client.post(address, {"oldpassword": "wrong", **new}).status_code == 200
    assert client.post(address, {"oldpassword": PASSWORD, **new}).headers["Location"] == reverse("advising:drafts")
    bob.refresh_from_db()
    assert bob.check_password("another long password")


def test_a_closed_account_is_told_to_ask_its_admin(client: Client, bob: User) -> None:
    User.objects.update(is_active=False)
    answer = client.post(reverse("account_login"), {"login": "bob", "password": PASSWORD}, follow=True)
    assert client.get(reverse("advising:drafts")).status_code == 302
    assert answer.status_code == 200
