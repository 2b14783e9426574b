"""What-ifs of a client side by side: up to four columns, what differs, what is equal, and what the family is told."""

from __future__ import annotations

import copy as copying
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.drafts.models import Draft, DraftResult, KeptResult
from interview.drafts.store import change_answers
from interview.firms import what_ifs
from interview.firms.activity import VIEWED
from interview.firms.file_models import Activity, ClientFile, WhatIf
from interview.firms.office_models import OfficeMember
from interview.firms.sharing import share
from interview.firms.what_ifs import Wording
from tests.advising.people import advisor, draft_of, family, office
from tests.interview.families import BERLIN
from tests.interview.families import family as answers_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_november")]
WITH_FORM = answers_of(BERLIN, exclusion_plan={"plan": "plan_yes"})
MARK = "abcdefghijkl"


class Desk:
    """Bob advises Alice, who plans to use Form 2555."""

    def __init__(self, answers: dict[str, Any] = WITH_FORM) -> None:
        self.alice, key = family()
        self.bob, self.user = advisor("bob")
        self.office = office("Lakeside Tax Help", self.user)
        self.draft = draft_of(key, answers=copying.deepcopy(answers))
        share(self.draft, self.office, name="Brauer")

    def address(self, name: str = "what_ifs", *more: object) -> str:
        return reverse(f"advising:{name}", args=[self.draft.public_id, *more])

    def page(self, *show: str) -> BeautifulSoup:
        answer = self.bob.get(self.address(), {"show": show})
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    def copy(self, name: str = "Another way", **changes: Any) -> WhatIf:
        file = ClientFile.objects.select_related("draft").get(draft=self.draft)
        return what_ifs.make(file, by=self.user, name=name, answers={**self.draft.answers, **changes})


@pytest.fixture
def desk() -> Desk:
    return Desk()


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def heads(page: BeautifulSoup) -> list[str]:
    table = page.select_one(".sides")
    assert table is not None
    return [words(head) for head in table.select("thead th")]


def row(page: BeautifulSoup, section: str, label: str) -> list[str]:
    found = next(row for row in page.select(f"section[aria-labelledby={section}] tr") if label in words(row.th))
    return [words(cell) for cell in found.select("td")]


def test_ready_made_ones_stand_beside_the_answers_as_entered_before_anything_is_kept(desk: Desk) -> None:
    page = desk.page()
    assert Activity.objects.filter(kind=VIEWED, actor=desk.user).count() == 1
    assert heads(page) == ["As entered", "Without Form 2555"]
    assert row(page, "figures-h", "ends up with") == ["$0", "$3,400 +$3,400"]
    assert row(page, "figures-h", "ACTC") == ["$0", "$3,400 +$3,400"]
    assert row(page, "answers-h", "Form 2555 for 2025") == ["Yes, I plan to", "No"]
    assert not WhatIf.objects.exists()
    assert Draft.objects.count() == 1


def test_equal_rows_and_equal_lines_fold_away(desk: Desk) -> None:
    page = desk.page()
    folded = page.select("section[aria-labelledby=figures-h] details tbody th")
    assert "Filing status" in [words(head) for head in folded]
    schedule = page.select_one("#f-schedule_8812")
    assert schedule is not None
    assert schedule.has_attr("open")
    equal = {words(number) for number in schedule.select("details.why .line-no")}
    differ = {words(number) for number in schedule.select(".line-no")} - equal
    assert "27" in differ
    assert "4" in equal


def test_at_most_four_columns_stand_side_by_side(desk: Desk) -> None:
    keys = [f"c{desk.copy(name).pk}" for name in ("One", "Two", "Three", "Four")]
    assert heads(desk.page(*keys)) == ["As entered", "One", "Two", "Three"]
    assert "The others are left out" in words(desk.page(*keys).main)
    assert heads(desk.page(keys[3], "without_2555", "c999999", "nonsense")) == [
        "As entered", "Four", "Without Form 2555",
    ]  # fmt: skip


