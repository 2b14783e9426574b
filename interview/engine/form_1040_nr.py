"""Form 1040-NR: what of a nonresident's income the return counts, and what it does not allow."""

from __future__ import annotations

from dataclasses import replace

from interview.engine.household import ForeignTax, Household, Person, UnearnedIncome


def connected_with_the_us(household: Household) -> Household:
    """The household with only the income connected with US work (IRC 871(b), 872).

    Interest, dividends and gains of nonresidents are taxed apart, at a flat rate or not at all, and no credit for
    children touches that tax. There is no exclusion and no foreign tax credit on what is left.
    """
    unearned = household.unearned_income
    return replace(
        household,
        filer=_us_pay(household.filer),
        unearned_income=UnearnedIncome(
            pensions_us=unearned.pensions_us, unemployment=unearned.unemployment, other_us=unearned.other_us
        ),
        foreign_tax=ForeignTax(),
    )


def _us_pay(person: Person) -> Person:
    return replace(person, wages_foreign=0, self_employment_foreign=0, puerto_rico_self_employment=0)
