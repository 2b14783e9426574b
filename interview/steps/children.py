"""Section 4, first part: who each child is, and where the child lived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import adults, asks_the_rest, birth_year, children, days_lived
from interview.steps.grown_children import GROWN_CHILDREN
from interview.steps.questions import Choice, Count, Day, Option, Phrase, Question, Step, Text, Tick
from interview.steps.saved import QUICK_CARDS, Saved
from interview.steps.sections import CHILDREN

OLDEST = 110
OLDEST_IN_BAND = {"u19": 18, "19_23": 23, "24_64": 64}
YOUNGEST_PARENT = 11
"""No age of the law: births before it are slips of the pen."""


def may_be_born_then(saved: Saved, born: date) -> Phrase | None:
    """What is wrong with a birth date that no person on this year's return can have."""
    if born.year > saved.tax_year:
        return _("Birth date must be on or before December 31, {year}. A child born later cannot be on a {year} return")
    if born.year < saved.tax_year - OLDEST:
        return _("Check the year. It would make this child more than 110 years old")
    return None


def makes_sense(saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """Names that tell the children apart, and ages that parent and child can have."""
    return {**tells_children_apart(saved, answer), **fits_the_parents_age(saved, answer)}


def fits_the_parents_age(saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """A child by birth is younger than the oldest parent on the return by more than a few years."""
    born = answer.get("birth_date")
    bands = [saved.get(f"papers-{person}", "age_band") for person in adults(saved)]
    if answer.get("relationship") != "birth" or not born or not all(band in OLDEST_IN_BAND for band in bands):
        return {}
    oldest = max(OLDEST_IN_BAND[band] for band in bands)
    if saved.tax_year - int(str(born)[:4]) <= oldest - YOUNGEST_PARENT:
        return {}
    return {
        "relationship": _(
            "With the ages you gave, this cannot be a child by birth. Check this answer, the birth date, and your own "
            "age in “You and your spouse”"
        )
    }


def tells_children_apart(saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """Two children of one name cannot be told apart on the pages that follow."""
    name = str(answer.get("name") or "").casefold()
    others = (saved.get(f"child_basics-{key}", "name") for key in children(saved) if key != saved.key)
    if name and name in (str(other).casefold() for other in others):
        return {"name": _("You already have a child called {typed}. Use a different name so you can tell them apart")}
    return {}


def whole_year(saved: Saved) -> Phrase:
    """All year, for a child whose own year was shorter."""
    born_in_year = birth_year(saved) == saved.tax_year
    if saved.own("child_basics", "died"):
        return _("All of {name}'s life") if born_in_year else _("Until {name} died")
    return _("From birth to the end of {year}") if born_in_year else _("All year")


WHO_THE_CHILDREN_ARE = (
    Step(
        name="child_basics",
        section=CHILDREN,
        each=children,
        title=_("About this child"),
        check=makes_sense,
        questions=(
            Question(
                id="child.name",
                name="name",
                text=_("What should we call this child?"),
                why=_("A first name or nickname is fine. It is only used on your own screens."),
                short=_("Name"),
                kind=Text(
                    empty=_("Enter a name or nickname"), too_long=_("Name must be 40 letters or fewer"), longest=40
                ),
            ),
            Question(
                id="child.birth_date",
                name="birth_date",
                text=_("When was this child born?"),
                why=_("The credit is for children who were under {age_limit} on the last day of the year."),
                short=_("Born"),
                kind=Day(
                    what=_("Birth date"),
                    empty=_("Enter the child's birth date"),
                    year_is_enough=True,
                    check=may_be_born_then,
                ),
            ),
            Question(
                id="child.died",
                name="died",
                text=_("This child died in {year}"),
                why=_(
                    "A child who was born or died in the year can still count. What matters is that your home was the "
                    "child's home."
                ),
                short=_("Died in {year}"),
                kind=Tick(),
            ),
            Question(
                id="child.relationship",
                name="relationship",
                text=_("How is this child related to you?"),
                why=_("The credit is for your child, brother or sister, or a child of one of them."),
                short=_("Related to you"),
                kind=Choice(
                    empty=_("Choose how this child is related to you"),
                    options=(
                        Option(code="birth", text=_("My child by birth")),
                        Option(code="adopted", text=_("My adopted child, or placed with me to adopt")),
                        Option(code="step", text=_("My stepchild")),
                        Option(code="foster", text=_("My foster child, placed by a court or agency")),
                        Option(code="grandchild", text=_("My grandchild or great-grandchild")),
                        Option(code="sibling", text=_("My brother, sister, half or step brother or sister")),
                        Option(code="niece_nephew", text=_("My niece or nephew, or their child")),
                        Option(code="other_family", text=_("Other family")),
                        Option(code="unrelated", text=_("Not related to me")),
                    ),
                ),
            ),
        ),
    ),
)

CHILD_AND_HOME = (
    *WHO_THE_CHILDREN_ARE,
    *GROWN_CHILDREN,
    Step(
        name="child_home",
        section=CHILDREN,
        each=children,
        shown=asks_the_rest,
        questions=(
            Question(
                id="child.lived",
                name="lived",
                text=_("How much of {year} did {name} live with you?"),
                why=_(
                    "Nights away at school, in a hospital, on a trip or in military service count as nights at home."
                ),
                short=_("Lived with you"),
                quick=lambda saved: "most" if saved.key in saved.keys(QUICK_CARDS) else None,
                kind=Choice(
                    empty=_("Choose how much of {year} {name} lived with you"),
                    options=(
                        Option(code="all", text=whole_year),
                        Option(code="most", text=_("More than half the year"), small=_("{half_nights} nights or more")),
                        Option(code="close", text=_("About half. I need to count nights")),
                        Option(code="less", text=_("Less than half")),
                        Option(code="none", text=_("Not at all")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_nights",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_home", "lived", "close"),
        questions=(
            Question(
                id="child.nights",
                name="nights",
                text=_("How many nights did {name} live with you in {year}?"),
                why=lambda saved: (
                    _("More than half of the time since the birth means {half_nights} nights or more.")
                    if birth_year(saved) == saved.tax_year
                    else _("More than half the year means {half_nights} nights or more.")
                ),
                short=_("Nights with you"),
                kind=Count(
                    empty=_("Enter how many nights. Your best count is fine"),
                    outside=_("Number of nights must be between 0 and {highest}"),
                    highest=days_lived,
                ),
            ),
        ),
    ),
)
