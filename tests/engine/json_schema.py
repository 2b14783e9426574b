"""A reader of JSON Schema, as small as our schemas. It refuses a keyword it does not know, so none goes unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
TOLD_TO_PEOPLE = {"title", "description", "default"}
SUBSCHEMAS = {"properties": "by name", "$defs": "by name", "anyOf": "in a list", "items": "one"}
FORMATS = {"date": re.compile(r"\d{4}-\d\d-\d\d")}


def faults_of_schema(schema: Any, path: str = "#") -> Iterator[str]:
    """Where the schema itself is not what JSON Schema allows."""
    if not isinstance(schema, dict):
        yield f"{path} is no object"
        return
    for keyword, value in schema.items():
        where = f"{path}/{keyword}"
        if keyword == "type" and value not in TYPES:
            yield f"{where}: {value!r} is no type"
        elif keyword == "format" and value not in FORMATS:
            yield f"{where}: {value!r} is no format"
        elif keyword in ("enum", "required") and not (
            isinstance(value, list) and value and len(set(value)) == len(value)
        ):
            yield f"{where} must list different values"
        elif keyword in ("minimum", "maximum", "maxLength", "maxItems") and not isinstance(value, int):
            yield f"{where} must be a number"
        elif keyword in SUBSCHEMAS:
            yield from _faults_below(SUBSCHEMAS[keyword], value, where)
        elif keyword not in CHECKS and keyword not in TOLD_TO_PEOPLE | {"$ref", "additionalProperties", "const"}:
            yield f"{where} is not a keyword that is checked"


def _faults_below(shape: str, value: Any, where: str) -> Iterator[str]:
    if shape == "one":
        yield from faults_of_schema(value, where)
    elif shape == "in a list":
        for index, entry in enumerate(value):
            yield from faults_of_schema(entry, f"{where}/{index}")
    else:
        for name, entry in value.items():
            yield from faults_of_schema(entry, f"{where}/{name}")


def disagreements(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "") -> Iterator[str]:
    """Where a document is not as its schema says."""
    if "$ref" in schema:
        yield from disagreements(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
    if "anyOf" in schema and all(any(disagreements(value, entry, root)) for entry in schema["anyOf"]):
        yield f"{path}: {value!r} fits none of the choices"
    if "type" in schema and not _is_of_type(value, schema["type"]):
        yield f"{path}: {value!r} is no {schema['type']}"
        return
    for keyword, fits in CHECKS.items():
        if keyword in schema and not fits(value, schema[keyword]):
            yield f"{path}: {value!r} does not fit {keyword} {schema[keyword]!r}"
    yield from _disagreements_below(value, schema, root, path)


def _disagreements_below(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    known = schema.get("properties", {})
    if isinstance(value, dict):
        if schema.get("additionalProperties") is False:
            yield from (f"{path}.{name} is not known" for name in value if name not in known)
        for name in known.keys() & value.keys():
            yield from disagreements(value[name], known[name], root, f"{path}.{name}")
    if isinstance(value, list) and "items" in schema:
        for index, entry in enumerate(value):
            yield from disagreements(entry, schema["items"], root, f"{path}[{index}]")


def _is_of_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


CHECKS: dict[str, Any] = {
    "type": _is_of_type,
    "enum": lambda value, allowed: value in allowed,
    "const": lambda value, only: value == only,
    "format": lambda value, name: FORMATS[name].fullmatch(value) is not None,
    "minimum": lambda value, least: value >= least,
    "maximum": lambda value, most: value <= most,
    "maxLength": lambda value, most: len(value) <= most,
    "maxItems": lambda value, most: len(value) <= most,
    "required": lambda value, names: all(name in value for name in names),
}
