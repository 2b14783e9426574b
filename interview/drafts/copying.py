"""A draft copied to another tax year: what belongs to the family is carried over, what belongs to a year is not.

The tables below say it by the section of a screen, and by the screen where its section does not decide. A screen that
is in neither is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from interview.drafts.left_over import CATEGORIES, foreign_tax_left_over
from interview.drafts.models import Draft
from interview.drafts.store import CARRIED, CARRIED_TO_CHECK, COPIED_FROM, PROVENANCE, YEAR, Answers
from interview.steps import CHILDREN, Route, Saved, sections

LAST_YEAR = "last_year"
"""Where the copy keeps the amounts of the year that it was made from: they are shown as hints, never used."""

BY_SECTION = {
    sections.BASICS: CARRIED_TO_CHECK,
    sections.STATUS: CARRIED_TO_CHECK,
}
BY_STEP: dict[str, str | None] = {
    # Whether it is too late for a year is told anew.
    "year_closed": None,
    # What somebody is, has, or is called.
    "child_basics": CARRIED,
    "child_papers": CARRIED,
    "child_status": CARRIED,
    "child_id": CARRIED,
    "tax_id": CARRIED,
    # The same screen asks for an age, and these can change from year to year.
    "papers": CARRIED_TO_CHECK,
    "us_status": CARRIED_TO_CHECK,
    # The quick check has the home, the marriage and the numbers of the adults too.
    "quick_home": CARRIED_TO_CHECK,
    "quick_status": CARRIED_TO_CHECK,
    "quick_filer": CARRIED_TO_CHECK,
    # Form 2555 in earlier years is moved on by the years between, below.
    "exclusion_prior": CARRIED_TO_CHECK,
    "exclusion_stopped": CARRIED_TO_CHECK,
}
CARRYOVER = "foreign_tax_carryover"
"""The screen with unused foreign tax credit from earlier years."""
# A spouse's death moves away by a year for each year between.
WIDOWED = ("in_year", "y1", "y2", "earlier")


def copy_to_year(draft: Draft, tax_year: int) -> Draft:
    """A new draft of the same family for another year, in the same hands, shared with nobody."""
    return Draft.objects.create(**values_of_copy(draft, tax_year))


def values_of_copy(draft: Draft, tax_year: int) -> dict[str, Any]:
    """What the columns of such a copy hold."""
    left_over = foreign_tax_left_over(draft) if tax_year == draft.tax_year + 1 else None
    return {
        "browser_key_hash": draft.browser_key_hash,
        "owner": draft.owner,
        "address": draft.address,
        "language": draft.language,
        "tax_year": tax_year,
        "answers": answers_for_year(draft.answers, tax_year, left_over),
        "updated_at": timezone.now(),
    }


def answers_for_year(answers: Answers, tax_year: int, left_over: Mapping[str, int] | None = None) -> Answers:
    """The answers of one year as the beginning of another.

    `left_over` is the foreign tax by category that the result leaves for the year after it. For any later year it would
    be a guess: the years between may have used it up.
    """
    saved = Saved(answers)
    route = Route(answers)
    later_by = tax_year - saved.tax_year
    copied: Answers = {"start": {**answers.get("start", {}), COPIED_FROM: saved.tax_year}, YEAR: {"tax_year": tax_year}}
    whose: dict[str, str] = {}
    children = [key for key in saved.keys(CHILDREN) if _is_on_return(saved, key, tax_year)]
    if CHILDREN in answers:
        copied[CHILDREN] = children
    for page in route.pages.values():
        step = page.step
        carried = BY_STEP[step.name] if step.name in BY_STEP else BY_SECTION.get(step.section)
        answer = answers.get(page.address)
        if carried is None or step.name == YEAR or not isinstance(answer, dict):
            continue
        if step.section == sections.CHILDREN and page.key and page.key not in children:
            continue
        moved = _moved(step.name, page.key, answer, saved, later_by)
        if moved is not None:
            copied[page.address], whose[page.address] = moved, carried
    if left_over and any(left_over.values()):
        copied[CARRYOVER] = {
            category: {"amount": str(left_over[category]), "currency": "USD"} for category in CATEGORIES
        }
        whose[CARRYOVER] = CARRIED_TO_CHECK
    if whose:
        copied[PROVENANCE] = whose
    amounts = _amounts(route)
    if amounts:
        copied[LAST_YEAR] = {"year": saved.tax_year, "pages": amounts}
    return copied


def _is_on_return(saved: Saved, key: str, tax_year: int) -> bool:
    """Children born later are left out, and children who died before the year began. Grown children stay."""
    basics = saved.about(key)
    born = basics.own("child_basics", "birth_date")
    if born and int(str(born)[:4]) > tax_year:
        return False
    return not (basics.own("child_basics", "died") and tax_year > saved.tax_year)


def _moved(step: str, key: str, answer: dict[str, Any], saved: Saved, later_by: int) -> dict[str, Any] | None:
    """An answer as it reads in the other year; None if it has to be asked again."""
    if step == "child_basics":
        return {**answer, "died": False}
    if step == "spouse_died":
        return _spouse_died(answer, later_by)
    if step == "exclusion_prior":
        return _prior_form_2555(answer, saved, later_by)
    if step == "exclusion_stopped":
        stopped = answer.get("year")
        return answer if stopped and int(stopped) <= saved.tax_year + later_by else None
    return answer


def _spouse_died(answer: dict[str, Any], later_by: int) -> dict[str, Any] | None:
    when = answer.get("when")
    if later_by < 0 or when not in WIDOWED:
        return None
    return {**answer, "when": WIDOWED[min(WIDOWED.index(when) + later_by, len(WIDOWED) - 1)]}


def _prior_form_2555(answer: dict[str, Any], saved: Saved, later_by: int) -> dict[str, Any] | None:
    """Whether each of them has used Form 2555 before, seen from the other year. What is not certain is asked again."""
    moved = {person: _prior_use(person, said, saved, later_by) for person, said in answer.items()}
    return moved if any(moved.values()) else None


def _prior_use(person: str, said: Any, saved: Saved, later_by: int) -> Any:
    if said is None or said == "not_sure":
        return said
    if later_by < 0:
        return "never" if said == "never" else None
    used = _used_form_2555(person, saved)
    if used:
        return "last_year" if later_by == 1 else "earlier"
    if said in ("last_year", "earlier"):
        return "earlier"
    return "never" if used is False else None


def _used_form_2555(person: str, saved: Saved) -> bool | None:
    """Whether somebody used Form 2555 in the copied year itself; None where the family wanted to compare."""
    if saved.says("exclusion_plan", "plan", "plan_no"):
        return False
    if not saved.says("exclusion_plan", "plan", "filed", "plan_yes"):
        return None
    who = saved.get("exclusion_who", "who")
    return who in (None, "both", "filer" if person == "you" else "spouse")


def _amounts(route: Route) -> dict[str, dict[str, Any]]:
    """Every amount of income and tax, by its screen."""
    found: dict[str, dict[str, Any]] = {}
    for page in route.pages.values():
        if page.step.section not in (sections.INCOME, sections.FOREIGN_TAX, sections.QUICK):
            continue
        answer = route.used.get(page.address, {})
        amounts = {name: value for name, value in answer.items() if isinstance(value, dict) and value.get("currency")}
        if amounts:
            found[page.address] = amounts
    return found
