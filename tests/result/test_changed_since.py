"""What changed since the family read its result: our program, the yearly figures, its own answers, always apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft, KeptResult
from interview.drafts.results import assess
from interview.drafts.what_changed import Change, Compared, compare_with_kept
from interview.result.changed_since import changed_since, some_of
from interview.steps import Route
from interview.years import year_in_force
from interview.years.models import ParameterRevision
from tests.interview.browsing import draft_of, send
from tests.interview.families import BERLIN, QUICK_BERLIN, family
from tests.result.test_kept_results import kept, opened, pay
from tests.years.second_revision import publish_changed, publish_refund_cap

pytestmark = pytest.mark.django_db

NO_NUMBER = {"papers": "citizen_none"}


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


def change_of(draft: Draft) -> Change | None:
    draft.refresh_from_db()
    return compare_with_kept(draft, assess(draft), Route(draft.answers)).change


def parts(change: Change | None) -> tuple[int, int, int]:
    """Of the credit paid out: what the program, the figures and the answers add."""
    assert change is not None
    for figure, name in ((change.paid, "paid"), (change.tax, "tax"), (change.balance, "balance")):
        assert figure.before == getattr(change.before, name)
        assert figure.now - figure.before == figure.program + figure.rules + figure.answers
    return change.paid.program, change.paid.rules, change.paid.answers


def block(response: Any) -> str:
    found = BeautifulSoup(response.content.decode(), "html.parser").select_one(".changed")
    return " ".join(found.get_text(" ").split()) if found else ""


def finished(client: Client) -> Draft:
    """A family that has read a result of $3,400. What a child without a number is asked for is answered already."""
    draft = draft_of(client, family(extension={"extension": "abroad"}))
    pay(client, draft, 60_000)
    return draft


def take_the_number_away(client: Client, draft: Draft, **more: str) -> Any:
    return send(client, draft, "child_papers-c2", papers="citizen_none", **more)


def add_to_what_was_kept(dollars: int) -> None:
    """As if the program of then had found so much more."""
    for result in KeptResult.objects.all():
        changed = {name: getattr(result, name) + dollars for name in ("paid", "balance")}
        KeptResult.objects.filter(pk=result.pk).update(**changed)


# The parts -------------------------------------------------------------------------------------------------------


def test_the_first_result_has_nothing_to_compare_with(client: Client) -> None:
    draft = finished(client)
    assert change_of(draft) is None
    assert block(opened(client, draft)) == ""


def test_new_figures_between_two_visits_are_the_part_of_the_rules_and_nothing_else(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    change = change_of(draft)
    assert parts(change) == (0, 400, 0)
    told = block(opened(client, draft))
    assert "What changed since March 9, 2026" in told
    assert "+$400, because the 2025 numbers were updated." in told
    assert "2025 figures, revision 1" in told
    assert "2025 figures, revision 2" in told
    assert "$3,400" in told
    assert "$3,800" in told
    assert "Your changed answers" not in told
    assert "Undo" not in told


def test_a_changed_answer_is_the_part_of_the_answers_and_nothing_else(client: Client) -> None:
    draft = finished(client)
    take_the_number_away(client, draft)
    assert parts(change_of(draft)) == (0, 0, -1_700)
    told = block(opened(client, draft))
    assert "Your refund went from $3,400 to $1,700, because you changed: Leo: Papers" in told
    assert "numbers were updated" not in told


def test_a_correction_of_the_program_is_neither_the_familys_doing_nor_that_of_the_figures(client: Client) -> None:
    draft = finished(client)
    add_to_what_was_kept(250)
    assert parts(change_of(draft)) == (-250, 0, 0)
    assert "−$250, because we corrected how we work it out." in block(opened(client, draft))


def test_all_three_parts_are_told_apart_and_add_up(client: Client) -> None:
    draft = finished(client)
    add_to_what_was_kept(250)
    publish_refund_cap(1_900)
    take_the_number_away(client, draft)
    assert parts(change_of(draft)) == (-250, 400, -1_900)
    told = block(opened(client, draft))
    for sentence in ("+$400, because the 2025", "−$250, because we corrected", "−$1,900, because you changed: Leo"):
        assert sentence in told


def test_an_exchange_rate_belongs_to_the_rules(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    pay(client, draft, 6_000)

    def dearer(document: dict[str, Any]) -> None:
        document["exchange_rates"]["EUR"]["per_dollar"] = "0.8"

    publish_changed(dearer)
    change = change_of(draft)
    program, rules, answers = parts(change)
    assert (program, answers) == (0, 0)
    assert rules > 0


def test_figures_that_change_nothing_for_the_family_are_told_without_a_difference(client: Client) -> None:
    draft = finished(client)

    def noted(document: dict[str, Any]) -> None:
        document["exchange_rates"]["CHF"]["per_dollar"] = "0.5"

    publish_changed(noted)
    told = block(opened(client, draft))
    assert "The 2025 numbers were updated. Your result stays the same." in told


def test_a_figure_that_the_old_revision_lacks_is_taken_from_the_shipped_year(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program has learned to read it since; the old revision is final and cannot get it."""
    draft = finished(client)
    first = kept(draft)[0].revision
    assert first is not None
    publish_refund_cap(1_900)
    of_all = ParameterRevision.objects.get

    def without_one(**which: Any) -> ParameterRevision:
        revision = of_all(**which)
        if revision.pk == first.pk:
            del revision.document["figures"]["child_tax_credit"]["refund_cap_per_child"]
        return revision

    year_in_force._built.cache_clear()
    year_in_force._built_to_fit.cache_clear()
    monkeypatch.setattr(ParameterRevision.objects, "get", without_one)
    assert parts(change_of(draft)) == (0, 400, 0)
    year_in_force._built.cache_clear()
    year_in_force._built_to_fit.cache_clear()


