"""The columns of the list of clients: what each shows, how it sorts, and which of them somebody has chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from interview.advising.clients.paging import Key, Sort
from interview.firms.file_models import ClientFile
from interview.firms.list_filters import LANGUAGES, ROUTES
from interview.firms.next_dates import CLAIM_BY, FILE_BY, NUMBER_BEFORE
from interview.firms.what_blocks import WHAT_BLOCKS
from interview.local_formats import money

NONE = "–"
CHIPS = {
    ClientFile.Status.RECEIVED: "chip-info",
    ClientFile.Status.IN_REVIEW: "chip-info",
    ClientFile.Status.WAITING_FAMILY: "chip-wait",
    ClientFile.Status.READY: "chip-good",
    ClientFile.Status.ADVISED: "chip-good",
    ClientFile.Status.CLAIMED: "chip-good",
    ClientFile.Status.PAID: "chip-good",
    ClientFile.Status.STALE: "chip-wait",
}


FOR_WHAT: dict[str, str | Promise] = {
    NUMBER_BEFORE: gettext_lazy("child’s number"),
    FILE_BY: gettext_lazy("file the return"),
    CLAIM_BY: gettext_lazy("claim the refund"),
}
"""What a next date is for, in as few words as a cell has room for."""


class Cell(NamedTuple):
    """What stands in one cell: text, in a chip or as a moment, with a note below."""

    text: str
    css: str = ""
    chip: str = ""
    moment: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What rows need from elsewhere: names of people by key, this day, and the language of the reader."""

    people: Mapping[int, str]
    today: date
    language: str | None


