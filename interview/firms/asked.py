"""Requests as people read them: what is asked, in the words of its screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from interview.drafts.answers_in_words import row_label, words_of
from interview.drafts.models import Draft
from interview.firms.request_models import ClientRequest
from interview.local_formats import money
from interview.steps import Page, Route
from interview.years import YearInForce, in_force

_Say = Callable[[Page, YearInForce], str]
LIST = "asked"
"""How the interview calls the family's list of requests as a place to come back to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: `what` names the question or the document; `url` is the screen, for the family."""

    request: ClientRequest
    what: str
    url: str = ""
    no_longer: bool = False
    """The screen is not asked any more, because of another answer."""

    @property
    def refund(self) -> str:
        """What the answer did to the refund, once no question is open any more; empty while that is not known."""
        before, after = self.request.refund_before, self.request.refund_after
        return "" if before is None or after is None else refund_in_words(before, after)


def refund_in_words(before: int, after: int) -> str:
    """What an answer did to the refund, or to the tax due of a family that owed before and still does."""
    change = after - before
    if change == 0:
        return _("The refund did not change.")
    if before <= 0 and after <= 0:
        return _("Tax due changed by {amount}").format(amount=_signed(-change))
    return _("Refund changed by {amount}").format(amount=_signed(change))


def _signed(change: int) -> str:
    return f"+{money(change)}" if change > 0 else money(change)


def for_family(draft: Draft, requests: Iterable[ClientRequest]) -> list[Asked]:
    """What the family is asked, each with the question as the interview asks it. No query for unchanged figures."""
    return _in_words(draft, requests, _question)


def for_office(draft: Draft, requests: Iterable[ClientRequest]) -> list[Asked]:
    """The same for the office, in the short words of its page of answers."""
    return _in_words(draft, requests, short_name)


def short_name(page: Page, year: YearInForce) -> str:
    """A screen in the short words of the page of answers, with the child or the job that it is about."""
    return row_label(page, page.questions[0], words_of(page.saved, lambda: year))


def _question(page: Page, year: YearInForce) -> str:
    words = words_of(page.saved, lambda: year)
    return words.say(page.step.title) or words.say(page.questions[0].text)


def _in_words(draft: Draft, requests: Iterable[ClientRequest], say: _Say) -> list[Asked]:
    rows = list(requests)
    if not any(request.page for request in rows):
        return [Asked(request, _without_screen(request)) for request in rows]
    route, year = Route(draft.answers), in_force(draft.tax_year)
    return [_one(draft, request, route.pages.get(request.page), year, say) for request in rows]


def _without_screen(request: ClientRequest) -> str:
    """The name of the document, or the question as somebody wrote it."""
    return request.document or request.text


def _one(draft: Draft, request: ClientRequest, page: Page | None, year: YearInForce, say: _Say) -> Asked:
    if not request.page:
        return Asked(request, _without_screen(request))
    if page is None or not page.questions:
        return Asked(request, _("A question that no longer comes up"), no_longer=True)
    url = reverse("wizard:page", args=[draft.public_id, request.page])
    return Asked(request, say(page, year), f"{url}?back={LIST}")
