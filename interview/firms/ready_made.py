"""Ready-made what-ifs: a client's answers with the one thing changed that advisors ask about most. Nothing is stored.

Each says what would be true, so screens that only come up thereby take the answer that goes with it. What nobody can
say for the family, such as the pay of a spouse who was on no return so far, stays open and is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interview.drafts.other_year import other_year
from interview.drafts.store import ADVISOR, PROVENANCE, Answers, with_provenance
from interview.steps import CHILDREN, Route, Saved
from interview.steps.conditions import (
    SPOUSE,
    YOU,
    ended_joint_choice,
    files_alone,
    files_jointly,
    married,
    spouse_is_nonresident,
)
from interview.steps.exclusion import both_could, form_2555_matters
from interview.steps.open_answers import follow_up
from interview.steps.questions import Phrase
from interview.years import every_year_in_force

MOST_ROUNDS = 4
"""An answer that is filled in can open one more screen that has an obvious answer too; never more than these."""
WITH_NUMBER = "citizen_ssn"
NEXT_YEAR = "next_year"
CITIZENS_WITHOUT = ("citizen_applied", "citizen_none")


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """One of them, as it applies to a family: its code, its name, and the answers in full."""

    code: str
    name: Phrase
    answers: Answers


Changes = dict[str, dict[str, object]]
"""What becomes of some screens: fields that are put over the saved ones."""


def ready_made(answers: Answers) -> tuple[ReadyMade, ...]:
    """Those that change something for this family, in the order in which they are offered."""
    route = Route(answers)
    return (*_ready_made(route), *_next_year(route))


def ready_made_of(answers: Answers, code: str) -> ReadyMade | None:
    """One of them by its code; None where it does not apply to these answers."""
    return next((found for found in ready_made(answers) if found.code == code), None)


def _ready_made(route: Route) -> Iterator[ReadyMade]:
    for code, (name, changes_for) in READY_MADE.items():
        changes = changes_for(route.saved)
        if not changes:
            continue
        answers = _with(route, changes, left_open=LEFT_OPEN.get(code, ()))
        found = Route(answers)
        if found.used != route.used and not ended_joint_choice(found.saved):
            yield ReadyMade(code, name, answers)


def _next_year(route: Route) -> Iterator[ReadyMade]:
    """The same family a year on, with the same pay, where that year has figures. What is not known yet is careful."""
    year = route.saved.tax_year + 1
    if not route.open and year in every_year_in_force():
        name = gettext("Plan for {year}").format(year=year)
        yield ReadyMade(NEXT_YEAR, name, other_year(dict(route.answers), year).answers)


def _with(route: Route, changes: Changes, left_open: Container[str]) -> Answers:
    """The answers with the changes, and with obvious answers on screens that only come up now."""
    changed = _over(dict(route.answers), changes)
    if not route.open:
        # Only of finished answers is every open screen a new one.
        changed = dict(follow_up(Route(changed)).answers)
        for _round in range(MOST_ROUNDS):
            opened = [page for page in Route(changed).open if page in GOES_WITH_IT and page not in left_open]
            found = {page: GOES_WITH_IT[page] for page in opened}
            if not found:
                break
            changed = dict(follow_up(Route(_over(changed, found))).answers)
    for page in changed:
        if page != PROVENANCE and changed[page] != route.answers.get(page):
            changed = with_provenance(changed, page, ADVISOR)
    return changed


def _over(answers: Answers, changes: Changes) -> Answers:
    return {**answers, **{page: {**(answers.get(page) or {}), **fields} for page, fields in changes.items()}}


GOES_WITH_IT: Changes = {
    # Whoever asks what Form 2555 would bring takes it that the test is passed.
    "exclusion_all_year": {YOU: "yes", SPOUSE: "yes"},
    # A number is asked about because it would be there in time.
    "children_issued": {"all_issued": "yes"},
    # Not together, and not treated as unmarried: the other ready-made one says that.
    "apart": {"six_months": "no"},
}
LEFT_OPEN = {"head_of_household": ("apart",)}
"""Facts that decide whether the law allows it at all. Nobody has asked the family about them, so they are asked."""


# Form 2555 ----------------------------------------------------------------------------------------------------------


def _without_form_2555(saved: Saved) -> Changes:
    if form_2555_matters(saved):
        return {"exclusion_plan": {"plan": "plan_no"}}
    return {"quick_exclusion": {"uses": "no"}} if saved.get("quick_exclusion", "uses") else {}


def _with_form_2555(saved: Saved) -> Changes:
    if form_2555_matters(saved):
        if both_could(saved):
            return _used_by("both", saved)
        filed = saved.says("exclusion_plan", "plan", "filed")
        return {} if filed else {"exclusion_plan": {"plan": "plan_yes"}}
    return {"quick_exclusion": {"uses": "yes"}} if saved.get("quick_exclusion", "uses") else {}


def _only(who: str) -> Callable[[Saved], Changes]:
    return lambda saved: _used_by(who, saved) if form_2555_matters(saved) and both_could(saved) else {}


def _used_by(who: str, saved: Saved) -> Changes:
    if saved.says("exclusion_plan", "plan", "filed") and saved.says("exclusion_who", "who", who):
        return {}
    return {"exclusion_plan": {"plan": "plan_yes"}, "exclusion_who": {"who": who}}


# Children -----------------------------------------------------------------------------------------------------------


def _all_have_numbers(saved: Saved) -> Changes:
    """Every child has a number that lets it work, issued in time."""
    total = saved.get("quick_children", "total")
    if total:
        return {"quick_children_numbers": {"with_number": total, "not_sure": False}}
    keys = saved.keys(CHILDREN)
    changes: Changes = {}
    for key in keys:
        papers = saved.about(key).own("child_papers", "papers")
        if papers in CITIZENS_WITHOUT:
            changes[f"child_papers-{key}"] = {"papers": WITH_NUMBER}
        elif papers == "other":
            changes[f"child_id-{key}"] = {"kind": "ssn_work"}
    return {**changes, "children_issued": {"all_issued": "yes"}} if keys else {}


# Filing status ------------------------------------------------------------------------------------------------------


def _together(saved: Saved) -> Changes:
    if not married(saved) or files_jointly(saved):
        return {}
    if spouse_is_nonresident(saved):
        return {"joint_nonresident": {"files": "yes"}}
    return {"joint": {"files": "joint"}}


def _together_with_nonresident(saved: Saved) -> Changes:
    return _together(saved) if spouse_is_nonresident(saved) else {}


def _together_with_us_person(saved: Saved) -> Changes:
    return {} if spouse_is_nonresident(saved) else _together(saved)


def _separate(saved: Saved) -> Changes:
    """A return of one's own as somebody who is married, without the better status."""
    if not married(saved) or saved.get("marital", "marital") is None:
        return {}
    return {**_alone(saved), "filing_status": {"status": "mfs"}}


