"""The filing status, once the children are known: IRC 2, 7703(b) and 6013(g)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.child_facts import (
    NOT_CLOSE_FAMILY,
    OWN_CHILD,
    filed_joint_return,
    has_fact,
    months_with_you,
    student_or_disabled,
    you_go_first,
)
from interview.steps import Saved
from interview.steps.conditions import children, married, spouse_is_nonresident
from interview.steps.filing_status import likely_status

CONTRACT_NAME = {
    "single": "single",
    "mfj": "married_joint",
    "mfs": "married_separate",
    "hoh": "head_of_household",
    "qss": "surviving_spouse",
}


def filing_status(saved: Saved, notebook: Notebook) -> str:
    """The status in the contract's words; head of household and surviving spouse only with a child for it."""
    status = saved.get("filing_status", "status") or likely_status(saved)
    if saved.says("paid_home", "paid", "not_sure"):
        notebook.note(
            _("You were not sure who paid for the home. We took it that you paid half or less of it."), "paid_home"
        )
    family = [saved.about(key) for key in children(saved)]
    if status == "qss" and not any(makes_surviving_spouse(child) for child in family):
        status = "hoh"
        notebook.note(
            _("Surviving spouse needs a child of yours at home all year. We found none, so we looked further."),
            "children_list",
        )
    if status == "hoh" and not any(makes_head_of_household(child) for child in family):
        status = "mfs" if married(saved) else "single"
        notebook.note(
            _(
                "Head of household needs a child who lived with you for more than half the year. None on your list "
                "counts for it."
            )
            if not _may_be_head_through_others(saved)
            else _(
                "No child makes you head of household. A parent or other relative you support may. We did not check "
                "that, so ask an advisor."
            ),
            "children_list",
        )
    _note_on_marriage(saved, notebook)
    return CONTRACT_NAME[status]


def _note_on_marriage(saved: Saved, notebook: Notebook) -> None:
    if saved.says("spouse_us", "status", "not_sure") and not spouse_is_nonresident(saved):
        notebook.note(
            _("We took it that your spouse was a US citizen or tax resident.")
            if saved.says("spouse_signs", "signs", "passport", "green_card")
            else _(
                "Days in the US alone do not tell what your spouse was for US tax. We took your spouse as a US tax "
                "resident. An advisor can count the days."
            ),
            "spouse_signs",
        )
    if saved.says("joint_before", "before", "ended"):
        notebook.note(
            _("You once ended the choice to file with a nonresident spouse, so you cannot make it again."),
            "joint_before",
        )
    if saved.says("joint_before", "before", "not_sure"):
        notebook.note(
            _("We took it that you have never ended the choice to file with your nonresident spouse."), "joint_before"
        )


def note_on_choice_in_force(both: Saved, notebook: Notebook) -> None:
    """A nonresident spouse whom the choice of 6013(g) still treats as a resident: this return would have to end it."""
    if both.says("joint_before", "before", "on"):
        notebook.note(
            _(
                "Your choice to treat your spouse as a US resident is still on. To file on your own like this you must "
                "end it, and then you cannot make it again."
            ),
            "joint_before",
        )


def _may_be_head_through_others(saved: Saved) -> bool:
    """Another dependent can make somebody head of household who is not married to a US person: IRC 2(b)(1)."""
    others = bool(saved.get("children_list", "others"))
    return others and (not married(saved) or spouse_is_nonresident(saved))


def makes_head_of_household(child: Saved) -> bool:
    """A qualifying child of the filer, whoever claims it under Form 8332 (IRC 2(b)(1)(A)(i), 152(e)).

    Somebody married to a US person counts as unmarried only through a child of their own, a foster child included.
    """
    relationship = child.own("child_basics", "relationship")
    if married(child) and not spouse_is_nonresident(child):
        close_enough = relationship in (*OWN_CHILD, "foster")
    else:
        close_enough = relationship not in NOT_CLOSE_FAMILY
    return close_enough and _lives_and_is_supported(child) and months_with_you(child) >= 7


def makes_surviving_spouse(child: Saved) -> bool:
    """The filer's child or stepchild, no foster child, at home for the whole year: IRC 2(a)(1)(B)."""
    own = child.own_says("child_basics", "relationship", *OWN_CHILD)
    return own and _lives_and_is_supported(child) and months_with_you(child) == 12


def _lives_and_is_supported(child: Saved) -> bool:
    return (
        student_or_disabled(child)
        and you_go_first(child)
        and (not has_fact(child, "not_mine") or has_fact(child, "release_out"))
        and not has_fact(child, "own_support")
        and not filed_joint_return(child)
    )
