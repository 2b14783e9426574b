"""Any household that the contract allows, for hypothesis: a few facts anywhere in it, and no contradiction.

Every year, place, status and form can come up. Amounts lie around the law's own figures as often as anywhere else, and
the number's day, the child's birthday and the days abroad lie around the days that the law compares them with.
"""

from __future__ import annotations

import os
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from interview.engine import household as types
from tests.engine.families import Document, figures

TEN_YEARS = tuple(range(2017, 2027))
MOST = types.LARGEST_AMOUNT
Values = dict[tuple[str, ...], st.SearchStrategy[Any]]


def examples(number: int) -> settings:
    """How many households a property is tried on, always the same ones: what passes today passes tomorrow.

    PROPERTY_EXAMPLES=5000 in the environment tries so many instead, and other ones every time.
    """
    many = os.environ.get("PROPERTY_EXAMPLES")
    return settings(
        max_examples=int(many or number),
        derandomize=not many,
        print_blob=bool(many),
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def around(*amounts: int) -> list[int]:
    """Each amount, a dollar below and a dollar above it."""
    return sorted({max(0, amount + step) for amount in amounts for step in (-1, 0, 1)})


def landmarks(tax_year: int) -> list[int]:
    """Amounts at which some rule of the year changes."""
    law = figures(tax_year)
    found = [
        *(law.child_tax_credit.earned_income_threshold, law.exclusion.maximum, law.payroll_taxes.wage_base),
        *(law.earned_income_credit.investment_income_limit, law.income_tax.tax_table_below),
        *set(law.phaseout.threshold.values()),
        *set(law.deductions.standard.values()),
        *set(law.capital_gains.zero_to.values()),
    ]
    plan = law.american_rescue_plan
    if plan is not None:
        found += set(plan.first_threshold.values())
    return sorted({0, 1, 300, 400, 434, 5_000, *around(*found), MOST})


LANDMARKS = {year: landmarks(year) for year in TEN_YEARS}
YES_NO = st.booleans()


def dollars(tax_year: int) -> st.SearchStrategy[int]:
    return st.one_of(st.sampled_from(LANDMARKS[tax_year]), st.integers(0, 5_000), st.integers(0, 260_000))


def signed(tax_year: int) -> st.SearchStrategy[int]:
    edges = LANDMARKS[tax_year]
    return st.one_of(st.sampled_from([*edges, *(-amount for amount in edges)]), st.integers(-90_000, 260_000))


def one_of(literal: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def amounts_of(part: str, kind: Any, tax_year: int, **others: st.SearchStrategy[Any]) -> Values:
    """Every field of a part of the household that holds only dollars; `others` hold something else."""
    usual = dollars(tax_year)
    return {(part, field.name): others.get(field.name, usual) for field in fields(kind)}


def days_around(*days: date) -> st.SearchStrategy[str]:
    """A day beside one of these, or within a year of it."""
    step = st.one_of(st.integers(-1, 1), st.integers(-400, 400))
    return st.builds(lambda day, far: (day + timedelta(days=far)).isoformat(), st.sampled_from(days), step)


def due_dates(tax_year: int) -> tuple[date, ...]:
    dates = figures(tax_year).dates
    return dates.return_due, dates.return_due_abroad, dates.return_due_extended


def of_a_person(who: str, tax_year: int) -> Values:
    old_age = date(tax_year - 64, 1, 2)
    profit = signed(tax_year)
    others: dict[str, st.SearchStrategy[Any]] = {
        "name": st.sampled_from(["Kim", "{who}", "Łukasz"]),
        "birth_date": st.one_of(
            st.dates(date(1940, 1, 1), date(tax_year - 15, 12, 31)).map(date.isoformat), days_around(old_age)
        ),
        "us_status": one_of(types.PersonStatus),
        "blind": YES_NO,
        "claimed_as_dependent": YES_NO,
        "self_employment_tax_exempt": YES_NO,
        "self_employment_us": profit,
        "self_employment_foreign": profit,
    }
    values = amounts_of(who, types.Person, tax_year, **others)
    del values[who, "taxpayer_id"], values[who, "exclusion"]
    values[who, "taxpayer_id", "kind"] = one_of(types.PersonIdKind)
    values[who, "taxpayer_id", "issued_on"] = days_around(*due_dates(tax_year))
    for name, facts in of_an_exclusion(tax_year).items():
        values[who, "exclusion", name] = facts
    return values


def of_an_exclusion(tax_year: int) -> dict[str, st.SearchStrategy[Any]]:
    facts: dict[str, st.SearchStrategy[Any]] = {field.name: dollars(tax_year) for field in fields(types.Exclusion)}
    return facts | {
        "test": one_of(types.ExclusionTest),
        "qualifying_days": st.one_of(st.sampled_from([0, 1, 200, 330, 365, 366]), st.integers(0, 366)),
        "choice": one_of(types.ExclusionChoice),
        "elected_before": YES_NO,
        "revoked_in": st.integers(tax_year - 8, tax_year + 1),
    }


def of_the_household(tax_year: int) -> Values:
    usual, either_way = dollars(tax_year), signed(tax_year)
    either = dict.fromkeys(("short_term_gains", "long_term_gains", "other_us", "other_foreign"), either_way)
    return {
        ("lived_apart_last_half",): YES_NO,
        ("residence", "country"): st.sampled_from(["DE", "MX", "CA", "IN", "KR"]),
        ("residence", "main_home_in_us_over_half_year"): YES_NO,
        **amounts_of("unearned_income", types.UnearnedIncome, tax_year, **either),
        **amounts_of("foreign_tax", types.ForeignTax, tax_year),
        ("adjustments",): usual,
        ("itemized_deductions",): usual,
        ("other_deductions",): usual,
        **amounts_of("credits", types.Credits, tax_year),
        **amounts_of("payments", types.Payments, tax_year),
        ("filing", "extension"): YES_NO,
        ("filing", "abroad_on_due_date"): YES_NO,
        ("filing", "extended_to"): days_around(date(tax_year + 1, 12, 15)),
        ("history", "child_credit_disallowed"): one_of(types.Disallowance),
        ("history", "lookback_earned_income"): usual,
        ("history", "advance_child_credit_received"): usual,
        ("history", "advance_children"): st.integers(0, 5),
        ("known_amounts", "agi"): either_way,
        ("known_amounts", "tax_before_credits"): usual,
    }


def of_a_child(tax_year: int) -> Values:
    return {
        ("name",): st.sampled_from(["Ana", "{name}"]),
        ("died_on",): days_around(date(tax_year, 12, 31)),
        ("relationship",): one_of(types.Relationship),
        ("us_status",): one_of(types.ChildStatus),
        ("substantial_presence",): YES_NO,
        ("taxpayer_id", "kind"): one_of(types.ChildIdKind),
        ("taxpayer_id", "issued_on"): days_around(*due_dates(tax_year)),
        ("months_with_you",): st.one_of(st.sampled_from([6, 7, 12]), st.integers(0, 12)),
        ("custody",): one_of(types.Custody),
        ("provided_over_half_own_support",): YES_NO,
        ("filed_joint_return",): YES_NO,
        ("claimed_as_dependent",): YES_NO,
    }


ADULTS = {year: {who: of_a_person(who, year) for who in ("filer", "spouse")} for year in TEN_YEARS}
HOUSEHOLDS = {year: of_the_household(year) for year in TEN_YEARS}
CHILDREN = {year: of_a_child(year) for year in TEN_YEARS}
# Facts that only together say much, such as a foreign tax and what is left of it from earlier years.
PARTS = ("unearned_income", "foreign_tax", "credits", "payments", "history", "filing")


def put(document: Document, path: tuple[str, ...], value: Any) -> None:
    for step in path[:-1]:
        document = document.setdefault(step, {})
    document[path[-1]] = value


def some_facts(draw: st.DrawFn, values: Values, most: int) -> Document:
    """A few of the facts that could be given."""
    found: Document = {}
    for path in draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=most)):
        put(found, path, draw(values[path]))
    return found


