"""Where to ask for a Social Security number: the route from the family's home, and the papers for it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.levers.lever import HowTo
from interview.result.explain.words import in_a_row, say
from interview.steps.wording import country_name

POSTS = Path(__file__).parent / "posts.toml"
FIND_AN_OFFICE = "https://www.ssa.gov/locator"
IN_THE_US = ("united_states", "puerto_rico")


class Post(NamedTuple):
    """Where a country's Federal Benefits Unit is: its city, of Mexico several, and the code of the country it is in."""

    cities: tuple[str, ...]
    country: str


class Posts(NamedTuple):
    """Who serves which country; `page` is Social Security's own list."""

    page: str
    units: dict[str, Post]
    field_offices: frozenset[str]


@cache
def posts() -> Posts:
    """The list that lies beside this module."""
    document = tomllib.loads(POSTS.read_text(encoding="utf-8"))
    units = {code: Post(tuple(post["cities"]), post["country"]) for post in document["post"] for code in post["serves"]}
    return Posts(document["page"], units, frozenset(document["field_offices"]["serves"]))


def where_to_apply(case: Case) -> tuple[HowTo, ...]:
    """The way to the post or office for somebody who lives where this family does."""
    if case.household.residence.place in IN_THE_US:
        office = _("Fill in Form SS-5 and take it to your local Social Security office.")
        return (HowTo(office, FIND_AN_OFFICE, _("Find an office")),)
    form = HowTo(_("Fill in Form SS-5-FS, the application from abroad."))
    return form, HowTo(_post(case.household.residence.country), posts().page, _("Social Security’s list of countries"))


def served_by_an_office(case: Case) -> bool:
    """No Federal Benefits Unit serves the country, but an office of Social Security in the US."""
    return case.household.residence.country in posts().field_offices


def post_in_words(case: Case) -> str:
    """The post in a few words for the list of next steps; empty where none is known."""
    post = posts().units.get(case.household.residence.country or "")
    return f"{in_a_row(post.cities)} ({country_name(post.country)})" if post is not None else ""


def _post(country: str | None) -> str:
    known = posts()
    post = known.units.get(country or "")
    if post is not None:
        if post.country == country:
            text = _("Ask the Federal Benefits Unit how to apply. For {country} it is in {city}.")
        else:
            text = _("Ask the Federal Benefits Unit how to apply. For {country} it is in {city} ({place}).")
        cities = in_a_row(post.cities)
        return say(text, country=country_name(country), city=cities, place=country_name(post.country))
    if country in known.field_offices:
        text = _("People in {country} are served by a Social Security office in the US. The list says which one.")
        return say(text, country=country_name(country))
    return _("A Federal Benefits Unit of a US embassy serves your country. Ask it how to apply.")


def papers_of_a_child(case: Case, name: str) -> tuple[HowTo, ...]:
    """What has to be there before the number can be asked for."""
    if case.household.residence.place in IN_THE_US:
        return (HowTo(say(_("Bring original papers that show when {name} was born and who {name} is."), name=name)),)
    born = _(
        "Born outside the US? {name} usually needs a Consular Report of Birth Abroad or a US passport first. Bring "
        "original papers."
    )
    return (HowTo(say(born, name=name)),)
