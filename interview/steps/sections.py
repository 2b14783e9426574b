"""The sections of the full interview, in order, and what each is called."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from interview.steps.questions import Phrase

BASICS = "basics"
STATUS = "status"
PEOPLE = "people"
CHILDREN = "children"
INCOME = "income"
EXCLUSION = "exclusion"
FOREIGN_TAX = "foreign-tax"
DEDUCTIONS = "deductions"
HISTORY = "history"
QUICK = "quick"
RATES = "rates"


class Section(NamedTuple):
    """One part of the interview, as the list beside the questions names it."""

    slug: str
    title: Phrase


SECTIONS = (
    Section(BASICS, _("Year and home")),
    Section(STATUS, _("Filing status")),
    Section(PEOPLE, _("You and your spouse")),
    Section(CHILDREN, _("Children")),
    Section(INCOME, _("Income")),
    Section(EXCLUSION, _("Form 2555")),
    Section(FOREIGN_TAX, _("Tax abroad")),
    Section(DEDUCTIONS, _("Deductions")),
    Section(HISTORY, _("Earlier years and filing")),
)
QUICK_CHECK = Section(QUICK, _("Quick check"))
EXCHANGE_RATES = Section(RATES, _("Exchange rates"))
