"""What every test stands on: a database that knows the shipped tax years, and no state left by the test before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.signals import post_migrate
from django.utils import timezone
from django.utils.translation import deactivate

from interview.management.compiled_engine import refuse_outdated
from tests.browser.chromium import NO_CHROMIUM, find_chromium

# The quick rooms first, so that a mistake shows in seconds.
ROOMS_IN_ORDER = ("house", "engine", "cases", "years", "interview", "result", "returning", "advising", "security")
# A table that Django does not know (migration 0011); PostgreSQL has none any more (migration 0022).
WITHOUT_A_MODEL = {"sqlite": ("interview_filesearch",)}
A_DAY_IN_NOVEMBER = date(2026, 11, 23)
# How each trigger steps aside, and how it comes back.
TRIGGERS_ON_SQLITE = "SELECT 'DROP TRIGGER \"' || name || '\"', sql FROM sqlite_master WHERE type = 'trigger'"
TRIGGERS_ON_POSTGRESQL = """
    SELECT format('ALTER TABLE %1$s DISABLE TRIGGER %2$I', tgrelid::regclass, tgname),
           format('ALTER TABLE %1$s ENABLE TRIGGER %2$I', tgrelid::regclass, tgname)
    FROM pg_trigger WHERE tgname IN ('figures_are_not_emptied', 'activity_is_not_emptied')
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-with-database", action="store_true", help="only tests that touch the database, to try another one"
    )


def touches_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"}
    return item.get_closest_marker("django_db") is not None or bool(fixtures & set(getattr(item, "fixturenames", ())))


def pytest_configure() -> None:
    # Tests of sources that are not the ones that run would prove nothing.
    refuse_outdated()
    # Argon2 and PBKDF2 are slow on purpose; nobody attacks the passwords of tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tests serve the files of the look where they lie; nobody collected them.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests come last, everything else room by room; within a room pytest-django's order stays."""
    tests = Path(__file__).parent
    if config.getoption("--only-with-database"):
        left_out = [item for item in items if not touches_the_database(item)]
        items[:] = [item for item in items if touches_the_database(item)]
        config.hook.pytest_deselected(items=left_out)

    def room(item: pytest.Item) -> int:
        folder = item.path.relative_to(tests).parts[0]
        if folder == "browser":
            return len(ROOMS_IN_ORDER) + 1
        return ROOMS_IN_ORDER.index(folder) if folder in ROOMS_IN_ORDER else len(ROOMS_IN_ORDER)

    items.sort(key=room)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)]
    if skipped and find_chromium() is None:
        terminalreporter.write_line(
            f"!!! {len(skipped)} BROWSER TESTS WERE SKIPPED: {NO_CHROMIUM}", yellow=True, bold=True
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Prepares the test database: its place, and the years that come with its tables."""
    # A database in memory cannot be shared with the threads of a live server, so SQLite goes to a file.
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    let_a_flush_empty_every_table(type(connection.ops), connection.vendor)
    # Sent after the first migration, and again when a test with real transactions has emptied every table.
    post_migrate.connect(load_the_shipped_years, sender=apps.get_app_config("interview"))


def let_a_flush_empty_every_table(operations_class: type[BaseDatabaseOperations], vendor: str) -> None:
    """The database keeps published figures for good; a test with real transactions ends by emptying every table.

    The triggers step aside for the moment.
    """
    statements_of_a_flush = operations_class.sql_flush
    find = TRIGGERS_ON_SQLITE if vendor == "sqlite" else TRIGGERS_ON_POSTGRESQL

    def sql_flush(operations: BaseDatabaseOperations, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        with connections["default"].cursor() as cursor:
            cursor.execute(find)
            triggers = cursor.fetchall()
        aside, back = [off for off, _ in triggers], [on for _, on in triggers]
        return [
            *aside,
            *statements_of_a_flush(operations, style, [*tables, *WITHOUT_A_MODEL.get(vendor, ())], **options),
            *back,
        ]

    operations_class.sql_flush = sql_flush  # type: ignore[assignment,method-assign]


def load_the_shipped_years(**_: object) -> None:
    call_command("load_years", verbosity=0)


@pytest.fixture(autouse=True)
def _no_language_of_the_test_before() -> None:
    """A request leaves its language behind in the thread; tests begin in the site's own."""
    deactivate()


@pytest.fixture(autouse=True)
def _no_counts_of_the_test_before() -> None:
    """Limits on guessing count in the cache, and a test may not use up the tries of the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _no_report_by_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many tests open every address, and a real report takes a second: only the tests of the report make one."""
    monkeypatch.setattr("interview.result.take_away.report.report_pdf", lambda _html: b"%PDF-1.7")


@pytest.fixture
def a_day_in_november(monkeypatch: pytest.MonkeyPatch) -> date:
    """No number can still come in time for 2025, its refund can be claimed; refunds of 2021 and before are lost."""
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *asked: real(*asked) if asked else A_DAY_IN_NOVEMBER)
    return A_DAY_IN_NOVEMBER
