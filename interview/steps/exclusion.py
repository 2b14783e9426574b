"""Section 6, first part: whether Form 2555 is used, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import ROWS_OF_INCOME, has_children, paid_out_in_full, people_who_could_exclude
from interview.steps.income import nothing
from interview.steps.people import said
from interview.steps.questions import Choice, Money, Option, Phrase, Question, Step, unsure
from interview.steps.saved import Saved, remembered
from interview.steps.sections import EXCLUSION


@remembered("children_list", *ROWS_OF_INCOME)
def form_2555_matters(saved: Saved) -> bool:
    """There is pay that Form 2555 could leave out, and somebody whose credit it could cost."""
    return has_children(saved) and bool(people_who_could_exclude(saved))


def in_play(saved: Saved) -> bool:
    """A way of filing with Form 2555 is worked out, used or planned."""
    return form_2555_matters(saved) and not saved.says("exclusion_plan", "plan", "plan_no")


def both_could(saved: Saved) -> bool:
    """Two people on a joint return, each with pay from abroad."""
    return len(people_who_could_exclude(saved)) == 2


def each_in_play(saved: Saved) -> list[str]:
    """The people for whom Form 2555 is worked out."""
    return people_who_could_exclude(saved) if form_2555_matters(saved) else []


def what_form_2555_does(saved: Saved) -> Phrase:
    """What the choice is between. It stops no refund where the whole credit of 2021 is paid out."""
    if paid_out_in_full(saved):
        return _(
            "You can leave out pay you earned abroad (Form 2555). Or you can count it and take a credit for the tax "
            "you paid abroad (Form 1116). With your home in {year}, Form 2555 does not stop the refund of the child "
            "credit. We can work out both."
        )
    return _(
        "You can leave out pay you earned abroad (Form 2555), or you can count it and take a credit for the tax you "
        "paid abroad (Form 1116). If anyone on your return uses Form 2555, no part of the child credit can be paid to "
        "you as a refund. Most people do not know which way is better. We can work out both."
    )


CHOOSE_PAYER = _("Choose who paid for your housing")


def payer_of_housing(_saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """An amount needs somebody who paid it."""
    cost = answer.get("cost")
    spent = isinstance(cost, dict) and Decimal(cost["amount"]) > 0
    return {"payer": CHOOSE_PAYER} if spent and not answer.get("payer") else {}


EXCLUSION_PLAN = (
    Step(
        name="exclusion_plan",
        section=EXCLUSION,
        shown=form_2555_matters,
        more=("exclusion_housing",),
        questions=(
            Question(
                id="feie.plan",
                name="plan",
                text=_("Do you use Form 2555 for {year}?"),
                why=_("It is the choice that moves your refund the most."),
                more=what_form_2555_does,
                short=_("Form 2555 for {year}"),
                default="compare",
                quick=lambda saved: {"yes": "plan_yes", "no": "plan_no", "compare": "compare"}.get(
                    saved.get("quick_exclusion", "uses")
                ),
                kind=Choice(
                    empty=_("Choose whether you use Form 2555"),
                    options=(
                        Option(code="compare", text=_("Work out both ways for me")),
                        Option(code="filed", text=_("Yes, I have already filed with it")),
                        Option(code="plan_yes", text=_("Yes, I plan to")),
                        Option(code="plan_no", text=_("No")),
                        unsure(),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="exclusion_who",
        section=EXCLUSION,
        shown=lambda saved: both_could(saved) and saved.says("exclusion_plan", "plan", "filed", "plan_yes"),
        questions=(
            Question(
                id="feie.who",
                name="who",
                text=_("Who uses Form 2555?"),
                why=lambda saved: (
                    ""
                    if paid_out_in_full(saved)
                    else _("On a joint return, one person's Form 2555 is enough to stop the refund for both.")
                ),
                short=_("Who uses Form 2555"),
                kind=Choice(
                    empty=_("Choose who uses Form 2555"),
                    options=(
                        Option(code="filer", text=_("Only me")),
                        Option(code="spouse", text=_("Only my spouse")),
                        Option(code="both", text=_("Both of us")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="exclusion_housing",
        section=EXCLUSION,
        each=each_in_play,
        shown=in_play,
        aside=True,
        check=payer_of_housing,
        title=said(_("Housing abroad"), _("Your spouse's housing abroad")),
        questions=(
            Question(
                id="feie.housing",
                name="cost",
                text=said(
                    _("How much did you spend on housing abroad that you want to count?"),
                    _("How much did your spouse spend on housing abroad that you want to count?"),
                ),
                why=_("Form 2555 can also leave out part of your rent and bills. It rarely changes the child credit."),
                short=said(_("Your housing abroad"), _("Your spouse's housing abroad")),
                default=nothing,
                kind=Money(),
            ),
            Question(
                id="feie.housing_payer",
                name="payer",
                text=_("Who paid?"),
                short=said(_("Who paid for your housing"), _("Who paid for your spouse's housing")),
                optional=True,
                kind=Choice(
                    empty=CHOOSE_PAYER,
                    options=(
                        Option(code="employer", text=said(_("My employer"), _("My spouse's employer"))),
                        Option(code="me", text=said(_("I did"), _("My spouse did"))),
                        Option(code="mixed", text=_("Both")),
                    ),
                ),
            ),
        ),
    ),
)
