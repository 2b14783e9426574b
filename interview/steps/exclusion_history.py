"""Section 6, third part: Form 2555 in earlier years, on which the five-year rule hangs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import SPOUSE, YOU, could_exclude
from interview.steps.exclusion import both_could, each_in_play, form_2555_matters
from interview.steps.people import said
from interview.steps.questions import Choice, Option, Question, Step, Tick, Year, unsure
from interview.steps.saved import Saved
from interview.steps.sections import EXCLUSION


def may_have_stopped(saved: Saved) -> bool:
    """Form 2555 was used in an earlier year, or may have been."""
    return saved.says("exclusion_prior", saved.key, "earlier", "not_sure")


def prior(person: str) -> Question:
    """Whether Form 2555 was used before: the five-year rule hangs on it."""
    yours = person == YOU
    return Question(
        id="feie.prior",
        name=person,
        text=_("Have you used Form 2555 in any earlier year?")
        if yours
        else _("Has your spouse used Form 2555 in any earlier year?"),
        why=_("If you stop using it, you have to wait five years to use it again, unless the IRS agrees."),
        short=_("You: Form 2555 before") if yours else _("Your spouse: Form 2555 before"),
        shown=could_exclude(person),
        kind=Choice(
            empty=_("Choose whether you have used Form 2555 before")
            if yours
            else _("Choose whether your spouse has used Form 2555 before"),
            options=(
                Option(code="never", text=_("No, never")),
                Option(code="last_year", text=_("Yes, for {last_year}")),
                Option(code="earlier", text=_("Yes, in an earlier year")),
                unsure(best="never"),
            ),
        ),
    )


EXCLUSION_HISTORY = (
    Step(
        name="exclusion_prior",
        section=EXCLUSION,
        shown=form_2555_matters,
        title=lambda saved: _("Form 2555 in earlier years") if both_could(saved) else "",
        questions=(prior(YOU), prior(SPOUSE)),
    ),
    Step(
        name="exclusion_stopped",
        section=EXCLUSION,
        each=each_in_play,
        shown=may_have_stopped,
        questions=(
            Question(
                id="feie.stopped_year",
                name="year",
                text=said(
                    _("What was the first tax year without Form 2555?"),
                    _("What was your spouse's first tax year without Form 2555?"),
                ),
                why=_("We check if five years have passed since then."),
                short=said(_("You: first year without it"), _("Your spouse: first year without it")),
                unless="not_stopped",
                kind=Year(),
            ),
            Question(
                id="feie.not_stopped",
                name="not_stopped",
                text=said(_("I have not stopped, or I'm not sure"), _("My spouse has not stopped, or I'm not sure")),
                short=_("Not stopped"),
                kind=Tick(),
            ),
        ),
    ),
)
