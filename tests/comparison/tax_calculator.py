"""Tax-Calculator (taxcalc on PyPI): its names for the facts, and what it says."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

from interview.engine import Parameters
from interview.engine.money import RateSchedule
from tests.comparison.amounts import Change, Theirs
from tests.comparison.families import age
from tests.comparison.known_differences import EVERYWHERE, _no_ceiling_of_the_first_phaseout
from tests.engine.families import Document

NAME, PACKAGE = "Tax-Calculator", "taxcalc"
ABROAD = False
STATUS = {"single": 1, "married_joint": 2, "married_separate": 3, "head_of_household": 4, "surviving_spouse": 5}


def _additions_for_age(law: Parameters) -> Parameters:
    additional = dict(law.deductions.additional)
    if law.tax_year == 2023:
        additional |= {"single": 1_800, "head_of_household": 1_800}
    if law.tax_year in (2022, 2023, 2024):
        additional["surviving_spouse"] = additional["single"]
    return replace(law, deductions=replace(law.deductions, additional=additional))


def _top_bracket_of_2023(law: Parameters) -> Parameters:
    bounds = law.income_tax.upper_bounds["married_separate"]
    held = RateSchedule.from_brackets((*bounds[:-1], 578_125), law.income_tax.rates)
    return replace(law, rate_schedules={**law.rate_schedules, "married_separate": held})


KNOWN = (
    *EVERYWHERE,
    Change(
        "standard deduction for age: 1,800 in 2023; a surviving spouse as if unmarried, 2022 to 2024",
        "IRC 63(f)(3); Rev. Proc. 2022-38: 1,850; a surviving spouse has the amount of the married",
        figures=_additions_for_age,
        of=lambda document: document["tax_year"] in (2022, 2023, 2024),
    ),
    Change(
        "top rate of separate returns in 2023 from 578,125 on",
        "Rev. Proc. 2022-38: from 346,875 on",
        figures=_top_bracket_of_2023,
        of=lambda document: document["tax_year"] == 2023 and document["filing_status"] == "married_separate",
    ),
    Change(
        "first phaseout of 2021 without its ceiling",
        "IRC 24(i)(4)(C) of 2021; Line 5 Worksheet line 6",
        figures=_no_ceiling_of_the_first_phaseout,
        of=lambda document: document["tax_year"] == 2021,
    ),
)


def results(documents: list[Document]) -> list[Theirs]:
    """The program's amounts in the order of the households."""
    found: dict[int, Theirs] = {}
    for tax_year in sorted({document["tax_year"] for document in documents}):
        of_the_year = [place for place, document in enumerate(documents) if document["tax_year"] == tax_year]
        answers = _of_a_year([documents[place] for place in of_the_year], tax_year)
        found |= dict(zip(of_the_year, answers, strict=True))
    return [found[place] for place in range(len(documents))]


def _of_a_year(documents: list[Document], tax_year: int) -> list[Theirs]:
    taxcalc, pandas = import_module("taxcalc"), import_module("pandas")
    policy = taxcalc.Policy()
    # By itself it leaves credits unclaimed by chance; here everybody claims.
    policy.implement_reform({f"{name}_claim_prob_scale": {2013: 9e99} for name in ("eitc", "actc")})
    table = pandas.DataFrame([_facts(number, document) for number, document in enumerate(documents, 1)])
    records = taxcalc.Records(data=table, start_year=tax_year, gfactors=None, weights=None, exact_calculations=True)
    calculator = taxcalc.Calculator(policy=policy, records=records)
    calculator.advance_to_year(tax_year)
    calculator.calc_all()
    return [_said(calculator, place, document) for place, document in enumerate(documents)]


def _facts(number: int, document: Document) -> dict[str, Any]:
    tax_year, income = document["tax_year"], document["unearned_income"]
    filer, spouse = document["filer"], document.get("spouse", {})
    ages = [age(child, tax_year) for child in document["children"]]
    own, others = filer.get("self_employment_us", 0), spouse.get("self_employment_us", 0)
    wages, wages_of_spouse = filer.get("wages_us", 0), spouse.get("wages_us", 0)
    return {
        "RECID": number,
        "FLPDYR": tax_year,
        "MARS": STATUS[document["filing_status"]],
        "XTOT": 1 + bool(spouse) + len(ages),
        "age_head": age(filer, tax_year),
        "age_spouse": age(spouse, tax_year) if spouse else 0,
        "nu06": sum(years < 6 for years in ages),
        "nu13": sum(years < 13 for years in ages),
        "n24": sum(years < 17 for years in ages),
        "nu18": sum(years < 18 for years in ages),
        "n1820": sum(years >= 18 for years in ages),
        "EIC": min(3, len(ages)),
        "e00200": wages + wages_of_spouse,
        "e00200p": wages,
        "e00200s": wages_of_spouse,
        "e00900": own + others,
        "e00900p": own,
        "e00900s": others,
        "e00300": income.get("interest_us", 0),
        "e00600": income.get("ordinary_dividends_us", 0),
        "e00650": income.get("qualified_dividends_us", 0),
        "p22250": income.get("short_term_gains", 0),
        "p23250": income.get("long_term_gains", 0),
        "e01500": income.get("pensions_us", 0),
        "e01700": income.get("pensions_us", 0),
        "e02400": income.get("social_security_benefits", 0),
        "e02300": income.get("unemployment", 0),
    }


def _said(calculator: Any, place: int, document: Document) -> Theirs:
    def amount(name: str) -> float:
        return float(calculator.array(name)[place])

    of_2021 = document["tax_year"] == 2021
    grown = any(age(child, document["tax_year"]) >= 18 for child in document["children"])
    # It knows 2021's credit as a whole; what of it is for other dependents cannot be told apart.
    refundable = (None if grown else amount("ctc_refundable")) if of_2021 else 0
    return Theirs(
        agi=amount("c00100"),
        taxable_income=amount("c04800"),
        tax=amount("taxbc"),
        tax_with_minimum_tax=amount("c05800"),
        self_employment_tax=amount("setax"),
        earned_income_credit=amount("eitc"),
        nonrefundable_credit=None if of_2021 else amount("c07220") + amount("odc"),
        additional_child_tax_credit=None if of_2021 else amount("c11070"),
        refundable_child_tax_credit=refundable,
        deductions=amount("qbided") + amount("senior_deduction"),
        elderly_credit=amount("c07200"),
    )
