"""A JSON file of figures: a year's document as the export writes it, or a part of one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interview.engine import FILING_STATUSES
from interview.identity_numbers import REFUSAL, holds_identity_number
from interview.years.cell_fields import field_for
from interview.years.figure_table import Figure, figures_of, sections_of
from interview.years.files.figure_files import value_in_file
from interview.years.files.given_figures import GivenFigure, Refusal, Refused, check_value, checked_text, in_words
from interview.years.files.given_rates import RateRow
from interview.years.files.sheets import Unreadable, short
from interview.years.hidden_signs import is_no_text

Document = Mapping[str, Any]
_ENTRY_KEYS = ("value", "source", "note")
_LARGEST_NUMBER = 10**12
_LONGEST_LIST = 20
_DEEPEST = 8


def read_json(text: str, tax_year: int) -> dict[str, Any]:
    """The file's document. Raises Unreadable for what is no such document, or one of another year."""
    try:
        document = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
        _refuse_what_is_no_text(document)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        if line is None:
            raise Unreadable(_("This is not a JSON file that we can read.")) from error
        raise Unreadable(_("This is not a JSON file: line %(line)s cannot be read.") % {"line": line}) from error
    if not isinstance(document, dict) or not isinstance(document.get("figures", {}), dict):
        raise Unreadable(_("The file must hold tax_year and figures, as an export of figures does."))
    if document.get("tax_year") != tax_year or isinstance(document["tax_year"], bool):
        raise Unreadable(_("The file must say that it is of this tax year: %(year)s.") % {"year": tax_year})
    if unknown := [key for key in document if key not in ("tax_year", "figures", "exchange_rates")]:
        raise Unreadable(_("The file holds something that we do not know: %(what)s.") % {"what": short(unknown[0])})
    return document


class JsonFigures:
    """Reads a document's figures; `given` and `refusals` are what came of them."""

    def __init__(self, file: Document, document: Document) -> None:
        self.document = document
        self.given: dict[str, GivenFigure] = {}
        self.refusals: list[Refusal] = []
        self.same = 0
        known = {name for name in sections_of(document) if name != "exchange_rates"}
        for section, entries in file.get("figures", {}).items():
            if section not in known:
                self._refuse(f"figures.{section}", _("There is no section with this name in this year."))
            elif not isinstance(entries, dict):
                self._refuse(f"figures.{section}", _("A section must hold figures by their names."))
            else:
                self._read_section(section, entries)

    def taken(self) -> dict[str, tuple[GivenFigure, dict[str, Any]]]:
        """The new entries of the figures that nothing was found wrong with, by the figures' paths."""
        return {path: (given, given.new_entry(0)) for path, given in self.given.items() if given.whole is not None}

    def _read_section(self, section: str, entries: Document) -> None:
        figures = {figure.name: figure for figure in figures_of(section)}
        for name, entry in entries.items():
            path = f"figures.{section}.{name}"
            if name not in figures:
                self._refuse(path, _("There is no figure with this name in this section."))
                continue
            given = GivenFigure(figures[name], figures[name].entry_in(self.document))
            self.given[path] = given
            try:
                self._read_entry(given, entry)
            except Refused as refused:
                self._refuse(path, str(refused), given.figure.label)

    def _read_entry(self, given: GivenFigure, entry: Any) -> None:
        if not isinstance(entry, dict) or not {*entry} <= {*_ENTRY_KEYS}:
            raise Refused(_("A figure must have a value and a source, and may have a note."))
        texts = {}
        for name in ("source", "note"):
            if not isinstance(entry.get(name, ""), str):
                raise Refused(_("The source and the note of a figure must be texts."))
            texts[name] = checked_text(entry.get(name, ""), name)
        new = dict(given.entry)
        if entry.get("value") is not None and entry["value"] != given.entry.get("value"):
            _check(given.figure, entry["value"])
            if not texts["source"]:
                raise Refused(_("Add the source for %(name)s") % {"name": given.figure.label})
            new["value"] = entry["value"]
        if texts["source"] and texts["source"] != " ".join(str(new.get("source") or "").split()):
            new["source"] = texts["source"]
        if texts["note"] != " ".join(str(new.get("note") or "").split()):
            new["note"] = texts["note"]
            if not texts["note"]:
                del new["note"]
        if new == given.entry:
            self.same += 1
        else:
            given.whole = new

    def _refuse(self, path: str, why: str, label: str = "") -> None:
        self.refusals.append(Refusal(short(path), label or "–", why))


