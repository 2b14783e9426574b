"""Section 6, second part: the tests for Form 2555, skipped when the whole year was spent abroad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import SPOUSE, YOU, could_exclude, days_in_year
from interview.steps.exclusion import both_could, each_in_play, in_play
from interview.steps.people import said
from interview.steps.questions import Choice, Count, Day, Option, Phrase, Question, Step, Tick, unsure, yes_no
from interview.steps.saved import Condition, Saved
from interview.steps.sections import EXCLUSION


def needs_test(saved: Saved) -> bool:
    """Not abroad all year, so that one of the two tests must be looked at."""
    return in_play(saved) and saved.says("exclusion_all_year", saved.key, "no", "not_sure")


def passes(*tests: str) -> Condition:
    """The person named one of these tests."""
    return lambda saved: needs_test(saved) and saved.own_says("exclusion_test", "test", *tests)


def is_no_us_citizen(saved: Saved) -> bool:
    """A US resident who is no citizen passes the test of residence only by a treaty: Treas. Reg. 1.911-2(c)."""
    if saved.key == SPOUSE:
        return not (saved.says("spouse_us", "status", "citizen") or saved.says("spouse_signs", "signs", "passport"))
    return saved.own_says("papers", "papers", "green_ssn") or saved.own_says(
        "us_status", "status", "green_card", "days"
    )


def ends_after_it_starts(_saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """A stay that is over ended after it began."""
    start, end = answer.get("start"), answer.get("end")
    return {"end": _("End date must be after the start date")} if start and end and end <= start else {}


def all_year(person: str) -> Question:
    """Abroad for the whole year, which settles the test."""
    yours = person == YOU
    return Question(
        id="feie.all_year",
        name=person,
        text=_("Did you live and work outside the US for all of {year}, with {us_days_max} days or fewer in the US?")
        if yours
        else _(
            "Did your spouse live and work outside the US for all of {year}, with {us_days_max} days or fewer in the "
            "US?"
        ),
        why=_("If so, the test for Form 2555 is passed for the whole year and we can skip the details."),
        short=_("You: abroad all year") if yours else _("Your spouse: abroad all year"),
        shown=could_exclude(person),
        kind=yes_no(
            yes=_("Yes, all year"),
            no=_("No"),
            empty=_("Select yes if you lived and worked outside the US all year")
            if yours
            else _("Select yes if your spouse lived and worked outside the US all year"),
            or_unsure=True,
        ),
    )


EXCLUSION_TESTS = (
    Step(
        name="exclusion_all_year",
        section=EXCLUSION,
        shown=in_play,
        title=lambda saved: _("Abroad for all of {year}") if both_could(saved) else "",
        questions=(all_year(YOU), all_year(SPOUSE)),
    ),
    Step(
        name="exclusion_test",
        section=EXCLUSION,
        each=each_in_play,
        shown=needs_test,
        questions=(
            Question(
                id="feie.test",
                name="test",
                text=said(_("Which of these fits you?"), _("Which of these fits your spouse?")),
                why=_(
                    "There are two tests for Form 2555, and one of them must be passed. The main place of work must be "
                    "outside the US too."
                ),
                short=said(_("You: test for Form 2555"), _("Your spouse: test for Form 2555")),
                kind=Choice(
                    empty=said(_("Choose the one that fits you"), _("Choose the one that fits your spouse")),
                    options=(
                        Option(
                            code="resident",
                            text=_("Settled in another country for all of {year}"),
                            small=lambda saved: (
                                _("Only for citizens of a country that has a tax treaty with the US")
                                if is_no_us_citizen(saved)
                                else ""
                            ),
                        ),
                        Option(code="days", text=_("Outside the US for at least 330 full days in a row of 12 months")),
                        Option(code="both", text=_("Both")),
                        Option(code="neither", text=_("Neither, or the main place of work was in the US")),
                        unsure(best="days"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="exclusion_residence",
        section=EXCLUSION,
        each=each_in_play,
        shown=passes("resident", "both"),
        check=ends_after_it_starts,
        title=said(
            _("From when to when were you settled there?"), _("From when to when was your spouse settled there?")
        ),
        intro=_("It must have been for at least one full calendar year."),
        questions=(
            Question(
                id="feie.resident_from",
                name="start",
                text=_("Start date"),
                short=said(_("You: settled from"), _("Your spouse: settled from")),
                kind=Day(what=_("Start date"), empty=_("Enter the start date")),
            ),
            Question(
                id="feie.resident_to",
                name="end",
                text=_("End date"),
                short=said(_("You: settled until"), _("Your spouse: settled until")),
                unless="still",
                kind=Day(what=_("End date"), empty=_("Enter the end date, or tick that the stay goes on")),
            ),
            Question(
                id="feie.resident_still",
                name="still",
                text=said(_("I am still settled there"), _("My spouse is still settled there")),
                short=_("Still settled there"),
                kind=Tick(),
            ),
        ),
    ),
    Step(
        name="exclusion_window",
        section=EXCLUSION,
        each=each_in_play,
        shown=passes("days", "both"),
        title=said(_("Your 12 months abroad"), _("Your spouse's 12 months abroad")),
        intro=_("The most that can be left out is cut down if the 12 months only partly fall in {year}."),
        questions=(
            Question(
                id="feie.window",
                name="start",
                text=_("When did the 12 months start?"),
                short=said(_("You: 12 months from"), _("Your spouse: 12 months from")),
                best=lambda saved: f"{saved.tax_year}-01-01",
                kind=Day(what=_("Start date"), empty=_("Enter the start date")),
            ),
            Question(
                id="feie.window_days",
                name="days",
                text=_("How many full days outside the US were in them?"),
                why=_("The test needs 330 days. With fewer days it is not met."),
                short=_("Full days outside the US"),
                best=days_in_year,
                kind=Count(
                    empty=_("Enter a number, like 340"),
                    outside=_("Number of days must be between 0 and {highest}"),
                    highest=lambda _saved: 366,
                ),
            ),
        ),
    ),
)
