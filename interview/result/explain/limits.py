"""What the family should know beside the figures, and where our knowledge ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from interview.drafts.results import Assumption
from interview.engine import Finding as EngineFinding
from interview.result.explain.case import Case
from interview.result.explain.deciding import PEOPLE
from interview.result.explain.open_answers import open_answers
from interview.result.explain.told import Place
from interview.result.explain.words import dollars, full_date, in_words, say

MOST_THINGS_THAT_COULD_CHANGE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know, with what it is worth and where it comes from."""

    level: str
    text: str
    amount: str
    source: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which figures were used, and on which day the page was made."""

    figures: str
    digest: str
    made: str


def findings(case: Case) -> tuple[Finding, ...]:
    """Everything the engine found worth saying. What stopped it is said in the headline."""
    return tuple(
        Finding(found.level, _said(case, found), dollars(found.amount) if found.amount else "", found.source)
        for found in case.assessment.findings
        if found.level != "stop"
    )


def _said(case: Case, found: EngineFinding) -> str:
    """The engine reads what nobody is sure of on the careful side. The page does not turn that into a fact."""
    if found.code == "needs_form_8862" and case.took("history"):
        return _(
            "You are not sure if the IRS ever cut or denied this credit. If it did, add Form 8862 to the return, or "
            "it will be denied again."
        )
    if found.code == "needs_form_8862" and case.took("history_form_8862"):
        return _(
            "The IRS cut or denied this credit before. Unless Form 8862 was accepted since, add it to the return, or "
            "it will be denied again."
        )
    if found.code == "banned" and case.took("history_wait"):
        text = _("You are not sure if the IRS told you to wait. If the wait covers {year}, nothing can be claimed.")
        return say(text, year=case.year)
    if found.code == "revocation_locks_exclusion" and found in _unsure_locks(case):
        text = _(
            "You are not sure if Form 2555 was used in earlier years. If it was, filing {year} without it ends that "
            "choice: the first year it can be used again is {free}, unless the IRS agrees sooner. Say in writing, "
            "with the return, that you stop."
        )
        return say(text, year=case.year, free=case.first_year_free_again)
    return in_words(found.text)


def _unsure_locks(case: Case) -> list[EngineFinding]:
    """The engine names the lock once for each person who used the form, in the order of the people."""
    used = [
        name
        for name, person in zip(PEOPLE, case.household.people, strict=False)
        if person.exclusion.elected_before and person.wages_foreign + max(0, person.self_employment_foreign)
    ]
    locks = [found for found in case.assessment.findings if found.code == "revocation_locks_exclusion"]
    named = zip(used, locks, strict=False)
    return [lock for name, lock in named if case.told.says("exclusion_prior", name, "not_sure")]


def could_change(case: Case) -> tuple[tuple[str, str], ...]:
    """For a quick check: what was taken for granted and can be answered, with its screen; the first few."""
    if not case.rough:
        return ()
    open_first = [(" ".join(filter(None, (one.taken, one.worth))), one.page) for one in open_answers(case)]
    told = {page for _text, page in open_first}
    asked = [(found.text, found.page) for found in case.assessed.assumptions if found.page and found.page not in told]
    return tuple([*open_first, *asked][:MOST_THINGS_THAT_COULD_CHANGE])


def assumptions(case: Case) -> tuple[Assumption, ...]:
    """What was taken for granted, each with its screen. A guess is named by its amount, so that it can be found."""
    return tuple(_with_its_amount(case, found) for found in case.assessed.assumptions)


def _with_its_amount(case: Case, found: Assumption) -> Assumption:
    saved, screen = case.told.saved, found.page or ""
    if saved is None or not screen.startswith("income-") or not saved.get(screen, "guess"):
        return found
    amount = case.told.quote(Place(screen, "amount")).answer
    if not amount or found.text != _("One of your amounts is a best guess."):
        return found
    return replace(found, text=say(_("This amount is your best guess: {amount}."), amount=amount))


def not_looked_at(case: Case) -> tuple[str, ...]:
    """What no page of ours works out. Tax paid in is counted once the family names it, and only then."""
    paid = case.household.payments
    paid_in = _("US tax taken out of your pay or paid in during the year. You get back what is too much of it.")
    return (
        _("State tax. Some states have a child credit of their own."),
        *(() if paid.income_tax_withheld or paid.estimated_tax else (paid_in,)),
        _("Penalties and interest."),
        _("The alternative minimum tax."),
        _("Special positions under a tax treaty."),
        _("Foreign funds, companies and trusts."),
        _("Reports of foreign accounts (FBAR and Form 8938). They are separate from this credit, and may be due."),
    )


def stamp(case: Case) -> Stamp:
    """The line that says where the figures come from."""
    used = case.assessment.parameters
    if used.published_on:
        figures = say(
            _("{year} figures, revision {revision}, published {day:day}"),
            year=used.tax_year,
            revision=used.revision,
            day=date.fromisoformat(used.published_on),
        )
    else:
        figures = say(_("{year} figures, revision {revision}"), year=used.tax_year, revision=used.revision)
    return Stamp(figures, used.digest[:12], full_date(case.today))


def filing_status(case: Case) -> str:
    """The status that was used, in words."""
    return status_in_words(case.household.filing_status)


def status_in_words(status: str) -> str:
    """A filing status of the contract as people call it."""
    return {
        "single": _("Single"),
        "married_joint": _("Married, one return"),
        "married_separate": _("Married, separate return"),
        "head_of_household": _("Head of household"),
        "surviving_spouse": _("Surviving spouse"),
    }[status]
