"""The full interview's answers into a household document, as Appendix D of the design lays it down."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.children import child_documents
from interview.adapter.deductions import deductions_document
from interview.adapter.dollars import Exchange, Rates
from interview.adapter.foreign_tax import foreign_tax, from_abroad
from interview.adapter.history import history_document
from interview.adapter.other_income import OtherIncome, unearned_income
from interview.adapter.pay import Pay
from interview.adapter.people import person_document
from interview.adapter.status import filing_status, note_on_choice_in_force
from interview.engine import Parameters
from interview.local_formats import long_date
from interview.steps import Saved
from interview.steps.conditions import FULLY_PAID_OUT, SPOUSE, YOU, adults, files_jointly
from interview.steps.wording import Dates

ABROAD = ("abroad", "us_military")
"""Homes from which we take it that the family was abroad on the due date too; of one that moved nobody knows."""


def full_household(
    saved: Saved, rates: Rates, parameters: Parameters, notebook: Notebook, *, both: Saved | None = None
) -> dict[str, Any]:
    """The household document of a family that has answered every question.

    `both` are the answers about both spouses, where this return of one's own is compared with one together.
    """
    exchange, dates = Exchange(saved, rates, notebook), parameters.dates
    pay = Pay(saved, exchange, notebook)
    income = OtherIncome(saved, exchange, notebook)
    status = filing_status(saved, notebook)
    if both is not None:
        note_on_choice_in_force(both, notebook)
    people = {person: person_document(saved.about(person), pay, exchange, dates, notebook) for person in adults(saved)}
    return {
        "schema": 1,
        "tax_year": saved.tax_year,
        "filing_status": status,
        "lived_apart_last_half": status == "married_separate" and saved.says("apart", "six_months", "yes"),
        "filer": people[YOU],
        "spouse": people[SPOUSE] if files_jointly(saved) else None,
        "residence": residence(saved, notebook),
        "children": child_documents(saved, dates, notebook),
        "unearned_income": unearned_income(income, pay.puerto_rico_excluded(list(people))),
        "foreign_tax": foreign_tax(saved, exchange, from_abroad(saved, pay, income), notebook, both=both),
        **deductions_document(saved, exchange, notebook, of_both=both is not None),
        "filing": filing(saved, dates, notebook),
        "history": history_document(saved, exchange, parameters, notebook),
    }


def residence(saved: Saved, notebook: Notebook) -> dict[str, Any]:
    """Where the main home was. Military orders abroad leave it in the US: IRC 32(c)(4)."""
    place = saved.get("home", "main_place")
    if place == "us":
        return {"place": "united_states"}
    if place == "pr":
        if saved.says("home_puerto_rico", "resident", "full"):
            return {"place": "puerto_rico"}
        if saved.says("home_puerto_rico", "resident", "not_sure"):
            notebook.note(
                _("You were not sure about Puerto Rico. We took it that you were there for part of the year."),
                "home_puerto_rico",
            )
        return {"place": "united_states", "main_home_in_us_over_half_year": False}
    in_us = True if place == "us_military" else None
    if place == "split" and saved.tax_year == FULLY_PAID_OUT:
        in_us = saved.says("home_in_us", "over_half", "yes")
        if saved.says("home_in_us", "over_half", "not_sure"):
            notebook.note(
                _(
                    "You were not sure if your home was in the US for more than half of {year}. We took it that it "
                    "was not."
                ),
                "home_in_us",
                year=saved.tax_year,
            )
    return {
        "place": "abroad",
        "country": saved.get("home_country", "country"),
        "main_home_in_us_over_half_year": in_us,
    }


def filing(saved: Saved, dates: Dates, notebook: Notebook) -> dict[str, Any]:
    """How much time there was to file."""
    said = saved.get("extension", "extension")
    if said == "not_sure":
        notebook.note(_("You were not sure about more time to file. We took it that you asked for none."), "extension")
    if said == "more":
        text = _(
            "You asked for more time than Form 4868 gives. We counted only that form, so until {day}. If the IRS "
            "allowed you a later day, a tax number may come until then."
        )
        notebook.note(text, "extension", day=lambda: long_date(dates.return_due_extended))
    abroad = saved.says("home", "main_place", *ABROAD)
    if said is None and abroad:
        notebook.note(
            _("We took it that you also lived abroad when the return was due, so it is due by {day}."),
            "home",
            day=lambda: long_date(dates.return_due_abroad),
        )
    return {
        "extension": said in ("f4868", "more"),
        "abroad_on_due_date": said == "abroad" or (abroad and said in (None, "f4868", "more")),
    }
