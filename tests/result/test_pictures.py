"""The geometry of the pictures, and what they say: parts that add up, labels that neither touch nor run out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.result.explain.case import Case
from interview.result.explain.credit_bars import Parts, family_parts, parts_by_child, split
from interview.result.pictures.line_of_days import line_of_days
from interview.result.pictures.paired_bars import Amounts, paired_bars
from interview.result.pictures.places import anchored, percent, text_width
from interview.result.pictures.ticks import ticks
from tests.result.households import MARCH, assessed, child, choosing, household, page

INCOMES = st.integers(0, 2_000_000)


def place(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


def span(x: str, anchor: str, words: str) -> tuple[float, float]:
    """From where to where a label goes, in percent of the narrowest drawing."""
    start = place(x) - {"start": 0, "middle": text_width(words) / 2, "end": text_width(words)}[anchor]
    return start, start + text_width(words)


# Where the credit goes ----------------------------------------------------------------------------------------------


@given(
    st.builds(Parts, *[st.integers(0, 5_000)] * 7),
    st.lists(st.integers(1, 3_600), min_size=1, max_size=8),
)
def test_the_split_is_exact_for_every_part_and_nothing_is_below_zero(family: Parts, weights: list[int]) -> None:
    each = split(family, weights)
    for kind in ("tax", "paid", "early", "cap", "limit", "pay", "form"):
        assert sum(getattr(parts, kind) for parts in each) == getattr(family, kind)
        assert all(getattr(parts, kind) >= 0 for parts in each)
    assert all(
        abs(parts.credit - family.credit * weight / sum(weights)) < 1
        for parts, weight in zip(each, weights, strict=True)
    )


def lost(document: dict[str, Any]) -> dict[str, int]:
    """What the family loses, in the way of filing that is shown."""
    case = Case(assessed(document), MARCH)
    parts = family_parts(case, case.shown)
    return {kind: amount for kind in ("cap", "limit", "pay", "form") if (amount := getattr(parts, kind))}


def test_what_is_above_the_most_paid_for_a_child_is_lost_to_the_cap() -> None:
    assert lost(household()) == {"cap": 1_000}


def test_too_little_pay_is_told_from_the_cap() -> None:
    assert lost(household(filer={"wages_foreign": 12_000})) == {"cap": 1_000, "pay": 1_975}


def test_the_income_limit_takes_its_part_first() -> None:
    assert lost(household(filer={"wages_foreign": 230_000}, foreign_tax={"general": 80_000})) == {"limit": 1_500}


def test_what_form_2555_bars_is_lost_to_it() -> None:
    assert lost(household(filer=choosing("elect"))) == {"cap": 1_000, "form": 3_400}


def test_in_2021_each_child_has_the_credit_of_its_own_age() -> None:
    document = household(
        tax_year=2021, children=[child("Mia", born="2019-05-04"), child("Leo")],
        filer={"wages_foreign": 20_000, "exclusion": {"test": "none"}},
    )  # fmt: skip
    case = Case(assessed(document), date(2022, 3, 9))
    each = parts_by_child(case, case.shown)
    assert [parts.credit for parts in each] == [3_600, 3_000]
    assert sum(parts.paid for parts in each) == case.shown.additional_child_tax_credit
    assert not page(document, today=date(2022, 3, 9)).bars.equal  # type: ignore[union-attr]


def test_the_sentence_names_all_of_the_credit() -> None:
    bars = page(household()).bars
    assert bars is not None
    assert bars.sentence == "Of $4,400, $0 lowers your tax, $3,400 is paid to you and $1,000 is lost."


@pytest.mark.parametrize("pay", [2_000, 9_000, 15_801, 40_000, 210_000, 260_000])
def test_pieces_fill_their_bar_and_a_label_is_never_wider_than_its_piece(pay: int) -> None:
    bars = page(household(filer={"wages_foreign": pay}, foreign_tax={"general": pay // 3})).bars
    assert bars is not None
    for bar in bars.bars:
        assert sum(place(piece.width) for piece in bar.segments) == pytest.approx(100, abs=0.1)
        for piece in bar.segments:
            amount_alone = re.fullmatch(r"\$[\d,]+", piece.label)
            assert text_width(piece.label) <= place(piece.width) or amount_alone


# Amounts below a line ------------------------------------------------------------------------------------------------


@given(INCOMES, INCOMES, INCOMES, st.integers(1, 500_000))
def test_amounts_below_a_line_neither_touch_nor_run_out(own: int, one: int, other: int, room: int) -> None:
    found = ticks(own, (one, other), min(own, one, other), max(own, one, other) + room)
    assert sum(tick.bold for tick in found) == 1
    for tick in found:
        start, end = span(tick.label_x, tick.anchor, tick.label)
        assert start >= -0.1
        assert end <= 100.1
    for first, second in combinations(found, 2):
        (start, end), (begin, stop) = (span(tick.label_x, tick.anchor, tick.label) for tick in (first, second))
        assert first.y != second.y or end < begin or stop < start


@given(st.floats(0, 100), st.text("abc", min_size=1, max_size=30))
def test_a_label_stays_inside(at: float, words: str) -> None:
    x = {"start": 0.0, "end": 100.0, "middle": at}[anchored(at, words)]
    start, end = span(percent(x, 100), anchored(at, words), words)
    assert start >= -0.1
    assert end <= 100.1


# The income limit ----------------------------------------------------------------------------------------------------


def with_pay(pay: int, **changes: Any) -> dict[str, Any]:
    return household(filer={"wages_foreign": pay}, foreign_tax={"general": pay // 3}, **changes)


@pytest.mark.parametrize(("pay", "shown"), [(159_999, False), (160_000, True), (400_000, True)])
def test_the_income_limit_is_drawn_from_80_percent_of_it_on(pay: int, shown: bool) -> None:
    assert (page(with_pay(pay)).income_limit is not None) is shown


def test_the_picture_of_the_limit_ends_where_nothing_is_left() -> None:
    found = page(with_pay(230_000)).income_limit
    assert found is not None
    assert found.finding.startswith("Above $200,000 the credit drops $50 for each extra $1,000")
    assert "You are at $230,000, so $1,500 is taken off." in found.finding
    assert [tick.label for tick in found.ticks] == ["$200,000", "$230,000", "$287,000"]
    assert found.rows[-1] == ("more than $287,000", "$0")
    fallen = [int(step) for step in re.findall(r"v(\d+)", found.path)]
    assert sum(fallen) == 4_400
    assert len(fallen) == 88


def test_a_single_step_falls_by_what_is_left() -> None:
    teenager = child("Ida", born="2007-01-01")
    found = page(with_pay(180_000, children=[teenager])).income_limit
    assert found is not None
    assert sum(map(int, re.findall(r"v(\d+)", found.path))) == 500


def test_2021_with_its_two_limits_has_no_such_picture() -> None:
    document = household(tax_year=2021, filer={"wages_foreign": 190_000})
    assert page(document, today=date(2022, 3, 9)).income_limit is None


# Five years ----------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(*[st.integers(-99_999, 99_999)] * 2), min_size=6, max_size=6))
def test_bars_stay_between_their_names_and_their_amounts(years: list[tuple[int, int]]) -> None:
    rows = [Amounts(one, two, "-$99,999", "-$99,999", "2025") for one, two in years]
    found = paired_bars(rows)
    if found is None:
        assert not any(amount for year in years for amount in year)
        return
    for pair in found.pairs:
        for bar in (pair.first, pair.second):
            assert place(bar.x) >= 23.9
            assert place(bar.x) + place(bar.width) <= 73.6
            assert place(bar.label_x) + 3 + text_width(bar.label) <= 100
    tops = [top for pair in found.pairs for top in (pair.name_y, pair.first.y, pair.second.y)]
    assert tops == sorted(tops)
    assert tops[-1] < found.height


def test_a_line_across_stands_above_the_year_in_which_something_changes() -> None:
    rows = [Amounts(1, 0, "$1", "$0", "2025"), Amounts(1, 0, "$1", "$0", "2026", event="Mia turns 17")]
    found = paired_bars(rows)
    assert found is not None
    first, second = found.pairs
    assert first.second.y < second.line_y < second.event_y < second.name_y < second.first.y


REAL_DAYS = [
    {date(2026, 2, 17): "Refunds start", date(2026, 4, 15): "Return due", date(2029, 4, 15): "Last safe day to claim"},
    {
        date(2026, 4, 15): "Return due",
        date(2026, 10, 15): "Due with more time",
        date(2029, 4, 15): "Last safe day to claim",
        date(2029, 10, 15): "Maybe later, more time",
    },
    {
        date(2026, 2, 17): "Refunds start",
        date(2026, 4, 15): "Return due",
        date(2026, 6, 15): "Return due, abroad",
        date(2026, 10, 15): "Due with more time",
        date(2029, 4, 15): "Last safe day to claim",
        date(2029, 6, 15): "Maybe later, if abroad",
        date(2029, 10, 15): "Maybe later, more time",
    },
    {date(2029, 4, 15): "Last safe day to claim", date(2029, 6, 15): "Maybe later, if abroad"},
]


# The dates -----------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.integers(0, 1_500), min_size=2, max_size=8, unique=True),
    st.integers(-100, 1_700),
)
def test_no_two_labels_of_the_dates_touch_and_none_runs_out(days: list[int], now: int) -> None:
    first = date(2026, 4, 15)
    listed = [(first + timedelta(day), "Maybe later, more time", "September 30, 2026") for day in sorted(days)]
    found = line_of_days(listed, first + timedelta(now), "Today")
    for mark, above in zip(found.marks[1:], found.marks, strict=False):
        assert mark.upper - above.lower >= 15
    for mark in found.marks:
        start, end = span(mark.label_x, mark.anchor, mark.name)
        assert start >= -0.1
        assert end <= 100.1
        assert 0 <= place(mark.x) <= 100
        assert mark.lower < found.line_y
    assert sum(not mark.past for mark in found.marks) == sum(day[0] >= first + timedelta(now) for day in listed)


@pytest.mark.parametrize("days", REAL_DAYS, ids=["in time", "with more time", "abroad, with more time", "late"])
@pytest.mark.parametrize("now", [-40, 5, 100, 300, 900])
def test_no_line_to_a_dot_runs_through_a_label(days: dict[date, str], now: int) -> None:
    listed = [(day, name, "September 30, 2026") for day, name in days.items()]
    found = line_of_days(listed, listed[0][0] + timedelta(now), "Today")
    for above, below in combinations(found.marks, 2):
        start, end = span(below.label_x, below.anchor, max(below.name, below.day, key=len))
        assert not start < place(above.x) < end, (above.name, below.name)


def test_the_dates_on_the_line_are_those_of_the_list() -> None:
    result = page(household())
    assert result.timeline is not None
    listed = {step.day for step in result.next_steps if step.day}
    assert len(result.timeline.drawing.marks) == len(listed)
    assert "Next comes April 15, 2026: Return due." in result.timeline.finding


def test_days_that_have_passed_are_dimmed() -> None:
    result = page(household(), today=date(2026, 7, 1))
    assert result.timeline is not None
    assert [mark.past for mark in result.timeline.drawing.marks][:3] == [True, True, False]


def test_when_every_day_has_passed_there_is_no_line() -> None:
    assert page(household(), today=date(2031, 1, 1)).timeline is None
