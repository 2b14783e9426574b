"""When something breaks, the log and the report say where, and never what a person typed."""

from __future__ import annotations

import logging
import sys
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import ExceptionReporter, get_exception_reporter_filter

from actc_site.error_reports import NothingTyped
from actc_site.log_lines import WithoutIdentityNumbers

NUMBER = "987-65-4320"


def broken_request() -> HttpRequest:
    request = RequestFactory().post("/interview/x/child_basics-c1/", {"name": f"Mia {NUMBER}", "note": "quite private"})
    request.COOKIES["fledge_browser"] = "secret-key-of-a-browser"
    return request


@pytest.mark.parametrize("part", [NUMBER, "quite private", "Mia"])
def test_the_report_of_a_crash_holds_nothing_that_was_typed(part: str) -> None:
    report = report_of_a_crash(broken_request())
    assert "no room for 15 letters" in report
    assert part not in report


def test_the_site_uses_this_filter_for_its_reports() -> None:
    assert isinstance(get_exception_reporter_filter(broken_request()), NothingTyped)


def test_no_handler_mails_requests_to_anybody() -> None:
    handlers = [handler for name in ("django", "django.request", "") for handler in logging.getLogger(name).handlers]
    assert not [handler for handler in handlers if "mail" in type(handler).__name__.lower()]


@pytest.mark.parametrize("spelling", [NUMBER, "987 65 4320", "987654320", "987.65.4320", "987_65_4320"])
def test_a_log_line_blacks_out_the_number_wherever_it_stands(spelling: str) -> None:
    formatter = WithoutIdentityNumbers("{message}", style="{")
    try:
        int(f"unreadable {spelling}")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Not Found: /%s/", (spelling,), sys.exc_info())
    line = formatter.format(record)
    assert spelling not in line
    assert line.count("[nine digits]") == 2


def test_a_log_line_keeps_ids_dates_and_amounts() -> None:
    formatter = WithoutIdentityNumbers("{message}", style="{")
    text = "2026-11-22 01:37:57 /interview/123456789abc-4321-aaaa/ 1234567890 ab123456789"
    record = logging.LogRecord("x", logging.INFO, __file__, 1, text, (), None)
    assert formatter.format(record) == text


@pytest.mark.parametrize("before", ["/es/shared/", "/en/language/es/?to=/es/shared/", "/?to=%2Fes%2Fshared%2F"])
def test_a_log_line_blacks_out_the_key_to_a_shared_result(before: str) -> None:
    formatter = WithoutIdentityNumbers("{message}", style="{")
    token = "Zq-7_x" * 7 + "A"
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s%s/", (before, token), None)
    assert formatter.format(record) == f"Not Found: {before}[key]/"


def test_a_link_that_does_not_work_leaves_no_key_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    client.get(reverse("result:shared", args=["Zq-7_x" * 7 + "A"]))
    formatter = WithoutIdentityNumbers("{message}", style="{")
    lines = [formatter.format(record) for record in caplog.records]
    assert any("[key]" in line for line in lines)
    assert not any("Zq-7_x" in line for line in lines)


def test_every_logger_with_a_handler_of_its_own_writes_such_lines() -> None:
    configured: dict[str, Any] = settings.LOGGING
    own = {name: logger["handlers"] for name, logger in configured["loggers"].items() if logger.get("handlers")}
    assert own == {"django.server": ["console"]}
    assert configured["handlers"]["console"]["formatter"] == "line"


def report_of_a_crash(request: HttpRequest) -> str:
    def save(typed: QueryDict) -> None:
        name = typed["name"]
        raise LookupError(f"no room for {len(name)} letters")

    try:
        save(request.POST)
    except LookupError:
        return str(ExceptionReporter(request, *sys.exc_info()).get_traceback_html())
    raise AssertionError("it should have crashed")