def test_a_ready_made_one_is_kept_once_however_often_it_is_pressed(desk: Desk) -> None:
    sent = {"ready": "without_2555", "mark": MARK, "show": ["without_2555"]}
    first, second = (desk.bob.post(desk.address("what_if_make"), sent) for _press in range(2))
    kept = WhatIf.objects.select_related("draft").get()
    assert first.headers["Location"] == second.headers["Location"] == f"{desk.address()}?show=c{kept.pk}"
    assert kept.draft.answers["exclusion_plan"] == {"plan": "plan_no"}
    assert kept.draft.what_if_of == desk.draft
    gone = desk.bob.post(desk.address("what_if_make"), {"ready": "with_2555"})
    assert gone.status_code == 422
    assert "no longer fits" in gone.content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter a name for the copy"),
        ("x" * 61, "The name must be 60 letters or fewer"),
        ("Leo 123-45-6789", "Do not enter a Social Security number or ITIN here"),
    ],
)
def test_a_copy_needs_a_name_without_a_tax_number(desk: Desk, typed: str, message: str) -> None:
    answer = desk.bob.post(desk.address("what_if_make"), {"name": typed})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.content, "html.parser")
    assert [words(link) for link in page.select(".errors a")] == [message]
    assert not WhatIf.objects.exists()


def test_a_copy_of_ones_own_leads_to_its_page(desk: Desk) -> None:
    answer = desk.bob.post(desk.address("what_if_make"), {"name": " Move  in July ", "mark": MARK})
    kept = WhatIf.objects.get()
    assert kept.name == "Move in July"
    assert answer.headers["Location"] == desk.address("what_if", kept.pk)
    page = BeautifulSoup(desk.bob.get(answer.headers["Location"]).content, "html.parser")
    assert page.select_one(f"a[href='{reverse('wizard:review', args=[kept.draft.public_id])}']")


def test_what_is_kept_as_a_copy_is_not_offered_again(desk: Desk) -> None:
    desk.bob.post(desk.address("what_if_make"), {"ready": "without_2555"})
    offered = [words(label) for label in desk.page().select("#choose label")]
    assert offered == ["Without Form 2555 Copy +$3,400 for the family", "Plan for 2026"]


def test_next_year_stands_beside_this_year_with_the_same_questions_in_one_row(desk: Desk) -> None:
    page = desk.page("next_year")
    assert heads(page) == ["As entered", "Plan for 2026"]
    assert row(page, "answers-h", "Form 2555 for 2025") == ["Yes, I plan to", "Work out both ways for me"]
    assert "This year and the next five" not in words(page.main)
    desk.bob.post(desk.address("what_if_make"), {"ready": "next_year"})
    assert WhatIf.objects.get().draft.tax_year == 2026


def test_missing_answers_are_named_and_the_other_columns_are_shown(desk: Desk) -> None:
    kept = desk.copy(foreign_tax_amount=None)
    change_answers(kept.draft, lambda answers: {**answers, "foreign_tax_amount": {}})
    page = desk.page(f"c{kept.pk}", "without_2555")
    note = page.select_one(".note-warn")
    assert "cannot be worked out yet" in words(note)
    assert row(page, "figures-h", "ends up with") == ["$0", "–", "$3,400 +$3,400"]


def test_a_copy_from_older_answers_says_so_and_is_brought_up_to_date(desk: Desk) -> None:
    kept = desk.copy(exclusion_plan={"plan": "plan_no"})
    pay = {**BERLIN["income-you-wages"], "amount": {"amount": "30000", "currency": "EUR"}}
    change_answers(desk.draft, lambda answers: {**answers, "income-you-wages": pay})
    assert "was made from older answers" in words(desk.page().main)
    assert "Your pay from a job: Amount" in desk.bob.get(desk.address("what_if", kept.pk)).content.decode()
    desk.bob.post(desk.address("what_if_newer", kept.pk))
    page = desk.page()
    assert "was made from older answers" not in words(page.main)
    assert [
        label for label in page.select("section[aria-labelledby=answers-h] tbody th") if "pay" in words(label)
    ] == []
    assert row(page, "answers-h", "Form 2555 for 2025") == ["Yes, I plan to", "No"]


def test_a_recommendation_needs_a_note_and_the_family_reads_it_on_its_result(desk: Desk) -> None:
    kept = desk.copy("Leave Form 2555 off", exclusion_plan={"plan": "plan_no"})
    sent = {"name": kept.name, "recommended": "on", "note": "", "seen": what_ifs.seen(kept)}
    refused = desk.bob.post(desk.address("what_if", kept.pk), sent)
    assert refused.status_code == 422
    assert "Write a note that tells the family why" in refused.content.decode()
    result = reverse("result:show", args=[desk.draft.public_id])
    assert "recommends" not in desk.alice.get(result).content.decode()
    desk.bob.post(desk.address("what_if", kept.pk), {**sent, "note": "You get <b>more</b> without it."})
    section = BeautifulSoup(desk.alice.get(result).content, "html.parser").select_one(
        "section[aria-labelledby=recommended-h]"
    )
    text = words(section)
    assert "Lakeside Tax Help recommends: Leave Form 2555 off" in text
    assert "You get <b>more</b> without it." in text
    assert "You would end up with $3,400 instead of $0." in text
    assert "Form 2555 for 2025 Yes, I plan to No" in text
    change_answers(desk.draft, lambda answers: {**answers, "paid_home": {"paid": "no"}})
    assert "The figures here use your answers of now" in desk.alice.get(result).content.decode()
    desk.alice.post(desk.address("stop"))
    assert "recommends" not in desk.alice.get(result).content.decode()


