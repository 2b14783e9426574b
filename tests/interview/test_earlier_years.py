"""The years before 2022 with the questions of their own law, and what is asked about filing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interview.steps import Route
from interview.wizard import tax_years
from interview.years import every_year_in_force
from tests.interview.browsing import begin, draft_of, open_page, place, send
from tests.interview.families import BERLIN, QUICK_BERLIN, assessed, assumed, document, family

USD = {"currency": "USD"}
NOTHING = {"amount": "0", **USD}
OF_2021: dict[str, Any] = {
    "year": {"tax_year": 2021},
    "paid_early": {"received": NOTHING, "not_sure": False, "children": None},
}
IN_US_2021: dict[str, Any] = BERLIN | OF_2021 | {
    "home": {"main_place": "us"},
    "income-you-wages": {"amount": {"amount": "30000", **USD}, "guess": False},
    "lookback": {"earned": None, "not_higher": True},
}  # fmt: skip
ITIN_2017: dict[str, Any] = {
    "year": {"tax_year": 2017},
    "child_basics-c1": {**BERLIN["child_basics-c1"], "birth_date": "2012-05-04"},
    "child_papers-c1": {"papers": "other"},
    "child_status-c1": {"status": "resident"},
    "child_id-c1": {"kind": "itin"},
}


def on(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: today)


# Which years are offered ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_year_says_what_it_is_good_for_on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 4, 15))
    labels = dict(tax_years.tax_year_choices())
    assert list(labels) == list(range(2026, 2016, -1))
    assert labels[2026] == "2026: plan ahead"
    assert labels[2022] == "2022 (you file this in 2023)"
    assert labels[2021] == "2021: too late for most refunds"
    on(monkeypatch, date(2026, 4, 16))
    assert dict(tax_years.tax_year_choices())[2022] == "2022: too late for most refunds"


@pytest.mark.django_db
def test_the_newest_year_that_is_over_stands_first(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 12, 31))
    assert tax_years.year_to_file() == 2025
    on(monkeypatch, date(2027, 1, 1))
    assert tax_years.year_to_file() == 2026


@pytest.mark.django_db
def test_a_year_that_is_closed_brings_a_notice_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 11, 22))
    response = client.post(reverse("wizard:start"), {"tax_year": 2018, "depth": "full"})
    assert place(response) == "year_closed"
    page = client.get(response["Location"]).content.decode()
    assert "The last day to claim a refund for 2018 was most likely April 15, 2022." in page
    assert "Refunds of these years can still be claimed: 2025, 2024, 2023." in page
    assert place(client.post(response["Location"])) == "home"
    draft = draft_of(client, BERLIN)
    assert place(send(client, draft, "year", tax_year="2019", back="review")) == "year_closed?back=review"
    assert place(send(client, draft, "year_closed", back="review")).startswith("review")
    assert "year_closed" not in draft.answers


@pytest.mark.django_db
def test_no_notice_stands_before_a_year_that_is_open(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 11, 22))
    draft = begin(client, tax_year=2023)
    assert place(open_page(client, draft, "year_closed")) == "home"


@pytest.mark.django_db
def test_figures_of_all_years_take_one_query(django_assert_num_queries: Any) -> None:
    every_year_in_force()
    with django_assert_num_queries(1):
        assert list(every_year_in_force()) == list(range(2017, 2027))


def test_a_child_born_after_the_year_is_asked_about_again() -> None:
    assert Route(BERLIN | {"year": {"tax_year": 2018}}).first_open == "child_basics-c1"
    assert Route(BERLIN | {"year": {"tax_year": 2019}}).first_open is None


# 2021 -------------------------------------------------------------------------------------------------------------


def test_2021_asks_whoever_moved_whether_the_home_was_in_the_us() -> None:
    moved = BERLIN | OF_2021 | {"home": {"main_place": "split"}}
    assert Route(moved).first_open == "home_in_us"
    assert "home_in_us" not in Route(moved | {"year": {"tax_year": 2022}}).pages
    for said, in_us in (("yes", True), ("no", False), ("not_sure", False)):
        answers = moved | {"home_in_us": {"over_half": said}, "lookback": {"earned": None, "not_higher": True}}
        assert document(answers)["residence"]["main_home_in_us_over_half_year"] is in_us
    assert any("more than half of 2021" in text for text in assumed(answers))


def test_2021_takes_off_what_came_early() -> None:
    early = {"received": {"amount": "3000", **USD}, "not_sure": False, "children": 2}
    assert document(IN_US_2021 | {"paid_early": early})["history"] == {
        "child_credit_disallowed": "none",
        "advance_child_credit_received": 3_000,
        "advance_children": 2,
    }


def test_whoever_does_not_know_what_came_early_is_taken_to_have_got_half_of_it() -> None:
    unsure = IN_US_2021 | {"paid_early": {"received": None, "not_sure": True, "children": None}}
    # Mia was 2 (half of $3,600), Leo 6 (half of $3,000).
    assert document(unsure)["history"]["advance_child_credit_received"] == 1_800 + 1_500
    assert document(unsure)["history"]["advance_children"] == 2
    assert any("half of the credit of each child" in text for text in assumed(unsure))


@pytest.mark.django_db
def test_early_payments_need_the_number_of_children(client: Client) -> None:
    draft = draft_of(client, IN_US_2021)
    response = send(client, draft, "paid_early", received_amount="3000")
    assert "Enter how many children Letter 6419 counts, like 2" in response.content.decode()
    assert place(send(client, draft, "paid_early", received_amount="0")) == "children_told"


def test_a_child_of_17_counts_in_2021_alone() -> None:
    leo = {**BERLIN["child_basics-c2"], "birth_date": "2004-06-01"}
    assert assessed(IN_US_2021 | {"child_basics-c2": leo}).children[1].credit == "child_tax_credit"
    leo = {**leo, "birth_date": "2005-06-01"}
    in_2022 = BERLIN | {"year": {"tax_year": 2022}, "child_basics-c2": leo}
    assert assessed(in_2022).children[1].credit == "other_dependents"


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "limit"), [(2020, 17), (2021, 18), (2022, 17)])
def test_the_questions_name_the_age_of_the_year(client: Client, year: int, limit: int) -> None:
    draft = draft_of(client, BERLIN | {"year": {"tax_year": year}})
    assert f"who were under {limit} on the last day" in open_page(client, draft, "child_basics-c1").content.decode()
    quick = draft_of(client, QUICK_BERLIN | {"year": {"tax_year": year}})
    assert f"How many children under {limit} lived" in open_page(client, quick, "quick_children").content.decode()


@pytest.mark.parametrize("year", range(2017, 2027))
def test_a_quick_check_of_every_year_comes_to_a_result(year: int) -> None:
    assert assessed(QUICK_BERLIN | {"year": {"tax_year": year}}).scenarios
    assert any("early in 2021" in text for text in assumed(QUICK_BERLIN | {"year": {"tax_year": year}})) is (
        year == 2021
    )


# 2017 and the look-back -------------------------------------------------------------------------------------------


def test_2017_asks_about_the_days_of_a_child_with_an_itin() -> None:
    answers = BERLIN | ITIN_2017
    assert Route(answers).first_open == "child_us_days-c1"
    assert "child_us_days-c1" not in Route(answers | {"year": {"tax_year": 2018}}).pages
    for said, credit in (("yes", "child_tax_credit"), ("no", "none"), ("not_sure", "none")):
        days = {"child_us_days-c1": {"enough": said}}
        assert assessed(answers | days).children[0].credit == credit


def test_too_few_days_of_a_child_at_home_in_the_us_are_not_the_last_word() -> None:
    at_home = BERLIN | ITIN_2017 | {"home": {"main_place": "us"}, "child_us_days-c1": {"enough": "no"}}
    assert any("Days in earlier years" in text for text in assumed(at_home))


@pytest.mark.django_db
def test_2017_says_that_any_number_can_count(client: Client) -> None:
    draft = draft_of(client, BERLIN | ITIN_2017)
    assert "For 2017 any of these numbers can count" in open_page(client, draft, "child_id-c1").content.decode()
    assert "have any US tax number" in open_page(client, draft, "child_papers-c1").content.decode()


@pytest.mark.django_db
def test_the_list_asks_for_a_number_of_any_kind_in_2017(client: Client) -> None:
    without = {"child_papers-c1": {"papers": "citizen_none"}, "year": {"tax_year": 2017}}
    page = open_page(client, draft_of(client, BERLIN | ITIN_2017 | without), "children_list").content.decode()
    assert "Needs a US tax number" in page
    assert "Needs a Social Security number" not in page


def test_2020_lets_the_pay_of_2019_stand_in() -> None:
    low = {"amount": {"amount": "3000", **USD}, "guess": False, "source": "foreign"}
    answers = BERLIN | {"year": {"tax_year": 2020}, "income-you-wages": low}
    assert Route(answers).first_open == "lookback"
    lower = answers | {"lookback": {"earned": None, "not_higher": True}}
    higher = answers | {"lookback": {"earned": {"amount": "20000", **USD}, "not_higher": False}}
    assert "lookback_earned_income" not in document(lower)["history"]
    assert document(higher)["history"]["lookback_earned_income"] == 20_000

    def refund(answers: dict[str, Any]) -> int:
        return assessed(answers).scenario("no_exclusion").additional_child_tax_credit  # type: ignore[union-attr]

    assert refund(higher) > refund(lower)


@pytest.mark.parametrize(
    ("year", "home", "asked"),
    [(2019, "us", False), (2020, "us", True), (2021, "us", True), (2021, "abroad", False), (2022, "us", False)],
)
def test_earlier_pay_is_asked_for_where_it_can_build_a_refund(year: int, home: str, asked: bool) -> None:
    assert ("lookback" in Route(BERLIN | {"year": {"tax_year": year}, "home": {"main_place": home}}).pages) is asked


def test_the_rule_for_disaster_areas_is_said_to_be_left_out() -> None:
    for year in (2017, 2018, 2019):
        born = {"child_basics-c1": {**BERLIN["child_basics-c1"], "birth_date": "2012"}}
        assert any("disaster areas" in text for text in assumed(BERLIN | born | {"year": {"tax_year": year}}))
    assert not any("disaster areas" in text for text in assumed(BERLIN))


# Section 9 --------------------------------------------------------------------------------------------------------

DENIED: dict[str, Any] = {"history": {"denied": "yes", "filed": "no"}, "history_form_8862": {"accepted": "no"}}


@pytest.mark.parametrize(("changes", "disallowed"), [
    ({}, "none"),
    ({"history": {"denied": "not_sure", "filed": "no"}}, "needs_form_8862"),
    (DENIED | {"history_form_8862": {"accepted": "yes"}}, "none"),
    (DENIED | {"history_form_8862": {"accepted": "not_sure"}, "history_wait": {"wait": "none"}}, "needs_form_8862"),
    (DENIED | {"history_wait": {"wait": "none"}}, "needs_form_8862"),
    (DENIED | {"history_wait": {"wait": "not_sure"}}, "banned"),
    (DENIED | {"history_wait": {"wait": "two"}, "history_denied_year": {"year": 2023}}, "banned"),
    (DENIED | {"history_wait": {"wait": "two"}, "history_denied_year": {"year": 2022}}, "needs_form_8862"),
    (DENIED | {"history_wait": {"wait": "ten"}, "history_denied_year": {"year": 2015}}, "banned"),
    (DENIED | {"history_wait": {"wait": "ten"}, "history_denied_year": {"year": 2014}}, "needs_form_8862"),
    (DENIED | {"history_wait": {"wait": "two"}, "history_denied_year": {"year": 2025}}, "needs_form_8862"),
])  # fmt: skip
def test_a_wait_covers_the_two_or_ten_years_after_the_denied_one(changes: dict[str, Any], disallowed: str) -> None:
    assert document(BERLIN | changes)["history"]["child_credit_disallowed"] == disallowed


@pytest.mark.django_db
def test_nobody_is_asked_whether_a_return_was_filed_before_it_can_be(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, date(2026, 11, 22))
    planning = draft_of(client, family(history=None) | {"year": {"tax_year": 2026}})
    assert "Have you filed" not in open_page(client, planning, "history").content.decode()
    send(client, planning, "history", denied="no")
    assert planning.answers["history"] == {"denied": "no", "filed": "no"}
    over = draft_of(client, family(history=None))
    assert "Have you filed your 2025 return?" in open_page(client, over, "history").content.decode()
    response = send(client, over, "history", denied="no")
    assert "Choose whether you have filed your 2025 return" in response.content.decode()


@pytest.mark.django_db
def test_whoever_has_used_form_2555_is_taken_to_have_filed(client: Client) -> None:
    draft = draft_of(client, family(history=None, exclusion_plan={"plan": "filed"}))
    page = open_page(client, draft, "history").content.decode()
    assert 'value="on_time" id="id_filed_1" checked' in page


@pytest.mark.django_db
def test_a_denied_year_before_the_credit_is_a_slip_of_the_pen(client: Client) -> None:
    draft = draft_of(client, BERLIN | DENIED | {"history_wait": {"wait": "two"}})
    assert "It is 1997 or later" in send(client, draft, "history_denied_year", year="1990").content.decode()


@pytest.mark.django_db
def test_the_result_sends_whoever_has_filed_to_change_the_return(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, date(2026, 11, 22))
    filed = draft_of(client, family(history={"denied": "no", "filed": "late"}))
    assert "Form 1040-X" in client.get(reverse("result:show", args=[filed.public_id])).content.decode()
    to_file = draft_of(client, BERLIN)
    assert "Form 1040-X" not in client.get(reverse("result:show", args=[to_file.public_id])).content.decode()


def test_a_child_with_an_itin_at_home_in_the_us_brings_the_credit_of_2017() -> None:
    """A family that files alone in Ohio; neither child has a Social Security number."""
    leo = {
        "child_papers-c2": {"papers": "other"},
        "child_status-c2": {"status": "resident"},
        "child_id-c2": {"kind": "itin"},
    }
    days = {f"child_us_days-{key}": {"enough": "yes"} for key in ("c1", "c2")}
    pay = {"income-you-wages": {"amount": {"amount": "20000", **USD}, "guess": False}}
    answers = BERLIN | ITIN_2017 | leo | days | pay | {"home": {"main_place": "us"}}
    found = assessed(answers).scenario("no_exclusion")
    assert found is not None
    # Two children of $1,000 each; what tax does not use is paid out up to 15% of pay above $3,000.
    assert found.nonrefundable_credit + found.additional_child_tax_credit == 2_000
