"""Every line that Schedule 8812 has on paper, also those that the family skips, each with the reason in words.

The engine follows the form only as far as a family has to; the table is to be laid next to the real form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from interview.engine import Scenario, line_order, place_in_version
from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.schedule import SCHEDULE, counting, schedule_line, version
from interview.result.explain.words import say

# Line and what it is, by the numbers of 2022. The words are the engine's own, so that both say the same.
SINCE_2022 = (
    ("2a", gettext_noop("Puerto Rico income left out")),
    ("2b", gettext_noop("Income left out with Form 2555")),
    ("2c", gettext_noop("American Samoa income left out")),
    ("2d", gettext_noop("Income left out, together")),
    ("16a", gettext_noop("Credit that tax did not use")),
    ("16b", gettext_noop("Most that can be paid out")),
    ("17", gettext_noop("The smaller of the two")),
    ("18a", gettext_noop("Earned income")),
    ("18b", gettext_noop("Nontaxable combat pay in line {line_earned}")),
    ("19", gettext_noop("Earned income above the threshold")),
    ("20", gettext_noop("Share of earned income that can be paid out")),
    ("21", gettext_noop("Social security and Medicare tax withheld")),
    ("22", gettext_noop("Other employment taxes")),
    ("23", gettext_noop("Employment taxes together")),
    ("24", gettext_noop("Earned income credit and excess social security")),
    ("25", gettext_noop("Employment taxes left")),
    ("26", gettext_noop("The better of both methods")),
    ("27", gettext_noop("Additional child tax credit")),
)
ONLY_2021 = (
    ("14a", gettext_noop("Credit for other dependents in line 12")),
    ("14b", gettext_noop("Child tax credit in line 12")),
    ("14c", gettext_noop("Tax that the credit can use")),
    ("14d", gettext_noop("Credit for other dependents used")),
    ("14e", gettext_noop("Both credits")),
    ("14f", gettext_noop("Paid to you early")),
    ("14g", gettext_noop("Left to claim")),
    ("14h", gettext_noop("Credit for other dependents")),
    ("14i", gettext_noop("Refundable child tax credit")),
    ("15a", gettext_noop("Tax that the credit can use")),
    ("15b", gettext_noop("Used against tax")),
    ("15c", gettext_noop("Additional child tax credit")),
    ("15d", gettext_noop("Both")),
    ("15e", gettext_noop("Paid to you early")),
    ("15f", gettext_noop("Left to claim")),
    ("15g", gettext_noop("Child tax credit and credit for other dependents")),
    ("15h", gettext_noop("Additional child tax credit to claim")),
    ("28a", gettext_noop("Paid to you early")),
    ("28b", gettext_noop("Credit for the year")),
    ("29", gettext_noop("Paid too much")),
    ("30", gettext_noop("Children the early payments were for")),
    ("31", gettext_noop("Of them, at most those on this return")),
    ("32", gettext_noop("Of them, not on this return")),
    ("33", gettext_noop("Income up to which you are protected in full")),
    ("34", gettext_noop("Income above it")),
    ("35", gettext_noop("Range in which the protection fades")),
    ("36", gettext_noop("Share of the protection lost")),
    ("37", gettext_noop("Protection")),
    ("38", gettext_noop("Lost by income")),
    ("39", gettext_noop("Protection left")),
    ("40", gettext_noop("Additional tax")),
)
LEFT_OUT = ("2a", "2b", "2c", "2d")
PAYROLL = ("21", "22", "23", "24", "25", "26")
FIRST_OF_THE_REFUND = 16
FIRST_OF_EARLY_PAYMENTS = 28
BOX_MOVED_SINCE = 2025
"""Until the year before, the box to refuse the refund stood on line 15; then beside Form 1040 line 28."""


class Skipped(NamedTuple):
    """A line that the family leaves empty: its number, what it is, and why nothing stands there."""

    line: str
    label: str
    why: str


def skipped_lines(case: Case, way: Scenario) -> Iterator[Skipped]:
    """The lines of the year's own schedule that have no amount, in no order."""
    followed = {line.line for line in way.lines if line.form == SCHEDULE}
    for number, line, label in _on_paper(case):
        if line not in followed:
            followed.add(line)
            yield Skipped(line, say(_(label), line_earned=_number(case, "18a")), _why(case, way, number))
    yield from _boxes(case)


