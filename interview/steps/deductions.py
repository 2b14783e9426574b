"""Section 8: deductions, credits that come off tax first, and US tax paid already. One screen for most families."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import SPOUSE, adults, files_alone, has_children, married, spouse_is_us_person
from interview.steps.income import nothing
from interview.steps.questions import Choice, Money, Option, Question, Several, Step, yes_no
from interview.steps.saved import Saved
from interview.steps.sections import DEDUCTIONS


def adds_more(saved: Saved) -> bool:
    """The family has more than the standard deduction."""
    return has_children(saved) and saved.says("deductions", "standard", "no")


def separate_from_us_spouse(saved: Saved) -> bool:
    """Married, on a return of one's own, with a spouse who may file a US return too: IRC 63(c)(6)(A).

    Asked only of families with more to add: the household document cannot say that there is no standard deduction.
    """
    alone = married(saved) and files_alone(saved) and spouse_is_us_person(saved)
    return adds_more(saved) and alone and not saved.says("filing_status", "status", "hoh")


def two_on_return(saved: Saved) -> bool:
    """The spouse's eyesight counts on a joint return."""
    return SPOUSE in adults(saved)


# The Earned Income Credit (`cred.eic` of the design) is not asked for: the engine works it out by itself.
DEDUCTION_STEPS = (
    Step(
        name="deductions",
        section=DEDUCTIONS,
        shown=has_children,
        questions=(
            Question(
                id="ded.standard",
                name="standard",
                text=_("We used the standard deduction of {standard_deduction} and no other credits. Is that right?"),
                why=_("Most families take the standard deduction."),
                short=_("Standard deduction, no other credits"),
                kind=yes_no(
                    yes=_("Yes, go on"),
                    no=_("No, I have more to add"),
                    empty=_("Choose Yes, go on, or that you have more to add"),
                ),
            ),
        ),
    ),
    Step(
        name="deduction_method",
        section=DEDUCTIONS,
        shown=adds_more,
        questions=(
            Question(
                id="ded.method",
                name="method",
                text=_("Do you take the standard deduction or list your own?"),
                why=_("It changes how much US tax you owe, and so how much of the credit is used up by tax."),
                short=_("Deduction"),
                default="standard",
                kind=Choice(
                    empty=_("Choose a deduction"),
                    options=(
                        Option(code="standard", text=_("The standard deduction")),
                        Option(code="itemized", text=_("I list my own deductions")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="deduction_itemized",
        section=DEDUCTIONS,
        shown=lambda saved: adds_more(saved) and saved.says("deduction_method", "method", "itemized"),
        questions=(
            Question(
                id="ded.itemized_total",
                name="amount",
                text=_("What do your own deductions add up to?"),
                why=_("We use the total from Schedule A."),
                short=_("Your own deductions"),
                kind=Money(dollars_only=True),
            ),
        ),
    ),
    Step(
        name="deduction_spouse",
        section=DEDUCTIONS,
        shown=separate_from_us_spouse,
        questions=(
            Question(
                id="ded.spouse_itemizes",
                name="itemizes",
                text=_("Does your spouse list their own deductions on a separate US return?"),
                why=_("If one spouse lists deductions, the other cannot take the standard amount."),
                short=_("Your spouse lists deductions"),
                kind=yes_no(
                    yes=_("Yes"),
                    no=_("No"),
                    empty=_("Select yes if your spouse lists deductions"),
                    or_unsure=True,
                    best="no",
                ),
            ),
        ),
    ),
    Step(
        name="deduction_blind",
        section=DEDUCTIONS,
        shown=adds_more,
        questions=(
            Question(
                id="ded.blind",
                name="blind",
                text=lambda saved: (
                    _("Was either of you legally blind at the end of {year}?")
                    if two_on_return(saved)
                    else _("Were you legally blind at the end of {year}?")
                ),
                why=_("It raises the standard deduction."),
                short=_("Legally blind"),
                default=lambda _saved: ["none"],
                kind=Several(
                    empty=_("Choose who was legally blind, or None of these"),
                    options=(
                        Option(code="filer", text=_("Me")),
                        Option(code="spouse", text=_("My spouse"), shown=two_on_return),
                        Option(code="none", text=_("None of these")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="deduction_adjustments",
        section=DEDUCTIONS,
        shown=adds_more,
        questions=(
            Question(
                id="ded.adjustments",
                name="amount",
                text=_("What do your adjustments to income add up to?"),
                why=_(
                    "Things like IRA payments or student loan interest lower your income. Leave out anything for "
                    "self-employment tax; we work that out."
                ),
                short=_("Adjustments to income"),
                default=nothing,
                kind=Money(dollars_only=True),
            ),
        ),
    ),
    Step(
        name="deduction_other",
        section=DEDUCTIONS,
        shown=adds_more,
        questions=(
            Question(
                id="ded.other",
                name="amount",
                text=_("Do you have other deductions that do not change your income total?"),
                why=_(
                    "From 2025 there are some for tips, overtime and car loans. A small business in the US may have "
                    "one too. Leave out the one for people 65 or older; we work that out."
                ),
                short=_("Other deductions"),
                default=nothing,
                kind=Money(dollars_only=True),
            ),
        ),
    ),
    Step(
        name="other_credits",
        section=DEDUCTIONS,
        shown=adds_more,
        questions=(
            Question(
                id="cred.before_ctc",
                name="amount",
                text=_("What other credits come off your tax first?"),
                why=_(
                    "Child care, education, savings and energy credits are used before this one. Enter the total from "
                    "Schedule 3, without the foreign tax credit."
                ),
                short=_("Other credits"),
                default=nothing,
                kind=Money(dollars_only=True),
            ),
        ),
    ),
    Step(
        name="tax_paid",
        section=DEDUCTIONS,
        shown=adds_more,
        questions=(
            Question(
                id="pay.tax",
                name="amount",
                text=_("How much US income tax was withheld or paid during {year}?"),
                why=_("Box 2 of Form W-2, and what you paid yourself. It comes back to you if you owe less."),
                short=_("US income tax paid already"),
                default=nothing,
                kind=Money(dollars_only=True),
            ),
        ),
    ),
)
