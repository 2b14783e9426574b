"""Children and jobs: add, change, remove, and put back."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.steps.children_together import MOST_CHILDREN
from tests.interview.browsing import begin, draft_of, open_page, place, send
from tests.interview.families import BERLIN, assessed, family

pytestmark = pytest.mark.django_db


def post(client: Client, draft: Draft, name: str, *args: str) -> Any:
    response = client.post(reverse(name, args=[draft.public_id, *args]))
    draft.refresh_from_db()
    return response


def cards_of(client: Client, draft: Draft) -> dict[str, str]:
    """The name on each card, and what is said about the child."""
    page = BeautifulSoup(open_page(client, draft, "children_list").content, "html.parser")
    return {
        str(card.h2.contents[0]).strip(): card.select_one(".chip").get_text(strip=True)  # type: ignore[union-attr]
        for card in page.select("li.person")
    }


# Children ---------------------------------------------------------------------------------------------------------


def test_each_card_says_what_we_can_say_so_far(client: Client) -> None:
    later = {
        f"child_{step}-{key}": BERLIN[f"child_{step}-c1"]
        for key in ("c3", "c4")
        for step in ("basics", "home", "papers")
    }
    answers = family(**{
        **{page.replace("-", "__"): answer for page, answer in later.items()},
        "children": ["c1", "c2", "c3", "c4", "c5"],
        "child_papers__c2": {"papers": "citizen_none"},
        "child_basics__c3": {**BERLIN["child_basics-c1"], "name": "Tom", "birth_date": "2008"},
        "child_basics__c4": {**BERLIN["child_basics-c1"], "name": "Ida"},
        "child_home__c4": {"lived": "none"},
    })  # fmt: skip
    assert cards_of(client, draft_of(client, answers)) == {
        "Mia": "Likely counts",
        "Leo": "Needs a Social Security number",
        "Tom": "Smaller credit",
        "Ida": "Does not count",
        "Child 5": "Finish this child",
    }


def test_a_key_that_was_never_on_the_list_brings_no_child(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for key in ("c9999", "c3", "zzz", "__proto__"):
        assert post(client, draft, "wizard:child_restore", key).status_code == 302
    assert draft.answers["children"] == ["c1", "c2"]


def test_adding_a_child_asks_about_it_at_once(client: Client) -> None:
    draft = begin(client)
    assert place(post(client, draft, "wizard:child_add")) == "child_basics-c1"
    assert place(post(client, draft, "wizard:child_add")) == "child_basics-c2"
    assert draft.answers["children"] == ["c1", "c2"]


def test_a_removed_child_can_be_put_back_with_all_that_was_said(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    before = assessed(draft.answers)
    removed = post(client, draft, "wizard:child_remove", "c1")
    assert place(removed) == "children_list?removed=c1"
    page = client.get(removed["Location"]).content.decode()
    assert "Mia was taken off the list." in page
    assert draft.answers["children"] == ["c2"]
    assert len(assessed(draft.answers).children) == 1
    post(client, draft, "wizard:child_restore", "c1")
    assert draft.answers == BERLIN
    assert assessed(draft.answers) == before


def test_the_key_of_a_removed_child_is_not_used_again(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    post(client, draft, "wizard:child_remove", "c2")
    assert place(post(client, draft, "wizard:child_add")) == "child_basics-c3"


@pytest.mark.parametrize("key", ["c99", "nonsense", "c1"])
def test_a_made_up_key_breaks_nothing(client: Client, key: str) -> None:
    draft = draft_of(client, BERLIN)
    assert post(client, draft, "wizard:child_restore", key).status_code == 302
    assert post(client, draft, "wizard:child_remove", "nonsense").status_code == 302
    assert set(draft.answers["children"]) <= {"c1", "c2", "c99"}
    assert open_page(client, draft, "children_list").status_code == 200


def test_the_list_has_an_end(client: Client) -> None:
    draft = draft_of(client, family(children=[f"c{number}" for number in range(1, MOST_CHILDREN + 1)]))
    assert place(post(client, draft, "wizard:child_add")) == "children_list"
    assert len(draft.answers["children"]) == MOST_CHILDREN
    assert "Add another child" not in open_page(client, draft, "children_list").content.decode()


def test_an_empty_list_must_be_said_to_be_empty(client: Client) -> None:
    draft = draft_of(client, family(children=[], children_list=None))
    response = send(client, draft, "children_list", others="0")
    assert response.status_code == 422
    assert "Add a child, or choose I have no children to add" in response.content.decode()
    assert place(send(client, draft, "children_list", others="0", no_children="1")) == "income_kinds-you"


def test_the_list_sends_to_an_unfinished_child_before_it_goes_on(client: Client) -> None:
    draft = draft_of(client, family(child_papers__c2=None, children_list=None))
    assert place(send(client, draft, "children_list", others="0")) == "child_papers-c2"


def test_children_and_other_people_fit_on_one_return(client: Client) -> None:
    draft = draft_of(client, family(children=[f"c{number}" for number in range(1, 16)]))
    response = send(client, draft, "children_list", others="6")
    assert "Number of people must be between 0 and 5" in response.content.decode()


def test_only_sending_changes_a_list(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for name, args in (
        ("child_add", []),
        ("child_remove", ["c1"]),
        ("child_restore", ["c1"]),
        ("income_add", ["you-wages"]),
        ("income_remove", ["you-wages"]),
        ("income_restore", ["you-wages"]),
    ):
        assert client.get(reverse(f"wizard:{name}", args=[draft.public_id, *args])).status_code == 405


# Pay --------------------------------------------------------------------------------------------------------------


def test_a_second_job_gets_a_row_of_its_own(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert place(post(client, draft, "wizard:income_add", "you-wages")) == "income-you-wages-2"
    sent = send(client, draft, "income-you-wages-2", amount_amount="7,000", amount_currency="GBP", source="foreign")
    assert place(sent) == "income_list"
    page = BeautifulSoup(open_page(client, draft, "income_list").content, "html.parser")
    assert [row.p.get_text() for row in page.select("li.card")] == ["€60,000 = $67,720", "£7,000 = $9,223"]  # type: ignore[union-attr]
    assert page.select_one(".total output").get_text() == "$76,943"  # type: ignore[union-attr]
    assert "1 US dollar = 0.759 GBP" in page.get_text()


def rows_of(client: Client, draft: Draft) -> list[str]:
    """The name and amount on each card of income."""
    page = BeautifulSoup(open_page(client, draft, "income_list").content, "html.parser")
    return [f"{row.h2.get_text(' ', strip=True)}: {row.p.get_text()}" for row in page.select("li.card")]  # type: ignore[union-attr]


SECOND_JOB = {
    "income_more": ["you-wages-2"],
    "income-you-wages-2": {
        "amount": {"amount": "7000", "currency": "GBP"},
        "guess": False,
        "source": "foreign",
    },
}


def test_removing_the_first_of_two_jobs_keeps_the_second_and_all_that_was_typed(client: Client) -> None:
    draft = draft_of(client, BERLIN | SECOND_JOB)
    removed = post(client, draft, "wizard:income_remove", "you-wages")
    assert place(removed) == "income_list?removed=you-wages"
    assert rows_of(client, draft) == ["Your pay from a job: £7,000 = $9,223"]
    assert draft.answers["income-you-wages"] == BERLIN["income-you-wages"]
    assert assessed(draft.answers) != assessed(BERLIN | SECOND_JOB)


def test_a_removed_row_can_be_put_back_with_all_that_was_typed(client: Client) -> None:
    draft = draft_of(client, BERLIN | SECOND_JOB)
    removed = post(client, draft, "wizard:income_remove", "you-wages")
    page = client.get(removed["Location"]).content.decode()
    assert "Your pay from a job: taken off the list." in page
    post(client, draft, "wizard:income_restore", "you-wages")
    assert rows_of(client, draft) == ["Your pay from a job: €60,000 = $67,720", "Your pay from a job: £7,000 = $9,223"]
    assert assessed(draft.answers) == assessed(BERLIN | SECOND_JOB)


def test_removing_the_last_row_of_a_kind_unticks_the_kind_until_it_is_put_back(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    removed = post(client, draft, "wizard:income_remove", "you-wages")
    assert place(removed) == "income_list?removed=you-wages"
    assert "There is no income on the list now." in client.get(removed["Location"]).content.decode()
    assert draft.answers["income_kinds-you"]["kinds"] == ["none"]
    assert draft.answers["income-you-wages"] == BERLIN["income-you-wages"]
    post(client, draft, "wizard:income_restore", "you-wages")
    assert draft.answers["income_kinds-you"]["kinds"] == ["wages"]
    assert assessed(draft.answers) == assessed(BERLIN)


def test_a_kind_that_is_ticked_again_brings_its_row_back_also_beside_a_new_one(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    post(client, draft, "wizard:income_remove", "you-wages")
    send(client, draft, "income_kinds-you", kinds=["wages"])
    assert rows_of(client, draft) == ["Your pay from a job: €60,000 = $67,720"]
    assert place(post(client, draft, "wizard:income_add", "you-wages")) == "income-you-wages-2"
    assert len(rows_of(client, draft)) == 2


def test_a_row_that_was_never_removed_cannot_be_put_back(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for key in ("you-wages", "you-lottery", "spouse-wages", "nonsense"):
        assert post(client, draft, "wizard:income_restore", key).status_code == 302
    assert draft.answers == BERLIN


def test_the_total_is_in_dollars_and_takes_losses_off(client: Client) -> None:
    draft = draft_of(client, BERLIN | {
        "income_kinds-you": {"kinds": ["wages", "other"]},
        "income-you-other": {"amount": {"amount": "-720", "currency": "USD"}, "guess": False, "source": "us"},
    })  # fmt: skip
    page = BeautifulSoup(open_page(client, draft, "income_list").content, "html.parser")
    assert page.select_one(".total output").get_text() == "$67,000"  # type: ignore[union-attr]


def test_a_family_in_the_us_can_say_on_the_list_that_income_came_from_abroad(client: Client) -> None:
    draft = draft_of(client, BERLIN | {"home": {"main_place": "us"}})
    page = BeautifulSoup(open_page(client, draft, "income_list").content, "html.parser")
    link = page.find("a", string="I also had income from outside the US")
    assert str(link["href"]).endswith("income_kinds-you/?back=income_list")  # type: ignore[index]
    asked = BERLIN["income-you-wages"] | {"source": None}
    draft = draft_of(client, BERLIN | {"home": {"main_place": "us"}, "income-you-wages": asked})
    sent = send(client, draft, "income_kinds-you", kinds=["wages"], abroad_too="on", back="income_list")
    assert place(sent) == "income-you-wages?back=income_list"


@pytest.mark.parametrize("key", ["you-lottery", "spouse-wages", "you-wages-2", "nonsense"])
def test_a_row_that_is_not_there_cannot_be_doubled(client: Client, key: str) -> None:
    draft = draft_of(client, BERLIN)
    assert post(client, draft, "wizard:income_add", key).status_code == 404
    post(client, draft, "wizard:income_remove", key)
    assert draft.answers == BERLIN


def test_a_currency_without_a_yearly_rate_asks_for_one_and_goes_on(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    pay = {"amount_amount": "6,000,000", "amount_currency": "KES", "source": "foreign"}
    assert place(send(client, draft, "income-you-wages", **pay)) == "rate-KES?then=income-you-wages"
    assert place(send(client, draft, "rate-KES", rate="129,25", then="income-you-wages")) == "income_list"
    assert draft.answers["rate-KES"] == {"rate": "129.25"}


def test_the_rate_in_use_is_shown_with_its_year_and_source_and_can_be_changed(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    page = open_page(client, draft, "income-you-wages").content.decode()
    assert "1 US dollar = 0.886 EUR, the average of 2025 (IRS yearly average)." in page
    assert "rate-EUR/?back=income-you-wages" in page
    assert place(send(client, draft, "rate-EUR", rate="0.9", back="income-you-wages")) == "income-you-wages"
    assert "Your own rate: 1 US dollar = 0.9 EUR." in open_page(client, draft, "income-you-wages").content.decode()


def test_the_dollars_can_be_shown_before_anything_is_saved(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = send(
        client, draft, "income-you-wages",
        amount_amount="1.000,00", amount_currency="GBP", source="foreign", recalculate="1",
    )  # fmt: skip
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("output").get_text(strip=True) == "=$1,318"  # type: ignore[union-attr]
    assert page.select_one("#id_amount_amount")["value"] == "1.000,00"  # type: ignore[index]
    assert draft.answers == BERLIN


def test_rows_that_do_not_add_up_to_the_quick_check_get_a_note_and_no_error(client: Client) -> None:
    quick = {"quick_earned": {"earned": {"amount": "50000", "currency": "EUR"}}}
    text = open_page(client, draft_of(client, BERLIN | quick), "income_list").content.decode()
    assert "Your rows add up to $67,720. In the quick check you said about $56,433." in text


def test_the_usual_currency_is_that_of_the_country(client: Client) -> None:
    draft = draft_of(client, family(home_country={"country": "CH"}, income__you__wages=None, foreign_tax_amount=None))
    page = BeautifulSoup(open_page(client, draft, "income-you-wages").content, "html.parser")
    assert page.select_one("#id_amount_currency option[selected]")["value"] == "CHF"  # type: ignore[index]
