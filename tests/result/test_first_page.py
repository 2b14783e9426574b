"""The first page, and the pages that say that something is not there."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django import forms
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from interview.public.home import example
from interview.years import available_years, in_force


def words(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


@pytest.mark.django_db
class TestFirstPage:
    @pytest.fixture(autouse=True)
    def _in_march(self) -> Any:
        with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
            yield

    def test_reading_it_starts_no_session_and_no_draft(self, client: Client) -> None:
        response = client.get(reverse("home"))
        assert response.status_code == 200
        assert set(response.cookies) <= {"csrftoken"}

    def test_both_ways_in_ask_for_the_year_and_post_it(self, client: Client) -> None:
        soup = BeautifulSoup(client.get(reverse("home")).content, "html.parser")
        form = soup.select_one("main form")
        assert form is not None
        assert (form["method"], form["action"]) == ("post", reverse("wizard:start"))
        assert [button["value"] for button in form.select("button[name=depth]")] == ["full", "quick"]
        assert {int(str(option["value"])) for option in form.select("option")} == set(available_years())
        assert [str(option["value"]) for option in form.select("option[selected]")] == ["2025"]

    @pytest.mark.parametrize("depth", ["full", "quick"])
    def test_pressing_a_button_begins_the_interview(self, client: Client, depth: str) -> None:
        response = client.post(reverse("wizard:start"), {"tax_year": 2025, "depth": depth}, follow=True)
        assert response.status_code == 200
        assert response.request["PATH_INFO"].startswith("/en/interview/")

    def test_it_says_who_we_are_not_and_what_we_never_ask(self, client: Client) -> None:
        text = words(client.get(reverse("home")).content.decode())
        assert "We are not the IRS" in text
        assert "The digits of a Social Security number. Do not type them anywhere" in text

    def test_the_example_is_worked_out_by_the_engine(self, client: Client) -> None:
        shown = example(in_force(2025).parameters)
        without, with_form = shown.scenario("no_exclusion"), shown.scenario("exclude_filer")
        assert without is not None
        assert with_form is not None
        text = words(client.get(reverse("home")).content.decode())
        assert f"Without Form 2555 ${without.balance:,} paid back" in text
        assert f"With Form 2555 ${with_form.balance:,} The same family" in text


@pytest.mark.django_db
def test_a_page_that_is_not_there_shows_the_way_home(client: Client) -> None:
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert "We cannot find that page" in words(response.content.decode())
    assert reverse("home") in response.content.decode()


def test_the_page_about_our_own_failure_needs_no_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    assert response.status_code == 500
    assert "Your saved answers are safe" in words(response.content.decode())


@pytest.mark.django_db
def test_a_form_without_its_mark_is_refused_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("wizard:start"), {"tax_year": 2025, "depth": "full"})
    assert response.status_code == 403
    assert "Send the page once more" in words(response.content.decode())


class OneQuestion(forms.Form):
    name = forms.CharField(
        label="What is your <name>?", help_text="As on the card", error_messages={"required": "Enter a name"}
    )
    which = forms.ChoiceField(label="Which one?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


class TestFields:
    def test_label_hint_message_and_control_stand_in_this_order(self) -> None:
        html = str(OneQuestion({})["name"].as_field_group())
        places = [html.index(part) for part in ("What is your", "As on the card", "Error:", "<input")]
        assert places == sorted(places)
        assert "<name>" not in html

    def test_hint_and_message_belong_to_the_control(self) -> None:
        soup = BeautifulSoup(str(OneQuestion({})["name"].as_field_group()), "html.parser")
        control = soup.select_one("input")
        assert control is not None
        assert control["aria-invalid"] == "true"
        described = [soup.find(id=name) for name in str(control["aria-describedby"]).split()]
        assert [words(str(part)) for part in described] == ["As on the card", "Error: Enter a name"]

    def test_a_group_has_a_legend(self) -> None:
        soup = BeautifulSoup(str(OneQuestion()["which"].as_field_group()), "html.parser")
        assert words(str(soup.select_one("fieldset > legend"))) == "Which one?"

    @pytest.mark.parametrize("name", ["name", "which"])
    def test_a_question_can_be_the_heading_of_its_page(self, name: str) -> None:
        form = OneQuestion()
        form.fields[name].is_page_heading = True  # type: ignore[attr-defined]
        soup = BeautifulSoup(str(form[name].as_field_group()), "html.parser")
        assert words(str(soup.select_one("h1.q-title"))) == form.fields[name].label

    def test_the_summary_leads_to_each_field_with_its_own_words(self) -> None:
        html = render_to_string("includes/error_summary.html", {"form": OneQuestion({})})
        links = {link["href"]: link.get_text() for link in BeautifulSoup(html, "html.parser").select("a")}
        assert links["#id_name"] == "Enter a name"
        assert set(links) == {"#id_name", "#id_which_0"}