def _on_paper(case: Case) -> Iterator[tuple[str, str, str]]:
    """The number since 2022, the number on the year's form, and what the line is."""
    if version(case) == "2021":
        yield from ((number, number, label) for number, label in ONLY_2021)
    for number, label in SINCE_2022:
        place = place_in_version(number, version(case))
        if place is not None and place[0] == SCHEDULE:
            yield number, place[1], label


def _number(case: Case, number: str) -> str:
    place = place_in_version(number, version(case))
    return place[1] if place is not None else number


def _boxes(case: Case) -> Iterator[Skipped]:
    """Lines that hold no amount for anyone: boxes, questions, and a line that is empty by now."""
    which = version(case)
    if which == "2017":
        itin = any(child.taxpayer_id.kind == "itin" for child in case.household.children)
        yield Skipped(
            "A–D",
            _("Questions about children with an ITIN"),
            _("For each of them: did the child meet the substantial presence test?")
            if itin
            else _("Not used: none of your children has an ITIN."),
        )
    elif which == "2021":
        household = case.household
        yield Skipped(
            "13A", _("Box: main home in the US for more than half of the year"), _ticked(household.main_home_in_us)
        )
        yield Skipped("13B", _("Box: resident of Puerto Rico"), _ticked(household.residence.place == "puerto_rico"))
    elif which == "2022" and case.year < BOX_MOVED_SINCE:
        yield Skipped(
            "15",
            _("Box: you do not want the additional child tax credit"),
            _("Leave it empty, or nothing is paid out."),
        )
    elif which == "2022":
        yield Skipped("15", _("Reserved"), _("Not used: the line is empty on the form of this year."))


def _ticked(yes: bool) -> str:
    return _("Ticked, from what you told us.") if yes else _("Not ticked, from what you told us.")


def _why(case: Case, way: Scenario, number: str) -> str:
    if number in LEFT_OUT:
        return _("Not used: none of your income was left out.")
    place = line_order(number)[0]
    if version(case) == "2021":
        found = _why_in_2021(case, place)
        if found:
            return found
    if place < FIRST_OF_THE_REFUND:
        return _("Not used: the form ends before this line.")
    return _why_no_refund(case, way) or _why_in_the_refund(case, way, number)


def _why_in_2021(case: Case, place: int) -> str:
    """Part I-B is for families at home in the US, Parts I-C and II for all others, Part III for early payments."""
    at_home = case.household.main_home_in_us or case.household.residence.place == "puerto_rico"
    if place >= FIRST_OF_EARLY_PAYMENTS:
        if not case.household.history.advance_child_credit_received:
            return _("Not used: nothing was paid to you early.")
        return _("Not used: you were not paid more early than the credit comes to.")
    if at_home:
        return _("Not used: a box on line 13 is ticked, so only lines 14a to 14i apply.")
    if place < FIRST_OF_THE_REFUND - 1:
        return _("Not used: no box on line 13 is ticked.")
    return ""


def _why_no_refund(case: Case, way: Scenario) -> str:
    """Why the form ends before its refund part; empty if it does not."""
    if way.key != NO_FORM_2555:
        return _("Not used: Form 2555 is on this return, so the form ends here.")
    if not way.credit_before_phaseout:
        return _("Not used: no child and no other dependent counts.")
    if not way.credit_after_phaseout:
        return _("Not used: the income limit leaves no credit.")
    return ""


def _why_in_the_refund(case: Case, way: Scenario, number: str) -> str:
    unused = schedule_line(case, way, "16a")
    if unused is not None and not unused.amount:
        return _("Not used: your tax has used the whole credit.")
    if schedule_line(case, way, "18a") is None:
        return _("Not used: no child counts for the part that can be paid out.")
    if number == "18b":
        return _("Not used: you have no combat pay.")
    if number not in PAYROLL:
        return _("Not used: the form ends before this line.")
    if counting(case) < case.parameters.child_tax_credit.payroll_method_children:
        return _("Not used: you have fewer than three children who count.")
    return say(_("Not used: line {line} alone gives the most that can be paid out."), line=_number(case, "20"))
