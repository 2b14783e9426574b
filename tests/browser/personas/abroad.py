"""Families outside the United States, or on the way there."""

from __future__ import annotations

from typing import Final

from tests.browser.personas.persona import Persona, born, money, usually

ABROAD: Final = {"place": "abroad"}

# 2025: EUR 45,000 / 0.886 = $50,790 and EUR 9,000 / 0.886 = $10,158. The Spanish tax is more than the US tax on
# $50,790 - $23,625, so none is left, and the credit of the child with a number is paid up to the $1,700 for one child.
SPAIN: Final = Persona(
    id="P3-spain-one-number-missing",
    full=usually(
        {
            "where was your main home": "In another country",
            "which country did you live in": "Spain",
            "situation on december 31": "^Married",
            "what was your spouse for us tax": "nonresident",
            "file together with your nonresident spouse": "^No",
            "more than half the cost of your home": "Yes",
            "filing status is likely head of household": "Head of household",
            "what should we call this child": ["Lucia", "Pablo"],
            "when was this child born": born("February 11 2016", "August 30 2023"),
            "which of these fits lucia": "citizen with a Social Security number",
            "which of these fits pablo": "citizen with no number yet",
            "how much pay did you get": money("45000", "Euro"),
            "where did you do the work": "Outside the US",
            "do you use form 2555": "both ways",
            "live and work outside the us for all": "Yes, all year",
            "used form 2555 in any earlier year": "Yes, for 2024",
            "did you.* pay income tax to another country": "Yes",
            "how much of that tax was on your work": money("9000", "Euro"),
            "more time to file": "I lived abroad on the due date",
        }
    ),
    children=2,
    quick={
        "where did you live for most": "In another country",
        "which of these fits you best": "not a US citizen",
        "how many children under 17": "2",
        "how many of them": "1",
        "have a social security number": "Yes",
        "how much did you earn": money("45000", "Euro"),
        "how much income tax did you pay": money("9000", "Euro"),
        "do you use form 2555": "both ways",
    },
    household={
        "tax_year": 2025,
        "filing_status": "head_of_household",
        "residence": {**ABROAD, "country": "ES"},
        "filer": {
            "wages_foreign": 50_790,
            "exclusion": {"test": "physical_presence", "qualifying_days": 365, "elected_before": True},
        },
        "foreign_tax": {"general": 10_158},
        "filing": {"abroad_on_due_date": True},
        "children": [
            {"name": "Lucia", "birth_date": "2016-02-11"},
            {"name": "Pablo", "birth_date": "2023-08-30", "taxpayer_id": {"kind": "none"}},
        ],
    },
    amount=1_700,
    says="You can get $1,700 back, even though you owe no US tax",
    quick_says="You could get about $1,700 back from the IRS for 2025",
    screens=32,
)

# 2025: AED 300,000 / 3.673 = $81,677 and AED 150,000 / 3.673 = $40,839, no tax there. Counted, $122,516 - $31,500 =
# $91,016 bears $10,446 of tax; the credit of 3 x $2,200 = $6,600 takes all of itself off it and $3,846 is left to pay.
# Left out, there is no tax and no refund either: the family keeps Form 2555.
DUBAI: Final = Persona(
    id="P4-dubai-no-tax",
    full=usually(
        {
            "where was your main home": "In another country",
            "which country did you live in": "United Arab Emirates",
            "situation on december 31": "^Married",
            "what was your spouse for us tax": "A US citizen",
            "how do you file": "Together",
            "what should we call this child": ["Max", "Amy", "Tom"],
            "when was this child born": born("February 11 2016", "August 30 2023", "March 3 2013"),
            "which of these fits (max|amy|tom)": "citizen with a Social Security number",
            "how much pay did (you|your spouse) get": [money("300000", "AED"), money("150000", "AED")],
            "where did (you|your spouse) do the work": "Outside the US",
            "do you use form 2555": "Yes, I plan to",
            "who uses form 2555": "Both of us",
            "live and work outside the us for all": "Yes, all year",
            "used form 2555 in any earlier year": "Yes, for 2024",
            "did you.* pay income tax to another country": "^No$",
        }
    ),
    children=3,
    quick={
        "where did you live for most": "In another country",
        "which of these fits you best": "we file together",
        "how many children under 17": "3",
        "how many of them": "3",
        "have a social security number": "Both",
        "how much did you and your spouse earn": money("450000", "AED"),
        "how much income tax did you and your spouse pay": money("0", "AED"),
        "do you use form 2555": "both ways",
    },
    household={
        "tax_year": 2025,
        "filing_status": "married_joint",
        "residence": {**ABROAD, "country": "AE"},
        "filer": {
            "wages_foreign": 81_677,
            "exclusion": {
                "test": "physical_presence",
                "qualifying_days": 365,
                "choice": "elect",
                "elected_before": True,
            },
        },
        "spouse": {
            "wages_foreign": 40_839,
            "exclusion": {
                "test": "physical_presence",
                "qualifying_days": 365,
                "choice": "elect",
                "elected_before": True,
            },
        },
        "filing": {"abroad_on_due_date": True},
        "children": [
            {"name": "Max", "birth_date": "2016-02-11"},
            {"name": "Amy", "birth_date": "2023-08-30"},
            {"name": "Tom", "birth_date": "2013-03-03"},
        ],
    },
    says="Keep Form 2555 for 2025",
    reads="$3,846",
    quick_says="Form 2555 is the better way for 2025",
    screens=34,
)

