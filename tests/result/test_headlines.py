"""One sentence says it: by outcome, and for each reason of a zero with a first action and its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.result.explain.zero import CHANGEABLE_FIRST, ZEROS
from tests.result.households import child, choosing, household, page, plain

NO_NUMBER: dict[str, Any] = {"taxpayer_id": {"kind": "none"}}
LATE = {"kind": "ssn", "issued_on": "2026-07-01"}

# Without these, the family would stay in every case the mother in Berlin.
ZERO_FAMILIES: dict[str, tuple[dict[str, Any], str, str]] = {
    "form_2555": (
        household(filer=choosing("elect")),
        "H_SWITCH",
        "You get $0 back, and Form 2555 is the only reason",
    ),
    "no_qualifying_child": (
        household(children=[child(born="2007-01-01")], filer=choosing("decline")),
        "H_ZERO",
        "You do not get this credit for 2025: no child passes every test",
    ),
    "no_filer_ssn": (
        household(filer={"taxpayer_id": {"kind": "itin"}}),
        "H_FIX",
        "$0 for now. You can still get $3,400 back if you act before October 15, 2026",
    ),
    "filer_id_issued_late": (
        household(filer={"taxpayer_id": LATE}),
        "H_FIX",
        "You get $0 back because a parent’s number came too late for 2025",
    ),
    "earned_income_at_or_below_threshold": (
        household(filer={"wages_foreign": 2_400}),
        "H_ZERO",
        "You get $0 back because you earned too little from work in 2025",
    ),
    "credit_fully_used_against_tax": (
        household(filer={"wages_foreign": 0, "wages_us": 90_000}, foreign_tax={}),
        "H_TAXONLY",
        "The credit takes $4,400 off your US tax for 2025",
    ),
    "phased_out": (
        household(filer={"wages_foreign": 0, "wages_us": 400_000}),
        "H_ZERO",
        "You do not get this credit for 2025: your income is above the limit",
    ),
    "banned": (
        household(history={"child_credit_disallowed": "banned"}),
        "H_BAN",
        "You cannot claim this credit for 2025",
    ),
    "claimed_as_dependent": (
        household(filer={"claimed_as_dependent": True}),
        "H_ZERO",
        "You do not get this credit for 2025: someone else can claim you",
    ),
}


@pytest.mark.parametrize("code", ZERO_FAMILIES)
def test_each_reason_of_a_zero_has_its_own_headline_first_action_and_day(code: str) -> None:
    document, outcome, words = ZERO_FAMILIES[code]
    headline = page(document).headline
    assert (headline.zero_code, headline.outcome, plain(headline.text)) == (code, outcome, words)
    assert headline.lead
    assert headline.action is not None
    assert headline.action.text
    assert headline.action.day > date(2026, 3, 9)


def test_every_code_of_the_contract_has_words() -> None:
    assert set(CHANGEABLE_FIRST) == set(ZEROS)
    of_2021 = {"fully_refundable_instead", "paid_in_advance"}
    assert set(ZEROS) - set(ZERO_FAMILIES) == of_2021, "only tax year 2021 can say that"


def test_no_two_reasons_share_a_headline() -> None:
    headlines = [words for _document, _outcome, words in ZERO_FAMILIES.values()]
    assert len(set(headlines)) == len(headlines)


def test_a_refund_is_said_with_its_amount() -> None:
    headline = page(household()).headline
    assert headline.outcome == "H_REFUND"
    assert plain(headline.text) == "You can get $3,400 back, even though you owe no US tax"
    assert headline.lead[:2] == (
        "Mia and Leo count for the credit.",
        "To get it, leave the foreign earned income exclusion (Form 2555) off your return.",
    )


def test_only_a_quick_check_says_about() -> None:
    assert plain(page(household(), rough=True).headline.text) == "You could get about $3,400 back from the IRS for 2025"
    assert "about" not in plain(page(household()).headline.text)


def test_a_year_that_is_not_over_is_a_plan() -> None:
    headline = page(household(tax_year=2026)).headline
    assert headline.outcome == "H_PLAN"
    assert plain(headline.text) == "If 2026 turns out like this, you could get $3,400 back"
    assert headline.lead[-1] == "Some 2026 numbers may still change."


def test_form_2555_is_praised_where_it_wins() -> None:
    """Little foreign tax: without the form the credit is eaten by US tax, and more is due."""
    headline = page(household(filer={"wages_foreign": 100_000}, foreign_tax={})).headline
    assert headline.outcome == "H_STAY"
    assert plain(headline.text) == "Form 2555 is the better way for 2025"


def test_form_2555_that_is_in_use_and_wins_is_kept() -> None:
    headline = page(household(filer={"wages_foreign": 100_000, **choosing("elect")}, foreign_tax={})).headline
    assert plain(headline.text) == "Keep Form 2555 for 2025"


def test_children_with_other_numbers_bring_the_smaller_credit() -> None:
    itin: dict[str, Any] = {"us_status": "resident_alien", "taxpayer_id": {"kind": "itin"}}
    document = household(
        children=[child(born="2007-01-01", **itin)], filer={"wages_foreign": 0, "wages_us": 60_000}, foreign_tax={}
    )
    headline = page(document).headline
    assert headline.outcome == "H_ODC"
    assert plain(headline.text) == "You get the smaller credit of $500 for 2025"


def test_a_missing_number_is_a_zero_for_now_until_the_day_has_passed() -> None:
    document = household(children=[child(**NO_NUMBER)])
    before, after = page(document).headline, page(document, today=date(2026, 10, 15)).headline
    assert before.outcome == "H_FIX"
    assert plain(before.text) == "$0 for now. You can still get $1,700 back if you act before October 15, 2026"
    assert after.outcome == "H_ZERO"


def test_a_refund_that_other_tax_takes_a_part_of_is_said_with_what_is_left() -> None:
    filer = {"wages_foreign": 40_000, "self_employment_foreign": 6_000, **choosing("decline")}
    result = page(household(filer=filer))
    text = plain(result.headline.text)
    assert text.startswith("The credit pays $3,400. After your other US tax, you get $")
    assert text.endswith(" back")
    assert result.slip is not None
    assert result.slip.figures[2].label == "Your whole refund"
    assert result.slip.figures[2].amount in text


def test_after_the_last_day_to_claim_nothing_can_be_mended() -> None:
    late: dict[str, Any] = {"taxpayer_id": {"kind": "ssn", "issued_on": "2026-07-01"}}
    headline = page(household(children=[child(**late)]), today=date(2029, 4, 16)).headline
    assert headline.outcome == "H_ZERO"


def test_a_remedy_that_needs_more_time_to_file_says_so_once_the_day_has_passed() -> None:
    document = household(children=[child(**NO_NUMBER)])
    asked = "This only works if you asked for more time to file by June 15, 2026."
    assert asked not in page(document).headline.lead
    assert asked in page(document, today=date(2026, 7, 1)).headline.lead


def test_without_a_child_the_number_of_a_parent_is_not_the_reason() -> None:
    headline = page(household(children=[], filer={"taxpayer_id": {"kind": "itin"}})).headline
    assert headline.zero_code == "no_qualifying_child"
    assert headline.lead


def test_a_rough_zero_says_about_too() -> None:
    headline = page(household(children=[child(**NO_NUMBER)]), rough=True).headline
    assert "about $1,700" in headline.text


def test_after_the_last_day_to_claim_the_refund_is_gone() -> None:
    headline = page(household(), today=date(2029, 4, 16)).headline
    assert headline.outcome == "H_LATE"
    assert "too late" in headline.text


def test_a_family_that_we_cannot_work_out_gets_no_figures() -> None:
    result = page(household(residence={"place": "guam"}))
    assert result.headline.outcome == "H_SCOPE"
    assert "tax office there" in result.headline.lead[0]
    assert result.slip is None
    assert result.comparison is None
    assert result.schedule_8812 is None
    assert result.children == ()


def test_without_any_child_it_says_so() -> None:
    headline = page(household(children=[])).headline
    assert plain(headline.text) == "You do not get this credit for 2025: it needs a child"


def test_tax_that_is_left_is_never_hidden_behind_the_credit() -> None:
    document = household(
        filing_status="single",
        filer={"wages_foreign": 0, "self_employment_foreign": 60_000, **choosing("decline")},
        children=[child()],
    )
    result = page(document)
    assert "of your 2025 US tax bill" in result.headline.text
    assert any("still have" in sentence for sentence in result.headline.lead)
    assert result.slip is not None
    assert result.slip.figures[2].label == "Left to pay"


def test_profit_under_a_certificate_is_not_called_too_little_pay() -> None:
    filer = {"wages_foreign": 0, "self_employment_foreign": 45_000, "self_employment_tax_exempt": True}
    headline = page(household(filer=filer)).headline
    assert plain(headline.text) == "You get $0 back for 2025 because the form does not count your profit"
    assert "Then $3,400 could be paid to you." in " ".join(headline.lead)


def test_an_answer_can_be_changed_at_any_time_and_the_day_is_that_of_the_refund() -> None:
    shown = page(household(children=[child(born="2007-01-01")], filer=choosing("decline")))
    assert shown.headline.action is not None
    assert shown.headline.action.day_text == "A refund for 2025 can be claimed until April 15, 2029."
