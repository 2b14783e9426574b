"""What the answers about one child come to in the words of the law. Not knowing takes the careful side."""

from __future__ import annotations

from interview.steps import Saved
from interview.steps.conditions import age_at_year_end, half_the_nights

MONTHS = {"all": 12, "most": 7, "less": 3, "none": 0}
OWN_CHILD = ("birth", "adopted", "step")
NOT_CLOSE_FAMILY = ("other_family", "unrelated")
GOES_FIRST = ("parent_fewer", "relative")


def has_fact(child: Saved, fact: str) -> bool:
    """A rare fact that was said to be true for this child."""
    return child.own_says("child_facts", "facts", fact)


def months_with_you(child: Saved) -> int:
    """Full months in the family's home; more than half of the nights count as seven, fewer as six."""
    lived = child.own("child_home", "lived")
    if lived == "close":
        return 7 if (child.own("child_nights", "nights") or 0) >= half_the_nights(child) else 6
    return MONTHS.get(str(lived), 0)  # nobody was asked about a child who cannot count


def filed_joint_return(child: Saved) -> bool:
    """A return with a spouse counts, unless it only asks for withheld tax back."""
    return has_fact(child, "joint_return") and not child.own_says("child_joint", "refund_only", "yes")


def student_or_disabled(child: Saved) -> bool:
    """From 19 on a child must be a full-time student under 24, or disabled for good."""
    age = age_at_year_end(child) or 0
    student = child.own("child_student", "student")
    return age < 19 or student == "disabled" or (student == "student" and age < 24)


def you_go_first(child: Saved) -> bool:
    """Nobody with a better right may claim the child: IRC 152(c)(4)."""
    if not has_fact(child, "other_claim"):
        return True
    who = child.own("child_claimant", "who")
    return who in GOES_FIRST or child.own_says("child_claimant_income", "higher", "yes")


def you_claim(child: Saved) -> bool:
    """The family claims this child and nobody goes before it."""
    return not has_fact(child, "not_mine") and you_go_first(child) and student_or_disabled(child)


def custody(child: Saved) -> str:
    """Form 8332 works for parents who live apart and support the child. Unknown, it works against the family."""
    rule = child.own("child_release", "rule")
    if has_fact(child, "release_in") and rule == "yes":
        return "released_to_you"
    if has_fact(child, "release_out") and rule in ("yes", "not_sure"):
        return "released_to_other_parent"
    return "with_you"
