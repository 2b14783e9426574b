"""Every year whose refund can still be claimed, worked out for one family from one of its drafts.

A year of which the family has a finished draft of its own is worked out from that. The others are worked out from this
draft's answers with what belongs to a year put back in (interview/drafts/other_year.py). Nothing here writes, except
`draft_of_year`, which begins the draft of a year once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.crypto import salted_hmac

from interview.drafts.copying import values_of_copy
from interview.drafts.lists import go_deeper
from interview.drafts.models import Draft
from interview.drafts.other_year import OtherYear, other_year
from interview.drafts.results import Assessed, Unfinished, assess_answers
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.store import Answers
from interview.steps import CHILDREN, QUICK, Route, Saved, depth
from interview.steps.open_answers import all_at_best, open_answers
from interview.years import YearInForce

COUNTED = ("quick_children", "quick_children_numbers")
"""What a quick check says of the children: the cards of the full interview are made from it."""


@dataclass(frozen=True, slots=True)
class OpenYear:
    """One year, and where its figures come from.

    `draft` is the family's own draft of the year, finished or not, if it has one; `own` says that its answers are used.
    `assessed` is None where a screen has to be answered first: `stopped_at` names it. It is on the careful side;
    `at_best` is the result with every open answer at its best, the same where none is open. `low` and `high` are the
    least and the most credit that can be paid out, in dollars.
    """

    year: YearInForce
    draft: Draft | None
    own: bool
    route: Route
    assessed: Assessed | None
    at_best: Assessed | None
    low: int = 0
    high: int = 0
    stopped_at: str = ""
    taken_over: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()

    @property
    def tax_year(self) -> int:
        return self.year.tax_year

    @property
    def exact(self) -> bool:
        """The family's own answers about this very year, all of them."""
        return self.own and self.assessed is not None and not self.assessed.rough

    @property
    def last_day(self) -> date:
        """The last safe day to claim, as the result of the household says it."""
        days = self.assessed.assessment.deadlines if self.assessed else ()
        said = (deadline.on for deadline in days if deadline.code == "claim_refund_by")
        return next(said, self.year.parameters.dates.claim_refund_by)


def years_to_claim(figures: Mapping[int, YearInForce], today: date) -> list[int]:
    """The years that are over and whose last safe day has not passed, the one that closes first in front."""
    return sorted(
        tax_year
        for tax_year, year in figures.items()
        if tax_year < today.year and today <= year.parameters.dates.claim_refund_by
    )


def years_closed(figures: Mapping[int, YearInForce], today: date) -> list[int]:
    """The years whose last safe day has passed, newest first."""
    return sorted(
        (tax_year for tax_year, year in figures.items() if today > year.parameters.dates.claim_refund_by), reverse=True
    )


def open_years(
    draft: Draft, others: Iterable[Draft], figures: Mapping[int, YearInForce], today: date
) -> tuple[OpenYear, ...]:
    """Every open year, worked out. `others` are the other drafts in the same hands, newest first.

    Raises Unfinished, naming the first open screen, if this draft itself is not finished.
    """
    first_open = Route(draft.answers).first_open
    if first_open is not None:
        raise Unfinished(first_open)
    others = list(others)
    return tuple(_open_year(draft, others, figures[tax_year]) for tax_year in years_to_claim(figures, today))


def _open_year(draft: Draft, others: list[Draft], year: YearInForce) -> OpenYear:
    if draft.tax_year == year.tax_year:
        return _own(draft, Route(draft.answers), year)
    theirs = own_draft_of(draft, others, year.tax_year)
    if theirs is not None:
        route = Route(theirs.answers)
        if route.first_open is None:
            return _own(theirs, route, year)
    return _from_copy(theirs, _as_far_as_known(draft, theirs, year.tax_year), year)


def _own(draft: Draft, route: Route, year: YearInForce) -> OpenYear:
    """From the family's own answers: the same figures and the same range as on the result of that draft."""
    try:
        assessed = assess_answers(draft.answers, year)
    except Unfinished as unfinished:
        return OpenYear(year, draft, True, route, None, None, stopped_at=unfinished.page)
    paid = _paid(assessed)
    outlook = assessed.outlook
    low, high = (outlook.low, outlook.high) if outlook else (paid, paid)
    return OpenYear(year, draft, True, route, assessed, assessed, low, high)


