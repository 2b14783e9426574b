"""The families of the golden results: the design's personas, and more, one for each way that a result can turn out.

Beside each amount stands how it comes about by hand. EUR 60,000 of 2025 is $67,720 (yearly average rate 0.886).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, family

Answers = dict[str, Any]

MARCH = date(2026, 3, 9)
"""Before the return of 2025 is due."""
NOVEMBER = date(2026, 11, 23)
"""After all its days, as long as its refund can still be claimed."""


@dataclass(frozen=True)
class Golden:
    """Saved answers, the day on which the result is read, the code of its headline and the credit paid out."""

    answers: Answers
    headline: str
    paid: int = 0
    today: date = NOVEMBER


def dollars(amount: int) -> dict[str, str]:
    return {"amount": str(amount), "currency": "USD"}


def in_the_us(wages: int, **changes: Any) -> Answers:
    """The mother with her two children in Ohio, with nothing but this pay."""
    return family(
        BERLIN,
        home={"main_place": "us"},
        home_country=None,
        income_kinds__you={"kinds": ["wages"], "abroad_too": False},
        income__you__wages={"amount": dollars(wages), "guess": False},
        **dict.fromkeys(("exclusion_plan", "exclusion_all_year", "exclusion_prior", "foreign_tax"), None),
        foreign_tax_amount=None,
        **changes,
    )


def one_child(answers: Answers, **changes: Any) -> Answers:
    """Only Mia, changed like this."""
    second = {name.replace("-", "__"): None for name in answers if name.endswith("-c2")}
    return family(answers, children=["c1"], **second, **changes)


def in_2021(answers: Answers, **changes: Any) -> Answers:
    return family(answers, year={"tax_year": 2021}, **changes)


NO_EXTENSION = {"extension": "none"}
GRADUATE = {"name": "Mia", "birth_date": "2008-05-04", "died": False, "relationship": "birth"}

PERSONAS: dict[str, Answers] = json.loads((Path(__file__).parent / "personas.json").read_text(encoding="utf-8"))
"""What the personas of tests/browser answered in their browsers; there each amount is worked out by hand."""

OF_PERSONAS = {
    "P1-ohio-couple": Golden(PERSONAS["P1-ohio-couple"], "H_REFUND", 2_547),
    "P2-texas-mother": Golden(PERSONAS["P2-texas-mother"], "H_REFUND", 1_125),
    "P3-spain-one-number-missing": Golden(PERSONAS["P3-spain-one-number-missing"], "H_REFUND", 1_700),
    "P4-dubai-no-tax": Golden(PERSONAS["P4-dubai-no-tax"], "H_STAY"),
    "P5-puerto-rico": Golden(PERSONAS["P5-puerto-rico"], "H_REFUND", 1_530),
    "P6-canada-shared-custody": Golden(PERSONAS["P6-canada-shared-custody"], "H_REFUND", 3_400),
    "P7-2021-berlin-to-boston": Golden(PERSONAS["P7-2021-berlin-to-boston"], "H_LATE", 5_400),
    "P8-green-cards-and-an-itin": Golden(PERSONAS["P8-green-cards-and-an-itin"], "H_ODC"),
    "P9-guam": Golden(PERSONAS["P9-guam"], "stop"),
    "P10-2017-itin": Golden(PERSONAS["P10-2017-itin"], "H_LATE", 1_000),
    "P11-never-sure": Golden(PERSONAS["P11-never-sure"], "H_RANGE"),
    "P13-berlin": Golden(PERSONAS["P13-berlin"], "H_REFUND", 3_400),
    # The quick check of the same mother.
    "P13-berlin-quick": Golden(QUICK_BERLIN, "H_REFUND", 3_400),
}

OTHERS = {
    # She plans to use Form 2555: with it nothing is paid out, without it 2 x $1,700.
    "berlin-with-form-2555": Golden(family(BERLIN, exclusion_plan={"plan": "plan_yes"}), "H_SWITCH"),
    # She has filed with it already, so the return has to be changed.
    "berlin-filed-with-form-2555": Golden(
        family(BERLIN, exclusion_plan={"plan": "filed"}, history={"denied": "no", "filed": "on_time"}), "H_SWITCH"
    ),
    # One parent's pay, and Form 2555 for this one only: one form is enough to end the refund of both.
    "couple-in-berlin-one-excludes": Golden(
        family(MARRIED_IN_BERLIN, exclusion_plan={"plan": "plan_yes"}, exclusion_who={"who": "filer"}), "H_SWITCH"
    ),
    # $180,000 in a country without income tax: the exclusion is worth more than the credit.
    "no-tax-abroad": Golden(
        family(
            BERLIN,
            home_country={"country": "AE"},
            income__you__wages={"amount": dollars(180_000), "guess": False, "source": "foreign"},
            foreign_tax={"paid": "no"},
            foreign_tax_amount=None,
        ),
        "H_STAY",
    ),
    # Leo's number can still come: one child counts now, 1 x $1,700.
    "number-on-its-way": Golden(
        family(BERLIN, child_papers__c2={"papers": "citizen_none"}, extension=NO_EXTENSION), "H_REFUND", 1_700, MARCH
    ),
    # The only child has no number, and it can still come in time.
    "only-child-without-number": Golden(
        one_child(BERLIN, child_papers__c1={"papers": "citizen_none"}, children_issued=None, extension=NO_EXTENSION),
        "H_FIX",
        0,
        MARCH,
    ),
    # The same after the last day.
    "number-too-late": Golden(
        one_child(BERLIN, child_papers__c1={"papers": "citizen_none"}, children_issued=None, extension=NO_EXTENSION),
        "H_ZERO",
    ),
    # The mother has no number of her own; from 2025 one parent needs one.
    "mother-without-number": Golden(
        family(
            BERLIN,
            papers__you={"papers": "other", "age_band": "24_64"},
            us_status__you={"status": "citizen"},
            tax_id__you={"kind": "none"},
        ),
        "H_FIX",
        0,
        MARCH,
    ),
    # Only a pension: nothing is earned, and the refund starts above $2,500 of pay.
    "no-pay-from-work": Golden(
        family(
            BERLIN,
            income_kinds__you={"kinds": ["pension"]},
            income__you__wages=None,
            income__you__pension={
                "amount": dollars(20_000),
                "guess": False,
                "source": "foreign",
                "tax_free": dollars(0),
            },
            **dict.fromkeys(("exclusion_plan", "exclusion_all_year", "exclusion_prior"), None),
            foreign_tax={"paid": "no"},
            foreign_tax_amount=None,
        ),
        "H_ZERO",
    ),
    # $400,000 is $200,000 above the limit of $200,000: 200 x $50 is more than 2 x $2,200.
    "above-the-limit": Golden(in_the_us(400_000), "H_ZERO"),
    # $90,000 less $23,625 is $66,375; the tax of $7,804 takes all of 2 x $2,200.
    "all-used-against-tax": Golden(in_the_us(90_000), "H_TAXONLY"),
    # $8,000: no tax, and 15% of $5,500 is $825.
    "little-pay": Golden(in_the_us(8_000), "H_REFUND", 825),
    # A son of 17: $500 at most, and her tax takes it.
    "seventeen": Golden(one_child(in_the_us(60_000), child_basics__c1=GRADUATE), "H_ODC"),
    # Someone else can claim the mother.
    "mother-is-a-dependent": Golden(
        in_the_us(
            20_000,
            papers__you={"papers": "citizen_ssn", "age_band": "19_23"},
            claimed__you={"can_be_claimed": "yes"},
        ),
        "H_ZERO",
    ),
    # The IRS set a wait of two years for a year after 2023.
    "banned": Golden(
        in_the_us(
            30_000,
            history={"denied": "yes", "filed": "no"},
            history_form_8862={"accepted": "no"},
            history_wait={"wait": "two"},
            history_denied_year={"year": 2024},
        ),
        "H_BAN",
    ),
    # 2021 with a home in the US: all of $3,600 + $3,000 can be paid out; $1,200 came early; too late in 2026.
    "whole-credit-of-2021": Golden(
        in_2021(
            in_the_us(20_000),
            home_in_us={"over_half": "yes"},
            paid_early={"received": dollars(1_200), "not_sure": False, "children": 2},
            lookback={"earned": dollars(0), "not_higher": True},
        ),
        "H_LATE",
        5_400,
    ),
    # The year is not over, so it can only be planned; 2 x $1,700.
    "planning-2026": Golden(family(BERLIN, year={"tax_year": 2026}), "H_PLAN", 3_400),
    # 2023 is open until April 2027; the most for a child was $1,600 then.
    "year-2023": Golden(family(BERLIN, year={"tax_year": 2023}), "H_REFUND", 3_200),
    # She is not sure whether Leo has a number: $1,700 or $3,400.
    "one-number-not-sure": Golden(
        family(
            BERLIN,
            child_papers__c2={"papers": "other"},
            child_status__c2={"status": "citizen"},
            child_id__c2={"kind": "not_sure"},
            extension=NO_EXTENSION,
        ),
        "H_RANGE",
        1_700,
    ),
    # A shop in Germany under a certificate of coverage: by the careful reading its profit is no pay.
    "profit-under-a-certificate": Golden(
        family(
            BERLIN,
            income_kinds__you={"kinds": ["self"]},
            income__you__wages=None,
            income__you__self={"amount": dollars(40_000), "guess": False, "source": "foreign"},
            income_social_security__you__self={"system": "certificate"},
        ),
        "H_ZERO",
    ),
    # Mia lives with her father, who signed Form 8332: she counts for her mother, 2 x $1,700.
    "released-by-form-8332": Golden(
        family(
            BERLIN,
            child_home__c1={"lived": "less"},
            children_facts={"facts": ["release"]},
            child_facts__c1={"facts": ["release_in"]},
            child_release__c1={"rule": "yes"},
            child_facts__c2={"facts": ["none"]},
        ),
        "H_REFUND",
        3_400,
    ),
    # A German father who files nothing with the US: with "Show me both" the better return is found.
    "both-ways-compared": Golden(
        family(
            PERSONAS["P13-berlin"],
            joint_nonresident={"files": "compare"},
            joint_before={"before": "no"},
            papers__spouse={"papers": "other", "age_band": "24_64"},
            tax_id__spouse={"kind": "none"},
            income_kinds__spouse={"kinds": ["none"]},
        ),
        "H_REFUND",
        3_400,
    ),
    # Form 2555 was used before: leaving it now closes it for five years.
    "used-form-2555-before": Golden(family(BERLIN, exclusion_prior={"you": "last_year"}), "H_REFUND", 3_400),
}

FAMILIES = OF_PERSONAS | OTHERS
