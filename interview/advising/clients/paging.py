"""Pages of a long list by key: the hundredth page costs what the first one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

ROWS = 50
Row = TypeVar("Row", bound=Model)


class UnknownPlace(ValueError):
    """The address names no place in the list."""


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """Some rows, and where the next page begins; None on the last one."""

    rows: Sequence[Row]
    next_place: str | None


def newest_first(
    found: QuerySet[Row], *, after: str | None = None, rows: int = ROWS, by: str = "updated_at"
) -> ListPage[Row]:
    """One page of the rows, last changed first; `by` is the field that holds when."""
    if after is not None:
        found = found.filter(_follows(after, by))
    some = list(found.order_by(f"-{by}", "-id")[: rows + 1])
    return ListPage(some[:rows], _place_of(some[rows - 1], by) if len(some) > rows else None)


def _follows(place: str, by: str) -> Q:
    try:
        moment, pk = signing.loads(place, salt="place in a list")
        at = datetime.fromisoformat(moment)
    except (signing.BadSignature, ValueError) as error:
        raise UnknownPlace from error
    # The first condition says nothing new, but it lets the index start at the place instead of at the top.
    return Q((f"{by}__lte", at)) & (Q((f"{by}__lt", at)) | Q((by, at), ("pk__lt", pk)))


def _place_of(row: Model, by: str) -> str:
    return signing.dumps([getattr(row, by).isoformat(), row.pk], salt="place in a list")
