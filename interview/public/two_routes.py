"""One wage abroad by both ways of filing, and the foreign tax rate at which they change places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from interview.engine import Parameters, Scenario
from interview.public.credit import last_day_to_claim
from interview.public.families import abroad, all_year_abroad, both_ways, paid_back, taxed_abroad
from interview.result.explain.words import marked, plain, say

CHILD = 8
RATES_SHOWN = (0, 5, 10, 15, 20, 25, 30, 40)
"""Foreign tax rates of the table, in percent."""
TENTHS, HIGHEST = 10, 600
"""The search for the turning point goes in tenths of a percent, and ends at 60 percent."""
ONE_PERCENT = 100
"""Ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of both ways, in whole dollars."""

    label: str
    without: int
    excluding: int
    big: bool = False


@dataclass(frozen=True, slots=True)
class AtRate:
    """What both ways come to at one foreign tax rate, in whole dollars."""

    percent: int
    without: int
    excluding: int

    @property
    def rate(self) -> str:
        return say("{rate:%}", rate=self.percent * ONE_PERCENT)

    @property
    def gain(self) -> int:
        return self.without - self.excluding


@dataclass(frozen=True, slots=True)
class TwoRoutes:
    """The page below the form. `better` is "without", "with" or "" where both come out the same."""

    headline: SafeString
    lead: tuple[str, ...]
    better: str
    rows: tuple[Row, ...]
    turning_point: str
    at_rates: tuple[AtRate, ...]
    lock: str


Balances = Callable[[int], tuple[int, int]]
"""From the foreign tax in dollars to what both ways come to: without Form 2555, with it."""


def two_routes_answer(status: str, children: int, wage: int, tax: int, parameters: Parameters) -> TwoRoutes:
    """Both amounts in whole dollars. At most 21 runs of the engine."""
    family = abroad(
        parameters, status, [CHILD] * children, wages=wage, foreign_tax=tax, filer=all_year_abroad(parameters)
    )
    without, excluding = both_ways(family, parameters)

    def balances(foreign_tax: int) -> tuple[int, int]:
        found, with_form = both_ways(taxed_abroad(family, foreign_tax), parameters)
        return found.balance, with_form.balance

    gain = without.balance - excluding.balance
    at_rates = tuple(AtRate(rate, *balances(wage * rate // 100)) for rate in RATES_SHOWN)
    return TwoRoutes(
        headline=_headline(gain),
        lead=_lead(without, excluding, parameters),
        better="without" if gain > 0 else ("with" if gain < 0 else ""),
        rows=_rows(without, excluding),
        turning_point=_turning_point(balances, wage, at_rates),
        at_rates=at_rates,
        lock=_lock(parameters),
    )


def _headline(gain: int) -> SafeString:
    if gain > 0:
        return marked(_("Without Form 2555 you are {amount} better off"), gain)
    if gain < 0:
        return marked(_("With Form 2555 you are {amount} better off"), -gain)
    return plain(_("Both ways come out the same"))


def _lead(without: Scenario, excluding: Scenario, parameters: Parameters) -> tuple[str, ...]:
    back = paid_back(without)
    lead = []
    if back:
        lead.append(say(_("Without the form {back:$} of child credit is paid back. With it nothing is."), back=back))
    else:
        lead.append(_("Neither way pays any child credit back here."))
    if without.total_tax > excluding.total_tax:
        lead.append(
            say(
                _("Without it you owe {tax:$} more US tax, after all credits against it."),
                tax=without.total_tax - excluding.total_tax,
            )
        )
    if back:
        lead.append(last_day_to_claim(parameters))
    return tuple(lead)


def _rows(without: Scenario, excluding: Scenario) -> tuple[Row, ...]:
    def row(label: str, figure: Callable[[Scenario], int], *, big: bool = False) -> Row:
        return Row(label, figure(without), figure(excluding), big)

    return (
        row(_("You end up with"), lambda found: found.balance, big=True),
        row(_("Income the US counts"), lambda found: found.agi),
        row(_("Tax before credits"), lambda found: found.tax_before_credits),
        row(_("Foreign tax credit"), lambda found: found.foreign_tax_credit),
        row(_("Child credit off tax"), lambda found: found.nonrefundable_credit),
        row(_("Tax due"), lambda found: found.total_tax),
        row(_("Child credit paid out"), paid_back),
        row(_("Foreign tax you can use in other years"), lambda found: found.foreign_tax_unused),
    )


def _turning_point(balances: Balances, wage: int, at_rates: tuple[AtRate, ...]) -> str:
    """The lowest rate at which leaving the form out is no worse, by halving.

    Nothing is said where the two ways change places more than once, which can happen above the limit of the exclusion.
    """

    def no_worse(tenths: int) -> bool:
        without, excluding = balances(wage * tenths // (100 * TENTHS))
        return without >= excluding

    if no_worse(0):
        low = high = 0
        said = _("At this pay, leaving out Form 2555 is no worse even where there is no income tax.")
    elif not no_worse(HIGHEST):
        low = high = HIGHEST
        rate = HIGHEST * ONE_PERCENT // TENTHS
        said = say(_("At this pay, Form 2555 is better at each foreign tax up to {rate:%}."), rate=rate)
    else:
        low, high = 0, HIGHEST
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if no_worse(middle) else (middle, high)
        said = say(
            _("At this pay, leaving out Form 2555 is no worse if the foreign tax is {rate:%} of the pay or more."),
            rate=high * ONE_PERCENT // TENTHS,
        )
    changes_once = all((each.gain >= 0) == (each.percent * TENTHS >= high) for each in at_rates)
    return said if changes_once else ""


def _lock(parameters: Parameters) -> str:
    free = parameters.tax_year + parameters.exclusion.years_before_new_election + 1
    return say(
        _(
            "Did you use Form 2555 before? Leaving it out for {year} ends that choice. You can use it again for tax "
            "year {free}, or sooner if the IRS agrees."
        ),
        year=parameters.tax_year,
        free=free,
    )
