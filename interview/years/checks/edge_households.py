"""Families at the edges of what the engine knows: it has to work with a draft's figures for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from interview.engine import (
    FILING_STATUSES,
    LARGEST_AMOUNT,
    Child,
    ChildId,
    Exclusion,
    ForeignTax,
    History,
    Household,
    Parameters,
    Payments,
    Person,
    PersonId,
    Problem,
    Residence,
    UnearnedIncome,
    evaluate,
)

PAY = 40_000
PLACES = ("american_samoa", "guam", "northern_mariana_islands", "us_virgin_islands")
ABROAD = Residence(place="abroad", country="DE")
FULL_YEAR_ABROAD = Exclusion(test="bona_fide_residence", qualifying_days=365, housing_expenses=PAY)


def engine_problems(parameters: Parameters) -> list[Problem]:
    """Every family for which the engine stops with these figures; each problem says which. Nothing is raised."""
    found = []
    for name, household in edge_households(parameters.tax_year):
        try:
            evaluate(household, parameters)
        except Exception as error:  # noqa: BLE001 - whatever happens is an answer to who entered the figures
            words = _("The program stops at the test family “%(family)s”: %(error)s") % {
                "family": name,
                "error": f"{type(error).__name__}: {error}",
            }
            found.append(Problem("figures", words))
    return found


def edge_households(tax_year: int) -> Iterator[tuple[str, Household]]:
    """Each family under a name, as of a tax year."""
    for status in FILING_STATUSES:
        for name, situation in _situations(tax_year):
            spouse = {"spouse": situation.get("filer", Person())} if status == "married_joint" else {}
            facts = {**situation, **spouse}
            household = Household(tax_year=tax_year, filing_status=status, **facts)  # type: ignore[arg-type]  # one of them
            yield f"{name}, {status}", household


def _situations(tax_year: int) -> Iterator[tuple[str, dict[str, Any]]]:
    toddler, teenager = Child(birth_date=date(tax_year - 2, 7, 1)), Child(birth_date=date(tax_year - 16, 12, 31))
    late = replace(toddler, taxpayer_id=ChildId(kind="ssn", issued_on=date(tax_year + 2, 1, 1)))
    adult = Child(birth_date=date(tax_year - 18, 6, 1), taxpayer_id=ChildId(kind="itin"))
    born = date(tax_year - 70, 1, 1)
    worker = Person(wages_us=PAY, social_security_withheld=PAY * 62 // 1000, medicare_withheld=PAY * 145 // 10_000)
    abroad = Person(wages_foreign=PAY, exclusion=FULL_YEAR_ABROAD)
    yield "no children, no income", {}
    yield "no children, pay", {"filer": worker}
    yield "one child, no income", {"children": (toddler,)}
    yield "one child, pay", {"filer": worker, "children": (toddler,)}
    yield "twenty children", {"filer": worker, "children": (toddler, teenager) * 10}
    yield "children without a number in time", {"filer": worker, "children": (late, adult)}
    yield "a filer with an ITIN", {"filer": replace(worker, taxpayer_id=PersonId(kind="itin")), "children": (toddler,)}
    yield "the largest pay", {"filer": Person(wages_us=LARGEST_AMOUNT), "children": (toddler, adult)}
    yield "a loss", {"filer": Person(self_employment_us=-PAY), "children": (toddler,)}
    yield (
        "profit abroad",
        {
            "filer": Person(self_employment_foreign=PAY, exclusion=FULL_YEAR_ABROAD),
            "residence": ABROAD,
            "children": (toddler,),
        },
    )
    yield (
        "pay abroad, half a year",
        {
            "filer": replace(abroad, exclusion=Exclusion(test="physical_presence", qualifying_days=183)),
            "residence": ABROAD,
            "foreign_tax": ForeignTax(general=PAY // 4, passive=100),
            "unearned_income": UnearnedIncome(interest_foreign=1_000, ordinary_dividends_foreign=500),
            "children": (toddler, teenager),
        },
    )
    yield (
        "large pay abroad",
        {
            "filer": replace(abroad, wages_foreign=10 * PAY),
            "residence": ABROAD,
            "foreign_tax": ForeignTax(general=PAY),
            "children": (toddler, teenager, adult),
        },
    )
    yield (
        "Puerto Rico",
        {
            "filer": Person(self_employment_us=PAY),
            "residence": Residence(place="puerto_rico"),
            "unearned_income": UnearnedIncome(puerto_rico_excluded=PAY),
            "children": (toddler,),
        },
    )
    for place in PLACES:
        home = Residence(place=place)  # type: ignore[arg-type]  # one of them
        yield f"pay in {place}", {"filer": worker, "residence": home, "children": (toddler,)}
    yield (
        "an old filer with gains and benefits",
        {
            "filer": Person(birth_date=born, blind=True),
            "unearned_income": UnearnedIncome(
                ordinary_dividends_us=PAY,
                qualified_dividends_us=PAY,
                long_term_gains=20 * PAY,
                pensions_us=PAY,
                social_security_benefits=PAY,
            ),
            "children": (adult,),
        },
    )
    yield (
        "facts of earlier years",
        {
            "filer": worker,
            "history": History(
                child_credit_disallowed="needs_form_8862",
                lookback_earned_income=PAY,
                advance_child_credit_received=PAY // 10,
                advance_children=1,
            ),
            "payments": Payments(income_tax_withheld=PAY, other_refundable_credits=100),
            "children": (toddler,),
        },
    )
