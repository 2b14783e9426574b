"""Any household that the contract allows, for hypothesis: a few facts anywhere in it, and no contradiction."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from interview.engine import household as types
from tests.engine.families import YEARS, Document

# Around the law's own figures, anything between, and now and then an amount beyond all sense.
LANDMARKS = (0, 1, 400, 434, 2_500, 2_501, 23_350, 31_500, 99_999, 130_001, 200_001, 400_001, types.LARGEST_AMOUNT)
DOLLARS = st.one_of(st.sampled_from(LANDMARKS), st.integers(0, 260_000))
SIGNED = st.one_of(st.sampled_from((*LANDMARKS, *(-amount for amount in LANDMARKS))), st.integers(-90_000, 260_000))
YES_NO = st.booleans()
Values = dict[tuple[str, ...], st.SearchStrategy[Any]]


def one_of(literal: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def dollars(part: str, kind: Any, **others: st.SearchStrategy[Any]) -> Values:
    """Every field of a part of the household that holds only dollars; `others` hold something else."""
    return {(part, field.name): others.get(field.name, DOLLARS) for field in fields(kind)}


def days_around(day: date) -> st.SearchStrategy[str]:
    return st.integers(-400, 400).map(lambda step: (day + timedelta(days=step // 50 if step % 2 else step)).isoformat())


def of_a_person(who: str, tax_year: int) -> Values:
    born = st.dates(date(1940, 1, 1), date(tax_year - 17, 12, 31)).map(date.isoformat)
    signed = dict.fromkeys(("self_employment_us", "self_employment_foreign"), SIGNED)
    others: dict[str, st.SearchStrategy[Any]] = {
        "name": st.sampled_from(["Kim", "{who}", "Łukasz"]),
        "birth_date": born,
        "us_status": one_of(types.PersonStatus),
        "blind": YES_NO,
        "claimed_as_dependent": YES_NO,
        "self_employment_tax_exempt": YES_NO,
        **signed,
    }
    values = dollars(who, types.Person, **others)
    del values[who, "taxpayer_id"], values[who, "exclusion"]
    values[who, "taxpayer_id", "kind"] = one_of(types.PersonIdKind)
    values[who, "taxpayer_id", "issued_on"] = days_around(date(tax_year + 1, 4, 15))
    exclusion: dict[str, st.SearchStrategy[Any]] = {
        "test": one_of(types.ExclusionTest),
        "qualifying_days": st.integers(0, 366),
        "choice": one_of(types.ExclusionChoice),
        "elected_before": YES_NO,
        "revoked_in": st.integers(tax_year - 8, tax_year + 1),
    }
    for field in fields(types.Exclusion):
        values[who, "exclusion", field.name] = exclusion.get(field.name, DOLLARS)
    return values


def of_the_household(tax_year: int) -> Values:
    signed = dict.fromkeys(("short_term_gains", "long_term_gains", "other_us", "other_foreign"), SIGNED)
    return {
        ("lived_apart_last_half",): YES_NO,
        ("residence", "place"): one_of(types.Place),
        ("residence", "country"): st.sampled_from(["DE", "MX"]),
        ("residence", "main_home_in_us_over_half_year"): YES_NO,
        **dollars("unearned_income", types.UnearnedIncome, **signed),
        **dollars("foreign_tax", types.ForeignTax),
        ("adjustments",): DOLLARS,
        ("itemized_deductions",): DOLLARS,
        ("other_deductions",): DOLLARS,
        **dollars("credits", types.Credits),
        **dollars("payments", types.Payments),
        ("filing", "extension"): YES_NO,
        ("filing", "abroad_on_due_date"): YES_NO,
        ("filing", "extended_to"): days_around(date(tax_year + 1, 12, 15)),
        ("history", "child_credit_disallowed"): one_of(types.Disallowance),
        ("history", "lookback_earned_income"): DOLLARS,
        ("history", "advance_child_credit_received"): DOLLARS,
        ("history", "advance_children"): st.integers(0, 5),
        ("return_form",): one_of(types.ReturnForm),
        ("known_amounts", "agi"): SIGNED,
        ("known_amounts", "tax_before_credits"): DOLLARS,
    }


def of_a_child(tax_year: int) -> Values:
    return {
        ("name",): st.sampled_from(["Ana", "{name}"]),
        ("died_on",): days_around(date(tax_year, 12, 31)),
        ("relationship",): one_of(types.Relationship),
        ("us_status",): one_of(types.ChildStatus),
        ("substantial_presence",): YES_NO,
        ("taxpayer_id", "kind"): one_of(types.ChildIdKind),
        ("taxpayer_id", "issued_on"): days_around(date(tax_year + 1, 4, 15)),
        ("months_with_you",): st.integers(0, 12),
        ("custody",): one_of(types.Custody),
        ("provided_over_half_own_support",): YES_NO,
        ("filed_joint_return",): YES_NO,
        ("claimed_as_dependent",): YES_NO,
    }


ADULTS = {year: {who: of_a_person(who, year) for who in ("filer", "spouse")} for year in YEARS}
HOUSEHOLDS = {year: of_the_household(year) for year in YEARS}
CHILDREN = {year: of_a_child(year) for year in YEARS}


def put(document: Document, path: tuple[str, ...], value: Any) -> None:
    for step in path[:-1]:
        document = document.setdefault(step, {})
    document[path[-1]] = value


LIVINGS = ("wages_us", "wages_foreign", "wages_foreign", "self_employment_foreign", "self_employment_us")


def a_living(draw: st.DrawFn) -> Document:
    """What one adult lives on; abroad often with Form 2555 at hand."""
    kind = draw(st.sampled_from(LIVINGS))
    pay = draw(st.one_of(st.integers(0, 60_000), st.integers(0, 260_000)))
    living: Document = {kind: pay}
    if kind == "wages_us":
        living |= {"social_security_withheld": pay * 62 // 1_000, "medicare_withheld": pay * 145 // 10_000}
    elif kind.endswith("foreign") and draw(YES_NO):
        living["exclusion"] = {"test": "physical_presence", "qualifying_days": draw(st.sampled_from([365, 200]))}
    return living


def some_facts(draw: st.DrawFn, values: Values, most: int) -> Document:
    """A few of the facts that could be given."""
    found: Document = {}
    for path in draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=most)):
        put(found, path, draw(values[path]))
    return found


def a_child(draw: st.DrawFn, tax_year: int) -> Document:
    born = draw(st.integers(0, 20 * 365).map(lambda days: date(tax_year, 12, 31) - timedelta(days=days)))
    facts = some_facts(draw, CHILDREN[tax_year], 3) if draw(YES_NO) else {}
    child = {**facts, "birth_date": born.isoformat()}
    died, number = child.get("died_on"), child.get("taxpayer_id", {})
    if died is not None and (died < child["birth_date"] or died < f"{tax_year}-01-01"):
        del child["died_on"]
    if number.get("kind") == "none" or number.get("issued_on", "9999") < child["birth_date"]:
        number.pop("issued_on", None)
    return child


def without_contradictions(document: Document) -> Document:
    """What two facts together may not say is put right."""
    income, home = document.get("unearned_income", {}), document.get("residence", {})
    for where in ("us", "foreign"):
        qualified = income.get(f"qualified_dividends_{where}", 0)
        income[f"ordinary_dividends_{where}"] = max(qualified, income.get(f"ordinary_dividends_{where}", 0))
    for who in ("filer", "spouse"):
        person = document.get(who) or {}
        person["wages_us"] = max(person.get("wages_us", 0), person.get("wages_not_earned_income", 0))
        own = person.get("puerto_rico_self_employment", 0)
        income["puerto_rico_excluded"] = max(own, income.get("puerto_rico_excluded", 0))
        if person.get("taxpayer_id", {}).get("kind") == "none":
            person["taxpayer_id"].pop("issued_on", None)
    if home.get("place") != "abroad":
        home.pop("country", None)
    return {**document, "unearned_income": income}


@st.composite
def any_household(draw: st.DrawFn, *, within: bool = False) -> Document:
    """A household document. `within` keeps to families that the engine works out to the end."""
    tax_year = draw(st.sampled_from(YEARS))
    status = draw(one_of(types.FilingStatus))
    adults = ADULTS[tax_year]
    document = some_facts(draw, {**HOUSEHOLDS[tax_year], **adults["filer"]}, 9)
    document["filer"] = {**a_living(draw), **document.get("filer", {})}
    if status == "married_joint" or (status not in ("single", "surviving_spouse") and draw(YES_NO)):
        document["spouse"] = {**a_living(draw), **some_facts(draw, adults["spouse"], 3).get("spouse", {})}
    if draw(YES_NO):
        document["foreign_tax"] = {"general": draw(st.integers(0, 50_000)), **document.get("foreign_tax", {})}
    document["children"] = [a_child(draw, tax_year) for _ in range(draw(st.integers(0, 4)))]
    document |= {"tax_year": tax_year, "filing_status": status}
    if within:
        document.pop("return_form", None)
        document.setdefault("filer", {}).pop("us_status", None)
        document["residence"] = {"place": draw(st.sampled_from(["abroad", "united_states", "puerto_rico"]))}
    return without_contradictions(document)
