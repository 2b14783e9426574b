"""An admin copies a revision, edits it figure by figure, checks and publishes it; nobody else can."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.identity_numbers import holds_identity_number
from interview.years import in_force
from interview.years.figure_table import SECTION_TITLES, sections_of
from interview.years.models import ParameterRevision
from interview.years.publishing import change_draft, copy_to_draft, publish, published_revision
from interview.years.shipped import read_shipped, shipped_years
from tests.years.addresses import page

pytestmark = pytest.mark.django_db

CAP = "figures.child_tax_credit.refund_cap_per_child"
Fields = dict[str, str]


@pytest.fixture(autouse=True)
def _one_person_publishes(settings: Any) -> None:
    settings.ONE_PERSON_PUBLISHES = True


def fields_on(html: bytes) -> Fields:
    """What a browser would send if nothing was touched."""
    soup = BeautifulSoup(html, "html.parser")
    fields = {tag["name"]: tag.get("value", "") for tag in soup.select("#content-main input[name]")}
    fields |= {tag["name"]: tag.get_text() for tag in soup.select("#content-main textarea[name]")}
    for select in soup.select("#content-main select[name]"):
        chosen = select.select_one("option[selected]")
        fields[select["name"]] = chosen["value"] if chosen else ""
    return {str(name): str(value) for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def opened(client: Client, draft: ParameterRevision, section: str) -> Fields:
    return fields_on(client.get(page("section", draft, section)).content)


def test_the_list_shows_year_number_state_and_who_published(admin_client: Client) -> None:
    text = BeautifulSoup(
        admin_client.get(reverse("admin:interview_parameterrevision_changelist")).content, "html.parser"
    ).get_text(" ")
    assert re.search(r"2025\s+1\s+Published\s+November 21, 2026\s+Came with the program", text, re.DOTALL)


def test_copying_makes_a_draft_and_opens_it(admin_client: Client, current: ParameterRevision) -> None:
    answer = admin_client.post(page("copy", current))
    draft = ParameterRevision.objects.get(tax_year=2025, number=2)
    assert answer.headers["Location"] == page("change", draft)
    assert (
        "Families see revision 1. Nothing here counts until it is published."
        in admin_client.get(page("change", draft)).content.decode()
    )


def test_a_revision_offers_what_can_be_done_with_it(
    admin_client: Client, current: ParameterRevision, draft: ParameterRevision
) -> None:
    def offered(revision: ParameterRevision) -> list[str]:
        soup = BeautifulSoup(admin_client.get(page("change", revision)).content, "html.parser")
        return [tool.get_text(strip=True) for tool in soup.select(".figure-tools .button")]

    assert offered(current) == ["Check", "Copy to a new draft", "History"]
    assert offered(draft) == ["Check", "Copy to a new draft", "Publish", "History"]


def test_copying_by_a_link_is_refused(admin_client: Client, current: ParameterRevision) -> None:
    assert admin_client.get(page("copy", current)).status_code == 405


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
    }
    admin_client.post(page("section", draft, "income_tax"), fields)
    draft.refresh_from_db()
    income_tax = draft.document["figures"]["income_tax"]
    assert income_tax["rates"]["value"][:2] == [0.105, 0.12]
    assert income_tax["upper_bounds"]["value"]["married_joint"][:3] == [23850, 97000, 206700]


@pytest.mark.parametrize(
    ("section", "name", "typed", "message"),
    [
        ("child_tax_credit", f"{CAP}.value", "", "Enter a value: Most that can be paid back for each child"),
        ("child_tax_credit", f"{CAP}.value", "lots", "must be a number, like 1,700 or 7.65"),
        ("child_tax_credit", f"{CAP}.value", "2.000", "must be a number, like 1,700 or 7.65"),
        ("child_tax_credit", f"{CAP}.value", "1,70", "must be a number, like 1,700 or 7.65"),
        ("child_tax_credit", f"{CAP}.value", "-1", "must be 0 or more"),
        ("child_tax_credit", f"{CAP}.value", "1700.50", "must be a whole dollar amount"),
        ("child_tax_credit", f"{CAP}.value", "99,999", "cannot be more than the credit per child, 2200"),
        ("child_tax_credit", "figures.child_tax_credit.age_limit.value", "16.5", "must be a whole number"),
        ("child_tax_credit", "figures.child_tax_credit.refund_rate.value", "101", "must be between 0 and 100 percent"),
        ("child_tax_credit", "figures.child_tax_credit.filer_needs_ssn.value", "", "Enter a value: The filer, or"),
        ("child_tax_credit", f"{CAP}.source", " ", "Add the source for Most that can be paid back for each child"),
        ("child_tax_credit", f"{CAP}.note", "123-45-6789", "Do not enter a Social Security number or ITIN here"),
        ("child_tax_credit", f"{CAP}.source", "123 45 6789", "Do not enter a Social Security number or ITIN here"),
        ("form_lines", "figures.form_lines.agi.value", "123456789", "Do not enter a Social Security number"),
        ("dates", "figures.dates.return_due.value", "15 April", "must be a date like 2026-04-15"),
        ("dates", "figures.dates.return_due.value", "2026-02-30", "must be a date like 2026-04-15"),
        ("dates", "figures.dates.return_due_abroad.value", "2026-01-01", "must not be before return_due"),
        ("income_tax", "figures.income_tax.upper_bounds.value.single[2]", "1", "must be more than 48475"),
        ("income_tax", "figures.income_tax.rates.value[0]", "50", "must rise from each bracket to the next"),
        ("deductions", "figures.deductions.standard.value.single", "x", "Standard deduction, Single must be a number"),
        ("earned_income_credit", "figures.earned_income_credit.maximum.value[1]", "1", "must be the rate times"),
        ("exchange_rates", "exchange_rates.EUR.per_dollar", "0,9", "EUR must be a number, like 0.886"),
        ("exchange_rates", "exchange_rates.EUR.per_dollar", "0", "Enter how much one dollar bought, above 0"),
        ("exchange_rates", "exchange_rates.EUR.source", "", "Add the source for EUR"),
        ("exchange_rates", "new.0.code", "XQX", "Enter the code of a currency, like EUR"),
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


def test_of_two_editors_of_a_section_the_second_is_told_and_sees_both_values(
    admin_client: Client, draft: ParameterRevision
) -> None:
    mine = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "1,800"}
    theirs = mine | {f"{CAP}.value": "1,900"}
    admin_client.post(page("section", draft, "child_tax_credit"), theirs)
    answer = admin_client.post(page("section", draft, "child_tax_credit"), mine)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Somebody else saved this section after you opened it" in text
    assert "Saved now: $1,900" in text
    again = fields_on(answer.content)
    assert again[f"{CAP}.value"] == "1,800"
    assert admin_client.post(page("section", draft, "child_tax_credit"), again).status_code == 302
    draft.refresh_from_db()
    assert draft.document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] == 1800


def test_two_editors_of_different_sections_both_keep_their_work(admin_client: Client, draft: ParameterRevision) -> None:
    first = opened(admin_client, draft, "child_tax_credit") | {f"{CAP}.value": "1,800"}
    second = opened(admin_client, draft, "phaseout") | {"figures.phaseout.step.value": "2,000"}
    admin_client.post(page("section", draft, "child_tax_credit"), first)
    admin_client.post(page("section", draft, "phaseout"), second)
    draft.refresh_from_db()
    figures = draft.document["figures"]
    assert figures["child_tax_credit"]["refund_cap_per_child"]["value"] == 1800
    assert figures["phaseout"]["step"]["value"] == 2000


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
    assert links[0]["href"] == f"{page('section', draft, 'child_tax_credit')}#child_tax_credit-refund_cap_per_child"


def test_checking_sound_figures_says_so(admin_client: Client, draft: ParameterRevision) -> None:
    assert "No problems found" in admin_client.get(page("check", draft)).content.decode()


def edit_cap(draft: ParameterRevision, cap: int) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] = {"value": cap, "source": "A new law"}
    change_draft(draft, document, by=draft.created_by)


def test_publishing_shows_the_difference_and_needs_a_reason(admin_client: Client, draft: ParameterRevision) -> None:
    edit_cap(draft, 1900)
    opened_page = admin_client.get(page("publish", draft))
    rows = BeautifulSoup(opened_page.content, "html.parser").select(".figure-differences tbody tr")
    cells = [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in rows]
    assert cells[0] == [
        "Child tax credit",
        "Most that can be paid back for each child",
        "$1,700",
        "$1,900",
        "A new law",
    ]
    answer = admin_client.post(page("publish", draft), fields_on(opened_page.content))
    assert answer.status_code == 422
    assert "Say why these figures are published" in answer.content.decode()
    assert in_force(2025).parameters.revision == 1


def test_publishing_with_nothing_sent_is_refused_in_words(admin_client: Client, draft: ParameterRevision) -> None:
    answer = admin_client.post(page("publish", draft), {})
    assert answer.status_code == 422
    assert "Say why these figures are published" in answer.content.decode()


def test_publishing_puts_the_draft_in_force(admin_client: Client, draft: ParameterRevision, admin_user: User) -> None:
    edit_cap(draft, 1900)
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "A new law"}
    assert admin_client.post(page("publish", draft), fields).headers["Location"] == page("change", draft)
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1900
    draft.refresh_from_db()
    assert (draft.published_by, draft.reason) == (admin_user, "A new law")
    assert LogEntry.objects.latest("pk").change_message == "Published: A new law"


def test_a_reason_with_an_identity_number_is_refused(admin_client: Client, draft: ParameterRevision) -> None:
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "Asked by 123-45-6789"}
    answer = admin_client.post(page("publish", draft), fields)
    assert answer.status_code == 422
    assert "Do not enter a Social Security number or ITIN here" in answer.content.decode()


def test_publishing_on_an_old_difference_is_refused_and_the_new_one_is_shown(
    admin_client: Client, draft: ParameterRevision
) -> None:
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "Go"}
    edit_cap(draft, 1900)
    answer = admin_client.post(page("publish", draft), fields)
    assert answer.status_code == 422
    assert "These figures changed while you were looking at them" in answer.content.decode()
    assert "$1,900" in answer.content.decode()
    assert in_force(2025).parameters.revision == 1
    assert admin_client.post(page("publish", draft), fields_on(answer.content)).status_code == 302


def test_a_faulty_draft_has_no_publish_button_and_is_refused(admin_client: Client, draft: ParameterRevision) -> None:
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "Go"}
    edit_cap(draft, 99_999)
    answer = admin_client.get(page("publish", draft))
    assert "1 problem keeps these figures from being published" in answer.content.decode()
    assert "reason" not in fields_on(answer.content)
    draft.refresh_from_db()
    answer = admin_client.post(page("publish", draft), fields | {"draft": draft.digest})
    assert answer.status_code == 422
    assert in_force(2025).parameters.revision == 1


def test_a_published_revision_has_no_inputs_and_refuses_them(admin_client: Client, current: ParameterRevision) -> None:
    answer = admin_client.get(page("section", current, "child_tax_credit"))
    assert fields_on(answer.content) == {}
    assert "$1,700" in answer.content.decode()
    assert admin_client.post(page("section", current, "child_tax_credit"), {f"{CAP}.value": "1"}).status_code == 403
    assert admin_client.get(page("publish", current)).status_code == 403
    assert admin_client.post(page("delete", current), {"post": "yes"}).status_code == 403


def test_nothing_is_deleted_not_even_a_draft(admin_client: Client, draft: ParameterRevision) -> None:
    assert admin_client.post(page("delete", draft), {"post": "yes"}).status_code == 403
    assert ParameterRevision.objects.filter(pk=draft.pk).exists()


def test_an_unknown_section_or_revision_is_not_found(admin_client: Client, draft: ParameterRevision) -> None:
    assert admin_client.get(page("section", draft, "nonsense")).status_code == 404
    assert admin_client.get("/en/admin/interview/parameterrevision/9999/check/").status_code == 404
    assert admin_client.get("/en/admin/interview/parameterrevision/x/publish/").status_code == 404


def test_a_replaced_revision_says_so(
    admin_client: Client, current: ParameterRevision, draft: ParameterRevision, admin_user: User
) -> None:
    publish(draft, by=None, reason="Next", in_force=current)
    assert "A later revision is in force." in admin_client.get(page("change", current)).content.decode()


def test_no_shipped_source_looks_like_an_identity_number(admin_client: Client) -> None:
    def texts(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for entry in value.values() for text in texts(entry)]
        return [value] if isinstance(value, str) else []

    documents = ParameterRevision.objects.values_list("document", flat=True)
    assert [text for document in documents for text in texts(document) if holds_identity_number(text)] == []
