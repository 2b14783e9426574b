"""The columns of an exported list: what each is called, what it means, and how it is read off a client's file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.firms.activity import reference
from interview.firms.file_models import ClientFile
from interview.firms.list_filters import ROUTES
from interview.firms.names import name_of
from interview.firms.next_dates import NEXT_DATES
from interview.firms.what_blocks import WHAT_BLOCKS

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `names`: it says who the family is, and is written only for whoever may have names and asks."""

    code: str
    title: Words
    meaning: Words
    value: Callable[[ClientFile], Any]
    names: bool = False
    is_date: bool = False


def _day(moment: datetime | date | None) -> str | None:
    if isinstance(moment, datetime):
        moment = moment.date()
    return moment.isoformat() if moment else None


def _column(code: str, title: Words, meaning: Words, *, names: bool = False) -> Column:
    return Column(code, title, meaning, lambda file: getattr(file, code), names)


def _day_of(field: str, title: Words, meaning: Words) -> Column:
    return Column(field.removesuffix("_at"), title, meaning, lambda file: _day(getattr(file, field)), is_date=True)


COLUMNS = [
    Column("reference", _("Reference"), _("The short id of the draft."), reference),
    _column("name", _("Family"), _("The name that the family gave for its advisor."), names=True),
    _column("email", _("Email"), _("Where the office reaches the family."), names=True),
    _column("tax_year", _("Tax year"), _("The year that the draft is about.")),
    Column("status", _("Status"), _("Where the work stands."), lambda file: file.get_status_display()),
    Column("waiting_on", _("Waiting on"), _("Whose turn it is."), lambda file: file.get_waiting_on_display()),
    Column("assignee", _("Assigned to"), _("Who works on it; empty: nobody."), lambda file: name_of(file.assignee)),
    _column("children", _("Children"), _("Children in the draft.")),
    _column("qualifying_children", _("Children who count"), _("Children with the child tax credit of this year.")),
    _column(
        "paid_now", _("Paid out now"), _("Child tax credit paid out as things stand, in dollars, before other US tax.")
    ),
    _column(
        "paid_possible",
        _("Paid out at best"),
        _("The same, the better way and with every number that can still come in time."),
    ),
    _column("gain", _("Could gain"), _("The difference, in dollars; 0 where it is too late to claim.")),
    Column(
        "route",
        _("Better route"),
        _("The better way to file."),
        lambda file: str(ROUTES.get(file.route, file.route)),
    ),
    Column(
        "blocked",
        _("What blocks"),
        _("What keeps the family from the whole amount."),
        lambda file: str(WHAT_BLOCKS.get(file.blocked, file.blocked)),
    ),
    _column("open_answers", _("Open answers"), _("Questions without an answer.")),
    _day_of("next_date", _("Next date"), _("The next day that matters for the refund.")),
    Column(
        "next_date_for",
        _("Next date for"),
        _("What the next date is for."),
        lambda file: str(NEXT_DATES.get(file.next_date_code, "")),
    ),
    _column("country", _("Country"), _("Where the family lives, as a code of two letters.")),
    _column("language", _("Language"), _("The language that the family reads.")),
    Column("flagged", _("Flagged"), _("1 for a client with a flag."), lambda file: int(file.flagged)),
    Column("frozen", _("Signed off"), _("1 for a result that was signed off."), lambda file: int(file.frozen)),
    _day_of("last_family_at", _("Family was active"), _("The day on which the family last changed something (UTC).")),
    _day_of("last_staff_at", _("Office was active"), _("The day on which the office last did something (UTC).")),
    _day_of("created_at", _("Client since"), _("The day on which the office got the draft (UTC).")),
]
BY_CODE = {column.code: column for column in COLUMNS}
USUAL = [column.code for column in COLUMNS if not column.names]


def chosen(codes: Iterable[str], *, with_names: bool) -> list[Column]:
    """The columns of these codes in their usual order; those with names only for whoever may have them."""
    wanted = set(codes)
    return [column for column in COLUMNS if column.code in wanted and (with_names or not column.names)]


def values(file: ClientFile, columns: Sequence[Column]) -> list[Any]:
    """A client as a row: texts, whole numbers, ISO dates as text, None for what is not known."""
    return [column.value(file) for column in columns]
