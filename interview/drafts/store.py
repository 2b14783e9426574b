"""Everything that changes a draft. Each change is one compare-and-swap, so two windows never lose an answer unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import get_language

from interview.drafts.address_models import FamilyAddress
from interview.drafts.models import Draft
from interview.steps import FULL, QUICK

Answers = dict[str, Any]
YEAR = "year"
PROVENANCE = "provenance"
"""Where the answers keep, by the address of a page, whose they are when they are not simply the family's own."""
FAMILY = "family"
QUICK_ANSWER = "quick"
ADVISOR = "advisor"
CARRIED = "carried"
CARRIED_TO_CHECK = "carried_check"


class ChangedElsewhere(Exception):
    """The page was saved from another window since this one was opened."""

    def __init__(self, saved: Any) -> None:
        super().__init__("the page was changed in another window")
        self.saved = saved


def fingerprint(answer: Any) -> str:
    """A short mark of what a page held when it was opened."""
    canonical = json.dumps(answer, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def start_draft(
    *,
    tax_year: int,
    depth: str,
    browser_key_hash: str,
    user: User | AnonymousUser,
    address: FamilyAddress | None = None,
) -> Draft:
    """A new draft of one family and one tax year. It belongs to the e-mail address where the browser has one."""
    return Draft.objects.create(
        browser_key_hash="" if address else browser_key_hash,
        address=address,
        language=get_language() or "en",
        owner=user if isinstance(user, User) else None,
        tax_year=tax_year,
        answers={"start": {"depth": QUICK if depth == QUICK else FULL}, YEAR: {"tax_year": tax_year}},
        updated_at=timezone.now(),
    )


def carried_from(answers: Mapping[str, Any]) -> int:
    """The year of the draft that this one was copied from; unless it says so, the year before."""
    said = (answers.get("start") or {}).get("copied_from")
    return int(said) if said else int(answers[YEAR]["tax_year"]) - 1


def provenance(answers: Mapping[str, Any], page: str) -> str:
    """Whose answer a page holds. Pages of the quick check are rough by nature; all others are the family's own
    unless the answers say otherwise.
    """
    noted = answers.get(PROVENANCE)
    said = noted.get(page) if isinstance(noted, dict) else None
    if said:
        return str(said)
    return QUICK_ANSWER if page.startswith("quick_") else FAMILY


def with_provenance(answers: Mapping[str, Any], page: str, whose: str) -> Answers:
    """The answers with a note of whose answer a page holds; the family's own needs none."""
    noted = {name: said for name, said in (answers.get(PROVENANCE) or {}).items() if name != page}
    if whose != FAMILY:
        noted[page] = whose
    others = {name: value for name, value in answers.items() if name != PROVENANCE}
    return {**others, PROVENANCE: noted} if noted else others


def save_page(draft: Draft, page: str, answer: Answers, *, seen: str, whose: str = FAMILY) -> None:
    """Save one page. Raises ChangedElsewhere if it no longer holds what `seen` is the fingerprint of.

    Other pages may have been saved meanwhile: both are kept. Sending the same answer twice is no conflict.
    """

    def with_page(answers: Answers) -> Answers:
        saved = answers.get(page)
        if saved != answer and fingerprint(saved) != seen:
            raise ChangedElsewhere(saved)
        return with_provenance({**answers, page: answer}, page, whose)

    change_answers(draft, with_page)


def change_answers(draft: Draft, change: Callable[[Answers], Answers]) -> None:
    """Put changed answers in the draft's place, and do the change again on newer ones until it goes through."""
    while True:
        answers = change(draft.answers)
        now = timezone.now()
        values = {
            "answers": answers,
            "version": draft.version + 1,
            "tax_year": answers[YEAR]["tax_year"],
            "updated_at": now,
        }
        if Draft.objects.filter(pk=draft.pk, version=draft.version).update(**values):
            for name, value in values.items():
                setattr(draft, name, value)
            return
        draft.refresh_from_db(fields=["answers", "version"])