def rate_rows(file: Document) -> list[RateRow]:
    """The exchange rates of a document as rows. Raises Unreadable if they are no such thing."""
    rates = file.get("exchange_rates", {})
    if not isinstance(rates, dict):
        raise Unreadable(_("The exchange rates must stand by the codes of their currencies."))
    return [_rate_row(code, entry) for code, entry in rates.items()]


def _rate_row(code: str, entry: Any) -> RateRow:
    """A rate that is no text with a number and a source is given as one that nobody can read."""
    fine = isinstance(entry, dict) and {*entry} <= {"per_dollar", "source"}
    fine = fine and all(isinstance(text, str) for text in entry.values())
    name = short(code)
    return RateRow(
        where=short(f"exchange_rates.{code}"),
        name=name,
        code=code,
        value=entry.get("per_dollar", "") if fine else "?",
        source=entry.get("source", "") if fine else "",
    )


def _check(figure: Figure, value: Any) -> None:
    """Refuse a value that is not in the figure's shape, too large, or a text that holds an identity number."""
    for leaf in _leaves(value):
        if isinstance(leaf, str) and holds_identity_number(leaf):
            raise Refused(str(REFUSAL))
        if isinstance(leaf, int | float) and abs(leaf) > _LARGEST_NUMBER:
            raise Refused(_("A number in this figure is too large."))
    rows = value.values() if figure.shape.by_status and isinstance(value, dict) else [value]
    fits = not figure.shape.by_status or (isinstance(value, dict) and {*value} <= {*FILING_STATUSES})
    if not fits or any(isinstance(row, list) != bool(figure.shape.across) for row in rows if row is not None):
        raise Refused(_("The value does not have the shape of this figure."))
    if any(len(row) > _LONGEST_LIST for row in rows if isinstance(row, list)):
        raise Refused(_("The value does not have the shape of this figure."))
    for cell in figure.cells({"value": value}):
        held = cell.value_in({"value": value})
        if held is not None:
            _check_cell(held, cell.holds, f"{figure.label}, {cell.label}" if cell.label else figure.label)
    check_value(figure, value)


def _check_cell(held: Any, holds: str, name: str) -> None:
    try:
        read = field_for(holds, name).clean(value_in_file(held, holds))
    except ValidationError as error:
        raise Refused(in_words(error)) from error
    if (
        read != held
        or isinstance(read, bool) != isinstance(held, bool)
        or isinstance(read, str) != isinstance(held, str)
    ):
        raise Refused(
            _("%(name)s is not written as the figures are: a number, a text, true or false.") % {"name": name}
        )


def _refuse_what_is_no_text(document: Any) -> None:
    """JSON can spell what no text holds: half of a letter, or signs that databases refuse."""
    for leaf in _leaves(document):
        if isinstance(leaf, str) and any(map(is_no_text, leaf)):
            raise Unreadable(_("A text in the file holds signs that are no text."))


def _leaves(value: Any, depth: int = 0) -> Iterator[Any]:
    """Everything in lists and objects, and the names in objects. Raises Unreadable for boxes in boxes in boxes."""
    if depth > _DEEPEST:
        raise Unreadable(_("This is not a JSON file that we can read."))
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _leaves(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, depth + 1)
    else:
        yield value


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _times = Counter(name for name, _value in pairs).most_common(1)[0]
        raise Unreadable(_("The file names the same thing twice: %(name)s.") % {"name": short(twice)})
    return found


def _no_constant(name: str) -> Any:
    raise Unreadable(_("The file holds %(name)s, which is no number.") % {"name": name})
