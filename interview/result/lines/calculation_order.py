"""The order in which a return is worked out, which is not the order in which it is stapled.

Where two returns differ in many lines, the first of them in this order is where they part; the rest follows.
"""

from __future__ import annotations

from interview.engine import line_order
from interview.result.explain.case import Case
from interview.result.explain.form_order import form_order
from interview.result.explain.schedule import SCHEDULE, version

RETURNS = ("form_1040", "form_1040_nr")
# Steps of the work. Form 1040 comes back between them, as far as the next form needs it.
PAY, INCOME, TAX, CREDITS, PAYMENTS = "pay", "income", "tax", "credits", "payments"
STEPS: tuple[tuple[str, ...], ...] = (
    (PAY,),
    ("schedule_se", "schedule_se_spouse"),
    ("form_2555", "form_2555_spouse"),
    ("schedule_1",),
    (INCOME,),
    ("qualified_dividends_worksheet", "foreign_earned_income_tax_worksheet"),
    (TAX,),
    ("form_1116_general", "form_1116_passive"),
    ("form_1116",),
    ("schedule_3",),
    ("form_8959", "form_8960"),
    ("earned_income_worksheet", "line_5_worksheet"),
    ("earned_income_credit",),
    ("schedule_8812_before_tax",),
    ("credit_limit_worksheet_b", "line_11_worksheet", "line_14_worksheet"),
    ("credit_limit_worksheet_a",),
    ("child_tax_credit_worksheet",),
    (SCHEDULE,),
    ("schedule_8812_after_part_two",),
    ("schedule_2", "schedule_4"),
    (CREDITS,),
    ("schedule_5",),
    (PAYMENTS,),
)
STEP_OF = {name: step for step, names in enumerate(STEPS) for name in names}
BEFORE_TAX = 12
"""The last line of the schedule that knows nothing of tax: the credit after the income limit."""
AFTER_PART_TWO = ("15c", "15d", "15e", "15f", "15g", "15h")
"""Lines of 2021 that take up the end of Part II."""
EARLY_PAYMENTS = 28
"""Part III of 2021 comes last."""


class CalculationOrder:
    """Sorts lines of one result's year by when they are worked out."""

    def __init__(self, case: Case) -> None:
        lines = (
            case.parameters.nonresident_form_lines if case.household.nonresident_return else case.parameters.form_lines
        )
        self._version = version(case)
        self._credit_for_work = (lines.earned_income_credit.form, lines.earned_income_credit.line)
        self._ends = tuple(
            (line_order(place.line), name)
            for place, name in (
                (lines.wages, PAY),
                (lines.taxable_income, INCOME),
                (lines.tax_before_credits, TAX),
                (lines.total_tax, CREDITS),
            )
        )

    def __call__(self, form: str, line: str) -> tuple[int, int, tuple[int, str]]:
        """A key to sort by."""
        name = form
        if (form, line) == self._credit_for_work:
            name = "earned_income_credit"
        elif form in RETURNS:
            name = next((part for end, part in self._ends if line_order(line) <= end), PAYMENTS)
        elif form == SCHEDULE:
            name = self._part_of_the_schedule(line)
        return STEP_OF.get(name, len(STEPS)), form_order(form), line_order(line)

    def _part_of_the_schedule(self, line: str) -> str:
        number = line_order(line)[0]
        if self._version in ("2021", "2022") and number <= BEFORE_TAX:
            return "schedule_8812_before_tax"
        if self._version == "2021" and (line in AFTER_PART_TWO or number >= EARLY_PAYMENTS):
            return "schedule_8812_after_part_two"
        return SCHEDULE
