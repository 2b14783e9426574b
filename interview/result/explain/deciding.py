"""Which answer decided a test: the very screen and question, so that Change leads there and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from interview.adapter.child_facts import has_fact, student_or_disabled, you_go_first
from interview.engine import ChildTest, Person
from interview.result.explain.case import Case
from interview.result.explain.told import Place
from interview.result.explain.words import in_words, say
from interview.steps import Saved
from interview.steps.conditions import half_the_nights

PEOPLE = ("you", "spouse")
"""The interview's names of the adults, in the order of the household's people."""

OF_THE_QUICK_CHECK = {
    "age": Place("quick_children", "total"),
    "residency": Place("quick_children", "total"),
    "taxpayer_id": Place("quick_children_numbers", "with_number"),
    "filer_id": Place("quick_filer", "numbers"),
}
"""Eight questions settle few of the tests; the rest was taken for granted."""


NO_KNOWN_NUMBER = (None, "none", "not_sure")
"""Answers about a child's number that leave nothing whose day of issue could be told."""
MAY_BE_UNSURE = frozenset(
    {
        "child_status",
        "child_id",
        "child_work_approval",
        "child_us_days",
        "child_issued",
        "child_joint",
        "child_claimant",
        "child_claimant_income",
        "child_release",
        "child_student",
        "tax_id",
        "id_window",
        "work_approval",
        "claimed",
        "quick_filer",
        "quick_children_numbers",
    }
)
"""The screens on which "I'm not sure" leaves a test open: it is told as not known, never as failed."""


def left_open(case: Case, where: Place) -> str:
    """What we took where the family was not sure, on the screen that decided a test that failed; empty if it knew."""
    name = where.screen.partition("-")[0]
    if name not in MAY_BE_UNSURE:
        return ""
    if name == "quick_children_numbers" and not case.told.says(name, "not_sure", True):
        return ""
    return " ".join(found.text for found in case.assessed.assumptions if found.page == where.screen)


def decided_by(case: Case, child: int, code: str) -> Place:
    """Where the answer was given that decided this test of the child at this place."""
    told = case.told
    if told.quick:
        if code == "id_issued_in_time" and case.household.children[child].taxpayer_id.kind == "none":
            code = "taxpayer_id"
        return told.first_seen([OF_THE_QUICK_CHECK.get(code, Place())])
    if code == "filer_id":
        return told.first_seen(own_number(case))
    keys = told.child_keys
    if told.saved is None or child >= len(keys):
        return Place()
    if code == "dependent" and case.household.of_a_dependent:
        return told.first_seen(claimed_by_others(case))
    return told.first_seen(_SCREENS[code](told.saved.about(keys[child])))


def reason_in_words(case: Case, child: int, test: ChildTest) -> str:
    """Why a child passes or fails, with the nights that the family counted instead of the household's months."""
    facts, told = case.household.children[child], case.told
    if test.passed or test.code != "residency" or told.saved is None or child >= len(told.child_keys):
        return in_words(test.reason)
    if facts.custody == "released_to_you":
        return in_words(test.reason)
    saved, name = told.saved.about(told.child_keys[child]), case.names[child]
    nights = saved.own("child_nights", "nights") if saved.own_says("child_home", "lived", "close") else None
    if nights is None:
        return say(_("{name} did not live with you for more than half of {year}."), name=name, year=case.year)
    text = _("{name} lived with you for {nights} nights in {year}. It takes {needed} or more.")
    return say(text, name=name, nights=nights, year=case.year, needed=half_the_nights(saved))


def own_number(case: Case) -> Iterator[Place]:
    """Where the adult told us of a number whose number fails, or the first adult where none does."""
    people = case.household.people
    place = next((place for place, person in enumerate(people) if _fails(case, person)), 0)
    name = PEOPLE[place]
    if people[place].taxpayer_id.issued_on is not None:
        yield Place(f"id_window-{name}", "window")
    yield Place(f"work_approval-{name}", "in_force")
    yield Place(f"tax_id-{name}", "kind")
    yield Place(f"papers-{name}", "papers")


def _fails(case: Case, person: Person) -> bool:
    """No number, a late one, or one that is not good for work where nobody on the return has such a number."""
    number = person.taxpayer_id
    late = number.issued_on is not None and number.issued_on >= case.filing_day
    kinds = [one.taxpayer_id.kind for one in case.household.people]
    needs_ssn = case.parameters.child_tax_credit.filer_needs_ssn and "ssn" not in kinds
    return number.kind == "none" or late or (needs_ssn and number.kind != "ssn")


def claimed_by_others(case: Case) -> Iterator[Place]:
    """Whether somebody else can claim an adult of the return."""
    people = case.household.people
    dependents = [name for name, person in zip(PEOPLE, people, strict=False) if person.claimed_as_dependent]
    person = dependents[0] if dependents else PEOPLE[0]
    yield Place(f"claimed-{person}", "can_be_claimed")
    yield Place(f"papers-{person}", "age_band")


def _basics(question: str) -> Callable[[Saved], Iterator[Place]]:
    def where(child: Saved) -> Iterator[Place]:
        yield Place(f"child_basics-{child.key}", question)

    return where


def _home(child: Saved) -> Iterator[Place]:
    if has_fact(child, "release_in"):
        yield Place(f"child_release-{child.key}", "rule")
    yield Place(f"child_nights-{child.key}", "nights")
    yield Place(f"child_home-{child.key}", "lived")


def _facts(child: Saved) -> Iterator[Place]:
    yield Place(f"child_facts-{child.key}", "facts")
    yield Place("children_facts", "facts")


def _joint(child: Saved) -> Iterator[Place]:
    yield Place(f"child_joint-{child.key}", "refund_only")
    yield from _facts(child)


def _status(child: Saved) -> Iterator[Place]:
    yield Place(f"child_status-{child.key}", "status")
    yield Place(f"child_papers-{child.key}", "papers")


def _claimed(child: Saved) -> Iterator[Place]:
    """What stands against the claim first: the law's order of who goes before whom, then what the family wants."""
    if has_fact(child, "release_in") or has_fact(child, "release_out"):
        yield Place(f"child_release-{child.key}", "rule")
    if has_fact(child, "other_claim") and (not you_go_first(child) or not has_fact(child, "not_mine")):
        yield Place(f"child_claimant_income-{child.key}", "higher")
        yield Place(f"child_claimant-{child.key}", "who")
    if not student_or_disabled(child):
        yield Place(f"child_student-{child.key}", "student")
    yield from _facts(child)


def _number(child: Saved) -> Iterator[Place]:
    yield Place(f"child_us_days-{child.key}", "enough")
    yield Place(f"child_work_approval-{child.key}", "in_force")
    yield Place(f"child_id-{child.key}", "kind")
    yield Place(f"child_papers-{child.key}", "papers")


def _issued(child: Saved) -> Iterator[Place]:
    yield Place(f"child_issued-{child.key}", "window")
    if child.own_says("child_papers", "papers", "citizen_ssn") or child.own("child_id", "kind") not in NO_KNOWN_NUMBER:
        yield Place("children_issued", "all_issued")
    yield from _number(child)


_SCREENS: dict[str, Callable[[Saved], Iterator[Place]]] = {
    "relationship": _basics("relationship"),
    "age": _basics("birth_date"),
    "residency": _home,
    "support": _facts,
    "joint_return": _joint,
    "citizenship": _status,
    "dependent": _claimed,
    "taxpayer_id": _number,
    "id_issued_in_time": _issued,
}
