"""What new figures do to stored drafts, in numbers that add up: each chunk of a job counts its own, and they merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

MOST_LARGEST = 10
MOST_CRASHES = 20
EDGES = (1, 101, 501, 1_001, 2_001, 5_001)
"""Where the ranges of a change begin, in dollars, up and down alike; the last is open."""

Bucket = tuple[int | None, int | None, int]


@dataclass(frozen=True, slots=True)
class LargestRow:
    """One of the largest changes, without anything that names the family.

    `status` and `why` are codes of the contract: why nothing is paid, now or, for a family that is newly paid, before.
    `country` is that of the main home, or the place where it has none. Amounts are whole dollars.
    """

    children: int
    status: str
    country: str
    paid_before: int
    paid_after: int
    balance_before: int
    balance_after: int
    why: tuple[str, ...] = ()

    @property
    def change(self) -> int:
        """What the family gets more, or less where it is below 0."""
        return self.balance_after - self.balance_before


@dataclass(frozen=True, slots=True)
class Crash:
    """A draft that could not be worked out: the class of the error, and the beginning of the draft's public id."""

    error: str
    draft: str


@dataclass(slots=True)
class Outcome:
    """What figures do to drafts, compared with the figures before.

    `drafts` are the finished ones; `refused` and `crashed` are among them, `unfinished` are not. `refused`: this app
    does not work them out. `changed`: anything that a family reads first is different. All changes are of the balance:
    the refund, or less than 0 for tax due. `changes` says for each change in dollars how many drafts have it.
    `newly_paid` and `no_longer_paid` are about credit paid out. `paid_drafts` and `paid_total` are of the new figures
    alone, so that a year without any before has something to show.
    """

    drafts: int = 0
    unfinished: int = 0
    refused: int = 0
    crashed: int = 0
    compared: int = 0
    changed: int = 0
    newly_paid: int = 0
    no_longer_paid: int = 0
    paid_drafts: int = 0
    paid_total: int = 0
    changes: dict[int, int] = field(default_factory=dict)
    largest: list[LargestRow] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many get more, or owe less."""
        return sum(count for change, count in self.changes.items() if change > 0)

    @property
    def less(self) -> int:
        """How many get less, or owe more."""
        return sum(count for change, count in self.changes.items() if change < 0)

    @property
    def total_change(self) -> int:
        """All changes together, in dollars."""
        return sum(change * count for change, count in self.changes.items())

    @property
    def middle_change(self) -> int:
        """The change in the middle of those that are not 0; of two in the middle the lower one; 0 without any."""
        before_the_middle = (sum(self.changes.values()) - 1) // 2
        for change in sorted(self.changes):
            if before_the_middle < self.changes[change]:
                return change
            before_the_middle -= self.changes[change]
        return 0

    @property
    def buckets(self) -> list[Bucket]:
        """How many changes fall into each range, from the largest loss up: (lowest, highest, count), both included.

        None stands for a range without an end. A change of 0 is in no range.
        """
        up = [(low, high) for low, high in zip(EDGES, [edge - 1 for edge in EDGES[1:]] + [None], strict=True)]
        ranges = [(-high if high is not None else None, -low) for low, high in reversed(up)] + up
        return [(low, high, self._between(low, high)) for low, high in ranges]

    def _between(self, low: int | None, high: int | None) -> int:
        return sum(
            count
            for change, count in self.changes.items()
            if (low is None or low <= change) and (high is None or change <= high)
        )

    def add_change(self, change: int) -> None:
        """One more draft whose balance changes by so many dollars."""
        if change:
            self.changes[change] = self.changes.get(change, 0) + 1

    def add_largest(self, rows: Iterable[LargestRow]) -> None:
        """Keep the largest of these and of those that are here."""
        self.largest = sorted([*self.largest, *rows], key=lambda row: -abs(row.change))[:MOST_LARGEST]

    def merge(self, other: Outcome) -> None:
        """Count another part of the same job in."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for change, count in other.changes.items():
            self.changes[change] = self.changes.get(change, 0) + count
        self.add_largest(other.largest)
        self.crashes = [*self.crashes, *other.crashes][:MOST_CRASHES]

    def as_json(self) -> dict[str, Any]:
        """Plain objects of JSON; `from_json` reads them."""
        plain = asdict(self)
        return {**plain, "changes": {str(change): count for change, count in self.changes.items()}}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Outcome:
        """What `as_json` wrote; an empty object is an empty outcome."""
        return cls(
            **{name: plain.get(name, 0) for name in COUNTS},
            changes={int(change): count for change, count in plain.get("changes", {}).items()},
            largest=[LargestRow(**{**row, "why": tuple(row["why"])}) for row in plain.get("largest", [])],
            crashes=[Crash(**crash) for crash in plain.get("crashes", [])],
        )


COUNTS = tuple(each.name for each in fields(Outcome) if each.type == "int")
