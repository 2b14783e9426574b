"""Pages of a long list by key: the hundredth page costs what the first one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Q

from interview.drafts.models import Draft, DraftQuerySet

ROWS = 50


class UnknownPlace(ValueError):
    """The address names no place in the list."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some rows, and where the next page begins; None on the last one."""

    rows: Sequence[Draft]
    next_place: str | None


def newest_first(drafts: DraftQuerySet, *, after: str | None = None, rows: int = ROWS) -> ListPage:
    """One page of the drafts, last changed first."""
    if after is not None:
        drafts = drafts.filter(_follows(after))
    found = list(drafts.order_by("-updated_at", "-id")[: rows + 1])
    return ListPage(found[:rows], _place_of(found[rows - 1]) if len(found) > rows else None)


def _follows(place: str) -> Q:
    try:
        moment, pk = signing.loads(place, salt="place in a list")
        updated_at = datetime.fromisoformat(moment)
    except (signing.BadSignature, ValueError) as error:
        raise UnknownPlace from error
    # The first condition says nothing new, but it lets the index start at the place instead of at the top.
    return Q(updated_at__lte=updated_at) & (Q(updated_at__lt=updated_at) | Q(updated_at=updated_at, pk__lt=pk))


def _place_of(draft: Draft) -> str:
    return signing.dumps([draft.updated_at.isoformat(), draft.pk], salt="place in a list")