def test_what_a_colleague_said_meanwhile_is_shown_beside_what_was_typed(desk: Desk) -> None:
    kept = desk.copy("One")
    opened = what_ifs.seen(kept)
    what_ifs.reword(kept, Wording("Theirs"), by=desk.user, seen_as=opened)
    mine = {"name": "Mine", "note": "", "seen": opened}
    answer = desk.bob.post(desk.address("what_if", kept.pk), mine)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.content, "html.parser")
    assert "Theirs" in words(page.select_one(".note-warn"))
    field, seen = page.select_one("#id_name"), page.select_one("#id_seen")
    assert field is not None
    assert seen is not None
    assert field["value"] == "Mine"
    desk.bob.post(desk.address("what_if", kept.pk), {**mine, "seen": str(seen["value"])})
    assert WhatIf.objects.get().name == "Mine"


def test_a_copy_is_deleted_once_and_only_by_its_own_client(desk: Desk) -> None:
    kept, other = desk.copy(), Draft.objects.create(tax_year=2025, answers=BERLIN, updated_at=desk.draft.updated_at)
    share(other, desk.office, name="Schmidt")
    elsewhere = [other.public_id, kept.pk]
    assert desk.bob.get(reverse("advising:what_if", args=elsewhere)).status_code == 404
    desk.bob.post(reverse("advising:what_if_delete", args=elsewhere))
    assert WhatIf.objects.exists()
    for _press in range(2):
        assert desk.bob.post(desk.address("what_if_delete", kept.pk)).headers["Location"] == desk.address()
    assert not WhatIf.objects.exists()


def test_an_auditor_compares_and_changes_nothing(desk: Desk) -> None:
    kept = desk.copy()
    OfficeMember.objects.update(role=OfficeMember.Role.AUDITOR)
    page = desk.page()
    assert page.select("main form[method=post]") == []
    assert desk.bob.get(desk.address("what_if", kept.pk)).status_code == 403
    for name, more in (("what_if_make", ()), ("what_if_newer", (kept.pk,)), ("what_if_delete", (kept.pk,))):
        assert desk.bob.post(desk.address(name, *more), {"name": "x"}).status_code == 403
    assert WhatIf.objects.count() == 1


def test_four_columns_cost_at_most_eight_queries_and_write_nothing(desk: Desk) -> None:
    keys = [f"c{desk.copy(name, exclusion_plan={'plan': 'plan_no'}).pk}" for name in ("One", "Two", "Three")]
    desk.page(*keys)
    with CaptureQueriesContext(connection) as queries:
        desk.page(*keys)
    statements = [query["sql"] for query in queries.captured_queries]
    assert len(statements) <= 8
    assert [statement for statement in statements if not statement.startswith("SELECT")] == []


def test_the_answers_of_a_copy_are_changed_on_the_familys_screens_and_the_familys_own_stay(desk: Desk) -> None:
    kept = desk.copy("Half the rent")
    screen = reverse("wizard:page", args=[kept.draft.public_id, "paid_home"])
    page = BeautifulSoup(desk.bob.get(screen).content, "html.parser")
    assert "You change “Half the rent”, a what-if copy for Brauer" in words(page.body)
    form = page.select_one("main form[method=post]")
    assert form is not None
    sent = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[type=hidden]")}
    desk.bob.post(screen, {**sent, "paid": "no"})
    kept.draft.refresh_from_db()
    desk.draft.refresh_from_db()
    assert kept.draft.answers["paid_home"] == {"paid": "no"}
    assert desk.draft.answers["paid_home"] == {"paid": "yes"}
    assert not DraftResult.objects.filter(draft=kept.draft).exists()
    assert not KeptResult.objects.filter(draft=kept.draft).exists()
    assert row(desk.page(), "answers-h", "Paid for the home") == [
        "Yes, I paid more than half", "No, I paid half or less",
    ]  # fmt: skip
