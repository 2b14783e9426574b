"""What is rarely right is said, and counts as right once somebody gave a reason for that very value."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from interview.years.checks import open_warnings, set_problems, warnings
from interview.years.checks.unusual import is_official
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import (
    DraftChanged,
    NotPublished,
    change_draft,
    confirm_warnings,
    copy_to_draft,
    publish,
    published_revision,
)
from interview.years.shipped import read_shipped, shipped_years
from tests.years.test_checks import changed

Document = dict[str, Any]
WHY = "Type the reason."
CAP = "figures.child_tax_credit.refund_cap_per_child"


def said(document: Document, tax_year: int = 2026, **others: Any) -> list[tuple[str, str]]:
    """What the checks say about a document that they do not say about the shipped year."""
    last_year = read_shipped(tax_year - 1)
    usual = {warning.mark for warning in warnings(read_shipped(tax_year), last_year)}
    found = warnings(document, last_year, **others)
    return [(warning.path, warning.message) for warning in found if warning.mark not in usual]


@pytest.mark.parametrize(
    ("name", "value", "where", "message"),
    [
        (
            "exclusion.maximum",
            151_000,
            (),
            "Largest exclusion for a full year changes by +16%. Type the reason.",
        ),
        (
            "deductions.standard",
            24_200,
            ("head_of_household",),
            None,
        ),
        (
            "payroll_taxes.wage_base",
            175_800,
            (),
            "Social security wage base falls from $176,100 to $175,800, although prices only raise it. " + WHY,
        ),
        (
            "exclusion.maximum",
            130_000,
            (),
            "Largest exclusion for a full year is the same as last year, although it usually changes. Type the reason.",
        ),
        (
            "exclusion.maximum",
            132_950,
            (),
            "Largest exclusion for a full year, $132,950: usually a whole multiple of $100. Type the reason.",
        ),
        (
            "earned_income_credit.earned_income_amount",
            8_683,
            (0,),
            "Earned income that gives the largest credit, no child, $8,683: usually a whole multiple of $10. " + WHY,
        ),
        (
            "child_tax_credit.age_limit",
            18,
            (),
            "A child must be younger than this on December 31 is not as last year, although it changes only with "
            "the law. " + WHY,
        ),
        (
            "dates.return_due",
            "2027-04-17",
            (),
            "April 17, 2027 is a weekend or a holiday. The due date usually moves. Type the reason.",
        ),
        (
            "dates.return_due_abroad",
            "2027-06-16",
            (),
            "Return due for people abroad is usually June 15, 2027, not June 16, 2027. Type the reason.",
        ),
        (
            "dates.claim_refund_by",
            "2030-04-16",
            (),
            "Last safe day to claim a refund is usually April 15, 2030, not April 16, 2030. Type the reason.",
        ),
        (
            "foreign_tax_credit.adjustment_worksheet_line_5",
            201_800,
            ("single",),
            "Ordinary income up to which no adjustment, Single: usually $201,775, where bracket 4 ends. " + WHY,
        ),
    ],
)
def test_what_is_unusual_is_said(name: str, value: object, where: tuple[str | int, ...], message: str | None) -> None:
    found = said(changed(2026, name, value, *where))
    assert [words for path, words in found if path.startswith(f"figures.{name}.")] == ([message] if message else [])


def test_the_cell_that_changes_most_is_named_once_for_a_whole_table() -> None:
    document = read_shipped(2026)
    bounds = document["figures"]["income_tax"]["upper_bounds"]["value"]
    bounds["single"] = [bound + 50_000 for bound in bounds["single"]]
    [one] = [found for found in said(document) if "upper_bounds" in found[0]]
    assert one == (
        "figures.income_tax.upper_bounds.value.single[0]",
        "Taxable income at which each rate stops, Single, Bracket 1 changes by +423%. Type the reason.",
    )


@pytest.mark.parametrize(
    ("tax_year", "due", "unusual"),
    [
        (2017, "2018-04-17", False),  # a Sunday, then Emancipation Day
        (2021, "2022-04-18", False),  # Emancipation Day kept on Friday
        (2022, "2023-04-18", False),  # Saturday, then Emancipation Day kept on Monday
        (2022, "2023-04-17", True),
        (2024, "2025-04-15", False),
        (2024, "2025-04-16", True),
    ],
)
def test_a_due_date_moves_past_weekends_and_emancipation_day(tax_year: int, due: str, unusual: bool) -> None:
    found = warnings(changed(tax_year, "dates.return_due", due), None)
    assert any(warning.path == "figures.dates.return_due.value" for warning in found) is unusual


@pytest.mark.parametrize(
    ("source", "official"),
    [
        ("Rev. Proc. 2026-40", True),
        ("IRC 24(h)(5)", True),
        ("P.L. 119-21 sec. 70104", True),
        ("https://www.irs.gov/pub/irs-drop/rp-26-40.pdf", True),
        ("Federal Register, https://www.federalregister.gov/d/2026-1", True),
        ("Social Security Administration, contribution and benefit base 2027", True),
        ("My neighbour", False),
        ("https://irs.gov.example.com/rp", False),
        ("Rev. Proc. 2026-40, https://example.com/rp", False),
        ("Our own estimate", False),
    ],
)
def test_a_source_that_is_not_official_is_said(source: str, official: bool) -> None:
    assert is_official(source) is official
    document = read_shipped(2026)
    document["figures"]["phaseout"]["step"]["source"] = source
    found = [path for path, _words in said(document)]
    assert found == ([] if official else ["figures.phaseout.step.source"])


def test_last_years_source_is_said_where_a_figure_changes_every_year() -> None:
    document, last_year = read_shipped(2026), read_shipped(2025)
    document["figures"]["exclusion"]["maximum"]["source"] = last_year["figures"]["exclusion"]["maximum"]["source"]
    [(path, words)] = said(document)
    assert path == "figures.exclusion.maximum.source"
    assert words == "Largest exclusion for a full year: this source is last year's. Type the reason."


def test_currencies_without_a_rate_are_said_but_not_those_that_are_gone() -> None:
    document = read_shipped(2026)
    del document["exchange_rates"]["EUR"]
    [(path, words)] = said(document)
    assert path == "exchange_rates"
    assert "EUR" in words
    before = read_shipped(2024)
    before["exchange_rates"]["DEM"] = {"per_dollar": "1.8", "source": "IRS yearly average"}
    assert not [found for found in warnings(read_shipped(2025), before) if found.path == "exchange_rates"]


@pytest.mark.parametrize("tax_year", shipped_years())
def test_every_warning_has_a_mark_of_its_own_and_no_shipped_source_is_doubted(tax_year: int) -> None:
    last_year = read_shipped(tax_year - 1) if tax_year - 1 in shipped_years() else None
    found = warnings(read_shipped(tax_year), last_year)
    assert len({warning.mark for warning in found}) == len(found)
    assert not [warning for warning in found if warning.path.endswith(".source")]


def test_values_that_were_looked_at_before_they_came_into_force_are_not_asked_about_again() -> None:
    assert warnings(read_shipped(2026), read_shipped(2025), known=read_shipped(2026)) == []
    document = changed(2026, "child_tax_credit.refund_cap_per_child", 2_200)
    [warning] = warnings(document, read_shipped(2025), known=read_shipped(2026))
    assert warning.message == "Most that can be paid back for each child changes by +29%. Type the reason."


@pytest.mark.parametrize("broken", [None, "x", [], {}, {"single": "x"}, [None, "x"], True])
def test_a_draft_with_anything_in_its_cells_is_looked_at_without_a_crash(broken: object) -> None:
    for section in read_shipped(2021)["figures"]:
        document = read_shipped(2021)
        for entry in document["figures"][section].values():
            entry["value"] = broken
        assert isinstance(warnings(document, read_shipped(2020)), list)
        assert isinstance(warnings(read_shipped(2021), document), list)


@pytest.mark.django_db
class TestReasons:
    def raised(self, cap: int) -> ParameterRevision:
        current = published_revision(2026)
        assert current is not None
        draft = copy_to_draft(current, by=None)
        self.change(draft, cap)
        return draft

    def change(self, draft: ParameterRevision, cap: int) -> None:
        document = copy.deepcopy(draft.document)
        document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = cap
        change_draft(draft, document, by=None)

    def test_a_warning_without_a_reason_keeps_a_draft_from_review(self) -> None:
        draft = self.raised(2_100)
        assert [problem.path for problem in set_problems(draft)] == [f"{CAP}.value"]
        [warning] = open_warnings(draft)
        confirm_warnings(draft, {warning.mark: "Congress said so."}, by=None)
        assert set_problems(draft) == []
        assert draft.confirmed[warning.mark]["reason"] == "Congress said so."
        entry = HistoryEntry.objects.filter(revision=draft).first()
        assert entry is not None
        assert (entry.what, entry.path, entry.reason) == ("confirmed", f"{CAP}.value", "Congress said so.")

    def test_a_reason_for_one_value_does_not_count_for_another(self) -> None:
        draft = self.raised(2_100)
        [warning] = open_warnings(draft)
        confirm_warnings(draft, {warning.mark: "Congress said so."}, by=None)
        self.change(draft, 2_200)
        [other] = open_warnings(draft)
        assert other.mark != warning.mark
        with pytest.raises(DraftChanged):
            confirm_warnings(draft, {"0" * 16: "Whatever."}, by=None)

    @pytest.mark.parametrize("reason", [" ", "123-45-6789"])
    def test_a_reason_is_words(self, reason: str) -> None:
        draft = self.raised(2_100)
        [warning] = open_warnings(draft)
        with pytest.raises(NotPublished):
            confirm_warnings(draft, {warning.mark: reason}, by=None)
        assert open_warnings(draft) == [warning]

    def test_what_was_published_is_usual_for_the_next_copy(self) -> None:
        draft = self.raised(2_100)
        publish(draft, by=None, reason="Go", in_force=published_revision(2026))
        assert open_warnings(copy_to_draft(draft, by=None)) == []
