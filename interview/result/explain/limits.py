"""What the family should know beside the figures, and where our knowledge ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.open_answers import open_answers
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
        Finding(found.level, in_words(found.text), dollars(found.amount) if found.amount else "", found.source)
        for found in case.assessment.findings
        if found.level != "stop"
    )


def could_change(case: Case) -> tuple[tuple[str, str], ...]:
    """For a quick check: what was taken for granted and can be answered, with its screen; the first few."""
    if not case.rough:
        return ()
    open_first = [(" ".join(filter(None, (one.taken, one.worth))), one.page) for one in open_answers(case)]
    told = {page for _text, page in open_first}
    asked = [(found.text, found.page) for found in case.assessed.assumptions if found.page and found.page not in told]
    return tuple([*open_first, *asked][:MOST_THINGS_THAT_COULD_CHANGE])


def not_looked_at() -> tuple[str, ...]:
    """What no page of ours works out."""
    return (
        _("State tax. Some states have a child credit of their own."),
        _("Penalties and interest, and years before this one."),
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
