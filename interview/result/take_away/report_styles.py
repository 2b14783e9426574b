"""What the report takes from the styles of the site: its colours and sizes, and how charts are drawn.

They are read from the very files, so that a report never looks older than the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

LOOK, PAPER, RESULT = "app.css", "print.css", "result.css"
CHART_PARTS = (".chart", ".c-", ".t-")
_LAYERS = ("layer", "media")


@lru_cache
def tokens() -> str:
    """The custom properties of the site in light, with what is different on paper, as one rule."""
    return f":root {{ {'; '.join(f'{name}: {value}' for name, value in _tokens().items())} }}"


@lru_cache
def samples() -> str:
    """The boxes of a key, which are no drawings in the report, in the colours that the parts of charts have."""
    found = []
    for selector, declarations in _rules(RESULT, media=("",)):
        colors = dict(re.findall(r"(?m)(?:^|;)\s*(fill|stroke): (var[^;]+|#\w+)", declarations))
        for part in selector.split(",") if colors else ():
            if re.fullmatch(r"\.c-[\w-]+", part.strip()):
                fill, edge = colors.get("fill", "transparent"), colors.get("stroke", "transparent")
                found.append(f".sample{part.strip()} {{ background: {fill}; border-color: {edge} }}")
    return "\n".join(found)


@lru_cache
def chart_styles(classes: frozenset[str]) -> str:
    """The rules for charts of these classes, with every custom property filled in: inside a drawing there are none.

    Semibold is one weight in the report: each weight of the font takes time and space of its own. Patterns are pale,
    because letters on them have no edge here.
    """
    found = []
    for selector, declarations in _rules(RESULT, media=("",)):
        parts = [part.strip() for part in selector.split(",")]
        if all(part.startswith(CHART_PARTS) for part in parts) and any(_is_of(part, classes) for part in parts):
            found.append(f"{selector} {{ {_without_halo(_filled_in(declarations))} }}")
    if "c-hatch" in classes:
        found.append(".c-hatch { stroke-opacity: 0.35 }")
    return re.sub(r"(?<=font-weight: )650", "600", "\n".join(found))


def _is_of(selector: str, classes: frozenset[str]) -> bool:
    return classes.issuperset(re.findall(r"\.([\w-]+)", selector))


@lru_cache
def _tokens() -> dict[str, str]:
    found: dict[str, str] = {}
    for sheet, media in ((LOOK, ("",)), (PAPER, ("print",))):
        for selector, declarations in _rules(sheet, media=media):
            if selector == ":root":
                found.update(re.findall(r"(--[\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)", declarations))
    return found


def _filled_in(declarations: str) -> str:
    known = _tokens()
    return re.sub(r"var\((--[\w-]+)\)", lambda match: known[match[1]], declarations)


def _without_halo(declarations: str) -> str:
    """An edge that is to be painted behind its letters would be painted over them: paint-order is not known."""
    if "paint-order" not in declarations:
        return declarations
    return "; ".join(one for one in declarations.split(";") if not re.match(r"\s*(paint-order|stroke)", one))


@lru_cache
def _rules(sheet: str, *, media: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Selector and declarations of each rule that holds in one of these media ("" is every medium)."""
    import tinycss2  # noqa: PLC0415 - comes with WeasyPrint and only where that does

    text = (Path(settings.BASE_DIR) / "static" / "css" / sheet).read_text(encoding="utf-8")

    def walk(nodes: list[Any], now: str) -> Iterator[tuple[str, str]]:
        for node in nodes:
            if node.type == "qualified-rule" and now in media:
                yield tinycss2.serialize(node.prelude).strip(), tinycss2.serialize(node.content).strip()
            elif node.type == "at-rule" and node.lower_at_keyword in _LAYERS and node.content is not None:
                within = tinycss2.serialize(node.prelude).strip() if node.lower_at_keyword == "media" else now
                rules = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from walk(rules, within)

    return tuple(walk(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), ""))
