"""The quick way in, for documents without a fault: a reader made once from the types of the household.

It takes exactly what the contract allows and gives up at the first thing that is anything else; what is wrong, and
where, is for the careful reader to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, make_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from interview.contract.countries import is_country
from interview.contract.plain_objects import plain_object
from interview.engine import Household, contradictions

Reader = Callable[[Any], Any]


class Unclear(ValueError):
    """Something that is not written as the contract says."""


def read_quickly(document: Any) -> Household | None:
    """The household of a document without any fault; None for every other."""
    try:
        given = plain_object(document) if isinstance(document, str | bytes) else document
        household: Household = _household()(given)
    except ValueError:
        return None
    country = household.residence.country
    if country is not None and not is_country(country):
        return None
    return household if next(contradictions(household), None) is None else None


@cache
def _household() -> Reader:
    return _reader(Household)


def _reader(kind: Any) -> Reader:
    """How a value of that type is read."""
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _object(kind)
    if origin is Literal:
        return _choice(get_args(kind))
    if origin is Annotated:
        base, limits = get_args(kind)
        return _limited(base, limits)
    if origin in (Union, UnionType):
        [inner] = [option for option in get_args(kind) if option is not type(None)]
        return _or_nothing(_reader(inner))
    return {bool: _yes_or_no, date: _day}[kind]


def _object(kind: Any) -> Reader:
    types = get_type_hints(kind, include_extras=True)
    readers = {field.name: (place, _reader(types[field.name])) for place, field in enumerate(fields(kind))}
    defaults = [field.default for field in fields(kind)]
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    # A frozen object sets each field the long way around its own guard. One without the guard is filled several times
    # as fast, and then becomes one that has it.
    unguarded: Any = make_dataclass(kind.__name__, readers, slots=True)

    def read(given: Any) -> Any:
        if type(given) is not dict or (needed and not needed <= given.keys()):
            raise Unclear
        values = defaults.copy()
        for name, value in given.items():
            if name not in readers:
                raise Unclear
            place, reader = readers[name]
            values[place] = reader(value)
        made = unguarded(*values)
        made.__class__ = kind
        return made

    return read


def _choice(choices: tuple[Any, ...]) -> Reader:
    # A number that says 1 is no True, and no 1.0.
    kind = type(choices[0])
    known = frozenset(choices)

    def read(given: Any) -> Any:
        if type(given) is not kind or given not in known:
            raise Unclear
        return given

    return read


def _limited(base: Any, limits: Any) -> Reader:
    if base is int:
        return _whole(limits.ge, getattr(limits, "le", None))
    if base is str:
        return _text(limits.max_length)
    [entry, _] = get_args(base)
    return _list(_reader(entry), limits.max_length)


def _whole(least: int, most: int | None) -> Reader:
    def read(given: Any) -> int:
        if type(given) is not int or given < least or (most is not None and given > most):
            raise Unclear
        return given

    return read


def _text(longest: int) -> Reader:
    def read(given: Any) -> str:
        if type(given) is not str or len(given) > longest:
            raise Unclear
        if not given.isascii():
            # Half a letter cannot be written; the error is a ValueError.
            given.encode()
        return given

    return read


def _list(entry: Reader, longest: int) -> Reader:
    def read(given: Any) -> tuple[Any, ...]:
        if type(given) is not list or len(given) > longest:
            raise Unclear
        return tuple([entry(one) for one in given])

    return read


def _or_nothing(inner: Reader) -> Reader:
    def read(given: Any) -> Any:
        return None if given is None else inner(given)

    return read


def _yes_or_no(given: Any) -> bool:
    if type(given) is not bool:
        raise Unclear
    return given


def _day(given: Any) -> date:
    if type(given) is not str:
        raise Unclear
    day = date.fromisoformat(given)
    if day.isoformat() != given:
        raise Unclear
    return day
