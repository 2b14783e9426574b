"""Random households that Fledge and the public programs can all be asked about."""

from __future__ import annotations

from random import Random

from tests.engine.families import Document, figures

YEARS = tuple(range(2018, 2027))
STATUSES = ("single", "married_joint", "married_joint", "married_separate", "head_of_household", "surviving_spouse")


def random_family(chance: Random, *, abroad: bool = False) -> Document:
    """A family at home in the US; `abroad` makes some of them earn abroad and leave part of it out with Form 2555.

    Left out are answers that a program cannot be told: tax numbers, custody, itemized deductions, losses of a
    business, and unemployment pay of 2020, of which the contract takes the taxable part.
    """
    tax_year = chance.choice(YEARS)
    status = chance.choice(STATUSES)
    count = chance.choice((0, 1, 1, 2, 2, 3, 4))
    if status in ("head_of_household", "surviving_spouse"):
        count = max(1, count)
    away = abroad and chance.random() < 0.3
    document: Document = {
        "tax_year": tax_year,
        "filing_status": status,
        "children": [_child(chance, tax_year) for _ in range(count)],
        "filer": _adult(chance, tax_year, away=away),
        "unearned_income": _unearned(chance, tax_year),
    }
    if status in ("head_of_household", "surviving_spouse"):
        # The status stands on a child at home.
        document["children"][0]["birth_date"] = f"{tax_year - chance.randint(0, 16)}-06-15"
    if status == "married_joint":
        document["spouse"] = _adult(chance, tax_year, away=False)
    if status == "married_separate":
        # Who lives apart has the earned income credit since 2021, and the programs ask nobody.
        document["lived_apart_last_half"] = True
    if away and document["filer"].get("wages_foreign"):
        document["residence"] = {"place": "abroad"}
        # With three children payroll taxes count, which foreign pay does not bear and a program supposes.
        document["children"] = document["children"][:2]
        document["filer"]["exclusion"] = {
            "test": "bona_fide_residence",
            "qualifying_days": 366,
            "choice": chance.choice(("elect", "decline")),
        }
    return document


def _child(chance: Random, tax_year: int) -> Document:
    return {"birth_date": f"{tax_year - chance.randint(0, 18)}-06-15"}


def _adult(chance: Random, tax_year: int, *, away: bool) -> Document:
    adult: Document = {"birth_date": f"{tax_year - chance.randint(22, 75)}-06-15"}
    kind = chance.random()
    pay = _amount(chance)
    if away:
        adult["wages_foreign"] = pay
    elif kind < 0.7:
        adult["wages_us"] = pay
        taxes = figures(tax_year).payroll_taxes
        adult["social_security_withheld"] = round(min(pay, taxes.wage_base) * 0.062)
        adult["medicare_withheld"] = round(pay * 0.0145)
    elif kind < 0.9:
        adult["self_employment_us"] = 1_000 + _amount(chance)
    return adult


def _amount(chance: Random) -> int:
    """Small ones as often as large ones: the credits for low pay are the ones that differ."""
    return chance.choice((chance.randint(0, 12_000), chance.randint(5_000, 60_000), chance.randint(0, 480_000)))


def _unearned(chance: Random, tax_year: int) -> Document:
    income: Document = {}
    if chance.random() < 0.3:
        income["interest_us"] = chance.randint(0, 6_000)
    if chance.random() < 0.25:
        income["qualified_dividends_us"] = chance.randint(0, 20_000)
        income["ordinary_dividends_us"] = income["qualified_dividends_us"] + chance.randint(0, 2_000)
    if chance.random() < 0.25:
        income["long_term_gains"] = chance.randint(-8_000, 60_000)
    if chance.random() < 0.15:
        income["short_term_gains"] = chance.randint(-8_000, 20_000)
    if chance.random() < 0.15:
        income["pensions_us"] = chance.randint(0, 40_000)
    if chance.random() < 0.15:
        income["social_security_benefits"] = chance.randint(0, 36_000)
    if chance.random() < 0.1 and tax_year != 2020:
        income["unemployment"] = chance.randint(0, 20_000)
    return income


def age(person: Document, tax_year: int) -> int:
    """At the end of the year."""
    return tax_year - int(person["birth_date"][:4])
