"""The map for reviewers holds every screen, question, answer and message, and nobody else sees it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.functional import Promise

from interview.steps import QUICK_STEPS, STEPS, Choice, Question, Step
from interview.steps.conditions import files_jointly, home_is
from interview.wizard.described import phrases, rule
from interview.wizard.screen_map import whole_map

pytestmark = pytest.mark.django_db

EVERY_STEP: list[Step] = list(dict.fromkeys((*STEPS, *QUICK_STEPS)))
EVERY_QUESTION: list[Question] = [question for step in EVERY_STEP for question in step.questions]


@cache
def shown_to_staff() -> BeautifulSoup:
    """Drawn once for all tests here: it is the longest page of the site."""
    client = Client()
    client.force_login(User.objects.create_user("carla", is_staff=True))
    response = client.get(reverse("wizard:map"))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def page() -> BeautifulSoup:
    return shown_to_staff()


def test_every_screen_and_question_stands_on_the_map(page: BeautifulSoup) -> None:
    anchors = {tag["id"] for tag in page.select("[id]")}
    assert [step.name for step in EVERY_STEP if f"step-{step.name}" not in anchors] == []
    assert [question.id for question in EVERY_QUESTION if f"question-{question.id}" not in anchors] == []


def test_every_answer_stands_there_with_its_code_and_its_words(page: BeautifulSoup) -> None:
    texts: dict[str, list[str]] = defaultdict(list)
    for block in page.select("[id^=question-]"):
        texts[str(block["id"])].append(" ".join(block.get_text(" ").split()))
    for question in EVERY_QUESTION:
        shown = texts[f"question-{question.id}"]
        for option in question.kind.options if isinstance(question.kind, Choice) else ():
            assert any(option.code in text for text in shown), (question.id, option.code)
            if isinstance(option.text, Promise):
                assert any(" ".join(str(option.text).split()) in text for text in shown), (question.id, option.code)


def test_every_wording_is_found_also_where_a_function_chooses_it() -> None:
    silent = [question.id for question in EVERY_QUESTION if question.text and not phrases(question.text)]
    silent += [question.id for question in EVERY_QUESTION if question.why and not phrases(question.why)]
    silent += [step.name for step in EVERY_STEP if step.title and not phrases(step.title)]
    assert silent == []


def test_every_condition_has_words_or_a_source() -> None:
    for section in whole_map():
        for screen in section.steps:
            assert screen.shown.meaning or screen.shown.source, screen.step.name
            for item in screen.questions:
                assert item.shown.meaning or item.shown.source, item.question.id


def test_a_condition_made_by_a_function_names_it_with_its_values() -> None:
    made = rule(home_is("pr"))
    assert made.name == "home_is(('pr',))"
    assert made.meaning == "The main home was in one of these places."
    assert rule(files_jointly).meaning.startswith("One return for both.")


def test_both_languages_stand_side_by_side(page: BeautifulSoup) -> None:
    head = page.select_one(".map-texts thead")
    assert head is not None
    assert [cell.get_text() for cell in head.select("th")] == ["Part", "English", "Español"]


def test_messages_that_a_kind_of_answer_shares_stand_there_too(page: BeautifulSoup) -> None:
    text = page.get_text()
    assert "Amount must be 0 or more" in text
    assert "Year must have 4 numbers, like 2015" in text
    assert "Choose where your main home was for most of {year}" in text


def test_only_staff_sees_it(client: Client) -> None:
    response = client.get(reverse("wizard:map"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
    client.force_login(User.objects.create_user("bob"))
    assert client.get(reverse("wizard:map")).status_code == 404
