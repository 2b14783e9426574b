"""Section 4, last part: what was paid early in 2021, and what the answers say about each child."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.steps.children_together import MOST_DEPENDENTS
from interview.steps.conditions import FULLY_PAID_OUT, children, home_abroad
from interview.steps.questions import Count, Money, Phrase, Question, Step, Tick
from interview.steps.saved import Saved
from interview.steps.sections import CHILDREN

NOTHING = {"amount": "0", "currency": "USD"}


def may_have_been_paid_early(saved: Saved) -> bool:
    """2021 alone: half of the credit was sent out from July on: IRC 7527A."""
    return saved.tax_year == FULLY_PAID_OUT and bool(children(saved))


def for_how_many(_saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """The number protects a family that was paid for a child it does not claim now: IRC 24(j)(2)."""
    received = answer.get("received") or NOTHING
    if received["amount"] != "0" and not answer.get("children"):
        return {"children": _("Enter how many children Letter 6419 counts, like 2")}
    return {}


AFTER_CHILDREN = (
    Step(
        name="paid_early",
        section=CHILDREN,
        shown=may_have_been_paid_early,
        title=_("What the IRS sent you early"),
        check=for_how_many,
        questions=(
            Question(
                id="adv.received_2021",
                name="received",
                text=_("How much did the IRS send you early, between July and December {year}?"),
                why=_(
                    "In {year} many families got part of the credit early. We take it off. It is on Letter 6419. If "
                    "both spouses got a letter, add the two amounts."
                ),
                short=_("Sent to you early in {year}"),
                unless="not_sure",
                default=lambda saved: NOTHING if home_abroad(saved) else None,
                best=lambda _saved: NOTHING,
                kind=Money(dollars_only=True),
            ),
            Question(
                id="adv.received_unsure", name="not_sure", text=_("I'm not sure"), short=_("Not sure"), kind=Tick()
            ),
            Question(
                id="adv.children",
                name="children",
                text=_("For how many children was it?"),
                why=_("Letter 6419 says how many children were counted. Leave this empty if nothing came early."),
                short=_("Children it was for"),
                optional=True,
                kind=Count(
                    empty=_("Enter a number, like 2. If none, enter 0"),
                    outside=_("Number of children must be between 0 and {highest}"),
                    highest=lambda _saved: MOST_DEPENDENTS,
                ),
            ),
        ),
    ),
    Step(
        name="children_told",
        section=CHILDREN,
        shown=lambda saved: bool(children(saved)),
        tells=True,
        title=_("What your answers say so far"),
        template="interview/children_told.html",
    ),
)