def _head_of_household(saved: Saved) -> Changes:
    """Paid for the home of a child. Facts that the family has denied are no choice: IRC 2(b), 7703(b).

    Whether a spouse who is a US person lived elsewhere from July on is asked where nobody has asked yet.
    """
    if not saved.keys(CHILDREN) or not (files_alone(saved) or married(saved)):
        return {}
    apart_matters = married(saved) and not spouse_is_nonresident(saved)
    if saved.says("paid_home", "paid", "no") or (apart_matters and saved.says("apart", "six_months", "no")):
        return {}
    if not married(saved) and saved.says("spouse_died", "when", "y1", "y2"):
        return {}  # a better status still is open to them
    return {**_alone(saved), "paid_home": {"paid": "yes"}, "filing_status": {"status": "hoh"}}


def _alone(saved: Saved) -> Changes:
    if not married(saved):
        return {}
    return {"joint_nonresident": {"files": "no"}} if spouse_is_nonresident(saved) else {"joint": {"files": "separate"}}


READY_MADE: dict[str, tuple[Phrase, Callable[[Saved], Changes]]] = {
    "without_2555": (_("Without Form 2555"), _without_form_2555),
    "with_2555": (_("With Form 2555"), _with_form_2555),
    "only_filer_2555": (_("Form 2555 for the filer only"), _only("filer")),
    "only_spouse_2555": (_("Form 2555 for the spouse only"), _only("spouse")),
    "all_numbers": (_("All children have numbers in time"), _all_have_numbers),
    "joint_nonresident": (_("Joint return with the nonresident spouse"), _together_with_nonresident),
    "joint": (_("Joint return"), _together_with_us_person),
    "separate": (_("Married, separate return"), _separate),
    "head_of_household": (_("Head of household"), _head_of_household),
}
