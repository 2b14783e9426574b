"""Sentences of the result page, and the small pieces that many of them share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from interview.engine import Text
from interview.local_formats import figure, long_date, money


def say(template: str, **values: Any) -> str:
    """A translated template with its figures: {amount:$}, {day:day}, {rate:%}."""
    return Text(template, values).render(_, figure)


def in_words(text: Text) -> str:
    """A sentence of the engine in the reader's language."""
    return text.render(_, figure)


def marked(template: str, amount: int, rough: bool = False, /, **values: Any) -> SafeString:
    """A headline whose {amount} is the figure of the page, "about" in a rough one. Everything filled in is escaped."""
    shown = say(_("about {amount:$}"), amount=amount) if rough else dollars(amount)
    hit = format_html('<span class="hit">{}</span>', shown)
    return format_html(template, amount=hit, **values)


def ranged(template: str, low: int, high: int, /, **values: Any) -> SafeString:
    """A headline whose {low} and {high} are the figures of the page."""
    hits = {
        name: format_html('<span class="hit">{}</span>', dollars(amount))
        for name, amount in (("low", low), ("high", high))
    }
    return format_html(template, **hits, **values)


def plain(template: str, **values: Any) -> SafeString:
    """A headline without such a figure."""
    return format_html("{}", say(template, **values))


def dollars(amount: int) -> str:
    """Whole dollars, as a sentence shows them."""
    return money(amount)


def full_date(day: date) -> str:
    """October 15, 2026."""
    return long_date(day)


def in_a_row(names: Sequence[str]) -> str:
    """Mia; Mia and Leo; Mia, Leo and Ana."""
    if len(names) < 2:
        return "".join(names)
    return say(_("{some} and {last}"), some=", ".join(names[:-1]), last=names[-1])