def _from_copy(theirs: Draft | None, other: OtherYear, year: YearInForce) -> OpenYear:
    """From this draft's answers. What each open answer is worth is no question yet, so two runs tell the range."""
    route = Route(other.answers)
    try:
        assessed = assess_answers(other.answers, year, with_outlook=False)
    except Unfinished as unfinished:
        return OpenYear(year, theirs, False, route, None, None, 0, 0, unfinished.page, other.taken_over, other.missing)
    at_best = _at_best(route, year) or assessed
    low, high = sorted((_paid(assessed), _paid(at_best)))
    return OpenYear(year, theirs, False, route, assessed, at_best, low, high, "", other.taken_over, other.missing)


def _at_best(route: Route, year: YearInForce) -> Assessed | None:
    """None where no answer is open, or where the better ones lead to a question that nobody can answer for them."""
    if not open_answers(route):
        return None
    try:
        return assess_answers(dict(all_at_best(route).answers), year, with_outlook=False)
    except Unfinished:
        return None


def _paid(assessed: Assessed) -> int:
    return paid_out(shown_way(assessed.household, assessed.assessment))


def _as_far_as_known(draft: Draft, theirs: Draft | None, tax_year: int) -> OtherYear:
    """With the answers that the family has already given for the year, where they speak of the same children."""
    begun = theirs.answers if theirs and depth(theirs.answers) == depth(draft.answers) else None
    if begun is not None and not _same_children(draft.answers, begun):
        begun = None
    return other_year(draft.answers, tax_year, begun)


# Which draft is the family's own draft of a year --------------------------------------------------------------------


def own_draft_of(draft: Draft, others: Iterable[Draft], tax_year: int) -> Draft | None:
    """The family's own draft of another year, a finished one first; of equals the newest, which comes first."""
    found = [other for other in others if other.tax_year == tax_year and _same_family(draft.answers, other.answers)]
    return min(found, key=_how_unfinished, default=None)


def _how_unfinished(draft: Draft) -> tuple[bool, bool]:
    return Route(draft.answers).first_open is not None, depth(draft.answers) == QUICK


def _same_family(answers: Answers, other: Answers) -> bool:
    """Somebody who helps several families has them all in one browser: the children tell them apart."""
    births, other_births = set(_births(answers).values()), set(_births(other).values())
    return not births or not other_births or bool(births & other_births)


def _same_children(answers: Answers, other: Answers) -> bool:
    """A key stands for the same child in both."""
    births, other_births = _births(answers), _births(other)
    return all(births[key] == other_births[key] for key in births.keys() & other_births.keys())


def _births(answers: Answers) -> dict[str, str]:
    """When each child on the list was born, as far as it was said. A year may stand for the day."""
    saved = Saved(answers)
    born = {key: saved.get(f"child_basics-{key}", "birth_date") for key in saved.keys(CHILDREN)}
    return {key: str(day)[:4] for key, day in born.items() if day}


# Making a year exact -------------------------------------------------------------------------------------------------


def draft_of_year(draft: Draft, others: Iterable[Draft], tax_year: int) -> Draft:
    """The family's draft of another year: the one that it has, or a copy of this one that asks every question.

    The id comes from this draft and the year, so that two presses in the same moment make one draft.
    """
    theirs = own_draft_of(draft, others, tax_year)
    if theirs is not None:
        return theirs
    values = values_of_copy(draft, tax_year)
    quick = depth(draft.answers) == QUICK
    if quick:
        values["answers"] |= {page: draft.answers[page] for page in COUNTED if page in draft.answers}
    pressed = salted_hmac("interview.open_years", f"{draft.public_id} {tax_year}", algorithm="sha256")
    number = UUID(hex=pressed.hexdigest()[:32])
    made, new = Draft.objects.get_or_create(public_id=number, defaults=values)
    if not new and not _still_theirs(made, draft):
        made, new = Draft.objects.create(**values), True
    if new and quick:
        go_deeper(made)
    return made


def _still_theirs(made: Draft, draft: Draft) -> bool:
    """The draft of an earlier press is still there, and in the same hands."""
    hands = ("browser_key_hash", "owner_id", "address_id")
    return made.deleted_at is None and all(getattr(made, name) == getattr(draft, name) for name in hands)
