"""The result of 2017 to 2021, whose papers had other lines and whose law was another one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.result.explain import explain
from interview.result.explain.case import Case
from interview.result.explain.schedule import schedule_amount, schedule_line
from tests.result.households import assessed, child, choosing, household, page, plain

TODAY = date(2026, 11, 22)
EARLIER = (2017, 2018, 2019, 2020, 2021)
IN_US: dict[str, Any] = {
    "residence": {"place": "united_states"},
    "filer": {"wages_foreign": 0, "wages_us": 40_000},
    "foreign_tax": {},
    "filing": {},
}


def of(year: int, **changes: Any) -> dict[str, Any]:
    """The family in Berlin in an earlier year, with children of 6 and 10."""
    born = [child("Mia", born=f"{year - 6}-05-04"), child("Leo", born=f"{year - 10}-03-01")]
    return household(**{"tax_year": year, "children": born, **changes})


def in_time(year: int) -> date:
    return date(year + 1, 4, 1)


@pytest.mark.parametrize("year", range(2017, 2027))
def test_lines_are_found_by_their_later_numbers_in_every_year(year: int) -> None:
    document = of(year, filer={"wages_foreign": 12_000})
    case = Case(assessed(document), in_time(year))
    way = case.without
    assert schedule_amount(case, way, "5") == way.credit_before_phaseout
    assert schedule_amount(case, way, "27") == way.additional_child_tax_credit > 0
    assert schedule_amount(case, way, "18a") == 12_000
    assert schedule_amount(case, way, "16a") == way.credit_after_phaseout - way.nonrefundable_credit
    assert (schedule_line(case, way, "16b") is None) is (year == 2017)


@pytest.mark.parametrize("year", range(2017, 2027))
def test_exactly_one_line_of_the_schedule_is_its_result(year: int) -> None:
    schedule = page(of(year), today=in_time(year)).schedule_8812
    assert schedule is not None
    assert schedule.title == "Schedule 8812, line by line"
    assert [line.is_result for line in schedule.lines].count(True) == 1


@pytest.mark.parametrize("year", range(2017, 2027))
def test_the_bars_add_up_to_the_credit_of_every_year(year: int) -> None:
    found = page(of(year), today=in_time(year)).bars
    assert found is not None
    for bar in found.bars:
        parts = bar.parts
        assert parts.tax + parts.paid + parts.early + parts.lost == parts.credit > 0


@pytest.mark.parametrize(("year", "sentence"), [
    (2017, "The credit is $1,000 for each child who counts."),
    (2018, "The credit is $2,000 for each child who counts."),
    (2021, "The credit is $3,600 for each child under 6, and $3,000 for each older child who counts."),
])  # fmt: skip
def test_why_names_the_credit_of_the_year(year: int, sentence: str) -> None:
    why = page(of(year), today=in_time(year)).why
    assert why is not None
    assert sentence in why.text


def test_2018_says_what_the_cap_allows_and_2017_knows_no_cap() -> None:
    with_cap, without = (page(of(year), today=in_time(year)).why for year in (2018, 2017))
    assert with_cap is not None
    assert without is not None
    assert "up to $1,400 for each child" in with_cap.text
    assert "All that is left, $2,000, is paid to you." in without.text


@pytest.mark.parametrize("year", EARLIER)
def test_the_curve_follows_the_years_own_threshold(year: int) -> None:
    curve = page(of(year, filer={"wages_foreign": 8_000}), today=in_time(year)).curve
    assert curve is not None
    threshold = 3_000 if year == 2017 else 2_500
    assert f"above ${threshold:,} of pay" in curve.subtitle


# 2021 -------------------------------------------------------------------------------------------------------------


def test_the_whole_credit_of_a_home_in_the_us_is_paid_in_2021() -> None:
    result = page(of(2021, **IN_US), today=in_time(2021))
    assert "$6,000" in plain(str(result.headline.text))
    assert result.headline.outcome == "H_REFUND"
    assert result.slip is not None
    assert result.slip.figures[0].note.startswith("Refundable Child Tax Credit, Form 1040 line 28")
    assert result.why is not None
    assert "In 2021 all that is left, $6,000, is paid to families with a home in the US." in result.why.text


def test_form_2555_costs_no_family_with_a_home_in_the_us_its_credit_of_2021() -> None:
    document = of(
        2021,
        residence={"place": "abroad", "country": "DE", "main_home_in_us_over_half_year": True},
        filer={"wages_foreign": 40_000},
    )
    result = page(document, today=in_time(2021))
    assert result.comparison is not None
    paid = next(row for row in result.comparison.rows if row.label == "Child credit paid to you")
    assert [cell.amount for cell in paid.cells] == ["$6,000", "$6,000"]
    assert not any(cell.note for cell in paid.cells)
    assert not any("leave the foreign earned income exclusion" in sentence for sentence in result.headline.lead)


def test_form_2555_ends_the_refund_of_a_family_abroad_in_2021_too() -> None:
    result = page(of(2021, filer=choosing("elect")), today=in_time(2021))
    assert result.headline.outcome == "H_SWITCH"


def test_what_came_early_has_a_piece_of_its_own() -> None:
    early = {"advance_child_credit_received": 3_000, "advance_children": 2}
    result = page(of(2021, **IN_US, history=early), today=in_time(2021))
    assert "$3,000" in plain(str(result.headline.text))
    assert result.bars is not None
    assert [(bar.parts.early, bar.parts.paid, bar.parts.lost) for bar in result.bars.bars] == [(1_500, 1_500, 0)] * 2
    assert "sent early" in result.bars.finding
    assert result.why is not None
    assert "The IRS sent you $3,000 of it early." in result.why.text


# Too late, and filed already --------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", EARLIER)
def test_a_closed_year_says_what_there_would_have_been(year: int) -> None:
    headline = page(of(year), today=TODAY).headline
    assert headline.outcome == "H_LATE"
    assert f"back for {year}, but it is most likely too late" in plain(str(headline.text))
    assert headline.action is None


def test_a_closed_year_sends_nobody_to_change_form_2555() -> None:
    headline = page(of(2018, filer=choosing("elect")), today=TODAY).headline
    assert headline.outcome == "H_LATE"
    assert plain(str(headline.text)) == "You could have had $2,800 back for 2018, but it is most likely too late"
    assert headline.lead[0] == "Form 2555 had to be left off for that."
    assert headline.action is None
    assert "The last safe day to claim was April 15, 2022." in headline.lead


@pytest.mark.parametrize("year", [2018, 2020])
def test_until_2020_the_schedule_goes_with_a_refund_only(year: int) -> None:
    rich = of(year, **{**IN_US, "filer": {"wages_foreign": 0, "wages_us": 110_000}})
    steps = page(rich, today=in_time(year)).next_steps
    assert any(step.title == "File Form 1040." for step in steps)
    assert any("Schedule 8812" in step.title for step in page(of(year), today=in_time(year)).next_steps)


def test_whoever_has_filed_changes_the_return() -> None:
    result = explain(assessed(of(2025)), today=TODAY, filed="on_time")
    assert "Form 1040-X" in result.next_steps[0].text
    assert not any(step.title.startswith("File") for step in result.next_steps)
    assert any(step.title.startswith("File") for step in explain(assessed(of(2025)), today=TODAY).next_steps)


def test_form_1040_nr_is_due_in_june_without_us_pay() -> None:
    case = Case(assessed(of(2025, return_form="1040_nr", filing_status="married_separate")), TODAY)
    assert case.filing_day == case.parameters.dates.return_due_abroad


def test_a_child_of_2017_needs_a_number_of_any_kind() -> None:
    titles = [test.title for test in page(of(2017), today=in_time(2017)).children[0].passed]
    assert "A US tax number" in titles


def test_a_closed_year_sends_nobody_to_get_papers_ready() -> None:
    steps = page(of(2018), today=TODAY).next_steps
    assert steps[0].title == "Ask an advisor whether you have more time."
    assert all(step.past for step in steps[1:])
