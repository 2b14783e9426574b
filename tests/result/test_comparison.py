"""Without and with Form 2555 side by side: every row of the design, from one way of filing each."""

from __future__ import annotations

from typing import Any

from interview.result.explain.case import Case
from interview.result.explain.comparison import Comparison
from tests.interview.families import family
from tests.result.households import MARCH, assessed, choosing, household, page
from tests.result.test_earlier_years import in_time, of
from tests.result.test_headline_order import told

BUSY: dict[str, Any] = household(
    filer={"wages_foreign": 150_000, "self_employment_foreign": 10_000},
    foreign_tax={"general": 20_000},
    unearned_income={"interest_us": 30_000},
)


def compared(document: dict[str, Any]) -> Comparison:
    found = page(document).comparison
    assert found is not None
    return found


def row(found: Comparison, label: str) -> tuple[str, ...]:
    return next(tuple(cell.amount for cell in one.cells) for one in found.rows if one.label == label)


def notes(found: Comparison, label: str) -> tuple[str, ...]:
    return next(tuple(cell.note for cell in one.cells) for one in found.rows if one.label == label)


def test_every_row_of_the_design_is_there_in_order() -> None:
    assert [one.label for one in compared(household()).rows] == [
        "Your refund",
        "Income the US counts",
        "Income left out",
        "US tax before credits",
        "Foreign tax credit used",
        "Child credit used against tax",
        "US tax you owe",
        "Additional Child Tax Credit",
        "Foreign tax saved for later years",
        "Can you go back?",
    ]


def test_the_figures_are_those_of_the_two_ways() -> None:
    case, found = Case(assessed(BUSY), MARCH), compared(BUSY)
    other = case.with_form_2555
    assert other is not None
    ways = (case.without, other) if found.columns[0].title == "Without the exclusion" else (other, case.without)

    def dollars(field: str) -> tuple[str, ...]:
        return tuple(f"${getattr(way, field):,}" for way in ways)

    assert row(found, "Income the US counts") == dollars("agi")
    assert row(found, "US tax before credits") == dollars("tax_before_credits")
    assert row(found, "Foreign tax credit used") == dollars("foreign_tax_credit")
    assert row(found, "Child credit used against tax") == dollars("nonrefundable_credit")
    assert row(found, "US tax you owe") == dollars("total_tax")
    assert row(found, "Foreign tax saved for later years") == dollars("foreign_tax_unused")


def test_what_form_2555_leaves_out_is_its_lines_45_and_50_and_nothing_without_it() -> None:
    case, found = Case(assessed(BUSY), MARCH), compared(BUSY)
    other = case.with_form_2555
    assert other is not None
    lines = [int(line.amount) for line in other.lines if line.form.startswith("form_2555") and line.line == "45"]
    assert len(lines) == 1
    assert set(row(found, "Income left out")) == {"$0", f"${lines[0]:,}"}


def test_tax_that_starts_above_the_income_left_out_is_said_where_there_is_any() -> None:
    assert "The rate still starts above the income left out" in notes(compared(BUSY), "US tax before credits")
    assert notes(compared(household()), "US tax before credits") == ("", "")


def test_what_else_is_in_the_tax_stands_below_it() -> None:
    assert any("Self-employment tax adds" in note for note in notes(compared(BUSY), "US tax you owe"))
    assert notes(compared(household()), "US tax you owe") == ("", "")


def test_one_sentence_names_the_better_way_and_by_how_much() -> None:
    assert compared(household()).intro == "Without Form 2555 you are $3,400 better off for 2025."
    with_form = compared(household(filer={"wages_foreign": 100_000}, foreign_tax={})).intro
    assert with_form.startswith("With Form 2555 you are $")


def test_below_a_hundred_dollars_the_two_ways_are_about_the_same() -> None:
    gap = next(
        found
        for pay in range(2_510, 3_100, 10)
        if (found := compared(household(filer={"wages_foreign": pay}))).heading != "Two ways to file, $0 apart"
        and "about the same" in found.intro
    )
    assert gap.intro == "The two ways come out about the same. Other things may matter more."


def test_nobody_who_never_used_form_2555_is_locked() -> None:
    assert notes(compared(household()), "Can you go back?") == (
        "Yes. You may choose Form 2555 in a later year.",
        "If you stop later, 5 years pass before you can use it again.",
    )


def test_a_lock_that_hangs_on_an_unsure_answer_is_no_fact() -> None:
    unsure = family(exclusion_prior={"you": "not_sure"}, exclusion_stopped__you={"not_stopped": True})
    found = told(unsure).comparison
    assert found is not None
    assert notes(found, "Can you go back?")[0].startswith("If it was used before, not until tax year 2031,")
    sure = compared(household(filer=choosing("elect", elected_before=True)))
    assert notes(sure, "Can you go back?")[1].startswith(
        "Not until tax year 2031, unless the IRS agrees sooner. It was used before"
    )


def test_why_says_that_the_form_bars_the_refund_except_in_2021_with_a_home_in_the_us() -> None:
    assert compared(household()).why.endswith("Whoever files Form 2555 is paid no child credit (IRC 24(d)(3)).")
    at_home = {"place": "abroad", "country": "DE", "main_home_in_us_over_half_year": True}
    document = of(2021, residence=at_home, filer={"wages_foreign": 40_000})
    found = page(document, today=in_time(2021)).comparison
    assert found is not None
    assert "paid no child credit" not in found.why
