"""Schedule 8812 and its worksheets, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.credit_limit import WorksheetA, WorksheetB
from interview.engine.scenario import Facts, Outcome
from interview.engine.schedule_8812 import PartOne, PartTwo
from interview.engine.wording import Line, gettext_noop, text

FORM = "schedule_8812"


def schedule_8812_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """The schedule in form order, each part as far as the form is followed."""
    yield from _part_one(shared, outcome.schedule_8812.one)
    if outcome.schedule_8812.barred_by_form_2555:
        yield Line(
            FORM,
            "27",
            text(gettext_noop("Additional child tax credit")),
            0,
            text(gettext_noop("Form 2555 is on this return, so none of the credit can be paid out.")),
            "IRC 24(d)(3); Schedule 8812, Part II-A caution",
        )
    else:
        yield from _part_two_a(shared, outcome)
        yield _line_27(outcome.schedule_8812.two)
    yield from _earned_income_worksheet(outcome)
    yield from credit_limit_worksheet_lines(outcome.schedule_8812.worksheet_a)


def _part_one(shared: Facts, one: PartOne) -> Iterator[Line]:
    parameters = shared.parameters
    figures = parameters.child_tax_credit
    yield Line(
        FORM,
        "1",
        text(gettext_noop("Adjusted gross income")),
        one.line_1,
        text(gettext_noop("From Form 1040 line {line}."), line=parameters.form_lines.agi),
        "Schedule 8812 line 1",
    )
    if one.line_2d:
        yield Line(
            FORM,
            "2a",
            text(gettext_noop("Puerto Rico income left out")),
            one.line_2a,
            text(gettext_noop("Income of Puerto Rico residents that the US does not tax.")),
            "IRC 933; Schedule 8812 line 2a",
        )
        yield Line(
            FORM,
            "2b",
            text(gettext_noop("Income left out with Form 2555")),
            one.line_2b,
            text(gettext_noop("Form 2555 lines 45 and 50 of everyone on the return.")),
            "IRC 24(b)(1); Schedule 8812 line 2b",
        )
        yield Line(
            FORM,
            "2c",
            text(gettext_noop("American Samoa income left out")),
            one.line_2c,
            text(gettext_noop("Form 4563 line 15.")),
            "IRC 931; Schedule 8812 line 2c",
        )
        yield Line(
            FORM,
            "2d",
            text(gettext_noop("Income left out, together")),
            one.line_2d,
            text(gettext_noop("{a:$} + {b:$} + {c:$}."), a=one.line_2a, b=one.line_2b, c=one.line_2c),
            "Schedule 8812 line 2d",
        )
    yield Line(
        FORM,
        "3",
        text(gettext_noop("Modified adjusted gross income")),
        one.line_3,
        text(
            gettext_noop("{agi:$} + {left_out:$}, because income left out counts for the limit."),
            agi=one.line_1,
            left_out=one.line_2d,
        )
        if one.line_2d
        else text(gettext_noop("Nothing was left out, so it is the same as line 1.")),
        "IRC 24(b)(1); Schedule 8812 line 3",
    )
    yield Line(
        FORM,
        "4",
        text(gettext_noop("Children who count for the child tax credit")),
        one.line_4,
        text(
            gettext_noop("Under {age} at the end of the year, with a number in time, and all other tests passed."),
            age=figures.age_limit,
        ),
        "IRC 24(c), 24(h)(7); Schedule 8812 line 4",
        "count",
    )
    yield Line(
        FORM,
        "5",
        text(gettext_noop("Child tax credit at most")),
        one.line_5,
        text(gettext_noop("{children} × {amount:$}."), children=one.line_4, amount=figures.per_child),
        parameters.source("child_tax_credit.per_child"),
    )
    yield Line(
        FORM,
        "6",
        text(gettext_noop("Other dependents")),
        one.line_6,
        text(gettext_noop("Dependents who miss line 4, with a tax number in time.")),
        "IRC 24(h)(4); Schedule 8812 line 6",
        "count",
    )
    yield Line(
        FORM,
        "7",
        text(gettext_noop("Credit for other dependents at most")),
        one.line_7,
        text(gettext_noop("{dependents} × {amount:$}."), dependents=one.line_6, amount=figures.other_dependent),
        parameters.source("child_tax_credit.other_dependent"),
    )
    yield Line(
        FORM,
        "8",
        text(gettext_noop("Both credits before the income limit")),
        one.line_8,
        text(gettext_noop("{a:$} + {b:$}."), a=one.line_5, b=one.line_7),
        "Schedule 8812 line 8",
    )
    yield Line(
        FORM,
        "9",
        text(gettext_noop("Income limit")),
        one.line_9,
        text(gettext_noop("Only a joint return has the higher limit."))
        if not shared.household.joint
        else text(gettext_noop("The limit of a joint return.")),
        parameters.source("phaseout.threshold"),
    )
    yield Line(
        FORM,
        "10",
        text(gettext_noop("Income above the limit, rounded up")),
        one.line_10,
        text(gettext_noop("Your income of {income:$} is not above {limit:$}."), income=one.line_3, limit=one.line_9)
        if one.line_10 == 0
        else text(
            gettext_noop("{income:$} less {limit:$}, rounded up to whole {step:$} steps."),
            income=one.line_3,
            limit=one.line_9,
            step=parameters.phaseout.step,
        ),
        parameters.source("phaseout.step"),
    )
    yield Line(
        FORM,
        "11",
        text(gettext_noop("Reduction by the income limit")),
        one.line_11,
        text(
            gettext_noop("{reduction:$} for each {step:$} on line 10."),
            reduction=parameters.phaseout.reduction_per_step,
            step=parameters.phaseout.step,
        ),
        parameters.source("phaseout.reduction_per_step"),
    )
    yield Line(
        FORM,
        "12",
        text(gettext_noop("Credit after the income limit")),
        one.line_12,
        text(gettext_noop("{before:$} less {reduction:$}, not below zero."), before=one.line_8, reduction=one.line_11),
        "IRC 24(b)(1); Schedule 8812 line 12",
    )
    yield Line(
        FORM,
        "13",
        text(gettext_noop("Tax that the credit can use")),
        one.line_13,
        text(gettext_noop("From Credit Limit Worksheet A line 5.")),
        "IRC 26(a); Schedule 8812 line 13",
    )
    yield Line(
        FORM,
        "14",
        text(gettext_noop("Child tax credit and credit for other dependents used against tax")),
        one.line_14,
        text(gettext_noop("The smaller of {credit:$} and {limit:$}."), credit=one.line_12, limit=one.line_13),
        "Schedule 8812 line 14",
    )


def _part_two_a(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    parameters = shared.parameters
    figures = parameters.child_tax_credit
    one, two = outcome.schedule_8812.one, outcome.schedule_8812.two
    yield Line(
        FORM,
        "16a",
        text(gettext_noop("Credit that tax did not use")),
        two.line_16a,
        text(gettext_noop("{credit:$} less {used:$}."), credit=one.line_12, used=one.line_14),
        "Schedule 8812 line 16a",
    )
    yield Line(
        FORM,
        "16b",
        text(gettext_noop("Most that can be paid out")),
        two.line_16b,
        text(gettext_noop("{children} × {cap:$}."), children=one.line_4, cap=figures.refund_cap_per_child),
        parameters.source("child_tax_credit.refund_cap_per_child"),
    )
    if two.line_17 == 0:
        return
    yield Line(
        FORM,
        "17",
        text(gettext_noop("The smaller of the two")),
        two.line_17,
        text(gettext_noop("The smaller of {unused:$} and {cap:$}."), unused=two.line_16a, cap=two.line_16b),
        "Schedule 8812 line 17",
    )
    yield Line(
        FORM,
        "18a",
        text(gettext_noop("Earned income")),
        two.line_18a,
        text(gettext_noop("From the Earned Income Worksheet line 7.")),
        "IRC 24(d)(1)(B)(i), 32(c)(2); Schedule 8812 line 18a",
    )
    if two.line_18b:
        yield Line(
            FORM,
            "18b",
            text(gettext_noop("Nontaxable combat pay in line 18a")),
            two.line_18b,
            text(gettext_noop("Counts for this credit.")),
            "IRC 24(d)(1); Schedule 8812 line 18b",
        )
    yield Line(
        FORM,
        "19",
        text(gettext_noop("Earned income above the threshold")),
        two.line_19,
        text(
            gettext_noop("{earned:$} less {threshold:$}, not below zero."),
            earned=two.line_18a,
            threshold=figures.earned_income_threshold,
        ),
        parameters.source("child_tax_credit.earned_income_threshold"),
    )
    yield Line(
        FORM,
        "20",
        text(gettext_noop("Share of earned income that can be paid out")),
        two.line_20,
        text(gettext_noop("{rate:%} of {amount:$}."), rate=figures.refund_rate, amount=two.line_19),
        parameters.source("child_tax_credit.refund_rate"),
    )
    if two.used_payroll_method:
        yield from _part_two_b(shared, two)


def _part_two_b(shared: Facts, two: PartTwo) -> Iterator[Line]:
    yield Line(
        FORM,
        "21",
        text(gettext_noop("Social security and Medicare tax withheld")),
        two.line_21,
        text(gettext_noop("W-2 boxes 4 and 6 of everyone on the return.")),
        "IRC 24(d)(2); Schedule 8812 line 21",
    )
    yield Line(
        FORM,
        "22",
        text(gettext_noop("Other employment taxes")),
        two.line_22,
        text(gettext_noop("{where}."), where=shared.parameters.form_lines.other_employment_taxes),
        "IRC 24(d)(2); Schedule 8812 line 22",
    )
    yield Line(
        FORM,
        "23",
        text(gettext_noop("Employment taxes together")),
        two.line_23,
        text(gettext_noop("{a:$} + {b:$}."), a=two.line_21, b=two.line_22),
        "Schedule 8812 line 23",
    )
    yield Line(
        FORM,
        "24",
        text(gettext_noop("Earned income credit and excess social security")),
        two.line_24,
        text(gettext_noop("Comes back to you another way, so it is taken off.")),
        "IRC 24(d)(1)(B)(ii); Schedule 8812 line 24",
    )
    yield Line(
        FORM,
        "25",
        text(gettext_noop("Employment taxes left")),
        two.line_25,
        text(gettext_noop("{taxes:$} less {back:$}, not below zero."), taxes=two.line_23, back=two.line_24),
        "Schedule 8812 line 25",
    )
    yield Line(
        FORM,
        "26",
        text(gettext_noop("The better of both methods")),
        two.line_26,
        text(
            gettext_noop("The larger of {earnings:$} (line 20) and {payroll:$} (line 25)."),
            earnings=two.line_20,
            payroll=two.line_25,
        ),
        "IRC 24(d)(1)(B); Schedule 8812 line 26",
    )


def _line_27(two: PartTwo) -> Line:
    label = text(gettext_noop("Additional child tax credit"))
    source = "IRC 24(d)(1); Schedule 8812 line 27"
    if two.line_17 == 0:
        how = text(gettext_noop("Nothing is left that could be paid out."))
    elif two.used_payroll_method:
        how = text(
            gettext_noop("The smaller of {most:$} (line 17) and {earned:$} (line 26)."),
            most=two.line_17,
            earned=two.line_26,
        )
    else:
        how = text(
            gettext_noop("The smaller of {most:$} (line 17) and {earned:$} (line 20)."),
            most=two.line_17,
            earned=two.line_20,
        )
    return Line(FORM, "27", label, two.line_27, how, source)


def _earned_income_worksheet(outcome: Outcome) -> Iterator[Line]:
    form, source = "earned_income_worksheet", "Schedule 8812 instructions, Earned Income Worksheet; IRC 32(c)(2)"
    earned = outcome.earned
    yield Line(
        form,
        "1a",
        text(gettext_noop("Wages")),
        earned.line_1a,
        text(gettext_noop("All pay from work, from every country.")),
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
    if outcome.agi.excluded:
        yield Line(
            form,
            "3",
            text(gettext_noop("Pay and profit that the US counts")),
            earned.line_3,
            text(
                gettext_noop("Lines 1a to 2b less {excluded:$} left out with Form 2555, not below zero."),
                excluded=outcome.agi.excluded,
            ),
            source,
        )
    else:
        yield Line(
            form,
            "3",
            text(gettext_noop("Pay and profit together")),
            earned.line_3,
            text(gettext_noop("Lines 1a to 2b, not below zero.")),
            source,
        )
    yield Line(
        form,
        "5",
        text(gettext_noop("Deductible half of self-employment tax")),
        earned.line_5,
        text(gettext_noop("From Schedule SE line 13.")),
        source,
    )
    yield Line(
        form,
        "7",
        text(gettext_noop("Earned income")),
        earned.line_7,
        text(gettext_noop("{pay:$} less {half:$}, not below zero."), pay=earned.line_3, half=earned.line_5),
        source,
    )


def credit_limit_worksheet_lines(worksheet: WorksheetA) -> Iterator[Line]:
    """Worksheet B, where it is used, stands before A, which takes its result."""
    if worksheet.worksheet_b is not None:
        yield from _worksheet_b(worksheet.worksheet_b)
    form, source = "credit_limit_worksheet_a", "Schedule 8812 instructions, Credit Limit Worksheet A; IRC 26(a)"
    yield Line(
        form,
        "1",
        text(gettext_noop("Tax before credits")),
        worksheet.line_1,
        text(gettext_noop("From Form 1040 line 18.")),
        source,
    )
    yield Line(
        form,
        "2",
        text(gettext_noop("Credits that are used first")),
        worksheet.line_2,
        text(gettext_noop("The foreign tax credit and the other credits that come before this one.")),
        source,
    )
    yield Line(
        form,
        "3",
        text(gettext_noop("Tax that is left")),
        worksheet.line_3,
        text(gettext_noop("{tax:$} less {credits:$}, not below zero."), tax=worksheet.line_1, credits=worksheet.line_2),
        source,
    )
    yield Line(
        form,
        "4",
        text(gettext_noop("From Credit Limit Worksheet B")),
        worksheet.line_4,
        text(gettext_noop("Zero unless you take one of four special credits.")),
        source,
    )
    yield Line(
        form,
        "5",
        text(gettext_noop("Tax that the child credit can use")),
        worksheet.line_5,
        text(
            gettext_noop("{left:$} less {special:$}, not below zero."), left=worksheet.line_3, special=worksheet.line_4
        ),
        source,
    )


def _worksheet_b(b: WorksheetB) -> Iterator[Line]:
    form, source = "credit_limit_worksheet_b", "Schedule 8812 instructions, Credit Limit Worksheet B"
    yield Line(
        form,
        "1",
        text(gettext_noop("Credit after the income limit")),
        b.line_1,
        text(gettext_noop("Schedule 8812 line 12.")),
        source,
    )
    yield Line(
        form,
        "2",
        text(gettext_noop("Most that can be paid out")),
        b.line_2,
        text(gettext_noop("Schedule 8812 line 16b.")),
        source,
    )
    yield Line(
        form,
        "3",
        text(gettext_noop("Earned income")),
        b.line_3,
        text(gettext_noop("Earned Income Worksheet line 7.")),
        source,
    )
    yield Line(
        form,
        "4",
        text(gettext_noop("Earned income above the threshold")),
        b.line_4,
        text(gettext_noop("Not below zero.")),
        source,
    )
    yield Line(
        form,
        "5",
        text(gettext_noop("Share that can be paid out")),
        b.line_5,
        text(gettext_noop("As Schedule 8812 line 20.")),
        source,
    )
    yield Line(
        form,
        "11",
        text(gettext_noop("Payroll tax method")),
        b.line_11,
        text(gettext_noop("{taxes:$} less {back:$}, where the method applies."), taxes=b.line_9, back=b.line_10),
        source,
    )
    yield Line(
        form,
        "12",
        text(gettext_noop("The better of both methods")),
        b.line_12,
        text(gettext_noop("The larger of {a:$} and {b:$}."), a=b.line_5, b=b.line_11),
        source,
    )
    yield Line(
        form,
        "13",
        text(gettext_noop("Refund that is possible")),
        b.line_13,
        text(gettext_noop("The smaller of {a:$} and {b:$}."), a=b.line_2, b=b.line_12),
        source,
    )
    yield Line(
        form,
        "14",
        text(gettext_noop("Child credit that has to use tax")),
        b.line_14,
        text(gettext_noop("{a:$} less {b:$}, not below zero."), a=b.line_1, b=b.line_13),
        source,
    )
    yield Line(
        form,
        "15",
        text(gettext_noop("The four special credits")),
        b.line_15,
        text(gettext_noop("As far as the tax left after line 14 allows.")),
        source,
    )