def test_figures_that_cannot_be_read_any_more_leave_nothing_to_the_program(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    monkeypatch.setattr("interview.drafts.what_changed.year_as_it_was", lambda *_which: None)
    assert parts(change_of(draft)) == (0, 400, 0)


def test_the_tax_or_the_balance_is_told_where_the_refund_does_not_move(client: Client) -> None:
    no_numbers = family(child_papers__c1=NO_NUMBER, child_papers__c2=NO_NUMBER, extension={"extension": "abroad"})
    draft = draft_of(client, no_numbers | {"exclusion_plan": {"plan": "plan_no"}})
    send(client, draft, "foreign_tax_amount", general_amount="3000", general_currency="EUR")
    before = kept(draft)[0]
    send(client, draft, "foreign_tax_amount", general_amount="2000", general_currency="EUR")
    change = change_of(draft)
    assert change is not None
    assert change.before == before
    assert change.paid.change == 0
    assert change.balance.change < 0
    assert "What you end up with went from" in block(opened(client, draft))


def test_another_tax_year_is_a_changed_answer(client: Client) -> None:
    draft = finished(client)
    send(client, draft, "year", tax_year="2024")
    change = change_of(draft)
    program, rules, _answers = parts(change)
    assert (program, rules) == (0, 0)
    assert change is not None
    assert "Tax year" in change.answers
    assert not change.new_figures


# Which answers ---------------------------------------------------------------------------------------------------


def test_a_child_taken_off_the_list_is_one_change(client: Client) -> None:
    draft = finished(client)
    client.post(reverse("wizard:child_remove", args=[draft.public_id, "c2"]))
    change = change_of(draft)
    assert change is not None
    assert change.answers == ("Leo",)


def test_at_most_three_answers_are_named() -> None:
    assert some_of(("a", "b", "c")) == "a; b; c"
    assert some_of(("a", "b", "c", "d")) == "a; b; c and 1 more"
    assert some_of(("a", "b", "c", "d", "e")) == "a; b; c and 2 more"
    assert some_of(()) == ""


def test_a_quick_check_made_exact_is_one_change(client: Client) -> None:
    draft = draft_of(client, QUICK_BERLIN)
    send(client, draft, "quick_filer", numbers="yes")
    draft.answers = {**BERLIN}
    draft.save()
    change = change_of(draft)
    assert change is not None
    assert change.answers == ("how many questions you answered",)


def test_an_answer_without_effect_is_named_too(client: Client) -> None:
    draft = finished(client)
    pay(client, draft, 60_001)
    told = block(opened(client, draft))
    assert "You changed: " in told
    assert "Your result stays the same." in told


# Read and acknowledged -------------------------------------------------------------------------------------------


def acknowledge(client: Client, draft: Draft) -> Any:
    page = BeautifulSoup(opened(client, draft).content.decode(), "html.parser")
    mark = page.select_one(".changed input[name=mark]")
    assert mark is not None
    return client.post(reverse("result:seen", args=[draft.public_id]), {"mark": mark["value"]})


def test_what_was_acknowledged_is_not_told_again(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    assert acknowledge(client, draft).status_code == 302
    assert block(opened(client, draft)) == ""
    newest, first = kept(draft)
    assert newest.seen_at is not None
    assert (newest.paid, first.paid) == (3_800, 3_400)


def test_new_figures_are_told_until_they_are_acknowledged_whatever_answers_change_meanwhile(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    for euros in (61_000, 62_000):
        pay(client, draft, euros)
    assert parts(change_of(draft)) == (0, 400, 0)
    acknowledge(client, draft)
    pay(client, draft, 63_000)
    change = change_of(draft)
    assert change is not None
    assert not change.new_figures
    assert parts(change) == (0, 0, 0)


@pytest.mark.parametrize(
    ("could", "first"),
    [
        ((False, False), []),
        ((False, True), ["We can work out your credit now."]),
        ((True, False), ["We can no longer work out your credit."]),
    ],
)
def test_a_result_out_of_reach_is_told_of_new_figures_too(
    could: tuple[bool, bool], first: list[str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    change = change_of(draft)
    assert change is not None
    monkeypatch.setattr(
        "interview.result.changed_since.compare_with_kept",
        lambda *_: Compared(None, replace(change, could=could)),
    )
    told, _kept_at = changed_since(draft, assess(draft), Route(draft.answers))
    assert told is not None
    assert list(told.sentences) == [*first, "The 2025 numbers were updated."]
    assert told.rows == ()


def test_what_was_not_on_the_page_is_not_acknowledged(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    page = BeautifulSoup(opened(client, draft).content.decode(), "html.parser")
    mark = page.select_one(".changed input[name=mark]")
    assert mark is not None
    publish_refund_cap(1_800)
    client.post(reverse("result:seen", args=[draft.public_id]), {"mark": mark["value"]})
    assert parts(change_of(draft)) == (0, 200, 0)
    assert len(kept(draft)) == 1
