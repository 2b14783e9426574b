"""Compare with a finished return: which lines agree, which do not, and where the two part. Nothing is stored."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.result.explain.case import Case
from interview.result.lines.calculation_order import STEPS, CalculationOrder
from interview.result.lines.comparing import Answer, compare
from interview.result.lines.paper_lines import PaperLine, Refusal, paper_lines, read_typed
from interview.years.year_in_force import shipped_year
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, family
from tests.result.households import MARCH, assessed, child, household

TWO_WAYS = family(exclusion_plan={"plan": "compare"})


def lines_of(document: dict[str, Any], *, today: date = MARCH) -> tuple[Case, tuple[PaperLine, ...]]:
    case = Case(assessed(document), today)
    return case, paper_lines(case, case.shown)


def answer(document: dict[str, Any] | None = None, **typed: str) -> Answer:
    """The answer for lines named like form_1040__11a or schedule_8812__27."""
    case, lines = lines_of(document or household())
    names = {name.replace("__", "-"): Decimal(amount) for name, amount in typed.items()}
    assert set(names) <= {line.name for line in lines}
    return compare(case, case.shown, lines, names, shipped_year(case.year - 1).parameters)


def causes_of(found: Answer) -> str:
    assert found.parting is not None
    return " ".join(found.parting.causes)


class TestWhereTheyPart:
    def test_a_return_that_agrees_has_no_parting(self) -> None:
        found = answer(form_1040__11a="67720", schedule_8812__27="3400")
        assert found.heading == "All 2 lines agree"
        assert found.parting is None
        assert not found.differ

    def test_the_first_line_in_the_order_of_the_work_is_named_and_not_the_first_on_paper(self) -> None:
        # On paper Form 1040 line 28 comes before the schedule that it is taken from.
        found = answer(form_1040__28="0", schedule_8812__27="0", schedule_8812__18a="0", schedule_8812__16b="3400")
        assert found.parting is not None
        assert found.parting.line.name == "schedule_8812-18a"
        assert found.parting.before == "The line before it agrees."
        assert [one.line.name for one in found.differ] == ["schedule_8812-18a", "schedule_8812-27", "form_1040-28"]

    def test_the_sentence_names_both_amounts_and_ours_is_explained(self) -> None:
        found = answer(schedule_8812__16b="4400")
        assert found.parting is not None
        assert found.parting.sentence == (
            "They part at Schedule 8812, line 16b: the return says $4,400, and we get $3,400."
        )
        assert found.parting.line.how == "2 × $1,700."
        assert found.parting.line.source
        assert found.differ[0].difference == "+$1,000"

    def test_a_dollar_of_rounding_is_no_difference_but_one_child_is(self) -> None:
        assert not answer(form_1040__16="4950").differ
        assert answer(schedule_8812__4="1").differ

    def test_brackets_that_the_form_prints_itself_are_no_difference(self) -> None:
        document = household(filer={"exclusion": {
            "test": "physical_presence", "qualifying_days": 365, "choice": "elect",
        }})  # fmt: skip
        assert not answer(document, schedule_1__8d="67720").differ
        assert not answer(document, schedule_1__8d="-67720").differ

    def test_a_line_that_we_skip_can_be_compared_too(self) -> None:
        assert answer(schedule_8812__2b="67720").differ
        assert not answer(schedule_8812__2b="0").differ

    @pytest.mark.parametrize("year", [2017, 2018, 2020, 2021, 2024, 2025])
    def test_a_return_with_all_our_amounts_agrees_in_every_year(self, year: int) -> None:
        document = household(tax_year=year, children=[child("Mia", born="2012-05-04"), child("Leo")])
        case, lines = lines_of(document)
        typed = {line.name: line.ours for line in lines}
        found = compare(case, case.shown, lines, typed, None)
        assert len(found.agree) == len(lines)
        assert sum(line.first for line in lines) in range(8, 22)


def test_every_line_of_the_sample_has_a_field_of_its_own_a_step_and_agrees_with_itself() -> None:
    sample = (settings.BASE_DIR / "tests" / "cases" / "sample.jsonl").read_text(encoding="utf-8")
    for document in map(json.loads, sample.splitlines()):
        found = assessed(document["household"])
        case = Case(found, date(found.assessment.tax_year + 1, 3, 9))
        step = CalculationOrder(case)
        for way in case.assessment.scenarios:
            if not way.allowed:
                continue
            lines = paper_lines(case, way)
            assert len({line.name for line in lines}) == len(lines)
            assert all(step(line.form, line.line)[0] < len(STEPS) for line in lines)
            assert not compare(case, way, lines, {line.name: line.ours for line in lines}, None).differ


class TestCauses:
    def test_earned_income_of_zero_points_to_pay_from_abroad_and_to_form_2555(self) -> None:
        assert "Pay from abroad may have been left out, or Form 2555 was used." in causes_of(
            answer(schedule_8812__18a="0")
        )

    def test_a_cap_of_the_whole_credit_is_recognised(self) -> None:
        assert "At most $1,700 a child can be paid out." in causes_of(answer(schedule_8812__16b="4400"))

    def test_the_amount_of_last_year_is_recognised(self) -> None:
        expected = "It is the amount of 2024: $2,000 a child. For 2025 it is $2,200."
        assert expected in causes_of(answer(schedule_8812__5="4000"))

    def test_the_cap_of_last_year_is_recognised(self) -> None:
        document = household(tax_year=2024, children=[child("Leo")])
        assert "It is the limit of 2023: $1,600 a child." in causes_of(answer(document, schedule_8812__16b="1600"))

    def test_no_foreign_tax_credit_points_to_form_1116(self) -> None:
        assert "Form 1116 may be missing" in causes_of(answer(schedule_3__1="0"))

    def test_no_refund_points_to_form_2555_and_to_the_box(self) -> None:
        found = causes_of(answer(schedule_8812__27="0"))
        assert "With it, none of the credit is paid out." in found
        assert "The box may be ticked that refuses this credit." in found

    def test_fewer_children_point_to_line_6_and_to_numbers(self) -> None:
        assert "may stand on line 6" in causes_of(answer(schedule_8812__4="1"))

    def test_a_return_made_the_other_way_is_recognised(self) -> None:
        found = answer(form_1040__11a="0", schedule_8812__27="0")
        assert found.other_way is not None
        assert found.other_way.key == "exclude_filer"
        assert "With Form 2555" in found.other_way.text

    def test_every_line_has_some_cause(self) -> None:
        case, lines = lines_of(household())
        for line in lines:
            for off in (Decimal(7), Decimal(-7)):
                found = compare(case, case.shown, (line,), {line.name: line.ours + off}, None)
                if found.parting is not None:
                    assert all(found.parting.causes), line.name

    def test_a_return_that_claims_more_than_we_find_is_warned_about(self) -> None:
        assert answer(schedule_8812__27="4400").what_to_do.startswith("The return claims more than we find.")
        assert (
            answer(schedule_8812__27="0").what_to_do == "Ask your preparer about this line before the return is sent."
        )


class TestReading:
    @pytest.mark.parametrize(
        ("typed", "amount"),
        [("67,720", 67_720), ("(67,720)", -67_720), ("-67720", -67_720), ("$ 1,234.50", "1234.5"), ("", None)],
    )
    def test_amounts_are_read_as_people_type_them(self, typed: str, amount: Any) -> None:
        _case, lines = lines_of(household())
        found = read_typed(typed, lines[0])
        assert found == (None if amount is None else Decimal(amount))

    @pytest.mark.parametrize("typed", ["abc", "1,2,3", "€500", "((5))"])
    def test_what_is_no_amount_is_refused(self, typed: str) -> None:
        _case, lines = lines_of(household())
        with pytest.raises(Refusal):
            read_typed(typed, lines[0])


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture(autouse=True)
    def _in_march(self) -> Any:
        with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
            yield

    def address(self, draft: Draft) -> str:
        return reverse("result:compare_return", args=[draft.public_id])

    def test_some_lines_are_asked_first_and_the_rest_is_folded(self, client: Client) -> None:
        soup = BeautifulSoup(client.get(self.address(draft_of(client, BERLIN))).content, "html.parser")
        inputs = soup.select("main form input[type=text]")
        folded = soup.select("main form details input[type=text]")
        assert 10 <= len(inputs) - len(folded) <= 20
        assert len(folded) > 40
        assert all(soup.select_one(f'label[for="{field["id"]}"]') for field in inputs)

    def test_what_was_typed_is_compared_and_kept_in_its_field_but_not_stored(
        self, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        draft = draft_of(client, BERLIN)
        with django_assert_max_num_queries(6) as queries:
            response = client.post(self.address(draft), {"schedule_8812-16b": "(4,400)", "schedule_8812-4": "2"})
        assert response.status_code == 200
        assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries.captured_queries)
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.select_one('[name="schedule_8812-16b"]')["value"] == "(4,400)"  # type: ignore[index]
        assert "They part at Schedule 8812, line 16b" in soup.get_text()
        assert "no-store" in response["Cache-Control"]

    def test_a_wrong_amount_is_told_at_its_place_and_the_rest_is_kept(self, client: Client) -> None:
        response = client.post(self.address(draft_of(client, BERLIN)), {"form_1040-11a": "abc", "form_1040-16": "12"})
        assert response.status_code == 422
        soup = BeautifulSoup(response.content, "html.parser")
        wrong = soup.select_one("#id_form_1040-11a")
        assert wrong is not None
        assert wrong["aria-invalid"] == "true"
        assert soup.find(id=str(wrong["aria-describedby"]))
        assert soup.select_one('.errors a[href="#id_form_1040-11a"]')
        assert soup.select_one("#id_form_1040-16")["value"] == "12"  # type: ignore[index]

    def test_an_identity_number_is_refused_and_not_shown_again(self, client: Client) -> None:
        response = client.post(self.address(draft_of(client, BERLIN)), {"form_1040-11a": "123-45-6789"})
        assert response.status_code == 422
        assert b"6789" not in response.content

    @pytest.mark.parametrize(
        "typed", ["9,999,999,999,999,999,999,999,999,999", "-1" + ",000" * 9, "(1'000'000'000'000)"]
    )
    def test_a_number_of_any_length_is_answered_and_breaks_no_page(self, client: Client, typed: str) -> None:
        draft = draft_of(client, BERLIN)
        fields = BeautifulSoup(client.get(self.address(draft)).content, "html.parser").select("main input[type=text]")
        everywhere = {str(field["name"]): typed for field in fields}
        assert client.post(self.address(draft), everywhere).status_code == 422

    def test_an_empty_form_is_told_so(self, client: Client) -> None:
        response = client.post(self.address(draft_of(client, BERLIN)), {})
        assert response.status_code == 422
        assert "Type the amount of at least one line" in response.content.decode()

    def test_the_way_can_be_chosen(self, client: Client) -> None:
        draft = draft_of(client, TWO_WAYS)
        soup = BeautifulSoup(client.get(self.address(draft) + "?way=exclude_filer").content, "html.parser")
        assert soup.select_one("[aria-current]").get_text(strip=True) == "With Form 2555"  # type: ignore[union-attr]
        assert soup.select_one('[name="form_2555-45"]')

    def test_another_browser_finds_nothing(self, client: Client) -> None:
        draft = draft_of(client, BERLIN)
        for name in ("compare_return", "lines_text"):
            assert Client().get(reverse(f"result:{name}", args=[draft.public_id])).status_code == 404
        assert Client().post(self.address(draft), {"form_1040-16": "1"}).status_code == 404


@pytest.mark.django_db
def test_the_lines_come_as_plain_text_for_a_letter(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = client.get(reverse("result:lines_text", args=[draft.public_id]))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    lines = text.split("\r\n")
    assert max(map(len, lines)) <= 80
    assert lines[0] == "Child Tax Credit 2025, line by line"
    assert any(line.startswith("16b ") and line.endswith("$3,400") for line in lines)
    assert text.index("Schedule 8812") < text.index("Form 1040\r\n")
    assert "Mia" not in text
