"""Codes tried and asked for in the same moment: no limit can be outrun."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from interview.drafts.codes import MOST_LIVE_CODES, WRONG_TRIES, Tried, address_with_email, new_code, try_code
from tests.returning.coming_back import DORA, wrong

pytestmark = pytest.mark.django_db(transaction=True)

Answer = TypeVar("Answer")
BROWSER = "a" * 64


def at_once(number: int, action: Callable[[], Answer]) -> list[Answer]:
    """What several people get who do the same thing in the same moment."""
    together = Barrier(number)

    def act(_: int) -> Answer:
        try:
            together.wait(timeout=10)
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as people:
        return list(people.map(act, range(number)))


def test_tries_in_the_same_moment_are_all_counted() -> None:
    address = address_with_email(DORA, language="en")
    code = new_code(address, browser_key_hash=BROWSER)
    assert code is not None
    tried = at_once(8, lambda: try_code(address, wrong(code), browser_key_hash=BROWSER))
    assert tried.count(Tried.WRONG) == WRONG_TRIES - 1
    assert try_code(address, code, browser_key_hash=BROWSER) is Tried.LOCKED


def test_a_code_typed_twice_in_the_same_moment_works_once() -> None:
    address = address_with_email(DORA, language="en")
    code = new_code(address, browser_key_hash=BROWSER)
    assert code is not None
    tried = at_once(2, lambda: try_code(address, code, browser_key_hash=BROWSER))
    assert sorted(one.value for one in tried) == ["right", "wrong"]


def test_codes_asked_for_in_the_same_moment_are_no_more_than_four() -> None:
    address = address_with_email(DORA, language="en")
    codes = at_once(7, lambda: new_code(address, browser_key_hash=BROWSER))
    assert sum(code is not None for code in codes) == MOST_LIVE_CODES


def test_an_address_asked_for_twice_in_the_same_moment_has_one_row() -> None:
    assert len({address.pk for address in at_once(3, lambda: address_with_email(DORA, language="en"))}) == 1
