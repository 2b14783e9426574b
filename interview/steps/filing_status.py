"""Which filing statuses the answers about marriage and home lead to, before the children are known."""

from __future__ import annotations

from interview.steps.conditions import files_alone, files_jointly, married, spouse_is_nonresident
from interview.steps.saved import Answers, Saved

TOGETHER = "together"
ALONE = "alone"

WAYS_TO_FILE = {
    "joint": {TOGETHER: "joint", ALONE: "separate"},
    "joint_nonresident": {TOGETHER: "yes", ALONE: "no"},
}


def filing(answers: Answers, way: str) -> Answers:
    """The answers of a family that compares, as if it had chosen one way to file: "together" or "alone"."""
    chosen = {page: {"files": codes[way]} for page, codes in WAYS_TO_FILE.items() if _compares(answers.get(page))}
    return {**answers, **chosen}


def _compares(answer: object) -> bool:
    return isinstance(answer, dict) and answer.get("files") == "compare"


def statuses_in_question(saved: Saved) -> list[str]:
    """The statuses that this family may have, the best first. A child must confirm "hoh" and "qss" later."""
    if files_jointly(saved):
        return ["mfj"]
    if not files_alone(saved):
        return []
    if married(saved):
        as_unmarried = spouse_is_nonresident(saved) or saved.says("apart", "six_months", "yes")
        return ["hoh", "mfs"] if as_unmarried and pays_for_home(saved) else ["mfs"]
    if not pays_for_home(saved):
        return ["single"]
    return ["qss", "hoh", "single"] if saved.says("spouse_died", "when", "y1", "y2") else ["hoh", "single"]


def likely_status(saved: Saved) -> str:
    """The best status in question; "single" while nothing is known."""
    return next(iter(statuses_in_question(saved)), "single")


def pays_for_home(saved: Saved) -> bool:
    """The filer paid more than half the cost of the home. Not knowing counts as no."""
    return saved.says("paid_home", "paid", "yes")
