"""A draft may have gaps: what is empty, carried over or odd is said, and never blocks saving."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from interview.figures import saving
from interview.years import checks
from interview.years.checks import whole_set
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import new_year
from tests.years.addresses import page
from tests.years.admin_forms import CAP, fields_on, opened

pytestmark = pytest.mark.django_db

CREDIT = "child_tax_credit"
BOUNDS = "figures.income_tax.upper_bounds.value"
RATES = "figures.income_tax.rates"


@pytest.fixture
def of_2027(admin_user: User) -> ParameterRevision:
    return new_year(2027, by=admin_user)


def post(client: Client, draft: ParameterRevision, section: str, fields: dict[str, str]) -> Any:
    answer = client.post(page("section", draft, section), fields)
    draft.refresh_from_db()
    return answer


def figure_on(html: bytes, anchor: str) -> str:
    found = BeautifulSoup(html, "html.parser").find(id=anchor)
    return " ".join(found.get_text().split()) if found else ""


def held(draft: ParameterRevision, section: str, name: str) -> Any:
    return draft.document["figures"][section].get(name)


def test_an_emptied_field_is_saved_as_empty_and_shown_so(admin_client: Client, draft: ParameterRevision) -> None:
    fields = opened(admin_client, draft, CREDIT) | {f"{CAP}.value": ""}
    assert post(admin_client, draft, CREDIT, fields).status_code == 302
    assert held(draft, CREDIT, "refund_cap_per_child")["value"] is None
    html = admin_client.get(page("section", draft, CREDIT)).content
    assert "Still empty" in figure_on(html, "child_tax_credit-refund_cap_per_child")
    assert "1 figure is still empty." in admin_client.get(page("change", draft)).content.decode()


def test_a_figure_without_value_and_source_is_as_unknown_as_in_a_new_year(
    admin_client: Client, draft: ParameterRevision
) -> None:
    fields = opened(admin_client, draft, CREDIT) | {f"{CAP}.value": "", f"{CAP}.source": ""}
    assert post(admin_client, draft, CREDIT, fields).status_code == 302
    assert held(draft, CREDIT, "refund_cap_per_child") is None


def test_a_table_keeps_its_gaps(admin_client: Client, draft: ParameterRevision) -> None:
    fields = opened(admin_client, draft, "phaseout") | {"figures.phaseout.threshold.value.single": ""}
    post(admin_client, draft, "phaseout", fields)
    assert held(draft, "phaseout", "threshold")["value"]["single"] is None
    assert held(draft, "phaseout", "threshold")["value"]["married_joint"] == 400_000


def test_a_value_typed_without_a_source_is_told_at_the_source(admin_client: Client, of_2027: ParameterRevision) -> None:
    fields = opened(admin_client, of_2027, CREDIT) | {f"{CAP}.value": "1,800"}
    answer = post(admin_client, of_2027, CREDIT, fields)
    assert answer.status_code == 422
    assert (
        figure_on(answer.content, f"id_{CAP}.source_error")
        == "Error: Add the source for Most that can be paid back for each child"
    )
    assert fields_on(answer.content)[f"{CAP}.value"] == "1,800"
    assert post(admin_client, of_2027, CREDIT, fields | {f"{CAP}.source": "Rev. Proc."}).status_code == 302
    assert held(of_2027, CREDIT, "refund_cap_per_child") == {"value": 1800, "source": "Rev. Proc."}


def test_values_are_compared_with_each_other_though_other_sections_are_empty(
    admin_client: Client, of_2027: ParameterRevision
) -> None:
    fields = opened(admin_client, of_2027, CREDIT) | {
        f"{CAP}.value": "2,500",
        f"{CAP}.source": "A law",
        "figures.child_tax_credit.per_child.value": "2,300",
        "figures.child_tax_credit.per_child.source": "A law",
    }
    answer = post(admin_client, of_2027, CREDIT, fields)
    assert "The refund cap cannot be more than the credit per child" in figure_on(
        answer.content, f"id_{CAP}.value_error"
    )


def test_a_year_may_get_one_bracket_more_and_one_less(admin_client: Client, draft: ParameterRevision) -> None:
    more = {f"{RATES}.value[7]": "39.6", f"{BOUNDS}.married_separate[6]": "450,000"} | {
        f"{BOUNDS}.{status}[6]": "900,000"
        for status in ("single", "married_joint", "head_of_household", "surviving_spouse")
    }
    assert post(admin_client, draft, "income_tax", opened(admin_client, draft, "income_tax") | more).status_code == 302
    assert held(draft, "income_tax", "rates")["value"][-2:] == [0.37, 0.396]
    assert held(draft, "income_tax", "upper_bounds")["value"]["single"][-1] == 900_000
    less = opened(admin_client, draft, "income_tax") | dict.fromkeys(more, "")
    assert post(admin_client, draft, "income_tax", less).status_code == 302
    assert held(draft, "income_tax", "rates")["value"][-1] == 0.37
    assert len(held(draft, "income_tax", "upper_bounds")["value"]["single"]) == 6


def test_last_year_and_the_change_stand_beside_each_value(admin_client: Client, draft: ParameterRevision) -> None:
    fields = opened(admin_client, draft, CREDIT) | {f"{CAP}.value": "1,900", f"{CAP}.source": "A law"}
    post(admin_client, draft, CREDIT, fields)
    html = admin_client.get(page("section", draft, CREDIT)).content
    assert figure_on(html, f"id_{CAP}.value_beside") == "In force: $1,700$1,700 last year, +$200, +11.8%"
    assert figure_on(html, "id_figures.child_tax_credit.refund_rate.value_beside") == (
        "In force: 15%15% last year, the same"
    )


def test_what_was_carried_over_is_marked_until_somebody_ticks_it(
    admin_client: Client, of_2027: ParameterRevision
) -> None:
    path = "figures.child_tax_credit.age_limit"
    html = admin_client.get(page("section", of_2027, CREDIT)).content
    assert "From last year, not confirmed" in figure_on(html, "child_tax_credit-age_limit")
    assert "0 of 11 confirmed. 2 figures are still empty." in admin_client.get(page("change", of_2027)).content.decode()
    post(admin_client, of_2027, CREDIT, fields_on(html) | {f"looked.{path}": "on"})
    assert path not in of_2027.to_confirm
    assert HistoryEntry.objects.filter(what=HistoryEntry.What.CONFIRMED, path=path).count() == 1
    html = admin_client.get(page("section", of_2027, CREDIT)).content
    assert "not confirmed" not in figure_on(html, "child_tax_credit-age_limit")
    assert "1 of 11 confirmed." in admin_client.get(page("change", of_2027)).content.decode()


def test_all_that_the_law_fixes_in_a_section_is_confirmed_by_one_press(
    admin_client: Client, of_2027: ParameterRevision
) -> None:
    html = admin_client.get(page("section", of_2027, CREDIT)).content
    assert "Save, and confirm all 9 figures from last year" in html.decode()
    post(admin_client, of_2027, CREDIT, fields_on(html) | {"confirm_all": "yes"})
    assert [path for path in of_2027.to_confirm if path.startswith("figures.child_tax_credit.")] == []
    assert any(path.startswith("figures.phaseout.") for path in of_2027.to_confirm)


def test_an_empty_rate_of_last_years_currencies_waits_in_a_new_year(
    admin_client: Client, of_2027: ParameterRevision
) -> None:
    fields = opened(admin_client, of_2027, "exchange_rates")
    assert fields["exchange_rates.EUR.per_dollar"] == ""
    fields |= {"exchange_rates.EUR.per_dollar": "0.9", "exchange_rates.EUR.source": "IRS yearly average"}
    assert post(admin_client, of_2027, "exchange_rates", fields).status_code == 302
    assert of_2027.document["exchange_rates"] == {"EUR": {"per_dollar": "0.9", "source": "IRS yearly average"}}


def test_a_warning_never_blocks_saving_and_its_reason_is_kept(
    admin_client: Client, draft: ParameterRevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = checks.Warning("abc123", f"{CAP}.value", "The cap", "The cap changes by 11.8%. Type the reason.")

    def found(document: Any, *_args: Any, **_kwargs: Any) -> list[checks.Warning]:
        return [odd] if document["figures"][CREDIT]["refund_cap_per_child"]["value"] == 1900 else []

    for module in (saving, whole_set):
        monkeypatch.setattr(module, "warnings", found)
    fields = opened(admin_client, draft, CREDIT) | {f"{CAP}.value": "1,900", f"{CAP}.source": "A law"}
    answer = post(admin_client, draft, CREDIT, fields)
    assert (answer.status_code, answer.headers["Location"]) == (302, page("section", draft, CREDIT))
    html = admin_client.get(page("section", draft, CREDIT)).content
    assert "1 value looks unusual. Correct it, or type why it is right." in html.decode()
    assert odd.message in figure_on(html, "child_tax_credit-refund_cap_per_child")
    answer = post(admin_client, draft, CREDIT, fields_on(html) | {"reason.abc123": "A new law says so"})
    assert answer.headers["Location"] == page("change", draft)
    assert draft.confirmed["abc123"]["reason"] == "A new law says so"
    html = admin_client.get(page("section", draft, CREDIT)).content
    assert fields_on(html)["reason.abc123"] == "A new law says so"
    assert "Confirmed by admin." in figure_on(html, "child_tax_credit-refund_cap_per_child")
