"""The catalogues that are committed: the compiled one is that of the texts, and both languages fill in the same."""

from __future__ import annotations

import ast

import pytest

from interview.management.catalogue import Language, as_compiled, as_texts, current, faults, languages, stored
from tests.house.files import ROOT

LANGUAGES = pytest.mark.parametrize("language", languages(), ids=lambda language: str(language.code))


@LANGUAGES
def test_the_compiled_catalogue_is_that_of_the_texts(language: Language) -> None:
    same = language.compiled.read_bytes() == as_compiled(stored(language))
    assert same, "run `manage.py catalogue`"


@LANGUAGES
def test_placeholders_and_tags_of_both_languages_agree(language: Language) -> None:
    known = ("not translated", "to check")
    assert [fault for fault in faults(stored(language)) if not fault.startswith(known)] == []


@LANGUAGES
def test_every_text_of_the_site_has_its_translation_and_none_is_to_check(language: Language) -> None:
    assert list(faults(current(language))) == []


@LANGUAGES
def test_the_catalogue_holds_the_texts_of_the_site_and_no_others(language: Language) -> None:
    same = language.texts.read_bytes() == as_texts(current(language))
    assert same, "run `manage.py catalogue`"  # no difference is shown: to find it in so long a text takes minutes


def test_no_text_hides_inside_an_f_string() -> None:
    """There the collector of texts does not see it on every version of Python."""
    hidden = [
        f"{file.name}:{inner.lineno}"
        for file in sorted((ROOT / "interview").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in {"_", "ngettext"}
    ]
    assert hidden == []
