"""While somebody publishes, families get one revision or the other, never a mix, and the newest within seconds.

Threads stand for the workers of one process; the other processes are real ones, on the same database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from interview.engine import Child, Household, Person, evaluate
from interview.years import every_year_in_force, in_force
from interview.years.one_moment import one_moment
from tests.years.second_revision import publish_changed

pytestmark = pytest.mark.django_db(transaction=True)

REVISIONS = 8
FIRST_CAP = 1_700
LOW_PAY = 60_000


def publish_next() -> int:
    """A revision in which the cap and the credit are $10 higher than before; its number."""

    def change(document: dict[str, Any]) -> None:
        for name in ("refund_cap_per_child", "per_child"):
            document["figures"]["child_tax_credit"][name]["value"] += 10

    return publish_changed(change).number


def a_family(tax_year: int) -> Household:
    """Two children and enough pay: what is paid out is the cap, and what is credited in all is the credit."""
    born = in_force(tax_year).parameters.dates.return_due.replace(year=tax_year - 5)
    children = (Child(birth_date=born), Child(birth_date=born))
    return Household(
        tax_year=tax_year, filing_status="head_of_household", filer=Person(wages_us=LOW_PAY), children=children
    )


def test_no_evaluation_mixes_two_revisions_and_each_thread_sees_the_newest_within_a_second() -> None:
    family, finished = a_family(2025), Event()
    published: dict[int, float] = {}

    def evaluating() -> list[tuple[float, int, int, int, int]]:
        seen = []
        try:
            while not finished.is_set():
                begun = time.monotonic()
                with one_moment():  # as every request does
                    parameters = in_force(2025).parameters
                    found = evaluate(family, parameters)
                    again = every_year_in_force()[2025].parameters
                way = found.scenarios[0]
                credit = way.nonrefundable_credit + way.additional_child_tax_credit
                cap = again.child_tax_credit.refund_cap_per_child
                seen.append((begun, parameters.revision, again.revision, cap, credit))
            return seen
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as families:
        working = [families.submit(evaluating) for _ in range(3)]
        try:
            for _ in range(REVISIONS):
                number = publish_next()
                published[number] = time.monotonic()
                time.sleep(0.1)
            time.sleep(1)
        finally:
            finished.set()
        seen = [row for each in working for row in each.result(timeout=30)]
    for _begun, revision, again, cap, credit in seen:
        assert revision == again
        assert cap == FIRST_CAP + 10 * (revision - 1)
        assert credit == 2 * (cap + 500), "the credit in full: tax takes one part, the refund the rest"
    for number, at in published.items():
        late = [revision for begun, revision, *_ in seen if begun > at + 1 and revision < number]
        assert late == []
    assert max(revision for _, revision, *_ in seen) == REVISIONS + 1


ASKS = """
import sys, json
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from interview.years import in_force
for line in sys.stdin:
    parameters = in_force(2025).parameters
    print(json.dumps([parameters.revision, parameters.child_tax_credit.refund_cap_per_child]), flush=True)
"""


def test_a_process_that_runs_already_sees_what_another_one_publishes() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "actc_site.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    with subprocess.Popen(
        [sys.executable, "-c", ASKS, str(connection.settings_dict["NAME"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None

        def asked() -> list[int]:
            assert other.stdin is not None
            assert other.stdout is not None
            other.stdin.write("now\n")
            other.stdin.flush()
            answer: list[int] = json.loads(other.stdout.readline())
            return answer

        assert asked() == [1, FIRST_CAP]
        for number in (2, 3):
            assert publish_next() == number
            begun = time.monotonic()
            assert asked() == [number, FIRST_CAP + 10 * (number - 1)]
            assert time.monotonic() - begun < 5
        other.stdin.close()
