"""Where a line of the schedule stood in the papers of other years."""

from __future__ import annotations

import pytest

from interview.engine import place_in_version


@pytest.mark.parametrize(("number", "version", "place"), [
    ("16a", "2022", ("schedule_8812", "16a")),
    ("16a", "2021", ("schedule_8812", "16a")),
    ("16a", "2018", ("schedule_8812", "3")),
    ("16b", "2018", ("schedule_8812", "4")),
    ("16b", "2017", None),
    ("17", "2017", ("schedule_8812", "3")),
    ("27", "2018", ("schedule_8812", "15")),
    ("27", "2017", ("schedule_8812", "13")),
    ("5", "2018", ("child_tax_credit_worksheet", "1")),
    ("9", "2017", ("child_tax_credit_worksheet", "5")),
    ("4", "2018", None),
])  # fmt: skip
def test_a_line_is_found_on_the_paper_of_its_version(number: str, version: str, place: tuple[str, str] | None) -> None:
    assert place_in_version(number, version) == place
