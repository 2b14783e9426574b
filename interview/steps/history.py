"""Section 9: earlier years, and when the return is or was filed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import (
    FULLY_PAID_OUT,
    LATE_WINDOWS,
    adults,
    children,
    has_children,
    has_number,
    home_abroad,
)
from interview.steps.questions import Choice, Money, Option, Phrase, Question, Step, Tick, Year, unsure, yes_no
from interview.steps.saved import Saved
from interview.steps.sections import HISTORY

YEARS_WITH_LOOKBACK = (2020, 2021)
"""The law let these years use the pay of the year before the pandemic."""


def more_time_matters(saved: Saved) -> bool:
    """A number came after the due date, or has yet to come."""
    for person in adults(saved):
        if saved.says(f"id_window-{person}", "window", *LATE_WINDOWS):
            return True
    for child in map(saved.about, children(saved)):
        without_number = child.own("child_papers", "papers") is not None and not has_number(child)
        if without_number or child.own_says("child_issued", "window", *LATE_WINDOWS):
            return True
    return False


def had_filed(saved: Saved) -> str:
    """Whoever has used Form 2555 for the year has filed its return."""
    return "on_time" if saved.says("exclusion_plan", "plan", "filed") else "no"


def was_denied(saved: Saved) -> bool:
    """The IRS once cut or denied the credit."""
    return saved.says("history", "denied", "yes")


def has_wait(saved: Saved) -> bool:
    """The IRS set a wait, so its first year matters."""
    return saved.says("history_wait", "wait", "two", "ten")


def lookback_matters(saved: Saved) -> bool:
    """Earlier pay may build the refund: 2020 for the child credit, 2021 for the earned income credit of a US home."""
    if saved.tax_year not in YEARS_WITH_LOOKBACK or not has_children(saved):
        return False
    if saved.tax_year == FULLY_PAID_OUT:
        return saved.says("home", "main_place", "us", "us_military") or saved.says("home_in_us", "over_half", "yes")
    return True


def denied_by_this_year(saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """The credit of a year can only be denied for a year that there has been."""
    year = answer.get("year")
    if isinstance(year, int) and year < FIRST_YEAR_OF_A_WAIT:
        return {"year": _("Enter the tax year in the letter. It is 1997 or later")}
    return {}


FIRST_YEAR_OF_A_WAIT = 1997

HISTORY_STEPS = (
    Step(
        name="lookback",
        section=HISTORY,
        shown=lookback_matters,
        questions=(
            Question(
                id="cred.lookback",
                name="earned",
                text=lambda saved: (
                    _("How much did you and your spouse earn from work in {lookback_year}?")
                    if len(adults(saved)) > 1
                    else _("How much did you earn from work in {lookback_year}?")
                ),
                why=_(
                    "For {year} the law lets you use your pay of {lookback_year} to work out the refund, if it was "
                    "higher."
                ),
                more=_("Count pay from jobs and profit from your own business, in dollars, all together."),
                short=_("Pay from work in {lookback_year}"),
                unless="not_higher",
                kind=Money(dollars_only=True),
            ),
            Question(
                id="cred.lookback_lower",
                name="not_higher",
                text=_("No, it was not higher than in {year}"),
                short=_("Pay in {lookback_year} was not higher"),
                kind=Tick(),
            ),
        ),
    ),
    Step(
        name="history",
        section=HISTORY,
        title=_("Earlier years and filing"),
        questions=(
            Question(
                id="hist.denied",
                name="denied",
                text=_("Has the IRS ever cut or denied your child credit?"),
                why=_(
                    "Math fixes do not count. After any other reason you must send Form 8862 once to get the credit "
                    "again."
                ),
                short=_("Credit cut or denied"),
                default="no",
                kind=yes_no(
                    yes=_("Yes, it was cut or denied"),
                    no=_("No"),
                    empty=_("Select yes if the IRS cut or denied your credit"),
                    or_unsure=True,
                    best="no",
                ),
            ),
            Question(
                id="hist.filed",
                name="filed",
                text=_("Have you filed your {year} return?"),
                why=_("If you have, you may need to change it instead of filing a new one."),
                short=_("Return for {year}"),
                default=had_filed,
                before_the_season="no",
                kind=Choice(
                    empty=_("Choose whether you have filed your {year} return"),
                    options=(
                        Option(code="no", text=_("Not yet")),
                        Option(code="on_time", text=_("Yes, on time")),
                        Option(code="late", text=_("Yes, but late")),
                        Option(code="amended", text=_("Yes, and I have changed it since")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="history_form_8862",
        section=HISTORY,
        shown=was_denied,
        questions=(
            Question(
                id="hist.8862",
                name="accepted",
                text=_("Have you sent Form 8862 since then, and was the credit allowed?"),
                why=_("If so, you do not need it again."),
                short=_("Form 8862 sent"),
                kind=yes_no(
                    yes=_("Yes, and it was allowed"),
                    no=_("No"),
                    empty=_("Select yes if you sent Form 8862 and the credit was allowed"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="history_wait",
        section=HISTORY,
        shown=lambda saved: was_denied(saved) and not saved.says("history_form_8862", "accepted", "yes"),
        questions=(
            Question(
                id="hist.ban",
                name="wait",
                text=_("Did the IRS tell you to wait before claiming again?"),
                why=_("A letter (CP79A or CP79B) can set a wait of 2 or 10 years."),
                short=_("Told to wait"),
                kind=Choice(
                    empty=_("Choose how long the IRS told you to wait"),
                    options=(
                        Option(code="none", text=_("No wait")),
                        Option(code="two", text=_("2 years")),
                        Option(code="ten", text=_("10 years")),
                        unsure(best="none"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="history_denied_year",
        section=HISTORY,
        shown=has_wait,
        check=denied_by_this_year,
        questions=(
            Question(
                id="hist.ban_from_year",
                name="year",
                text=_("For which tax year was it denied?"),
                why=_("The wait starts with the year after it."),
                more=_(
                    "If the letter is about a later year than {year}, go back and choose No wait. That wait does not "
                    "touch {year}."
                ),
                short=_("Denied for"),
                kind=Year(),
            ),
        ),
    ),
    Step(
        name="extension",
        section=HISTORY,
        shown=more_time_matters,
        questions=(
            Question(
                id="hist.extension",
                name="extension",
                text=_("Did you have more time to file for {year}?"),
                why=_("More time to file is also more time for a tax number to be issued."),
                short=_("More time to file"),
                kind=Choice(
                    empty=_("Choose whether you had more time to file"),
                    options=(
                        Option(code="none", text=_("No")),
                        Option(
                            code="abroad",
                            text=_("I lived abroad on the due date, so until {abroad_date}"),
                            shown=home_abroad,
                        ),
                        Option(code="f4868", text=_("I sent Form 4868, so until {ext_date}")),
                        Option(code="more", text=_("I asked for more than that")),
                        unsure(best="f4868"),
                    ),
                ),
            ),
        ),
    ),
)
