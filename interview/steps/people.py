"""Section 3: the filer's papers, and the spouse's when both are on the return."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import SPOUSE, YOU, adults, own_number_may_be_late
from interview.steps.issue_windows import window_options
from interview.steps.questions import Choice, Option, Phrase, Question, Step, Wording, unsure, yes_no
from interview.steps.saved import Condition, Saved
from interview.steps.sections import PEOPLE

NUMBER_FOR_WORK_SINCE = 2025
"""Until then an adult's number of any kind was enough, and the due date itself was in time: IRC 24(e)(2)."""


def said(you: Phrase, spouse: Phrase) -> Wording:
    """The same question to the filer and about the spouse."""
    return lambda saved: spouse if saved.key.startswith(SPOUSE) else you


def only(person: str) -> Condition:
    """Only asked about this person."""
    return lambda saved: saved.key == person


def quick_papers(saved: Saved) -> str | None:
    """What the quick check said about Social Security numbers."""
    has = saved.get("quick_filer", "numbers")
    if saved.key == SPOUSE:
        return "ssn" if has == "both" else None
    return "citizen_ssn" if has in ("yes", "both") else None


def from_another_number(saved: Saved) -> bool:
    """Neither of the two usual answers fits."""
    return saved.own_says("papers", "papers", "other")


def why_number(saved: Saved) -> Phrase:
    """Which numbers of adults the year's law asks for: IRC 24(h)(7) since 2025, 24(e)(2) before."""
    if saved.tax_year < NUMBER_FOR_WORK_SINCE:
        return _("You need a tax number that was issued in time.")
    if len(adults(saved)) > 1:
        return _("From 2025, you or your spouse must have a Social Security number that is good for work.")
    return _("From 2025, you must have a Social Security number that is good for work.")


def own_due_date_is_in_time(saved: Saved) -> bool:
    """Until 2024 an adult's number that came on the due date itself still counted."""
    return saved.tax_year < NUMBER_FOR_WORK_SINCE


def came_late(saved: Saved) -> bool:
    """The adult has said already that the number came on the due date or later, and that was too late."""
    return saved.own_says("tax_id", "kind", "ssn_work_late") and not own_due_date_is_in_time(saved)


AGE_BANDS = (
    Option(code="u19", text=_("Under 19")),
    Option(code="19_23", text=_("19 to 23")),
    Option(code="24_64", text=_("24 to 64")),
    Option(code="65p", text=_("65 or older")),
)

