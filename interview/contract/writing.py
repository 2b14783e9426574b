"""From the engine's types to documents: as plain data, and as text where speed counts."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

from interview.engine import Assessment, ChildAssessment, Deadline, Household, ParametersStamp, Scenario, Text

# A year has a handful; the days that the IRS granted one family are not worth keeping for the next million.
MOST_DEADLINES = 500


def household_document(household: Household) -> dict[str, Any]:
    """The household as plain JSON-ready data, every key written out."""
    document: dict[str, Any] = _plain(household)
    return document


def assessment_document(assessment: Assessment, *, summary: bool = False) -> dict[str, Any]:
    """The assessment as plain JSON-ready data, sentences in English. A summary has no lines, tests and findings."""
    document: dict[str, Any] = _plain(assessment)
    if summary:
        del document["findings"]
        for child in document["children"]:
            del child["tests"]
        for scenario in document["scenarios"]:
            del scenario["lines"]
    return document


_AS_THEY_ARE = frozenset({int, str, bool, float, type(None)})


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]
    if kind is Text:
        return str(value)
    if kind is date:
        return value.isoformat()
    if kind is Deadline:
        return _deadline(value.code, value.on, value.text.template) if not value.text.values else _fields(value)
    return _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@lru_cache(MOST_DEADLINES)
def _deadline(code: str, on: date, template: str) -> dict[str, Any]:
    """A year's dates are the same for every household, so they are put into words once."""
    return {"code": code, "on": on.isoformat(), "text": str(Text(template))}


def summary_text(assessment: Assessment) -> str:
    """The summary as compact JSON on one line: `assessment_document` with `summary`, several times as fast."""
    return _assessment_writer()(assessment)


Writer = Callable[[Any], str]


@cache
def _assessment_writer() -> Writer:
    return _object_writer(
        Assessment,
        parameters=cache(_object_writer(ParametersStamp)),
        children=_list_writer(_object_writer(ChildAssessment, tests=None)),
        scenarios=_list_writer(_object_writer(Scenario, why_zero=_list_writer(encode_basestring), lines=None)),
        findings=None,
        deadlines=_list_writer(_deadline_text),
    )


def _object_writer(kind: Any, **writers: Writer | None) -> Writer:
    """How an object is written. Whole numbers write themselves; a part whose writer is None is left out."""
    fields = [field for field in dataclasses.fields(kind) if writers.get(field.name, _any_text) is not None]
    values = attrgetter(*[field.name for field in fields])
    template = "{" + ",".join(f'"{field.name}":%s' for field in fields) + "}"
    others = [
        (place, writers.get(field.name) or _any_text) for place, field in enumerate(fields) if field.type != "int"
    ]

    def write(one: Any) -> str:
        found = list(values(one))
        for place, writer in others:
            found[place] = writer(found[place])
        return template % tuple(found)

    return write


def _list_writer(writer: Writer) -> Writer:
    def write(entries: Any) -> str:
        return f"[{','.join([writer(entry) for entry in entries])}]"

    return write


_WORDS = {None: "null", True: "true", False: "false"}


def _any_text(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if value is None or kind is bool:
        return _WORDS[value]
    return "[]" if value == () else _compact(_plain(value))


def _compact(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _deadline_text(deadline: Deadline) -> str:
    if deadline.text.values:
        return _any_text(deadline)
    return _dated_text(deadline.code, deadline.on, deadline.text.template)


@lru_cache(MOST_DEADLINES)
def _dated_text(code: str, on: date, template: str) -> str:
    return _compact(_deadline(code, on, template))
