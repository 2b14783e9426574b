"""What became of an answer: history, undo by staff and by the family, the family is told; flags; a finished return."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.drafts.store import CARRIED_TO_CHECK, provenance, with_provenance
from interview.firms.activity import ANSWERED, FLAGGED, UNDONE
from interview.firms.file_models import Activity, ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.sharing import stop_sharing
from tests.advising.test_answering import PAY, World

pytestmark = pytest.mark.django_db
PAGE = "income-you-wages"


@pytest.fixture
def world() -> World:
    """Bob has changed the pay."""
    made = World()
    assert made.save(made.bob, PAGE, **PAY, staff_reason="As on the payslip").status_code == 302
    return made


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def opened(client: Client, name: str, world: World, *rest: object) -> Any:
    return client.get(reverse(name, args=[world.draft.public_id, *rest]))


def pressed(client: Client, name: str, world: World, *rest: object, **data: object) -> Any:
    answer = client.post(reverse(name, args=[world.draft.public_id, *rest]), data)
    world.draft.refresh_from_db()
    return answer


def pay(world: World) -> str:
    world.draft.refresh_from_db()
    return str(world.draft.answers[PAGE]["amount"]["amount"])


def test_the_clients_page_says_whose_an_answer_is_and_why(world: World) -> None:
    text = words(opened(world.bob, "advising:draft", world))
    assert "By Bob" in text
    assert "As on the payslip" in text


def test_the_history_shows_both_values_in_words(world: World) -> None:
    text = words(opened(world.bob, "advising:answer_history", world, PAGE))
    assert "Before: €60,000" in text
    assert "Now: €61,000" in text
    assert "As on the payslip" in text
    assert opened(world.bob, "advising:answer_history", world, "nothing-like-it").status_code == 404


def test_undo_puts_the_old_answer_back_with_whose_it_was_and_is_written_down(world: World) -> None:
    change = Activity.objects.get(kind=ANSWERED)
    assert pressed(world.bob, "advising:undo_change", world, change.pk).status_code == 302
    assert pay(world) == "60000"
    assert provenance(world.draft.answers, PAGE) == "family"
    undone = Activity.objects.get(kind=UNDONE)
    assert undone.actor == world.user
    assert undone.new is not None
    assert undone.new["amount"]["amount"] == "60000"
    assert pressed(world.bob, "advising:undo_change", world, change.pk).status_code == 302
    assert Activity.objects.filter(kind=UNDONE).count() == 1, "a second press changes nothing"


def test_undo_by_staff_does_not_move_the_client_as_if_the_family_had_changed_something(world: World) -> None:
    ClientFile.objects.update(status=ClientFile.Status.READY)
    pressed(world.bob, "advising:undo_change", world, Activity.objects.get(kind=ANSWERED).pk)
    assert pay(world) == "60000"
    assert ClientFile.objects.get().status == ClientFile.Status.READY
    world.save(world.alice, PAGE, **{**PAY, "amount_amount": "66,000"})
    assert ClientFile.objects.get().status == ClientFile.Status.IN_REVIEW


def test_an_answer_of_another_year_is_to_be_checked_again_after_undo(world: World) -> None:
    world.draft.refresh_from_db()
    world.draft.answers = with_provenance(world.draft.answers, "deductions", CARRIED_TO_CHECK)
    world.draft.save()
    world.save(world.bob, "deductions", standard="no")
    change = Activity.objects.filter(kind=ANSWERED, page="deductions").first()
    assert change is not None
    pressed(world.bob, "advising:undo_change", world, change.pk)
    assert provenance(world.draft.answers, "deductions") == CARRIED_TO_CHECK


def test_undo_never_takes_away_what_somebody_has_answered_since(world: World) -> None:
    change = Activity.objects.get(kind=ANSWERED)
    world.save(world.alice, PAGE, **{**PAY, "amount_amount": "62,000"})
    answer = pressed(world.bob, "advising:undo_change", world, change.pk)
    assert answer.status_code == 409
    assert "Nothing was undone" in words(answer)
    assert pay(world) == "62000"


def test_undo_is_refused_once_the_result_is_signed_off_and_to_strangers(world: World) -> None:
    change = Activity.objects.get(kind=ANSWERED)
    ClientFile.objects.update(frozen=True)
    assert pressed(world.bob, "advising:undo_change", world, change.pk).status_code == 409
    OfficeMember.objects.update(role=OfficeMember.Role.AUDITOR)
    assert pressed(world.bob, "advising:undo_change", world, change.pk).status_code == 403
    OfficeMember.objects.all().delete()
    assert pressed(world.bob, "advising:undo_change", world, change.pk).status_code == 404
    assert pay(world) == "61000"


def test_the_family_is_told_on_its_next_visit_and_no_more_once_it_has_read_it(world: World) -> None:
    for address in (reverse("drafts:list"), reverse("result:show", args=[world.draft.public_id])):
        assert "Your advisor changed one answer." in words(world.alice.get(address))
    page = opened(world.alice, "advising:told", world)
    assert "Before: €60,000" in words(page)
    assert "As on the payslip" in words(page)
    upto = Activity.objects.get(kind=ANSWERED).pk
    assert pressed(world.alice, "advising:read_told", world, upto=upto - 1).status_code == 409
    assert pressed(world.alice, "advising:read_told", world, upto=upto).status_code == 302
    assert "Your advisor changed" not in words(world.alice.get(reverse("drafts:list")))
    assert "nothing new" in words(opened(world.alice, "advising:told", world))


def test_the_family_takes_a_change_back_and_nobody_else_does_it_there(world: World) -> None:
    change = Activity.objects.get(kind=ANSWERED)
    assert opened(world.bob, "advising:told", world).status_code == 404
    assert pressed(world.bob, "advising:undo_told", world, change.pk).status_code == 404
    assert pay(world) == "61000"
    assert pressed(world.alice, "advising:undo_told", world, change.pk).status_code == 302
    assert pay(world) == "60000"
    undone = Activity.objects.get(kind=UNDONE)
    assert (undone.actor, undone.by) == (None, "family")


def test_several_changes_of_one_screen_are_told_as_one_and_go_back_to_the_familys_own_answer(world: World) -> None:
    world.save(world.bob, PAGE, **{**PAY, "amount_amount": "65,000"})
    assert "Before: €60,000" in words(opened(world.alice, "advising:told", world))
    last = Activity.objects.filter(kind=ANSWERED).first()
    assert last is not None
    pressed(world.alice, "advising:undo_told", world, last.pk)
    assert pay(world) == "60000"


def test_a_draft_that_is_not_shared_pays_nothing_for_all_this(world: World) -> None:
    stop_sharing(world.draft)
    with CaptureQueriesContext(connection) as queries:
        world.alice.get(reverse("result:show", args=[world.draft.public_id]))
        world.save(world.alice, PAGE, **{**PAY, "amount_amount": "66,000"})
    assert [query["sql"] for query in queries if "interview_activity" in query["sql"]] == []


def test_a_flag_needs_words_without_identity_numbers_and_is_seen_until_it_is_taken_down(world: World) -> None:
    for text in ("", "Is it 123-45-6789?"):
        answer = pressed(world.bob, "advising:flag", world, page=PAGE, text=text)
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
    assert pressed(world.bob, "advising:flag", world, page=PAGE, text="Gross or net?").status_code == 302
    pressed(world.bob, "advising:flag", world, text="Call them")
    assert ClientFile.objects.get().flagged
    text = words(opened(world.bob, "advising:draft", world))
    assert "Gross or net?" in text
    assert "Call them" in text
    pressed(world.bob, "advising:flag", world, page=PAGE, off="1")
    assert ClientFile.objects.get().flagged, "another flag is still up"
    assert "Gross or net?" not in words(opened(world.bob, "advising:draft", world))
    pressed(world.bob, "advising:flag", world, off="1")
    assert not ClientFile.objects.get().flagged
    assert Activity.objects.filter(kind=FLAGGED).count() == 4


def test_an_auditor_puts_no_flags_up(world: World) -> None:
    OfficeMember.objects.update(role=OfficeMember.Role.AUDITOR)
    assert pressed(world.bob, "advising:flag", world, text="Mine").status_code == 403


def test_staff_compare_the_lines_with_a_finished_return_and_nothing_is_kept(world: World) -> None:
    page = BeautifulSoup(opened(world.bob, "advising:compare_return", world).content, "html.parser")
    field = page.select_one("form input.input")
    assert field is not None
    answer = pressed(world.bob, "advising:compare_return", world, **{str(field["name"]): "1"})
    assert answer.status_code == 200
    assert "differ" in words(answer)
    assert pressed(world.bob, "advising:compare_return", world).status_code == 422
    assert opened(world.bob, "result:compare_return", world).status_code == 404


def test_a_child_that_staff_add_is_in_the_history_and_goes_back_with_undo(world: World) -> None:
    pressed(world.bob, "wizard:child_add", world)
    change = Activity.objects.filter(kind=ANSWERED, page="children").get()
    assert (change.old, change.new) == (["c1", "c2"], ["c1", "c2", "c3"])
    text = words(opened(world.bob, "advising:answer_history", world, "children"))
    assert "History: Children" in text
    assert "Now: Mia; Leo; Child 3" in text
    pressed(world.bob, "advising:undo_change", world, change.pk)
    assert world.draft.answers["children"] == ["c1", "c2"]


def test_the_result_does_not_say_that_the_family_changed_what_its_advisor_did(world: World) -> None:
    world.save(world.bob, PAGE, **{**PAY, "amount_amount": "65,000"})
    text = words(world.alice.get(reverse("result:show", args=[world.draft.public_id])))
    assert "Answers changed:" in text
    assert "you changed" not in text.casefold()


def test_an_advisor_reads_that_answers_changed_and_not_you_changed(world: World) -> None:
    world.save(world.alice, PAGE, **{**PAY, "amount_amount": "6,000"})
    text = words(opened(world.bob, "advising:draft", world))
    assert "What changed since" in text
    assert "you changed" not in text.lower()


def test_a_section_of_answers_says_that_one_is_flagged_and_what_the_family_reads_is_folded_away(world: World) -> None:
    pressed(world.bob, "advising:flag", world, page=PAGE, text="Gross or net?")
    page = BeautifulSoup(opened(world.bob, "advising:draft", world).content, "html.parser")
    assert [chip.text for chip in page.select("#answers details > summary .chip-bad")] == ["Flagged"]
    assert page.select_one("details:not([open]) > #more") is not None
