"""Section 4: when the children's tax numbers were issued, asked once for all and then for each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import any_child_has_number, children, has_number, on_the_day_is_in_time
from interview.steps.issue_windows import window_options
from interview.steps.questions import Choice, Option, Phrase, Question, Step, Wording, unsure
from interview.steps.saved import Saved
from interview.steps.sections import CHILDREN


def only_one(saved: Saved) -> bool:
    """One child alone has a number."""
    return sum(has_number(saved.about(key)) for key in children(saved)) == 1


def whose_number_may_be_late(saved: Saved) -> bool:
    """A number whose day of issue is still to be asked."""
    return has_number(saved) and saved.says("children_issued", "all_issued", "no", "not_sure")


def by_the_day(*, one: Phrase, one_before: Phrase, all_: Phrase, all_before: Phrase) -> Wording:
    """The words for one number or several. Since 2018 the due date itself is too late: IRC 24(h)(7)(B)."""
    return lambda saved: (
        (one if on_the_day_is_in_time(saved) else one_before)
        if only_one(saved)
        else (all_ if on_the_day_is_in_time(saved) else all_before)
    )


NUMBERS_ISSUED = (
    Step(
        name="children_issued",
        section=CHILDREN,
        shown=any_child_has_number,
        questions=(
            Question(
                id="children.all_issued",
                name="all_issued",
                text=by_the_day(
                    one=_("Was this number issued on or before {due_date}?"),
                    one_before=_("Was this number issued before {due_date}?"),
                    all_=_("Were all these numbers issued on or before {due_date}?"),
                    all_before=_("Were all these numbers issued before {due_date}?"),
                ),
                why=lambda saved: (
                    _(
                        "A number that came after the due date does not count for that year. An extension gives more "
                        "time."
                    )
                    if on_the_day_is_in_time(saved)
                    else _(
                        "A Social Security number must come before the due date to count for that year. An extension "
                        "gives more time."
                    )
                ),
                short=by_the_day(
                    one=_("Number on or before {due_date}"),
                    one_before=_("Number before {due_date}"),
                    all_=_("All numbers on or before {due_date}"),
                    all_before=_("All numbers before {due_date}"),
                ),
                kind=Choice(
                    empty=by_the_day(
                        one=_("Choose whether the number was issued on or before {due_date}"),
                        one_before=_("Choose whether the number was issued before {due_date}"),
                        all_=_("Choose whether all the numbers were issued on or before {due_date}"),
                        all_before=_("Choose whether all the numbers were issued before {due_date}"),
                    ),
                    options=(
                        Option(code="yes", text=lambda saved: _("Yes") if only_one(saved) else _("Yes, all of them")),
                        Option(code="no", text=lambda saved: _("No") if only_one(saved) else _("No, or not all")),
                        unsure(),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_issued",
        section=CHILDREN,
        each=children,
        shown=whose_number_may_be_late,
        questions=(
            Question(
                id="child.id_window",
                name="window",
                text=_("When was {name}'s number issued?"),
                why=_("Newer cards show a date under the name. If the card is a replacement, go by the first card."),
                short=_("Number issued"),
                kind=Choice(
                    empty=_("Choose when {name}'s number was issued"),
                    options=window_options(asked_for=lambda saved: saved.own_says("child_id", "kind", "itin", "atin")),
                ),
            ),
        ),
    ),
)