# 2025: CAD 80,000 / 1.398 = $57,225 and CAD 14,000 / 1.398 = $10,014. Emma slept 190 nights there, more than half; Noah
# only 170, but his mother signed Form 8332. Both count, Canada's tax clears the US tax, and 2 x $1,700 is paid.
CANADA: Final = Persona(
    id="P6-canada-shared-custody",
    full=usually(
        {
            "where was your main home": "In another country",
            "which country did you live in": "Canada",
            "situation on december 31": "Divorced",
            "more than half the cost of your home": "Yes",
            "filing status is likely head of household": "Head of household",
            "what should we call this child": ["Emma", "Noah"],
            "when was this child born": born("February 11 2016", "March 3 2013"),
            "how much of .* live with you": "About half",
            "how many nights did emma": "190",
            "how many nights did noah": "170",
            "which of these fits (emma|noah)": "citizen with a Social Security number",
            "any of these true for any of your children": "signed Form 8332",
            "any of these true for emma": "None of these",
            "any of these true for noah": "other parent signed Form 8332",
            "do the parents of noah live apart": "Yes",
            "how much pay did you get": money("80,000", "CAD"),
            "where did you do the work": "Outside the US",
            "do you use form 2555": "both ways",
            "live and work outside the us for all": "Yes, all year",
            "used form 2555 in any earlier year": "never",
            "did you.* pay income tax to another country": "Yes",
            "how much of that tax was on your work": money("14,000", "CAD"),
        }
    ),
    children=2,
    quick={
        "where did you live for most": "In another country",
        "which of these fits you best": "Not married",
        "how many children under 17": "1",
        "how many of them": "1",
        "have a social security number": "Yes",
        "how much did you earn": money("80000", "CAD"),
        "how much income tax did you pay": money("14000", "CAD"),
        "do you use form 2555": "both ways",
    },
    household={
        "tax_year": 2025,
        "filing_status": "head_of_household",
        "residence": {**ABROAD, "country": "CA"},
        "filer": {"wages_foreign": 57_225, "exclusion": {"test": "physical_presence", "qualifying_days": 365}},
        "foreign_tax": {"general": 10_014},
        "filing": {"abroad_on_due_date": True},
        "children": [
            {"name": "Emma", "birth_date": "2016-02-11", "months_with_you": 7},
            {"name": "Noah", "birth_date": "2013-03-03", "months_with_you": 6, "custody": "released_to_you"},
        ],
    },
    amount=3_400,
    says="You can get $3,400 back, even though you owe no US tax",
    quick_says="You could get about $1,700 back from the IRS for 2025",
    screens=29,
    # The design counts one child; the second has three screens of its own, and each has its nights and its facts.
    more_screens=5,
)

# 2021, with a US home for more than half of the year: all of the credit is paid, 2 x $3,600 for two children under 6,
# less the 6 x $300 that came early for the older one.
MOVED_HOME: Final = Persona(
    id="P7-2021-berlin-to-boston",
    tax_year=2021,
    full=usually(
        {
            "where was your main home": "I moved",
            "which country did you live in": "Germany",
            "home in the us for more than half": "Yes",
            "situation on december 31": "^Married",
            "what was your spouse for us tax": "A US citizen",
            "how do you file": "Together",
            "what should we call this child": ["Ida", "Finn"],
            "when was this child born": born("February 11 2017", "November 8 2021"),
            "which of these fits (ida|finn)": "citizen with a Social Security number",
            "irs send you early": "1800",
            "for how many children was it": "1",
            "what kinds of .* did you have": "Pay from a job",
            "what kinds of .* did your spouse": "None of these",
            "how much pay did you get": money("50000", "USD"),
            "where did you do the work": "Some of each",
            "share of this work": "40",
            "do you use form 2555": "^No$",
            "used form 2555 in any earlier year": "never",
            "did you.* pay income tax to another country": "Yes",
            "how much of that tax was on your work": money("3384", "Euro"),
            "earn from work in 20(19|20)": "50000",
        }
    ),
    children=2,
    quick={
        "where did you live for most": "I moved",
        "which of these fits you best": "we file together",
        "how many children under 18": "2",
        "how many of them": "2",
        "have a social security number": "Both",
        "how much did you and your spouse earn": money("50000", "USD"),
        "how much income tax did you and your spouse pay": money("3384", "Euro"),
        "do you use form 2555": "^No$",
    },
    household={
        "tax_year": 2021,
        "filing_status": "married_joint",
        "residence": {**ABROAD, "country": "DE", "main_home_in_us_over_half_year": True},
        "filer": {"wages_us": 30_000, "wages_foreign": 20_000, "exclusion": {"choice": "decline"}},
        "spouse": {},
        "foreign_tax": {"general": 4_000},
        "filing": {"abroad_on_due_date": True},
        "history": {"advance_child_credit_received": 1_800},
        "children": [{"name": "Ida", "birth_date": "2017-02-11"}, {"name": "Finn", "birth_date": "2021-11-08"}],
    },
    amount=5_400,
    says="You could have had $5,400 back for 2021, but it is most likely too late",
    # The quick check takes a home that moved as one abroad, where at most $1,400 is paid for a child.
    quick_says="You could have had $2,800 back for 2021, but it is most likely too late",
    screens=36,
)

