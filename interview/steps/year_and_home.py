"""Section 1: the tax year, and where the family lived."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import FULLY_PAID_OUT, home_abroad, home_is
from interview.steps.questions import Choice, Country, Option, Question, Step, TaxYear, unsure, yes_no
from interview.steps.sections import BASICS

HOMES = (
    Option(code="us", text=_("In one of the 50 states or Washington, DC")),
    Option(code="abroad", text=_("In another country")),
    Option(code="us_military", text=_("Outside the US on US military orders")),
    Option(code="pr", text=_("In Puerto Rico")),
    Option(
        code="territory",
        text=_("In Guam, American Samoa, the US Virgin Islands or the Northern Marianas"),
    ),
    Option(
        code="split",
        text=_("I moved"),
        small=_("No one place was my home for more than half the year"),
    ),
)

YEAR_AND_HOME = (
    Step(
        name="year",
        section=BASICS,
        questions=(
            Question(
                id="year.tax_year",
                name="tax_year",
                text=_("Which tax year is this for?"),
                why=_("The credit changes from year to year. We use the rules for the year you pick."),
                short=_("Tax year"),
                kind=TaxYear(empty=_("Choose a tax year"), not_offered=_("Choose a year from {first} to {last}")),
            ),
        ),
    ),
    Step(
        name="year_closed",
        section=BASICS,
        tells=True,
        aside=True,
        title=_("It may be too late to get money back for {year}"),
        template="interview/year_closed.html",
    ),
    Step(
        name="home",
        section=BASICS,
        questions=(
            Question(
                id="home.main_place",
                name="main_place",
                text=_("Where was your main home for most of {year}?"),
                why=_("Your home decides which rules we use. You can get this credit from outside the US too."),
                short=_("Main home in {year}"),
                quick=lambda saved: saved.get("quick_home", "home"),
                kind=Choice(
                    empty=_("Choose where your main home was for most of {year}"),
                    options=HOMES,
                ),
            ),
        ),
    ),
    Step(
        name="home_country",
        section=BASICS,
        shown=home_abroad,
        questions=(
            Question(
                id="home.country",
                name="country",
                text=_("Which country did you live in?"),
                why=_(
                    "We use it to pick your money and to tell you where to apply for a Social Security number. "
                    "If you lived in more than one, pick the one where you spent the most time."
                ),
                short=_("Country"),
                kind=Country(empty=_("Choose the country you lived in")),
            ),
        ),
    ),
    Step(
        name="home_in_us",
        section=BASICS,
        shown=lambda saved: saved.tax_year == FULLY_PAID_OUT and saved.says("home", "main_place", "split"),
        questions=(
            Question(
                id="home.us_over_half",
                name="over_half",
                text=_("Was your home in the US for more than half of {year}?"),
                why=_(
                    "In {year} the whole credit could be paid as a refund to families living in the US for more than "
                    "half the year."
                ),
                short=_("Home in the US for over half of {year}"),
                kind=yes_no(
                    yes=_("Yes, for more than half of {year}"),
                    no=_("No, for half or less"),
                    empty=_("Select yes if your home was in the US for more than half of {year}"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="home_puerto_rico",
        section=BASICS,
        shown=home_is("pr"),
        questions=(
            Question(
                id="home.pr_resident",
                name="resident",
                text=_("Were you a resident of Puerto Rico for all of {year}?"),
                why=_("Families in Puerto Rico use another form. The refund is worked out in another way."),
                short=_("Resident of Puerto Rico"),
                kind=Choice(
                    empty=_("Choose whether you lived in Puerto Rico all year"),
                    options=(
                        Option(code="full", text=_("Yes, all year")),
                        Option(code="part", text=_("Only part of the year")),
                        unsure(best="full"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="home_territory",
        section=BASICS,
        shown=home_is("territory"),
        questions=(
            Question(
                id="home.which_territory",
                name="territory",
                text=_("Which territory did you live in?"),
                why=_("Most territories pay this credit through their own tax office."),
                short=_("Territory"),
                kind=Choice(
                    empty=_("Choose the territory you lived in"),
                    options=(
                        Option(code="gu", text=_("Guam")),
                        Option(code="vi", text=_("US Virgin Islands")),
                        Option(code="as", text=_("American Samoa")),
                        Option(code="mp", text=_("Northern Mariana Islands")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="territory_stop",
        section=BASICS,
        shown=home_is("territory"),
        title=_("Your own tax office handles this credit"),
        template="interview/territory_stop.html",
        ends=True,
    ),
)
