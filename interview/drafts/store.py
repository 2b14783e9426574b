"""Everything that changes a draft. Each change is one compare-and-swap, so two windows never lose an answer unseen."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from interview.drafts.acting import slot
from interview.drafts.address_models import FamilyAddress
from interview.drafts.changes import answers_changed
from interview.drafts.models import Draft
from interview.identity_numbers import holds_identity_number
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
COPIED_FROM = "copied_from"
"""Where the page "start" keeps the year of the draft that this one was copied from."""
MARKS = "marks"
"""Where the answers keep which buttons of lists were pressed, and what came of it."""
MOST_MARKS = 20
_MARK = re.compile(r"[A-Za-z0-9_-]{12}")


class ChangedElsewhere(Exception):
    """The page was saved from another window since this one was opened."""

    def __init__(self, saved: Any) -> None:
        super().__init__("the page was changed in another window")
        self.saved = saved


def fingerprint(answer: Any) -> str:
    """A short mark of what a page held when it was opened."""
    canonical = json.dumps(answer, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Family:
    """Who begins a draft: a browser, an advisor or admin who is signed in, an e-mail address confirmed in it."""

    browser_key_hash: str
    user: User | AnonymousUser
    address: FamilyAddress | None = None


def start_draft(family: Family, *, tax_year: int, depth: str, mark: str = "") -> Draft:
    """A new draft of one family and one tax year. It belongs to the e-mail address where the browser has one.

    `mark` is what the button was drawn with. The id comes from it, so that a second press of the same button, even in
    the same moment, gives the same draft.
    """
    whose = {
        "browser_key_hash": "" if family.address else family.browser_key_hash,
        "address": family.address,
        "owner": family.user if isinstance(family.user, User) else None,
    }
    values = {
        **whose,
        "language": get_language() or "en",
        "tax_year": tax_year,
        "answers": {"start": {"depth": QUICK if depth == QUICK else FULL}, YEAR: {"tax_year": tax_year}},
        "updated_at": timezone.now(),
    }
    if _MARK.fullmatch(mark):
        pressed = f"{family.browser_key_hash} {tax_year} {depth} {mark}"
        number = UUID(hex=salted_hmac("interview.start", pressed, algorithm="sha256").hexdigest()[:32])
        draft, _new = Draft.objects.get_or_create(public_id=number, defaults=values)
        if draft.deleted_at is None and whose == {name: getattr(draft, name) for name in whose}:
            return draft
    return Draft.objects.create(**values)


def carried_from(answers: Mapping[str, Any]) -> int:
    """The year of the draft that this one was copied from; unless it says so, the year before."""
    said = (answers.get("start") or {}).get(COPIED_FROM)
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

    Other pages may have been saved meanwhile: both are kept. Sending the same answer twice is no conflict, and makes
    nobody else the author of it.
    """
    whose = ADVISOR if draft.acting else whose

    def with_page(answers: Answers) -> Answers:
        saved = answers.get(page)
        if saved != answer and fingerprint(saved) != seen:
            raise ChangedElsewhere(saved)
        if draft.acting and saved == answer and provenance(answers, page) == FAMILY:
            return answers
        return with_provenance({**answers, page: answer}, page, whose)

    change_answers(draft, with_page, sent=page)


def change_answers(draft: Draft, change: Callable[[Answers], Answers], *, sent: str = "") -> None:
    """Put changed answers in the draft's place, and do the change again on newer ones until it goes through.

    `sent` is a page whose form came with the change: what was kept of it as raw text is no longer needed.
    """
    while True:
        before = draft.answers
        answers = change(before)
        values = {
            "answers": answers,
            "version": draft.version + 1,
            # Whoever answers in the family's place may read another language.
            "language": draft.language if draft.acting else get_language() or draft.language,
            "tax_year": answers[YEAR]["tax_year"],
        }
        typed_here = slot(draft.acting, sent)
        if typed_here in draft.unsaved:
            values["unsaved"] = {name: typed for name, typed in draft.unsaved.items() if name != typed_here}
        if swap(draft, values):
            if answers != before:
                answers_changed.send(Draft, draft=draft, before=before)
            return


def change_once(draft: Draft, button: str, mark: str, change: Callable[[Answers], tuple[Answers, str]]) -> str:
    """Do what a button does, once for each time that it was drawn, and say what came of it.

    `button` names what it does, `mark` is what its page was drawn with. A second press of the same button changes
    nothing and comes to the same.
    """
    came_of_it, pressed = "", f"{button} {mark}"

    def unless_done(answers: Answers) -> Answers:
        nonlocal came_of_it
        done: dict[str, str] = answers.get(MARKS) or {}
        if pressed in done:
            came_of_it = done[pressed]
            return answers
        changed, came_of_it = change(answers)
        if not _MARK.fullmatch(mark) or holds_identity_number(mark):
            return changed
        return {**changed, MARKS: dict([*done.items(), (pressed, came_of_it)][-MOST_MARKS:])}

    change_answers(draft, unless_done)
    return came_of_it


def new_mark() -> str:
    """What a button is drawn with, so that pressing it twice is the same as once."""
    return secrets.token_urlsafe(9)


def swap(draft: Draft, values: dict[str, Any]) -> bool:
    """Write the values if nobody has written to the draft since it was read; else read it again and say so.

    Answers raise the version; raw text that was only typed changes the time alone.
    """
    values = {**values, "updated_at": timezone.now()}
    unchanged = Draft.objects.filter(pk=draft.pk, version=draft.version, updated_at=draft.updated_at)
    if unchanged.update(**values):
        for name, value in values.items():
            setattr(draft, name, value)
        return True
    draft.refresh_from_db(fields=["answers", "tax_year", "unsaved", "version", "updated_at"])
    return False
