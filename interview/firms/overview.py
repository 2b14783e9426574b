"""What an office has before it, in sums: money waiting by year, what blocks, days ahead, work by person.

No amount of a single family is in it. Everything is counted from the clients that the seat may see, in four queries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files_to_list
from interview.firms.what_blocks import FILED, TOO_LATE

Status, WaitingOn = ClientFile.Status, ClientFile.WaitingOn
DONE = frozenset({Status.CLAIMED, Status.PAID, Status.CLOSED})
"""With these the office has nothing more to do; their money waits no longer."""
NO_MONEY = (TOO_LATE, FILED)
"""What is lost and what is claimed already waits for nobody."""
NEAREST = 8
MONTHS_AHEAD = 12


@dataclass(slots=True)
class YearOfMoney:
    """One tax year's active clients, in whole dollars: paid out as answered, and what could come on top.

    What nobody can claim any more, or yet, is no money that waits; nor is what a filed return has claimed already.
    """

    tax_year: int
    clients: int = 0
    planning: bool = False
    paid_now: int = 0
    gain: int = 0

    @property
    def waiting(self) -> int:
        return self.paid_now + self.gain


@dataclass(slots=True)
class Blocked:
    """One reason that keeps active clients from the whole amount: how many, and what it is worth in dollars."""

    code: str
    clients: int = 0
    gain: int = 0


@dataclass(slots=True)
class Load:
    """One person's active clients by whom they wait for; `person` is None for those of nobody."""

    person: User | None
    by_whom: Counter[str] = field(default_factory=Counter)

    @property
    def clients(self) -> int:
        return self.by_whom.total()


@dataclass(frozen=True, slots=True)
class Month:
    """How many active clients have their next day in a month."""

    first: date
    clients: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it; lists begin with the newest year, the most frequent reason, the nearest day, the longest load."""

    clients: int
    active: int
    waiting_on_us: int
    years: tuple[YearOfMoney, ...]
    blocked: tuple[Blocked, ...]
    months: tuple[Month, ...]
    nearest: tuple[ClientFile, ...]
    loads: tuple[Load, ...]

    @property
    def waiting(self) -> int:
        """Dollars of all years."""
        return sum(year.waiting for year in self.years)

    @property
    def gain(self) -> int:
        return sum(year.gain for year in self.years)


def overview(seat: OfficeMember, today: date) -> Overview:
    """What the office has before it on this day, of the clients that this seat may see."""
    groups = list(
        files_to_list(seat)
        .order_by()
        .values("tax_year", "blocked", "assignee", "status", "waiting_on")
        .annotate(clients=Count("pk"), paid=Sum("paid_now"), more=Sum("gain"))
    )
    active = [group for group in groups if group["status"] not in DONE]
    ahead = files_to_list(seat).exclude(status__in=DONE).filter(next_date__gte=today)
    return Overview(
        clients=_clients(groups),
        active=_clients(active),
        waiting_on_us=_clients(group for group in active if group["waiting_on"] == WaitingOn.US),
        years=_years(active, today),
        blocked=_blocked(active, today),
        months=_months(ahead, today),
        nearest=tuple(ahead.select_related("draft", "assignee").defer(*_HEAVY).order_by("next_date", "pk")[:NEAREST]),
        loads=_loads(active),
    )


_HEAVY = ("draft__answers", "draft__unsaved")


def _clients(groups: Iterable[Mapping[str, Any]]) -> int:
    return sum(group["clients"] for group in groups)


def _years(active: Iterable[Mapping[str, Any]], today: date) -> tuple[YearOfMoney, ...]:
    found: dict[int, YearOfMoney] = {}
    for group in active:
        year = found.setdefault(group["tax_year"], YearOfMoney(group["tax_year"]))
        year.planning = year.tax_year >= today.year
        year.clients += group["clients"]
        if group["blocked"] not in NO_MONEY and not year.planning:
            year.paid_now += group["paid"] or 0
            year.gain += group["more"] or 0
    return tuple(sorted(found.values(), key=lambda year: -year.tax_year))


def _blocked(active: Iterable[Mapping[str, Any]], today: date) -> tuple[Blocked, ...]:
    found: dict[str, Blocked] = {}
    for group in active:
        if group["blocked"] and group["blocked"] != FILED:
            one = found.setdefault(group["blocked"], Blocked(group["blocked"]))
            one.clients += group["clients"]
            if group["blocked"] != TOO_LATE and group["tax_year"] < today.year:
                one.gain += group["more"] or 0
    return tuple(sorted(found.values(), key=lambda one: (-one.clients, one.code)))


def _months(ahead: QuerySet[ClientFile], today: date) -> tuple[Month, ...]:
    end = date(today.year + (today.month + MONTHS_AHEAD - 1) // 12, (today.month + MONTHS_AHEAD - 1) % 12 + 1, 1)
    by_month = ahead.filter(next_date__lt=end).order_by().annotate(month=TruncMonth("next_date"))
    counted = by_month.values_list("month").annotate(clients=Count("pk"))
    return tuple(Month(first, clients) for first, clients in sorted(counted) if first is not None)


def _loads(active: Iterable[Mapping[str, Any]]) -> tuple[Load, ...]:
    by_person: dict[int | None, Counter[str]] = defaultdict(Counter)
    for group in active:
        by_person[group["assignee"]][group["waiting_on"]] += group["clients"]
    people = User.objects.in_bulk([pk for pk in by_person if pk is not None])
    loads = [Load(people.get(pk) if pk else None, counted) for pk, counted in by_person.items()]
    return tuple(sorted(loads, key=lambda load: (load.person is None, -load.clients, str(load.person))))
