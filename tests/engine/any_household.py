"""Any household that the contract allows, for hypothesis: every field can hold anything that contradicts nothing."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from interview.engine import household as types
from tests.engine.families import YEARS, Document

# Zero is the most common amount of all; the rest lies around the law's own figures, with a few beyond all sense.
DOLLARS = st.one_of(
    st.just(0),
    st.integers(0, 6_000),
    st.integers(0, 160_000),
    st.integers(190_000, 460_000),
    st.sampled_from([types.LARGEST_AMOUNT, 100_000, 2_500, 400, 1]),
)
SIGNED = st.one_of(DOLLARS, DOLLARS.map(lambda amount: -amount))
YES_NO = st.booleans()
RARELY = st.integers(0, 9).map(lambda number: number == 0)


def one_of(literal: Any) -> st.SearchStrategy[str]:
    """One of the words that a field may hold; the first one half of the time."""
    words = get_args(literal)
    return st.one_of(st.just(words[0]), st.sampled_from(words))


def days(first: date, last: date) -> st.SearchStrategy[str]:
    return st.dates(first, last).map(date.isoformat)


def numbers(kinds: Any, born: date, tax_year: int) -> st.SearchStrategy[Document]:
    due = date(tax_year + 1, 4, 15)
    around = st.integers(-3, 3).map(lambda step: (due + timedelta(days=step)).isoformat())
    issued = st.one_of(st.none(), around, days(max(born, date(2000, 1, 1)), date(tax_year + 2, 12, 31)))

    def without_a_day_for_no_number(number: Document) -> Document:
        return {**number, "issued_on": None} if number["kind"] == "none" else number

    return st.fixed_dictionaries({"kind": one_of(kinds), "issued_on": issued}).map(without_a_day_for_no_number)


@st.composite
def a_child(draw: st.DrawFn, tax_year: int) -> Document:
    born = draw(st.dates(date(tax_year - 25, 1, 1), date(tax_year, 12, 31)))
    died = days(max(born, date(tax_year, 1, 1)), date(tax_year + 1, 6, 1))
    return {
        "name": draw(st.sampled_from(["", "Ana", "Łukasz", "{name}"])),
        "birth_date": born.isoformat(),
        "died_on": draw(died) if draw(RARELY) else None,
        "relationship": draw(one_of(types.Relationship)),
        "us_status": draw(one_of(types.ChildStatus)),
        "substantial_presence": draw(YES_NO),
        "taxpayer_id": draw(numbers(types.ChildIdKind, born, tax_year)),
        "months_with_you": draw(st.one_of(st.just(12), st.integers(0, 12))),
        "custody": draw(one_of(types.Custody)),
        "provided_over_half_own_support": draw(RARELY),
        "filed_joint_return": draw(RARELY),
        "claimed_as_dependent": not draw(RARELY),
    }


@st.composite
def an_exclusion(draw: st.DrawFn, tax_year: int) -> Document:
    return {
        "test": draw(st.sampled_from(get_args(types.ExclusionTest))),
        "qualifying_days": draw(st.one_of(st.just(365), st.integers(0, 366))),
        "housing_exclusion": draw(DOLLARS) if draw(RARELY) else 0,
        "housing_deduction": draw(DOLLARS) if draw(RARELY) else 0,
        "housing_expenses": draw(DOLLARS),
        "housing_limit": draw(st.one_of(st.none(), DOLLARS)),
        "choice": draw(one_of(types.ExclusionChoice)),
        "elected_before": draw(YES_NO),
        "revoked_in": draw(st.one_of(st.none(), st.integers(tax_year - 8, tax_year + 1))),
    }


@st.composite
def a_person(draw: st.DrawFn, tax_year: int, puerto_rico: int) -> Document:
    wages = draw(DOLLARS)
    born = date(1940, 1, 1)
    return {
        "name": draw(st.sampled_from(["", "Kim"])),
        "birth_date": draw(st.one_of(st.none(), days(born, date(tax_year - 17, 12, 31)))),
        "us_status": draw(one_of(types.PersonStatus)),
        "taxpayer_id": draw(numbers(types.PersonIdKind, born, tax_year)),
        "blind": draw(RARELY),
        "claimed_as_dependent": draw(RARELY),
        "wages_us": wages,
        "wages_foreign": draw(DOLLARS),
        "self_employment_us": draw(SIGNED),
        "self_employment_foreign": draw(SIGNED),
        "puerto_rico_self_employment": draw(st.integers(0, puerto_rico)) if draw(RARELY) else 0,
        "self_employment_tax_exempt": draw(RARELY),
        "combat_pay": draw(DOLLARS) if draw(RARELY) else 0,
        "wages_not_earned_income": draw(st.integers(0, wages)) if draw(RARELY) else 0,
        "social_security_withheld": draw(DOLLARS),
        "medicare_withheld": draw(DOLLARS),
        "exclusion": draw(an_exclusion(tax_year)),
    }


def amounts(kind: Any, **others: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    """Every field of a part of the household that holds only dollars; `others` hold something else."""
    return st.fixed_dictionaries({field.name: others.get(field.name, DOLLARS) for field in fields(kind)})


@st.composite
def unearned_income(draw: st.DrawFn) -> Document:
    signed = dict.fromkeys(("short_term_gains", "long_term_gains", "other_us", "other_foreign"), SIGNED)
    found = draw(amounts(types.UnearnedIncome, **signed))
    for where in ("us", "foreign"):
        found[f"qualified_dividends_{where}"] = min(
            found[f"qualified_dividends_{where}"], found[f"ordinary_dividends_{where}"]
        )
    return found


@st.composite
def any_household(draw: st.DrawFn, *, within: bool = False) -> Document:
    """A household document with every key. `within` keeps to families that the engine works out to the end."""
    tax_year = draw(st.sampled_from(YEARS))
    status = draw(st.sampled_from(get_args(types.FilingStatus)))
    income = draw(unearned_income())
    person = a_person(tax_year, income["puerto_rico_excluded"])
    place = draw(one_of(types.Place))
    may_have_spouse = status in ("married_joint", "married_separate", "head_of_household")
    document = {
        "schema": 1,
        "tax_year": tax_year,
        "filing_status": status,
        "lived_apart_last_half": draw(YES_NO),
        "filer": draw(person),
        "spouse": draw(person) if status == "married_joint" or (may_have_spouse and draw(YES_NO)) else None,
        "residence": {
            "place": place,
            "country": draw(st.sampled_from([None, "DE", "MX"])) if place == "abroad" else None,
            "main_home_in_us_over_half_year": draw(st.sampled_from([None, True, False])),
        },
        "children": draw(st.lists(a_child(tax_year), max_size=5)),
        "unearned_income": income,
        "foreign_tax": draw(amounts(types.ForeignTax)),
        "adjustments": draw(DOLLARS),
        "itemized_deductions": draw(DOLLARS),
        "other_deductions": draw(DOLLARS),
        "credits": draw(amounts(types.Credits)),
        "payments": draw(amounts(types.Payments)),
        "filing": {
            "extension": draw(YES_NO),
            "abroad_on_due_date": draw(YES_NO),
            "extended_to": draw(days(date(tax_year + 1, 4, 1), date(tax_year + 2, 1, 1))) if draw(RARELY) else None,
        },
        "history": {
            "child_credit_disallowed": draw(one_of(types.Disallowance)),
            "lookback_earned_income": draw(st.one_of(st.none(), DOLLARS)),
            "advance_child_credit_received": draw(DOLLARS),
            "advance_children": draw(st.integers(0, 5)),
        },
        "return_form": draw(one_of(types.ReturnForm)),
        "known_amounts": {"agi": draw(st.one_of(st.none(), SIGNED)), "tax_before_credits": draw(DOLLARS)}
        if draw(RARELY)
        else None,
    }
    if within:
        document["return_form"] = "1040"
        document["filer"]["us_status"] = "citizen"
        document["residence"]["place"] = place if place in ("abroad", "puerto_rico") else "united_states"
    return document
