"""Families in the United States, Puerto Rico and Guam."""

from __future__ import annotations

from typing import Final

from tests.browser.personas.persona import Persona, born, usually

US_HOME: Final = "50 states"

# 2025: $50,000 of pay less the standard deduction of $31,500 leaves $18,500; the tax table says $1,853. The credit is
# 2 x $2,200 = $4,400. It takes the $1,853 off the tax, and of the $2,547 left all is paid: less than 2 x $1,700, and
# less than 15% of the pay above $2,500, which is $7,125.
OHIO: Final = Persona(
    id="P1-ohio-couple",
    full=usually(
        {
            "where was your main home": US_HOME,
            "situation on december 31": "^Married",
            "what was your spouse for us tax": "A US citizen",
            "how do you file": "Together",
            "what should we call this child": ["Ava", "Ben"],
            "when was this child born": born("February 11 2016", "August 30 2019"),
            "which of these fits (ava|ben)": "citizen with a Social Security number",
            "how much pay did (you|your spouse) get": ["30,000", "20,000"],
        }
    ),
    children=2,
    quick={
        "where did you live for most": US_HOME,
        "which of these fits you best": "we file together",
        "how many children under 17": "2",
        "how many of them": "2",
        "have a social security number": "Both",
        "how much did you and your spouse earn": "50000",
    },
    household={
        "tax_year": 2025,
        "filing_status": "married_joint",
        "filer": {"wages_us": 30_000},
        "spouse": {"wages_us": 20_000},
        "children": [{"name": "Ava", "birth_date": "2016-02-11"}, {"name": "Ben", "birth_date": "2019-08-30"}],
    },
    amount=2_547,
    says="You can get $2,547 back, even though you owe no US tax",
    quick_says="You could get about $2,547 back from the IRS for 2025",
    screens=25,
)

# 2025: $10,000 of pay is below the standard deduction of $23,625, so there is no tax. 15% of the $7,500 above $2,500
# is $1,125, less than the $1,700 that could be paid for one child.
TEXAS: Final = Persona(
    id="P2-texas-mother",
    full=usually(
        {
            "where was your main home": US_HOME,
            "situation on december 31": "Divorced",
            "more than half the cost of your home": "Yes",
            "filing status is likely head of household": "Head of household",
            "what should we call this child": ["Zoe"],
            "when was this child born": born("June 2 2018"),
            "which of these fits zoe": "citizen with a Social Security number",
            "how much pay did you get": "10 000.00",
        }
    ),
    children=1,
    quick={
        "where did you live for most": US_HOME,
        "which of these fits you best": "Not married",
        "how many children under 17": "1",
        "how many of them": "1",
        "have a social security number": "Yes",
        "how much did you earn": "10000",
    },
    household={
        "tax_year": 2025,
        "filing_status": "head_of_household",
        "filer": {"wages_us": 10_000},
        "children": [{"name": "Zoe", "birth_date": "2018-06-02"}],
    },
    amount=1_125,
    says="You can get $1,125 back, even though you owe no US tax",
    quick_says="You could get about $1,125 back from the IRS for 2025",
    screens=19,
)

# 2025: pay from Puerto Rico is not taxed by the US and is no pay for the 15%. The second way counts from one child on:
# $1,240 + $290 of payroll tax, less no earned income credit, is $1,530, below the $1,700 for one child.
PUERTO_RICO: Final = Persona(
    id="P5-puerto-rico",
    full=usually(
        {
            "where was your main home": "Puerto Rico",
            "resident of puerto rico for all": "Yes, all year",
            "situation on december 31": "Never married",
            "more than half the cost of your home": "Yes",
            "filing status is likely head of household": "Head of household",
            "what should we call this child": ["Luz"],
            "when was this child born": born("June 2 2018"),
            "which of these fits luz": "citizen with a Social Security number",
            "how much pay did you get": "20000",
            "where did you do the work": "^In Puerto Rico$",
            "social security tax, box": "1240",
            "medicare tax, box": "290",
        }
    ),
    children=1,
    quick={
        "where did you live for most": "Puerto Rico",
        "which of these fits you best": "Not married",
        "how many children under 17": "1",
        "how many of them": "1",
        "have a social security number": "Yes",
        "how much did you earn": "20000",
        "how much income tax did you pay": "0",
        "do you use form 2555": "^No$",
    },
    household={
        "tax_year": 2025,
        "filing_status": "head_of_household",
        "residence": {"place": "puerto_rico"},
        "filer": {"social_security_withheld": 1_240, "medicare_withheld": 290},
        "unearned_income": {"puerto_rico_excluded": 20_000},
        "children": [{"name": "Luz", "birth_date": "2018-06-02"}],
    },
    amount=1_530,
    says="You can get $1,530 back, even though you owe no US tax",
    quick_says="You could get about $1,530 back from the IRS for 2025",
    screens=24,
)

