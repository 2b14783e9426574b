"""The five-year picture in words (P3): what giving up Form 2555 brings over this tax year and the next five."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import ABOUT_THE_SAME, Case
from interview.result.explain.levers import never_asked
from interview.result.explain.words import dollars, in_a_row, say
from interview.result.pictures.paired_bars import Amounts, PairedBars, paired_bars
from interview.result.years_ahead import Assumptions, YearAhead, YearsAhead, project, usual_rate

LONGEST_EVENT = 34
"""Letters of an event that fit on the narrowest drawing; what is longer stands in the table only."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One line of the table."""

    year: str
    without: str
    with_form: str
    gain: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearsAheadView:
    """The picture, its sentence and its table; what was assumed; and what to think of before deciding."""

    heading: str
    finding: str
    chart: PairedBars | None
    rows: tuple[YearRow, ...]
    total: YearRow
    lock: str
    warnings: tuple[str, ...]
    assumed: tuple[str, ...]
    years: tuple[int, ...]
    usual_rate: int


def years_ahead(case: Case, assumptions: Assumptions | None = None) -> YearsAheadView | None:
    """None unless Form 2555 is possible, or where this year's refund is lost: then later years are the ones to see.

    None also while the IRS bars the family from the credit, because nobody here knows for how long.
    """
    way = case.with_form_2555
    banned = case.household.history.child_credit_disallowed == "banned"
    if case.out_of_scope or way is None or case.too_late or banned or case.year not in case.figures:
        return None
    found = project(
        case.household,
        way.key,
        case.figures,
        assumptions or Assumptions(),
        filed_with_form=case.has_filed and case.has_chosen_form_2555,
    )
    events = {year.year: tuple(_events(case, found, year)) for year in found.years}
    return YearsAheadView(
        heading=_("This year and the next five, both ways"),
        finding=_finding(found),
        chart=paired_bars([_amounts(year, events[year.year]) for year in found.years]),
        rows=tuple(_row(year, events[year.year]) for year in found.years),
        total=YearRow(
            _("All six years"), _money(found.sum_without), _money(found.sum_with_form), dollars(found.sum_gain), ()
        ),
        lock=_lock(case, found),
        warnings=tuple(_warnings(case, found)),
        assumed=tuple(_assumed(case, found)),
        years=tuple(year.year for year in found.years),
        usual_rate=usual_rate(case.household),
    )


def _finding(found: YearsAhead) -> str:
    gain, cross = found.sum_gain, found.cross_year
    if abs(gain) < ABOUT_THE_SAME:
        first = _("Over six years both ways come out about the same.")
    elif gain > 0:
        first = say(_("Over six years, without Form 2555 you would be {sum_gain:$} better off."), sum_gain=gain)
    else:
        first = say(_("Over six years, with Form 2555 you would be {sum_gain:$} better off."), sum_gain=-gain)
    if cross is None:
        return first
    if not found.overtaken:
        return first + " " + say(_("The gap closes in {cross_year}."), cross_year=cross)
    if found.years[0].gain > 0:
        return first + " " + say(_("From {cross_year} on, Form 2555 would leave you with more."), cross_year=cross)
    return first + " " + say(_("From {cross_year} on, filing without it would leave you with more."), cross_year=cross)


def _amounts(year: YearAhead, events: tuple[str, ...]) -> Amounts:
    event = " · ".join(events)
    return Amounts(
        year.without,
        year.with_form,
        dollars(year.without),
        dollars(year.with_form),
        str(year.year),
        _("Form 2555 closed") if year.closed else "",
        event if len(event) <= LONGEST_EVENT else events[0][:LONGEST_EVENT],
    )


def _row(year: YearAhead, events: tuple[str, ...]) -> YearRow:
    notes = (*events, _("Form 2555 closed")) if year.closed else events
    return YearRow(str(year.year), _money(year.without), _money(year.with_form), dollars(year.gain), notes)


def _money(balance: int) -> str:
    return dollars(balance) if balance >= 0 else say(_("{amount:$} to pay"), amount=-balance)


def _events(case: Case, found: YearsAhead, year: YearAhead) -> Iterator[str]:
    if year.turning:
        names = [case.names[place] for place in year.turning]
        sentence = ngettext("{name} turns {age}", "{name} turn {age}", len(names))
        yield say(sentence, name=in_a_row(names), age=year.too_old_at)
    if year.year == found.assumptions.moves_in:
        yield _("You move to a country without tax")


def _lock(case: Case, found: YearsAhead) -> str:
    if found.free_again is None and case.rough:
        return never_asked(case)
    if found.free_again is None:
        return _(
            "By your answers Form 2555 was never used, or was given up before. Filing without it closes nothing: you "
            "may choose it in a later year."
        )
    return say(
        _(
            "If you stop for {year}, the first year you can use Form 2555 again is {free}, unless the IRS agrees "
            "sooner. There is a fee to ask."
        ),
        year=case.year,
        free=found.free_again,
    )


def _warnings(case: Case, found: YearsAhead) -> Iterator[str]:
    behind = [year for year in found.years if year.gain < 0]
    if found.free_again is not None and behind:
        worst = min(behind, key=lambda year: year.gain)
        yield say(
            _("In {year} you would have {amount:$} less than with Form 2555, and it would be closed to you."),
            year=worst.year,
            amount=-worst.gain,
        )
    if found.assumptions.moves_in is None:
        yield _(
            "If your tax rate abroad may fall, or you may move to a country with low tax, the picture turns. Talk to "
            "an advisor first."
        )
    yield _("Rules change. Nobody knows the figures of later years.")


def _assumed(case: Case, found: YearsAhead) -> Iterator[str]:
    assumptions, household = found.assumptions, case.household
    newest = found.years[-1].figures_of
    later = [year.year for year in found.years if year.figures_of != year.year]
    if later:
        yield say(
            _("Same rules and figures: years from {first} on take the figures of {newest}, the newest there are."),
            first=later[0],
            newest=newest,
        )
    if assumptions.growth:
        yield say(_("Your pay changes by {growth:%} each year, in today’s money."), growth=assumptions.growth)
    else:
        yield _("Your pay stays the same, in today’s money.")
    rate = assumptions.rate if assumptions.rate is not None else usual_rate(household)
    yield say(_("Income tax abroad takes {rate:%} of your pay from abroad."), rate=rate)
    if assumptions.moves_in is not None:
        yield say(
            _("From {year} on you live in a country without income tax, and still pass a test for Form 2555."),
            year=assumptions.moves_in,
        )
    yield _("Your family, home, other income and filing status stay as they are. Only the children grow older.")
    if case.counting != case.names:
        yield _("Whoever you claim now stays on your return. A child without a number still has none.")
    if household.residence.place == "abroad":
        yield _("You live abroad for the whole of each later year.")
    if found.carries:
        yield _("Foreign tax that is not used in one year lowers US tax in the next.")
    else:
        yield _(
            "Foreign tax that is not used in one year could lower US tax later. That is left out here, because you "
            "have foreign tax on more than one kind of income."
        )
    yield _("Each amount is credit paid to you less US tax you owe. Tax withheld or already paid in is left out.")
