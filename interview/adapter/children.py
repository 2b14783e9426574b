"""Answers about children into the contract's `children`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.child_facts import custody, filed_joint_return, has_fact, months_with_you, you_claim
from interview.adapter.numbers_issued import issued_on
from interview.steps import Saved
from interview.steps.conditions import children as children_keys
from interview.steps.wording import Dates, child_name

RELATIONSHIP = {
    "birth": "child",
    "adopted": "adopted_child",
    "step": "stepchild",
    "foster": "foster_child",
    "grandchild": "grandchild",
    "sibling": "sibling",
    "niece_nephew": "niece_or_nephew",
    "other_family": "other",
    "unrelated": "other",
}
US_STATUS = {"citizen": "citizen", "national": "national", "resident": "resident_alien"}
ID_KIND = {"ssn_work": "ssn", "ssn_no_work": "ssn_not_for_work", "itin": "itin", "atin": "atin"}
A_GROWN_UP = 40


def child_documents(saved: Saved, dates: Dates, notebook: Notebook) -> list[dict[str, Any]]:
    """One for each child on the list, and one for each other person who is claimed."""
    family = [child_document(saved.about(key), dates, notebook) for key in children_keys(saved)]
    others = int(saved.get("children_list", "others") or 0)
    if others:
        notebook.note(
            _("We took it that the other people you claim have US tax numbers that were issued in time."),
            "children_list",
        )
    return family + [_other_person(saved.tax_year)] * others


def child_document(child: Saved, dates: Dates, notebook: Notebook) -> dict[str, Any]:
    """One child on the list."""
    for step, field, text in UNSURE:
        if child.own(step, field) == "not_sure":
            notebook.note(text, f"{step}-{child.key}", name=lambda: child_name(child))
    return {
        "name": child_name(child),
        "birth_date": _birth_date(child),
        "died_on": f"{child.tax_year}-12-31" if child.own("child_basics", "died") else None,
        "relationship": RELATIONSHIP[child.own("child_basics", "relationship")],
        "us_status": _us_status(child),
        "taxpayer_id": _taxpayer_id(child, dates, notebook),
        "substantial_presence": _enough_days_in_us(child, notebook),
        "months_with_you": months_with_you(child),
        "custody": custody(child),
        "provided_over_half_own_support": has_fact(child, "own_support"),
        "filed_joint_return": filed_joint_return(child),
        "claimed_as_dependent": you_claim(child),
    }


def _birth_date(child: Saved) -> str:
    """A year alone stands for the middle of it: the rules only need the year."""
    typed = str(child.own("child_basics", "birth_date"))
    return typed if len(typed) > 4 else f"{typed}-07-01"


def _us_status(child: Saved) -> str:
    if child.own_says("child_papers", "papers", "other"):
        return US_STATUS.get(child.own("child_status", "status"), "none")
    return "citizen"


def _taxpayer_id(child: Saved, dates: Dates, notebook: Notebook) -> dict[str, Any]:
    kind = _id_kind(child)
    if kind == "none":
        return {"kind": kind}
    window = child.own("child_issued", "window")
    if window == "not_sure":
        notebook.note(
            _("You were not sure when {name}'s number was issued. We took it as too late."),
            f"child_issued-{child.key}",
            name=lambda: child_name(child),
        )
    issued = issued_on(child, window, dates)
    return {"kind": kind, "issued_on": issued.isoformat() if issued else None}


def _enough_days_in_us(child: Saved, notebook: Notebook) -> bool:
    """2017 alone asks it of a child with an ITIN. Days of earlier years could make up for missing ones."""
    enough = child.own("child_us_days", "enough")
    if enough == "no" and child.says("home", "main_place", "us"):
        notebook.note(
            _(
                "Days in earlier years can make up for missing ones. We took it that {name} does not count; an "
                "advisor can count the days."
            ),
            f"child_us_days-{child.key}",
            name=lambda: child_name(child),
        )
    return enough in (None, "yes")


def _id_kind(child: Saved) -> str:
    if not child.own_says("child_papers", "papers", "other"):
        return "ssn" if child.own_says("child_papers", "papers", "citizen_ssn") else "none"
    kind = child.own("child_id", "kind")
    if kind == "ssn_dhs":
        return "ssn" if child.own_says("child_work_approval", "in_force", "yes") else "ssn_not_for_work"
    return ID_KIND.get(kind, "none")


def _other_person(tax_year: int) -> dict[str, Any]:
    """Somebody who is claimed and is no child: a parent or other relative. The age is made up and grown up."""
    return {"birth_date": f"{tax_year - A_GROWN_UP}-01-01", "relationship": "other", "months_with_you": 12}


UNSURE = (
    (
        "child_status",
        "status",
        _("You were not sure what {name} was for US tax. We took it that {name} was no US citizen or resident."),
    ),
    ("child_id", "kind", _("You were not sure which number {name} has. We took it as none.")),
    (
        "child_work_approval",
        "in_force",
        _("You were not sure about {name}'s work approval. We took it that it had ended."),
    ),
    (
        "child_us_days",
        "enough",
        _("You were not sure about {name}'s days in the US. We took them as too few."),
    ),
    (
        "child_student",
        "student",
        _("You were not sure if {name} was a student or disabled. We took it as neither."),
    ),
    ("child_joint", "refund_only", _("We took it that {name} does not file only to get money back.")),
    ("child_claimant", "who", _("You were not sure who else may claim {name}. We took it that they go first.")),
    ("child_claimant_income", "higher", _("We took it that the other person's income was higher than yours.")),
    ("child_release", "rule", _("You were not sure if Form 8332 works for {name}. We took the careful side.")),
)
