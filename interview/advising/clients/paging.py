"""Pages of a long list by key, forwards and backwards: the hundredth page costs what the first one does.

A page is read piece by piece, each piece a stretch of one index: first the rows that are equal to the place in
everything but the last key, then those beyond it, at last those without a value. Nearly always the first pieces fill
the page. An address never shows what stands at a place: it is sealed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import GeneratedField, Model, Q, QuerySet

ROWS = 50
Row = TypeVar("Row", bound=Model)


class UnknownPlace(ValueError):
    """The address names no place in the list."""


@dataclass(frozen=True, slots=True)
class Key:
    """A field to sort by. Where the first one may be empty, rows without a value stand at the end both ways.

    `only`: the one value that any row of the list has; without it a database passes over all other rows on its way.
    """

    field: str
    descending: bool = False
    may_be_empty: bool = False
    only: int | None = None


Sort = tuple[Key, ...]
"""What to sort by first, second, and so on; the row's own key decides at last, in the direction of the last field."""


@dataclass(frozen=True, slots=True)
class Place:
    """The values of one row in the fields of a sort, and its own key. Nothing else in a list stands exactly there."""

    values: tuple[Any, ...]
    pk: int


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """Some rows, where the next page begins and where the one before ends; None on the last and on the first one."""

    rows: Sequence[Row]
    next_place: str | None
    previous_place: str | None = None


def list_page(
    found: QuerySet[Row], sort: Sort, *, after: str | None = None, before: str | None = None, rows: int = ROWS
) -> ListPage[Row]:
    """The page after or before a place, or the first one. Raises UnknownPlace."""
    if before is not None:
        some = _read(found, sort, rows + 1, _opened(before, found.model, sort), backwards=True)
        if len(some) > rows:
            return ListPage(some[rows - 1 :: -1], _sealed(some[0], sort), _sealed(some[rows - 1], sort))
        # So near the beginning there is only the first page, and that in full.
        after = None
    place = _opened(after, found.model, sort) if after is not None else None
    some = _read(found, sort, rows + 1, place)
    return ListPage(
        some[:rows],
        _sealed(some[rows - 1], sort) if len(some) > rows else None,
        _sealed(some[0], sort) if some and place is not None else None,
    )


def newest_first(
    found: QuerySet[Row], *, after: str | None = None, rows: int = ROWS, by: str = "updated_at"
) -> ListPage[Row]:
    """One page of the rows, last changed first; `by` is the field that holds when."""
    return list_page(found, (Key(by, descending=True),), after=after, rows=rows)


def _read(found: QuerySet[Row], sort: Sort, rows: int, place: Place | None, *, backwards: bool = False) -> list[Row]:
    """So many rows that follow a place. No more queries than it takes to fill them."""
    some: list[Row] = []
    for piece, keys in _pieces(sort, place, backwards=backwards):
        tie = sort[-1].descending != backwards
        order = [f"{'-' if key.descending != backwards else ''}{key.field}" for key in keys]
        some += found.filter(piece).order_by(*order, "-pk" if tie else "pk")[: rows - len(some)]
        if len(some) == rows:
            break
    return some


def _pieces(sort: Sort, place: Place | None, *, backwards: bool) -> Iterator[tuple[Q, Sort]]:
    """The conditions of each stretch, in their order, and the keys by which the rows in it still differ.

    An empty first key stays among them: without it PostgreSQL does not see that the index has them in order.
    """
    first = sort[0]
    with_value, without = (_is_empty(first, False), sort), (_is_empty(first, True), sort)
    if place is None:
        both = (with_value, without) if first.may_be_empty else ((Q(), sort),)
        yield from reversed(both) if backwards else both
        return
    empty = place.values[0] is None
    for equal in range(len(sort), 0, -1):
        yield _beyond(sort, place, equal, backwards=backwards), sort if empty else sort[equal:]
    if not empty:
        yield _beyond(sort, place, 0, backwards=backwards), sort
    if first.may_be_empty and empty == backwards:
        yield with_value if backwards else without


def _beyond(sort: Sort, place: Place, equal: int, *, backwards: bool) -> Q:
    """Rows that are equal to the place in so many keys and beyond it in the next one."""
    same = Q()
    for key, value in zip(sort[:equal], place.values, strict=False):
        # A list of one: "is flagged" and "is not" are no conditions that SQLite has an index for.
        same &= Q((f"{key.field}__in", [value])) if value is not None else _is_empty(key, True)
    if equal == len(sort):
        return same & _past("pk", place.pk, descending=sort[-1].descending != backwards)
    key = sort[equal]
    beyond = _past(key.field, place.values[equal], descending=key.descending != backwards)
    return same & beyond & (_is_empty(key, False) if key.only is not None else Q())


def _past(field: str, value: Any, *, descending: bool) -> Q:
    return Q((f"{field}__{'lt' if descending else 'gt'}", value))


def _is_empty(key: Key, empty: bool) -> Q:
    if key.only is not None and not empty:
        return Q((key.field, key.only))
    return Q((f"{key.field}__isnull", empty))


def _sealed(row: Model, sort: Sort) -> str:
    values = [getattr(row, key.field) for key in sort]
    plain = [_shape(sort), [value.isoformat() if hasattr(value, "isoformat") else value for value in values], row.pk]
    return _sealing().encrypt(json.dumps(plain).encode()).decode()


def _opened(place: str, model: type[Model], sort: Sort) -> Place:
    try:
        shape, values, pk = json.loads(_sealing().decrypt(place.encode()))
        if shape != _shape(sort):
            raise UnknownPlace
        return Place(tuple(_read_value(model, key, value) for key, value in zip(sort, values, strict=True)), int(pk))
    except (InvalidToken, ValueError, TypeError, ValidationError) as error:
        raise UnknownPlace from error


def _shape(sort: Sort) -> str:
    return "".join(f"{'-' if key.descending else '+'}{key.field}" for key in sort)


def _read_value(model: type[Model], key: Key, value: Any) -> Any:
    field: Any = model._meta.get_field(key.field)  # noqa: SLF001 - Django's documented door to the columns
    stored: Any = field.output_field if isinstance(field, GeneratedField) else field
    return stored.to_python(value)


def _sealing() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = [hashlib.sha256(b"place in a list:" + key.encode()).digest() for key in map(str, keys)]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
