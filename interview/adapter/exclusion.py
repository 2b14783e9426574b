"""Answers about Form 2555 into the contract's `exclusion` of one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import Exchange, whole
from interview.steps import Saved
from interview.steps.conditions import YOU, days_in_year, excludes, is_kind, rows_of
from interview.steps.exclusion import form_2555_matters

DAYS_NEEDED = 330
NAMED = {"filer": (YOU,), "spouse": ("spouse",), "both": (YOU, "spouse")}
NO_TEST = {"test": "none", "qualifying_days": 0}


def exclusion_document(person: Saved, exchange: Exchange, notebook: Notebook) -> dict[str, Any]:
    """Whether this person passes a test, wants Form 2555, and has used it before."""
    if not (form_2555_matters(person) and excludes(person, person.key)):
        return {}
    choice = _choice(person, notebook)
    test = NO_TEST if person.says("exclusion_plan", "plan", "plan_no") else _test(person, notebook)
    housing = _housing(person, exchange, notebook) if choice != "decline" else {}
    return {"choice": choice, **test, **housing, **_history(person, notebook)}


def _choice(person: Saved, notebook: Notebook) -> str:
    plan = person.get("exclusion_plan", "plan")
    if plan == "not_sure":
        notebook.note(_("You were not sure about Form 2555, so we work out both ways."), "exclusion_plan")
    if plan == "plan_no":
        return "decline"
    if plan in ("filed", "plan_yes"):
        who = person.get("exclusion_who", "who")
        return "elect" if who is None or person.key in NAMED[who] else "decline"
    return "compare"


def _housing(person: Saved, exchange: Exchange, notebook: Notebook) -> dict[str, int]:
    """What was spent on housing abroad. The engine takes off the base amount, applies the limit and splits the rest.

    Who paid does not change the split: the law counts all pay from an employer as provided by the employer, so pay
    gives a housing exclusion and profit a housing deduction (IRC 911(c)(4)). It only tells what the family may have
    overlooked: rent that an employer paid is pay itself.
    """
    page = f"exclusion_housing-{person.key}"
    cost = whole(exchange.dollars(person.own("exclusion_housing", "cost")))
    if not cost:
        notebook.note(_("We took it that there are no housing costs on Form 2555."), page)
        return {}
    if person.own_says("exclusion_housing", "payer", "employer", "mixed"):
        notebook.note(_("Housing that an employer paid for is pay too. Check that your pay includes it."), page)
    elif any(is_kind("wages")(row) for row in rows_of(person, person.key)):
        notebook.note(
            _("Form 2555 treats housing you paid for out of your pay from a job as paid by your employer."), page
        )
    return {"housing_expenses": cost}


def _test(person: Saved, notebook: Notebook) -> dict[str, Any]:
    if person.says("exclusion_all_year", person.key, "yes"):
        return {"test": "physical_presence", "qualifying_days": days_in_year(person)}
    if person.own_says("exclusion_test", "test", "not_sure"):
        notebook.note(
            _("You were not sure about the tests for Form 2555. We took it that none is met."),
            f"exclusion_test-{person.key}",
        )
    passed = {"bona_fide_residence": _days_of_residence(person), "physical_presence": _days_of_presence(person)}
    test = max(passed, key=lambda name: passed[name])
    return {"test": test, "qualifying_days": passed[test]} if passed[test] else NO_TEST


def _days_of_residence(person: Saved) -> int:
    """Days of the year inside the stay, which must hold a whole calendar year up to this one: IRC 911(d)(1)(A)."""
    start = person.own("exclusion_residence", "start")
    if start is None:
        return 0
    first, last = date.fromisoformat(start), date(person.tax_year, 12, 31)
    end = person.own("exclusion_residence", "end")
    if end and not person.own("exclusion_residence", "still"):
        last = date.fromisoformat(end)
    whole_years = range(first.year if (first.month, first.day) == (1, 1) else first.year + 1, last.year + 1)
    if not any(date(year, 12, 31) <= last for year in whole_years):
        return 0
    return _days_of_year_between(person.tax_year, first, last)


def _days_of_presence(person: Saved) -> int:
    """Days of the year inside the twelve months, if enough of them were spent abroad: IRC 911(d)(1)(B)."""
    start = person.own("exclusion_window", "start")
    if start is None or int(person.own("exclusion_window", "days") or 0) < DAYS_NEEDED:
        return 0
    first = date.fromisoformat(start)
    return _days_of_year_between(person.tax_year, first, _a_year_after(first))


def _a_year_after(first: date) -> date:
    """The last of the twelve months' days."""
    try:
        same_day = first.replace(year=first.year + 1)
    except ValueError:  # February 29
        same_day = date(first.year + 1, 3, 1)
    return date.fromordinal(same_day.toordinal() - 1)


def _days_of_year_between(tax_year: int, first: date, last: date) -> int:
    inside = min(last, date(tax_year, 12, 31)).toordinal() - max(first, date(tax_year, 1, 1)).toordinal() + 1
    return max(0, inside)


def _history(person: Saved, notebook: Notebook) -> dict[str, Any]:
    prior = person.get("exclusion_prior", person.key)
    stopped = person.own("exclusion_stopped", "year")
    if prior == "not_sure":
        notebook.note(
            _("You were not sure about Form 2555 in earlier years. We took it that it was used."), "exclusion_prior"
        )
    if stopped is not None and not person.own("exclusion_stopped", "not_stopped"):
        return {"elected_before": False, "revoked_in": int(stopped)}
    return {"elected_before": prior not in (None, "never"), "revoked_in": None}
