"""What the law says about two figures or more: each mistake at the figure that is most likely wrong.

Only what is certain stands here, because it keeps a year from review. All ten shipped years pass every check. What is
only unusual is a warning (`unusual`). Values that are not there, or of a wrong type, are other checks' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from interview.engine import FILING_STATUSES, Problem
from interview.local_formats import long_date
from interview.years.checks.held_values import Document, HeldValues, path_of
from interview.years.figure_table import STATUS_LABELS

CHILDREN = range(4)
# Dollars. Some years round the end of the phaseout to a whole ten; a mistyped digit is mostly farther away.
ROOM_AT_THE_END = 10
# Dollars. A half is rounded down to 25 or 50.
ROOM_OF_A_HALF = 50
# IRC 1(j)(5)(B), and 1(h) with 1(i) before 2018: these statuses have half of what a joint return has.
HALF_OF_A_JOINT_RETURN = {
    "capital_gains.zero_to": ("single", "married_separate"),
    "capital_gains.fifteen_to": ("married_separate",),
}
# A surviving spouse has what a joint return has (IRC 1(a), 1(h), 63(c)(2)(A)).
LIKE_A_JOINT_RETURN = ("deductions.standard", "capital_gains.zero_to", "capital_gains.fifteen_to")
# IRC 911(c)(1)(B), 911(c)(2)(A), in percent of the largest exclusion.
HOUSING = {"exclusion.housing_base": 16, "exclusion.housing_limit": 30}
# Month and day that the law names, and how many years after the tax year: IRC 6072(a); Treas. Reg. 1.6081-5; IRC 6081;
# 6511(a) and 6513, three years after those; 6402(m). Such a day can move to a later one, never to an earlier one.
DAYS_OF_THE_LAW = {
    "dates.return_due": (4, 15, 1),
    "dates.return_due_abroad": (6, 15, 1),
    "dates.return_due_extended": (10, 15, 1),
    "dates.claim_refund_by": (4, 15, 4),
    "dates.claim_refund_by_abroad": (6, 15, 4),
    "dates.claim_refund_by_extended": (10, 15, 4),
    "dates.refunds_not_before": (2, 15, 1),
}
CHAIN = (
    "dates.return_due",
    "dates.return_due_abroad",
    "dates.return_due_extended",
    "dates.claim_refund_by",
    "dates.claim_refund_by_abroad",
    "dates.claim_refund_by_extended",
)


def cross_problems(document: Document, tax_year: int, last_year: Document | None) -> Iterator[Problem]:
    """Every contradiction between figures of a document, or with the document in force of the year before."""
    held = HeldValues(document, tax_year)
    before = HeldValues(last_year, tax_year - 1) if last_year is not None else None
    yield from _credit(held)
    yield from _brackets(held)
    yield from _earned_income_credit(held)
    yield from _dates(held)
    for tie in (*_brackets_of_spouses(held), *_statuses(held), *_housing(held)):
        if not _law_has_changed(tie, held, before):
            yield tie
    if before is not None:
        yield from _exclusion_falls(held, before)


def _law_has_changed(tie: Problem, held: HeldValues, before: HeldValues | None) -> bool:
    """Whether an editor says that the law no longer ties a figure to another one: by a note that last year had not.

    What Congress ties together it can part, and an admin must be able to enter that without a programmer.
    """
    name = ".".join(tie.path.split(".")[1:3])
    note = held.entry(name).get("note")
    return bool(note) and before is not None and note != before.entry(name).get("note")


def _credit(held: HeldValues) -> Iterator[Problem]:
    credit, cap = held.number("child_tax_credit.per_child"), held.number("child_tax_credit.refund_cap_per_child")
    if credit is not None and cap is not None and cap > credit:
        path = path_of("child_tax_credit.refund_cap_per_child")
        yield Problem(path, _("The refund cap cannot be more than the credit per child"))


def _brackets(held: HeldValues) -> Iterator[Problem]:
    name = "income_tax.upper_bounds"
    rates = held.entry("income_tax.rates").get("value")
    wanted = len(rates) - 1 if isinstance(rates, list) else None
    table = held.entry(name).get("value")
    for status, bounds in table.items() if isinstance(table, dict) else ():
        if status not in STATUS_LABELS or not isinstance(bounds, list):
            continue
        for index, (lower, upper) in enumerate(pairwise(bounds), start=1):
            if _numbers(lower, upper) and upper <= lower:
                words = _("%(status)s: bracket %(n)d must end above the end of bracket %(before)d, %(amount)s") % {
                    "status": STATUS_LABELS[status],
                    "n": index + 1,
                    "before": index,
                    "amount": f"${lower:,}",
                }
                yield Problem(path_of(name, status, index), words)
        if wanted is not None and len(bounds) != wanted:
            words = _("%(status)s: %(count)d brackets need an end, because there are %(rates)d rates") % {
                "status": STATUS_LABELS[status],
                "count": wanted,
                "rates": wanted + 1,
            }
            yield Problem(path_of(name, status), words)
    if isinstance(rates, list):
        for index, (lower, upper) in enumerate(pairwise(rates), start=1):
            if _numbers(lower, upper) and upper <= lower:
                words = _("Bracket %(n)d must have a higher rate than the one before it") % {"n": index + 1}
                yield Problem(path_of("income_tax.rates", index=index), words)


def _brackets_of_spouses(held: HeldValues) -> Iterator[Problem]:
    """IRC 1(a), 1(d), 1(j)(2): a surviving spouse has the brackets of a joint return, separate returns have half."""
    name = "income_tax.upper_bounds"
    table = held.entry(name).get("value")
    joint = table.get("married_joint") if isinstance(table, dict) else None
    for index in range(len(joint) if isinstance(joint, list) else 0):
        cells = {status: held.number(name, status, index) for status in STATUS_LABELS}
        both = cells["married_joint"]
        if both is None:
            continue
        for status, wanted, room in (("surviving_spouse", both, 0), ("married_separate", both / 2, ROOM_OF_A_HALF)):
            value = cells[status]
            if value is not None and abs(value - wanted) > room:
                words = _(
                    "%(status)s: bracket %(n)d must end at %(amount)s. If the law has changed, say so in the note"
                ) % {
                    "status": STATUS_LABELS[status],
                    "n": index + 1,
                    "amount": f"${wanted:,.0f}",
                }
                yield Problem(path_of(name, status, index), words)


def _statuses(held: HeldValues) -> Iterator[Problem]:
    for name in LIKE_A_JOINT_RETURN:
        yield from _must_be(held, name, "surviving_spouse", held.number(name, "married_joint"))
    for name, statuses in HALF_OF_A_JOINT_RETURN.items():
        joint = held.number(name, "married_joint")
        for status in statuses:
            yield from _must_be(held, name, status, None if joint is None else joint / 2, room=ROOM_OF_A_HALF)
    single = held.number("deductions.standard", "single")
    # IRC 63(c)(2): a joint return has twice the amount of everybody who has none of his own.
    yield from _must_be(held, "deductions.standard", "married_joint", None if single is None else 2 * single)
    yield from _must_be(held, "deductions.standard", "married_separate", single)
    # IRC 63(f)(3): more for those who are not married; 1(h) knows no status in which the ranges change places.
    additional = "deductions.additional"
    yield from _must_be(held, additional, "head_of_household", held.number(additional, "single"))
    for status in ("married_separate", "surviving_spouse"):
        yield from _must_be(held, additional, status, held.number(additional, "married_joint"))
    for status in FILING_STATUSES:
        lower, upper = held.number("capital_gains.zero_to", status), held.number("capital_gains.fifteen_to", status)
        if lower is not None and upper is not None and upper <= lower:
            words = _("%(status)s: must be more than %(amount)s, where the lowest rate ends") % {
                "status": STATUS_LABELS[status],
                "amount": f"${lower:,}",
            }
            yield Problem(path_of("capital_gains.fifteen_to", status), words)


def _must_be(held: HeldValues, name: str, status: str, amount: float | None, room: int = 0) -> Iterator[Problem]:
    value = held.number(name, status)
    if value is not None and amount is not None and abs(value - amount) > room:
        words = _("%(status)s: must be %(amount)s like another status. If the law has changed, say so in the note") % {
            "status": STATUS_LABELS[status],
            "amount": f"${amount:,.0f}",
        }
        yield Problem(path_of(name, status), words)


def _earned_income_credit(held: HeldValues) -> Iterator[Problem]:
    for children in CHILDREN:
        maximum = held.number("earned_income_credit.maximum", index=children)
        amount = held.number("earned_income_credit.earned_income_amount", index=children)
        rate = held.number("earned_income_credit.phase_in_rate", index=children)
        if maximum is not None and amount is not None and rate is not None and abs(amount * rate - maximum) > 1.5:
            words = _("%(children)s: must be the rate times the earned income, %(amount)s, within a dollar") % {
                "children": held.figures["earned_income_credit.maximum"].cells()[children].label,
                "amount": f"${amount * rate:,.2f}",
            }
            yield Problem(path_of("earned_income_credit.maximum", index=children), words)
        yield from _end_of_phaseout(held, children, maximum)


def _end_of_phaseout(held: HeldValues, children: int, maximum: float | None) -> Iterator[Problem]:
    """IRC 32(a)(2): the credit is gone where the start plus the maximum divided by the rate lies."""
    name = "earned_income_credit.completed_phaseout"
    rate = held.number("earned_income_credit.phaseout_rate", index=children)
    cells = {(cell.status, cell.index): cell.label for cell in held.figures[name].cells()}
    for status in FILING_STATUSES:
        start = held.number("earned_income_credit.phaseout_start", status, children)
        end = held.number(name, status, children)
        if start is None or end is None or maximum is None or not rate:
            continue
        computed = start + maximum / rate
        if abs(end - computed) > ROOM_AT_THE_END:
            words = _("%(cell)s: the credit must end near %(amount)s, as start, maximum and rate say") % {
                "cell": cells[status, children],
                "amount": f"${computed:,.0f}",
            }
            yield Problem(path_of(name, status, children), words)


def _housing(held: HeldValues) -> Iterator[Problem]:
    maximum, days = held.number("exclusion.maximum"), held.number("exclusion.days_in_year")
    if maximum is None:
        return
    for name, percent in HOUSING.items():
        amount, per_day = held.number(name), held.number(f"{name}_per_day")
        computed = maximum * percent / 100
        if amount is not None and abs(amount - computed) > 1:
            words = _(
                "must be %(percent)d%% of the largest exclusion, %(amount)s. If the law has changed, say so in the note"
            )
            yield Problem(path_of(name), words % {"percent": percent, "amount": f"${computed:,.0f}"})
        if per_day is not None and days and abs(per_day - computed / days) > 0.011:
            words = _("must be the amount for the year divided by its days, %(amount)s")
            yield Problem(path_of(f"{name}_per_day"), words % {"amount": f"${computed / days:,.2f}"})


def _dates(held: HeldValues) -> Iterator[Problem]:
    for name, (month, day, years) in DAYS_OF_THE_LAW.items():
        given, of_the_law = held.day(name), date(held.tax_year + years, month, day)
        if given is None:
            continue
        if given.year != of_the_law.year:
            yield Problem(path_of(name), _("must be in %(year)d") % {"year": of_the_law.year})
        elif given < of_the_law and not _early_claim(name):
            yield Problem(path_of(name), _("must not be before %(day)s") % {"day": long_date(of_the_law)})
    for earlier, later in pairwise(CHAIN):
        first, second = held.day(earlier), held.day(later)
        if first is not None and second is not None and second < first:
            words = _("must not be before %(day)s, the date of “%(label)s”")
            yield Problem(path_of(later), words % {"day": long_date(first), "label": held.label(earlier)})


def _early_claim(name: str) -> bool:
    """The last safe day to claim may be given with days to spare."""
    return name.startswith("dates.claim_")


def _exclusion_falls(held: HeldValues, last_year: HeldValues) -> Iterator[Problem]:
    now, before = held.number("exclusion.maximum"), last_year.number("exclusion.maximum")
    if now is not None and before is not None and now < before and not held.entry("exclusion.maximum").get("note"):
        words = _("is below last year's %(amount)s. If that is right, say why in the note")
        yield Problem(path_of("exclusion.maximum"), words % {"amount": f"${before:,}"})


def _numbers(*values: object) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
