"""The worksheets behind the line of the tax, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.capital_gain_tax import ForeignEarnedIncomeTaxWorksheet, QualifiedDividendsWorksheet
from interview.engine.common_facts import Facts
from interview.engine.explain.sums import lines_of
from interview.engine.scenario import Outcome
from interview.engine.wording import Line, Text, gettext_noop, text

STACKING = "foreign_earned_income_tax_worksheet"
GAINS = "qualified_dividends_worksheet"


def tax_worksheet_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """The worksheets that the tax came from; none where the tax stands on a finished return or in the Tax Table."""
    if outcome.tax_is_known:
        return
    if outcome.tax.stacking is not None:
        yield from _stacking(shared, outcome.tax.stacking)
    if outcome.tax.gains is not None:
        source = f"IRC 1(h); {_instructions(shared)}"
        older = lines_of(shared).dividends_worksheet == "27"
        for line, (label, amount, how) in _gains(shared, outcome, outcome.tax.gains).items():
            yield Line(GAINS, _before_2020(line) if older else line, text(label), amount, how, source)


def _instructions(shared: Facts) -> str:
    place = lines_of(shared).tax
    return f"{place.title} instructions, line {place.line}"


def _before_2020(line: str) -> str:
    """Until 2019 lines 5 and 6 took investment income of Form 4952 off line 4, which we take as nothing."""
    number = int(line)
    return line if number < 5 else str(number + 2)


def _stacking(shared: Facts, stacking: ForeignEarnedIncomeTaxWorksheet) -> Iterator[Line]:
    source = f"IRC 911(f); {_instructions(shared)}"
    lines = {
        "1": (gettext_noop("Taxable income"), stacking.line_1, _taxable_income(shared)),
        "2c": (
            gettext_noop("Income left out with Form 2555"),
            stacking.line_2c,
            text(gettext_noop("Lines 45 and 50 of everyone who uses it.")),
        ),
        "3": (
            gettext_noop("Both together"),
            stacking.line_3,
            text(gettext_noop("{a:$} + {b:$}."), a=stacking.line_1, b=stacking.line_2c),
        ),
        "4": (
            gettext_noop("Tax on line 3"),
            stacking.line_4,
            text(gettext_noop("The tax on {income:$}, as if nothing had been left out."), income=stacking.line_3),
        ),
        "5": (
            gettext_noop("Tax on line 2c"),
            stacking.line_5,
            text(gettext_noop("The tax on the {excluded:$} left out."), excluded=stacking.line_2c),
        ),
        "6": (
            gettext_noop("Tax"),
            stacking.line_6,
            text(gettext_noop("{a:$} less {b:$}, not below zero."), a=stacking.line_4, b=stacking.line_5),
        ),
    }
    for line, (label, amount, how) in lines.items():
        yield Line(STACKING, line, text(label), amount, how, source)


def _gains(shared: Facts, outcome: Outcome, gains: QualifiedDividendsWorksheet) -> dict[str, tuple[str, int, Text]]:
    figures, status = shared.parameters.capital_gains, shared.household.filing_status
    return {
        "1": (gettext_noop("Income to be taxed"), gains.line_1, _taxed_how(shared, outcome)),
        "2": (gettext_noop("Qualified dividends"), gains.line_2, _dividends_how(shared, outcome)),
        "3": (
            gettext_noop("Net long-term gain"),
            gains.line_3,
            text(gettext_noop("Long-term gain, less losses and any gain excess.")),
        ),
        "4": (
            gettext_noop("Qualified dividends and net long-term gain"),
            gains.line_4,
            text(gettext_noop("{a:$} + {b:$}."), a=gains.line_2, b=gains.line_3),
        ),
        "5": (
            gettext_noop("Income at ordinary rates"),
            gains.line_5,
            text(gettext_noop("{a:$} less {b:$}, not below zero."), a=gains.line_1, b=gains.line_4),
        ),
        "9": (
            gettext_noop("Taxed at the lowest rate"),
            gains.line_9,
            text(
                gettext_noop("What of {gains:$} lies below {limit:$}."),
                gains=gains.line_4,
                limit=figures.zero_to[status],
            ),
        ),
        "17": (
            gettext_noop("Taxed at the middle rate"),
            gains.line_17,
            text(
                gettext_noop("What more of {gains:$} lies below {limit:$}."),
                gains=gains.line_4,
                limit=figures.fifteen_to[status],
            ),
        ),
        "18": (
            gettext_noop("Tax at the middle rate"),
            gains.line_18,
            text(gettext_noop("{rate:%} of {amount:$}."), rate=figures.middle_rate, amount=gains.line_17),
        ),
        "20": (
            gettext_noop("Taxed at the top rate"),
            gains.line_20,
            text(
                gettext_noop("What is left of {gains:$}: less {lowest:$} and {middle:$}."),
                gains=gains.line_4,
                lowest=gains.line_9,
                middle=gains.line_17,
            ),
        ),
        "21": (
            gettext_noop("Tax at the top rate"),
            gains.line_21,
            text(gettext_noop("{rate:%} of {amount:$}."), rate=figures.top_rate, amount=gains.line_20),
        ),
        "22": (
            gettext_noop("Tax on the income at ordinary rates"),
            gains.line_22,
            text(gettext_noop("On {amount:$}."), amount=gains.line_5),
        ),
        "23": (
            gettext_noop("Tax this way"),
            gains.line_23,
            text(gettext_noop("{a:$} + {b:$} + {c:$}."), a=gains.line_18, b=gains.line_21, c=gains.line_22),
        ),
        "24": (
            gettext_noop("Tax at ordinary rates on everything"),
            gains.line_24,
            text(gettext_noop("On {amount:$}."), amount=gains.line_1),
        ),
        "25": (
            gettext_noop("The smaller of the two"),
            gains.line_25,
            text(gettext_noop("The smaller of {a:$} and {b:$}."), a=gains.line_23, b=gains.line_24),
        ),
    }


def _taxable_income(shared: Facts) -> Text:
    return text(gettext_noop("From {place}."), place=lines_of(shared).taxable_income.named)


def _taxed_how(shared: Facts, outcome: Outcome) -> Text:
    if outcome.tax.stacking is not None:
        return text(gettext_noop("Line 3 of the Foreign Earned Income Tax Worksheet."))
    return _taxable_income(shared)


def _dividends_how(shared: Facts, outcome: Outcome) -> Text:
    stacking = outcome.tax.stacking
    if stacking is not None and stacking.gain_excess:
        return text(
            gettext_noop(
                "Dividends and gains are {excess:$} more than taxable income. That excess comes off gains first, "
                "then off dividends."
            ),
            excess=stacking.gain_excess,
        )
    return text(gettext_noop("From {place}."), place=lines_of(shared).qualified_dividends.named)
