"""The kinds of yearly figures and how each is read from a year's document; every fault is named with its path."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import Any, NamedTuple

from interview.engine.places import Place, read_place

FILING_STATUSES = ("single", "married_joint", "married_separate", "head_of_household", "surviving_spouse")


class Problem(NamedTuple):
    """What is wrong with a document, and where."""

    path: str
    message: str


class Fault(ValueError):
    """One value that cannot be read; `where` is the path inside the figure."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


class Kind(NamedTuple):
    """A kind of figure: its name for people's forms, and how a plain value becomes the engine's."""

    name: str
    read: Callable[[Any], Any]


# Why a figure is another one every year. INDEXED: the law raises it with prices or wages, and never lowers it.
# ANEW: it is of its year alone, like a date.
INDEXED, ANEW = "indexed", "anew"


def figure(kind: Kind, label: str, yearly: str = "") -> Any:
    """A field of a section of the year's figures: what kind it is, what people call it, and why it changes every year.

    A figure without `yearly` stays as it is until Congress changes the law.
    """
    return field(metadata={"kind": kind, "label": label, "yearly": yearly})


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Fault(f"must be a whole number, not {value!r}")
    if value < 0:
        raise Fault(f"must be 0 or more, not {value}")
    return value


def _rate(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Fault(f"must be a number between 0 and 1, not {value!r}")
    if not 0 <= value <= 1:
        raise Fault(f"must be between 0 and 1, not {value}")
    ten_thousandths = round(value * 10_000)
    if abs(value * 10_000 - ten_thousandths) > 1e-6:
        raise Fault(f"must have at most four decimals, not {value}")
    return ten_thousandths


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise Fault(f"must be a date like 2026-04-15, not {value!r}")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise Fault(f"must be a date like 2026-04-15, not {value!r}") from error
    if value != day.isoformat():
        raise Fault(f"must be a date like {day}, not {value!r}")
    return day


def _cents(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise Fault(f"must be an amount of 0 or more, not {value!r}")
    cents = round(value * 100)
    if abs(value * 100 - cents) > 1e-6:
        raise Fault(f"must have at most two decimals, not {value}")
    return cents


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Fault(f"must be true or false, not {value!r}")
    return value


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Fault(f"must be a text, not {value!r}")
    return value


def _place(value: Any) -> Place:
    try:
        return read_place(value)
    except ValueError as error:
        raise Fault(str(error)) from error


def _list_of(read: Callable[[Any], Any], length: int | None = None) -> Callable[[Any], tuple[Any, ...]]:
    def read_list(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Fault(f"must be a list, not {value!r}")
        if length is not None and len(value) != length:
            raise Fault(f"must have {length} entries, not {len(value)}")
        return tuple(_inside(f"[{index}]", read, entry) for index, entry in enumerate(value))

    return read_list


def _rising(value: Any) -> tuple[int, ...]:
    bounds: tuple[int, ...] = _list_of(_whole)(value)
    for index in range(1, len(bounds)):
        if bounds[index] <= bounds[index - 1]:
            raise Fault(f"must be more than {bounds[index - 1]}, where the one before it ends", f"[{index}]")
    return bounds


def _by_status(read: Callable[[Any], Any]) -> Callable[[Any], Mapping[str, Any]]:
    def read_mapping(value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise Fault(f"must give a value for each filing status, not {value!r}")
        for status in FILING_STATUSES:
            if status not in value:
                raise Fault("is missing", f".{status}")
        for status in value:
            if status not in FILING_STATUSES:
                raise Fault("is not a filing status", f".{status}")
        return {status: _inside(f".{status}", read, value[status]) for status in FILING_STATUSES}

    return read_mapping


def _inside(where: str, read: Callable[[Any], Any], value: Any) -> Any:
    try:
        return read(value)
    except Fault as fault:
        raise Fault(str(fault), where + fault.where) from fault


DOLLARS = Kind("dollars", _whole)
COUNT = Kind("count", _whole)
RATE = Kind("rate", _rate)
DOLLARS_AND_CENTS = Kind("dollars_and_cents", _cents)
DAY = Kind("day", _day)
FLAG = Kind("flag", _flag)
WORDS = Kind("words", _words)
PLACE = Kind("place", _place)
RATES = Kind("rates", _list_of(_rate))
DOLLARS_BY_STATUS = Kind("dollars_by_status", _by_status(_whole))
BRACKETS_BY_STATUS = Kind("brackets_by_status", _by_status(_rising))
# No child, one, two, three or more.
DOLLARS_BY_CHILDREN = Kind("dollars_by_children", _list_of(_whole, 4))
RATES_BY_CHILDREN = Kind("rates_by_children", _list_of(_rate, 4))
DOLLARS_BY_STATUS_AND_CHILDREN = Kind("dollars_by_status_and_children", _by_status(_list_of(_whole, 4)))
