"""What families and advisors read about a change of the yearly figures: "What changed and why"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from interview.years.models import ParameterRevision

State = ParameterRevision.State
MOST_TOLD = 3
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of one revision in the reader's language. `language` is that of the text: English if need be."""

    tax_year: int
    number: int
    published_on: date
    text: str
    language: str


def notice_of(revision: ParameterRevision) -> Notice | None:
    """What a published revision says of itself; None where nobody wrote anything, as of the figures of the program."""
    language, text = _in_the_readers_language(revision.notice)
    if not text or revision.published_at is None:
        return None
    return Notice(revision.tax_year, revision.number, revision.published_at.date(), text, language)


def notices_since(tax_year: int, before: ParameterRevision | None) -> list[Notice]:
    """The notices of everything that was published after `before`, newest first, without what was withdrawn since.

    Without `before` it is what came after the figures of the program. One query; documents stay in the database.
    """
    told = ParameterRevision.objects.filter(tax_year=tax_year, state__in=[State.PUBLISHED, State.REPLACED])
    if before is not None and before.published_at is not None:
        told = told.filter(published_at__gt=before.published_at)
    newest = told.only("tax_year", "number", "notice", "published_at").order_by("-published_at", "-number")
    found = (notice_of(revision) for revision in newest[:MOST_TOLD])
    return [notice for notice in found if notice is not None]


def _in_the_readers_language(texts: Mapping[str, str]) -> tuple[str, str]:
    code = get_language() or ENGLISH
    for language in (code, code.partition("-")[0], ENGLISH):
        if text := str(texts.get(language) or "").strip():
            return language, text
    return ENGLISH, ""
