"""Not sure stays unknown: which answers are open, and what stands in their place at best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from interview.steps import QUICK_STEPS, STEPS, Choice, Page, Question, Route, Saved, Step
from interview.steps.open_answers import all_at_best, follow_up, open_answers
from interview.steps.questions import NOT_SURE, Option, Several, Tick, unsure
from tests.interview.families import BERLIN, QUICK_BERLIN, document, family

SETTLED_BY_ANOTHER_SCREEN = {
    "status.spouse_us": "the signs of a US person are asked next",
    "children.all_issued": "each number is asked about next",
    "feie.plan": "every way of filing is worked out",
    "feie.all_year": "the tests are asked next",
    "quick.feie": "every way of filing is worked out",
}


def questions() -> Iterator[tuple[Step, Question]]:
    for step in (*STEPS, *QUICK_STEPS):
        for question in step.questions:
            yield step, question


UNSURE = [
    (step, question, option)
    for step, question in questions()
    if isinstance(question.kind, Choice)
    for option in question.kind.options
    if option.code == NOT_SURE
]


@pytest.mark.parametrize(
    ("question", "option"), [each[1:] for each in UNSURE], ids=[question.id for _, question, _ in UNSURE]
)
def test_every_not_sure_names_its_best_answer_or_the_screen_that_settles_it(question: Question, option: Option) -> None:
    assert (option.best == "") == (question.id in SETTLED_BY_ANOTHER_SCREEN)
    assert isinstance(question.kind, Choice)
    codes = {each.code for each in question.kind.options} - {NOT_SURE}
    if option.best and not callable(option.best):
        assert codes.issuperset([option.best] if isinstance(option.best, str) else option.best)


def test_every_tick_that_says_not_sure_names_the_best_answer() -> None:
    for _, question in questions():
        if question.unless.endswith(NOT_SURE):
            assert question.best is not None, question.id


def found(answers: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {each.key: [dict(reading) for reading in each.readings] for each in open_answers(Route(answers))}


def test_a_family_that_knows_everything_has_no_open_answer() -> None:
    assert found(BERLIN) == {}
    assert found(QUICK_BERLIN) == {}


def test_a_choice_of_not_sure_is_open() -> None:
    answers = family(paid_home={"paid": "not_sure"}, filing_status=None)
    assert found(answers) == {("paid_home", "paid"): [{"paid": "yes"}]}


def test_a_tick_of_not_sure_is_open_and_its_reading_takes_the_tick_away() -> None:
    answers = family(QUICK_BERLIN, quick_children_numbers={"with_number": None, "not_sure": True})
    assert found(answers) == {
        ("quick_children_numbers", "with_number"): [{"with_number": 2, "not_sure": False}],
    }


def test_an_answer_that_does_not_apply_is_not_open() -> None:
    assert found(family(joint_before={"before": "not_sure"})) == {}


def test_other_papers_are_no_open_answer() -> None:
    answers = family(
        papers__you={"papers": "other", "age_band": "24_64"},
        us_status__you={"status": "citizen"},
        tax_id__you={"kind": "ssn_work"},
    )
    assert found(answers) == {}


def open_question(question: Question, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The readings of one question on a screen of its own."""
    step = Step(name="only", section="basics", questions=(question,))
    route = Route(BERLIN)
    route.pages = {"only": Page("only", step, Saved(BERLIN))}
    route.used = {"only": answer}
    return [dict(reading) for each in open_answers(route) for reading in each.readings]


def test_not_sure_among_several_is_replaced_by_a_list() -> None:
    options = (Option(code="one", text="One"), Option(code="two", text="Two"), unsure(best=("one", "two")))
    several = Question(id="x.several", name="some", text="?", short="?", kind=Several(options=options, empty="?"))
    assert open_question(several, {"some": ["not_sure"]}) == [{"some": ["one", "two"]}]
    assert open_question(several, {"some": ["one"]}) == []


def test_of_several_best_answers_each_is_tried() -> None:
    options = (Option(code="one", text="One"), Option(code="two", text="Two"), unsure(best=("one", "two")))
    choice = Question(id="x.choice", name="which", text="?", short="?", kind=Choice(options=options, empty="?"))
    assert open_question(choice, {"which": "not_sure"}) == [{"which": "one"}, {"which": "two"}]


def test_an_optional_fact_that_was_left_out_is_open_if_it_names_its_best() -> None:
    fact = Question(
        id="x.fact", name="fact", text="?", short="?", kind=Tick(), optional=True, best=lambda saved: saved.tax_year
    )
    assert open_question(fact, {"fact": None}) == [{"fact": 2025}]
    assert open_question(fact, {"fact": 2024}) == []


def test_at_best_replaces_also_what_only_comes_into_question_by_a_better_answer() -> None:
    answers = family(
        child_papers__c1={"papers": "other"},
        child_status__c1={"status": "citizen"},
        child_id__c1={"kind": "not_sure"},
        child_papers__c2={"papers": "citizen_none"},
        children_issued={"all_issued": "no"},
        child_issued__c1={"window": "not_sure"},
        extension={"extension": "abroad"},
    )
    assert [each.address for each in open_answers(Route(answers))] == ["child_id-c1"]
    best = all_at_best(Route(answers))
    assert best.answers["child_id-c1"] == {"kind": "ssn_work"}
    assert best.answers["child_issued-c1"] == {"window": "by_due"}
    assert open_answers(best) == ()


def test_a_screen_that_a_better_answer_opens_takes_its_own_best_answer() -> None:
    answers = family(exclusion_all_year={"you": "not_sure"}, exclusion_test__you={"test": "not_sure"})
    route = Route(answers)
    [test] = open_answers(route)
    read = follow_up(test.read_as(route, test.readings[0])).answers
    assert read["exclusion_window-you"] == {"start": "2025-01-01", "days": 365}
    assert document(dict(read))["filer"]["exclusion"]["qualifying_days"] == 365


def test_what_the_family_answered_stays_as_it_was() -> None:
    answers = family(paid_home={"paid": "not_sure"}, filing_status=None)
    before = family(answers)
    all_at_best(Route(answers))
    assert answers == before
