"""What the family's advisor recommends, on the family's own answers of now: what would be different, and what of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from interview.drafts.answers_beside import AnswerBeside, differing_answers
from interview.drafts.models import Draft
from interview.drafts.results import Assessed, Unfinished, assess_answers
from interview.drafts.shown_way import paid_out, shown_way
from interview.engine import Scenario
from interview.firms.merging_answers import merged
from interview.firms.what_ifs import is_behind, recommended_to
from interview.result.explain.words import say
from interview.result.explain.zero_form_2555 import ending
from interview.steps import Route
from interview.steps.conditions import spouse_is_us_person
from interview.years import in_force


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommendation in words. `differs` holds each answer as it is and as it would be; `newer` says that the
    family has changed answers since the advisor wrote the note.
    """

    office: str
    name: str
    note: str
    sentences: tuple[str, ...]
    differs: tuple[AnswerBeside, ...]
    newer: bool


def recommended(draft: Draft, assessed: Assessed, today: date) -> Recommended | None:
    """None where no office recommends anything. The advisor's differences are put over the family's own answers."""
    what_if = recommended_to(draft)
    if what_if is None:
        return None
    answers = merged(what_if.made_from, what_if.draft.answers, draft.answers)
    now, then_route = Route(draft.answers), Route(answers)
    year = in_force(then_route.saved.tax_year)
    try:
        then = assess_answers(answers, year, with_outlook=False)
    except Unfinished:
        sentences: tuple[str, ...] = ()
    else:
        sentences = _sentences(assessed, then, then_route, today)
    return Recommended(
        what_if.file.office.name,
        what_if.name,
        what_if.note,
        sentences,
        differing_answers([(now, assessed.year), (then_route, year)]),
        is_behind(what_if, draft),
    )


def _sentences(now: Assessed, then: Assessed, then_route: Route, today: date) -> tuple[str, ...]:
    """Nothing is promised of a year that is most likely lost."""
    if now.assessment.best is None or then.assessment.best is None or now.year.tax_year != then.year.tax_year:
        return ()
    if now.household.joint != then.household.joint and spouse_is_us_person(then_route.saved):
        return ()  # the spouse's own return would be another one, and nobody has worked it out
    last_day = then.year.parameters.dates.claim_refund_by
    if today > last_day:
        return (say(_("The last safe day to claim was {day:day}."), day=last_day),)
    before, after = _shown(now), _shown(then)
    if before.balance == after.balance and paid_out(before) == paid_out(after):
        return (_("You would end up with the same."),)
    text = _("You would end up with {then} instead of {now}.")
    first = say(text, then=ending(after.balance), now=ending(before.balance))
    if paid_out(before) == paid_out(after):
        return (first,)
    text = _("Child credit paid to you: {then:$} instead of {now:$}.")
    return first, say(text, then=paid_out(after), now=paid_out(before))


def _shown(assessed: Assessed) -> Scenario:
    return shown_way(assessed.household, assessed.assessment)
