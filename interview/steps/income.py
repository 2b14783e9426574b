"""Section 5: pay from work, one row for each person, kind and job, in the currency that it was paid in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import (
    YOU,
    adults,
    home_is,
    income_rows,
    is_business,
    may_have_pay_from_abroad,
)
from interview.steps.people import said
from interview.steps.questions import (
    Choice,
    Count,
    Money,
    Option,
    Phrase,
    Question,
    Several,
    Step,
    Tick,
    Wording,
)
from interview.steps.saved import Saved
from interview.steps.sections import INCOME


def by_kind(wages: Wording, business: Wording) -> Wording:
    """The same question about pay from a job and about a business."""

    def worded(saved: Saved) -> Phrase:
        chosen = business if is_business(saved) else wages
        return chosen(saved) if callable(chosen) else chosen

    return worded


def quick_row(saved: Saved) -> bool:
    """The quick check's one amount of pay stands in the filer's first row."""
    return saved.key == f"{YOU}-wages"


def quick_kinds(saved: Saved) -> list[str] | None:
    """Pay in the quick check is taken as pay from a job."""
    earned = saved.get("quick_earned", "earned")
    return ["wages"] if saved.key == YOU and isinstance(earned, dict) and earned.get("amount") != "0" else None


def quick_source(saved: Saved) -> str | None:
    """Where the work was most likely done, going by the home in the quick check."""
    if not quick_row(saved) or saved.get("quick_earned", "earned") is None:
        return None
    return {"abroad": "foreign", "us_military": "foreign_gov", "pr": "pr"}.get(saved.get("quick_home", "home"))


in_puerto_rico = home_is("pr")


def elsewhere(saved: Saved) -> bool:
    """The main home was not in Puerto Rico."""
    return not in_puerto_rico(saved)


PAY_FROM_WORK = (
    Step(
        name="income_kinds",
        section=INCOME,
        each=adults,
        questions=(
            Question(
                id="income.kinds",
                name="kinds",
                text=said(
                    _("What kinds of pay from work did you have in {year}?"),
                    _("What kinds of pay from work did your spouse have in {year}?"),
                ),
                why=_(
                    "Count work in every country. For now we ask only about pay from work. We take other income, such "
                    "as interest, as none, and say so with your result."
                ),
                short=said(_("Your pay from work"), _("Your spouse's pay from work")),
                quick=quick_kinds,
                kind=Several(
                    empty=_("Choose the kinds of pay, or None of these"),
                    options=(
                        Option(code="wages", text=_("Pay from a job")),
                        Option(
                            code="self",
                            text=said(
                                _("My own business or freelance work"), _("Their own business or freelance work")
                            ),
                        ),
                        Option(code="none", text=_("None of these")),
                    ),
                ),
            ),
            Question(
                id="income.abroad_too",
                name="abroad_too",
                text=_("Some of this work was done outside the US"),
                short=_("Work outside the US"),
                shown=home_is("us"),
                kind=Tick(),
            ),
        ),
    ),
    Step(
        name="income",
        section=INCOME,
        each=income_rows,
        title=by_kind(
            said(_("Your pay from a job"), _("Your spouse's pay from a job")),
            said(_("Your business or freelance work"), _("Your spouse's business or freelance work")),
        ),
        questions=(
            Question(
                id="income.amount",
                name="amount",
                text=by_kind(
                    said(_("How much pay did you get in {year}?"), _("How much pay did your spouse get in {year}?")),
                    said(
                        _("How much profit did your business make in {year}?"),
                        _("How much profit did your spouse's business make in {year}?"),
                    ),
                ),
                why=by_kind(
                    _(
                        "We add up income to see what tax you owe and how much credit can be paid to you. "
                        "Enter the whole year, before tax and other deductions."
                    ),
                    _(
                        "We add up income to see what tax you owe and how much credit can be paid to you. "
                        "Enter the whole year, after business costs. Use a minus sign for a loss."
                    ),
                ),
                short=_("Amount"),
                quick=lambda saved: saved.get("quick_earned", "earned") if quick_row(saved) else None,
                kind=Money(losses=is_business),
            ),
            Question(
                id="income.exactness",
                name="guess",
                text=_("This is my best guess"),
                short=_("Best guess"),
                quick=lambda saved: True if quick_row(saved) and saved.get("quick_earned", "earned") else None,
                kind=Tick(),
            ),
            Question(
                id="income.source",
                name="source",
                text=by_kind(
                    said(
                        _("Where did you do the work for this pay?"),
                        _("Where did your spouse do the work for this pay?"),
                    ),
                    _("Where was the work for this profit done?"),
                ),
                why=_(
                    "Form 2555 can only leave out pay for work done outside the US. The foreign tax credit is only for "
                    "tax on income from abroad."
                ),
                short=_("Where the work was done"),
                shown=may_have_pay_from_abroad,
                quick=quick_source,
                kind=Choice(
                    empty=said(_("Choose where you did the work"), _("Choose where your spouse did the work")),
                    options=(
                        Option(code="pr", text=_("In Puerto Rico"), shown=in_puerto_rico),
                        Option(code="foreign", text=_("Outside the US"), shown=elsewhere),
                        Option(code="us", text=_("In the US"), shown=elsewhere),
                        Option(code="us", text=_("In the 50 states or Washington, DC"), shown=in_puerto_rico),
                        Option(code="foreign", text=_("In another country"), shown=in_puerto_rico),
                        Option(code="both", text=_("Some of each"), shown=elsewhere),
                        Option(
                            code="foreign_gov",
                            text=_("Outside the US, paid by the US government or military"),
                            shown=lambda saved: elsewhere(saved) and not is_business(saved),
                        ),
                        Option(
                            code="foreign_gov",
                            text=_("In Puerto Rico, paid by the US government"),
                            shown=lambda saved: in_puerto_rico(saved) and not is_business(saved),
                        ),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="income_share",
        section=INCOME,
        each=income_rows,
        shown=lambda saved: saved.own_says("income", "source", "both"),
        questions=(
            Question(
                id="income.share",
                name="percent",
                text=_("What share of this work was done outside the US?"),
                why=_("Days at work are a good way to count. Half of the days outside the US is 50 percent."),
                short=_("Percent outside the US"),
                kind=Count(
                    empty=_("Enter a share from 0 to 100"),
                    outside=_("Enter a share from 0 to 100"),
                    highest=lambda _saved: 100,
                ),
            ),
        ),
    ),
)
