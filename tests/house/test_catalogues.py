"""The catalogues that are committed: the compiled one is that of the texts, and both languages fill in the same."""

from __future__ import annotations

import pytest

from interview.management.catalogue import Language, as_compiled, faults, languages, stored

LANGUAGES = pytest.mark.parametrize("language", languages(), ids=lambda language: str(language.code))


@LANGUAGES
def test_the_compiled_catalogue_is_that_of_the_texts(language: Language) -> None:
    assert language.compiled.read_bytes() == as_compiled(stored(language)), "run `manage.py catalogue`"


@LANGUAGES
def test_placeholders_and_tags_of_both_languages_agree(language: Language) -> None:
    known = ("not translated", "to check")
    assert [fault for fault in faults(stored(language)) if not fault.startswith(known)] == []
