"""The border: documents are read strictly into the engine's types and written from them. Every fault has its path."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django_countries.data import COUNTRIES
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from interview.engine import Assessment, Household, Text, contradictions
from interview.engine import household as household_types


class Problem(NamedTuple):
    """What is wrong with a document, and where: `children[1].birth_date`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class Refused(ValueError):
    """A document that is not a household; `problems` names every fault."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@cache
def _household_adapter() -> TypeAdapter[Household]:
    """Strictness is set from outside, so that the engine's types stay plain."""
    for value in vars(household_types).values():
        if isinstance(value, type) and dataclasses.is_dataclass(value):
            value.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)  # type: ignore[attr-defined]
    return TypeAdapter(Household)


def read_household(document: Any) -> Household:
    """A household from a JSON text or from the plain object it holds. Raises Refused with every fault."""
    # Plain objects take the same road as text, so that dates are read the same way.
    text = document if isinstance(document, str | bytes) else _json(document)
    try:
        household = _household_adapter().validate_json(text)
    except ValidationError as error:
        raise Refused([_problem(fault) for fault in error.errors(include_url=False)]) from None
    problems = list(_read_otherwise(plain_object(text), household, ""))
    problems += (Problem(*contradiction) for contradiction in contradictions(household))
    country = household.residence.country
    if country is not None and not problems and country not in COUNTRIES:
        problems.append(Problem("residence.country", f"{country} is not an ISO 3166-1 country code"))
    if problems:
        raise Refused(problems)
    return household


# Numbers that are none stay what they are, so that they are refused like any other wrong number.
_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any, config=ConfigDict(ser_json_inf_nan="constants"))


def _json(document: Any) -> bytes:
    try:
        return _ANYTHING.dump_json(document)
    except PydanticSerializationError as error:
        raise Refused([Problem("", f"cannot be written as JSON: {error}")]) from None


def plain_object(text: str | bytes) -> Any:
    """What the text says, key by key: a key that stands twice would silently drop one of its values."""

    def kept_apart(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
            raise Refused([Problem("", f"{key} stands twice in the same object") for key in twice])
        return found

    try:
        return json.loads(text, object_pairs_hook=kept_apart)
    except Refused:
        raise
    except (RecursionError, ValueError) as error:
        raise Refused([Problem("", f"is not JSON: {error}")]) from None


def _read_otherwise(given: Any, value: Any, path: str) -> Iterator[Problem]:
    """Where a value was understood although it is not written as the contract says: a date as a number of seconds,
    true as 1.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in given:
            yield from _read_otherwise(given[name], getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, (entry, one) in enumerate(zip(given, value, strict=True)):
            yield from _read_otherwise(entry, one, f"{path}[{index}]")
    elif isinstance(value, date) and given != value.isoformat():
        yield Problem(path, f"must be a date like 2025-12-31, not {given!r}")
    elif isinstance(value, int) and type(given) is not type(value):
        yield Problem(path, f"must be a whole number, not {given!r}")


_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "is not a known key",
    "unexpected_keyword_argument": "is not a known key",
    "missing_keyword_only_argument": "is missing",
    "dataclass_type": "must be an object",
    "dataclass_exact_type": "must be an object",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "date_type": "must be a date like 2025-12-31",
    "date_parsing": "must be a date like 2025-12-31",
    "date_from_datetime_parsing": "must be a date like 2025-12-31",
    "date_from_datetime_inexact": "must be a date like 2025-12-31",
    "literal_error": "must be one of {expected}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "too_long": "must have at most {max_length} entries",
    "string_too_long": "must be {max_length} letters or fewer",
    "json_invalid": "is not JSON: {error}",
}


def _problem(fault: Any) -> Problem:
    path = ""
    for step in fault["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    template = _MESSAGES.get(fault["type"])
    if template is None:
        return Problem(path, fault["msg"])
    message = template.format(**fault.get("ctx", {}))
    given = fault["input"]
    says_the_limit = fault["type"] in {"literal_error", "greater_than_equal", "less_than_equal"}
    says_no_value = "{" not in template and "known key" not in template
    if isinstance(given, str | int | float | bool) and (says_the_limit or says_no_value):
        message += f", not {given!r}"
    return Problem(path, message)


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
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]
    if kind is Text:
        return str(value)
    if kind is date:
        return value.isoformat()
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of one of the engine's types; there are few types and many values."""
    return tuple(field.name for field in dataclasses.fields(kind))


def household_schema() -> dict[str, Any]:
    """JSON Schema of a household document."""
    return _household_adapter().json_schema()


def assessment_schema() -> dict[str, Any]:
    """JSON Schema of an assessment document, in which sentences are plain texts."""
    schema = TypeAdapter(Assessment).json_schema()
    schema["$defs"]["Text"] = {"type": "string"}
    return schema
