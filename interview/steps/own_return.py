"""Section 2, second part: what decides the status of somebody who files alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import compares_joint, files_alone, married, spouse_is_nonresident
from interview.steps.filing_status import likely_status, statuses_in_question
from interview.steps.questions import Choice, Option, Phrase, Question, Step, yes_no
from interview.steps.saved import Condition, Saved
from interview.steps.sections import STATUS


def needs_cost_of_home(saved: Saved) -> bool:
    """Paying for the home can lead to a better status: not married, a nonresident spouse, or living apart."""
    if not files_alone(saved):
        return False
    return not married(saved) or spouse_is_nonresident(saved) or saved.says("apart", "six_months", "yes")


def in_question(code: str) -> Condition:
    """The status is one of those that the answers allow."""
    return lambda saved: code in statuses_in_question(saved)


LIKELY: dict[str, Phrase] = {
    "hoh": _("Your filing status is likely head of household"),
    "qss": _("Your filing status is likely qualifying surviving spouse"),
}


LIKELY_ALONE: dict[str, Phrase] = {
    "hoh": _("If you file on your own, your filing status is likely head of household"),
}


def likely(saved: Saved) -> Phrase:
    """The status that the answers lead to, as a statement; of two returns that are compared, that of one's own."""
    words = LIKELY_ALONE if compares_joint(saved) else LIKELY
    return words.get(likely_status(saved), "")


def why_likely(saved: Saved) -> Phrase:
    """The answers that led there."""
    if likely_status(saved) == "qss":
        return _(
            "Your spouse died in the two years before {year}, and you paid more than half the cost of your home. "
            "A child of yours must also have lived there all year. We check that after you add your children."
        )
    if not married(saved):
        return _(
            "You were not married at the end of {year}, and you paid more than half the cost of your home. "
            "A child must also have lived there for more than half the year. We check that after you add your children."
        )
    if spouse_is_nonresident(saved):
        return _(
            "Your spouse was a nonresident, and you paid more than half the cost of your home. A child must also have "
            "lived there for more than half the year. We check that after you add your children."
        )
    return _(
        "You lived apart from your spouse, and you paid more than half the cost of your home. Your child must also "
        "have lived there for more than half the year. We check that after you add your children."
    )


OWN_RETURN = (
    Step(
        name="apart",
        section=STATUS,
        shown=lambda saved: saved.says("joint", "files", "separate", "compare"),
        questions=(
            Question(
                id="status.apart_6m",
                name="six_months",
                text=_("Did you and your spouse live apart for all of the last six months of {year}?"),
                why=_(
                    "If you did, and a child lived with you, the law may treat you as not married. That can help you."
                ),
                short=_("Lived apart, July to December"),
                kind=yes_no(
                    yes=_("Yes, we lived apart"),
                    no=_("No, we lived in the same home for some of that time"),
                    empty=_("Select yes if you lived apart for all of the last six months"),
                ),
            ),
        ),
    ),
    Step(
        name="paid_home",
        section=STATUS,
        shown=needs_cost_of_home,
        questions=(
            Question(
                id="status.paid_home",
                name="paid",
                text=_("Did you pay more than half the cost of your home in {year}?"),
                why=_(
                    "It is one of the tests for head of household. Count rent, food at home, power, repairs and the "
                    "like."
                ),
                short=_("Paid for the home"),
                kind=yes_no(
                    yes=_("Yes, I paid more than half"),
                    no=_("No, I paid half or less"),
                    empty=_("Select yes if you paid more than half the cost of your home"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="filing_status",
        section=STATUS,
        shown=lambda saved: len(statuses_in_question(saved)) > 1,
        title=likely,
        intro=why_likely,
        template="interview/filing_status.html",
        questions=(
            Question(
                id="status.result",
                name="status",
                text=_("How do you file?"),
                short=_("Filing status"),
                default=likely_status,
                kind=Choice(
                    empty=_("Choose your filing status"),
                    options=(
                        Option(code="qss", text=_("Qualifying surviving spouse"), shown=in_question("qss")),
                        Option(code="hoh", text=_("Head of household"), shown=in_question("hoh")),
                        Option(code="single", text=_("Single"), shown=in_question("single")),
                        Option(code="mfs", text=_("Married filing separately"), shown=in_question("mfs")),
                    ),
                ),
            ),
        ),
    ),
)
