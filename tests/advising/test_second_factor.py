"""A second factor: set up, asked for at sign-in, demanded where the setting says so. Keys: tests/browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from interview.identity_numbers import REFUSAL
from tests.advising.people import draft_of, family
from tests.advising.second_factors import shown_code, with_all_second_factors, with_app
from tests.security.test_every_page import check_headers, check_markup

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _no_code_runs_out() -> Iterator[None]:
    """A code is for half a minute; none ends between being read and being given."""
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob", "bob@example.org", PASSWORD)


def sign_in(client: Client, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": "bob", "password": password})


def sign_in_and_confirm(client: Client) -> None:
    """Sign in, and say once more who it is: nothing about second factors changes without."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("advising:drafts")).status_code == 200


def give_code(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_an_app_is_set_up_with_a_code_that_it_shows(client: Client, bob: User) -> None:
    sign_in_and_confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": shown_code(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r"<code>[0-9a-f]", client.get(answer.headers["Location"]).content.decode())) == 10
    kinds = set(Authenticator.objects.values_list("type", flat=True))
    assert kinds == {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}


def test_the_password_alone_no_longer_signs_in(client: Client, bob: User) -> None:
    secret = with_app(bob)
    assert sign_in(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert give_code(client, "000000" if shown_code(secret) != "000000" else "000001").status_code == 200
    assert not is_signed_in(client)
    cache.clear()
    assert give_code(client, shown_code(secret)).headers["Location"] == reverse("advising:drafts")
    assert is_signed_in(client)


def test_the_second_factor_without_the_password_signs_nobody_in(client: Client, bob: User) -> None:
    secret = with_app(bob)
    assert give_code(client, shown_code(secret)).headers["Location"] == reverse("account_login")
    assert not is_signed_in(client)


def test_a_code_of_the_app_works_once(bob: User) -> None:
    secret = with_app(bob)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        give_code(client, shown_code(secret))
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_a_recovery_code_works_once(bob: User) -> None:
    with_all_second_factors(bob)
    code = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        give_code(client, code)
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_codes_cannot_be_tried_out(client: Client, bob: User) -> None:
    secret = with_app(bob)
    sign_in(client)
    for number in range(6):
        give_code(client, f"00000{number}")
    assert "Too many failed" in give_code(client, shown_code(secret)).content.decode()
    assert not is_signed_in(client)


def test_the_secrets_are_sealed_in_the_database(bob: User, settings: Any) -> None:
    secret = with_app(bob)
    stored = Authenticator.objects.get()
    assert secret not in str(stored.data)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new key, for this test only"
    assert stored.wrap().validate_code(shown_code(secret))


@pytest.mark.parametrize("page", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_changing_how_one_signs_in_asks_who_it_is(client: Client, bob: User, page: str) -> None:
    client.force_login(bob)  # a session that was left open
    answer = client.get(reverse(page))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    wrong = client.post(answer.headers["Location"], {"password": "wrong"})
    assert wrong.status_code == 200
    right = client.post(answer.headers["Location"], {"password": PASSWORD})
    assert right.headers["Location"] == reverse(page)


def test_staff_without_a_second_factor_set_one_up_first_where_the_setting_says_so(
    client: Client, bob: User, settings: Any
) -> None:
    settings.REQUIRE_STAFF_MFA = True
    sign_in_and_confirm(client)
    for name in ("advising:drafts", "home", "drafts:list"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": shown_code(secret)})
    assert is_signed_in(client)


def test_an_admin_without_a_second_factor_changes_nothing_where_the_setting_says_so(settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    for address in (reverse("admin:index"), reverse("admin:auth_user_add")):
        assert client.get(address).headers["Location"] == reverse("mfa_index")
        assert client.post(address, {"username": "eve"}).headers["Location"] == reverse("mfa_index")
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("home")


def test_families_are_never_asked_for_a_second_factor(settings: Any, django_assert_max_num_queries: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    client, key = family()
    draft = draft_of(key)
    with django_assert_max_num_queries(8):
        assert client.get(reverse("wizard:page", args=[draft.public_id, "home"])).status_code == 200


def test_a_key_takes_no_tax_number_as_its_name(client: Client, bob: User) -> None:
    key = with_all_second_factors(bob)
    sign_in(client)
    give_code(client, Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    address = reverse("mfa_edit_webauthn", args=[key.pk])
    assert str(REFUSAL) in client.post(address, {"name": "key 123-45-6789"}).content.decode()
    assert client.post(address, {"name": "Red stick"}).status_code == 302
    key.refresh_from_db()
    assert key.data["name"] == "Red stick"


def test_the_admin_sees_no_secret_and_deletes_a_lost_key(bob: User) -> None:
    key = with_all_second_factors(bob)
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    page = client.get(reverse("admin:mfa_authenticator_change", args=[key.pk])).content.decode()
    assert "credential" not in page
    assert client.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    client.post(reverse("admin:mfa_authenticator_delete", args=[key.pk]), {"post": "yes"})
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_every_page_of_second_factors_keeps_the_promises_of_the_site(client: Client, bob: User) -> None:
    sign_in_and_confirm(client)
    pages = [client.get(reverse(name)) for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn")]
    client.logout()
    key = with_all_second_factors(bob)
    sign_in(client)
    pages.append(client.get(reverse("mfa_authenticate")))
    give_code(client, Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    names = ("index", "deactivate_totp", "view_recovery_codes", "generate_recovery_codes", "list_webauthn")
    pages += [client.get(reverse(f"mfa_{name}")) for name in names]
    pages += [client.get(reverse(f"mfa_{name}_webauthn", args=[key.pk])) for name in ("edit", "remove")]
    pages += [client.get(reverse(name)) for name in ("account_reauthenticate", "mfa_reauthenticate")]
    pages.append(client.get(reverse("account_login")))
    for page in pages[:-1]:
        assert page.status_code == 200, page.request["PATH_INFO"]
        check_headers(page)
        check_markup(page)
        soup = BeautifulSoup(page.content, "html.parser")
        assert len(soup.select("h1")) == 1
        assert "Fledge" in soup.title.get_text() if soup.title else False