# 2025: no Social Security number, no child tax credit; an ITIN asked for in time brings the $500 for other dependents.
# $60,000 less $31,500 is $28,500, on which the tax is more than that, so it is used in full and none of it is paid out.
SMALLER_CREDIT: Final = Persona(
    id="P8-green-cards-and-an-itin",
    full=usually(
        {
            "where was your main home": US_HOME,
            "situation on december 31": "^Married",
            "what was your spouse for us tax": "green card",
            "how do you file": "Together",
            "which of these fits you for": "green card holder",
            "what should we call this child": ["Ana"],
            "when was this child born": born("June 2 2018"),
            "which of these fits ana": "Something else",
            "was ana a us citizen": "green card",
            "which us tax number does ana have": "An ITIN",
            "what kinds of .* did you have": "Pay from a job",
            "what kinds of .* did your spouse": "None of these",
            "how much pay did you get": "60000",
        }
    ),
    children=1,
    quick={
        "where did you live for most": US_HOME,
        "which of these fits you best": "we file together",
        "how many children under 17": "1",
        "how many of them": "0",
        "have a social security number": "Both",
        "how much did you and your spouse earn": "60000",
    },
    household={
        "tax_year": 2025,
        "filing_status": "married_joint",
        "filer": {"us_status": "resident_alien", "wages_us": 60_000},
        "spouse": {"us_status": "resident_alien"},
        "children": [
            {
                "name": "Ana",
                "birth_date": "2018-06-02",
                "us_status": "resident_alien",
                "taxpayer_id": {"kind": "itin"},
            }
        ],
    },
    says="You get the smaller credit of $500 for 2025",
    quick_says="You do not get this credit for 2025: no child passes every test",
    screens=24,
)

# Guam's own tax office pays the credit: there is nothing that we could work out.
GUAM: Final = Persona(
    id="P9-guam",
    full={"where was your main home": "Guam", "which territory did you live in": "Guam"},
    children=0,
    quick={"where did you live for most": "Guam"},
    household=None,
    says="Your own tax office handles this credit",
    quick_says="Your own tax office handles this credit",
    screens=4,
)

# 2017: an ITIN was enough for a child who was in the US for long enough. $15,000 of pay is below the standard deduction
# of $9,350 and two exemptions of $4,050, so there is no tax. 15% of the $12,000 above $3,000 is more than the $1,000.
# No quick check: it counts Social Security numbers, and in 2017 none was needed.
NO_NUMBER_2017: Final = Persona(
    id="P10-2017-itin",
    tax_year=2017,
    full=usually(
        {
            "where was your main home": US_HOME,
            "situation on december 31": "Never married",
            "more than half the cost of your home": "Yes",
            "filing status is likely head of household": "Head of household",
            "which of these fits you for": "green card holder",
            "what should we call this child": ["Ana"],
            "when was this child born": born("June 2 2009"),
            "which of these fits ana": "Something else",
            "was ana a us citizen": "green card",
            "which us tax number does ana have": "An ITIN",
            "at least 183 days": "Yes",
            "how much pay did you get": "15000",
        }
    ),
    children=1,
    household={
        "tax_year": 2017,
        "filing_status": "head_of_household",
        "filer": {"us_status": "resident_alien", "wages_us": 15_000},
        "children": [
            {
                "name": "Ana",
                "birth_date": "2009-06-02",
                "us_status": "resident_alien",
                "taxpayer_id": {"kind": "itin"},
            }
        ],
    },
    amount=1_000,
    says="You could have had $1,000 back for 2017, but it is most likely too late",
    screens=23,
)
