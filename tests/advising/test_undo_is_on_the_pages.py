"""Staff find Undo and History of all that they changed on the pages, lists of children and income among it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import reverse

from interview.firms.activity import ANSWERED, UNDONE
from interview.firms.file_models import Activity, ClientFile
from interview.firms.office_models import OfficeMember
from interview.steps import Saved
from interview.steps.conditions import income_rows
from tests.advising.test_answering import PAY, World

pytestmark = pytest.mark.django_db
PAGE = "income-you-wages"


@pytest.fixture
def world() -> World:
    return World()


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def soup(answer: Any) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def client_page(world: World) -> BeautifulSoup:
    return soup(world.bob.get(reverse("advising:draft", args=[world.draft.public_id])))


def row_of(world: World, page: str) -> Tag:
    row = client_page(world).select_one(f"#answers #row-{page}")
    assert row is not None, page
    return row


def press(world: World, button: str, *rest: str) -> None:
    assert world.bob.post(reverse(button, args=[world.draft.public_id, *rest])).status_code == 302
    world.draft.refresh_from_db()


def press_undo(world: World, page: str) -> None:
    form = row_of(world, page).select_one("form[action*=undo]")
    assert form is not None
    answer = world.bob.post(str(form["action"]))
    assert answer.status_code == 302
    assert str(answer["Location"]).endswith(f"#row-{page}")
    world.draft.refresh_from_db()


def rows_of_income(world: World) -> list[str]:
    return income_rows(Saved(world.draft.answers))


@pytest.mark.parametrize("button", ["child_add", "child_remove"])
def test_undo_and_history_of_a_child_that_staff_added_or_removed_are_on_the_clients_page(
    world: World, button: str
) -> None:
    press(world, f"wizard:{button}", *(["c2"] if button == "child_remove" else []))
    row = row_of(world, "children")
    assert "By Bob" in words(row)
    history = next(link for link in row.select("a[href]") if "History" in words(link))
    shown = soup(world.bob.get(str(history["href"])))
    assert f"Now: {'Mia' if button == 'child_remove' else 'Mia; Leo; Child 3'}" in words(shown)
    assert shown.select("form[action*=undo]")
    press_undo(world, "children")
    assert world.draft.answers["children"] == ["c1", "c2"]
    row = row_of(world, "children")
    assert "Mia; Leo" in words(row)
    assert not row.select("form"), "what was undone is not offered again"
    assert "By Bob" not in words(row)


def test_undo_of_a_removed_row_of_income_is_on_the_clients_page_and_brings_the_row_back(world: World) -> None:
    press(world, "wizard:income_remove", "you-wages")
    assert rows_of_income(world) == []
    assert "Your pay from a job" in words(row_of(world, "income_removed"))
    press_undo(world, "income_removed")
    assert rows_of_income(world) == ["you-wages"]
    assert {entry.page for entry in Activity.objects.filter(kind=UNDONE)} == {"income_removed", "income_kinds-you"}
    press(world, "wizard:income_remove", "you-wages")
    press(world, "wizard:income_restore", "you-wages")
    press_undo(world, "income_removed")
    assert rows_of_income(world) == [], "and of a row that was put back it takes the row away again"


def test_undo_of_an_added_row_of_income_is_on_the_clients_page(world: World) -> None:
    press(world, "wizard:income_add", "you-wages")
    assert rows_of_income(world) == ["you-wages", "you-wages-2"]
    press_undo(world, "income_more")
    assert rows_of_income(world) == ["you-wages"]


def test_undo_of_an_added_row_brings_no_removed_row_back(world: World) -> None:
    press(world, "wizard:income_add", "you-wages")
    press(world, "wizard:income_remove", "you-wages")
    assert rows_of_income(world) == ["you-wages-2"]
    press_undo(world, "income_more")
    assert rows_of_income(world) == []


def test_one_of_two_removed_rows_comes_back_with_undo_and_the_other_kind_stays_as_it_is(world: World) -> None:
    press(world, "wizard:income_add", "you-wages")
    press(world, "wizard:income_remove", "you-wages")
    kinds = world.draft.answers["income_kinds-you"]
    press_undo(world, "income_removed")
    assert rows_of_income(world) == ["you-wages", "you-wages-2"]
    assert world.draft.answers["income_kinds-you"] == kinds


def test_who_may_not_answer_finds_the_history_and_no_undo(world: World) -> None:
    press(world, "wizard:child_remove", "c2")
    for change in ({"frozen": True}, {"frozen": False}):
        ClientFile.objects.update(**change)
        if not change["frozen"]:
            OfficeMember.objects.update(role=OfficeMember.Role.AUDITOR)
        row = row_of(world, "children")
        assert "History" in words(row)
        assert not row.select("form")


def test_a_list_that_nobody_changed_has_no_row_and_one_that_the_family_changed_only_a_history(world: World) -> None:
    assert client_page(world).select("#row-children, #row-income_more, #row-income_removed") == []
    assert world.alice.post(reverse("wizard:child_remove", args=[world.draft.public_id, "c2"])).status_code == 302
    row = row_of(world, "children")
    assert "History" in words(row)
    assert not row.select("form")
    assert "By" not in words(row).split()


def test_an_answer_that_undo_has_put_back_is_not_offered_for_undo_as_if_it_were_a_change(world: World) -> None:
    for amount in ("61,000", "65,000"):
        world.save(world.bob, PAGE, **{**PAY, "amount_amount": amount})
    press_undo(world, PAGE)
    assert world.draft.answers[PAGE]["amount"]["amount"] == "61000"
    assert not row_of(world, PAGE).select("form[action*=undo]")


def test_each_entry_about_an_answer_leads_to_its_history_for_the_office_and_not_for_the_family(world: World) -> None:
    press(world, "wizard:child_remove", "c2")
    world.save(world.bob, PAGE, **PAY)
    address = reverse("advising:activity", args=[world.draft.public_id])
    links = soup(world.bob.get(address)).select(".entry a[href]")
    assert [words(link) for link in links] == ["History : Your pay from a job", "History : Children"]
    for link in links:
        assert soup(world.bob.get(str(link["href"]))).select("form[action*=undo]")
    assert Activity.objects.filter(kind=ANSWERED).count() == 2
    familys = reverse("advising:family_activity", args=[world.draft.public_id])
    assert soup(world.alice.get(familys)).select(".entry a[href]") == []
