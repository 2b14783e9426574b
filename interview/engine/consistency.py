"""What two facts of a household say against each other; one field alone cannot show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from interview.engine.household import Child, Household, Person


class Contradiction(NamedTuple):
    """Two facts that cannot both be true, and where the document says so."""

    path: str
    message: str


def contradictions(household: Household) -> Iterator[Contradiction]:
    """What one field alone cannot show: dates out of order, parts larger than their whole, a missing spouse."""
    yield from _spouse_contradictions(household)
    yield from _residence_contradictions(household)
    for index, child in enumerate(household.children):
        yield from _child_contradictions(f"children[{index}]", child, household.tax_year)
    for path, person in (("filer", household.filer), ("spouse", household.spouse)):
        if person is not None:
            yield from _person_contradictions(path, person, household)
    yield from _income_contradictions(household)


def _spouse_contradictions(household: Household) -> Iterator[Contradiction]:
    status = household.filing_status
    if status == "married_joint" and household.spouse is None:
        yield Contradiction("spouse", "a joint return needs a spouse")
    if household.nonresident_return and status in ("married_joint", "head_of_household"):
        yield Contradiction("filing_status", "a Form 1040-NR is single, married_separate or surviving_spouse")
    if status in ("single", "surviving_spouse") and household.spouse is not None:
        yield Contradiction("spouse", f"a {status} return has no spouse; remove it or change filing_status")


def _residence_contradictions(household: Household) -> Iterator[Contradiction]:
    country = household.residence.country
    if country is not None and household.residence.place != "abroad":
        yield Contradiction("residence.country", "only goes with place abroad")
    if country is not None and not (
        len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()
    ):
        yield Contradiction("residence.country", "must be an ISO 3166-1 code of two capital letters, like DE")


def _child_contradictions(path: str, child: Child, tax_year: int) -> Iterator[Contradiction]:
    if child.birth_date.year > tax_year:
        yield Contradiction(f"{path}.birth_date", f"{child.birth_date} is after the tax year {tax_year}")
    if child.died_on is not None:
        if child.died_on < child.birth_date:
            yield Contradiction(f"{path}.died_on", f"{child.died_on} is before the birth on {child.birth_date}")
        elif child.died_on.year < tax_year:
            yield Contradiction(f"{path}.died_on", f"{child.died_on} is before the tax year {tax_year}")
    issued = child.taxpayer_id.issued_on
    if issued is not None and issued < child.birth_date:
        yield Contradiction(f"{path}.taxpayer_id.issued_on", f"{issued} is before the birth on {child.birth_date}")
    if issued is not None and child.taxpayer_id.kind == "none":
        yield Contradiction(f"{path}.taxpayer_id.issued_on", "there is no number that could have been issued")


def _person_contradictions(path: str, person: Person, household: Household) -> Iterator[Contradiction]:
    if person.birth_date is not None and person.birth_date.year > household.tax_year:
        yield Contradiction(f"{path}.birth_date", f"{person.birth_date} is after the tax year {household.tax_year}")
    if person.taxpayer_id.issued_on is not None and person.taxpayer_id.kind == "none":
        yield Contradiction(f"{path}.taxpayer_id.issued_on", "there is no number that could have been issued")
    if person.wages_not_earned_income > person.wages_us:
        yield Contradiction(f"{path}.wages_not_earned_income", "cannot be more than wages_us, of which it is a part")
    if person.puerto_rico_self_employment > household.unearned_income.puerto_rico_excluded:
        yield Contradiction(
            f"{path}.puerto_rico_self_employment",
            "cannot be more than unearned_income.puerto_rico_excluded, of which it is a part",
        )


def _income_contradictions(household: Household) -> Iterator[Contradiction]:
    income = household.unearned_income
    for where in ("us", "foreign"):
        if getattr(income, f"qualified_dividends_{where}") > getattr(income, f"ordinary_dividends_{where}"):
            yield Contradiction(
                f"unearned_income.qualified_dividends_{where}",
                f"cannot be more than ordinary_dividends_{where}, of which they are a part",
            )
