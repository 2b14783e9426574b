"""A row of an imported table as a client, or what is wrong with it. The dry run and the import itself read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from interview.firms.beginning import NewClient
from interview.firms.jobs.client_sheets import Cell
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files
from interview.firms.rows import name_key
from interview.identity_numbers import REFUSAL
from interview.years import available_years

LONGEST_NAME = 60
LONGEST_EMAIL = 254
FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("Family name"),
    "email": gettext_lazy("Email"),
    "tax_year": gettext_lazy("Tax year"),
    "language": gettext_lazy("Language"),
}
NEEDED = ("name",)
USUAL_NAMES = {
    "name": ("family name", "name", "family", "client", "client name", "last name", "surname", "familia", "apellido"),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "correo", "correo electrónico"),
    "tax_year": ("tax year", "year", "año", "año fiscal"),
    "language": ("language", "lang", "idioma"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, and in which of our fields."""

    row: int
    field: str
    message: str

    @property
    def label(self) -> str:
        return str(FIELDS[self.field])


@dataclass
class Checked:
    """A table as it would be imported: every client with its row, every fault, and rows that are there already."""

    clients: list[tuple[int, NewClient]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    duplicates: list[Fault] = field(default_factory=list)


def guess(columns: Sequence[str]) -> dict[str, int]:
    """Which column is which, by its name; what cannot be told is left out."""
    plain = [" ".join(re.sub(r"[\s_]+", " ", column).strip().casefold().split()) for column in columns]
    found = {}
    for code, names in USUAL_NAMES.items():
        places = [plain.index(name) for name in names if name in plain]
        if places:
            found[code] = places[0]
    return found


def check(
    seat: OfficeMember, rows: Iterable[tuple[int, list[Cell]]], mapping: Mapping[str, int], usual: Mapping[str, Any]
) -> Checked:
    """Read all rows. `mapping` says which column is which field, `usual` what holds where a row says nothing."""
    reader, found = _Reader(mapping, usual, sorted(available_years())), Checked()
    for number, cells in rows:
        client, faults = reader.read(number, cells)
        found.faults += faults
        if client is not None:
            found.clients.append((number, client))
    _find_duplicates(seat, found)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    mapping: Mapping[str, int]
    usual: Mapping[str, Any]
    years: Sequence[int]

    def read(self, number: int, cells: Sequence[Cell]) -> tuple[NewClient | None, list[Fault]]:
        """The client of a row, or everything that is wrong with it."""
        said = {code: self._cell(code, cells) for code in FIELDS}
        refused = [code for code, cell in said.items() if cell is False]
        if refused:
            return None, [Fault(number, code, str(REFUSAL)) for code in refused]
        values = {code: str(cell) for code, cell in said.items()}
        language = _language(values["language"])
        wrong = {
            "name": _wrong_name(values["name"]),
            "email": _wrong_email(values["email"]),
            "tax_year": self._wrong_year(values["tax_year"]),
        }
        if language is None:
            wrong["language"] = _("“%(text)s” is no language of this site.") % {"text": values["language"][:20]}
        faults = [Fault(number, code, text) for code, text in wrong.items() if text]
        if faults or language is None:
            return None, faults
        return NewClient(values["name"], int(values["tax_year"]), values["email"], language), []

    def _cell(self, code: str, cells: Sequence[Cell]) -> Cell:
        place = self.mapping.get(code)
        cell = cells[place] if place is not None and place < len(cells) else ""
        return str(self.usual.get(code) or "") if cell == "" else cell

    def _wrong_year(self, text: str) -> str:
        if text in map(str, self.years):
            return ""
        said = {"text": text[:20], "years": ", ".join(map(str, self.years))}
        if not text:
            return _("There is no tax year. This site knows: %(years)s.") % said
        return _("“%(text)s” is no tax year of this site. It knows: %(years)s.") % said


def _wrong_name(text: str) -> str:
    if not text:
        return _("There is no name.")
    return _("The name is longer than 60 letters.") if len(text) > LONGEST_NAME else ""


def _wrong_email(text: str) -> str:
    if not text or _is_email(text):
        return ""
    return _("“%(text)s” is no email address.") % {"text": text[:60]}


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_EMAIL


def _language(text: str) -> str | None:
    """The code of a language of the site, from its code or its name in any of them."""
    wanted = text.strip().casefold()
    for code, _name in settings.LANGUAGES:
        named = get_language_info(code)
        names = {code, named["name"].casefold(), named["name_local"].casefold(), named["name_translated"].casefold()}
        if wanted in names or wanted.startswith(f"{code}-"):
            return str(code)
    return None


def _find_duplicates(seat: OfficeMember, found: Checked) -> None:
    """Rows that name the same family and year as a row before, or as a client that this seat may see."""
    years = {client.tax_year for _row, client in found.clients}
    here: set[tuple[str, int]] = set()
    addresses: set[tuple[str, int]] = set()
    names = [name_key(client.name) for _row, client in found.clients]
    for begin in range(0, len(names), 500):
        same = files(seat).filter(tax_year__in=years, name_key__in=names[begin : begin + 500])
        here.update(same.values_list("name_key", "tax_year"))
    emails = [client.email.lower() for _row, client in found.clients if client.email]
    for begin in range(0, len(emails), 500):
        known = files(seat).annotate(address=Lower("email")).filter(tax_year__in=years)
        same = known.filter(address__in=emails[begin : begin + 500])
        addresses.update(same.values_list("address", "tax_year"))
    before: dict[tuple[str, int], int] = {}
    kept = []
    for row, client in found.clients:
        key, address = (name_key(client.name), client.tax_year), (client.email.lower(), client.tax_year)
        said = {"name": client.name, "year": client.tax_year, "row": before.get(key)}
        if key in before:
            message = _("“%(name)s” for %(year)s stands in row %(row)s already.") % said
        elif key in here:
            message = _("There is a client “%(name)s” for %(year)s already.") % said
        elif address in addresses:
            message = _("There is a client with this email address for %(year)s already.") % said
        else:
            before[key] = row
            kept.append((row, client))
            continue
        found.duplicates.append(Fault(row, "name", message))
    found.clients = kept
