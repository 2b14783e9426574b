"""Any two revisions of a year beside each other."""

from __future__ import annotations

import pytest
from django.test import Client

from interview.years.models import ParameterRevision
from tests.years.addresses import page
from tests.years.people import edit_cap, person, signed_in
from tests.years.second_revision import publish_refund_cap
from tests.years.sent_forms import soup_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera() -> Client:
    return signed_in("vera", "viewer")


def rows(client: Client, revision: ParameterRevision, query: str = "") -> list[list[str]]:
    answer = client.get(f"{page('differences', revision)}?{query}")
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in soup_of(answer).select("tbody tr")]


def test_a_draft_is_shown_beside_what_is_in_force_with_source_and_who(draft: ParameterRevision, vera: Client) -> None:
    edit_cap(draft, 1900, by=person("ada", "editor"))
    (value, source) = rows(vera, draft)
    assert value == [
        "Child tax credit", "Most that can be paid back for each child", "$1,700", "$1,900", "+$200", "+11.8%",
        "P.L. 120-1", "ada",
    ]  # fmt: skip
    assert source[3] == "P.L. 120-1"


def test_it_is_compared_with_last_year_or_with_any_other_revision(draft: ParameterRevision, vera: Client) -> None:
    edit_cap(draft, 1900, by=person("ada", "editor"))
    other = publish_refund_cap(1800)
    last_year = rows(vera, draft, "against=last_year")
    assert ["$2,000", "$2,200"] in [row[2:4] for row in last_year]
    assert rows(vera, draft, f"against={other.pk}")[0][2:4] == ["$1,800", "$1,900"]
    assert rows(vera, other, f"against={draft.pk}")[0][2:4] == ["$1,900", "$1,800"]


def test_brackets_are_compared_cell_by_cell(draft: ParameterRevision, vera: Client) -> None:
    labels = [row[1] for row in rows(vera, draft, "against=last_year")]
    assert "Taxable income at which each rate stops, Single, Bracket 1" in labels


def test_rows_that_are_the_same_are_shown_on_demand(
    draft: ParameterRevision, current: ParameterRevision, vera: Client
) -> None:
    assert rows(vera, draft) == []
    opened = vera.get(page("differences", draft))
    assert f"{draft} and In force now: {current} do not differ." in text_of(opened)
    assert len(rows(vera, draft, "every=on")) > 300


def test_what_is_not_in_the_list_is_not_found(draft: ParameterRevision, vera: Client) -> None:
    assert vera.get(f"{page('differences', draft)}?against=nonsense").status_code == 404
    assert vera.get(f"{page('differences', draft)}?against={draft.pk}").status_code == 404


def test_the_first_year_of_all_has_nothing_beside_it(vera: Client) -> None:
    first = ParameterRevision.objects.get(tax_year=2017)
    assert vera.get(page("differences", first)).status_code == 200
