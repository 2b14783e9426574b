"""Self-employment tax, Forms 8959 and 8960, and the return's lines for them: no credit for children reduces these."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.explain.sums import Part, line_at, lines_of, sum_in_words
from interview.engine.places import Place
from interview.engine.scenario import Outcome
from interview.engine.wording import Line, gettext_noop, text


def other_tax_parts(shared: Facts, outcome: Outcome) -> Iterator[tuple[Place, int]]:
    """Each of the other taxes with its place on the return; two that share a line are one part."""
    lines = lines_of(shared)
    medicare, investment = shared.form_8959.line_18, outcome.form_8960.line_17
    yield lines.self_employment_tax, outcome.self_employment_tax
    if lines.net_investment_income_tax == lines.additional_medicare_tax:
        yield lines.additional_medicare_tax, medicare + investment
    else:
        yield lines.additional_medicare_tax, medicare
        yield lines.net_investment_income_tax, investment
    yield lines.advance_credit_repayment, outcome.child_credits.repayment


def other_tax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """The lines of these taxes where the return lists them."""
    lines = lines_of(shared)
    owed = [schedule.line_12 for schedule in shared.schedules_se]
    filer_and_spouse = (text(gettext_noop("Schedule SE line 12")), text(gettext_noop("Schedule SE line 12, spouse")))
    medicare = Part(shared.form_8959.line_18, text(gettext_noop("Form 8959 line 18")))
    investment = Part(outcome.form_8960.line_17, text(gettext_noop("Form 8960 line 17")))
    repayment = Part(outcome.child_credits.repayment, text(gettext_noop("Schedule 8812 line 40")))
    kinds = [
        (
            lines.self_employment_tax,
            gettext_noop("Self-employment tax"),
            [Part(amount, where) for amount, where in zip(owed, filer_and_spouse, strict=False)],
            "IRC 1401",
        )
    ]
    if lines.net_investment_income_tax == lines.additional_medicare_tax:
        label = gettext_noop("Additional Medicare Tax and net investment income tax")
        kinds.append((lines.additional_medicare_tax, label, [medicare, investment], "IRC 3101(b)(2), 1401(b)(2), 1411"))
    else:
        label = gettext_noop("Additional Medicare Tax")
        kinds.append((lines.additional_medicare_tax, label, [medicare], "IRC 3101(b)(2), 1401(b)(2)"))
        label = gettext_noop("Net investment income tax")
        kinds.append((lines.net_investment_income_tax, label, [investment], "IRC 1411"))
    label, source = gettext_noop("Advance child tax credit paid back"), "IRC 24(j)(2) as in force for 2021"
    kinds.append((lines.advance_credit_repayment, label, [repayment], source))
    for place, label, parts, source in kinds:
        amount = sum([part.amount for part in parts])
        if place and amount:
            yield line_at(place, label, amount, sum_in_words(parts), source)


def schedule_se_lines(shared: Facts) -> Iterator[Line]:
    """Self-employment tax of each person who owes it."""
    taxes = shared.parameters.payroll_taxes
    rate = taxes.self_employment_factor
    for form, schedule in zip(("schedule_se", "schedule_se_spouse"), shared.schedules_se, strict=False):
        if not schedule.line_12:
            continue
        source = f"IRC 1401, 1402; {shared.parameters.form_lines.schedule_se}"
        yield Line(
            form,
            "3",
            text(gettext_noop("Net profit")),
            schedule.line_3,
            text(gettext_noop("From every country; Form 2555 does not lower it.")),
            source,
        )
        yield Line(
            form,
            "4a",
            text(gettext_noop("Part of the profit that bears the tax")),
            schedule.line_4a,
            text(gettext_noop("{rate:%} of {profit:$}."), rate=rate, profit=schedule.line_3),
            source,
        )
        yield Line(
            form,
            "10",
            text(gettext_noop("Social security part")),
            schedule.line_10,
            text(
                gettext_noop("{rate:%} of {profit:$}, but of no more than {room:$}, what is left of the wage base."),
                rate=taxes.self_employment_social_security_rate,
                profit=schedule.line_4a,
                room=schedule.line_9,
            ),
            source,
        )
        yield Line(
            form,
            "11",
            text(gettext_noop("Medicare part")),
            schedule.line_11,
            text(
                gettext_noop("{rate:%} of {profit:$}."),
                rate=taxes.self_employment_medicare_rate,
                profit=schedule.line_4a,
            ),
            source,
        )
        yield Line(
            form,
            "12",
            text(gettext_noop("Self-employment tax")),
            schedule.line_12,
            text(gettext_noop("{a:$} + {b:$}."), a=schedule.line_10, b=schedule.line_11),
            source,
        )
        yield Line(
            form,
            "13",
            text(gettext_noop("Half of it")),
            schedule.line_13,
            text(
                gettext_noop(
                    "Half of {tax:$}. Of it, {kept:$} goes with Puerto Rico profit that the US does not tax, and does "
                    "not come off your income."
                )
                if schedule.half_on_puerto_rico_profit
                else gettext_noop("Half of {tax:$}. It comes off your income."),
                tax=schedule.line_12,
                kept=schedule.half_on_puerto_rico_profit,
            ),
            source,
        )


def surtax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Forms 8959 and 8960, where they give a tax."""
    medicare, taxes = shared.form_8959, shared.parameters.payroll_taxes
    limit = taxes.additional_medicare_threshold[shared.household.filing_status]
    if medicare.line_18 or medicare.line_22:
        source = "IRC 3101(b)(2), 1401(b)(2); Form 8959"
        yield Line(
            "form_8959",
            "7",
            text(gettext_noop("Additional Medicare Tax on wages")),
            medicare.line_7,
            text(
                gettext_noop("{rate:%} of US wages of {wages:$}, as far as they are above {limit:$}."),
                rate=taxes.additional_medicare_rate,
                wages=medicare.line_4,
                limit=limit,
            ),
            source,
        )
        yield Line(
            "form_8959",
            "13",
            text(gettext_noop("Additional Medicare Tax on self-employment")),
            medicare.line_13,
            text(
                gettext_noop(
                    "{rate:%} of {profit:$}, as far as it is above the {left:$} that wages leave of {limit:$}."
                ),
                rate=taxes.additional_medicare_rate,
                profit=medicare.line_8,
                left=max(0, limit - medicare.line_4),
                limit=limit,
            ),
            source,
        )
        yield Line(
            "form_8959",
            "18",
            text(gettext_noop("Additional Medicare Tax")),
            medicare.line_18,
            text(gettext_noop("{a:$} + {b:$}."), a=medicare.line_7, b=medicare.line_13),
            source,
        )
        yield Line(
            "form_8959",
            "22",
            text(gettext_noop("Additional Medicare Tax withheld")),
            medicare.line_22,
            text(
                gettext_noop("What employers took above the usual {rate:%}."),
                rate=taxes.employee_medicare_rate,
            ),
            source,
        )
    investment = outcome.form_8960
    if investment.line_17:
        source = "IRC 1411; Form 8960"
        yield Line(
            "form_8960",
            "8",
            text(gettext_noop("Investment income")),
            investment.line_8,
            text(
                gettext_noop("Interest of {interest:$}, dividends of {dividends:$} and gains of {gains:$}."),
                interest=shared.income.interest,
                dividends=shared.income.dividends,
                gains=shared.income.gains,
            ),
            source,
        )
        yield Line(
            "form_8960",
            "15",
            text(gettext_noop("Income above the limit")),
            investment.line_15,
            text(gettext_noop("{income:$} less {limit:$}."), income=investment.line_13, limit=investment.line_14),
            source,
        )
        yield Line(
            "form_8960",
            "17",
            text(gettext_noop("Net investment income tax")),
            investment.line_17,
            text(
                gettext_noop("{rate:%} of the smaller of {a:$} and {b:$}."),
                rate=shared.parameters.net_investment_income_tax.rate,
                a=investment.line_8,
                b=investment.line_15,
            ),
            source,
        )
