"""Which years are open: the calendar and each year's last safe day decide, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from interview.drafts.open_years import years_closed, years_to_claim
from interview.engine import Deadline
from interview.result.open_years.page import teaser
from tests.interview.families import BERLIN, QUICK_BERLIN, family
from tests.open_years.years import FIGURES, NOVEMBER, page, worked_out


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (NOVEMBER, [2023, 2024, 2025]),
        (date(2026, 4, 15), [2022, 2023, 2024, 2025]),
        (date(2026, 4, 16), [2023, 2024, 2025]),
        (date(2026, 12, 31), [2023, 2024, 2025]),
        (date(2027, 1, 1), [2023, 2024, 2025, 2026]),
        (date(2027, 4, 15), [2023, 2024, 2025, 2026]),
        (date(2027, 4, 16), [2024, 2025, 2026]),
    ],
)
def test_a_year_is_open_from_its_end_to_its_last_safe_day(today: date, years: list[int]) -> None:
    assert years_to_claim(FIGURES, today) == years
    assert list(worked_out(BERLIN, today=today)) == years


@pytest.mark.parametrize(
    ("year", "last_day"),
    [(2019, date(2023, 7, 17)), (2020, date(2024, 5, 17))],
)
def test_years_with_a_deadline_moved_by_the_pandemic_close_later_than_in_april(year: int, last_day: date) -> None:
    assert year in years_to_claim(FIGURES, last_day)
    assert year not in years_to_claim(FIGURES, last_day.replace(day=last_day.day + 1))
    assert year in years_closed(FIGURES, NOVEMBER)


def test_the_last_day_is_the_one_that_the_engine_gives_the_household() -> None:
    for year in worked_out(BERLIN).values():
        assert year.assessed is not None
        found: list[Deadline] = [day for day in year.assessed.assessment.deadlines if day.code == "claim_refund_by"]
        assert [year.last_day] == [day.on for day in found]


def test_closed_years_are_told_with_their_dates_and_whom_to_ask() -> None:
    closed = page(BERLIN).closed
    assert "2022 (April 15, 2026), 2021 (April 15, 2025), 2020 (May 17, 2024), 2019 (July 17, 2023)" in closed[0]
    assert "Ask an advisor before you give up a year." in closed[-1]
    assert len(closed) == 2


def test_a_year_that_has_just_closed_may_be_open_a_little_longer_from_abroad_or_after_an_extension() -> None:
    closed = page(BERLIN, today=date(2027, 5, 1)).closed
    assert "2023 may still be open until June 15, 2027 if you lived and worked abroad. Do not rely on it." in closed
    assert "2023 may still be open until October 15, 2027 if you had more time to file. Do not rely on it." in closed
    later = page(BERLIN, today=date(2027, 6, 16)).closed
    assert not any("June 15" in sentence for sentence in later)
    home = family(home={"main_place": "us"}, home_country=None)
    assert not any("lived and worked abroad" in sentence for sentence in page(home, today=date(2027, 5, 1)).closed)


def test_days_left_are_counted_and_the_last_day_is_called_so() -> None:
    assert page(BERLIN).years[0].days_left == "144 days left"
    assert page(BERLIN, today=date(2027, 4, 14)).years[0].days_left == "1 day left"
    assert page(BERLIN, today=date(2027, 4, 15)).years[0].days_left == "today is the last day"


def test_the_result_leads_here_while_another_year_is_open() -> None:
    found = teaser(2025, FIGURES, NOVEMBER)
    assert found is not None
    assert found.heading == "3 years are still open"
    assert "2023, 2024 and 2025" in found.text
    only = {2025: FIGURES[2025], 2022: FIGURES[2022]}
    assert teaser(2025, only, NOVEMBER) is None
    assert teaser(2022, only, NOVEMBER) is not None


def test_a_draft_of_a_closed_year_or_of_one_to_come_is_worked_out_for_the_open_ones_too() -> None:
    for year in (2021, 2026):
        answers = family(QUICK_BERLIN, year={"tax_year": year})
        assert list(worked_out(answers)) == [2023, 2024, 2025]
        assert not any(found.own for found in worked_out(answers).values())


def test_a_return_that_is_filed_with_form_2555_says_what_changing_it_would_bring() -> None:
    answers = family(exclusion_plan={"plan": "filed"}, history={"denied": "no", "filed": "on_time"})
    row = next(row for row in page(answers).years if row.tax_year == 2025)
    assert row.filed
    assert "Without the form $3,400 would be paid to you" in row.change
    assert "Form 1040-X by April 15, 2029" in row.change


def test_a_return_that_is_not_filed_has_nothing_to_change() -> None:
    assert not any(row.change for row in page(family()).years)
