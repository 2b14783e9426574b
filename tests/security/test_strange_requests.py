"""Requests that no browser of a family sends: other encodings, files, endless texts. None breaks a page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.advising.people import draft_of, family
from tests.security.test_every_page import POLICY

pytestmark = pytest.mark.django_db

FORM = b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\n+2AA-\\ud800\r\n--B--\r\n'


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16", "hex", "undefined", "idna", "utf-8-sig"])
def test_only_utf_8_is_read(charset: str) -> None:
    client, key = family()
    address = reverse("wizard:page", args=[draft_of(key).public_id, "child_basics-c1"])
    for method in ("GET", "POST"):
        answer = client.generic(method, address, FORM, f"multipart/form-data; boundary=B; charset={charset}")
        assert answer.status_code == 400
        assert "We could not read that" in answer.content.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "no-such-encoding"])
def test_utf_8_by_any_name_is_read(charset: str) -> None:
    client, key = family()
    address = reverse("wizard:page", args=[draft_of(key).public_id, "child_basics-c1"])
    answer = client.generic("POST", address, FORM, f"multipart/form-data; boundary=B; charset={charset}")
    assert answer.status_code == 422


def test_files_are_not_written_to_the_disk() -> None:
    client, key = family()
    address = reverse("wizard:page", args=[draft_of(key).public_id, "child_basics-c1"])
    answer = client.post(address, {"name": SimpleUploadedFile("x.bin", b"x" * 3_000_000)})
    assert answer.status_code == 400


def test_an_endless_user_name_is_refused_in_words() -> None:
    answer = Client().post(reverse("account_login"), {"login": "a" * 100_000, "password": "x"})
    assert "No account has such a long name" in answer.content.decode()


def test_files_of_the_look_carry_the_policy_too() -> None:
    answer = Client().get("/static/img/icon.svg")
    answer.close()
    assert answer.status_code == 200
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "no-store" not in answer.headers["Cache-Control"]


def test_a_host_that_is_not_ours_is_refused_with_the_policy() -> None:
    answer = Client().get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
