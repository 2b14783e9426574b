"""The Earned Income Worksheet of Schedule 8812, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.explain.sums import by_origin, lines_of, pay_by_origin
from interview.engine.scenario import Outcome
from interview.engine.wording import Line, Text, gettext_noop, text


def taken_as_earned(shared: Facts, outcome: Outcome, taken: int) -> Text:
    """Where the earned income of the refund comes from: the worksheet, or the year before by choice (2020)."""
    if taken == outcome.earned.line_7:
        return text(gettext_noop("From the Earned Income Worksheet line 7."))
    return text(
        gettext_noop(
            "Your earned income of {year}, {earned:$}. You may choose it for this year, because it is more than the "
            "{own:$} of the Earned Income Worksheet."
        ),
        year=str(shared.parameters.tax_year - 1),
        earned=taken,
        own=outcome.earned.line_7,
    )


def earned_income_worksheet_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Earned income as Schedule 8812 line 18a takes it."""
    form, source = "earned_income_worksheet", "Schedule 8812 instructions, Earned Income Worksheet; IRC 32(c)(2)"
    earned = outcome.earned
    not_counted = sum(person.wages_not_earned_income for person in shared.household.people)
    # Until 2021 such pay stood with wages and came off again on line 4.
    taken_off = 0 if lines_of(shared).pay_not_earned_income else not_counted
    wages = earned.line_1a + taken_off
    yield Line(
        form,
        "1a",
        text(gettext_noop("Wages")),
        wages,
        text(
            gettext_noop("All pay from work, from every country, without {left_out:$} that may not count."),
            left_out=not_counted,
        )
        if not_counted and not taken_off
        else by_origin(
            shared,
            pay_by_origin(shared),
            gettext_noop("All pay from work, from every country."),
            gettext_noop("All pay from work, from every country: {us:$} from the US and {foreign:$} from abroad."),
            gettext_noop("All pay from work, as far as the US taxes it."),
        ),
        source,
    )
    if earned.line_1b:
        yield Line(
            form,
            "1b",
            text(gettext_noop("Nontaxable combat pay")),
            earned.line_1b,
            text(gettext_noop("Counts for this credit.")),
            source,
        )
    yield Line(
        form,
        "2b",
        text(gettext_noop("Profit or loss from self-employment")),
        earned.line_2b,
        text(
            gettext_noop("{exempt:$} under a certificate of coverage is left out, as the form says."),
            exempt=earned.exempt_profit,
        )
        if earned.exempt_profit
        else text(gettext_noop("Net profit of everyone on the return; a loss counts against wages.")),
        source,
    )
    line_3 = max(0, wages + earned.line_1b + earned.line_2b - outcome.agi.excluded)
    if outcome.agi.excluded:
        yield Line(
            form,
            "3",
            text(gettext_noop("Pay and profit that the US counts")),
            line_3,
            text(
                gettext_noop(
                    "{pay:$} of pay and {profit:$} of profit, less {excluded:$} left out with Form 2555, not below "
                    "zero."
                ),
                pay=wages + earned.line_1b,
                profit=earned.line_2b,
                excluded=outcome.agi.excluded,
            ),
            source,
        )
    else:
        yield Line(
            form,
            "3",
            text(gettext_noop("Pay and profit together")),
            line_3,
            text(
                gettext_noop("{pay:$} of pay and {profit:$} of profit, not below zero."),
                pay=wages + earned.line_1b,
                profit=earned.line_2b,
            ),
            source,
        )
    if taken_off:
        yield Line(
            form,
            "4",
            text(gettext_noop("Pay that is not earned income")),
            taken_off,
            text(gettext_noop("Pay of inmates and nonqualified deferred compensation in line 1a.")),
            source,
        )
    yield Line(
        form,
        "5",
        text(gettext_noop("Deductible half of self-employment tax")),
        earned.line_5,
        text(gettext_noop("From {place}."), place=lines_of(shared).self_employment_deduction.named),
        source,
    )
    yield Line(
        form,
        "7",
        text(gettext_noop("Earned income")),
        earned.line_7,
        text(
            gettext_noop("{pay:$} less {deductions:$}, not below zero."),
            pay=line_3,
            deductions=taken_off + earned.line_5,
        ),
        source,
    )
