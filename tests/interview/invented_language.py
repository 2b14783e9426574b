"""A language in which every translated text stands between marks, so that what has no marks was not translated."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper, cache
from gettext import NullTranslations
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.utils import translation
from django.utils.translation import trans_real
from django_countries import countries

from interview.management.catalogue_texts import all_messages

BEGIN, END = "\u27e6", "\u27e7"  # white square brackets, which no text has
_INNERMOST = re.compile(f"{BEGIN}[^{BEGIN}{END}]*{END}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("alt", "aria-label", "content", "placeholder", "title", "data-failed", "data-saved", "data-warning")
# Citations of the law are marked as English; names of currencies and countries come with their own libraries.
NO_WORDS = "script, style, meta, svg, [lang]:not(html), [name$=currency] option, [name=country] option"

KEEPS_WORDS = ("interview.advising.", "interview.firms.")


@cache
def known() -> frozenset[str]:
    """Our own texts, and those for which the libraries bring their own Spanish."""
    ours = {text for message in all_messages() for text in (message.text, message.plural) if text}
    catalogue: Any = trans_real.DjangoTranslation("es")._catalog  # type: ignore[attr-defined]
    theirs = {key if isinstance(key, str) else key[0] for key in catalogue.keys()}  # noqa: SIM118
    return frozenset(ours | {key for key in theirs if key})


class Invented(NullTranslations):
    """Gettext in the invented language. It takes the place of English, whose addresses then lead to it."""

    domain = "django"

    def gettext(self, message: str) -> str:
        text = message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]
        return f"{BEGIN}{text}{END}" if text in known() and BEGIN not in text else text

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        text = msgid1 if n == 1 else msgid2
        return f"{BEGIN}{text}{END}" if msgid1 in known() else text

    def language(self) -> str:
        return "en"

    def to_language(self) -> str:
        return "en"


@contextmanager
def invented_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything inside is written in the invented language."""
    language = Invented()
    forget_kept_words()
    try:
        with monkeypatch.context() as patch:
            patch.setitem(trans_real._translations, "en", language)  # type: ignore[attr-defined]
            patch.setattr(trans_real, "_default", language)
            translation.activate("en")
            yield
    finally:
        translation.deactivate()
        forget_kept_words()


def forget_kept_words() -> None:
    """The lists of offices keep the words that many rows share, by language; this one has English's name."""
    for each in gc.get_objects():
        # Not isinstance: lazy objects would wake up.
        if type(each) is _lru_cache_wrapper and each.__module__.startswith(KEEPS_WORDS):
            each.cache_clear()
    countries.__dict__.pop("_iter_cache", None)  # the library of countries does so too


def untranslated(page: str | bytes) -> set[str]:
    """The words of a page that stand outside of every mark."""
    soup = BeautifulSoup(page, "html.parser")
    spoken = [str(tag[name]) for tag in soup.find_all(True) for name in SPOKEN if tag.get(name) and _is_read(tag, name)]
    for tag in soup.select(NO_WORDS):
        tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        comment.extract()
    return {word for text in (soup.get_text("\n"), *spoken) for word in _outside(text)}


def _is_read(tag: Any, name: str) -> bool:
    """What stands in a head's meta is for machines, except the description."""
    return tag.name != "meta" or (name == "content" and tag.get("name") == "description")


def _outside(text: str) -> Iterator[str]:
    while (shorter := _INNERMOST.sub(" \0 ", text)) != text:
        text = shorter
    for line in re.split(r"[\n\0]", text):
        if _LETTERS.search(line):
            yield " ".join(line.split())
