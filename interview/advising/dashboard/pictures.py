"""The overview in words, as pictures that each have their table."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.firms.file_models import ClientFile
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember
from interview.firms.overview import DONE, Load, Month, Overview, YearOfMoney
from interview.firms.what_blocks import WHAT_BLOCKS
from interview.local_formats import money, number
from interview.result.pictures.stacked_bars import Amounts, StackedBars, stacked_bars

WaitingOn = ClientFile.WaitingOn


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its words, where they lead, and the cells behind them."""

    name: str
    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the sentence that says what it shows, its key and its table."""

    code: str
    title: str
    finding: str
    bars: StackedBars | None
    key: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def pictures(seat: OfficeMember, overview: Overview) -> list[Picture]:
    """Money by year, what blocks, work by person, days ahead; those without anything to show are left out."""
    made = (_money(seat, overview), _what_blocks(seat, overview), _work(seat, overview), _days(seat, overview))
    return [picture for picture in made if picture.rows]


def _money(seat: OfficeMember, overview: Overview) -> Picture:
    years = overview.years
    rows = [
        Row(
            _year(year),
            _clients(seat, year=year.tax_year),
            (number(year.clients), *_amounts(year)),
        )
        for year in years
    ]
    finding = _("{all} waits for your clients: {now} as they answered, and {more} more if they do what would help.")
    return Picture(
        "money",
        _("Money waiting, by tax year"),
        finding.format(
            all=money(overview.waiting), now=money(overview.waiting - overview.gain), more=money(overview.gain)
        ),
        stacked_bars(
            [
                Amounts(_year(year), (max(0, year.paid_now), max(0, year.gain)), money(year.waiting))
                for year in years
                if not year.planning
            ]
        ),
        (_("Paid out as answered"), _("Could come on top")),
        (_("Tax year"), _("Clients"), _("As answered"), _("On top"), _("Together")),
        tuple(rows),
    )


def _year(year: YearOfMoney) -> str:
    return _("{year}, planning").format(year=year.tax_year) if year.planning else str(year.tax_year)


def _amounts(year: YearOfMoney) -> tuple[str, str, str]:
    """Nothing of a year that is not over can be claimed yet."""
    if year.planning:
        return ("–", "–", "–")
    return (money(year.paid_now), money(year.gain), money(year.waiting))


def _what_blocks(seat: OfficeMember, overview: Overview) -> Picture:
    blocked = overview.blocked
    finding = ""
    if blocked:
        finding = _("The most frequent reason: {reason} ({clients}).").format(
            reason=WHAT_BLOCKS[blocked[0].code], clients=_in_clients(blocked[0].clients)
        )
    return Picture(
        "blocked",
        _("What blocks"),
        finding,
        stacked_bars([Amounts(str(WHAT_BLOCKS[one.code]), (one.clients,), number(one.clients)) for one in blocked]),
        (),
        (_("Reason"), _("Clients"), _("Could come on top")),
        tuple(
            Row(
                str(WHAT_BLOCKS[one.code]),
                _clients(seat, blocked=one.code),
                (number(one.clients), money(one.gain)),
            )
            for one in blocked
        ),
    )


def _days(seat: OfficeMember, overview: Overview) -> Picture:
    months = overview.months
    names = [capfirst(date_format(month.first, "F Y")) for month in months]
    finding = ""
    if months:
        finding = _("The next days fall in {month}: {clients}.").format(
            month=names[0], clients=_in_clients(months[0].clients)
        )
    return Picture(
        "days",
        _("Deadlines ahead"),
        finding,
        stacked_bars(
            [Amounts(name, (month.clients,), number(month.clients)) for name, month in zip(names, months, strict=True)]
        ),
        (),
        (_("Month"), _("Clients")),
        tuple(
            Row(name, _clients(seat, due_by=_last_day(month).isoformat(), sort="next_date"), (number(month.clients),))
            for name, month in zip(names, months, strict=True)
        ),
    )


def _work(seat: OfficeMember, overview: Overview) -> Picture:
    loads = overview.loads
    finding = ""
    if loads:
        us = overview.waiting_on_us
        finding = ngettext(
            "{clients} client waits for your office.", "{clients} clients wait for your office.", us
        ).format(clients=number(us))
    return Picture(
        "work",
        _("Work per advisor"),
        finding,
        stacked_bars([Amounts(_name(load), _by_whom(load), number(load.clients)) for load in loads]),
        (_("Waits for us"), _("Waits for the family"), _("Waits for nobody")),
        (_("Advisor"), _("Waits for us"), _("Waits for the family"), _("Waits for nobody"), _("Together")),
        tuple(
            Row(
                _name(load),
                _clients(seat, assignee=load.person.pk if load.person else "nobody"),
                (*map(number, _by_whom(load)), number(load.clients)),
            )
            for load in loads
        ),
    )


def _by_whom(load: Load) -> Sequence[int]:
    return [load.by_whom[whom] for whom in (WaitingOn.US, WaitingOn.FAMILY, WaitingOn.NOBODY)]


def _name(load: Load) -> str:
    if load.person is None:
        return _("Nobody yet")
    return name_of(load.person)


def _clients(seat: OfficeMember, **filters: object) -> str:
    """The list of clients behind a line. What is claimed, paid or closed is not in the sums, nor behind them."""
    at_work = [status for status in ClientFile.Status.values if status not in DONE]
    query = urlencode(
        [*((name, str(value)) for name, value in filters.items()), *(("status", code) for code in at_work)]
    )
    return f"{reverse('advising:clients', args=[seat.office_id])}?{query}"


def _last_day(month: Month) -> date:
    return month.first.replace(day=monthrange(month.first.year, month.first.month)[1])


def _in_clients(count: int) -> str:
    return ngettext("{count} client", "{count} clients", count).format(count=number(count))