# 2025: EUR 60,000 / 0.886 = $67,720 and EUR 15,000 / 0.886 = $16,930. The German tax clears the US tax on $67,720 -
# $23,625, so both children's credit is paid up to 2 x $1,700. With Form 2555 nothing would be paid.
BERLIN: Final = Persona(
    id="P13-berlin",
    full=usually(
        {
            "where was your main home": "In another country",
            "which country did you live in": "Germany",
            "situation on december 31": "^Married",
            "what was your spouse for us tax": "nonresident",
            "file together with your nonresident spouse": "^No",
            "more than half the cost of your home": "Yes",
            "filing status is likely head of household": "Head of household",
            "what should we call this child": ["Mia", "Leo"],
            "when was this child born": born("April 5 2019", "September 14 2015"),
            "which of these fits (mia|leo)": "citizen with a Social Security number",
            "how much pay did you get": money("60000", "Euro"),
            "where did you do the work": "Outside the US",
            "do you use form 2555": "both ways",
            "live and work outside the us for all": "Yes, all year",
            "used form 2555 in any earlier year": "never",
            "did you.* pay income tax to another country": "Yes",
            "how much of that tax was on your work": money("15000", "Euro"),
        }
    ),
    children=2,
    quick={
        "where did you live for most": "In another country",
        "which of these fits you best": "not a US citizen",
        "how many children under 17": "2",
        "how many of them": "2",
        "have a social security number": "Yes",
        "how much did you earn": money("60000", "Euro"),
        "how much income tax did you pay": money("15000", "Euro"),
        "do you use form 2555": "both ways",
    },
    household={
        "tax_year": 2025,
        "filing_status": "head_of_household",
        "residence": {**ABROAD, "country": "DE"},
        "filer": {"wages_foreign": 67_720, "exclusion": {"test": "physical_presence", "qualifying_days": 365}},
        "foreign_tax": {"general": 16_930},
        "filing": {"abroad_on_due_date": True},
        "children": [{"name": "Mia", "birth_date": "2019-04-05"}, {"name": "Leo", "birth_date": "2015-09-14"}],
    },
    amount=3_400,
    says="You can get $3,400 back, even though you owe no US tax",
    quick_says="You could get about $3,400 back from the IRS for 2025",
    screens=30,
)

# 2025, in Germany, with "I'm not sure" wherever it is offered. At worst nobody's number is good for work, and nothing
# is paid. At best both children count and the German tax clears the US tax: 2 x $1,700.
UNSURE: Final = "not sure"
NEVER_SURE: Final = Persona(
    id="P11-never-sure",
    full={
        "where was your main home": "In another country",
        "which country did you live in": "Germany",
        "situation on december 31": "^Married",
        "what was your spouse for us tax": UNSURE,
        "which of these was true for your spouse": "None of these",
        "file together with your nonresident spouse": "^No",
        "more than half the cost of your home": UNSURE,
        "which of these fits you for": "not sure",
        "how old were you": "24 to 64",
        "what should we call this child": ["Mia", "Leo"],
        "when was this child born": born("April 5 2019", "September 14 2015"),
        "how is this child related": "by birth",
        "how much of .* live with you": "All year",
        "how many other people do you claim": "0",
        "any of these true for any of your children": "None of these",
        "what kinds of": "Pay from a job",
        "how much pay did you get": money("60000", "Euro"),
        "where did you do the work": "Outside the US",
        "standard deduction": "Yes",
        "have you filed": "Not yet",
    },
    otherwise=UNSURE,
    children=2,
    quick={
        "where did you live for most": "In another country",
        "how many children under 17": "2",
        "how much did you earn": money("60000", "Euro"),
    },
    household={
        "tax_year": 2025,
        "filing_status": "married_separate",
        "residence": {**ABROAD, "country": "DE"},
        "filer": {
            "us_status": "resident_alien",
            "taxpayer_id": {"kind": "none"},
            "wages_foreign": 67_720,
            "exclusion": {"elected_before": True},
        },
        "filing": {"abroad_on_due_date": True},
        "children": [
            {
                "name": name,
                "birth_date": birth_date,
                "us_status": "none",
                "taxpayer_id": {"kind": "none"},
            }
            for name, birth_date in (("Mia", "2019-04-05"), ("Leo", "2015-09-14"))
        ],
    },
    says="You could get between $0 and $3,400 back from the IRS for 2025",
    quick_says="You could get between $0 and $3,400 back from the IRS for 2025",
    screens=29,
    # Abroad and with two children each "I'm not sure" leads to a screen that would settle it.
    more_screens=9,
)
