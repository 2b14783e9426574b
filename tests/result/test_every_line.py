"""Line by line: the tables are laid next to the real forms, so they have every line, in the order of the paper."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from interview.engine import line_order
from interview.result.explain.form_lines import FormView, LineView
from interview.result.explain.form_order import STAPLED, form_order
from interview.result.explain.line_screens import (
    SCREENS_OF_FORMS,
    SCREENS_OF_THE_RETURN,
    SCREENS_OF_THE_SCHEDULE,
)
from interview.steps.table import QUICK_STEPS, STEPS
from tests.result.households import child, choosing, household, page

THE_FORM: dict[int, list[str]] = {
    2017: ["A–D", "1", "2", "3", "4a", "4b", *(str(number) for number in range(5, 14))],
    2018: ["1", "2", "3", "4", "5", "6a", "6b", *(str(number) for number in range(7, 16))],
    2020: ["1", "2", "3", "4", "5", "6a", "6b", *(str(number) for number in range(7, 16))],
    2021: [
        "1", "2a", "2b", "2c", "2d", "3", "4a", "4b", "4c", *(str(number) for number in range(5, 13)), "13A", "13B",
        *(f"14{letter}" for letter in "abcdefghi"), *(f"15{letter}" for letter in "abcdefgh"),
        "16a", "16b", "17", "18a", "18b", *(str(number) for number in range(19, 28)), "28a", "28b",
        *(str(number) for number in range(29, 41)),
    ],
    2022: [
        "1", "2a", "2b", "2c", "2d", *(str(number) for number in range(3, 16)),
        "16a", "16b", "17", "18a", "18b", *(str(number) for number in range(19, 28)),
    ],
}  # fmt: skip
THE_FORM[2025] = THE_FORM[2022]
KIDS = [child("Mia", born="2012-05-04"), child("Leo")]
SITUATIONS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "with Form 2555": {"filer": choosing("elect")},
    "no children": {"children": []},
    "at home in the US": {"residence": {"place": "united_states"}, "filer": {"exclusion": {"test": "none"}}},
    "above the income limit": {"filer": {"exclusion": {"test": "none"}, "wages_foreign": 900_000}},
    "little pay, three children": {"filer": {"wages_foreign": 6_000}, "children": [*KIDS, child("Ana")]},
    "four children": {"children": [*KIDS, child("Ana"), child("Ben")]},
    "tax uses all of it": {
        "foreign_tax": {"general": 0},
        "filer": {"exclusion": {"test": "none"}, "wages_foreign": 150_000},
    },
    "puerto rico": {"residence": {"place": "puerto_rico"}, "filer": {"exclusion": {"test": "none"}}},
    "only a grown child": {"children": [child("Mia", born="2003-05-04", provided_over_half_own_support=False)]},
}


def family(year: int = 2025, **changes: Any) -> dict[str, Any]:
    return household(**{"tax_year": year, "children": KIDS, **changes})


def schedule(year: int = 2025, **changes: Any) -> FormView:
    found = page(family(year, **changes)).schedule_8812
    assert found is not None
    return found


def line(number: str, year: int = 2025, **changes: Any) -> LineView:
    return next(found for found in schedule(year, **changes).lines if found.line == number)


@pytest.mark.parametrize("year", THE_FORM)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_schedule_has_every_line_of_the_years_form_once_and_in_its_order(year: int, situation: str) -> None:
    found = schedule(year, **SITUATIONS[situation])
    assert [each.line for each in found.lines] == THE_FORM[year]
    assert all(each.label and each.how and each.source for each in found.lines)


@pytest.mark.parametrize("year", THE_FORM)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_line_without_an_amount_says_why(year: int, situation: str) -> None:
    for each in schedule(year, **SITUATIONS[situation]).lines:
        assert each.used == bool(each.amount)
        if not each.used and each.line not in ("A–D", "13A", "13B", "15"):
            assert each.how.startswith("Not used: "), each


@pytest.mark.parametrize(
    ("number", "situation", "why"),
    [
        ("21", "as it is", "Not used: you have fewer than three children who count."),
        ("21", "four children", "Not used: line 20 alone gives the most that can be paid out."),
        ("16a", "with Form 2555", "Not used: Form 2555 is on this return, so the form ends here."),
        ("18a", "above the income limit", "Not used: the income limit leaves no credit."),
        ("18a", "tax uses all of it", "Not used: your tax has used the whole credit."),
        ("18a", "no children", "Not used: no child and no other dependent counts."),
        ("18b", "as it is", "Not used: you have no combat pay."),
        ("2a", "as it is", "Not used: none of your income was left out."),
    ],
)
def test_the_reason_is_the_familys_own(number: str, situation: str, why: str) -> None:
    assert line(number, **SITUATIONS[situation]).how == why


def test_the_payroll_lines_are_filled_in_where_the_form_asks_for_them() -> None:
    assert line("21", **SITUATIONS["little pay, three children"]).used


def test_in_2021_the_part_of_the_other_families_is_not_used() -> None:
    at_home = SITUATIONS["at home in the US"]
    assert line("14i", 2021, **at_home).used
    assert line("18a", 2021, **at_home).how == ("Not used: a box on line 13 is ticked, so only lines 14a to 14i apply.")
    assert line("14i", 2021).how == "Not used: no box on line 13 is ticked."
    assert line("13A", 2021, **at_home).how == "Ticked, from what you told us."


def test_the_box_to_refuse_the_refund_is_on_line_15_until_2024() -> None:
    assert "Leave it empty" in line("15", 2024).how
    assert line("15", 2025).how == "Not used: the line is empty on the form of this year."


@pytest.mark.parametrize("year", [2017, 2018, 2020, 2021, 2022, 2025])
def test_forms_come_as_a_return_is_stapled_and_lines_as_they_are_printed(year: int) -> None:
    result = page(family(year))
    places = [form_order(form.code) for form in result.more_forms]
    assert places == sorted(places)
    assert max(places) < len(STAPLED)
    for form in result.more_forms:
        numbers = [line_order(each.line) for each in form.lines]
        assert all(before < after for before, after in pairwise(numbers)), form.code


def test_every_line_of_the_shown_way_has_an_address_of_its_own() -> None:
    result = page(family())
    assert line("16b").anchor == "l-schedule_8812-16b"
    shown = [each.anchor for form in (result.schedule_8812, *result.more_forms) if form for each in form.lines]
    assert all(shown)
    assert len(set(shown)) == len(shown)
    assert not any(each.anchor or each.page for way in result.other_ways for form in way.forms for each in form.lines)


def test_a_line_that_one_screen_decides_leads_there() -> None:
    assert line("4").page == "children_list"
    assert line("18a").page == "income_list"
    assert line("16b").page == ""
    result = page(family())
    pages = {(form.code, each.line): each.page for form in result.more_forms for each in form.lines}
    assert pages["form_1040", "1z"] == "income_list"
    assert pages["form_1040", "12e"] == "deductions"
    assert pages["form_1116_general", "9"] == "foreign_tax_amount"


def test_the_screens_behind_lines_exist() -> None:
    names = {step.name for step in (*STEPS, *QUICK_STEPS)}
    of_schedules = (screens.values() for screens in SCREENS_OF_THE_SCHEDULE.values())
    assert names.issuperset(SCREENS_OF_THE_RETURN.values())
    assert names.issuperset(SCREENS_OF_FORMS.values())
    assert all(names.issuperset(screens) for screens in of_schedules)


def test_a_quick_check_leads_to_its_own_screens() -> None:
    result = page(family(), rough=True)
    assert result.schedule_8812 is not None
    found = {each.line: each.page for each in result.schedule_8812.lines}
    assert found["18a"] == "quick_earned"
