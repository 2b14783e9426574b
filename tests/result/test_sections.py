"""The sections of the result: every figure is the engine's, and every sentence is meant for this family."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.result.explain.case import Case
from interview.result.explain.credit_bars import family_parts, parts_by_child
from tests.result.households import MARCH, assessed, child, choosing, household, page

NO_NUMBER: dict[str, Any] = {"taxpayer_id": {"kind": "none"}}
COUPLE = household(
    filing_status="married_joint",
    filer={"name": "Ana"},
    spouse={
        "name": "Ben",
        "wages_foreign": 30_000,
        "exclusion": {"test": "physical_presence", "qualifying_days": 365},
    },
)
AUTUMN = date(2026, 11, 22)
IN_OHIO: dict[str, Any] = {
    "filing_status": "married_joint",
    "spouse": {},
    "filer": {"wages_foreign": 0, "wages_us": 70_000},
    "foreign_tax": {},
    "filing": {},
}
OWES = household(residence={"place": "united_states"}, **{**IN_OHIO, "filer": {"wages_foreign": 0, "wages_us": 99_000}})


def texts(document: dict[str, Any], today: date = MARCH) -> list[str]:
    return [step.text for step in page(document, today=today).next_steps]


class TestComparison:
    def test_the_better_way_wins_and_stands_first(self) -> None:
        comparison = page(household()).comparison
        assert comparison is not None
        assert [(column.title, column.wins) for column in comparison.columns] == [
            ("Without the exclusion", True),
            ("With the exclusion", False),
        ]
        assert comparison.heading == "Two ways to file, $3,400 apart"
        assert [cell.amount for cell in comparison.rows[0].cells] == ["$3,400", "$0"]

    def test_the_familys_own_choice_stands_first(self) -> None:
        comparison = page(household(filer=choosing("elect"))).comparison
        assert comparison is not None
        assert comparison.columns[0].subtitle == "Form 2555, your choice now"
        assert [column.wins for column in comparison.columns] == [False, True]

    def test_equal_ways_have_no_winner_and_say_so(self) -> None:
        comparison = page(household(children=[child(born="2000-01-01")])).comparison
        assert comparison is not None
        assert comparison.heading == "Two ways to file, and they come out the same"
        assert not any(column.wins for column in comparison.columns)
        assert not any(cell.wins for row in comparison.rows for cell in row.cells)

    def test_tax_to_pay_is_said_in_words(self) -> None:
        comparison = page(household(filer={"wages_foreign": 100_000}, foreign_tax={})).comparison
        assert comparison is not None
        assert comparison.rows[0].label == "What you end up with"
        assert comparison.rows[0].cells[1].amount.endswith(" to pay")

    def test_a_form_that_was_used_before_is_locked_for_five_years(self) -> None:
        comparison = page(household(filer=choosing("elect", elected_before=True))).comparison
        assert comparison is not None
        given_up = comparison.rows[-1]
        assert given_up.label == "Can you go back?"
        assert given_up.cells[1].note.startswith("Not until tax year 2031,")

    def test_a_couple_sees_all_four_ways(self) -> None:
        comparison = page(COUPLE).comparison
        assert comparison is not None
        assert comparison.joint
        assert [way.who for way in comparison.all_ways] == ["Nobody", "Ana", "Ben", "Both of you"]

    def test_form_2555_that_is_not_possible_is_explained(self) -> None:
        result = page(household(filer=choosing("elect", test="none", qualifying_days=0)))
        assert result.comparison is None
        assert result.one_way is not None
        assert "one of two tests" in result.one_way.text

    def test_where_there_is_one_way_to_file_the_page_says_why(self) -> None:
        no_test: dict[str, Any] = {"test": "none", "qualifying_days": 0}
        undecided = page(household(filer=choosing("compare", **no_test))).one_way
        assert undecided is not None
        assert "nobody on this return passes a test" in undecided.text
        declined = page(household(filer=choosing("decline", **no_test))).one_way
        assert declined is not None
        assert declined.page == "exclusion_plan"
        assert page(household()).one_way is None
        assert page(household(residence={"place": "united_states"}, filer={"wages_foreign": 0})).one_way is None

    def test_whoever_does_not_want_form_2555_sees_one_way(self) -> None:
        assert page(household(residence={"place": "united_states"}, filer={"wages_foreign": 0})).comparison is None


@pytest.mark.parametrize(
    "document",
    [
        household(),
        household(filer={"wages_foreign": 15_801}),
        household(filer={"wages_foreign": 0, "wages_us": 41_233}, foreign_tax={}),
        household(filer={"wages_foreign": 0, "wages_us": 230_777}, foreign_tax={}),
        household(children=[child(), child(), child(), child(born="2007-01-01"), child(**NO_NUMBER)]),
    ],
)
def test_the_parts_of_the_children_add_up_to_the_engines_totals(document: dict[str, object]) -> None:
    case = Case(assessed(document), MARCH)
    for way in case.assessment.scenarios:
        family, each = family_parts(case, way), parts_by_child(case, way)
        counting = [
            parts for parts, one in zip(each, case.assessment.children, strict=True) if one.credit == "child_tax_credit"
        ]
        assert sum(parts.paid for parts in each) == way.additional_child_tax_credit
        assert sum(parts.tax for parts in each) == way.nonrefundable_credit
        assert sum(parts.credit for parts in counting) == family.credit
        assert all(parts.tax + parts.paid + parts.lost == parts.credit for parts in each)
        assert all(min(parts) >= 0 for parts in ((p.tax, p.paid, p.lost) for p in each))


class TestCharts:
    def test_where_form_2555_bars_the_refund_both_ways_are_drawn(self) -> None:
        bars = page(household(filer=choosing("elect"))).bars
        assert bars is not None
        assert [bar.name for bar in bars.bars] == ["With Form 2555", "Without it"]

    def test_a_child_who_waits_for_a_number_is_an_outline(self) -> None:
        bars = page(household(children=[child(), child("Ida", **NO_NUMBER)])).bars
        assert bars is not None
        assert [segment.kind for segment in bars.bars[1].segments] == ["wait"]

    def test_the_curve_marks_where_the_family_is(self) -> None:
        curve = page(household(filer={"wages_foreign": 15_801})).curve
        assert curve is not None
        assert curve.you_label == "You are here: $1,995"
        assert [tick.label for tick in curve.ticks] == ["$2,500", "$15,801", "$25,167"]
        assert "With Form 2555 it is $0 at any income." in curve.finding

    def test_no_curve_where_pay_does_not_limit_and_form_2555_plays_no_part(self) -> None:
        document = household(residence={"place": "united_states"}, filer={"wages_foreign": 0, "wages_us": 40_000})
        assert page(document).curve is None


class TestChildren:
    def test_failed_tests_stand_open_and_the_others_are_counted(self) -> None:
        ida = page(household(children=[child("Ida", **NO_NUMBER)])).children[0]
        assert [test.title for test in ida.failed] == [
            "Social Security number valid for work",
            "Number issued before the return is due",
        ]
        assert len(ida.passed) == 8
        assert ida.passed_heading == "The 8 tests Ida passes"

    def test_the_fix_says_what_it_is_worth_and_by_when(self) -> None:
        fix = page(household(children=[child(), child("Ida", **NO_NUMBER)])).children[1].fixes[0]
        assert fix.title == "How to add $1,700"
        assert fix.steps[-1].endswith("before October 15, 2026.")

    def test_a_day_that_has_passed_closes_the_fix(self) -> None:
        document = household(children=[child(), child("Ida", **NO_NUMBER)])
        fix = page(document, today=date(2026, 11, 1)).children[1].fixes[0]
        assert (fix.open, fix.title, fix.steps) == (False, "Too late for this year", ())

    def test_two_numbers_that_came_too_late_say_so_once(self) -> None:
        none = household(children=[child("Ida", **NO_NUMBER)], filer={"taxpayer_id": {"kind": "none"}})
        late = page(none, today=AUTUMN).children[0]
        assert {test.title for test in late.failed} >= {"A parent with the right tax number"}
        assert [fix.title for fix in late.fixes] == ["Too late for this year"]

    def test_children_keep_the_familys_order_and_their_colours(self) -> None:
        names = ["Zoe", "Ida", "Max", "Eva", "Tom"]
        children = page(household(children=[child(name) for name in names])).children
        assert [one.name for one in children] == names
        assert [one.face for one in children] == [1, 2, 3, 4, 1]

    def test_a_quick_check_does_not_claim_to_know_an_age(self) -> None:
        mia = page(household(), rough=True).children[0]
        assert mia.about == ""
        assert not any(" was 6 " in test.reason for test in mia.passed)


class TestWhatCanBeMended:
    """Each remedy of the engine in a second run."""

    def test_every_remedy_that_the_engine_names_is_worked_out(self) -> None:
        nobody = {"taxpayer_id": {"kind": "none"}}
        couple = household(filing_status="married_joint", filer=nobody, spouse=nobody, children=[child()])
        found = page(couple).children[0]
        assert [fix.title for fix in found.fixes] == ["One of the steps that add $1,700"] * 2
        assert found.amount_note == "for now"

    def test_the_spouse_without_any_number_is_the_one_who_gets_it(self) -> None:
        couple = household(
            filing_status="married_joint",
            filer={"taxpayer_id": {"kind": "itin"}},
            spouse={"taxpayer_id": {"kind": "none"}},
        )
        found = page(couple)
        assert found.children[0].fixes[0].title == "How to add $3,400 for all your children together"
        assert found.slip is not None
        assert found.slip.figures[2].amount == "+ $3,400"

    def test_two_remedies_of_one_child_add_up(self) -> None:
        away = household(children=[child("Ida", months_with_you=3, **NO_NUMBER)])
        titles = [fix.title for fix in page(away).children[0].fixes]
        assert titles == ["One of the steps that add $1,700"] * 2

    def test_what_is_mended_is_compared_with_the_better_way_as_things_stand(self) -> None:
        document = household(filer={"wages_foreign": 100_000}, foreign_tax={}, children=[child("Ida", **NO_NUMBER)])
        found = page(document)
        assert found.headline.outcome != "H_FIX"
        assert found.children[0].fixes[0].title == "What would help"

    def test_time_to_file_that_was_had_can_be_told_at_any_time(self) -> None:
        late = child(taxpayer_id={"kind": "ssn", "issued_on": "2026-07-01"})
        fix = page(household(children=[late]), today=date(2026, 12, 1)).children[0].fixes[0]
        assert (fix.open, fix.title) == (True, "How to add $1,700")

    def test_after_the_day_to_file_nobody_is_told_to_ask_for_more_time(self) -> None:
        document = household(children=[child("Ida", **NO_NUMBER)])
        steps = page(document, today=date(2026, 7, 1)).children[0].fixes[0].steps
        assert "This only works if you asked for more time with Form 4868 by June 15, 2026." in steps
        had_it = {**document, "filing": {"abroad_on_due_date": True, "extension": True}}
        assert len(page(had_it, today=date(2026, 7, 1)).children[0].fixes[0].steps) == 2


class TestNextSteps:
    def test_days_that_have_passed_are_marked_and_stand_last(self) -> None:
        steps = page(household(), today=date(2026, 7, 1)).next_steps
        past = [step.past for step in steps]
        assert past == sorted(past)
        assert {step.day for step in steps if step.past} == {
            date(2026, 4, 15),
            date(2026, 6, 15),
        }
        assert steps[0].title == "If you have not filed yet, file soon."

    def test_before_the_year_is_due_nothing_has_passed(self) -> None:
        assert not any(step.past for step in page(household(), today=date(2026, 1, 10)).next_steps)

    def test_a_family_without_a_refund_is_not_told_to_look_for_one(self) -> None:
        days = {step.day for step in page(household(children=[])).next_steps}
        assert date(2026, 2, 15) not in days
        assert date(2026, 4, 15) in days

    def test_the_forms_fit_the_better_way_to_file(self) -> None:
        assert "Form 1040 with Schedule 8812, Form 1116." in texts(household(filer=choosing("elect")))
        no_tax_abroad = household(filer={"wages_foreign": 150_000, **choosing("elect")}, foreign_tax={})
        assert "Form 1040 with Schedule 8812, Form 2555." in texts(no_tax_abroad)

    def test_a_claim_that_was_released_needs_form_8332_and_no_proof_of_a_home(self) -> None:
        released = child(custody="released_to_you", months_with_you=3)
        said = texts(household(filing_status="single", children=[released]))
        assert "Form 1040 with Schedule 8812, Form 1116, Form 8332." in said
        assert "The IRS pays into US bank accounts." in said

    def test_whoever_owes_tax_and_is_late_hears_of_interest_and_not_of_a_refund(self) -> None:
        said = texts(OWES, today=AUTUMN)
        assert "The day to file was April 15, 2026. Interest grows on tax that you owe until you pay it." in said
        action = page(OWES, today=AUTUMN).headline.action
        assert action is not None
        assert action.day_text == "It was due by April 15, 2026. If you have not filed, file soon."

    def test_without_a_child_no_schedule_8812_is_asked_for(self) -> None:
        titles = [step.title for step in page(household(children=[])).next_steps]
        assert "File Form 1040." in titles


class TestSlip:
    def test_a_family_without_tax_abroad_is_not_told_of_saved_foreign_tax(self) -> None:
        slip = page(household(residence={"place": "united_states"}, **IN_OHIO)).slip
        assert slip is not None
        assert "Foreign tax saved for later" not in [figure.label for figure in slip.figures]

    def test_tax_left_to_pay_does_not_pretend_to_know_what_was_paid_in(self) -> None:
        slip = page(OWES).slip
        assert slip is not None
        assert (slip.figures[2].label, slip.figures[2].note) == (
            "Left to pay",
            "less any US tax you have already paid",
        )


class TestLines:
    def test_schedule_8812_comes_first_and_ends_in_the_refund(self) -> None:
        schedule = page(household()).schedule_8812
        assert schedule is not None
        assert (schedule.lines[-1].line, schedule.lines[-1].amount) == ("27", "$3,400")
        assert schedule.lines[-1].is_result

    def test_every_line_of_both_ways_is_on_the_page_with_its_reason_and_source(self) -> None:
        result, found = page(household()), assessed(household()).assessment
        shown = [line for form in (result.schedule_8812, *result.more_forms) if form for line in form.lines]
        other = [line for way in result.other_ways for form in way.forms for line in form.lines]
        assert sum(line.used for line in shown) == len(found.scenarios[0].lines)
        assert sum(line.used for line in other) == len(found.scenarios[1].lines)
        assert all(line.label and line.how and line.source for line in shown + other)

    def test_every_way_that_is_possible_has_its_own_lines(self) -> None:
        titles = [way.title for way in page(COUPLE).other_ways]
        assert titles == [f"Another way: Form 2555 for {who}, line by line" for who in ("Ana", "Ben", "both of you")]

    def test_every_form_has_a_title(self) -> None:
        result = page(
            household(
                filer={"self_employment_foreign": 50_000, "wages_us": 300_000},
                unearned_income={
                    "interest_foreign": 9_000,
                    "qualified_dividends_us": 500,
                    "ordinary_dividends_us": 500,
                },
            )
        )
        titles = [
            form.title for form in (*result.more_forms, *(form for way in result.other_ways for form in way.forms))
        ]
        assert titles
        assert not [title for title in titles if "_" in title]


def test_the_stamp_names_year_and_revision() -> None:
    stamp = page(household()).stamp
    assert stamp.figures.startswith("2025 figures, revision 1, published ")
    assert stamp.made == "March 9, 2026"
