"""Pages on which the app tells rather than asks: a year that is over, and which children count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.adapter import Exchange, Notebook
from interview.adapter.status import filing_status
from interview.drafts.answers_in_words import value_in_words
from interview.drafts.models import Draft
from interview.engine import ChildAssessment
from interview.local_formats import long_date
from interview.result.explain.words import in_words
from interview.steps import Choice, Route, Words
from interview.steps.conditions import children
from interview.steps.filing_status import likely_status
from interview.wizard.children_list import SETTLED, assessed_children, is_unsure, verdict
from interview.wizard.navigation import page_url
from interview.wizard.tax_years import open_years
from interview.years import YearInForce

DECIDES_STATUS = ("marital", "spouse_died", "spouse_us", "joint", "joint_nonresident", "apart", "paid_home")

NOT_YET = {
    "age": gettext_lazy("{name} is too old for this credit in {year}."),
    "relationship": gettext_lazy("{name} does not count: this credit is for closer family."),
    "residency": gettext_lazy("{name} does not count: a child must live with you for more than half of the year."),
    "support": gettext_lazy("{name} does not count, and paid for most of their own living."),
    "joint_return": gettext_lazy("{name} does not count, and files a return with a spouse."),
    "citizenship": gettext_lazy("{name} does not count: a child must be a US citizen or resident."),
    "dependent": gettext_lazy(
        "{name} does not count, because somebody else goes first or you do not claim this child."
    ),
    "taxpayer_id": gettext_lazy("{name} does not count yet: the right tax number is missing."),
    "id_issued_in_time": gettext_lazy("{name} does not count for {year}: the number came too late."),
}
"""For the first test that failed, what the app tells about a child. No sentence says whether it is a boy or a girl."""


STATUS_AFTER_ALL = {
    "single": gettext_lazy("Your filing status is single."),
    "married_separate": gettext_lazy("Your filing status is married filing separately."),
    "head_of_household": gettext_lazy("Your filing status is head of household."),
    "surviving_spouse": gettext_lazy("Your filing status is qualifying surviving spouse."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the answers so far say about one child, why, and where to change them."""

    name: str
    chip: str
    verdict: str
    sentence: str
    reasons: tuple[str, ...]
    change_url: str


def year_closed_context(_request: HttpRequest, _draft: Draft, _route: Route, year: YearInForce) -> dict[str, Any]:
    """The day that has passed, and the years for which it has not."""
    return {
        "refund_deadline": long_date(year.parameters.dates.claim_refund_by),
        "open_years": ", ".join(map(str, open_years())),
    }


def filing_status_context(_request: HttpRequest, draft: Draft, route: Route, year: YearInForce) -> dict[str, Any]:
    """The answers that led to the likely status, and the other statuses that they allow."""
    page = route.pages["filing_status"]
    words = Words(page.saved, lambda: year.parameters.dates)
    likely, chosen = likely_status(page.saved), route.saved.get("filing_status", "status")
    kind = page.questions[0].kind
    names = (
        {option.code: words.say(option.text) for option in kind.offered(page.saved)} if isinstance(kind, Choice) else {}
    )
    return {
        "decided_by": [row for address in DECIDES_STATUS for row in _answers_on(address, draft, route, words, year)],
        "others_allowed": ", ".join(name for code, name in names.items() if code != likely),
        "another_chosen": chosen not in (None, likely),
    }


def _answers_on(address: str, draft: Draft, route: Route, words: Words, year: YearInForce) -> list[dict[str, str]]:
    if address not in route.pages:
        return []
    page, exchange = route.pages[address], Exchange(route.saved, year.rates, Notebook())
    answer = route.used.get(address, {})
    return [
        {
            "label": words.say(question.short),
            "value": value_in_words(question, answer[question.name], words, exchange),
            "url": page_url(draft, address, back="filing_status"),
        }
        for question in page.questions
        if question.name in answer
    ]


def children_told_context(_request: HttpRequest, draft: Draft, route: Route, year: YearInForce) -> dict[str, Any]:
    """One sentence for each child, with the reasons behind it."""
    open_keys = {route.pages[page].key for page in route.open}
    keys = [key for key in children(route.saved) if key not in open_keys]
    words = Words(route.saved, lambda: year.parameters.dates)
    return {
        "told": [
            _told(draft, words.about(route.saved.about(key)), found)
            for key, found in zip(keys, assessed_children(route, keys, year), strict=True)
        ],
        **_status_after_all(route, finished=not open_keys & set(children(route.saved))),
    }


def _status_after_all(route: Route, *, finished: bool) -> dict[str, Any]:
    """The filing status that was only likely, once the children are known; with what changed it."""
    if not finished or "filing_status" not in route.pages or "filing_status" in route.open:
        return {}
    notebook = Notebook()
    status = filing_status(route.saved, notebook)
    return {
        "status": STATUS_AFTER_ALL[status],
        "status_reasons": [note.text for note in notebook.assumptions if note.page == "children_list"],
    }


def _told(draft: Draft, words: Words, found: ChildAssessment) -> Told:
    chip, short = verdict(found, words)
    failed = [test for test in found.tests if not test.passed]
    reasons = tuple(in_words(test.reason) for test in failed or found.tests)
    if found.credit == "child_tax_credit":
        sentence = _("{name} likely counts for the credit.")
    elif is_unsure(words.saved) and not SETTLED & {test.code for test in failed}:
        reasons = (_("Until you know, we count it against you. The result shows what the answer is worth."),)
        sentence = _("We cannot say yet if {name} counts: you were not sure of an answer.")
    elif found.credit == "other_dependents":
        sentence = _("{name} likely brings the smaller credit, which only lowers tax.")
    else:
        codes = [test.code for test in failed]
        sentence = next((str(NOT_YET[code]) for code in NOT_YET if code in codes), _("{name} does not count."))
    return Told(
        name=words["name"],
        chip=chip,
        verdict=short,
        sentence=words.say(sentence),
        reasons=reasons,
        change_url=page_url(draft, f"child_basics-{words.saved.key}", back="children_told"),
    )
