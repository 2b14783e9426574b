"""Amounts of the calculators, worked out by hand from the law or taken from its worked scenarios."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from interview.engine import assessment
from interview.public import families
from tests.public.reading import both_ways, dollars, page_of, slip, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


@pytest.mark.parametrize(
    ("year", "asked", "used", "back", "lost"),
    [
        # 40,000 − 12,700 − 4 × 4,050 = 11,100; middle of the band 11,125 × 10%; 2,000 − 1,113, all of it refundable.
        (2017, {"pay": 40_000}, 1_113, 887, 0),
        # 40,000 − 24,800 = 15,200; 15,225 × 10%; 4,000 − 1,523 is below the cap of 2,800.
        (2020, {"pay": 40_000}, 1_523, 2_477, 0),
        # 40,000 − 25,100 = 14,900; 14,925 × 10%; 3,600 + 3,000 − 1,493 = 5,107, of which 2 × 1,400 is paid.
        (2021, {"pay": 40_000, "young": 1}, 1_493, 2_800, 2_307),
        # A main home in the US: nothing is tied to tax or pay.
        (2021, {"pay": 40_000, "young": 1, "home": "us"}, 0, 6_600, 0),
        (2021, {"pay": 0, "young": 2, "home": "us"}, 0, 7_200, 0),
        # Below the standard deduction; 15% × 17,500 is below the cap of 3,000.
        (2022, {"pay": 20_000}, 0, 2_625, 1_375),
        # Scenario S01 of the law: 10,800 taxable, tax 1,083; 8,500 taxable, tax 853.
        (2024, {"pay": 40_000}, 1_083, 2_917, 0),
        (2025, {"pay": 40_000}, 853, 3_400, 147),
        (2025, {"pay": 2_500}, 0, 0, 4_400),
        # 15% × (36,500 − 2,500) = 5,100, the cap of three; 36,500 − 31,500 = 5,000, 5,025 × 10%.
        (2025, {"pay": 36_500, "children": 3}, 503, 5_100, 997),
        # Another dependent only lowers tax: 30,000 − 23,625 = 6,375, tax 638, of which 500.
        (2025, {"pay": 30_000, "children": 0, "others": 1, "status": "head_of_household"}, 500, 0, 0),
        # 43,000 above the limit: 43 × 50 = 2,150 off 2,200; one dollar more takes the rest.
        (2025, {"pay": 243_000, "children": 1, "status": "single"}, 50, 0, 0),
        (2025, {"pay": 243_001, "children": 1, "status": "single"}, 0, 0, 0),
        # A surviving spouse has the limit of single people: 250,000 − 200,000 = 50 × 50.
        (2024, {"pay": 250_000, "status": "surviving_spouse"}, 1_500, 0, 0),
    ],
)
def test_credit_by_pay(client: Client, year: int, asked: dict[str, Any], used: int, back: int, lost: int) -> None:
    page = page_of(client, "public:credit", year=year, **asked)
    assert slip(page) == {"used": used, "back": back, "lost": lost}
    (mine,) = page.select("tr.sum")
    assert [dollars(words(cell)) for cell in mine.select("td")] == [used, back, used + back, lost]


def test_the_table_shows_round_incomes_and_your_own_in_order(client: Client) -> None:
    page = page_of(client, "public:credit", year=2025, pay=41_234)
    shown = [dollars(words(head).replace(" (your pay)", "")) for head in page.select("tbody th")]
    assert shown == sorted(shown)
    assert 41_234 in shown
    assert 0 in shown
    assert len(shown) == 14


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"pay": 40_000}, "You would get $3,400 paid back"),
        ({"pay": 150_000}, "The credit would take $4,400 off your US tax"),
        ({"pay": 1_000_000}, "You would get $0: the pay is too high for this credit"),
        ({"pay": 0}, "You would get $0 at this pay"),
    ],
)
def test_the_answer_comes_first_in_words(client: Client, asked: dict[str, Any], said: str) -> None:
    page = page_of(client, "public:credit", year=2025, **asked)
    assert words(page.select_one("#answer-h")) == said


def test_without_any_credit_there_is_no_drawing(client: Client) -> None:
    # In 2017 there was nothing for other dependents.
    page = page_of(client, "public:credit", year=2017, children=0, others=1)
    assert page.select("svg.chart") == []
    assert slip(page) == {"used": 0, "back": 0, "lost": 0}


def test_only_2021_asks_how_young_the_children_are_and_where_home_was(client: Client) -> None:
    asked = {"young", "home"}
    assert asked <= {str(tag["name"]) for tag in page_of(client, "public:credit", year=2021).select("main [name]")}
    assert not asked & {str(tag["name"]) for tag in page_of(client, "public:credit", year=2022).select("main [name]")}
    assert "Children under 18" in words(page_of(client, "public:credit", year=2021).select_one("main"))


@pytest.mark.parametrize(
    ("year", "status", "children", "wage", "tax", "without", "excluding"),
    [
        # Scenarios S01 to S13 of the law, by their last column.
        (2024, "married_joint", 2, 40_000, 0, 2_917, 0),
        (2025, "married_joint", 2, 90_000, 0, -2_146, 0),
        (2024, "head_of_household", 1, 160_000, 0, -22_493, -784),
        (2025, "head_of_household", 1, 160_000, 0, -21_638, 0),
        (2025, "married_joint", 2, 70_000, 14_000, 3_400, 0),
        (2024, "head_of_household", 1, 45_000, 9_000, 1_700, 0),
        (2024, "married_joint", 3, 120_000, 33_000, 5_100, 0),
        (2024, "married_joint", 2, 200_000, 22_000, -1_682, 0),
        (2025, "married_joint", 2, 200_000, 22_000, -498, 0),
        (2025, "married_joint", 1, 110_000, 7_500, 754, 0),
        (2025, "married_separate", 1, 9_000, 0, 975, 0),
        (2025, "head_of_household", 4, 30_000, 1_500, 4_125, 0),
    ],
)
def test_both_ways_for_one_wage(
    client: Client, year: int, status: str, children: int, wage: int, tax: int, without: int, excluding: int
) -> None:
    page = page_of(client, "public:two_routes", year=year, status=status, children=children, wage=wage, tax=tax)
    assert both_ways(page, "You end up with") == (without, excluding)
    better, gain = ("Without", without - excluding) if without > excluding else ("With", excluding - without)
    assert words(page.select_one("#answer-h")) == f"{better} Form 2555 you are ${gain:,} better off"
    assert words(page.select_one(".compare .best").find_parent("th")) == f"Pays you more {better} Form 2555"  # type: ignore[union-attr]


def test_the_figures_of_both_ways_are_those_of_the_law(client: Client) -> None:
    page = page_of(client, "public:two_routes", year=2024, wage=200_000, tax=22_000)
    assert both_ways(page, "Income the US counts") == (200_000, 73_500)
    assert both_ways(page, "Tax before credits") == (27_682, 9_746)
    assert both_ways(page, "Foreign tax credit") == (22_000, 8_085)
    assert both_ways(page, "Child credit off tax") == (4_000, 1_661)


def test_ways_that_come_out_the_same_are_called_so(client: Client) -> None:
    page = page_of(client, "public:two_routes", year=2025, wage=2_000, rate=0)
    assert words(page.select_one("#answer-h")) == "Both ways come out the same"
    assert page.select(".compare .best") == []


def test_pay_in_another_currency_is_turned_into_dollars_at_the_rate_shown(client: Client) -> None:
    page = page_of(client, "public:two_routes", year=2025, wage=62_000, currency="EUR", rate=28)
    # 62,000 ÷ 0.886 and 17,360 ÷ 0.886
    assert "Pay in dollars: $69,977. Income tax on it there: $19,594." in words(page)
    assert "0.886 EUR for one dollar, the average of 2025 (IRS yearly average)" in words(page)


def test_a_rate_and_its_amount_are_the_same_question(client: Client) -> None:
    asked = {"year": 2025, "wage": 55_000}
    by_rate = page_of(client, "public:two_routes", **asked, rate="12.5")
    by_amount = page_of(client, "public:two_routes", **asked, tax=6_875)
    assert by_rate.select_one(".compare") == by_amount.select_one(".compare")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        # 6,546 − 4,400 = 2,146 is the tax to be covered, 2.38% of 90,000.
        ({"wage": 90_000}, "no worse if the foreign tax is 2.4% of the pay or more"),
        ({"wage": 40_000}, "no worse even where there is no income tax"),
    ],
)
def test_the_foreign_tax_at_which_the_ways_change_places(client: Client, asked: dict[str, Any], said: str) -> None:
    assert said in words(page_of(client, "public:two_routes", year=2025, **asked))


@pytest.mark.parametrize("wage", [60_000, 90_000, 150_000, 250_000, 600_000])
@pytest.mark.parametrize("children", [1, 3, 6])
def test_what_is_said_about_changing_places_agrees_with_the_table(client: Client, wage: int, children: int) -> None:
    page = page_of(client, "public:two_routes", year=2024, wage=wage, children=children)
    said = words(page.select_one("#rates-h + p"))
    rows = [words(row).replace("%", "").split() for row in page.select("section:has(#rates-h) tbody tr")]
    no_worse = [int(row[0]) for row in rows if dollars(row[3]) >= 0]
    if "even where" in said:
        assert len(no_worse) == len(rows)
    elif "no worse if" in said:
        turn = float(said.split(" is ")[2].split("%")[0])
        assert no_worse == [int(row[0]) for row in rows if int(row[0]) >= turn]
    elif said:
        assert no_worse == []


@pytest.mark.parametrize(("year", "free"), [(2024, 2030), (2025, 2031)])
def test_the_five_years_without_form_2555_are_named(client: Client, year: int, free: int) -> None:
    note = words(page_of(client, "public:two_routes", year=year).select_one(".note-warn"))
    assert f"You can use it again for tax year {free}, or sooner if the IRS agrees." in note
    assert "IRC 911(e)(2)" in note


@pytest.mark.parametrize(
    "address",
    [("public:credit", {"pay": 1_000_000, "children": 10, "others": 10}), ("public:two_routes", {"wage": 999_999})],
)
def test_no_page_asks_the_engine_more_than_forty_times(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: tuple[str, dict[str, int]]
) -> None:
    runs: list[bool] = []

    def counted(*args: Any, detail: bool) -> Any:
        runs.append(detail)
        return assessment.evaluate(*args, detail=detail)

    monkeypatch.setattr(families, "evaluate", counted)
    name, asked = address
    assert client.get(reverse(name), asked).status_code == 200
    assert 0 < len(runs) <= 40
    assert not any(runs)


@pytest.mark.parametrize("name", ["public:credit", "public:two_routes"])
def test_a_refund_is_shown_with_the_last_safe_day_to_claim_it(client: Client, name: str) -> None:
    assert "The last safe day to claim a refund for 2021: April 15, 2025." in words(page_of(client, name, year=2021))
    assert "The last safe day to claim a refund for 2025: April 15, 2029." in words(page_of(client, name, year=2025))
