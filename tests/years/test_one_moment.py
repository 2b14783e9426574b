"""One page is made from one revision of each year, though another is published while it is being made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from interview.years import UnknownYear, every_year_in_force, in_force
from interview.years.one_moment import moment_is_over, one_moment, one_moment_a_request
from interview.years.year_in_force import _every_year_in_force, _in_force
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db


def cap(tax_year: int = 2025) -> int:
    return in_force(tax_year).parameters.child_tax_credit.refund_cap_per_child


def cap_among_all(tax_year: int = 2025) -> int:
    return every_year_in_force()[tax_year].parameters.child_tax_credit.refund_cap_per_child


def publish_elsewhere(monkeypatch: pytest.MonkeyPatch, dollars: int) -> None:
    """As another process would: this one's moment is not told."""
    monkeypatch.setattr("interview.years.publishing.moment_is_over", lambda: None)
    publish_refund_cap(dollars)


@pytest.mark.parametrize(("first", "then"), [(cap, cap), (cap, cap_among_all), (cap_among_all, cap)])
def test_a_year_stays_as_it_was_when_a_request_first_asked_for_it(
    monkeypatch: pytest.MonkeyPatch, first: Callable[[], int], then: Callable[[], int]
) -> None:
    with one_moment():
        assert first() == 1700
        publish_elsewhere(monkeypatch, 1900)
        assert then() == 1700
    assert (first(), then()) == (1900, 1900)


def test_the_next_request_sees_what_was_published(monkeypatch: pytest.MonkeyPatch) -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        before = cap()
        publish_elsewhere(monkeypatch, before + 100)
        return HttpResponse(f"{before} {cap()} {cap_among_all()}")

    site = one_moment_a_request(page)
    assert [site(HttpRequest()).content for _ in range(2)] == [b"1700 1700 1700", b"1800 1800 1800"]


def test_whoever_publishes_sees_it_in_the_same_request() -> None:
    with one_moment():
        assert cap() == 1700
        publish_refund_cap(1900)
        assert (cap(), cap_among_all()) == (1900, 1900)


def test_a_year_without_figures_is_unknown_in_a_request_too() -> None:
    with one_moment(), pytest.raises(UnknownYear):
        in_force(2050)


def test_a_moment_holds_every_year_once(django_assert_num_queries: Any) -> None:
    with one_moment(), django_assert_num_queries(1):
        assert list(every_year_in_force()) == list(range(2017, 2027))
        assert [in_force(year).tax_year for year in range(2017, 2027)] == list(range(2017, 2027))
    moment_is_over()  # outside of any moment there is nothing to forget
    assert _every_year_in_force()[2025].revision == _in_force(2025).revision
