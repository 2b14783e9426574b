"""The family in Berlin: a mother, unmarried, who pays for the home, with children of 6 and 10 who have SSNs.

EUR 60,000 wages and EUR 15,000 income tax in 2025. Without the exclusion the refund is full; with it there is none.
"""

from __future__ import annotations

from typing import Final

from tests.browser.answering import Answer

YEAR: Final = "2025"
REFUND: Final = "$3,400"

QUICK: Final[dict[str, Answer]] = {
    "where did you live for most": "In another country",
    "which of these fits you best": "Not married",
    "how many children under 17": "2",
    "how many of them have a social security number": "2",
    "do you have a social security number": "Yes",
    "how much did you earn": {"amount|how much": "60000", "currency": "EUR|Euro"},
    "how much income tax did you pay": {"amount|how much": "15000", "currency": "EUR|Euro"},
    "do you use form 2555": "both ways",
}

FULL: Final[dict[str, Answer]] = {
    "where was your main home": "In another country",
    "which country did you live in": "Germany",
    "situation on december 31": "Never married",
    "more than half the cost of your home": "Yes",
    "which of these fits you for": "citizen with a Social Security number",
    "how old were you": "24 to 64",
    "what should we call this child": ["Mia", "Leo"],
    "when was this child born": [
        {"month": "April", "day": "5", "year": "2019"},
        {"month": "September", "day": "14", "year": "2015"},
    ],
    "how is this child related": "by birth",
    "did (mia|leo) live with you": "All year",
    "which of these fits (mia|leo)": "citizen with a Social Security number",
    "how many other people do you claim": "0",
    "numbers issued before": "Yes",
    "any of these true for any of your children": "None of these",
    "what kinds of income": "Pay from a job",
    "how much pay did you get": {"amount|how much": "60000", "currency": "EUR|Euro"},
    "where did you do the work": "Outside the US",
    "do you use form 2555": "both ways",
    "used form 2555 in any earlier year": "never",
    "live and work outside the us for all": "Yes, all year",
    "did you pay income tax to another country": "Yes",
    "how much of that tax was on your work": {"amount|how much": "15000", "currency": "EUR|Euro"},
    "standard deduction": "Yes",
    "cut or denied your child credit": "^No$",
    "have you filed your": "Not yet",
    "do you count this tax in the year": "it was for",
    "is that right": "^Yes",
    "more time to file": "^No$",
}

CHILDREN: Final = {"Add (a|another) child": 2}
