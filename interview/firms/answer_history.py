"""What became of an answer: who changed it, from what to what, why; and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from interview.drafts.acting import InPlaceOfFamily
from interview.drafts.kept_results import after_change
from interview.drafts.lists import with_kinds_in_step
from interview.drafts.models import Draft
from interview.drafts.store import FAMILY as OWN
from interview.drafts.store import YEAR, swap, with_provenance
from interview.firms.activity import ANSWERED, FAMILY, FLAGGED, READ, STAFF, UNDONE, Change, record
from interview.firms.answering import WHOSE, differing, without_whose
from interview.firms.file_models import Activity, ClientFile

MOST_SHOWN = 200
MOST_READ = 2_000


class ChangedSince(Exception):
    """The page no longer holds what the change has put there, so that nothing can be taken back."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """What the office changed on one screen since the family last read it: from what to what, who last, and why."""

    last: Activity
    old: Any
    reason: str

    @property
    def page(self) -> str:
        return self.last.page


def changes_on(file: ClientFile, page: str) -> list[Activity]:
    """The changes of the answers on one screen, the last one first. One query."""
    found = Activity.objects.filter(file=file, kind__in=(ANSWERED, UNDONE), page=page)
    return list(found.select_related("actor")[:MOST_SHOWN])


def changes_and_flags(file: ClientFile) -> list[Activity]:
    """What became of a client's answers, and what is flagged, the last entry first. One query."""
    found = Activity.objects.filter(file=file, kind__in=(ANSWERED, UNDONE, FLAGGED))
    return list(found.select_related("actor")[:MOST_READ])


def stands(draft: Draft, change: Activity) -> bool:
    """Whether the page still holds what a change has put there."""
    return bool(draft.answers.get(change.page) == without_whose(change.new))


def take_back(file: ClientFile, change: Activity, *, old: Any, actor: User | None, reason: str = "") -> None:
    """Put the old answer back in place of what a change has put there, whoever does it. Raises ChangedSince.

    Nobody as `actor`: the family does it. The old answer is again whoever's it was. With a row of income that comes
    back or goes, its kind is ticked or not.
    """
    if actor is not None:
        # What follows a change of the draft has to see that it was not the family.
        file.draft.acting = InPlaceOfFamily(user=actor, name=file.name, home="", reason=reason)
    draft, page, new = file.draft, change.page, without_whose(change.new)
    whose = old.get(WHOSE, OWN) if isinstance(old, dict) else OWN
    while draft.answers.get(page) == new:
        before = draft.answers
        others = {name: answer for name, answer in before.items() if name != page}
        put_back = others if old is None else {**before, page: without_whose(old)}
        answers = with_kinds_in_step(before, with_provenance(put_back, page, whose))
        values = {"answers": answers, "version": draft.version + 1, "tax_year": answers[YEAR]["tax_year"]}
        if swap(draft, values):
            for changed, was, now in differing(before, answers):
                about = Change(page=changed, old=was, new=now, reason=reason)
                record(UNDONE, file, actor=actor, by=STAFF if actor else FAMILY, change=about)
            after_change(draft)
            return
    raise ChangedSince


def told_to_family(draft: Draft) -> list[ToldChange]:
    """What staff of the office changed since the family last said that it has read it, and what still stands.

    One query for a draft that is shared, none for others.
    """
    return told_of([draft]).get(draft.pk, [])


def told_of(drafts: Iterable[Draft]) -> dict[int, list[ToldChange]]:
    """The same for several drafts, by the number of the draft. At most one query."""
    shared = {draft.pk: draft for draft in drafts if draft.office_id is not None}
    by_page: dict[tuple[int, str], list[Activity]] = {}
    for row in _unread(list(shared)) if shared else ():
        by_page.setdefault((row.draft_id, row.page), []).append(row)  # type: ignore[attr-defined]  # annotated
    told: dict[int, list[ToldChange]] = {}
    for (draft, _page), changes in by_page.items():
        first, last = changes[0], changes[-1]
        if stands(shared[draft], last) and without_whose(first.old) != without_whose(last.new):
            reason = next((row.reason for row in reversed(changes) if row.reason), "")
            told.setdefault(draft, []).append(ToldChange(last, first.old, reason))
    return told


def family_has_read(file: ClientFile) -> None:
    """The family has read what was changed; what comes after is told the next time."""
    record(READ, file, by=FAMILY)


def _unread(drafts: list[int]) -> QuerySet[Activity]:
    """What staff changed in these drafts since their families have read it, the first change in front."""
    read = Activity.objects.filter(file=OuterRef("file"), kind=READ).order_by("-id").values("id")[:1]
    rows = Activity.objects.filter(file__draft__in=drafts, kind=ANSWERED, by=STAFF)
    rows = rows.filter(file__office=F("file__draft__office"), id__gt=Coalesce(Subquery(read), 0))
    return rows.annotate(draft_id=F("file__draft")).select_related("actor").order_by("id")
