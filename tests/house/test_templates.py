"""Templates and texts keep what the content security policy and the translators rely on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.files import ROOT, python_modules, tracked

TEMPLATES = [path for path in tracked() if path.suffix in {".html", ".svg", ".txt"} and "templates" in path.parts]
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^<>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an address of another site's file": re.compile(
        r"<(?:script|img|link|iframe)\b[^>]*(?:src|href)=\"https?:", re.IGNORECASE
    ),
}
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_content_security_policy_refuses(what: str) -> None:
    comment = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
    found = [
        f"{path.relative_to(ROOT)}: {match.group()[:80]}"
        for path in TEMPLATES
        if (match := FORBIDDEN[what].search(comment.sub("", path.read_text(encoding="utf-8"))))
    ]
    assert not found


def test_no_text_for_translation_is_put_together_before_it_is_translated() -> None:
    found = [
        f"{module.relative_to(ROOT)}:{line}" for module in python_modules("interview") for line in built_texts(module)
    ]
    assert not found, "give the whole sentence to gettext, with named placeholders"


def built_texts(module: Path) -> Iterator[int]:
    """Lines where gettext is given an f-string, a sum of strings or a formatted string."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and called(node.func) in TRANSLATING and node.args):
            continue
        if not isinstance(node.args[0], ast.Constant | ast.Name | ast.Attribute | ast.Subscript):
            yield node.lineno


def called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
