"""What `tests.benchmarks.workspace` measures, once Django is set up."""

from __future__ import annotations

import re
import statistics
import sys
import time
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.advising.clients.columns import SORTS
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from tests.benchmarks.workspace_data import made, make, terms
from tests.benchmarks.workspace_plans import Plans

MOST_QUERIES = 12
TARGETS = {"postgresql": 100, "sqlite": 200}
"""Milliseconds of the server within which 19 of 20 pages are there."""
FILTERS = {
    "stage": ["active"],
    "status": ["in_review", "ready", "on_hold", "paid"],
    "year": ["2025", "2022"],
    "assignee": ["me", "nobody"],
    "waiting": ["us", "nobody"],
    "blocked": ["child_number", "form_2555", "unfinished"],
    "route": ["no_exclusion", "exclude_both"],
    "children": ["2", "4"],
    "gain": ["1", "3000"],
    "due_in": ["30", "180"],
    "due_by": ["2027-04-15"],
    "changed_since": ["2026-11-01"],
    "open": ["on"],
    "flagged": ["on"],
    "old_figures": ["on"],
    "new_figures": ["on"],
    "country": ["DE", "NZ"],
    "language": ["es"],
}
PAGES = 5
PLACE = {way: re.compile(rf"[?;&]{way}=([^\"&]+)") for way in ("after", "before")}


@dataclass(slots=True)
class Group:
    """The times of one kind of page in milliseconds, and the slowest address of it."""

    times: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0, "")
    most_queries: int = 0

    @property
    def p95(self) -> float:
        """19 of 20 are as fast as this."""
        return statistics.quantiles(self.times, n=20, method="inclusive")[18]


def measure(given: Namespace) -> None:
    """Make the clients if there are none, then every kind of page, for the largest office and for a usual one."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.REQUIRE_STAFF_MFA = False
    call_command("migrate", verbosity=0)
    call_command("load_years", verbosity=0)
    if not ClientFile.objects.exists():
        began = time.perf_counter()
        make(given.drafts)
        say(f"{given.drafts:,} clients made in {time.perf_counter() - began:.0f} s")
    offices = made()
    advisor = OfficeMember.objects.filter(office=offices.largest.office, role="advisor").select_related("office")[0]
    target = TARGETS[connection.vendor]
    say(f"{connection.vendor}, Python {sys.version.split()[0]}, {ClientFile.objects.count():,} clients")
    held = [
        Office(what, seat, given).measured(target)
        for what, seat in (("largest office", offices.largest), ("usual office", offices.usual))
    ]
    advisor.office.only_own_clients = True
    advisor.office.save()
    try:
        held.append(Office("largest office, own clients only", advisor, given).measured(target))
    finally:
        advisor.office.only_own_clients = False
        advisor.office.save()
    if not all(held):
        sys.exit("Too slow, too many queries, or a whole table read.")


class Office:
    """One office, as one of its people sees it."""

    def __init__(self, what: str, seat: OfficeMember, given: Namespace) -> None:
        self.what, self.seat, self.given = what, seat, given
        self.client = Client()
        self.client.force_login(seat.user)
        self.address = reverse("advising:clients", args=[seat.office_id])
        self.groups: dict[str, Group] = defaultdict(Group)
        self.plans = Plans()

    def measured(self, target: int) -> bool:
        """Whether every kind of page is within the target."""
        for kind, query, times in self.pages():
            if self.given.only in f"{kind} {query}":
                self.page(kind, query, times)
        files = ClientFile.objects.filter(office=self.seat.office_id).count()
        say(f"\n{self.what}: {files:,} clients; milliseconds of the server")
        say(f"{'':24}{'pages':>6}{'p50':>8}{'p95':>8}{'most':>8}{'queries':>9}  slowest")
        for kind, group in self.groups.items():
            slowest, query = group.slowest
            say(
                f"{kind:24}{len(group.times):>6}{statistics.median(group.times):>8.1f}{group.p95:>8.1f}"
                f"{slowest:>8.1f}{group.most_queries:>9}  {query[:90]}"
            )
        everything = Group([one for group in self.groups.values() for one in group.times])
        say(f"{'all':24}{len(everything.times):>6}{statistics.median(everything.times):>8.1f}{everything.p95:>8.1f}")
        say(str(self.plans))
        for whole in self.plans.whole_table:
            say(whole)
        within = all(group.p95 <= target and group.most_queries <= MOST_QUERIES for group in self.groups.values())
        return within and not self.plans.whole_table

    def pages(self) -> Iterator[tuple[str, str, int]]:
        """Every kind of page, its address and how often it is asked for."""
        times = self.given.times
        filters = [urlencode({name: value}) for name, values in FILTERS.items() for value in values]
        sorts = [urlencode({"sort": way + code}) for code in SORTS for way in ("", "-")]
        yield "first page", "", times * 5
        yield from (("one filter", query, times) for query in filters)
        yield from (("one sort", query, times) for query in sorts)
        yield from (("next pages", query, 1) for query in sorts)
        pairs = [f"{query}&{sort}" for query in filters for sort in sorts]
        yield from (("filter and sort", query, 2) for query in pairs[:: self.given.pairs])
        for text in terms(self.seat):
            query = urlencode({"q": text})
            yield "search", query, times
            yield "search and sort", f"{query}&sort=client", 2
            yield from (("search and filter", f"{query}&{chosen}", 2) for chosen in filters[::3])

    def page(self, kind: str, query: str, times: int) -> None:
        """Ask for one address once to warm up and count its queries, then so often on the clock."""
        group = self.groups[kind]
        with CaptureQueriesContext(connection) as queries:
            self.client.get(f"{self.address}?{query}")
        group.most_queries = max(group.most_queries, len(queries))
        self.plans.look_at(each["sql"] for each in queries)
        if kind == "next pages":
            self.next_pages(group, query)
            return
        for _ in range(times):
            self.timed(group, query)

    def next_pages(self, group: Group, query: str) -> None:
        """Some pages on, and one back."""
        address = query
        for way in [*["after"] * PAGES, "before"]:
            found = PLACE[way].search(self.timed(group, address))
            if found is None:
                return
            address = f"{query}&{way}={found[1]}"
        self.timed(group, address)

    def timed(self, group: Group, query: str) -> str:
        """One request; gives the page."""
        now = processor_time if self.given.processor else time.perf_counter
        began = now()
        response = self.client.get(f"{self.address}?{query}")
        took = 1_000 * (now() - began)
        if response.status_code != HTTPStatus.OK:
            raise SystemExit(f"{query} answered {response.status_code}")
        group.times.append(took)
        group.slowest = max(group.slowest, (took, query))
        return response.content.decode()


def processor_time() -> float:
    """Seconds that this process and the one that serves its database connection have been at work."""
    worked = time.process_time()
    if connection.vendor == "postgresql":
        backend = connection.connection.info.backend_pid
        worked += int(Path(f"/proc/{backend}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    return worked


def say(line: str) -> None:
    """One line of the report, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
