"""What the rows of a file would change in a draft, and what is refused, each with its row."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from interview.identity_numbers import REFUSAL
from interview.years.files.figure_import import FigureImport, read_import
from interview.years.files.sheets import LARGEST_FILE, Unreadable
from interview.years.new_year import document_from
from interview.years.shipped import read_shipped

HEAD = "section,figure,filing status,children or bracket,value,source"
CAP = "child_tax_credit,refund_cap_per_child,,"
NEW = "Rev. Proc. 2026-1"


@pytest.fixture
def document() -> dict[str, Any]:
    return read_shipped(2025)


def imported(document: dict[str, Any], *rows: str, head: str = HEAD) -> FigureImport:
    return read_import("\n".join([head, *rows]).encode(), document, read_shipped(2024))


def changed(found: FigureImport) -> dict[str, tuple[str, str, str]]:
    return {row.difference.path: (row.where, row.difference.old, row.difference.new) for row in found.changes}


def refused(found: FigureImport) -> list[tuple[str, str]]:
    return [(refusal.where, refusal.why) for refusal in found.refusals]


def value_of(found: FigureImport, section: str, name: str) -> Any:
    return found.document["figures"][section][name]["value"]


def test_a_row_changes_its_value_and_source_and_nothing_else(document: dict[str, Any]) -> None:
    before = copy.deepcopy(document)
    found = imported(document, f"{CAP},1800,{NEW}")
    assert changed(found) == {
        "figures.child_tax_credit.refund_cap_per_child.value": ("row 2", "$1,700", "$1,800"),
        "figures.child_tax_credit.refund_cap_per_child.source": (
            "row 2", "IRC 24(h)(5); Rev. Proc. 2024-40", NEW,
        ),
    }  # fmt: skip
    assert document == before
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] |= {"value": 1800, "source": NEW}
    assert found.document == document


def test_last_year_stands_beside_every_change(document: dict[str, Any]) -> None:
    row = imported(document, f"{CAP},1870,{NEW}").changes[0]
    assert (row.last_year, row.since_last_year) == ("$1,700", "+10.0%")


def test_what_is_not_in_the_file_or_empty_stays(document: dict[str, Any]) -> None:
    found = imported(document, f"{CAP},,", "phaseout,step,,,,")
    assert (found.changes, found.refusals, found.same) == ([], [], 2)
    assert found.document == document
    assert "Income limit of the credit" not in found.untouched
    assert "Standard deduction" in found.untouched


def test_a_table_changes_cell_by_cell(document: dict[str, Any]) -> None:
    found = imported(
        document,
        f"income_tax,rates,,1,10.5,{NEW}",
        f'income_tax,upper_bounds,married_joint,2,"97,000",{NEW}',
        f"deductions,standard,Head of household,,24000,{NEW}",
        f"earned_income_credit,phaseout_start,single,3 or more,23511,{NEW}",
    )
    assert refused(found) == []
    assert value_of(found, "income_tax", "rates")[:2] == [0.105, 0.12]
    assert value_of(found, "income_tax", "upper_bounds")["married_joint"][:3] == [23850, 97000, 206700]
    assert value_of(found, "deductions", "standard")["head_of_household"] == 24000
    assert (
        value_of(found, "deductions", "standard")["single"]
        == document["figures"]["deductions"]["standard"]["value"]["single"]
    )
    assert value_of(found, "earned_income_credit", "phaseout_start")["single"][3] == 23511


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("child_tax_credit,nonsense,,,1,S", "There is no figure with this name in this section."),
        ("nonsense,step,,,1,S", "There is no section with this name in this year."),
        ("american_rescue_plan,base,,,1,S", "There is no section with this name in this year."),
        ("deductions,standard,widowed,,1,S", "Name a filing status: single, married_joint"),
        ("deductions,standard,,,1,S", "Name a filing status: single, married_joint"),
        ("phaseout,step,single,,900,S", "This figure is the same for every filing status."),
        ("phaseout,step,,2,900,S", "This figure has one value only."),
        ("income_tax,rates,,0,5,S", "Name the bracket: 1 for the lowest"),
        ("income_tax,rates,,9,5,S", "Bracket 9 does not follow the one before it."),
        ("earned_income_credit,maximum,,4,5,S", "Name the number of children"),
        (f"{CAP},lots,S", "must be a number, like 1,700 or 7.65"),
        (f"{CAP},$,S", "Enter a value: Most that can be paid back"),
        (f"{CAP},-5,S", "must be 0 or more"),
        (f"{CAP},17.50,S", "must be a whole dollar amount"),
        (f"{CAP},15%,S", "This value must be in this unit: dollars."),
        ("child_tax_credit,refund_rate,,,$15,S", "This value must be in this unit: percent."),
        ("child_tax_credit,refund_rate,,,101,S", "must be between 0 and 100 percent"),
        ("child_tax_credit,filer_needs_ssn,,,perhaps,S", "must be yes or no"),
        ("dates,return_due,,,soon,S", "must be a date like 2026-04-15"),
        ("dates,return_due,,,4/5/2026,S", "This day can be read in two ways."),
        ("dates,return_due,,,13/13/2026,S", "must be a date like 2026-04-15"),
        (f"{CAP},1800,", "Add the source for Most that can be paid back for each child"),
        (f"{CAP},1800,65", "A source must be in words"),
        (f"{CAP},1800,Told by 123-45-6789", str(REFUSAL)),
        ("form_lines,agi,,,123456789,S", str(REFUSAL)),
        ("income_tax,upper_bounds,single,1,999999,S", "must be more than 999999, where the one before it ends"),
        (f"{CAP},1,800,S", "This row has more cells than the first one."),
        (f"{CAP},1800,{'x' * 301}", "This text is longer than 300 letters."),
    ],
)  # fmt: skip
def test_a_row_is_refused_with_its_number_and_the_reason(document: dict[str, Any], row: str, why: str) -> None:
    found = imported(document, "", row)
    assert [where for where, _why in refused(found)] == ["row 3"]
    assert why in refused(found)[0][1]
    assert found.document == document
    assert "123" not in refused(found)[0][1]


def test_of_two_rows_for_one_value_neither_is_taken(document: dict[str, Any]) -> None:
    found = imported(document, f"{CAP},1800,{NEW}", f"{CAP},1900,{NEW}")
    assert refused(found)[1] == ("row 3", "This value stands in row 2 already.")
    assert found.document == document


def test_a_table_is_taken_whole_or_not_at_all(document: dict[str, Any]) -> None:
    found = imported(document, f"income_tax,rates,,1,11,{NEW}", f"income_tax,rates,,2,x,{NEW}", f"{CAP},1800,{NEW}")
    assert [where for where, _why in refused(found)] == ["row 2", "row 3"]
    assert value_of(found, "income_tax", "rates") == document["figures"]["income_tax"]["rates"]["value"]
    assert value_of(found, "child_tax_credit", "refund_cap_per_child") == 1800


def test_columns_that_mean_nothing_are_named(document: dict[str, Any]) -> None:
    found = imported(document, "phaseout,step,2000,S,x,y", head="section,figure,value,source,notes,123-45-6789")
    assert found.unread == ["notes", "–"]
    assert value_of(found, "phaseout", "step") == 2000


def test_what_is_refused_stands_in_the_order_of_the_rows(document: dict[str, Any]) -> None:
    found = imported(document, "exchange_rates,DEM,,,1,S", f"{CAP},x,S", "exchange_rates,XTS,,,1,S", "nonsense,x,,,1,S")
    assert [where for where, _why in refused(found)] == ["row 2", "row 3", "row 4", "row 5"]


def test_a_new_source_stands_beside_its_new_value(document: dict[str, Any]) -> None:
    found = imported(document, f"{CAP},1800,{NEW}", "phaseout,step,,,1000,Another source")
    assert [row.difference.path for row in found.rows] == [
        "figures.child_tax_credit.refund_cap_per_child.value",
        "figures.phaseout.step.source",
    ]


def test_two_sources_for_one_figure_are_refused(document: dict[str, Any]) -> None:
    found = imported(document, "deductions,standard,single,,1,A", "deductions,standard,surviving_spouse,,2,B")
    assert "Rows of the same figure name different sources or notes." in [why for _where, why in refused(found)]
    assert found.document == document


def test_a_wrong_unit_is_refused(document: dict[str, Any]) -> None:
    found = imported(document, "child_tax_credit,refund_rate,fraction,0.16,S", head="section,figure,unit,value,source")
    assert refused(found) == [("row 2", "This value must be in this unit: percent.")]


def test_rows_of_another_year_are_refused_and_so_is_a_file_of_another_year(document: dict[str, Any]) -> None:
    head = "tax year,section,figure,value,source"
    found = imported(document, "2025,phaseout,step,2000,S", "2024,phaseout,reduction_per_step,60,S", head=head)
    assert refused(found) == [("row 3", "This row is not of tax year 2025.")]
    assert list(changed(found)) == ["figures.phaseout.step.value", "figures.phaseout.step.source"]
    with pytest.raises(Unreadable, match="This file is of tax year 2024, and this draft is of 2025"):
        imported(document, "2024,phaseout,step,2000,S", head=head)


def test_days_come_back_from_a_spreadsheet(document: dict[str, Any]) -> None:
    found = imported(document, f"dates,return_due,,,4/16/2026,{NEW}", f"dates,claim_refund_by,,,16/04/2029,{NEW}")
    assert value_of(found, "dates", "return_due") == "2026-04-16"
    assert value_of(found, "dates", "claim_refund_by") == "2029-04-16"


def test_every_day_of_a_year_can_be_imported(document: dict[str, Any]) -> None:
    document["figures"]["dates"] = {}
    rows = [f"dates,{name},,,{entry['value']},{NEW}" for name, entry in read_shipped(2025)["figures"]["dates"].items()]
    found = imported(document, *rows)
    assert (refused(found), len(rows)) == ([], 7)
    held = {name: entry["value"] for name, entry in found.document["figures"]["dates"].items()}
    assert held == {name: entry["value"] for name, entry in read_shipped(2025)["figures"]["dates"].items()}


def test_problems_that_come_with_a_file_are_named_but_do_not_stop_it(document: dict[str, Any]) -> None:
    found = imported(document, f"{CAP},99999,{NEW}")
    assert [problem.path for problem in found.problems] == ["figures.child_tax_credit.refund_cap_per_child.value"]
    assert found.refusals == []


def test_a_new_year_with_blanks_is_filled_from_a_partial_file() -> None:
    last_year = read_shipped(2026)
    document, _to_confirm = document_from(last_year, 2027)
    rows = [f"income_tax,upper_bounds,single,{n},{n}000,{NEW}" for n in range(1, 7)]
    found = read_import("\n".join([HEAD, *rows, f"{CAP},1800,{NEW}"]).encode(), document, last_year)
    assert refused(found) == []
    assert value_of(found, "income_tax", "upper_bounds") == {"single": [1000, 2000, 3000, 4000, 5000, 6000]}
    assert value_of(found, "child_tax_credit", "refund_cap_per_child") == 1800


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n", "The file is empty."),
        (HEAD.encode(), "The file has no rows under the first one."),
        (b"a,b\n1,2", "The first row must name the columns"),
        (b"section,value\nphaseout,2", "These are missing: figure."),
        (f"{HEAD},value\n{CAP},1,2,3".encode(), "Two columns are both named “value”."),
        (f"{HEAD}\n{CAP},1,§".encode("latin-1"), "Row 2 has letters in an encoding that we cannot tell."),
        (f"{HEAD}\n{CAP},1,\ufffd".encode(), "Row 2 has signs that are no text."),
        (f"{HEAD}\n{CAP},1,\0".encode(), "Row 2 has signs that are no text."),
        (f'{HEAD}\n{CAP},1,"S'.encode(), "Row 2: quotation marks open or close in the wrong place."),
        (b"PK\x03\x04 an Excel workbook", "Row 1 has signs that are no text."),
        (b"x" * (LARGEST_FILE + 1), "The file is larger than 512 KB."),
        (b"\n".join([HEAD.encode(), *[b"a,b,c"] * 5_001]), "The file has more than 5000 rows."),
        (b",".join([b"c%d" % n for n in range(61)]) + b"\n1", "The file has more than 60 columns."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(document: dict[str, Any], raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_import(raw, document, None)
    assert why in str(unreadable.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read(document: dict[str, Any], encoding: str, separator: str, end: str) -> None:
    lines = ["value|note|Figure|SECTION|source", "", "7,5|§ 2|refund_rate|child_tax_credit|S", "||||"]
    text = end.join(lines).replace("7,5", "7.5" if separator == "," else "7,5").replace("|", separator)
    found = read_import(text.encode(encoding), document, None)
    assert refused(found) == []
    assert value_of(found, "child_tax_credit", "refund_rate") == 0.075
    assert changed(found)["figures.child_tax_credit.refund_rate.value"][0] == "row 3"


def test_a_line_that_names_the_separator_is_understood(document: dict[str, Any]) -> None:
    found = read_import(b"sep=;\nsection;figure;value;source\nphaseout;step;2000;S", document, None)
    assert value_of(found, "phaseout", "step") == 2000
