"""A line or a finding says how it came about in words that are true of this family and of this year's form."""

from __future__ import annotations

import pytest

from tests.engine.families import abroad, earning, excluding, has_line, how, line, scenario


@pytest.mark.parametrize(("tax_year", "credit"), [(2018, "22"), (2025, "24")])
def test_form_1116_skips_the_limit_where_no_income_abroad_is_left(tax_year: int, credit: str) -> None:
    days = excluding(365)
    found = scenario(
        abroad(tax_year, filer=earning(40_000, exclusion=days), foreign_tax={"general": 5_000}), "exclude_filer"
    )

    assert line(found, "form_1116_general", "17") < 0
    assert not any(has_line(found, "form_1116_general", number) for number in ("18", "19", "20", "21"))
    assert line(found, "form_1116_general", credit) == 0
    assert how(found, "form_1116_general", credit) == "Line 17 is not above zero, so this year there is no credit."
