"""Families as they are usual, made by the thousand and always the same ones: in the US, and abroad with Form 2555."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

Document = dict[str, Any]

TAX_YEAR = 2025
KINDS = ("us", "abroad")


def households(kind: str, count: int) -> Iterator[Document]:
    """So many documents of families in the US or abroad."""
    # The same households in every run, so that two runs can be compared; nothing here is a secret.
    random = Random(kind)  # noqa: S311
    make = {"us": _in_the_us, "abroad": _abroad}[kind]
    for _ in range(count):
        yield make(random)


def _in_the_us(random: Random) -> Document:
    """Wages for all, a business or interest for some; single, joint and head of household, none to three children."""
    children = random.choice([0, 0, 1, 1, 2, 2, 3])
    status = random.choice(["married_joint", "married_joint", "head_of_household" if children else "single", "single"])
    document: Document = {
        "tax_year": TAX_YEAR,
        "filing_status": status,
        "filer": _worker_in_the_us(random),
        "children": _children(random, children),
        "payments": {"income_tax_withheld": random.randrange(0, 20_000, 50)},
    }
    if status == "married_joint":
        document["spouse"] = _worker_in_the_us(random) if random.random() < 0.6 else {"birth_date": _birthday(random)}
    if random.random() < 0.3:
        document["unearned_income"] = {"interest_us": random.randrange(1, 2_000)}
    return document


def _worker_in_the_us(random: Random) -> Document:
    wages = _pay(random)
    person: Document = {
        "birth_date": _birthday(random),
        "wages_us": wages,
        "social_security_withheld": wages * 62 // 1_000,
        "medicare_withheld": wages * 145 // 10_000,
    }
    if random.random() < 0.12:
        person["self_employment_us"] = random.randrange(1_000, 60_000)
    return person


def _abroad(random: Random) -> Document:
    """Everybody may use Form 2555 and pays foreign tax, so that each way of filing is worked out to the end."""
    joint = random.random() < 0.5
    filer = _worker_abroad(random)
    document: Document = {
        "tax_year": TAX_YEAR,
        "filing_status": "married_joint" if joint else "head_of_household",
        "filer": filer,
        "residence": {"place": "abroad", "country": random.choice(["DE", "FR", "GB", "CH", "JP"])},
        "children": _children(random, random.choice([1, 1, 2, 2, 3])),
    }
    earned = filer["wages_foreign"]
    if joint:
        document["spouse"] = _worker_abroad(random)
        earned += document["spouse"]["wages_foreign"]
    document["foreign_tax"] = {"general": earned * random.randrange(0, 40) // 100}
    return document


def _worker_abroad(random: Random) -> Document:
    return {
        "birth_date": _birthday(random),
        "wages_foreign": _pay(random),
        "exclusion": {"test": "bona_fide_residence", "qualifying_days": 365},
    }


def _pay(random: Random) -> int:
    return min(400_000, int(random.lognormvariate(10.8, 0.7)))


def _birthday(random: Random) -> str:
    return f"{random.randrange(1960, 2002)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"


def _children(random: Random, count: int) -> list[Document]:
    return [
        {
            "name": f"Child {number}",
            "birth_date": f"{random.randrange(TAX_YEAR - 19, TAX_YEAR)}-{random.randrange(1, 13):02}-15",
        }
        for number in range(count)
    ]
