"""An admin fills in a draft section by section; what is wrong is told at its field, and nothing typed is lost."""

from __future__ import annotations

import copy

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from interview.years.figure_table import SECTION_TITLES, sections_of
from interview.years.models import ParameterRevision
from interview.years.publishing import change_draft, copy_to_draft, published_revision
from interview.years.shipped import read_shipped, shipped_years
from tests.years.addresses import page
from tests.years.admin_forms import CAP, fields_on, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("tax_year", "section"),
    [
        *((2025, section) for section in sections_of(read_shipped(2025))),
        (2021, "american_rescue_plan"),
        (2017, "personal_exemptions"),
    ],
)
def test_every_section_saves_unchanged_what_it_shows(
    admin_client: Client, admin_user: User, tax_year: int, section: str
) -> None:
    current = published_revision(tax_year)
    assert current is not None
    draft = copy_to_draft(current, by=admin_user)
    answer = admin_client.post(page("section", draft, section), opened(admin_client, draft, section))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.document == current.document
    assert draft.digest == current.digest


def test_every_section_has_a_title_and_law_of_one_year_has_no_page_in_others(
    admin_client: Client, draft: ParameterRevision
) -> None:
    of_any_year = {section for year in shipped_years() for section in sections_of(read_shipped(year))}
    assert of_any_year == set(SECTION_TITLES)
    assert admin_client.get(page("section", draft, "american_rescue_plan")).status_code == 404
    assert "2021" not in admin_client.get(page("change", draft)).content.decode()


def test_one_figure_is_edited_with_its_source(admin_client: Client, draft: ParameterRevision) -> None:
    fields = opened(admin_client, draft, "child_tax_credit")
    assert fields[f"{CAP}.value"] == "1,700"
    fields |= {f"{CAP}.value": "$1,900", f"{CAP}.source": "Rev. Proc. 2025-32", f"{CAP}.note": "Read twice"}
    admin_client.post(page("section", draft, "child_tax_credit"), fields)
    draft.refresh_from_db()
    entry = draft.document["figures"]["child_tax_credit"]["refund_cap_per_child"]
    assert entry == {"value": 1900, "source": "Rev. Proc. 2025-32", "note": "Read twice"}
    assert LogEntry.objects.latest("pk").change_message.startswith(
        "Most that can be paid back for each child: $1,700 → $1,900"
    )


def test_tables_are_edited_cell_by_cell(admin_client: Client, draft: ParameterRevision) -> None:
    fields = opened(admin_client, draft, "income_tax")
    fields |= {
        "figures.income_tax.rates.value[0]": "10.5%",
        "figures.income_tax.upper_bounds.value.married_joint[1]": "97,000",
        "figures.income_tax.upper_bounds.value.surviving_spouse[1]": "97,000",
    }
    admin_client.post(page("section", draft, "income_tax"), fields)
    draft.refresh_from_db()
    income_tax = draft.document["figures"]["income_tax"]
    assert income_tax["rates"]["value"][:2] == [0.105, 0.12]
    assert income_tax["upper_bounds"]["value"]["married_joint"][:3] == [23850, 97000, 206700]


@pytest.mark.parametrize(
    ("section", "name", "typed", "message"),
    [
        ("child_tax_credit", f"{CAP}.value", "lots", "must be a number, like 1,700 or 7.65"),
        ("child_tax_credit", f"{CAP}.value", "2.000", "must be a number, like 1,700 or 7.65"),
        ("child_tax_credit", f"{CAP}.value", "1,70", "must be a number, like 1,700 or 7.65"),
        ("child_tax_credit", f"{CAP}.value", "-1", "must be 0 or more"),
        ("child_tax_credit", f"{CAP}.value", "1700.50", "must be a whole dollar amount"),
        ("child_tax_credit", f"{CAP}.value", "99,999", "The refund cap cannot be more than the credit per child"),
        ("child_tax_credit", "figures.child_tax_credit.age_limit.value", "16.5", "must be a whole number"),
        ("child_tax_credit", "figures.child_tax_credit.refund_rate.value", "101", "must be between 0 and 100 percent"),
        ("child_tax_credit", f"{CAP}.source", " ", "Add the source for Most that can be paid back for each child"),
        ("child_tax_credit", f"{CAP}.note", "123-45-6789", "Do not enter a Social Security number or ITIN here"),
        ("child_tax_credit", f"{CAP}.source", "123 45 6789", "Do not enter a Social Security number or ITIN here"),
        ("form_lines", "figures.form_lines.agi.value", "123456789", "Do not enter a Social Security number"),
        ("dates", "figures.dates.return_due.value", "15 April", "must be a date like 2026-04-15"),
        ("dates", "figures.dates.return_due.value", "2026-02-30", "must be a date like 2026-04-15"),
        ("dates", "figures.dates.return_due_abroad.value", "2026-01-01", "must not be before June 15, 2026"),
        (
            "income_tax",
            "figures.income_tax.upper_bounds.value.single[2]",
            "1",
            "bracket 3 must end above the end of bracket 2, $48,475",
        ),
        ("income_tax", "figures.income_tax.rates.value[0]", "50", "must rise from each bracket to the next"),
        ("deductions", "figures.deductions.standard.value.single", "x", "Standard deduction, Single must be a number"),
        ("earned_income_credit", "figures.earned_income_credit.maximum.value[1]", "1", "must be the rate times"),
        ("exchange_rates", "exchange_rates.EUR.per_dollar", "0,9", "EUR must be a number, like 0.886"),
        ("exchange_rates", "exchange_rates.EUR.per_dollar", "0", "Enter how much one dollar bought, above 0"),
        ("exchange_rates", "exchange_rates.EUR.source", "", "Add the source for EUR"),
        ("exchange_rates", "new.0.code", "XQX", "This is not the code of a currency"),
        ("exchange_rates", "new.0.code", "eur", "EUR has a row already"),
    ],
)
def test_a_wrong_value_is_named_at_its_field_and_everything_typed_stays(
    admin_client: Client, draft: ParameterRevision, section: str, name: str, typed: str, message: str
) -> None:
    other = next(key for key in opened(admin_client, draft, section) if key.endswith(".source") and key != name)
    fields = opened(admin_client, draft, section) | {other: "Typed meanwhile", name: typed}
    answer = admin_client.post(page("section", draft, section), fields)
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    control = soup.select_one(f'[name="{name}"]')
    assert control is not None
    assert control["aria-invalid"] == "true"
    shown = soup.find(id=f"{control['id']}_error")
    assert shown is not None
    assert message in shown.get_text()
    assert soup.select_one(f'.figure-problems a[href="#{control["id"]}"]') is not None
    after = fields_on(answer.content)
    assert {key: value for key, value in after.items() if value != fields[key]} == {}
    draft.refresh_from_db()
    assert draft.document == published_revision(2025).document  # type: ignore[union-attr]