PEOPLE_STEPS = (
    Step(
        name="papers",
        section=PEOPLE,
        each=adults,
        title=said(_("About you"), _("About your spouse")),
        questions=(
            Question(
                id="you.papers",
                name="papers",
                text=said(_("Which of these fits you for {year}?"), _("Which of these fits your spouse for {year}?")),
                why=_(
                    "The credit is for US citizens and tax residents, wherever they live. "
                    "We never ask for the number itself."
                ),
                short=said(_("Your papers"), _("Your spouse's papers")),
                quick=quick_papers,
                kind=Choice(
                    empty=said(
                        _("Choose the one that fits you for {year}"),
                        _("Choose the one that fits your spouse for {year}"),
                    ),
                    options=(
                        Option(
                            code="citizen_ssn", text=_("A US citizen with a Social Security number"), shown=only(YOU)
                        ),
                        Option(
                            code="green_ssn",
                            text=_("A green card holder with a Social Security number good for work"),
                            shown=only(YOU),
                        ),
                        Option(code="ssn", text=_("Has a Social Security number, good for work"), shown=only(SPOUSE)),
                        Option(code="other", text=_("Something else, or I'm not sure")),
                    ),
                ),
            ),
            Question(
                id="you.age_band",
                name="age_band",
                text=said(
                    _("How old were you at the end of {year}?"), _("How old was your spouse at the end of {year}?")
                ),
                why=_("People who are 65 or older get a bigger standard deduction."),
                short=said(_("Your age"), _("Your spouse's age")),
                default="24_64",
                kind=Choice(
                    empty=said(
                        _("Choose how old you were at the end of {year}"),
                        _("Choose how old your spouse was at the end of {year}"),
                    ),
                    options=AGE_BANDS,
                ),
            ),
        ),
    ),
    Step(
        name="us_status",
        section=PEOPLE,
        each=adults,
        shown=lambda saved: saved.key == YOU and from_another_number(saved),
        questions=(
            Question(
                id="you.us_status",
                name="status",
                text=_("What were you for US tax in {year}?"),
                why=_("Some people need another form that this app does not cover."),
                short=_("You for US tax"),
                kind=Choice(
                    empty=_("Choose what you were for US tax in {year}"),
                    options=(
                        Option(code="citizen", text=_("A US citizen")),
                        Option(code="green_card", text=_("A green card holder")),
                        Option(code="days", text=_("A tax resident because of my days in the US")),
                        Option(code="changed", text=_("My status changed during the year")),
                        Option(code="nra", text=_("None of these. I was a nonresident")),
                        unsure(best="citizen"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="nonresident_stop",
        section=PEOPLE,
        each=adults,
        shown=lambda saved: saved.key == YOU and saved.own_says("us_status", "status", "changed", "nra"),
        title=_("You need another form for {year}"),
        template="interview/nonresident_stop.html",
        ends=True,
    ),
    Step(
        name="tax_id",
        section=PEOPLE,
        each=adults,
        shown=from_another_number,
        questions=(
            Question(
                id="you.id_kind",
                name="kind",
                text=said(_("Which US tax number do you have?"), _("Which US tax number does your spouse have?")),
                why=why_number,
                short=said(_("Your tax number"), _("Your spouse's tax number")),
                kind=Choice(
                    empty=said(
                        _("Choose which US tax number you have"), _("Choose which US tax number your spouse has")
                    ),
                    options=(
                        Option(code="ssn_work", text=_("A Social Security number, good for work")),
                        Option(code="ssn_work_late", text=_("The same, but it came on {due_date} or later")),
                        Option(code="ssn_dhs", text=_("A Social Security number good for work only with DHS approval")),
                        Option(
                            code="ssn_no_work",
                            text=_("A Social Security number, card says “Not valid for employment”"),
                        ),
                        Option(code="itin", text=_("An ITIN (it starts with 9)")),
                        Option(code="none", text=_("None of these")),
                        unsure(best="ssn_work"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="work_approval",
        section=PEOPLE,
        each=adults,
        shown=lambda saved: saved.own_says("tax_id", "kind", "ssn_dhs"),
        questions=(
            Question(
                id="you.dhs_ok",
                name="in_force",
                text=said(
                    _("Was your work approval still good on {due_date}?"),
                    _("Was your spouse's work approval still good on {due_date}?"),
                ),
                why=_("A card with this note counts only while the approval is in force."),
                short=said(_("Your work approval"), _("Your spouse's work approval")),
                kind=yes_no(
                    yes=_("Yes, it was in force"),
                    no=_("No, it had ended"),
                    empty=said(
                        _("Select yes if your work approval was in force on {due_date}"),
                        _("Select yes if your spouse's work approval was in force on {due_date}"),
                    ),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="id_window",
        section=PEOPLE,
        each=adults,
        shown=own_number_may_be_late,
        questions=(
            Question(
                id="you.id_window",
                name="window",
                text=said(_("When was your number issued?"), _("When was your spouse's number issued?")),
                why=_("It must be issued by the due date of the return. An extension gives you more time."),
                short=said(_("Your number issued"), _("Your spouse's number issued")),
                kind=Choice(
                    empty=said(
                        _("Choose when your number was issued"), _("Choose when your spouse's number was issued")
                    ),
                    options=window_options(
                        asked_for=lambda saved: saved.own_says("tax_id", "kind", "itin"),
                        on_the_day=own_due_date_is_in_time,
                        late=came_late,
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="claimed",
        section=PEOPLE,
        each=adults,
        shown=lambda saved: saved.own_says("papers", "age_band", "u19", "19_23"),
        questions=(
            Question(
                id="you.can_be_claimed",
                name="can_be_claimed",
                text=said(
                    _("Can a parent or someone else claim you on their US tax return?"),
                    _("Can a parent or someone else claim your spouse on their US tax return?"),
                ),
                why=_("If they can, you cannot claim children on yours."),
                short=said(_("Someone can claim you"), _("Someone can claim your spouse")),
                kind=yes_no(
                    yes=said(_("Yes, someone can claim me"), _("Yes, someone can claim my spouse")),
                    no=said(_("No one can claim me"), _("No one can claim my spouse")),
                    empty=said(
                        _("Select yes if someone can claim you"), _("Select yes if someone can claim your spouse")
                    ),
                    or_unsure=True,
                    best="no",
                ),
            ),
        ),
    ),
)
