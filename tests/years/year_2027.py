"""Tax year 2027 with figures that nobody has set: MADE UP FOR A TEST, entered as an admin enters a new year.

The steps are those of the README's section on a new tax year. Nothing here is code of the product or one of its files:
the year is in the database alone. Figures of law that do not change from year to year are carried over from 2026 and
confirmed; each figure that is new says in its source that it is made up.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User

from interview.years.checks import open_warnings
from interview.years.files.figure_import import read_import
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.parameter_set import ParameterSet
from interview.years.publishing import change_draft, confirm, confirm_warnings, new_year, publish, submit

MADE_UP = "MADE UP FOR A TEST"
BEFORE, YEAR, DUE = 2026, 2027, 2028

STATUSES = ("single", "married_joint", "married_separate", "head_of_household", "surviving_spouse")


def by_status(*values: Any) -> dict[str, Any]:
    """A value for single, joint, separate and head of household; a surviving spouse has that of a joint return."""
    single, joint, separate, head = values
    return dict(zip(STATUSES, (single, joint, separate, head, joint), strict=True))


SINGLE_BOUNDS = [12_500, 51_000, 107_000, 204_000, 259_000, 648_000]
JOINT_BOUNDS = [25_000, 102_000, 214_000, 408_000, 518_000, 776_000]
SEPARATE_BOUNDS = [12_500, 51_000, 107_000, 204_000, 259_000, 388_000]
HEAD_BOUNDS = [18_000, 68_000, 107_000, 204_000, 259_000, 648_000]
# A separate filer and a surviving spouse count as single for the earned income credit.
EIC_STARTS, EIC_STARTS_JOINT = [11_000, 24_200, 24_200, 24_200], [18_400, 31_600, 31_600, 31_600]
EIC_ENDS, EIC_ENDS_JOINT = [19_797, 52_285, 59_528, 63_944], [27_197, 59_685, 66_928, 71_344]

FIGURES: dict[str, dict[str, Any]] = {
    "child_tax_credit": {"per_child": 2_300, "refund_cap_per_child": 1_900},
    "income_tax": {"upper_bounds": by_status(SINGLE_BOUNDS, JOINT_BOUNDS, SEPARATE_BOUNDS, HEAD_BOUNDS)},
    "deductions": {
        "standard": by_status(16_500, 33_000, 16_500, 25_000),
        "additional": by_status(2_100, 1_700, 1_700, 2_100),
        "dependent_minimum": 1_400,
        "dependent_addition": 500,
    },
    "capital_gains": {
        "zero_to": by_status(50_000, 100_000, 50_000, 67_000),
        "fifteen_to": by_status(550_000, 620_000, 310_000, 585_000),
    },
    "earned_income_credit": {
        "maximum": [673, 4_488, 7_440, 8_370],
        "earned_income_amount": [8_800, 13_200, 18_600, 18_600],
        "phaseout_start": by_status(EIC_STARTS, EIC_STARTS_JOINT, EIC_STARTS, EIC_STARTS)
        | {"surviving_spouse": EIC_STARTS},
        "completed_phaseout": by_status(EIC_ENDS, EIC_ENDS_JOINT, EIC_ENDS, EIC_ENDS) | {"surviving_spouse": EIC_ENDS},
        "investment_income_limit": 12_400,
    },
    "payroll_taxes": {"wage_base": 190_200},
    "exclusion": {
        "maximum": 136_000,
        "days_in_year": 365,
        "housing_base": 21_760,
        "housing_base_per_day": 59.62,
        "housing_limit": 40_800,
        "housing_limit_per_day": 111.78,
    },
    "foreign_tax_credit": {"adjustment_worksheet_line_5": by_status(204_000, 408_000, 204_000, 204_000)},
    "changes_to_watch": {
        "refunds_tied_to_status": False,
        "home_improvement_credit_ended": True,
        "unemployment_partly_untaxed": False,
        "forms_are_drafts": False,
    },
    "dates": {
        "return_due": "2028-04-18",
        "return_due_abroad": "2028-06-15",
        "return_due_extended": "2028-10-16",
        "claim_refund_by": "2031-04-15",
        "claim_refund_by_abroad": "2031-06-15",
        "claim_refund_by_extended": "2031-10-15",
        "refunds_not_before": "2028-02-15",
    },
    # Lines that moved: what the forms of 2027 will be like is data too.
    "form_lines": {
        "agi_for_other_forms": "11c",
        "additional_child_tax_credit": "28a",
        "other_employment_taxes": "Schedule 1 line 16 and Schedule 2 lines 18c and 19c",
    },
}
RATES_CSV = f"currency,rate,source\nEUR,0.800,{MADE_UP}\nGBP,0.700,{MADE_UP}\nCAD,1.400,{MADE_UP}\n"
NOTICE = {"en": "The figures of 2027 are there.", "es": "Ya están las cifras de 2027."}


def file_of_figures() -> bytes:
    """What somebody has typed off the year's publications, as a JSON file to import."""
    figures = {
        section: {name: {"value": value, "source": MADE_UP} for name, value in values.items()}
        for section, values in FIGURES.items()
    }
    return json.dumps({"tax_year": YEAR, "figures": figures}).encode()


def take(draft: ParameterRevision, raw: bytes, *, by: User) -> None:
    """Import a file into a draft, all of it."""
    found = read_import(raw, draft.document, ParameterSet(YEAR).last_year())
    assert not found.refusals, found.refusals
    change_draft(draft, found.document, by=by, what=HistoryEntry.What.IMPORTED)


def enter_2027(editor: User, *, rates: str = RATES_CSV) -> ParameterRevision:
    """A draft of 2027, complete and sent to review; without `rates` as before the year is over."""
    draft = new_year(YEAR, by=editor)
    take(draft, file_of_figures(), by=editor)
    if rates:
        take(draft, rates.encode(), by=editor)
    confirm(draft, list(draft.to_confirm), by=editor, reason="The law of 2026 goes on.")
    confirm_warnings(draft, {warning.mark: MADE_UP for warning in open_warnings(draft)}, by=editor)
    submit(draft, by=editor)
    return draft


def publish_2027(editor: User, publisher: User, *, rates: str = RATES_CSV) -> ParameterRevision:
    """2027 in force: entered by one person, published by another."""
    revision = enter_2027(editor, rates=rates)
    publish(revision, by=publisher, reason="The figures of 2027 are out.", notice=NOTICE, in_force=None)
    return revision
