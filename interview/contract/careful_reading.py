"""The careful way in: every fault of a document is found and said in words, with its path."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from interview.contract.countries import is_country
from interview.contract.plain_objects import plain_object
from interview.contract.problems import Problem, Refused
from interview.engine import Assessment, Household, contradictions
from interview.engine import household as household_types


@cache
def _household_adapter() -> TypeAdapter[Household]:
    """Strictness is set from outside, so that the engine's types stay plain."""
    for value in vars(household_types).values():
        if isinstance(value, type) and dataclasses.is_dataclass(value):
            value.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)  # type: ignore[attr-defined]
    return TypeAdapter(Household)


def read_carefully(document: Any) -> Household:
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
    if country is not None and not problems and not is_country(country):
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


def household_schema() -> dict[str, Any]:
    """JSON Schema of a household document."""
    return _household_adapter().json_schema()


def assessment_schema() -> dict[str, Any]:
    """JSON Schema of an assessment document, in which sentences are plain texts."""
    schema = TypeAdapter(Assessment).json_schema()
    schema["$defs"]["Text"] = {"type": "string"}
    return schema
