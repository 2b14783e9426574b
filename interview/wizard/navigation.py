"""Where a family goes next."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from interview.drafts.models import Draft
from interview.steps import QUICK, Page, Route, Words, depth
from interview.steps.sections import BASICS, PEOPLE, STATUS

REVIEW = "review"
RESULT = "result"
SECTIONS = "sections"
ASKED = "asked"
"""The list of what an advisor asks. Answers to it lead back there."""
CHANGED = "changed-h"
"""Where the result says what a changed answer has done to it."""
FIRST_SECTIONS = (BASICS, STATUS, PEOPLE)
"""Whoever leaves within these comes back to the open question; later, to the list of sections."""
LISTS = ("children_list", "income_list")
QUICK_QUESTIONS = 8


def page_url(draft: Draft, page: str, **query: str) -> str:
    """The address of one screen of a draft."""
    address = reverse("wizard:page", args=[draft.public_id, page])
    kept = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(kept)}" if kept else address


def end_url(draft: Draft) -> str:
    """What follows the last question: the rough result, or the page with all answers."""
    return result_url(draft) if depth(draft.answers) == QUICK else review_url(draft)


def leave_url(draft: Draft) -> str:
    """Out of the interview: to the family's drafts, or to the page of the client that a member of staff answers for."""
    return draft.acting.home if draft.acting else reverse("drafts:list")


def resume_url(draft: Draft, route: Route) -> str:
    """Where the family left off."""
    return page_url(draft, route.first_open) if route.first_open else end_url(draft)


def sections_url(draft: Draft) -> str:
    """The page that lists the sections."""
    return reverse("wizard:sections", args=[draft.public_id])


def review_url(draft: Draft) -> str:
    """The page with all answers."""
    return reverse("wizard:review", args=[draft.public_id])


def entry_url(draft: Draft, route: Route) -> str:
    """Where a family that comes back to its draft arrives."""
    if route.first_open is None or depth(draft.answers) == QUICK:
        return resume_url(draft, route)
    if route.pages[route.first_open].step.section in FIRST_SECTIONS or route.pages[route.first_open].step.ends:
        return resume_url(draft, route)
    return sections_url(draft)


def back_url(draft: Draft, route: Route, page: str, back: str) -> str:
    """What Back leads to: where the family came from, else the screen before."""
    if back == REVIEW:
        return review_row_url(draft, page)
    if back == RESULT:
        return result_url(draft)
    if back == ASKED:
        return asked_url(draft)
    if back:
        return page_url(draft, back)
    before = route.before(page)
    return page_url(draft, before) if before else leave_url(draft)


def review_row_url(draft: Draft, page: str) -> str:
    """The review page, at the row of one screen."""
    return f"{review_url(draft)}#row-{page}"


def result_url(draft: Draft) -> str:
    """The result, from which an answer can be changed too. Staff read it on the page of their client."""
    if draft.acting:
        return draft.acting.home
    return reverse("result:show", args=[draft.public_id])


def asked_url(draft: Draft) -> str:
    """What the family's advisor asks of it."""
    return reverse("advising:asked", args=[draft.public_id])


def known_target(route: Route, target: str) -> str:
    """A place to come back to, if it is one of ours; anything else is ignored."""
    return target if target in (REVIEW, RESULT, ASKED) or target in route.pages else ""


def url_after_saving(draft: Draft, before: Route, page: str, *, back: str, then: str) -> str:
    """Where to go once a screen is saved; `before` is the route as it was when the screen was opened."""
    route = Route(draft.answers)
    if back:
        return _url_back(draft, before, route, page, back)
    if then and then in route.pages:
        page = then
    if page in LISTS and route.first_open and _comes_before(route, route.first_open, page):
        return page_url(draft, route.first_open)
    following = route.after(page)
    return page_url(draft, following) if following else resume_url(draft, route)


def _url_back(draft: Draft, before: Route, route: Route, page: str, back: str) -> str:
    """Straight back, unless the change has opened a question: that is asked first."""
    opened = [other for other in route.open if other not in before.open]
    if not opened and page in before.open:
        opened = route.open  # still on the way through what an earlier change has opened
    if opened:
        return page_url(draft, opened[0], back=back)
    if back == REVIEW:
        return review_row_url(draft, page)
    if back == RESULT:
        return f"{result_url(draft)}#{f'row-{page}' if draft.acting else CHANGED}"
    if back == ASKED:
        return asked_url(draft)
    return page_url(draft, back) if back in route.pages else resume_url(draft, route)


def _comes_before(route: Route, one: str, other: str) -> bool:
    return route.sequence.index(one) < route.sequence.index(other)


def more_options(draft: Draft, route: Route, page: Page, words: Words) -> list[tuple[str, str]]:
    """What this screen leads to under "More options": what is asked there, and its address."""
    asides = [aside for aside in route.pages.values() if aside.step.name in page.step.more]
    return [
        (
            words.about(aside.saved).say(aside.step.title or aside.questions[0].short),
            page_url(draft, aside.address, back=page.address),
        )
        for aside in asides
    ]


def quick_position(route: Route, page: Page) -> tuple[int, int]:
    """Question 3 of 8. The total only goes down, as answers make questions unnecessary."""
    questions = [address for address in route.sequence if address != "year"]
    number = questions.index(page.address) + 1 if page.address in questions else 0
    saved = route.saved
    if saved.get("quick_children", "total") == 0:
        return number, 3
    total = QUICK_QUESTIONS
    if saved.says("quick_home", "home", "us"):
        total -= 2
    elif (saved.get("quick_earned", "earned") or {}).get("amount") == "0":
        total -= 1
    return number, total
