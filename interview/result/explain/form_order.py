"""What the forms of a return are called, and the order in which a return is stapled."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from interview.engine import Line, line_order

STAPLED = (
    "form_1040",
    "form_1040_nr",
    "schedule_1",
    "schedule_2",
    "schedule_3",
    "schedule_4",
    "schedule_5",
    "schedule_se",
    "schedule_se_spouse",
    "schedule_8812",
    "form_2555",
    "form_2555_spouse",
    "form_1116",
    "form_1116_general",
    "form_1116_passive",
    "form_8959",
    "form_8960",
    "child_tax_credit_worksheet",
    "line_5_worksheet",
    "line_11_worksheet",
    "line_14_worksheet",
    "earned_income_worksheet",
    "credit_limit_worksheet_a",
    "credit_limit_worksheet_b",
    "qualified_dividends_worksheet",
    "foreign_earned_income_tax_worksheet",
)
"""The return, its numbered schedules, the forms that hang on it, and last the worksheets that stay at home."""


def form_order(form: str) -> int:
    """Where a form stands in the stapled return; one that we do not know comes last."""
    return STAPLED.index(form) if form in STAPLED else len(STAPLED)


def in_stapled_order(lines: Iterable[Line]) -> list[Line]:
    """Form after form as they are stapled, each form's lines as they are printed."""
    return sorted(lines, key=lambda line: (form_order(line.form), line.form, line_order(line.line)))


def form_titles() -> dict[str, str]:
    """What each form of the engine is called on paper."""
    return {
        "schedule_8812": _("Schedule 8812, line by line"),
        "child_tax_credit_worksheet": _("Child Tax Credit Worksheet (Publication 972)"),
        "line_5_worksheet": _("Line 5 Worksheet of Schedule 8812"),
        "line_11_worksheet": _("Line 11 Worksheet (Publication 972)"),
        "line_14_worksheet": _("Line 14 Worksheet (Publication 972)"),
        "earned_income_worksheet": _("Earned Income Worksheet"),
        "credit_limit_worksheet_a": _("Credit Limit Worksheet A"),
        "credit_limit_worksheet_b": _("Credit Limit Worksheet B"),
        "form_2555": _("Form 2555, foreign earned income exclusion"),
        "form_2555_spouse": _("Form 2555 of the spouse"),
        "form_1116": _("Form 1116, foreign tax credit"),
        "form_1116_general": _("Form 1116, pay from work"),
        "form_1116_passive": _("Form 1116, interest, dividends and the like"),
        "form_1040": _("Form 1040"),
        "form_1040_nr": _("Form 1040-NR"),
        "schedule_1": _("Schedule 1"),
        "schedule_2": _("Schedule 2"),
        "schedule_3": _("Schedule 3"),
        "schedule_4": _("Schedule 4"),
        "schedule_5": _("Schedule 5"),
        "schedule_se": _("Schedule SE, self-employment tax"),
        "schedule_se_spouse": _("Schedule SE of the spouse"),
        "qualified_dividends_worksheet": _("Qualified Dividends and Capital Gain Tax Worksheet"),
        "foreign_earned_income_tax_worksheet": _("Foreign Earned Income Tax Worksheet"),
        "form_8959": _("Form 8959, Additional Medicare Tax"),
        "form_8960": _("Form 8960, net investment income tax"),
    }
