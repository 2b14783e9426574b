"""Schedule 8812 with its worksheets, line by line: Part I here, the rest from its own modules."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.explain.additional_child_tax_credit import Refund, refund_lines
from interview.engine.explain.credit_limit import credit_limit_worksheet_lines
from interview.engine.explain.earned_income import earned_income_worksheet_lines
from interview.engine.explain.form_versions import renumbered
from interview.engine.explain.line_order import in_form_order
from interview.engine.explain.schedule_8812_2021 import schedule_8812_of_2021_lines
from interview.engine.explain.sums import lines_of
from interview.engine.scenario import Outcome
from interview.engine.schedule_8812 import PartOne, Schedule8812
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "schedule_8812"


def schedule_8812_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """The year's version of the schedule in form order, each part as far as the form is followed."""
    form, plan = outcome.child_credits.form, shared.parameters.american_rescue_plan
    if isinstance(form, Schedule8812):
        version = shared.parameters.form_lines.schedule_8812
        yield from renumbered(_papers_of_2022(shared, outcome, form), version, lines_of(shared).nonrefundable_credit)
        return
    if plan is not None:
        schedule = list(schedule_8812_of_2021_lines(shared, form, plan))
        if form.one_c is not None:
            refund = Refund(
                form.one_a.line_12, form.one_c.line_15b, form.one_a.line_4a, form.two, form.barred_by_form_2555
            )
            schedule += refund_lines(shared, outcome, refund)
        yield from (line for line in schedule if line.form != FORM)
        yield from in_form_order(line for line in schedule if line.form == FORM)
    yield from earned_income_worksheet_lines(shared, outcome)
    yield from credit_limit_worksheet_lines(shared, outcome)


def _papers_of_2022(shared: Facts, outcome: Outcome, form: Schedule8812) -> Iterator[Line]:
    one = form.one
    yield from _part_one(shared, outcome, one)
    refund = Refund(one.line_12, one.line_14, one.line_4, form.two, form.barred_by_form_2555)
    yield from refund_lines(shared, outcome, refund)
    yield from earned_income_worksheet_lines(shared, outcome)
    yield from credit_limit_worksheet_lines(shared, outcome)


def _part_one(shared: Facts, outcome: Outcome, one: PartOne) -> Iterator[Line]:
    parameters = shared.parameters
    figures = parameters.child_tax_credit
    yield Line(
        FORM,
        "1",
        text(gettext_noop("Adjusted gross income")),
        one.line_1,
        text(gettext_noop("From {place}."), place=lines_of(shared).agi_for_other_forms.named),
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
        else text(gettext_noop("Nothing was left out, so it is the adjusted gross income of {agi:$}."), agi=one.line_1),
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
            gettext_noop("{reduction:$} for each {step:$} of {excess:$}."),
            reduction=parameters.phaseout.reduction_per_step,
            step=parameters.phaseout.step,
            excess=one.line_10,
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
        _limit_how(outcome),
        "IRC 26(a); Schedule 8812 line 13",
    )
    yield Line(
        FORM,
        "14",
        text(gettext_noop("Child tax credit and credit for other dependents used against tax"))
        if figures.other_dependent
        else text(gettext_noop("Child tax credit used against tax")),
        one.line_14,
        text(gettext_noop("The smaller of {credit:$} and {limit:$}."), credit=one.line_12, limit=one.line_13),
        "Schedule 8812 line 14",
    )


def _limit_how(outcome: Outcome) -> Text:
    worksheet = outcome.child_credits.worksheet_a
    return text(
        gettext_noop("From Credit Limit Worksheet A line 5: {left:$} less {special:$}, not below zero."),
        left=worksheet.line_3,
        special=worksheet.line_4,
    )
