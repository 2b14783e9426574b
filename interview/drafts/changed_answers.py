"""Which answers differ between two states of a draft, in words that name the question."""

from __future__ import annotations

from django.utils.translation import gettext as _

from interview.drafts.answers_in_words import row_label, words_of
from interview.steps import CHILDREN, Answers, Page, Route, Saved, Tick, depth
from interview.steps.wording import child_name
from interview.years import YearInForce


def changed_answers(before: Answers, new: Route, year: YearInForce) -> tuple[str, ...]:
    """What differs of the answers that count, in the order of the interview; what is asked no more comes last.

    A child that came or went is one change, not one for each of its answers.
    """
    after = new.answers
    if before == after:
        return ()
    if depth(before) != depth(after):
        return (_("how many questions you answered"),)
    old = Route(before)
    came_or_went = set(old.saved.keys(CHILDREN)) ^ set(new.saved.keys(CHILDREN))
    labels = [_child(new if key in new.saved.keys(CHILDREN) else old, key) for key in _in_order(old, new, came_or_went)]
    gone = {address: page for address, page in old.pages.items() if address not in new.pages}
    for address, page in (new.pages | gone).items():
        # What was said long ago and only came into play again, or went out of it, was not changed.
        if page.key in came_or_went or before.get(address) == after.get(address):
            continue
        labels += _differing(page, old.used.get(address), new.used.get(address), year)
    return tuple(dict.fromkeys(labels))


def _in_order(old: Route, new: Route, keys: set[str]) -> list[str]:
    return [key for key in dict.fromkeys([*old.saved.keys(CHILDREN), *new.saved.keys(CHILDREN)]) if key in keys]


def _child(route: Route, key: str) -> str:
    return child_name(Saved(route.answers, key))


def _differing(page: Page, was: object, now: object, year: YearInForce) -> list[str]:
    """The questions of a screen that were answered differently. A tick beside a question stands for that question."""
    if was == now or not page.questions:
        return []
    old = was if isinstance(was, dict) else {}
    new = now if isinstance(now, dict) else {}
    words = words_of(page.saved, lambda: year)
    asked = [question for question in page.questions if not isinstance(question.kind, Tick)]
    differ = [question for question in asked if old.get(question.name) != new.get(question.name)]
    return [row_label(page, question, words) for question in differ or page.questions[:1]]
