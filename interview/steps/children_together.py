"""Section 4, third part: the list of all children, and what is asked once for all of them and then for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import asks_the_rest, at_least, children, has_small_credit
from interview.steps.numbers_issued import NUMBERS_ISSUED
from interview.steps.questions import (
    NONE_OF_THESE,
    Choice,
    Count,
    Option,
    Phrase,
    Question,
    Several,
    Step,
    unsure,
    yes_no,
)
from interview.steps.saved import Saved
from interview.steps.sections import CHILDREN

MOST_DEPENDENTS = 20
MOST_CHILDREN = 15
MOST_OTHERS = 10


def needs_a_child(saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """The list is finished by a child on it, or by saying that there is none."""
    if not children(saved) and not answer.get("no_children"):
        return {"": _("Add a child, or choose I have no children to add")}
    return {}


def others_at_most(saved: Saved) -> int:
    """A return has room for so many dependents; the children on the list come first."""
    return min(MOST_OTHERS, MOST_DEPENDENTS - len(children(saved)))


def one_parent_signs(_saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """Form 8332 goes one way only."""
    facts = answer.get("facts") or []
    if "release_in" in facts and "release_out" in facts:
        return {"facts": _("Only one parent signs Form 8332. Choose the one that is true")}
    return {}


def helps_with_form_8332(saved: Saved) -> str:
    """The form helps the parent who got it, and hurts the one who signed it."""
    return "yes" if saved.own_says("child_facts", "facts", "release_in") else "no"


def may_be_no_parent(saved: Saved) -> bool:
    """A grandparent, aunt or brother, before whom a parent goes: IRC 152(c)(4)(A)."""
    return not saved.own_says("child_basics", "relationship", "birth", "adopted", "step")


def some_fact(saved: Saved) -> bool:
    """Something rare is true for one of the children, and for this one it could matter."""
    facts = saved.get("children_facts", "facts")
    return bool(facts) and NONE_OF_THESE not in facts and asks_the_rest(saved)


CHILDREN_TOGETHER = (
    Step(
        name="children_list",
        section=CHILDREN,
        title=_("Your children"),
        intro=_(
            "Add every child or young person under 24 you live with or support, even if you are not sure. "
            "We check each one."
        ),
        template="interview/children.html",
        check=needs_a_child,
        questions=(
            Question(
                id="others.count",
                name="others",
                text=_("How many other people do you claim who have a US tax number?"),
                why=lambda saved: (
                    _(
                        "A parent or other relative you support can add a small credit. Count only US citizens and "
                        "residents."
                    )
                    if has_small_credit(saved)
                    else _(
                        "A parent or other relative you support can lower your tax. Count only US citizens and "
                        "residents."
                    )
                ),
                short=_("Other people you claim"),
                default=0,
                kind=Count(
                    empty=_("Enter a number, like 1. If none, enter 0"),
                    outside=_("Number of people must be between 0 and {highest}"),
                    highest=others_at_most,
                ),
            ),
        ),
    ),
    *NUMBERS_ISSUED,
    Step(
        name="children_facts",
        section=CHILDREN,
        shown=lambda saved: bool(children(saved)),
        questions=(
            Question(
                id="children.facts",
                name="facts",
                text=_("Is any of these true for any of your children in {year}?"),
                why=_("These are rare, but each one can change who gets the credit."),
                short=_("True for a child"),
                kind=Several(
                    empty=_("Choose any that are true, or None of these"),
                    options=(
                        Option(code="own_support", text=_("A child paid more than half of their own living costs")),
                        Option(code="joint_return", text=_("A child is married and files a return with a spouse")),
                        Option(code="other_claim", text=_("Someone else claims one of them, or may")),
                        Option(code="release", text=_("A parent signed Form 8332 for one of them")),
                        Option(code="not_mine", text=_("I am not claiming one of them this year")),
                        Option(code="none", text=_("None of these")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_facts",
        section=CHILDREN,
        each=children,
        shown=some_fact,
        check=one_parent_signs,
        questions=(
            Question(
                id="child.facts",
                name="facts",
                text=_("Are any of these true for {name} in {year}?"),
                why=_("You told us one of these is true for one of your children."),
                short=_("True for this child"),
                kind=Several(
                    empty=_("Choose any that are true for {name}, or None of these"),
                    options=(
                        Option(code="own_support", text=_("{name} paid more than half of their own living costs")),
                        Option(
                            code="joint_return",
                            text=_("{name} is married and files a return with a spouse"),
                            shown=at_least(15),
                        ),
                        Option(code="other_claim", text=_("Someone else claims {name}, or may")),
                        Option(
                            code="release_in",
                            text=_("The other parent signed Form 8332 so that I can claim {name}"),
                        ),
                        Option(
                            code="release_out",
                            text=_("I signed Form 8332 so that the other parent can claim {name}"),
                        ),
                        Option(code="not_mine", text=_("I am not claiming {name} this year")),
                        Option(code="none", text=_("None of these")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_joint",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_facts", "facts", "joint_return"),
        questions=(
            Question(
                id="child.joint_refund_only",
                name="refund_only",
                text=_("Do {name} and their spouse file only to get back tax that was withheld?"),
                why=_("If they owe no tax and only want money back, {name} can still count."),
                short=_("Files only for a refund"),
                kind=yes_no(
                    yes=_("Yes, only to get money back"),
                    no=_("No"),
                    empty=_("Select yes if they file only to get money back"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="child_claimant",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_facts", "facts", "other_claim"),
        questions=(
            Question(
                id="child.other_claimant",
                name="who",
                text=_("Who else may claim {name}?"),
                why=_("Only one home can claim a child. There is a rule for who goes first."),
                short=_("Who else may claim"),
                kind=Choice(
                    empty=_("Choose who else may claim {name}"),
                    options=(
                        Option(code="parent_fewer", text=_("The other parent. {name} spent more nights with me")),
                        Option(code="parent_more", text=_("The other parent. {name} spent more nights there")),
                        Option(code="parent_same", text=_("The other parent. Same number of nights")),
                        Option(
                            code="the_parent",
                            text=_("A parent of {name}, and I am no parent of {name}"),
                            shown=may_be_no_parent,
                        ),
                        Option(code="relative", text=_("Another relative, and I am the parent")),
                        Option(code="relative_np", text=_("Another relative, and neither of us is the parent")),
                        unsure(best=lambda saved: "relative_np" if may_be_no_parent(saved) else "parent_fewer"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_claimant_income",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_claimant", "who", "parent_same", "relative_np"),
        questions=(
            Question(
                id="child.agi_higher",
                name="higher",
                text=_("Was your income higher than theirs in {year}?"),
                why=_("When nights do not settle it, the person with the higher income goes first."),
                short=_("Your income was higher"),
                kind=yes_no(
                    yes=_("Yes, mine was higher"),
                    no=_("No, theirs was higher"),
                    empty=_("Select yes if your income was higher"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="child_release",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_facts", "facts", "release_in", "release_out"),
        questions=(
            Question(
                id="child.release_rule",
                name="rule",
                text=_("Do the parents of {name} live apart, and did they pay more than half of the child's costs?"),
                why=_("Form 8332 only works for parents who live apart and support the child."),
                short=_("Parents live apart"),
                kind=yes_no(
                    yes=_("Yes, both are true"),
                    no=_("No"),
                    empty=_("Select yes if the parents live apart and paid more than half"),
                    or_unsure=True,
                    best=helps_with_form_8332,
                ),
            ),
        ),
    ),
)
