"""The questions of the interview and the way through them. Import from here."""

from interview.steps.questions import (
    Choice,
    Count,
    Country,
    Day,
    Kind,
    Money,
    Option,
    Question,
    Rate,
    Several,
    Step,
    TaxYear,
    Text,
    Tick,
    Year,
)
from interview.steps.route import FULL, QUICK, Page, Route, depth, first_open, pages
from interview.steps.saved import CHILDREN, MORE_INCOME, QUICK_CARDS, REMOVED_INCOME, Answers, Saved
from interview.steps.table import QUICK_STEPS, STEPS
from interview.steps.wording import Words

__all__ = [
    "CHILDREN",
    "FULL",
    "MORE_INCOME",
    "QUICK",
    "QUICK_CARDS",
    "QUICK_STEPS",
    "REMOVED_INCOME",
    "STEPS",
    "Answers",
    "Choice",
    "Count",
    "Country",
    "Day",
    "Kind",
    "Money",
    "Option",
    "Page",
    "Question",
    "Rate",
    "Route",
    "Saved",
    "Several",
    "Step",
    "TaxYear",
    "Text",
    "Tick",
    "Words",
    "Year",
    "depth",
    "first_open",
    "pages",
]
