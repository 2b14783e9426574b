"""What a definition of the interview says about itself: its texts, and its conditions in words and in source."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from interview.steps.saved import always, never

OURS = "interview."


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition: its name, what its author says that it means, its source, and the same of what it asks."""

    name: str
    meaning: str
    source: str
    asks: tuple[tuple[str, str], ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether there is a source worth reading."""
        return bool(self.source)


def rule(condition: Callable[..., Any]) -> Rule:
    """A condition in words. What every family sees has no source."""
    if condition is always:
        return Rule("always", str(always.__doc__), "")
    if condition is never:
        return Rule("never", str(never.__doc__), "")
    asked = tuple(
        (function.__name__, summary(function)) for function in _functions_in(condition) if function is not condition
    )
    return Rule(_name(condition), summary(condition), _source(condition), asked)


def summary(function: Any) -> str:
    """The first sentence that its author wrote about it; for one made by another function, that one's."""
    made_by = _made_by(function)
    text = getattr(function, "__doc__", None) or getattr(made_by, "__doc__", None) or ""
    return " ".join(inspect.cleandoc(text).split("\n\n")[0].split())


def _name(function: Any) -> str:
    made_by = _made_by(function)
    if made_by is None:
        return str(getattr(function, "__name__", function))
    values = [cell.cell_contents for cell in function.__closure__ or ()]
    shown = [_name(value) if callable(value) else repr(value) for value in values]
    return f"{made_by.__name__}({', '.join(shown)})"


def _made_by(function: Any) -> Any:
    """The function that a condition was made by, such as `home_is("pr")` by `home_is`."""
    outer, _dot, inner = getattr(function, "__qualname__", "").partition(".<locals>.")
    return function.__globals__.get(outer) if inner else None


def _source(function: Any) -> str:
    try:
        return textwrap.dedent(inspect.getsource(function)).strip()
    except (OSError, TypeError):
        return ""


def phrases(wording: Any) -> list[Promise | str]:
    """Every sentence that a wording can become, each once. A function's are found in its own constants and names."""
    found: dict[str, Promise | str] = {}
    for phrase in _phrases(wording, set()):
        found.setdefault(str(phrase), phrase)
    return list(found.values())


def _phrases(value: Any, seen: set[int]) -> Iterator[Promise | str]:
    if isinstance(value, Promise):
        yield value
    elif isinstance(value, str):
        if " " in value.strip():
            yield gettext_lazy(value)
    elif isinstance(value, dict):
        yield from _of_each(value.values(), seen)
    elif isinstance(value, list | tuple | set | frozenset):
        yield from _of_each(value, seen)
    elif isinstance(value, FunctionType) and id(value) not in seen:
        seen.add(id(value))
        yield from _of_each(_constants(value.__code__, value.__doc__), seen)
        yield from _of_each(_named_in(value), seen)


def _of_each(values: Iterable[Any], seen: set[int]) -> Iterator[Promise | str]:
    for value in values:
        yield from _phrases(value, seen)


def _constants(code: CodeType, docstring: str | None) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _constants(constant, None)
        elif isinstance(constant, str) and constant != docstring:
            yield constant


def _named_in(function: FunctionType) -> Iterator[Any]:
    """What a function of ours refers to: its closure, and names of its module."""
    yield from (cell.cell_contents for cell in function.__closure__ or ())
    for name in _names(function.__code__):
        value = function.__globals__.get(name)
        if isinstance(value, FunctionType):
            if value.__module__.startswith(OURS):
                yield value
        elif isinstance(value, Promise | dict | tuple):
            yield value


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _functions_in(function: Any) -> list[FunctionType]:
    """The functions of ours that a condition asks, each once."""
    if not isinstance(function, FunctionType):
        return []
    found = {id(value): value for value in _named_in(function) if isinstance(value, FunctionType)}
    return list(found.values())
