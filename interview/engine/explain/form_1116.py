"""Form 1116 of each kind of income, and the foreign tax credit, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.explain.sums import lines_of
from interview.engine.form_1116 import Form1116
from interview.engine.form_lines import FormLines
from interview.engine.scenario import Outcome
from interview.engine.wording import Line, Text, gettext_noop, text

SOURCE = "IRC 901, 904; Form 1116"


def form_1116_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """One form for each kind of income, then the credit."""
    credit, lines = outcome.foreign_tax_credit, lines_of(shared)
    if credit.general is not None:
        yield from _income("form_1116_general", credit.general)
        yield from _credit("form_1116_general", credit.general, lines, credit.adjusted)
    if credit.passive is not None:
        yield from _income("form_1116_passive", credit.passive)
        yield from _credit("form_1116_passive", credit.passive, lines, credit.adjusted)
    if credit.general is not None or credit.passive is not None:
        tax = outcome.tax.amount
        yield Line(
            "form_1116",
            lines.foreign_tax_credit_of_all.line,
            text(gettext_noop("Foreign tax credit")),
            credit.line_35,
            text(gettext_noop("All kinds of income together, at most your US tax of {tax:$}."), tax=tax),
            f"IRC 904(a); {lines.foreign_tax_credit_of_all.named}",
        )


def _income(form: str, filed: Form1116) -> Iterator[Line]:
    yield Line(
        form,
        "1a",
        text(gettext_noop("Income from abroad that the US taxes")),
        filed.line_1a,
        _line_1a(filed),
        SOURCE,
    )
    yield Line(
        form,
        "2",
        text(gettext_noop("Deductions that belong to it")),
        filed.line_2,
        text(gettext_noop("Half of self-employment tax on profit abroad, and the housing deduction.")),
        SOURCE,
    )
    yield Line(
        form,
        "3c",
        text(gettext_noop("Deductions that belong to all income")),
        filed.line_3c,
        text(gettext_noop("{deduction:$} + {adjustments:$}."), deduction=filed.line_3a, adjustments=filed.line_3b),
        SOURCE,
    )
    yield Line(
        form,
        "3d",
        text(gettext_noop("Income of this kind from abroad, all of it")),
        filed.line_3d,
        text(gettext_noop("Income left out with Form 2555 included.")),
        SOURCE,
    )
    yield Line(
        form,
        "3e",
        text(gettext_noop("Income of all kinds from everywhere")),
        filed.line_3e,
        text(gettext_noop("Before losses and adjustments.")),
        SOURCE,
    )
    yield Line(
        form,
        "3f",
        text(gettext_noop("Share of this income")),
        filed.line_3f / 10_000,
        text(gettext_noop("{a:$} ÷ {b:$}, to four decimals."), a=filed.line_3d, b=filed.line_3e),
        SOURCE,
        "ratio",
    )
    yield Line(
        form,
        "3g",
        text(gettext_noop("Deductions for this income")),
        filed.line_3g,
        text(gettext_noop("{deductions:$} × {share:ratio}."), deductions=filed.line_3c, share=filed.line_3f / 10_000),
        SOURCE,
    )
    if filed.line_5:
        yield Line(
            form,
            "5",
            text(gettext_noop("Losses of this kind abroad")),
            filed.line_5,
            text(gettext_noop("They come off the income of this kind.")),
            SOURCE,
        )
    yield Line(
        form,
        "6",
        text(gettext_noop("Deductions and losses together")),
        filed.line_6,
        text(gettext_noop("{a:$} + {b:$} + {c:$}."), a=filed.line_2, b=filed.line_3g, c=filed.line_5),
        SOURCE,
    )
    yield Line(
        form,
        "7",
        text(gettext_noop("Net income of this kind")),
        filed.line_7,
        text(gettext_noop("{gross:$} less {deductions:$}."), gross=filed.line_1a, deductions=filed.line_6),
        SOURCE,
    )


def _line_1a(filed: Form1116) -> Text:
    if filed.low_taxed:
        return text(
            gettext_noop("Without {amount:$} of dividends, because the US taxes them at a low rate."),
            amount=filed.low_taxed,
        )
    return text(gettext_noop("Without what Form 2555 leaves out."))


def _credit(form: str, filed: Form1116, lines: FormLines, adjusted: bool) -> Iterator[Line]:
    yield Line(
        form,
        "9",
        text(gettext_noop("Tax paid abroad")),
        filed.line_9,
        text(gettext_noop("The tax of this year that you gave us, paid or accrued, in dollars.")),
        SOURCE,
    )
    if filed.line_10:
        yield Line(
            form,
            "10",
            text(gettext_noop("Unused tax from earlier years")),
            filed.line_10,
            text(gettext_noop("The amount you gave us.")),
            "IRC 904(c)",
        )
    if filed.line_12:
        yield Line(
            form,
            "12",
            text(gettext_noop("Tax on income left out")),
            -filed.line_12,
            text(gettext_noop("Tax on income that Form 2555 leaves out cannot be credited.")),
            "IRC 911(d)(6); Treas. Reg. 1.911-6(c)",
        )
    yield Line(
        form,
        "14",
        text(gettext_noop("Tax that can be credited")),
        filed.line_14,
        text(gettext_noop("{tax:$} less {reduction:$}."), tax=filed.line_11, reduction=filed.line_12),
        SOURCE,
    )
    if filed.line_16:
        yield Line(
            form,
            "16",
            text(gettext_noop("Loss of the other kind of income")),
            filed.line_16,
            text(gettext_noop("A loss abroad of one kind comes off income abroad of the other kind.")),
            "IRC 904(f)(5)",
        )
    yield Line(
        form,
        "17",
        text(gettext_noop("Net income abroad")),
        filed.line_17,
        text(
            gettext_noop("{income:$} (line 7) less the loss of {loss:$} (line 16)."),
            income=filed.line_7,
            loss=-filed.line_16,
        )
        if filed.line_16
        else text(gettext_noop("The {income:$} of line 7."), income=filed.line_7),
        SOURCE,
    )
    if filed.line_17 <= 0:
        # The form says to skip its lines up to the credit.
        yield Line(
            form,
            lines.foreign_tax_credit_of_category.line,
            text(gettext_noop("Credit for this kind of income")),
            filed.line_24,
            text(gettext_noop("Line 17 is not above zero, so this year there is no credit.")),
            SOURCE,
        )
        return
    yield from _limit(form, filed, lines, adjusted)


def _limit(form: str, filed: Form1116, lines: FormLines, adjusted: bool) -> Iterator[Line]:
    yield Line(
        form,
        "18",
        text(gettext_noop("Taxable income")),
        filed.line_18,
        text(gettext_noop("From everywhere, after deductions, with dividends and gains counted in part."))
        if adjusted
        else text(gettext_noop("From everywhere, after deductions.")),
        SOURCE,
    )
    yield Line(
        form,
        "19",
        text(gettext_noop("Share of taxable income from abroad")),
        filed.line_19 / 10_000,
        text(
            gettext_noop("{abroad:$} ÷ {everywhere:$}, to four decimals, at most 1."),
            abroad=filed.line_17,
            everywhere=filed.line_18,
        ),
        SOURCE,
        "ratio",
    )
    yield Line(
        form,
        "20",
        text(gettext_noop("US tax")),
        filed.line_20,
        text(gettext_noop("From {place}."), place=lines.tax.named),
        SOURCE,
    )
    yield Line(
        form,
        "21",
        text(gettext_noop("Most that can be credited")),
        filed.line_21,
        text(gettext_noop("{tax:$} × {share:ratio}."), tax=filed.line_20, share=filed.line_19 / 10_000),
        SOURCE,
    )
    yield Line(
        form,
        lines.foreign_tax_credit_of_category.line,
        text(gettext_noop("Credit for this kind of income")),
        filed.line_24,
        text(gettext_noop("The smaller of {paid:$} and {most:$}."), paid=filed.line_14, most=filed.line_21),
        SOURCE,
    )
