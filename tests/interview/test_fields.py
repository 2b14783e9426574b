"""What each kind of answer accepts, and exactly what it says otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from interview.steps import STEPS, Page, Route, Words
from interview.steps.saved import Saved
from interview.wizard.forms import PageForm
from interview.years.year_in_force import shipped_year
from tests.interview.families import BERLIN, QUICK_BERLIN, family

YEAR = shipped_year(2025)
BORN_TOO_LATE = "Birth date must be on or before December 31, 2025. A child born later cannot be on a 2025 return"


def form_of(page: str, answers: dict[str, Any], **data: Any) -> PageForm:
    """The form of one screen of a family, sent with this data."""
    shown: Page = Route(answers).pages[page]
    words = Words(shown.saved, lambda: YEAR.parameters.dates)
    return PageForm(data, page=shown, words=words, year=lambda: YEAR)


def message(form: PageForm, field: str) -> str:
    assert not form.is_valid()
    return str(form.errors[field][0])


@pytest.mark.parametrize(
    ("amount", "currency", "says"),
    [
        ("", "EUR", "Enter an amount. If none, enter 0"),
        ("lots", "EUR", "Amount must be a number, like 25000 or 25,000.50"),
        ("-1", "EUR", "Amount must be 0 or more"),
        ("100,000,000", "USD", "Amount must be less than 100,000,000"),
        ("88,600,000", "EUR", "Amount must be less than 88,600,000"),
        ("5", "", "Choose a currency"),
        ("5", "ZZZ", "Choose a currency"),
        ("$5 EUR", "USD", "You typed EUR but chose USD. Choose the currency that the amount is in"),
        ("1" * 41, "EUR", "Amount must be a number, like 25000 or 25,000.50"),
    ],
)
def test_an_amount_says_what_to_do(amount: str, currency: str, says: str) -> None:
    form = form_of("income-you-wages", BERLIN, amount_amount=amount, amount_currency=currency, source="foreign")
    assert message(form, "amount") == says


def test_large_amounts_of_small_units_are_money_too() -> None:
    form = form_of("income-you-wages", BERLIN, amount_amount="600.000.000", amount_currency="IDR", source="foreign")
    assert form.is_valid(), form.errors
    assert form.answer()["amount"] == {"amount": "600000000", "currency": "IDR"}


def test_a_business_may_have_a_loss_and_a_job_may_not() -> None:
    answers = family(income_kinds__you={"kinds": ["self"]})
    form = form_of("income-you-self", answers, amount_amount="-1,200", amount_currency="EUR", source="foreign")
    assert form.is_valid(), form.errors
    assert form.answer()["amount"] == {"amount": "-1200", "currency": "EUR"}


@pytest.mark.parametrize(
    ("month", "day", "year", "says"),
    [
        ("", "", "", "Enter the child's birth date"),
        ("5", "", "2019", "Birth date must include a day"),
        ("", "4", "2019", "Birth date must include a month"),
        ("5", "4", "", "Birth date must include a year"),
        ("5", "4", "19", "Year must have 4 numbers, like 2015"),
        ("2", "30", "2019", "Birth date must be a real date"),
        ("13", "1", "2019", "Birth date must be a real date"),
        ("5", "x", "2019", "Birth date must be a real date"),
        ("1", "1", "2026", BORN_TOO_LATE),
        ("1", "1", "1914", "Check the year. It would make this child more than 110 years old"),
        (
            "",
            "",
            "2027",
            "Birth date must be on or before December 31, 2025. A child born later cannot be on a 2025 return",
        ),
    ],
)
def test_a_date_says_which_part_is_wrong(month: str, day: str, year: str, says: str) -> None:
    form = form_of(
        "child_basics-c1", BERLIN, name="Mia", relationship="birth",
        birth_date_month=month, birth_date_day=day, birth_date_year=year,
    )  # fmt: skip
    assert message(form, "birth_date") == says


def test_a_birth_year_alone_is_enough() -> None:
    form = form_of(
        "child_basics-c1", BERLIN, name="Mia", relationship="birth",
        birth_date_month="", birth_date_day="", birth_date_year="2019",
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.answer()["birth_date"] == "2019"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Enter a name or nickname"),
        ("   ", "Enter a name or nickname"),
        ("x" * 41, "Name must be 40 letters or fewer"),
        ("123-45-6789", "Do not enter a Social Security number or ITIN here"),
        ("Mia 123 45 6789", "Do not enter a Social Security number or ITIN here"),
        ("1.2.3.4.5.6.7.8.9", "Do not enter a Social Security number or ITIN here"),
        ("１２３４５６７８９", "Do not enter a Social Security number or ITIN here"),
        ("LEO", "You already have a child called LEO. Use a different name so you can tell them apart"),
    ],
)
def test_a_name_is_short_no_number_and_used_once(name: str, says: str) -> None:
    form = form_of(
        "child_basics-c1", BERLIN, name=name, relationship="birth",
        birth_date_month="5", birth_date_day="4", birth_date_year="2019",
    )  # fmt: skip
    assert message(form, "name") == says


@pytest.mark.parametrize("name", ["Zoë", "José María", "Лев", "美咲", "O'Brien-Smith", "Anna 2"])
def test_names_of_every_script_are_welcome(name: str) -> None:
    form = form_of(
        "child_basics-c1", BERLIN, name=f"  {name} ", relationship="birth",
        birth_date_month="5", birth_date_day="4", birth_date_year="2019",
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.answer()["name"] == name


def test_signs_that_turn_a_sentence_around_are_left_out_of_a_name() -> None:
    form = form_of(
        "child_basics-c1", BERLIN, name="\u202eMi\u2066a\x00", relationship="birth",
        birth_date_month="4", birth_date_day="5", birth_date_year="2019",
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.answer()["name"] == "Mia"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter how many nights. Your best count is fine"),
        ("many", "Enter how many nights. Your best count is fine"),
        ("366", "Number of nights must be between 0 and 365"),
        ("-1", "Number of nights must be between 0 and 365"),
    ],
)
def test_a_count_stays_in_its_range(typed: str, says: str) -> None:
    answers = family(child_home__c1={"lived": "close"})
    assert message(form_of("child_nights-c1", answers, nights=typed), "nights") == says


def test_none_of_these_excludes_everything_else() -> None:
    form = form_of("children_facts", BERLIN, facts=["none", "release"])
    assert message(form, "facts") == "Choose either None of these, or the ones that apply"


def test_only_one_parent_signs_form_8332() -> None:
    answers = family(children_facts={"facts": ["release"]})
    form = form_of("child_facts-c1", answers, facts=["release_in", "release_out"])
    assert message(form, "facts") == "Only one parent signs Form 8332. Choose the one that is true"


def test_not_sure_stands_in_for_a_number_and_empties_it() -> None:
    form = form_of("quick_children_numbers", QUICK_BERLIN, with_number="1", not_sure="on")
    assert form.is_valid(), form.errors
    assert form.answer() == {"with_number": None, "not_sure": True}
    neither = form_of("quick_children_numbers", QUICK_BERLIN, with_number="")
    assert message(neither, "with_number") == "Enter a number from 0 to 2"
    assert message(form_of("quick_children_numbers", QUICK_BERLIN, with_number="3"), "with_number") == (
        "Enter a number from 0 to 2"
    )


@pytest.mark.parametrize(
    ("typed", "currency", "says"),
    [
        ("", "KES", "Enter the exchange rate we should use for KES"),
        ("much", "EUR", "Enter the exchange rate, like 1.082"),
        ("0", "EUR", "Exchange rate must be more than 0"),
        ("0.0000001", "EUR", "With this rate your amount is 100,000,000 dollars or more. Check the rate"),
    ],
)
def test_a_rate_is_a_number_above_zero(typed: str, currency: str, says: str) -> None:
    pay = {"amount": {"amount": "60000", "currency": currency}, "source": "foreign"}
    form = form_of(f"rate-{currency}", family(income__you__wages=pay), rate=typed)
    assert message(form, "rate") == says


def test_an_empty_rate_goes_back_to_the_yearly_one() -> None:
    form = form_of("rate-EUR", BERLIN, rate="")
    assert form.is_valid(), form.errors
    assert form.answer() == {"rate": ""}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter a year with 4 numbers, like 2019"),
        ("19", "Enter a year with 4 numbers, like 2019"),
        ("2026", "Year must be 2025 or earlier"),
    ],
)
def test_a_year_has_four_digits_and_is_not_after_the_tax_year(typed: str, says: str) -> None:
    answers = family(exclusion_prior={"you": "earlier"})
    assert message(form_of("exclusion_stopped-you", answers, year=typed), "year") == says


def test_the_second_date_of_a_stay_comes_after_the_first_unless_the_stay_goes_on() -> None:
    answers = family(exclusion_all_year={"you": "no"}, exclusion_test__you={"test": "resident"})
    page = "exclusion_residence-you"
    start = {"start_month": "1", "start_day": "1", "start_year": "2024"}
    end = {"end_month": "12", "end_day": "31", "end_year": "2023"}
    assert message(form_of(page, answers, **start), "end") == "Enter the end date, or tick that the stay goes on"
    assert message(form_of(page, answers, **start, **end), "end") == "End date must be after the start date"
    assert form_of(page, answers, **start, still="on").is_valid()


def test_every_message_and_text_of_the_table_can_be_said() -> None:
    """A placeholder that does not exist would only show when a family meets it."""
    words = Words(Saved({"year": {"tax_year": 2025}}, "you"), lambda: YEAR.parameters.dates)
    extra = {"highest": 1, "typed": "x", "first": 2024, "last": 2026}
    for step in STEPS:
        for question in step.questions:
            texts = [question.text, question.short, question.why, question.more]
            texts += [
                getattr(question.kind, name, "")
                for name in ("empty", "outside", "too_long", "too_much", "clash", "after")
            ]
            texts += [text for option in getattr(question.kind, "options", ()) for text in (option.text, option.small)]
            for text in texts:
                if question.id != "status.result" or not callable(text):
                    assert "{" not in words.say(text, **extra)


@pytest.mark.parametrize("month", ["99999999999999999999", "-99999999999999999999", "9" * 5000])
def test_a_month_beyond_every_calendar_is_no_date(month: str) -> None:
    sent = {"birth_date_month": month, "birth_date_day": "5", "birth_date_year": "2015"}
    assert message(form_of("child_basics-c1", BERLIN, **sent), "birth_date") == "Birth date must be a real date"


@pytest.mark.parametrize("amount", ["9" * 60, "9" * 5000])
def test_an_amount_with_more_digits_than_money_is_shown_again_without_dollars(amount: str) -> None:
    form = form_of("income-you-wages", BERLIN, amount_amount=amount, amount_currency="EUR", source="foreign")
    assert message(form, "amount") == "Amount must be a number, like 25000 or 25,000.50"
    assert amount in str(form["amount"])
