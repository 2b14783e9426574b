"""Section 4: young people of 19 or older, who count only as students or if they are disabled."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import GROWN_UP, STUDENTS_UNTIL, at_least, children, has_small_credit, settled
from interview.steps.questions import Choice, Option, Question, Step, Tick, unsure
from interview.steps.saved import Saved
from interview.steps.sections import CHILDREN


def student_or_disabled(saved: Saved) -> str:
    """The fact that lets somebody of 19 or older count: studies do so until 24 only."""
    return "disabled" if at_least(STUDENTS_UNTIL)(saved) else "student"


def may_be_a_student(saved: Saved) -> bool:
    """Studies help until 24 only, so an older child is not asked about them."""
    return not at_least(STUDENTS_UNTIL)(saved)


GROWN_CHILDREN = (
    Step(
        name="child_student",
        section=CHILDREN,
        each=children,
        shown=at_least(GROWN_UP),
        questions=(
            Question(
                id="child.student_disabled",
                name="student",
                text=_("Was {name} a full-time student for five months or more, or disabled?"),
                why=lambda saved: (
                    _("Young people of 19 or older can still get you the smaller credit if one of these is true.")
                    if has_small_credit(saved)
                    else _("Young people of 19 or older can still lower your tax if one of these is true.")
                ),
                short=_("Student or disabled"),
                kind=Choice(
                    empty=_("Choose whether {name} was a student, disabled, or neither"),
                    options=(
                        Option(code="student", text=_("A full-time student"), shown=may_be_a_student),
                        Option(code="disabled", text=_("Disabled for good")),
                        Option(code="neither", text=_("Neither")),
                        unsure(best=student_or_disabled),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_settled",
        section=CHILDREN,
        each=children,
        shown=settled,
        title=_("{name} does not count for {year}"),
        intro=_(
            "Young people of 19 or older count only if they were full-time students under 24, or disabled. No other "
            "answer can change that, so we skip the rest about {name}. If {name} had almost no income and you paid for "
            "their living, count them under “other people you claim” on the list of your children."
        ),
        questions=(
            Question(
                id="child.rest",
                name="rest",
                text=_("Ask me the rest anyway"),
                why=_("An advisor may want the full record."),
                short=_("Full record"),
                kind=Tick(),
            ),
        ),
    ),
)
