"""Every text of the site that wants a translation: from Python by Babel, from templates by Django's own reading.

No GNU tools are needed. The same texts are found on every machine, in the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tomllib import loads
from typing import Any, NamedTuple

from babel.messages.extract import extract_from_dir
from django.template import Engine
from django.template.base import NodeList
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise
from django.utils.translation import override, trim_whitespace

from interview.engine import lines_in_words

ROOT = Path(__file__).parents[2]
PYTHON = ("actc_site", "interview")
# How Python marks a text: the places of the text itself, its plural and its context among the arguments.
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Figures of a year that are words, and stand in sentences.
WORDS_OF_A_YEAR = ("schedule_se", "other_employment_taxes")
_OF_TEMPLATES = ("django.template", "django.templatetags", "interview.templatetags")


class Message(NamedTuple):
    """A text as the catalogue knows it, and the file that shows it."""

    text: str
    plural: str = ""
    context: str = ""
    file: str = ""


def all_messages(root: Path = ROOT) -> Iterator[Message]:
    """Every text of the site."""
    for folder in PYTHON:
        yield from of_python(root, folder)
    yield from of_templates(root / "templates", root)
    yield from of_years(root / "interview" / "years" / "shipped", root)


def of_python(root: Path, folder: str) -> Iterator[Message]:
    """The texts that Python modules mark."""
    found = extract_from_dir(root / folder, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, _line, text, _comments, context in found:
        one, plural = text if isinstance(text, tuple) else (text, "")
        if one:
            yield Message(one, plural or "", context or "", f"{folder}/{Path(file).as_posix()}")


def of_templates(folder: Path, root: Path) -> Iterator[Message]:
    """The texts that templates mark, with those marked inside tags and filters."""
    django = Engine.get_default()
    for path in sorted(folder.rglob("*.*")):
        for message in of_template(path.read_text(encoding="utf-8"), django):
            yield message._replace(file=path.relative_to(root).as_posix())


def of_template(source: str, engine: Engine) -> Iterator[Message]:
    """The texts of one template."""
    seen: set[int] = set()

    def walk(thing: Any) -> Iterator[Message]:
        if isinstance(thing, dict):
            thing = list(thing.values())
        if isinstance(thing, list | tuple | NodeList):
            for part in thing:
                yield from walk(part)
            return
        if isinstance(thing, Promise):
            yield _of_constant(thing)
            return
        if not type(thing).__module__.startswith(_OF_TEMPLATES) or id(thing) in seen:
            return
        seen.add(id(thing))
        if isinstance(thing, TranslateNode):
            yield from _of_variable(thing)
        elif isinstance(thing, BlockTranslateNode):
            yield _of_block(thing)
        yield from walk([getattr(thing, name, None) for name in _parts(thing)])

    yield from walk(engine.from_string(source).nodelist)


def _parts(thing: Any) -> list[str]:
    """The attributes of a piece of a template in which others may lie; Django keeps some in slots."""
    slots = {name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())}
    return sorted({*getattr(thing, "__dict__", {}), *slots} - {"origin", "token", "parser"})


def _of_variable(node: TranslateNode) -> Iterator[Message]:
    """{% translate "Text" %}"""
    text = getattr(node.filter_expression.var, "literal", None)
    if isinstance(text, str):
        yield Message(text.replace("%", "%%"), context=_plain(node.message_context))


def _of_constant(text: Promise) -> Message:
    """_("Text") anywhere in a tag or a filter: Django has put a text in its place that waits for a language."""
    with override(None):
        return Message(str(text))


def _of_block(block: BlockTranslateNode) -> Message:
    """{% blocktranslate %}Text with {{ values }}{% endblocktranslate %}"""

    def text(tokens: Any) -> str:
        written: str = block.render_token_list(tokens)[0]
        return trim_whitespace(written) if block.trimmed else written

    plural = text(block.plural) if block.plural else ""
    return Message(text(block.singular), plural, _plain(block.message_context))


def _plain(context: Any) -> str:
    """A context is a filter expression around a literal text, or none."""
    if context is None or isinstance(context, str):
        return context or ""
    literal = context.var
    return str(getattr(literal, "literal", literal))


def of_years(folder: Path, root: Path) -> Iterator[Message]:
    """Words in the figures of the shipped years that stand in sentences of the result; line numbers are filled in."""
    for path in sorted(folder.glob("*.toml")):
        lines = loads(path.read_text(encoding="utf-8"))["figures"]["form_lines"]
        for name in WORDS_OF_A_YEAR:
            yield Message(lines_in_words(lines[name]["value"]).template, file=path.relative_to(root).as_posix())


__all__ = ["Message", "all_messages", "of_python", "of_template", "of_templates"]
