"""The catalogues of the other languages: brought up to date with the texts of the site, checked, compiled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from interview.management.catalogue_texts import Message, all_messages

FOLDER = Path(__file__).parents[1] / "locale"
HEADER = "# Texts of Fledge. `manage.py catalogue` keeps this file; write between the quotes after msgstr."
WIDTH = 110
# Changed English keeps its old translation, to check, if it is at least this like the English of before.
ALIKE = 0.7
_IN_A_TEXT = re.compile(
    r"""(?P<brace>\{\w*(?::[^{}]*)?\})      # {name} and {amount:$}
    |(?P<percent>%\(\w+\)[a-z]|%%)          # %(name)s
    |(?P<tag></?[a-z][^<>]*>)               # <b>
    |(?P<entity>&\#?\w+;)                   # &nbsp;
    """,
    re.VERBOSE,
)


class Quiet(Catalog):
    """A catalogue whose head names no dates and no tools: they would change with every run."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What Django and the editors of translators read."""
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


@dataclass(frozen=True, slots=True)
class Language:
    """One catalogue: its language, and where its texts and its compiled form lie."""

    code: str
    folder: Path = FOLDER

    @property
    def texts(self) -> Path:
        """The file that translators write in."""
        return self.folder / self.code / "LC_MESSAGES" / "django.po"

    @property
    def compiled(self) -> Path:
        """The file that Django reads."""
        return self.texts.with_suffix(".mo")


def languages() -> list[Language]:
    """The languages of the site that the texts are not written in."""
    return [Language(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def stored(language: Language) -> Catalog:
    """A catalogue as it lies in its file; an empty one for a new language."""
    if not language.texts.exists():
        return Catalog(locale=language.code)
    with language.texts.open("rb") as file:
        return read_po(file, locale=language.code)


def brought_up_to_date(old: Catalog, messages: Iterable[Message]) -> Catalog:
    """The catalogue of these texts, with every translation that still fits.

    A text whose English changed keeps its translation marked as fuzzy: to check, and not shown until it is.
    """
    new = Quiet(locale=old.locale, header_comment=HEADER, fuzzy=False)
    for message in messages:
        key = (message.text, message.plural) if message.plural else message.text
        known = old.get(message.text, context=message.context or None)
        added = new.add(key, locations=[(message.file, 0)] if message.file else [], context=message.context or None)
        if known is not None and known.string and bool(known.pluralizable) is bool(message.plural):
            added.string = known.string
            added.flags |= known.flags & {"fuzzy"}
            added.previous_id = known.previous_id
    _keep_translations_of_changed_texts(old, new)
    return new


def _keep_translations_of_changed_texts(old: Catalog, new: Catalog) -> None:
    gone = {
        _first(entry.id): entry
        for entry in old
        if entry.id and is_translated(entry) and new.get(_first(entry.id), context=entry.context) is None
    }
    for entry in new:
        if not gone or not entry.id or is_translated(entry):
            continue
        for like in get_close_matches(_first(entry.id), gone, n=1, cutoff=ALIKE):
            before = gone[like]
            if before.pluralizable == entry.pluralizable:
                entry.string = before.string
                entry.previous_id = _forms(before.id)
                entry.flags.add("fuzzy")
                del gone[like]


def is_translated(entry: Entry) -> bool:
    """Whether every form of a text has words in the other language."""
    return all(entry.string) if isinstance(entry.string, tuple | list) else bool(entry.string)


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return _forms(text)[0]


def faults(catalogue: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being whole, one sentence for each fault."""
    for entry in catalogue:
        if not entry.id:
            continue
        name = repr(_first(entry.id))
        if not is_translated(entry):
            yield f"not translated: {name}"
        elif entry.fuzzy:
            yield f"to check, its English has changed: {name}"
        else:
            yield from (f"{fault}: {name}" for fault in _disagreements(entry))
    yield from (f"no longer a text of the site: {_first(entry.id)!r}" for entry in catalogue.obsolete.values())


def _disagreements(entry: Entry) -> Iterator[str]:
    """Placeholders and tags that only one of the two languages has.

    In the form for one thing, "one" may stand for the number; the general form needs every placeholder.
    """
    originals, translations = _forms(entry.id), _forms(entry.string)
    wanted = pieces(originals[-1])
    if pieces(translations[-1]) != wanted:
        yield "other placeholders or tags than in English"
    elif any(set(pieces(form)) - set(wanted) for form in translations):
        yield "a placeholder that its English has not"
    elif len(originals) > 1 and any(set(wanted) - set(pieces(form)) - _counts(originals) for form in translations):
        yield "a placeholder is missing in the form for one"
    if any(text.strip() != text and translations[-1].strip() == translations[-1] for text in originals[-1:]):
        yield "the space at its end or beginning is missing"


def _counts(originals: list[str]) -> set[str]:
    """What English itself leaves out of the form for one."""
    return set(pieces(originals[-1])) - set(pieces(originals[0]))


def pieces(text: str) -> Counter[str]:
    """The parts of a text that translators leave as they are, with how often each comes."""
    return Counter(found.group() for found in _IN_A_TEXT.finditer(text))


def as_texts(catalogue: Catalog) -> bytes:
    """The catalogue as translators read it; the same bytes whenever and wherever it is written."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=WIDTH, include_lineno=False, include_previous=True, ignore_obsolete=True)
    return buffer.getvalue()


def as_compiled(catalogue: Catalog) -> bytes:
    """The catalogue as Django reads it: without what is still to check."""
    whole = Quiet(locale=catalogue.locale, fuzzy=False)
    for entry in catalogue:
        if entry.id and is_translated(entry) and not entry.fuzzy:
            whole.add(entry.id, entry.string, context=entry.context)
    buffer = BytesIO()
    write_mo(buffer, whole)
    return buffer.getvalue()


def current(language: Language) -> Catalog:
    """The catalogue that the texts of the site ask for."""
    return brought_up_to_date(stored(language), all_messages())


def write(language: Language, catalogue: Catalog) -> None:
    """Put a catalogue and its compiled form in their places."""
    language.texts.parent.mkdir(parents=True, exist_ok=True)
    language.texts.write_bytes(as_texts(catalogue))
    language.compiled.write_bytes(as_compiled(catalogue))
