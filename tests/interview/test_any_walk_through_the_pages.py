"""Whatever a family does in its browser, it ends at a result or at a page that says why not, and never at an error.

The walk sends what the pages show, right and wrong. It goes back, changes answers, adds, removes and restores children
and income, changes the tax year, and turns a quick check into all questions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from interview.drafts.models import Draft
from interview.steps import Page, Route
from interview.years.shipped import shipped_years
from tests.interview.browsing import begin
from tests.interview.test_any_walk_ends_well import accepted_answers, sent

pytestmark = pytest.mark.django_db

LONGEST_WALK = 250
MOST_MISCHIEF = 8
ONCE_IN = 5
MOST_CHILDREN = 2
GARBAGE = (
    "",
    "none",
    "-1",
    "999999999999",
    "½",
    "31",
    "x" * 10_000,
    "<b>",
    "{name}",
    "१२",
    "\u202e",
    "0\x00",
    "078-05-1120",
)
SETTINGS = settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


class Family:
    """One family at its browser, with the page that it has open."""

    def __init__(self, data: st.DataObject, depth: str, tax_year: int) -> None:
        self.data = data
        self.client = Client()
        self.draft: Draft = begin(self.client, tax_year=tax_year, depth=depth)
        self.mischief_left = MOST_MISCHIEF
        self.go(reverse("wizard:resume", args=[self.draft.public_id]))

    def draw(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self.data.draw(strategy)

    # The browser -------------------------------------------------------------------------------------------------

    def go(self, url: str) -> None:
        """Open a page as a link does."""
        self.arrive(self.client.get(url, follow=True))

    def press(self, url: str, data: dict[str, Any]) -> None:
        """Send a form as a button does."""
        self.arrive(self.client.post(url, data, follow=True))

    def arrive(self, response: Any) -> None:
        """No page that a family comes to is an error; a refused form is shown again with what is wrong."""
        assert response.status_code in (200, 409, 422), (response.status_code, response.request["PATH_INFO"])
        self.response: HttpResponse = response
        self.soup = BeautifulSoup(response.content.decode(), "html.parser")
        assert self.soup.h1 is not None
        assert self.soup.h1.get_text(strip=True)
        self.draft.refresh_from_db()
        self.route = Route(self.draft.answers)

    @property
    def view(self) -> str:
        return str(self.response.resolver_match.view_name)  # type: ignore[attr-defined]

    @property
    def page(self) -> Page | None:
        """The screen of the interview that is open, if it is one."""
        if self.view != "wizard:page":
            return None
        return self.route.pages.get(self.response.resolver_match.kwargs["step"])  # type: ignore[attr-defined]

    def form(self) -> Tag:
        """The form that leads on from here."""
        found = self.soup.select_one("main form#answers") or self.soup.select("main form")[-1]
        assert isinstance(found, Tag)
        return found

    def shown(self) -> set[str]:
        """The names of the fields that can be filled in."""
        fields = self.form().select("input:not([type=hidden]), select, textarea, button[name]")
        return {str(field["name"]) for field in fields if field.has_attr("name")}

    def hidden(self) -> dict[str, str]:
        return {str(field["name"]): str(field.get("value", "")) for field in self.form().select("input[type=hidden]")}

    def send(self, filled_in: dict[str, Any]) -> None:
        self.press(str(self.response.request["PATH_INFO"]), self.hidden() | filled_in)  # type: ignore[attr-defined]

    # What the family does ----------------------------------------------------------------------------------------

    def walk(self) -> str:
        """Go on until the end; what kind of end it was."""
        for _ in range(LONGEST_WALK):
            if self.view == "result:show":
                if not self.goes_on_from_result():
                    return "result"
            elif self.page is not None and self.page.step.ends:
                return "stop"
            elif self.mischief_left and self.draw(st.integers(1, ONCE_IN)) == 1:
                self.mischief_left -= 1
                self.draw(st.sampled_from(MISCHIEF))(self)
            else:
                self.go_on()
        raise AssertionError(f"no end after {LONGEST_WALK} pages, at {self.response.request}")  # type: ignore[attr-defined]

    def go_on(self) -> None:
        """Answer the open page and continue."""
        page = self.page
        if page is None:
            self.go_on_from_no_question()
        elif (
            page.address == "children_list"
            and len(self.route.saved.keys("children")) < MOST_CHILDREN
            and self.draw(st.booleans())
        ):
            self.add_child()
        elif page.address not in self.route.open and page.address == "year":
            self.go(reverse("wizard:resume", args=[self.draft.public_id]))
        elif page.step.tells:
            self.send({})
        else:
            self.answer(page)

    def go_on_from_no_question(self) -> None:
        if self.view == "wizard:review" and not self.route.open:
            self.send({})
        else:
            target = self.route.first_open
            name = (
                ("wizard:page", [self.draft.public_id, target]) if target else ("wizard:review", [self.draft.public_id])
            )
            self.go(reverse(name[0], args=name[1]))

    def answer(self, page: Page) -> None:
        """Fill in the fields that the page shows, and send them."""
        filled_in = sent(page, self.draw(accepted_answers(page)))
        shown = self.shown()
        for question in page.questions:
            assert question.before_the_season is not None or any(name.startswith(question.name) for name in shown)
        self.send({name: value for name, value in filled_in.items() if name in shown})

    def goes_on_from_result(self) -> bool:
        """A quick check may go deeper, and an answer may be changed from the result."""
        if not self.mischief_left:
            return False
        self.mischief_left = min(self.mischief_left - 1, 2)
        deepen = reverse("wizard:deepen", args=[self.draft.public_id])
        if self.soup.select_one(f'form[action="{deepen}"]') and self.draw(st.booleans()):
            self.press(deepen, {})
            return True
        links = [str(link["href"]) for link in self.soup.select('main a[href$="?back=result"]')]
        if links and self.draw(st.booleans()):
            self.go(self.draw(st.sampled_from(links)))
            return True
        return False

    # Mischief ----------------------------------------------------------------------------------------------------

    def type_garbage(self) -> None:
        if self.page is not None and not self.page.step.tells:
            self.send({name: self.draw(st.sampled_from(GARBAGE)) for name in sorted(self.shown() - {"later"})})

    def send_nothing(self) -> None:
        if self.page is not None and not self.page.step.tells:
            self.send({})

    def send_twice(self) -> None:
        page = self.page
        if page is not None and page.questions:
            filled_in = self.hidden() | sent(page, self.draw(accepted_answers(page)))
            url = str(self.response.request["PATH_INFO"])  # type: ignore[attr-defined]
            assert self.client.post(url, filled_in).status_code in (302, 422)
            self.press(url, filled_in)

    def go_back(self) -> None:
        link = self.soup.select_one("main a.back")
        if link is not None:
            self.go(str(link["href"]))
            if self.view == "drafts:list":
                self.go(reverse("wizard:resume", args=[self.draft.public_id]))

    def change_something(self) -> None:
        page = self.draw(st.sampled_from(list(self.route.pages)))
        back = self.draw(st.sampled_from(["", "?back=review", "?back=result"]))
        self.go(reverse("wizard:page", args=[self.draft.public_id, page]) + back)

    def add_child(self) -> None:
        self.press(reverse("wizard:child_add", args=[self.draft.public_id]), {})

    def remove_child(self) -> None:
        keys = self.route.saved.keys("children")
        if keys and "children_list" in self.route.pages:
            key = self.draw(st.sampled_from(keys))
            self.press(reverse("wizard:child_remove", args=[self.draft.public_id, key]), {})
            undo = reverse("wizard:child_restore", args=[self.draft.public_id, key])
            if self.soup.select_one(f'form[action="{undo}"]') and self.draw(st.booleans()):
                self.press(undo, {})
                assert key in self.route.saved.keys("children")

    def change_rows(self) -> None:
        """Press any button of the list of income: one more, or one less, or put one back."""
        if self.page is not None and self.page.address == "income_list":
            buttons = [form for form in self.soup.select("main form[method=post]") if form.get("id") != "answers"]
            form = self.draw(st.sampled_from(buttons))
            hidden = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[type=hidden]")}
            self.press(str(form["action"]), hidden)

    def change_the_year(self) -> None:
        self.go(reverse("wizard:page", args=[self.draft.public_id, "year"]))
        self.send({"tax_year": str(self.draw(st.sampled_from(shipped_years())))})

    def open_a_list(self) -> None:
        view = self.draw(st.sampled_from(["wizard:review", "wizard:sections", "wizard:resume", "result:show"]))
        self.go(reverse(view, args=[self.draft.public_id]))


MISCHIEF: list[Callable[[Family], None]] = [
    Family.type_garbage,
    Family.send_nothing,
    Family.send_twice,
    Family.go_back,
    Family.change_something,
    Family.add_child,
    Family.remove_child,
    Family.change_rows,
    Family.change_the_year,
    Family.open_a_list,
]


@SETTINGS
@given(data=st.data(), tax_year=st.sampled_from(shipped_years()))
def test_every_walk_through_all_questions_ends_at_a_result_or_a_page_that_says_why_not(
    data: st.DataObject, tax_year: int
) -> None:
    assert Family(data, "full", tax_year).walk() in ("result", "stop")


@SETTINGS
@given(data=st.data(), tax_year=st.sampled_from(shipped_years()))
def test_every_walk_through_the_quick_check_ends_at_a_result_or_a_page_that_says_why_not(
    data: st.DataObject, tax_year: int
) -> None:
    assert Family(data, "quick", tax_year).walk() in ("result", "stop")
