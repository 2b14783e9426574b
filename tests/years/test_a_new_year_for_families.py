"""A family of 2027 in front of the pages, with figures that are in the database alone and made up (see `year_2027`).

It is February 2028: the year is over, its returns can be filed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from interview.drafts.models import Draft
from interview.years.shipped import shipped_years
from tests.advising.people import advisor, office, shared_draft
from tests.interview.browsing import begin, draft_of, open_page, place, send
from tests.interview.families import BERLIN
from tests.interview.test_walking_through import FULL, QUICK
from tests.years.second_revision import publish_changed
from tests.years.year_2027 import YEAR, publish_2027

pytestmark = pytest.mark.django_db

SEASON = "2028-02-20T12:00:00Z"
EARLY = "2027-10-30T12:00:00Z"
IN_2027 = {**BERLIN, "year": {"tax_year": YEAR}}
IN_2026 = {**BERLIN, "year": {"tax_year": YEAR - 1}}


@pytest.fixture(autouse=True)
def _published() -> None:
    with time_machine.travel(EARLY, tick=False):
        publish_2027(User.objects.create_user("editor"), User.objects.create_user("publisher"))


def publish_without_rates() -> None:
    """The revision in force without its exchange rates, as the next one."""

    def change(document: dict[str, Any]) -> None:
        document["exchange_rates"] = {}

    publish_changed(change, tax_year=YEAR)


@pytest.fixture
def season() -> Any:
    with time_machine.travel(SEASON, tick=False):
        yield


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(response: Any) -> str:
    return " ".join(soup(response).get_text(" ").split())


def result_of(client: Client, draft: Draft, language: str = "en") -> Any:
    with override(language):
        return client.get(reverse("result:show", args=[draft.public_id]))


@pytest.mark.usefixtures("season")
class TestInItsSeason:
    def test_the_home_page_offers_the_year_first_and_its_example_is_of_the_year(self, client: Client) -> None:
        page = soup(client.get(reverse("home")))
        years = [int(str(option["value"])) for option in page.select("#tax_year option")]
        assert years == [YEAR, *reversed(shipped_years())]
        chosen = page.select_one("#tax_year option[selected]")
        assert chosen is not None
        assert chosen.get_text() == str(YEAR)
        assert "two children of 6 and 10, tax year 2027" in page.get_text(" ")
        # 2 x 1,900: the wage of the example is above what the cap needs.
        assert "$3,800" in page.get_text(" ")

    def test_the_mother_in_berlin_walks_screen_by_screen_to_her_result(self, client: Client) -> None:
        """Her 60,000 euros at 0.800 for a dollar are 75,000 dollars, and her tax of 15,000 euros 18,750.

        What follows from that is worked out by hand in `test_a_new_year`: 3,800 without Form 2555, nothing with it.
        """
        draft = begin(client, tax_year=YEAR)
        for (page, data), (following, _data) in pairwise(FULL):
            assert open_page(client, draft, page).status_code == 200
            if page == "children_list" and following.startswith("child_basics"):
                response = client.post(reverse("wizard:child_add", args=[draft.public_id]))
            else:
                response = send(client, draft, page, **data)
            assert place(response) == following
        assert draft.answers == IN_2027
        assert place(client.post(reverse("wizard:review", args=[draft.public_id]))) == "result"
        draft.refresh_from_db()
        assert draft.result.additional_child_tax_credit == 3_800
        assert "You can get $3,800 back, even though you owe no US tax" in text_of(result_of(client, draft))

    def test_the_year_is_chosen_like_every_other(self, client: Client) -> None:
        draft = begin(client, tax_year=2025)
        page = soup(open_page(client, draft, "year"))
        labels = [" ".join(label.get_text(" ").split()) for label in page.select("form label")]
        assert labels[:2] == ["2027 (you file this in 2028)", "2026 (you file this in 2027)"]
        send(client, draft, "year", tax_year=str(YEAR))
        assert draft.tax_year == YEAR

    def test_a_quick_check_comes_to_the_same(self, client: Client) -> None:
        draft = begin(client, tax_year=YEAR, depth="quick")
        for (page, data), (following, _data) in pairwise(QUICK):
            assert place(send(client, draft, page, **data)) == following
        assert "about $3,800 back from the IRS for 2027" in text_of(result_of(client, draft))

    def test_the_lines_of_the_forms_are_those_of_the_year(self, client: Client) -> None:
        page = soup(result_of(client, draft_of(client, IN_2027)))
        schedule = page.select_one("#lines")
        assert schedule is not None
        words = " ".join(schedule.get_text(" ").split())
        # Line 5: 2 x 2,300. Line 16b: 2 x 1,900. Line 20: 15% of 75,000 - 2,500. Line 27: the smaller of the two.
        for line, amount in (("5", "4,600"), ("16b", "3,800"), ("20", "10,875"), ("27", "3,800")):
            row = page.select_one(f"#l-schedule_8812-{line}")
            assert row is not None, line
            assert amount in row.get_text(" "), line
        assert "Form 1040 line 11c" in words
        assert page.select_one("#l-form_1040-28a") is not None
        assert "MADE UP FOR A TEST" in page.get_text(" ")

    def test_the_result_is_in_spanish_too(self, client: Client) -> None:
        page = text_of(result_of(client, draft_of(client, IN_2027), "es"))
        assert "Puedes recibir $3,800 de vuelta" in page
        assert "18 de abril de 2028" in page

    def test_its_days_are_those_of_2028(self, client: Client) -> None:
        draft = draft_of(client, IN_2027)
        page = text_of(result_of(client, draft))
        assert "June 15, 2028" in page
        assert "April 15, 2031" in page
        calendar = client.get(reverse("result:calendar", args=[draft.public_id]))
        assert calendar["Content-Disposition"] == 'attachment; filename="child-credit-2027-dates.ics"'
        written = calendar.content.decode()
        for day in ("20280418", "20280615", "20310415"):
            assert f"DTSTART;VALUE=DATE:{day}" in written

    def test_the_paper_to_take_away_is_of_the_year(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        made: list[str] = []

        def report(html: str) -> bytes:
            made.append(html)
            return b"%PDF-1.7"

        monkeypatch.setattr("interview.result.take_away.report.report_pdf", report)
        response = client.get(reverse("result:pdf", args=[draft_of(client, IN_2027).public_id]))
        assert response["Content-Disposition"] == 'attachment; filename="child-credit-2027-estimate.pdf"'
        words = " ".join(BeautifulSoup(made[0], "html.parser").get_text(" ").split())
        assert "$3,800" in words
        assert "April 15, 2031" in words

    @pytest.mark.parametrize("name", ["public:claims", "public:credit", "public:two_routes"])
    def test_the_public_pages_begin_with_the_year(self, name: str, client: Client) -> None:
        page = soup(client.get(reverse(name)))
        chosen = page.select_one("select[name=year] option[selected]")
        assert chosen is not None
        assert chosen.get_text() == str(YEAR)
        assert "may still change" not in page.get_text(" ")

    def test_what_others_say_is_answered_with_the_figures_of_the_year(self, client: Client) -> None:
        assert "$1,900" in text_of(client.get(reverse("public:claims")))

    def test_it_is_one_of_the_years_that_can_still_be_claimed(self, client: Client) -> None:
        # In February 2028 the last safe day of 2023 has passed and that of 2024 has not.
        draft = draft_of(client, IN_2026)
        page = soup(client.get(reverse("result:open_years", args=[draft.public_id])))
        rows = [" ".join(row.get_text(" ").split()) for row in page.select(".years tbody tr th")]
        assert [row[:4] for row in rows] == ["2024", "2025", "2026", "2027"]
        assert "and 2027" in text_of(result_of(client, draft))

    def test_the_lever_names_it_among_the_other_years(self, client: Client) -> None:
        page = text_of(result_of(client, draft_of(client, IN_2026)))
        assert "2027 until April 15, 2031" in page

    def test_a_draft_of_2026_is_copied_to_it(self, client: Client) -> None:
        draft = draft_of(client, IN_2026)
        address = reverse("drafts:copy", args=[draft.public_id])
        assert "2027. Ask for a refund by April 15, 2031" in text_of(client.get(address))
        response = client.post(address, {"years": [str(YEAR)]})
        copied = Draft.objects.exclude(pk=draft.pk).get()
        assert response["Location"] == reverse("wizard:resume", args=[copied.public_id])
        assert copied.tax_year == YEAR
        assert copied.answers["children"] == BERLIN["children"]
        assert "income-you-wages" not in copied.answers

    def test_the_picture_of_the_years_ahead_takes_its_figures(self, client: Client) -> None:
        draft = draft_of(client, IN_2026)
        page = text_of(client.get(reverse("result:years_ahead", args=[draft.public_id])))
        assert "years from 2028 on take the figures of 2027, the newest there are" in page
        rows = soup(client.get(reverse("result:years_ahead", args=[draft.public_id]))).select("table tbody tr")
        amounts = [[cell.get_text().strip() for cell in row.find_all(["th", "td"])][:2] for row in rows]
        # 2 x 1,700 by the figures of 2026, then 2 x 1,900 by those of 2027.
        assert amounts[:3] == [["2026", "$3,400"], ["2027", "$3,800"], ["2028", "$3,800"]]

    def test_advisors_see_it_in_their_list_and_on_its_page(self) -> None:
        client, user = advisor("bob")
        draft = shared_draft(office("Lakeside Tax Help", user), answers=IN_2027, tax_year=YEAR)
        row = soup(client.get(reverse("advising:drafts"), follow=True)).select_one("table.grid tbody tr")
        assert row is not None
        words = " ".join(row.get_text(" ").split())
        assert "2027 2 $3,800" in words
        assert "$3,800" in words
        assert "$3,800" in text_of(client.get(reverse("advising:draft", args=[draft.public_id])))


class TestBeforeTheYearIsOver:
    """Published early, for planning: the label stands wherever an amount of the year does."""

    LABEL = "Some 2027 numbers may still change."

    @pytest.fixture(autouse=True)
    def _early(self) -> Any:
        with time_machine.travel(EARLY, tick=False):
            yield

    def test_it_is_offered_to_plan_ahead_and_not_first(self, client: Client) -> None:
        page = soup(client.get(reverse("home")))
        chosen = page.select_one("#tax_year option[selected]")
        assert chosen is not None
        assert chosen.get_text() == "2026"
        assert page.select("#tax_year option")[0].get_text() == "2027 (plan ahead)"
        asked = soup(open_page(client, begin(client, tax_year=YEAR), "year"))
        assert "2027: plan ahead" in asked.get_text(" ")

    def test_the_result_says_that_it_is_for_planning(self, client: Client) -> None:
        page = soup(result_of(client, draft_of(client, IN_2027)))
        words = " ".join(page.get_text(" ").split())
        assert "If 2027 turns out like this, you could get $3,800 back" in words
        assert self.LABEL in words
        spanish = text_of(result_of(client, Draft.objects.get(), "es"))
        assert "Algunas cifras de 2027 todavía pueden cambiar." in spanish
        assert [chip.get_text() for chip in page.select("h1 ~ .chip, .chip-info")][:1] == ["Planning"]

    def test_a_rough_one_says_so_too(self, client: Client) -> None:
        draft = begin(client, tax_year=YEAR, depth="quick")
        for page, data in QUICK[:-1]:
            send(client, draft, page, **data)
        assert self.LABEL in text_of(result_of(client, draft))

    def test_an_advisor_reads_it_too(self) -> None:
        client, user = advisor("bob")
        draft = shared_draft(office("Lakeside Tax Help", user), answers=IN_2027, tax_year=YEAR)
        assert self.LABEL in text_of(client.get(reverse("advising:draft", args=[draft.public_id])))
        assert "2027, planning" in text_of(client.get(reverse("advising:drafts"), follow=True))

    @pytest.mark.parametrize("name", ["public:claims", "public:credit", "public:two_routes"])
    def test_public_pages_say_it_of_the_year_and_of_no_other(self, name: str, client: Client) -> None:
        assert self.LABEL in text_of(client.get(reverse(name), {"year": YEAR}))
        assert "may still change" not in text_of(client.get(reverse(name)))

    def test_a_copy_is_offered_to_plan_ahead(self, client: Client) -> None:
        draft = draft_of(client, IN_2026)
        assert "2027: plan ahead" in text_of(client.get(reverse("drafts:copy", args=[draft.public_id])))

    def test_its_refund_cannot_be_claimed_yet(self, client: Client) -> None:
        draft = draft_of(client, IN_2026)
        page = soup(client.get(reverse("result:open_years", args=[draft.public_id])))
        rows = [row.get_text(" ").strip()[:4] for row in page.select(".years tbody tr th")]
        assert rows == ["2024", "2025", "2026"]


def test_a_year_published_before_its_exchange_rates_asks_the_family_for_theirs(client: Client) -> None:
    """The rates of a year come out in January after it; the figures before."""
    with time_machine.travel("2028-01-03T12:00:00Z", tick=False):
        publish_without_rates()
        draft = begin(client, tax_year=YEAR, depth="quick")
        for page, data in QUICK[:6]:
            response = send(client, draft, page, **data)
        assert place(response).startswith("rate-EUR")
        send(client, draft, "rate-EUR", rate="0.8")
        for page, data in QUICK[6:-1]:
            assert place(send(client, draft, page, **data))
        assert "$3,800" in text_of(result_of(client, draft))
        assert soup(client.get(reverse("public:two_routes"))).select_one("select[name=year]") is not None
