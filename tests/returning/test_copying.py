"""What is carried to another year, row by row of the design's table."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from interview.drafts.copying import answers_for_year, copy_to_year
from interview.drafts.models import Draft
from interview.drafts.results import assess
from interview.steps import Route
from tests.advising.people import draft_of, family
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN
from tests.interview.families import family as answers_of

pytestmark = pytest.mark.django_db


def test_names_births_relations_and_citizenship_are_carried() -> None:
    copied = answers_for_year(BERLIN, 2024)
    assert copied["child_basics-c1"] == BERLIN["child_basics-c1"]
    assert copied["child_papers-c1"] == BERLIN["child_papers-c1"]
    assert copied["provenance"]["child_basics-c1"] == "carried"
    assert copied["provenance"]["child_papers-c1"] == "carried"


def test_the_kind_of_tax_number_is_carried_and_its_day_asked_again() -> None:
    answers = answers_of(
        child_papers__c1={"papers": "other"},
        child_status__c1={"status": "resident"},
        child_id__c1={"kind": "itin"},
        child_issued__c1={"window": "by_due"},
    )
    copied = answers_for_year(answers, 2024)
    assert copied["child_id-c1"] == {"kind": "itin"}
    assert copied["provenance"]["child_id-c1"] == "carried"
    assert not {"children_issued", "child_issued-c1"} & copied.keys()


def test_home_marriage_and_filing_are_carried_to_be_checked() -> None:
    copied = answers_for_year(BERLIN, 2024)
    for page in ("home", "home_country", "marital", "paid_home", "filing_status", "papers-you"):
        assert copied[page] == BERLIN[page]
        assert copied["provenance"][page] == "carried_check"


def test_nights_support_custody_and_claims_are_asked_again() -> None:
    answers = answers_of(
        child_home__c1={"lived": "close"},
        child_nights__c1={"nights": 200},
        children_facts={"facts": ["release"]},
        child_facts__c1={"facts": ["release_in"]},
        child_release__c1={"rule": "yes"},
    )
    copied = answers_for_year(answers, 2024)
    assert not {"child_home-c1", "child_nights-c1", "children_facts", "child_facts-c1", "child_release-c1"} & set(
        copied
    )


def test_amounts_are_asked_again_with_last_years_to_be_shown() -> None:
    copied = answers_for_year(BERLIN, 2026)
    assert not {"income-you-wages", "income_kinds-you", "foreign_tax", "foreign_tax_amount"} & copied.keys()
    assert copied["last_year"]["year"] == 2025
    assert copied["last_year"]["pages"]["income-you-wages"] == {"amount": {"amount": "60000", "currency": "EUR"}}
    assert copied["last_year"]["pages"]["foreign_tax_amount"]["general"]["amount"] == "15000"


@pytest.mark.parametrize(
    ("plan", "said", "year", "moved"),
    [
        ("filed", "never", 2026, "last_year"),
        ("plan_yes", "earlier", 2026, "last_year"),
        ("filed", "never", 2027, "earlier"),
        ("plan_no", "last_year", 2026, "earlier"),
        ("plan_no", "earlier", 2026, "earlier"),
        ("plan_no", "never", 2026, "never"),
        ("plan_no", "not_sure", 2026, "not_sure"),
        ("compare", "last_year", 2026, "earlier"),
        ("compare", "never", 2026, None),
        ("filed", "never", 2024, "never"),
        ("filed", "last_year", 2024, None),
        ("filed", "earlier", 2024, None),
    ],
)
def test_the_history_of_form_2555_is_moved_on(plan: str, said: str, year: int, moved: str | None) -> None:
    answers = answers_of(exclusion_plan={"plan": plan}, exclusion_prior={"you": said})
    copied = answers_for_year(answers, year)
    assert copied.get("exclusion_prior") == (None if moved is None else {"you": moved})
    assert "exclusion_plan" not in copied


@pytest.mark.parametrize(("who", "moved"), [("filer", ("last_year", "never")), ("both", ("last_year", "last_year"))])
def test_form_2555_is_moved_on_for_each_spouse(who: str, moved: tuple[str, str]) -> None:
    answers = answers_of(
        MARRIED_IN_BERLIN,
        income_kinds__spouse={"kinds": ["wages"]},
        income__spouse__wages={"amount": {"amount": "9000", "currency": "EUR"}, "guess": False, "source": "foreign"},
        exclusion_plan={"plan": "filed"},
        exclusion_who={"who": who},
        exclusion_prior={"you": "never", "spouse": "never"},
    )
    copied = answers_for_year(answers, 2026)
    assert copied["exclusion_prior"] == dict(zip(("you", "spouse"), moved, strict=True))


@pytest.mark.parametrize(("year", "kept"), [(2026, True), (2023, True), (2022, False)])
def test_the_first_year_without_form_2555_stays_unless_it_is_still_ahead(year: int, *, kept: bool) -> None:
    answers = answers_of(
        exclusion_prior={"you": "earlier"}, exclusion_stopped__you={"year": 2023, "not_stopped": False}
    )
    assert ("exclusion_stopped-you" in answers_for_year(answers, year)) is kept


def test_children_not_yet_born_are_left_out() -> None:
    copied = answers_for_year(BERLIN, 2018)
    assert copied["children"] == ["c2"]
    assert not [page for page in copied if page.endswith("-c1")]


def test_children_who_are_grown_by_then_stay() -> None:
    answers = answers_of(child_basics__c2={**BERLIN["child_basics-c2"], "birth_date": "2009"})
    assert answers_for_year(answers, 2026)["children"] == ["c1", "c2"]


@pytest.mark.parametrize(("year", "children"), [(2026, ["c2"]), (2024, ["c1", "c2"])])
def test_a_child_who_died_is_on_no_later_return(year: int, children: list[str]) -> None:
    answers = answers_of(child_basics__c1={**BERLIN["child_basics-c1"], "died": True})
    copied = answers_for_year(answers, year)
    assert copied["children"] == children
    assert not copied.get("child_basics-c1", {}).get("died")


@pytest.mark.parametrize(
    ("said", "year", "moved"),
    [("in_year", 2026, "y1"), ("y1", 2027, "earlier"), ("y2", 2026, "earlier"), ("in_year", 2024, None)],
)
def test_the_death_of_a_spouse_moves_away_with_the_years(said: str, year: int, moved: str | None) -> None:
    answers = answers_of(marital={"marital": "widowed"}, spouse_died={"when": said})
    assert answers_for_year(answers, year).get("spouse_died") == (None if moved is None else {"when": moved})


def test_a_quick_check_carries_its_home_and_status_and_asks_for_the_numbers() -> None:
    copied = answers_for_year(QUICK_BERLIN, 2024)
    assert copied["quick_home"] == {"home": "abroad"}
    assert not {"quick_children", "quick_earned", "quick_foreign_tax", "quick_exclusion"} & copied.keys()
    assert copied["last_year"]["pages"]["quick_earned"]["earned"]["currency"] == "EUR"


@pytest.mark.parametrize("answers", [BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN])
@pytest.mark.parametrize("year", [2022, 2024, 2026])
def test_a_copy_is_a_draft_that_can_be_finished(answers: dict[str, Any], year: int) -> None:
    copied = answers_for_year(answers, year)
    route = Route(copied)
    assert route.saved.tax_year == year
    assert route.first_open in route.pages
    assert route.open


def copy_of(answers: dict[str, Any], year: int) -> dict[str, Any]:
    """The answers of a draft copied to another year."""
    _, key = family()
    draft = draft_of(key)
    draft.answers, draft.tax_year = answers, answers["year"]["tax_year"]
    draft.save()
    copied: dict[str, Any] = copy_to_year(draft, year).answers
    return copied


def test_foreign_tax_left_over_becomes_the_carryover_of_the_next_year() -> None:
    answers = answers_of(
        income_kinds__you={"kinds": ["wages", "interest"]},
        income__you__interest={"amount": {"amount": "564", "currency": "USD"}, "guess": False, "source": "foreign"},
        foreign_tax_amount={
            "general": {"amount": "16930", "currency": "USD"},
            "passive": {"amount": "113", "currency": "USD"},
            "another": False,
        },
    )
    copied = copy_of(answers, 2026)
    # Of 16,930 and 113 the US tax of 2025 used 4,980 and 41: Form 1116, line 14 less line 24.
    assert copied["foreign_tax_carryover"] == {
        "general": {"amount": "11950", "currency": "USD"},
        "passive": {"amount": "72", "currency": "USD"},
    }
    assert copied["provenance"]["foreign_tax_carryover"] == "carried_check"


def test_unused_credit_of_earlier_years_waits_on_where_no_tax_was_left() -> None:
    waiting = {"general": {"amount": "700", "currency": "USD"}, "passive": {"amount": "0", "currency": "USD"}}
    answers = answers_of(
        income__you__wages={"amount": {"amount": "9000", "currency": "USD"}, "guess": False, "source": "foreign"},
        foreign_tax={"paid": "no"},
        foreign_tax_carryover=waiting,
    )
    assert copy_of(answers, 2026)["foreign_tax_carryover"] == waiting


@pytest.mark.parametrize(
    ("answers", "year"),
    [
        (BERLIN, 2024),
        (BERLIN, 2027),
        (QUICK_BERLIN, 2026),
        (answers_of(history=None), 2026),
        (answers_of(foreign_tax={"paid": "no"}, foreign_tax_amount=None), 2026),
    ],
    ids=["an earlier year", "years between", "a rough result", "an unfinished draft", "nothing left over"],
)
def test_no_carryover_is_made_up(answers: dict[str, Any], year: int) -> None:
    assert "foreign_tax_carryover" not in copy_of(answers, year)


def test_copying_makes_a_second_draft_and_leaves_the_first_as_it_was() -> None:
    client, key = family()
    draft = draft_of(key)
    answer = client.post(reverse("drafts:copy", args=[draft.public_id]), {"years": ["2024"]})
    copy = Draft.objects.exclude(pk=draft.pk).get()
    assert answer.headers["Location"] == reverse("wizard:resume", args=[copy.public_id])
    assert (copy.tax_year, copy.browser_key_hash, copy.office) == (2024, key, None)
    draft.refresh_from_db()
    assert draft.answers == BERLIN
    assert assess(draft).household.tax_year == 2025


@pytest.mark.parametrize("year", ["2025", "1999", ""])
def test_a_copy_needs_another_year_that_is_offered(year: str) -> None:
    client, key = family()
    draft = draft_of(key)
    answer = client.post(reverse("drafts:copy", args=[draft.public_id]), {"years": [year] if year else []})
    assert answer.status_code == 422
    assert "Choose a tax year" in answer.content.decode()
    assert Draft.objects.count() == 1


def test_several_years_are_copied_to_at_once_and_each_says_its_last_day() -> None:
    client, key = family()
    draft = draft_of(key)
    address = reverse("drafts:copy", args=[draft.public_id])
    with time_machine.travel("2026-11-22T12:00:00Z"):
        text = client.get(address).content.decode()
        assert "2023. Ask for a refund by April 15, 2027" in text
        assert "2021. Most likely too late since April 15, 2025" in text
        assert client.post(address, {"years": ["2024", "2023"]}).headers["Location"] == reverse("drafts:list")
    assert set(Draft.objects.values_list("tax_year", flat=True)) == {2025, 2024, 2023}
