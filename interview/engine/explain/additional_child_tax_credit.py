"""Parts II-A to II-C of Schedule 8812, line by line: what is paid back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from interview.engine.common_facts import Facts
from interview.engine.explain.earned_income import taken_as_earned
from interview.engine.places import lines_in_words
from interview.engine.scenario import Outcome
from interview.engine.schedule_8812 import PartTwo
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "schedule_8812"


class Refund(NamedTuple):
    """What Part II starts from: the credit after the phaseout, what tax used of it, and the children who count."""

    credit: int
    used: int
    children: int
    two: PartTwo
    barred_by_form_2555: bool


def refund_lines(shared: Facts, outcome: Outcome, refund: Refund) -> Iterator[Line]:
    """Lines 16a to 27 as far as the form is followed; line 27 always."""
    label = text(gettext_noop("Additional child tax credit"))
    if refund.barred_by_form_2555:
        how = text(gettext_noop("Form 2555 is on this return, so none of the credit can be paid out."))
        yield Line(FORM, "27", label, 0, how, "IRC 24(d)(3); Schedule 8812, Part II-A caution")
        return
    if refund.credit:
        yield from _part_two_a(shared, outcome, refund)
    two = refund.two
    yield Line(FORM, "27", label, two.line_27, _line_27_how(two), "IRC 24(d)(1); Schedule 8812 line 27")


def _part_two_a(shared: Facts, outcome: Outcome, refund: Refund) -> Iterator[Line]:
    parameters = shared.parameters
    figures = parameters.child_tax_credit
    two = refund.two
    yield Line(
        FORM,
        "16a",
        text(gettext_noop("Credit that tax did not use")),
        two.line_16a,
        text(gettext_noop("{credit:$} less {used:$}."), credit=refund.credit, used=refund.used),
        "Schedule 8812 line 16a",
    )
    yield Line(
        FORM,
        "16b",
        text(gettext_noop("Most that can be paid out")),
        two.line_16b,
        text(gettext_noop("{children} × {cap:$}."), children=refund.children, cap=figures.refund_cap_per_child),
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
        taken_as_earned(shared, outcome, two.line_18a),
        "IRC 24(d)(1)(B)(i), 32(c)(2); Schedule 8812 line 18a",
    )
    if two.line_18b:
        yield Line(
            FORM,
            "18b",
            text(gettext_noop("Nontaxable combat pay in line {line_earned}"), line_earned="18a"),
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
        yield from _part_two_b(shared, outcome, two)


def _part_two_b(shared: Facts, outcome: Outcome, two: PartTwo) -> Iterator[Line]:
    yield Line(
        FORM,
        "21",
        text(gettext_noop("Social security and Medicare tax withheld")),
        two.line_21,
        _line_21_how(shared),
        "IRC 24(d)(2); Schedule 8812 line 21",
    )
    yield Line(
        FORM,
        "22",
        text(gettext_noop("Other employment taxes")),
        two.line_22,
        text(
            gettext_noop("{half:$}, half of self-employment tax. We take the rest of {where} as zero."),
            half=two.line_22,
            where=lines_in_words(shared.parameters.form_lines.other_employment_taxes),
        ),
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
        text(
            gettext_noop("{eic:$} and {excess:$} come back to you another way, so they are taken off."),
            eic=outcome.eic.credit,
            excess=shared.household.payments.excess_social_security,
        ),
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
            gettext_noop("The larger of {earnings:$} (line {line_a}) and {payroll:$} (line {line_b})."),
            earnings=two.line_20,
            payroll=two.line_25,
            line_a="20",
            line_b="25",
        ),
        "IRC 24(d)(1)(B); Schedule 8812 line 26",
    )


def _line_21_how(shared: Facts) -> Text:
    medicare = shared.form_8959
    if not (medicare.line_18 or medicare.line_22):
        people = shared.household.people
        return text(
            gettext_noop("{social_security:$} in W-2 box 4 and {medicare:$} in box 6 of everyone on the return."),
            social_security=sum([person.social_security_withheld for person in people]),
            medicare=sum([person.medicare_withheld for person in people]),
        )
    return text(
        gettext_noop(
            "W-2 boxes 4 and 6 of everyone on the return, plus Form 8959 line 7 of {wages:$} and half of its line 13 "
            "of {profit:$}, less its line 22 of {withheld:$}."
        ),
        wages=medicare.line_7,
        profit=medicare.line_13,
        withheld=medicare.line_22,
    )


def _line_27_how(two: PartTwo) -> Text:
    if two.line_17 == 0:
        return text(gettext_noop("Nothing is left that could be paid out."))
    if two.used_payroll_method:
        return text(
            gettext_noop("The smaller of {most:$} (line {line_a}) and {earned:$} (line {line_b})."),
            most=two.line_17,
            earned=two.line_26,
            line_a="17",
            line_b="26",
        )
    return text(
        gettext_noop("The smaller of {most:$} (line {line_a}) and {earned:$} (line {line_b})."),
        most=two.line_17,
        earned=two.line_20,
        line_a="17",
        line_b="20",
    )
