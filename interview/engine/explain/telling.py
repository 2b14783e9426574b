"""How a finding is put: its code, a template with its figures, and where it stands in the law."""

from __future__ import annotations

from typing import Any

from interview.engine.assessment_types import Finding, Level
from interview.engine.common_facts import Facts
from interview.engine.household import Household, Person
from interview.engine.wording import Text, gettext_noop, text


def tell(code: str, level: Level, template: str, source: str, *, worth: int | None = None, **values: Any) -> Finding:
    """A finding; `worth` is the sum that belongs to it, in the text too. The template comes marked for translation."""
    if worth is not None:
        values["worth"] = worth
    return Finding(code, level, text(template, **values), source, worth)


def who(person: Person, shared: Facts) -> Text:
    """A person of the return: by name, or as the family's own word for them."""
    if person.name:
        return text("{given}", given=person.name)
    return text(gettext_noop("You")) if person is shared.household.filer else text(gettext_noop("Your spouse"))


def a_spouse_may_file(household: Household) -> bool:
    """On a separate return: whether the spouse may file a US return too. Of a spouse abroad whom nobody described we
    take it that none is filed, as for most.
    """
    if household.filing_status != "married_separate":
        return False
    if household.spouse is None:
        return household.residence.place != "abroad"
    return household.spouse.us_status != "nonresident_alien"
