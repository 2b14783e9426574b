"""The README's steps to a new tax year, as two people take them in the admin: 2027, all of it made up."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from interview.figures.roles import make_groups
from interview.years import available_years, in_force
from interview.years.figure_table import sections_of
from interview.years.models import ParameterRevision
from interview.years.publishing import confirm
from interview.years.shipped import shipped_years
from tests.house.files import ROOT
from tests.interview.browsing import draft_of
from tests.years.addresses import page
from tests.years.admin_forms import fields_on
from tests.years.people import person, signed_in
from tests.years.sent_forms import all_ticked, soup_of, text_of
from tests.years.test_a_new_year_for_families import IN_2027
from tests.years.year_2027 import BEFORE, MADE_UP, NOTICE, RATES_CSV, YEAR, enter_2027, file_of_figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_february() -> Any:
    with time_machine.travel("2028-02-20T12:00:00Z", tick=False):
        yield


@pytest.fixture
def editor() -> Client:
    make_groups()
    return signed_in("ada", "editor")


@pytest.fixture
def publisher() -> Client:
    make_groups()
    return signed_in("bob", "publisher")


def start(editor: Client) -> ParameterRevision:
    newest = editor.get(reverse("admin:interview_parameterrevision_year", args=[BEFORE]))
    [button] = [form for form in soup_of(newest).select("form") if str(form["action"]).endswith(f"/{YEAR}/start/")]
    assert button.get_text().strip() == f"Start {YEAR}"
    assert editor.post(str(button["action"])).status_code == 302
    return ParameterRevision.objects.get(tax_year=YEAR)


def send_file(editor: Client, draft: ParameterRevision, name: str, raw: bytes) -> None:
    shown = editor.post(page("import", draft), {"file": SimpleUploadedFile(name, raw)})
    assert shown.status_code == 200
    assert editor.post(page("take", draft), fields_on(shown.content)).status_code == 302


def look_through(editor: Client, draft: ParameterRevision, section: str) -> None:
    """Tick every figure from last year, and give a reason for every warning."""
    address = page("section", draft, section)
    opened = editor.get(address)
    fields = fields_on(opened.content)
    fields |= {str(box["name"]): "on" for box in soup_of(opened).select("input[type=checkbox][name^='looked.']")}
    for box in soup_of(opened).select(".figure-warning textarea, .figure-warning input"):
        fields[str(box["name"])] = MADE_UP
    assert editor.post(address, fields).status_code == 302, section


def test_two_people_bring_2027_into_force_and_a_family_has_its_result(editor: Client, publisher: Client) -> None:
    draft = start(editor)
    assert "Still empty" in editor.get(page("section", draft, "dates")).content.decode()
    assert editor.post(page("review", draft)).status_code == 422

    send_file(editor, draft, "figures.json", file_of_figures())
    send_file(editor, draft, "rates.csv", RATES_CSV.encode())
    draft.refresh_from_db()
    for section in sections_of(draft.document):
        look_through(editor, draft, section)
    draft.refresh_from_db()
    assert draft.to_confirm == []

    to_review = editor.post(page("review", draft))
    assert to_review.status_code == 302, text_of(to_review)
    assert editor.post(page("publish", draft), {}).status_code == 403
    assert YEAR not in available_years()

    answers = {"reason": "The figures of 2027 are out.", "notice_en": NOTICE["en"], "notice_es": NOTICE["es"]}
    shown = publisher.get(page("publish", draft))
    sent = all_ticked(shown) | answers | {"in_spite": "Nobody has a draft of it yet.", "year": str(YEAR)}
    published = publisher.post(page("publish", draft), sent)
    assert published.status_code == 302, text_of(published)

    assert available_years() == [*shipped_years(), YEAR]
    assert in_force(YEAR).parameters.child_tax_credit.refund_cap_per_child == 1_900
    family = Client()
    result = family.get(reverse("result:show", args=[draft_of(family, IN_2027).public_id]))
    assert "You can get $3,800 back, even though you owe no US tax" in result.content.decode()


def test_currencies_that_are_missing_are_explained_on_their_page(editor: Client) -> None:
    draft = start(editor)
    send_file(editor, draft, "rates.csv", RATES_CSV.encode())
    link = soup_of(editor.get(page("review", draft))).find(
        "a", string=re.compile("currencies of last year have no rate")
    )
    assert link is not None
    address, _hash, place = str(link["href"]).partition("#")
    box = soup_of(editor.get(address)).select_one(f"#{place} input[name], #{place} textarea[name]")
    assert box is not None
    assert (
        editor.post(address, {**fields_on(editor.get(address).content), str(box["name"]): MADE_UP}).status_code == 302
    )
    assert "currencies of last year" not in str(soup_of(editor.get(page("review", draft))).select(".figure-problems"))


def test_its_steps_are_those_that_are_written_down() -> None:
    """Whoever changes the buttons changes the README too."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## A new tax year")[1].split("\n## ")[0]
    for words in (f"*Start {YEAR}*", "*Import*", "*Effect on drafts*", "*Send to review*"):
        assert words in section


def test_a_section_with_much_to_confirm_is_one_line_until_little_is_left(editor: Client) -> None:
    draft = start(editor)

    def lines() -> list[str]:
        found = soup_of(editor.get(page("check", draft))).select(".figure-problems a[href*='/child_tax_credit/']")
        return [line.get_text(strip=True) for line in found]

    assert lines()[-1] == "9 figures from last year are not confirmed yet."
    assert len(lines()) == 3
    confirmed = [path for path in draft.to_confirm if path.startswith("figures.child_tax_credit.")][:-1]
    confirm(draft, confirmed, by=User.objects.get(username="ada"))
    assert [line for line in lines() if "not confirmed" in line] == []
    assert lines()[-1] == "The year before may stand in for earned income: Confirm that this figure is still right"


def test_rates_that_nobody_knows_yet_are_looked_at_in_one_go(publisher: Client) -> None:
    revision = enter_2027(person("ada", "editor"))
    shown = publisher.get(page("publish", revision))
    ticks = [name for name in all_ticked(shown) if name.startswith("tick")]
    assert "No rate yet: AUD, BRL" in text_of(shown)
    assert "tick_rates" in ticks
    assert "tick.exchange_rates.EUR" in ticks
    assert "tick.exchange_rates.AUD" not in ticks
    answers = {"reason": "Out.", "notice_en": "There.", "in_spite": "No drafts.", "year": str(YEAR)}
    without = {name: value for name, value in (all_ticked(shown) | answers).items() if name != "tick_rates"}
    assert "Look at this change, then tick it: Exchange rates" in text_of(
        publisher.post(page("publish", revision), without)
    )
