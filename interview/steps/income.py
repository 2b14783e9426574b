"""Section 5: income, one row for each person, kind and source, in the currency that it was paid in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import (
    YOU,
    adults,
    home_is,
    income_rows,
    is_kind,
    is_work,
    may_have_income_from_abroad,
)
from interview.steps.income_words import how_much, row_title, why_amount
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


def nothing(_saved: Saved) -> dict[str, str]:
    """What stands in the field of an amount that most families do not have."""
    return {"amount": "0", "currency": "USD"}


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


is_wages = is_kind("wages")
is_social = is_kind("social")


def for_work(work: Wording, other: Wording) -> Wording:
    """The same question about pay from work and about other income."""

    def worded(saved: Saved) -> Phrase:
        chosen = work if is_work(saved) else other
        return chosen(saved) if callable(chosen) else chosen

    return worded


def asks_source(saved: Saved) -> bool:
    """US Social Security comes from the US; any other income can come from anywhere."""
    return may_have_income_from_abroad(saved) and not is_social(saved)


INCOME_STEPS = (
    Step(
        name="income_kinds",
        section=INCOME,
        each=adults,
        questions=(
            Question(
                id="income.kinds",
                name="kinds",
                text=said(
                    _("What kinds of income did you have in {year}?"),
                    _("What kinds of income did your spouse have in {year}?"),
                ),
                why=_("We only ask about the kinds you tick. Count income from every country."),
                short=said(_("Your kinds of income"), _("Your spouse's kinds of income")),
                quick=quick_kinds,
                kind=Several(
                    empty=said(
                        _("Choose the kinds of income you had, or None of these"),
                        _("Choose the kinds of income your spouse had, or None of these"),
                    ),
                    options=(
                        Option(code="wages", text=_("Pay from a job")),
                        Option(
                            code="self",
                            text=said(
                                _("My own business or freelance work"), _("Their own business or freelance work")
                            ),
                        ),
                        Option(code="interest", text=_("Bank interest")),
                        Option(code="dividends", text=_("Dividends")),
                        Option(code="gains", text=_("Sale of shares, funds or property")),
                        Option(code="pension", text=_("Pension or annuity, also a state pension from another country")),
                        Option(code="social", text=_("US Social Security")),
                        Option(code="unemployment", text=_("Unemployment pay")),
                        Option(code="other", text=_("Other, such as rent")),
                        Option(code="none", text=_("None of these")),
                    ),
                ),
            ),
            Question(
                id="income.abroad_too",
                name="abroad_too",
                text=said(
                    _("I also had income from outside the US"), _("My spouse also had income from outside the US")
                ),
                short=said(_("Your income from outside the US"), _("Your spouse's income from outside the US")),
                shown=home_is("us"),
                kind=Tick(),
            ),
        ),
    ),
    Step(
        name="income",
        section=INCOME,
        each=income_rows,
        title=row_title,
        questions=(
            Question(
                id="income.amount",
                name="amount",
                text=how_much,
                why=why_amount,
                short=_("Amount"),
                quick=lambda saved: saved.get("quick_earned", "earned") if quick_row(saved) else None,
                kind=Money(
                    losses=is_kind("self", "gains", "other"),
                    currency=lambda saved: "USD" if is_social(saved) else "",
                ),
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
                id="income.tax_free",
                name="tax_free",
                text=said(
                    _("How much tax-free bond interest did you get?"),
                    _("How much tax-free bond interest did your spouse get?"),
                ),
                why=_("It helps decide how much of your Social Security is taxed."),
                short=_("Tax-free bond interest"),
                shown=is_social,
                default=nothing,
                kind=Money(dollars_only=True),
            ),
            Question(
                id="income.source",
                name="source",
                text=for_work(
                    said(
                        _("Where did you do the work for this pay?"),
                        _("Where did your spouse do the work for this pay?"),
                    ),
                    _("Where did this income come from?"),
                ),
                why=_(
                    "Form 2555 can only leave out pay for work done outside the US. The foreign tax credit is only for "
                    "tax on income from abroad."
                ),
                short=for_work(_("Where the work was done"), _("Where it came from")),
                shown=asks_source,
                quick=quick_source,
                kind=Choice(
                    empty=for_work(
                        said(_("Choose where you did the work"), _("Choose where your spouse did the work")),
                        _("Choose where this income came from"),
                    ),
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
                            shown=lambda saved: elsewhere(saved) and is_wages(saved),
                        ),
                        Option(
                            code="foreign_gov",
                            text=_("In Puerto Rico, paid by the US government"),
                            shown=lambda saved: in_puerto_rico(saved) and is_wages(saved),
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
                text=for_work(
                    _("What share of this work was done outside the US?"),
                    _("What share of this income came from outside the US?"),
                ),
                why=for_work(
                    _("Days at work are a good way to count. Half of the days outside the US is 50 percent."),
                    _("If half of it came from outside the US, enter 50."),
                ),
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