Show = Callable[[ClientFile, Around], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `sort` is the direction that is asked for first; numbers stand at the end of their cells."""

    label: str | Promise
    show: Show
    sort: Sort
    css: str = ""


EMPTY, NO_NUMBER = Cell(NONE, "nil"), Cell(NONE, "n nil")


# The language stands among the keys of what is kept so that no other reader gets these words.
@lru_cache(maxsize=100)
def _status_cell(status: str, _language: str | None) -> Cell:
    return Cell(str(ClientFile.Status(status).label), "st", CHIPS.get(ClientFile.Status(status), "chip-plain"))


@lru_cache(maxsize=100)
def _blocked_cell(code: str, gains: bool, _language: str | None) -> Cell:
    words = WHAT_BLOCKS.get(code)
    return Cell(str(words), "fl", "chip-bad" if gains else "chip-wait") if words else EMPTY


@lru_cache(maxsize=100)
def _route_cell(code: str, _language: str | None) -> Cell:
    words = ROUTES.get(code)
    return Cell(str(words), "sub") if words else EMPTY


@lru_cache(maxsize=500)
def _children_cell(children: int, qualifying: int | None, _language: str | None) -> Cell:
    if qualifying in (None, children):
        return Cell(str(children), "n")
    return Cell(_("{counted} of {all}").format(counted=qualifying, all=children), "n")


@lru_cache(maxsize=2_000)
def _next_date_cell(day: date, code: str, language: str | None) -> Cell:
    return Cell(_short_date(day, language), "sub", moment=day.isoformat(), note=str(FOR_WHAT.get(code, "")))


@lru_cache(maxsize=2_000)
def _short_date(day: date, _language: str | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


@lru_cache(maxsize=2_000)
def _money(amount: int, _language: str | None) -> str:
    return money(amount)


@lru_cache(maxsize=1_000)
def country_name(code: str, _language: str | None) -> str:
    """A country in words; empty for none."""
    return str(countries.name(code)) if code else ""


def _status(file: ClientFile, around: Around) -> Cell:
    return _status_cell(file.status, around.language)


def _year(file: ClientFile, around: Around) -> Cell:
    if file.tax_year >= around.today.year:
        return Cell(_("{year}, planning").format(year=file.tax_year))
    return Cell(str(file.tax_year))


def _children(file: ClientFile, around: Around) -> Cell:
    if file.children is None:
        return NO_NUMBER
    return _children_cell(file.children, file.qualifying_children, around.language)


def _dollars(amount: int | None, around: Around, css: str = "n") -> Cell:
    return Cell(_money(amount, around.language), css) if amount is not None else NO_NUMBER


def _gain(file: ClientFile, around: Around) -> Cell:
    return Cell(f"+{_money(file.gain, around.language)}", "n gain") if file.gain else NO_NUMBER


def _possible(file: ClientFile, around: Around) -> Cell:
    more = file.paid_possible is not None and file.paid_possible > (file.paid_now or 0)
    return _dollars(file.paid_possible, around, "n gain" if more else "n")


def _blocked(file: ClientFile, around: Around) -> Cell:
    return _blocked_cell(file.blocked, bool(file.gain), around.language)


def _route(file: ClientFile, around: Around) -> Cell:
    return _route_cell(file.route, around.language)


def _next_date(file: ClientFile, around: Around) -> Cell:
    return _next_date_cell(file.next_date, file.next_date_code, around.language) if file.next_date else EMPTY


def _moment(at: datetime | None, around: Around) -> Cell:
    if at is None:
        return EMPTY
    return Cell(_short_date(timezone.localtime(at).date(), around.language), "sub", moment=at.isoformat())


def _assignee(file: ClientFile, around: Around) -> Cell:
    if file.assignee_id is None:
        return EMPTY
    return Cell(around.people.get(file.assignee_id) or _("Somebody who left"), "sub")


def _country(file: ClientFile, around: Around) -> Cell:
    return Cell(country_name(file.country, around.language), "sub") if file.country else EMPTY


def _waiting(file: ClientFile, _around: Around) -> Cell:
    on_us = file.waiting_on == ClientFile.WaitingOn.US
    return Cell(str(ClientFile.WaitingOn(file.waiting_on).label), chip="chip-wait" if on_us else "chip-plain")


def _flag(file: ClientFile, _around: Around) -> Cell:
    return Cell(_("Flagged"), chip="chip-bad") if file.flagged else EMPTY


def _open(file: ClientFile, _around: Around) -> Cell:
    return Cell(str(file.open_answers), "n") if file.open_answers else NO_NUMBER


def _language(file: ClientFile, _around: Around) -> Cell:
    return Cell(LANGUAGES.get(file.language, file.language), "sub")


def _by(field: str, *, descending: bool = False, may_be_empty: bool = False) -> Sort:
    return (Key(field, descending, may_be_empty),)


CLIENT = "client"
TURN, ASSIGNEE = "waiting", "assignee"
COLUMNS: dict[str, Column] = {
    "status": Column(gettext_lazy("Status"), _status, _by("step")),
    "year": Column(gettext_lazy("Year"), _year, _by("tax_year", descending=True)),
    "children": Column(gettext_lazy("Children"), _children, _by("children", descending=True, may_be_empty=True), "n"),
    "paid_now": Column(
        gettext_lazy("Paid out now"),
        lambda file, around: _dollars(file.paid_now, around),
        _by("paid_now", descending=True, may_be_empty=True),
        "n",
    ),
    "paid_possible": Column(
        gettext_lazy("Possible"), _possible, _by("paid_possible", descending=True, may_be_empty=True), "n"
    ),
    "gain": Column(gettext_lazy("Could gain"), _gain, _by("gain", descending=True, may_be_empty=True), "n"),
    "route": Column(gettext_lazy("Better route"), _route, _by("route")),
    "blocked": Column(gettext_lazy("What blocks"), _blocked, _by("blocked")),
    "next_date": Column(gettext_lazy("Next date"), _next_date, _by("next_date", may_be_empty=True)),
    # One index sorts by the key of the person, which puts the clients of each together; by name none could.
    ASSIGNEE: Column(gettext_lazy("Assigned to"), _assignee, _by("assignee_id", may_be_empty=True)),
    "last_activity": Column(
        gettext_lazy("Last activity"),
        lambda file, around: _moment(file.last_activity_at, around),
        _by("last_activity_at", descending=True),
    ),
    TURN: Column(gettext_lazy("Waiting on"), _waiting, (Key("waiting_on", descending=True), Key("due"))),
    "open": Column(gettext_lazy("Open answers"), _open, _by("open_answers", descending=True), "n"),
    "flagged": Column(gettext_lazy("Flag"), _flag, _by("flagged", descending=True)),
    "country": Column(gettext_lazy("Country"), _country, _by("country")),
    "language": Column(gettext_lazy("Language"), _language, _by("language")),
    "last_family": Column(
        gettext_lazy("Family was here"),
        lambda file, around: _moment(file.last_family_at, around),
        _by("last_family_at", descending=True, may_be_empty=True),
    ),
    "last_staff": Column(
        gettext_lazy("We were here"),
        lambda file, around: _moment(file.last_staff_at, around),
        _by("last_staff_at", descending=True, may_be_empty=True),
    ),
}
USUAL = (
    "status", "year", "children", "paid_now", "paid_possible", "route", "blocked", "next_date", "assignee",
    "last_activity",
)  # fmt: skip
SORTS: dict[str, Sort] = {CLIENT: _by("name_key"), **{code: column.sort for code, column in COLUMNS.items()}}
FIELDS = (
    "pk", "name", "name_key", "country", "flagged", "frozen", "begun_by_office", "status", "step", "due", "tax_year",
    "children", "qualifying_children", "paid_now", "paid_possible", "gain", "route", "blocked", "next_date",
    "next_date_code", "assignee_id", "last_activity_at", "waiting_on", "open_answers", "language", "last_family_at",
    "last_staff_at", "revision_id", "office_id", "draft__public_id",
)  # fmt: skip


class UnknownSort(ValueError):
    """There is no such column."""


def chosen_columns(asked: str, kept: object) -> list[str]:
    """The columns of an address, else those that somebody keeps, else the usual ones; unknown ones are left out."""
    known = _known(asked.split(",")) or _known(kept if isinstance(kept, list) else ())
    return known or list(USUAL)


def _known(codes: Iterable[object]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if isinstance(code, str) and code in COLUMNS]


def read_sort(asked: str) -> tuple[str, Sort]:
    """The column that an address sorts by, and how: `gain` its usual way, `-gain` the other way round."""
    code = asked.removeprefix("-") or TURN
    sort = SORTS.get(code)
    if sort is None:
        raise UnknownSort(asked)
    return code, turned(sort) if asked.startswith("-") else sort


def turned(sort: Sort) -> Sort:
    """The same the other way round."""
    return tuple(Key(key.field, not key.descending, key.may_be_empty) for key in sort)


def cells(file: ClientFile, columns: Sequence[tuple[str, Column]], around: Around) -> SafeString:
    """One row, each column with its label in words: on a phone each cell stands under it."""
    return SafeString("".join([_as_html(column.show(file, around), label) for label, column in columns]))


@lru_cache(maxsize=5_000)
def _as_html(cell: Cell, label: str) -> SafeString:
    """A cell of the table. A page has hundreds, most of them alike: templates for them took longer than all queries."""
    if cell.chip:
        inner = format_html('<span class="chip {}">{}</span>', cell.chip, cell.text)
    elif cell.moment:
        note = format_html("<small>{}</small>", cell.note) if cell.note else ""
        inner = format_html('<time datetime="{}">{}</time>{}', cell.moment, cell.text, note)
    else:
        inner = conditional_escape(cell.text)
    return format_html('<td role="cell" class="{}" data-label="{}">{}</td>', cell.css, label, inner)
