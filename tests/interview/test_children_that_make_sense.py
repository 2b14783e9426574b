"""Children: conflicts are caught early, and a detail that cannot help any more is not asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from interview.steps import Route, Saved
from interview.steps.conditions import half_the_nights
from tests.interview.browsing import draft_of, open_page, place, send
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, document, family

MIA: dict[str, Any] = BERLIN["child_basics-c1"]
GROWN: dict[str, Any] = family(child_home__c1=None, child_papers__c1=None) | {
    "child_basics-c1": {**MIA, "birth_date": "2004"},
    "child_student-c1": {"student": "neither"},
}
YOUNG_PARENT = BERLIN | {
    "papers-you": {"papers": "citizen_ssn", "age_band": "u19"},
    "claimed-you": {"can_be_claimed": "no"},
}
APPLIED = BERLIN | {"child_papers-c1": {"papers": "citizen_applied"}}


def sent(client: Client, answers: dict[str, Any], **changes: Any) -> Any:
    """The first screen of the first child, as it is sent with changes."""
    data = {"name": "Mia", "birth_date_month": "5", "birth_date_day": "4", "birth_date_year": "2019",
            "relationship": "birth"}  # fmt: skip
    return send(client, draft_of(client, answers), "child_basics-c1", **{**data, **changes})


def refusals(response: Any) -> tuple[list[str], list[str]]:
    """What stands at the fields, and what stands in the summary."""
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    at_fields = [node.get_text(" ", strip=True) for node in page.select(".field.bad .error, .field.bad [id$=_error]")]
    return at_fields, [node.get_text(strip=True) for node in page.select(".errors li a")]


CONFLICTS: list[tuple[str, dict[str, str], str]] = [
    ("born after the year", {"birth_date_year": "2026"},
     "Birth date must be on or before December 31, 2025. A child born later cannot be on a 2025 return"),
    ("older than anybody", {"birth_date_year": "1914"},
     "Check the year. It would make this child more than 110 years old"),
    ("a thirteenth month", {"birth_date_month": "13"}, "Birth date must be a real date"),
    ("the name of another child", {"name": "leo"},
     "You already have a child called leo. Use a different name so you can tell them apart"),
    ("a number as a name", {"name": "123-45-6789"}, "Do not enter a Social Security number or ITIN here"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("conflict", "changes", "message"), CONFLICTS, ids=[each[0] for each in CONFLICTS])
def test_a_conflict_is_said_at_its_field_and_in_the_summary(
    client: Client, conflict: str, changes: dict[str, str], message: str
) -> None:
    at_fields, summary = refusals(sent(client, BERLIN, **changes))
    assert summary == [message]
    assert any(message in text for text in at_fields)


@pytest.mark.django_db
@pytest.mark.parametrize(("born", "refused"), [("2018", False), ("2017", True)])
def test_a_child_by_birth_is_younger_than_its_parent_by_some_years(client: Client, born: str, refused: bool) -> None:
    response = sent(client, YOUNG_PARENT, birth_date_year=born)
    assert (response.status_code == 422) is refused
    if refused:
        assert any("cannot be a child by birth" in text for text in refusals(response)[1])
        assert sent(client, YOUNG_PARENT, birth_date_year=born, relationship="step").status_code == 302


@pytest.mark.django_db
def test_the_older_of_two_parents_counts(client: Client) -> None:
    couple = MARRIED_IN_BERLIN | YOUNG_PARENT | {page: MARRIED_IN_BERLIN[page] for page in ("marital", "joint")}
    assert sent(client, couple, birth_date_year="2010").status_code == 302


@pytest.mark.parametrize("marital", ["never", "divorced", "widowed"])
def test_no_spouse_comes_on_the_return_of_somebody_who_is_not_married(marital: str) -> None:
    answers = MARRIED_IN_BERLIN | {"marital": {"marital": marital}, "spouse_died": {"when": "earlier"}}
    assert document(answers)["spouse"] is None
    assert "papers-spouse" not in Route(answers).pages


# A shorter life in the year ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("born", "nights"), [("2025-12-22", 6), ("2025", 183), ("2019-05-04", 183)])
def test_half_of_the_nights_are_half_of_those_since_the_birth(born: str, nights: int) -> None:
    saved = Saved(BERLIN | {"child_basics-c1": {**MIA, "birth_date": born}}, "c1")
    assert half_the_nights(saved) == nights


@pytest.mark.django_db
def test_a_baby_cannot_have_lived_with_you_for_more_nights_than_it_has_lived(client: Client) -> None:
    baby = BERLIN | {"child_basics-c1": {**MIA, "birth_date": "2025-12-22"}, "child_home-c1": {"lived": "close"}}
    response = send(client, draft_of(client, baby), "child_nights-c1", nights="11")
    assert refusals(response)[1] == ["Number of nights must be between 0 and 10"]
    assert document(baby | {"child_nights-c1": {"nights": 6}})["children"][0]["months_with_you"] == 7


# What need not be asked -------------------------------------------------------------------------------------------


def test_a_grown_child_who_cannot_count_is_asked_about_no_further() -> None:
    route = Route(GROWN)
    assert route.first_open == "child_settled-c1"
    assert "child_papers-c1" not in route.pages
    finished = GROWN | {"child_settled-c1": {"rest": False}}
    assert Route(finished).first_open is None
    child = document(finished)["children"][0]
    assert (child["claimed_as_dependent"], child["months_with_you"]) == (False, 0)


def test_the_rest_is_asked_of_whoever_wants_it() -> None:
    assert Route(GROWN | {"child_settled-c1": {"rest": True}}).first_open == "child_home-c1"


@pytest.mark.parametrize(("born", "said", "settled"), [
    ("2006", "neither", True), ("2006", "student", False), ("2006", "not_sure", False), ("2001", "disabled", False),
    ("2001", "neither", True),
])  # fmt: skip
def test_only_students_under_24_and_the_disabled_are_not_settled(born: str, said: str, settled: bool) -> None:
    answers = GROWN | {"child_basics-c1": {**MIA, "birth_date": born}, "child_student-c1": {"student": said}}
    assert ("child_settled-c1" in Route(answers).pages) is settled


@pytest.mark.django_db
def test_nobody_of_24_is_asked_about_studies_that_no_longer_help(client: Client) -> None:
    for born, asked in (("2002", True), ("2001", False)):
        draft = draft_of(client, GROWN | {"child_basics-c1": {**MIA, "birth_date": born}})
        assert ('value="student"' in open_page(client, draft, "child_student-c1").content.decode()) is asked


# Dates that may be left out ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_day_of_asking_may_be_skipped_and_is_never_in_the_future(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 3, 9))
    draft = draft_of(client, APPLIED)
    assert Route(APPLIED).first_open == "child_applied-c1"
    day = {"day_month": "3", "day_day": "10", "day_year": "2026"}
    response = send(client, draft, "child_applied-c1", **day)
    assert refusals(response)[1] == ["The date you asked must be today or earlier"]
    assert "Skip this" in response.content.decode()
    assert place(send(client, draft, "child_applied-c1", **day, skip="1")) != "child_applied-c1"
    assert draft.answers["child_applied-c1"] == {"day": None}
    send(client, draft, "child_applied-c1", **{**day, "day_day": "9"})
    assert draft.answers["child_applied-c1"] == {"day": "2026-03-09"}


@pytest.mark.django_db
def test_a_screen_that_needs_an_answer_offers_no_way_round_it(client: Client) -> None:
    assert "Skip this" not in open_page(client, draft_of(client, BERLIN), "child_papers-c1").content.decode()


@pytest.mark.django_db
def test_the_year_alone_can_be_given_instead_of_the_date(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    page = BeautifulSoup(open_page(client, draft, "child_basics-c1", "?back=review").content, "html.parser")
    link = page.find("a", string="I would rather give only the year")
    assert link is not None
    alone = BeautifulSoup(client.get(str(link["href"])).content, "html.parser")
    assert alone.select_one("#id_birth_date_month") is None
    assert alone.select_one("#id_birth_date_year") is not None
    assert alone.select_one("input[name=back][value=review]")
    send(client, draft, "child_basics-c1", name="Mia", birth_date_year="2019", relationship="birth")
    assert draft.answers["child_basics-c1"]["birth_date"] == "2019"


# One number or several --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_number_is_asked_about_as_one(client: Client) -> None:
    one = draft_of(client, APPLIED | {"child_applied-c1": {"day": None}})
    page = open_page(client, one, "children_issued").content.decode()
    assert "Was this number issued before April 15, 2026?" in page
    assert "all of them" not in page
    several = open_page(client, draft_of(client, BERLIN), "children_issued").content.decode()
    assert "Were all these numbers issued before April 15, 2026?" in several
    assert "Yes, all of them" in several


@pytest.mark.django_db
def test_until_2017_the_due_date_itself_was_in_time(client: Client) -> None:
    born = {f"child_basics-{key}": {**BERLIN[f"child_basics-{key}"], "birth_date": "2012"} for key in ("c1", "c2")}
    draft = draft_of(client, BERLIN | born | {"year": {"tax_year": 2017}, "children_issued": {"all_issued": "no"}})
    assert "on or before April 17, 2018" in open_page(client, draft, "children_issued").content.decode()
    assert "On or before April 17, 2018" in open_page(client, draft, "child_issued-c1").content.decode()
