"""The quick check's eight answers into a rough household, every gap filled on the careful side."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import Exchange, Rates, whole
from interview.engine import Parameters
from interview.steps import Saved
from interview.steps.conditions import ANY_NUMBER_COUNTS, FULLY_PAID_OUT, LOOKBACK_YEAR, days_in_year

STATUS = {
    "single": "single",
    "joint": "married_joint",
    "separate": "married_separate",
    "nra_spouse": "married_separate",
    "not_sure": "married_separate",
}
NOT_ASKED = (
    _("We did not ask about interest, dividends, sales, pensions, benefits or other income, so we took them as none."),
    _("We used the standard deduction, with no adjustments or other deductions."),
    _("We took it that you have no other credits, such as for child care or education."),
    _("We did not ask about US tax withheld or paid during the year, so we took it as none."),
)
CHOICE = {"yes": "elect", "no": "decline", "compare": "compare", "not_sure": "compare"}
AGE_OF_A_CHILD = 8
NEVER_DENIED = _("We took it that the IRS has never cut or denied your child credit.")
PAID_NOTHING_EARLY = _("We took it that the IRS sent you nothing early in 2021. What it sent comes off the credit.")
YEAR_WITH_LOOKBACK = 2020
"""The child credit of this year may be worked out from the pay of the year before."""
RATE_UNIT = 10_000  # the engine keeps rates as whole ten-thousandths


def quick_household(saved: Saved, rates: Rates, parameters: Parameters, notebook: Notebook) -> dict[str, Any]:
    """A rough household. It says what it took, so that the family can see what could change it."""
    exchange = Exchange(saved, rates, notebook)
    home = saved.get("quick_home", "home")
    said = saved.get("quick_status", "status")
    status = STATUS[said]
    if status != "married_joint":
        notebook.note(_("We did not look at head of household. It can only make your result better."), "quick_status")
    if said == "not_sure":
        notebook.note(
            _("You were not sure about marriage. We took it that you are married and file on your own."), "quick_status"
        )
    earned = whole(exchange.dollars(saved.get("quick_earned", "earned")))
    filer = {
        "taxpayer_id": {"kind": _filer_number(saved, notebook)},
        "exclusion": _exclusion(saved, home, notebook),
        **_pay(home, earned, parameters, notebook),
    }
    document = {
        "schema": 1,
        "tax_year": saved.tax_year,
        "filing_status": status,
        "filer": filer,
        "spouse": {"taxpayer_id": {"kind": _spouse_number(saved)}} if status == "married_joint" else None,
        "residence": _residence(home),
        "children": _children(saved, notebook),
        "unearned_income": {"puerto_rico_excluded": earned if home == "pr" else 0},
        "foreign_tax": {"general": _foreign_tax(saved, exchange, notebook)},
        "filing": {"abroad_on_due_date": home in ("abroad", "us_military")},
    }
    for text in (*NOT_ASKED, NEVER_DENIED):
        notebook.note(text)
    _note_on_year(saved, notebook)
    return document


def _note_on_year(saved: Saved, notebook: Notebook) -> None:
    """What only some years ask, and the quick check never does."""
    if saved.tax_year == FULLY_PAID_OUT:
        notebook.note(PAID_NOTHING_EARLY)
        if saved.says("quick_home", "home", "split"):
            notebook.note(
                _("You moved. We took it that your home was in the US for half of {year} or less."),
                "quick_home",
                year=saved.tax_year,
            )
    if saved.tax_year == YEAR_WITH_LOOKBACK and saved.get("quick_children", "total"):
        notebook.note(
            _("We did not ask about your pay of {earlier}. For {year} it can make the refund larger."),
            earlier=LOOKBACK_YEAR,
            year=saved.tax_year,
        )


def _residence(home: str) -> dict[str, Any]:
    places = {"us": "united_states", "pr": "puerto_rico"}
    return {
        "place": places.get(home, "abroad"),
        "main_home_in_us_over_half_year": True if home == "us_military" else None,
    }


def _filer_number(saved: Saved, notebook: Notebook) -> str:
    """Without a number good for work we take an ITIN: enough before 2025, not since."""
    said = saved.get("quick_filer", "numbers")
    if said == "not_sure":
        notebook.note(
            _("You were not sure about your own number. We took it that it is not good for work."), "quick_filer"
        )
    return "itin" if said in ("no", "neither", "not_sure") else "ssn"


def _spouse_number(saved: Saved) -> str:
    return "ssn" if saved.says("quick_filer", "numbers", "both") else "itin"


def _pay(home: str, earned: int, parameters: Parameters, notebook: Notebook) -> dict[str, int]:
    """All pay is taken as wages of one person, earned where the home was."""
    if home == "pr":
        notebook.note(
            _("We took it that the usual Social Security and Medicare tax was taken from your pay in Puerto Rico."),
            "quick_earned",
        )
        return _usual_payroll_tax(earned, parameters)
    if home == "split":
        notebook.note(_("You moved. We took it that all your pay was earned outside the US."), "quick_home")
    notebook.note(_("We took all your pay as pay from a job, earned where you lived."), "quick_earned")
    return {"wages_foreign" if home in ("abroad", "split") else "wages_us": earned}


def _usual_payroll_tax(earned: int, parameters: Parameters) -> dict[str, int]:
    """What an employer takes: on a real W-2 the family will find the exact amounts."""
    taxes = parameters.payroll_taxes
    base = Decimal(min(earned, taxes.wage_base))
    return {
        "social_security_withheld": whole(base * taxes.employee_social_security_rate / RATE_UNIT),
        "medicare_withheld": whole(Decimal(earned) * taxes.employee_medicare_rate / RATE_UNIT),
    }


def _children(saved: Saved, notebook: Notebook) -> list[dict[str, Any]]:
    total = int(saved.get("quick_children", "total"))
    with_number = saved.get("quick_children_numbers", "with_number")
    if total and with_number is None:
        notebook.note(
            _("You were not sure about your children's numbers. We took it that none has one."),
            "quick_children_numbers",
        )
    if total > (with_number or 0) and saved.tax_year <= ANY_NUMBER_COUNTS:
        notebook.note(
            _("For {year} a child with another US tax number can count too. We did not ask about those."),
            "quick_children_numbers",
            year=saved.tax_year,
        )
    if total:
        notebook.note(
            _("We took it that your children are your own, US citizens, and that their numbers were issued in time."),
            "quick_children",
        )
    return [
        {
            "name": _("Child {number}").format(number=place + 1),
            "birth_date": f"{saved.tax_year - AGE_OF_A_CHILD}-07-01",
            "taxpayer_id": {"kind": "ssn" if place < (with_number or 0) else "none"},
            "months_with_you": 7,
        }
        for place in range(total)
    ]


def _foreign_tax(saved: Saved, exchange: Exchange, notebook: Notebook) -> int:
    if saved.get("quick_foreign_tax", "not_sure"):
        notebook.note(
            _("You were not sure about tax paid to another country. We counted none, which is the safe side."),
            "quick_foreign_tax",
        )
        return 0
    return whole(exchange.dollars(saved.get("quick_foreign_tax", "tax")))


def _exclusion(saved: Saved, home: str, notebook: Notebook) -> dict[str, Any]:
    """Pay from abroad can be left out; pay for military or government work, and pay from Puerto Rico, cannot."""
    if home not in ("abroad", "split"):
        return {}
    choice = CHOICE.get(saved.get("quick_exclusion", "uses"), "compare")
    if choice == "decline":
        return {"choice": choice}
    notebook.note(_("We took it that you lived and worked outside the US all year."), "quick_home")
    return {"choice": choice, "test": "physical_presence", "qualifying_days": days_in_year(saved)}
