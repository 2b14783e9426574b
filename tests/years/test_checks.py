"""What keeps a year from review: gaps, contradictions, what nobody has confirmed, and an engine that stops."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from interview.engine import Parameters
from interview.years.checks import edge_households, faults, incomplete, set_problems
from interview.years.checks.cross_checks import cross_problems
from interview.years.models import ParameterRevision
from interview.years.publishing import change_draft, confirm, copy_to_draft, new_year, submit
from interview.years.shipped import read_shipped, shipped_years

Document = dict[str, Any]
STANDARD, BOUNDS = "deductions.standard", "income_tax.upper_bounds"


def changed(tax_year: int, name: str, value: object, *where: str | int) -> Document:
    """A shipped year with another value of a figure, or in one cell of it."""
    document = read_shipped(tax_year)
    section, figure = name.split(".")
    holder: Any = document["figures"][section][figure]
    steps: tuple[str | int, ...] = ("value", *where)
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    return document


def paths(document: Document, last_year: Document | None = None) -> list[str]:
    return [problem.path for problem in faults(document, document["tax_year"], last_year)]


@pytest.mark.parametrize("tax_year", shipped_years())
def test_every_shipped_year_passes_every_check(tax_year: int) -> None:
    document = read_shipped(tax_year)
    last_year = read_shipped(tax_year - 1) if tax_year - 1 in shipped_years() else None
    assert incomplete(document) == []
    assert faults(document, tax_year, last_year) == []


@pytest.mark.parametrize(
    ("name", "value", "where", "path"),
    [
        ("child_tax_credit.refund_cap_per_child", 2_300, (), ""),
        ("child_tax_credit.refund_rate", 1.5, (), ""),
        ("child_tax_credit.refund_rate", -0.1, (), ""),
        ("child_tax_credit.per_child", 2200.5, (), ""),
        ("child_tax_credit.per_child", "2200", (), ""),
        (BOUNDS, 11_000, ("single", 1), ".single[1]"),
        (BOUNDS, [11_925, 48_475], ("single",), ".single"),
        (BOUNDS, 24_000, ("surviving_spouse", 0), ".surviving_spouse[0]"),
        (BOUNDS, 12_925, ("married_separate", 0), ".married_separate[0]"),
        ("income_tax.rates", [0.1, 0.22, 0.12, 0.24, 0.32, 0.35, 0.37], (), "[2]"),
        (STANDARD, 31_600, ("married_joint",), ".married_joint"),
        (STANDARD, 31_600, ("surviving_spouse",), ".surviving_spouse"),
        (STANDARD, 15_700, ("married_separate",), ".married_separate"),
        ("deductions.additional", 1_600, ("head_of_household",), ".head_of_household"),
        ("deductions.additional", 1_650, ("married_separate",), ".married_separate"),
        ("capital_gains.zero_to", 96_800, ("surviving_spouse",), ".surviving_spouse"),
        ("capital_gains.fifteen_to", 40_000, ("single",), ".single"),
        ("capital_gains.fifteen_to", 303_000, ("married_separate",), ".married_separate"),
        ("capital_gains.zero_to", 47_025, ("married_separate",), ".married_separate"),
        ("capital_gains.zero_to", 49_350, ("single",), ".single"),
        ("earned_income_credit.maximum", 4_335, (1,), "[1]"),
        ("earned_income_credit.completed_phaseout", 50_534, ("single", 1), ".single[1]"),
        ("exclusion.housing_base", 20_900, (), ""),
        ("exclusion.housing_base_per_day", 57.01, (), ""),
        ("exclusion.housing_limit", 40_000, (), ""),
        ("exclusion.housing_limit_per_day", 106.80, (), ""),
        ("exclusion.days_in_year", 366, (), ""),
        ("dates.return_due", "2025-04-15", (), ""),
        ("dates.return_due", "2026-04-14", (), ""),
        ("dates.return_due", "2026-4-15", (), ""),
        ("dates.return_due_abroad", "2026-06-14", (), ""),
        ("dates.return_due_extended", "2027-10-15", (), ""),
        ("dates.claim_refund_by", "2028-04-15", (), ""),
        ("dates.refunds_not_before", "2026-02-14", (), ""),
        ("phaseout.step", 0, (), ""),
    ],
)
def test_a_value_that_cannot_be_right_is_named_at_its_cell(
    name: str, value: object, where: tuple[str | int, ...], path: str
) -> None:
    assert f"figures.{name}.value{path}" in paths(changed(2025, name, value, *where))


def test_each_date_comes_after_the_one_before_it() -> None:
    document = changed(2025, "dates.return_due", "2026-07-15")
    [problem] = faults(document, 2025, None)
    assert problem.path == "figures.dates.return_due_abroad.value"
    assert problem.message == "must not be before July 15, 2026, the date of “Return due”"


def test_an_exclusion_below_last_years_needs_a_note() -> None:
    document = changed(2026, "exclusion.maximum", 129_000)
    for name, value in {
        "housing_base": 20_640,
        "housing_base_per_day": 56.55,
        "housing_limit": 38_700,
        "housing_limit_per_day": 106.03,
    }.items():
        document["figures"]["exclusion"][name]["value"] = value
    last_year = read_shipped(2025)
    assert paths(document, last_year) == ["figures.exclusion.maximum.value"]
    document["figures"]["exclusion"]["maximum"]["note"] = "Prices fell."
    assert paths(document, last_year) == []
    assert paths(document) == []


def test_what_the_law_ties_together_can_part_with_a_note_that_last_year_had_not() -> None:
    apart, before = changed(2025, STANDARD, 33_000, "married_joint"), read_shipped(2024)
    tied = f"figures.{STANDARD}.value.married_joint"
    assert tied in paths(apart, before)
    apart["figures"]["deductions"]["standard"]["note"] = "P.L. 120-1 made it more for couples"
    assert tied not in paths(apart, before)
    before["figures"]["deductions"]["standard"]["note"] = "P.L. 120-1 made it more for couples"
    assert tied in paths(apart, before)


def test_two_checks_that_see_one_mistake_report_it_once() -> None:
    found = paths(changed(2025, "earned_income_credit.maximum", 4_335, 1))
    assert found.count("figures.earned_income_credit.maximum.value[1]") == 1


def test_a_missing_figure_a_missing_cell_and_a_missing_source_are_gaps_and_no_faults() -> None:
    document = read_shipped(2025)
    figures = document["figures"]
    del figures["phaseout"]["step"]
    figures["deductions"]["age"] = {"value": None, "source": ""}
    figures["deductions"]["standard"]["value"]["single"] = None
    figures["income_tax"]["upper_bounds"]["value"]["single"][2] = None
    figures["earned_income_credit"]["maximum"]["value"] = [None] * 4
    figures["child_tax_credit"]["per_child"]["source"] = " "
    del figures["exclusion"]
    assert {problem.path for problem in incomplete(document)} == {
        "figures.phaseout.step",
        "figures.deductions.age",
        "figures.deductions.standard.value.single",
        "figures.income_tax.upper_bounds.value.single[2]",
        "figures.earned_income_credit.maximum",
        "figures.child_tax_credit.per_child.source",
        *(f"figures.exclusion.{name}" for name in read_shipped(2025)["figures"]["exclusion"]),
    }
    assert faults(document, 2025, read_shipped(2024)) == []


def test_a_gap_is_named_by_its_label() -> None:
    document = read_shipped(2025)
    document["figures"]["deductions"]["standard"]["value"]["single"] = None
    [gap] = incomplete(document)
    assert gap.message == "Enter a value: Standard deduction, Single"


@pytest.mark.parametrize("broken", [None, "x", 7, [], {}, {"single": "x"}, [None, "x"], True])
def test_a_draft_with_anything_in_its_cells_is_checked_without_a_crash(broken: object) -> None:
    for section in read_shipped(2021)["figures"]:
        document = read_shipped(2021)
        for entry in document["figures"][section].values():
            entry["value"] = broken
        list(cross_problems(document, 2021, document))
        assert incomplete(document) or faults(document, 2021, document)


@pytest.mark.django_db
class TestWholeRevisions:
    def test_a_copy_of_what_is_in_force_can_go_to_review(self, draft: ParameterRevision) -> None:
        assert set_problems(draft) == []

    def test_what_nobody_has_confirmed_keeps_a_year_from_review(self, draft: ParameterRevision) -> None:
        ParameterRevision.objects.filter(pk=draft.pk).update(to_confirm=["figures.deductions.age"])
        draft.refresh_from_db()
        [problem] = set_problems(draft)
        assert problem == ("figures.deductions.age", "Confirm that this figure is still right")
        confirm(draft, ["figures.deductions.age"], by=None)
        assert set_problems(draft) == []
        submit(draft, by=None)

    def test_a_copy_of_a_draft_has_to_be_confirmed_too(self) -> None:
        draft = new_year(2027, by=None)
        assert copy_to_draft(draft, by=None).to_confirm == draft.to_confirm

    def test_a_changed_figure_needs_no_confirmation(self) -> None:
        draft = new_year(2027, by=None)
        document = copy.deepcopy(draft.document)
        document["figures"]["phaseout"]["step"]["value"] = 2_000
        change_draft(draft, document, by=None, looked_at=["figures.phaseout.reduction_per_step"])
        assert not {"figures.phaseout.step", "figures.phaseout.reduction_per_step"} & set(draft.to_confirm)
        assert "figures.phaseout.threshold" in draft.to_confirm

    def test_the_engine_is_tried_on_families_at_the_edges_and_never_crashes_the_check(
        self, draft: ParameterRevision, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stops(household: Any, _parameters: Parameters) -> None:
            if len(household.children) > 10 and household.filing_status == "single":
                raise ZeroDivisionError("nothing to divide by")

        monkeypatch.setattr(edge_households, "evaluate", stops)
        [problem] = set_problems(draft)
        assert problem.message == (
            "The program stops at the test family “twenty children, single”: ZeroDivisionError: nothing to divide by"
        )


@pytest.mark.parametrize("tax_year", [2017, 2021, 2026])
def test_the_families_at_the_edges_differ_in_name_and_in_facts(tax_year: int) -> None:
    families = list(edge_households.edge_households(tax_year))
    assert len({name for name, _ in families}) == len(families) == len({repr(household) for _, household in families})
