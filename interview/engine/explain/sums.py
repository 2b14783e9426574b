"""Totals of the return: what they add up, with the line that each part stands on, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interview.engine.common_facts import Facts
from interview.engine.form_lines import FormLines
from interview.engine.places import Place
from interview.engine.wording import Line, Text, gettext_noop, text


class Part(NamedTuple):
    """One amount of a total, and where the reader finds it."""

    amount: int
    where: Text


def lines_of(shared: Facts) -> FormLines:
    """The places on the return that this household files."""
    parameters = shared.parameters
    return parameters.nonresident_form_lines if shared.household.nonresident_return else parameters.form_lines


def part(place: Place, amount: int, total: Place) -> Part:
    """An amount of a total that stands on a line."""
    return Part(amount, place.seen_from(total.form))


def line_at(place: Place, label: str, amount: int, how: Text, source: str) -> Line:
    """A line of the return."""
    return Line(place.form, place.line, text(label), amount, how, source)


def as_far_as_taxed(shared: Facts, everything: str, a_part: str) -> Text:
    """Most returns count income from every country; those of nonresidents and of Puerto Rico count only a part."""
    household = shared.household
    left_out = household.nonresident_return or household.unearned_income.puerto_rico_excluded
    return text(a_part if left_out else everything)


class Origin(NamedTuple):
    """How much of an amount came from the US, and how much from abroad."""

    us: int
    foreign: int


def by_origin(shared: Facts, origin: Origin, everything: str, both: str, a_part: str) -> Text:
    """The sentence `both` with its two amounts where there are two to add up, else as `as_far_as_taxed` says."""
    if origin.us and origin.foreign:
        return as_far_as_taxed(shared, both, a_part)._replace(values=origin._asdict())
    return as_far_as_taxed(shared, everything, a_part)


def pay_by_origin(shared: Facts) -> Origin:
    """Wages of everyone on the return."""
    return Origin(
        sum([person.wages_us for person in shared.people]), sum([person.wages_foreign for person in shared.people])
    )


def added(parts: Iterable[Part]) -> int:
    """What the parts come to."""
    return sum([each.amount for each in parts])


def sum_in_words(parts: Iterable[Part]) -> Text:
    """The parts that hold something, each with its line, like "$60,000 (line 1z) + $300 (line 2b)."."""
    held = [each for each in parts if each.amount]
    if not held:
        return text(gettext_noop("Nothing stands on the lines that this one adds up."))
    so_far = text(gettext_noop("{amount:$} ({where})"), amount=held[0].amount, where=held[0].where)
    for each in held[1:]:
        template = gettext_noop("{so_far} + {amount:$} ({where})")
        if each.amount < 0:
            template = gettext_noop("{so_far} less {amount:$} ({where})")
        so_far = text(template, so_far=so_far, amount=abs(each.amount), where=each.where)
    return text(gettext_noop("{sum}."), sum=so_far)
