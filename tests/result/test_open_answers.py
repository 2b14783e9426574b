"""Not sure: the result is a range, and the open answers stand in the order of what they are worth."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts import outlook, results, ways_compared
from interview.drafts.models import Draft
from interview.drafts.results import Assessed, Outlook, Worth, assess
from interview.engine import evaluate
from interview.result.explain import ResultPage, Told, explain
from interview.steps import Route
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, QUICK_BERLIN, family
from tests.result.households import MARCH, household, plain
from tests.result.households import assessed as assessed_household

pytestmark = pytest.mark.django_db

NO_TAX_KNOWN = family(foreign_tax={"paid": "not_sure"})
LATE_NUMBER = family(
    children_issued={"all_issued": "no"},
    child_issued__c1={"window": "by_due"},
    child_issued__c2={"window": "not_sure"},
    extension={"extension": "abroad"},
)
TWO_UNSURE = family(
    LATE_NUMBER,
    papers__you={"papers": "citizen_ssn", "age_band": "19_23"},
    claimed__you={"can_be_claimed": "not_sure"},
)
UNSURE_QUICK = family(
    QUICK_BERLIN,
    quick_children_numbers={"with_number": None, "not_sure": True},
    quick_filer={"numbers": "not_sure"},
    quick_foreign_tax={"tax": None, "not_sure": True},
)


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


def assessed(client: Client, answers: dict[str, Any]) -> Assessed:
    return assess(draft_of(client, answers))


def range_of(client: Client, answers: dict[str, Any]) -> Outlook:
    found = assessed(client, answers).outlook
    assert found is not None
    return found


def page(client: Client, answers: dict[str, Any], today: date = MARCH) -> ResultPage:
    return explain(assessed(client, answers), today=today)


def soup(client: Client, draft: Draft) -> BeautifulSoup:
    response = client.get(reverse("result:show", args=[draft.public_id]))
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_without_open_answers_the_engine_runs_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []

    def counted(*facts: Any, **how: Any) -> Any:
        runs.append(facts)
        return evaluate(*facts, **how)

    for module in (results, outlook, ways_compared):
        monkeypatch.setattr(module, "evaluate", counted)
    assert range_of(client, BERLIN) == Outlook(3_400, 3_400, ())
    assert len(runs) == 1
    range_of(client, LATE_NUMBER)
    assert len(runs) == 1 + 3, "the careful household, the better reading, and all at their best"


def test_one_late_number_makes_a_range_of_one_child(client: Client) -> None:
    found = range_of(client, LATE_NUMBER)
    assert (found.low, found.high) == (1_700, 3_400)
    [worth] = found.open
    assert (worth.label, worth.page, worth.paid) == ("Leo: Number issued", "child_issued-c2", 1_700)
    assert worth.taken == ("You were not sure when Leo's number was issued. We took it as too late.",)
    assert worth.best == "Before April 15, 2026"
    assert not worth.together


def test_what_matters_most_comes_first(client: Client) -> None:
    found = range_of(client, TWO_UNSURE)
    assert (found.low, found.high) == (0, 3_400)
    assert [worth.page for worth in found.open] == ["claimed-you", "child_issued-c2"]
    assert [worth.paid for worth in found.open] == [1_700, 1_700]
    assert [worth.together for worth in found.open] == [False, True]


def test_an_answer_that_changes_nothing_is_not_counted_as_open(client: Client) -> None:
    answers = family(exclusion_prior={"you": "not_sure"}, exclusion_stopped__you={"not_stopped": True})
    assert range_of(client, answers).open == ()


def test_tax_abroad_that_nobody_knows_is_a_range_even_where_form_2555_is_the_careful_way(client: Client) -> None:
    careful = assessed(client, NO_TAX_KNOWN)
    assert careful.assessment.best == "exclude_filer"
    assert careful.outlook is not None
    assert (careful.outlook.low, careful.outlook.high) == (0, 3_400)


def test_the_headline_is_the_range_also_where_the_careful_result_is_zero(client: Client) -> None:
    shown = page(client, NO_TAX_KNOWN)
    assert shown.headline.outcome == "H_RANGE"
    assert plain(shown.headline.text) == "You could get between $0 and $3,400 back from the IRS for 2025"
    assert shown.headline.lead[0] == "The answer that matters most is: Income tax abroad."
    assert "on the careful side" in shown.headline.lead[1]


@pytest.mark.parametrize(("high", "outcome"), [(3_449, "H_REFUND"), (3_450, "H_RANGE")])
def test_a_range_narrower_than_fifty_dollars_is_one_number(high: int, outcome: str) -> None:
    result = assessed_household(household())
    worth = Worth("Income", "income-you-wages", (), "Yes", high - 3_400, 0, together=False)
    found = Assessed(
        result.household, result.assessment, [], result.year, rough=False, outlook=Outlook(3_400, high, (worth,))
    )
    assert explain(found, today=MARCH).headline.outcome == outcome


def test_a_year_to_plan_for_and_a_year_too_late_say_so_with_their_range(client: Client) -> None:
    ahead = page(client, family(LATE_NUMBER, year={"tax_year": 2026}))
    assert plain(ahead.headline.text).startswith("If 2026 turns out like this, you could get between $1,700 and $3,400")
    late = page(client, LATE_NUMBER, date(2031, 1, 1))
    assert late.headline.outcome == "H_LATE"
    assert plain(late.headline.text) == (
        "You could have had between $1,700 and $3,400 back for 2025, but it is most likely too late"
    )


def test_every_open_answer_stands_on_the_page_with_a_link_that_leads_back(client: Client) -> None:
    draft = draft_of(client, TWO_UNSURE)
    shown = soup(client, draft)
    section = shown.select_one("section[aria-labelledby=open-h]")
    assert section is not None
    assert section.h2 is not None
    assert section.h2.get_text(strip=True) == "2 answers are still open"
    links = [str(link["href"]) for link in section.select("a")]
    pages = ["claimed-you", "child_issued-c2"]
    assert links == [reverse("wizard:page", args=[draft.public_id, each]) + "?back=result" for each in pages]
    assert "2 answers are still open" in shown.select_one(".crumb").get_text()  # type: ignore[union-attr]
    assert "$1,700 more of the credit is paid to you" in section.get_text()


def test_without_open_answers_nothing_is_said_about_them(client: Client) -> None:
    shown = soup(client, draft_of(client, BERLIN))
    text = shown.get_text()
    assert shown.select_one("section[aria-labelledby=open-h]") is None
    assert "answers are still open" not in text
    assert "answer is still open" not in text
    assert "careful side" not in text


def test_a_quick_check_shows_a_range_and_the_top_three_things(client: Client) -> None:
    shown = page(client, UNSURE_QUICK)
    assert plain(shown.headline.text) == "You could get between $0 and $3,400 back from the IRS for 2025"
    assert [screen for _, screen in shown.could_change] == [
        "quick_children_numbers",
        "quick_filer",
        "quick_foreign_tax",
    ]
    known = page(client, QUICK_BERLIN)
    assert known.how_many_open == ""
    assert len(known.could_change) == 3


def test_an_amount_that_nobody_knows_is_told_by_what_it_is_worth_at_best(client: Client) -> None:
    [_, _, tax] = page(client, UNSURE_QUICK).could_change
    assert tax[0].endswith("At best it is worth $3,400.")


def test_a_test_that_hangs_on_an_unsure_answer_is_not_known_instead_of_failed(client: Client) -> None:
    unsure = family(
        child_papers__c1={"papers": "other"},
        child_status__c1={"status": "not_sure"},
        child_id__c1={"kind": "ssn_work"},
        children_issued={"all_issued": "yes"},
    )
    result = assessed(client, unsure)
    found = explain(result, today=MARCH, told=Told(Route(unsure), result.year))
    mia = found.children[0]
    assert [(test.title, test.open) for test in mia.failed] == [("US citizen, national or resident", True)]
    assert mia.failed[0].reason.startswith("You were not sure what Mia was for US tax.")
    shown = client.get(reverse("result:show", args=[draft_of(client, unsure).public_id])).content.decode()
    assert "Not known yet" in BeautifulSoup(shown, "html.parser").get_text()