LIVINGS = ("wages_us", "wages_foreign", "wages_foreign", "self_employment_foreign", "self_employment_us")


def a_living(draw: st.DrawFn, tax_year: int) -> Document:
    """What one adult lives on; abroad often with Form 2555 at hand, sometimes with the costs of a home."""
    kind = draw(st.sampled_from(LIVINGS))
    edges = [edge for edge in LANDMARKS[tax_year] if edge != MOST]
    pay = draw(st.one_of(st.integers(0, 60_000), st.integers(0, 260_000), st.sampled_from(edges)))
    living: Document = {kind: pay}
    if kind == "wages_us":
        living |= {"social_security_withheld": pay * 62 // 1_000, "medicare_withheld": pay * 145 // 10_000}
    elif kind.endswith("foreign") and draw(YES_NO):
        exclusion = {
            "test": draw(st.sampled_from(["physical_presence", "bona_fide_residence"])),
            "qualifying_days": draw(st.sampled_from([365, 365, 366, 200])),
        }
        for name in draw(st.lists(st.sampled_from(["housing_expenses", "choice", "elected_before"]), max_size=2)):
            exclusion[name] = draw(of_an_exclusion(tax_year)[name])
        living["exclusion"] = exclusion
    return living


def an_adult(draw: st.DrawFn, tax_year: int, who: str, most: int) -> Document:
    facts = some_facts(draw, ADULTS[tax_year][who], most).get(who, {})
    living = a_living(draw, tax_year)
    exclusion = {**living.get("exclusion", {}), **facts.get("exclusion", {})}
    return {**living, **facts, **({"exclusion": exclusion} if exclusion else {})}


def a_child(draw: st.DrawFn, tax_year: int) -> Document:
    last_day = date(tax_year, 12, 31)
    birthdays = [date(tax_year - age, *day) for age in (0, 6, 17, 18, 19) for day in ((1, 1), (12, 31))]
    born = draw(
        st.one_of(
            st.integers(0, 20 * 365).map(lambda days: last_day - timedelta(days=days)), st.sampled_from(birthdays)
        )
    )
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
    if document["filing_status"] in ("married_joint", "head_of_household"):
        document.pop("return_form", None)
    return {**document, "unearned_income": income}


PLACES = ("abroad", "abroad", "united_states", "puerto_rico")


@st.composite
def any_household(draw: st.DrawFn, *, within: bool = False, years: tuple[int, ...] = TEN_YEARS) -> Document:
    """A household document. `within` keeps to families that the engine works out to the end."""
    tax_year = draw(st.sampled_from(years))
    status = draw(one_of(types.FilingStatus))
    values = HOUSEHOLDS[tax_year]
    document = some_facts(draw, values, 4)
    for part in draw(st.lists(st.sampled_from(PARTS), unique=True, max_size=2)):
        facts = some_facts(draw, {path: values[path] for path in values if path[0] == part}, 3).get(part, {})
        document[part] = {**document.get(part, {}), **facts}
    document["filer"] = an_adult(draw, tax_year, "filer", 3)
    if status == "married_joint" or (status not in ("single", "surviving_spouse") and draw(YES_NO)):
        document["spouse"] = an_adult(draw, tax_year, "spouse", 3)
    if draw(YES_NO):
        document["foreign_tax"] = {"general": draw(st.integers(0, 50_000)), **document.get("foreign_tax", {})}
    document["children"] = [a_child(draw, tax_year) for _ in range(draw(st.integers(0, 4)))]
    document |= {"tax_year": tax_year, "filing_status": status}
    places = PLACES if within else PLACES + get_args(types.Place)
    document["residence"] = {**document.get("residence", {}), "place": draw(st.sampled_from(places))}
    if within:
        document["filer"].pop("us_status", None)
    elif draw(st.integers(0, 9)) == 0:
        document["return_form"] = "1040_nr"
    return without_contradictions(document)