def test_a_new_rate_without_a_currency_is_refused(admin_client: Client, draft: ParameterRevision) -> None:
    fields = opened(admin_client, draft, "exchange_rates") | {"new.0.per_dollar": "5", "new.0.source": "IRS"}
    answer = admin_client.post(page("section", draft, "exchange_rates"), fields)
    assert answer.status_code == 422
    assert "Enter the code of a currency, like EUR" in answer.content.decode()


def test_a_currency_is_added_and_another_taken_out(admin_client: Client, draft: ParameterRevision) -> None:
    fields = opened(admin_client, draft, "exchange_rates")
    assert "exchange_rates.PGK.per_dollar" not in fields
    fields |= {"new.1.code": "pgk", "new.1.per_dollar": "4.1", "new.1.source": "A central bank"}
    fields |= {"exchange_rates.THB.per_dollar": "", "exchange_rates.THB.source": ""}
    admin_client.post(page("section", draft, "exchange_rates"), fields)
    draft.refresh_from_db()
    rates = draft.document["exchange_rates"]
    assert rates["PGK"] == {"per_dollar": "4.1", "source": "A central bank"}
    assert "THB" not in rates


def test_checking_names_every_problem_with_the_way_to_it(admin_client: Client, draft: ParameterRevision) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = "1700"
    document["exchange_rates"]["EUR"]["per_dollar"] = "0"
    change_draft(draft, document, by=draft.created_by)
    soup = BeautifulSoup(admin_client.get(page("check", draft)).content, "html.parser")
    problems = soup.select(".figure-problems li")
    assert [" ".join(problem.get_text().split())[:60] for problem in problems] == [
        "Most that can be paid back for each child: must be a whole n",
        "EUR for one US dollar: must be a text with a number above 0,",
    ]
    links = [problem.select_one("a") for problem in problems]
    assert links[0] is not None
    assert links[0]["href"] == f"{page('section', draft, 'child_tax_credit')}#id_{CAP}.value"


def test_every_problem_leads_to_its_place_on_a_page(
    admin_client: Client, draft: ParameterRevision, admin_user: User
) -> None:
    document = copy.deepcopy(draft.document)
    figures = document["figures"]
    figures["income_tax"]["upper_bounds"]["value"]["single"][2] = 1
    figures["deductions"]["standard"]["value"]["single"] = None
    figures["deductions"]["age"]["source"] = ""
    figures["earned_income_credit"]["maximum"]["value"][1] = 1
    del figures["phaseout"]["step"]
    document["exchange_rates"]["EUR"]["source"] = ""
    document["exchange_rates"]["GBP"]["per_dollar"] = "1.318"
    figures["form_lines"]["wages"]["source"] = "Form 1040, 2024"
    change_draft(draft, document, by=admin_user)
    soup = BeautifulSoup(admin_client.get(page("check", draft)).content, "html.parser")
    links = [str(link["href"]) for link in soup.select(".figure-problems li a")]
    assert len(links) == len(soup.select(".figure-problems li"))
    sections: dict[str, BeautifulSoup] = {}
    for address, _, place in (link.partition("#") for link in links):
        found = sections.setdefault(address, BeautifulSoup(admin_client.get(address).content, "html.parser"))
        assert found.find(id=place) is not None, place
    assert len(sections) == 6


def test_checking_sound_figures_says_so(admin_client: Client, draft: ParameterRevision) -> None:
    assert "No problems found" in admin_client.get(page("check", draft)).content.decode()
