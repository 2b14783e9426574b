"""Production switches every safety on by itself, and refuses to start half-configured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "FLEDGE_PRODUCTION": "1",
    "FLEDGE_SECRET_KEY": "a-long-random-text-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "FLEDGE_HOSTS": "fledge.example,www.fledge.example",
}
SHOW = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
"""


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FLEDGE_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**clean, "DJANGO_SETTINGS_MODULE": "actc_site.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(**environment: str) -> dict[str, Any]:
    finished = run("-c", SHOW, **environment)
    assert finished.returncode == 0, finished.stderr
    settings: dict[str, Any] = json.loads(finished.stdout)
    return settings


@pytest.fixture(scope="module")
def production() -> dict[str, Any]:
    return settings_with(**PRODUCTION)


def test_the_deployment_check_has_nothing_to_say() -> None:
    finished = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert finished.returncode == 0, finished.stderr
    assert "no issues" in finished.stdout


@pytest.mark.parametrize("missing", ["FLEDGE_SECRET_KEY", "FLEDGE_HOSTS"])
def test_production_does_not_start_without_its_key_and_hosts(missing: str) -> None:
    finished = run("manage.py", "check", **{name: value for name, value in PRODUCTION.items() if name != missing})
    assert finished.returncode != 0
    assert "Production needs FLEDGE_SECRET_KEY and FLEDGE_HOSTS" in finished.stderr


def test_production_does_not_start_for_any_host_that_somebody_types() -> None:
    finished = run("manage.py", "check", **{**PRODUCTION, "FLEDGE_HOSTS": "*"})
    assert finished.returncode != 0
    assert "would let anybody choose" in finished.stderr


def test_cookies_and_connections_are_closed(production: dict[str, Any]) -> None:
    for cookie in ("SESSION", "CSRF"):
        assert production[f"{cookie}_COOKIE_SECURE"] is True
        assert production[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert production[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        assert production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert production["ALLOWED_HOSTS"] == ["fledge.example", "www.fledge.example"]


def test_debug_pages_cannot_be_switched_on_in_production() -> None:
    assert settings_with(**PRODUCTION, FLEDGE_DEBUG="1")["DEBUG"] is False


def test_staff_need_a_second_factor_in_production(production: dict[str, Any]) -> None:
    assert production["REQUIRE_STAFF_MFA"] is True
    assert production["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert settings_with()["REQUIRE_STAFF_MFA"] is False


def test_mail_goes_to_the_server_that_the_environment_names(production: dict[str, Any]) -> None:
    assert production["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    named = settings_with(**PRODUCTION, FLEDGE_EMAIL_URL="smtp+tls://ana:secret@mail.example:587")
    assert (named["EMAIL_HOST"], named["EMAIL_PORT"], named["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert (named["EMAIL_HOST_USER"], named["EMAIL_HOST_PASSWORD"]) == ("ana", "secret")
    assert named["SITE_URL"] == "https://fledge.example"


def test_mails_of_a_developers_machine_become_files() -> None:
    assert settings_with()["EMAIL_BACKEND"] == "actc_site.mail_files.MailFiles"


def test_server_processes_count_failed_sign_ins_together(production: dict[str, Any]) -> None:
    assert production["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_a_forwarded_address_is_believed_only_behind_a_proxy(production: dict[str, Any]) -> None:
    assert production["SECURE_PROXY_SSL_HEADER"] is None
    assert "ALLAUTH_TRUSTED_PROXY_COUNT" not in production
    behind = settings_with(**PRODUCTION, FLEDGE_BEHIND_PROXY="1")
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert behind["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
