"""Section 4, second part: each child's citizenship and tax number, never the digits of one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import ANY_NUMBER_COUNTS, asks_the_rest, children
from interview.steps.questions import Choice, Day, Option, Question, Step, unsure, yes_no
from interview.steps.saved import QUICK_CARDS, Saved
from interview.steps.sections import CHILDREN


def quick_child_papers(saved: Saved) -> str | None:
    """The quick check counted the children with a Social Security number; the first cards stand for them."""
    with_number = saved.get("quick_children_numbers", "with_number")
    quick_cards = saved.keys(QUICK_CARDS)
    if with_number is None or saved.key not in quick_cards:
        return None
    return "citizen_ssn" if quick_cards.index(saved.key) < with_number else None


def any_number_counts(saved: Saved) -> bool:
    """Until then a child with any tax number could count: IRC 24(e) before P.L. 115-97."""
    return saved.tax_year <= ANY_NUMBER_COUNTS


def has_applied(saved: Saved) -> bool:
    """A number was asked for and has not come yet."""
    return saved.own_says("child_papers", "papers", "citizen_applied") or saved.own_says("child_id", "kind", "applied")


CHILD_PAPERS = (
    Step(
        name="child_papers",
        section=CHILDREN,
        each=children,
        shown=asks_the_rest,
        questions=(
            Question(
                id="child.papers",
                name="papers",
                text=_("Which of these fits {name}?"),
                why=lambda saved: (
                    _(
                        "To count for {year}, a child must be a US citizen or resident and have any US tax number. A "
                        "child born abroad to a US parent is often a citizen from birth."
                    )
                    if any_number_counts(saved)
                    else _(
                        "To count, a child must be a US citizen or resident and have a Social Security number good "
                        "for work. A child born abroad to a US parent is often a citizen from birth."
                    )
                ),
                short=_("Papers"),
                quick=quick_child_papers,
                kind=Choice(
                    empty=_("Choose the one that fits {name}"),
                    options=(
                        Option(code="citizen_ssn", text=_("A US citizen with a Social Security number")),
                        Option(
                            code="citizen_applied",
                            text=_("A US citizen. We have asked for a number but do not have it yet"),
                        ),
                        Option(code="citizen_none", text=_("A US citizen with no number yet")),
                        Option(code="other", text=_("Something else, or I'm not sure")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_status",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_papers", "papers", "other"),
        questions=(
            Question(
                id="child.us_status",
                name="status",
                text=_("Was {name} a US citizen in {year}?"),
                why=_("The child must be a US citizen, a US national or a US tax resident."),
                short=_("For US tax"),
                kind=Choice(
                    empty=_("Choose what {name} was in {year}"),
                    options=(
                        Option(code="citizen", text=_("Yes, a US citizen, even if the passport came later")),
                        Option(code="national", text=_("A US national (American Samoa)")),
                        Option(code="resident", text=_("A green card holder or other US tax resident")),
                        Option(code="none", text=_("None of these")),
                        unsure(best="citizen"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_id",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_papers", "papers", "other"),
        questions=(
            Question(
                id="child.id_kind",
                name="kind",
                text=_("Which US tax number does {name} have?"),
                why=lambda saved: (
                    _("For {year} any of these numbers can count, if it came in time.")
                    if any_number_counts(saved)
                    else _(
                        "To count, a child needs a Social Security number that is good for work. With another number "
                        "the child may still get you a smaller credit."
                    )
                ),
                more=_("A plain card with no note is good for work."),
                short=_("Tax number"),
                kind=Choice(
                    empty=_("Choose which US tax number {name} has"),
                    options=(
                        Option(code="ssn_work", text=_("A Social Security number, good for work")),
                        Option(code="ssn_dhs", text=_("A Social Security number good for work only with DHS approval")),
                        Option(
                            code="ssn_no_work",
                            text=_("A Social Security number, card says “Not valid for employment”"),
                        ),
                        Option(code="itin", text=_("An ITIN")),
                        Option(code="atin", text=_("An adoption number (ATIN)")),
                        Option(code="applied", text=_("We have applied but do not have it yet")),
                        Option(code="none", text=_("None")),
                        unsure(best="ssn_work"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="child_applied",
        section=CHILDREN,
        each=children,
        shown=has_applied,
        questions=(
            Question(
                id="child.applied_on",
                name="day",
                text=_("When did you ask for {name}'s number?"),
                why=_("It helps us show if the number may come in time."),
                short=_("Number asked for"),
                optional=True,
                kind=Day(
                    what=_("The date you asked"),
                    empty=_("Enter the date you asked"),
                    future=_("The date you asked must be today or earlier"),
                ),
            ),
        ),
    ),
    Step(
        name="child_work_approval",
        section=CHILDREN,
        each=children,
        shown=lambda saved: saved.own_says("child_id", "kind", "ssn_dhs"),
        questions=(
            Question(
                id="child.dhs_ok",
                name="in_force",
                text=_("Was {name}'s work approval still good on {due_date}?"),
                why=_("A card with this note counts only while the approval is in force."),
                short=_("Work approval"),
                kind=yes_no(
                    yes=_("Yes, it was in force"),
                    no=_("No, it had ended"),
                    empty=_("Select yes if {name}'s work approval was in force on {due_date}"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="child_us_days",
        section=CHILDREN,
        each=children,
        shown=lambda saved: any_number_counts(saved) and saved.own_says("child_id", "kind", "itin"),
        questions=(
            Question(
                id="child.us_days_2017",
                name="enough",
                text=_("Was {name} in the US for at least 183 days in {year}?"),
                why=_("For {year}, a child with an ITIN also had to spend enough days in the US."),
                more=_(
                    "Fewer days can be enough if the child was there in the two years before too. An advisor can "
                    "count them."
                ),
                short=_("183 days in the US"),
                kind=yes_no(
                    yes=_("Yes, 183 days or more"),
                    no=_("No, fewer days"),
                    empty=_("Select yes if {name} was in the US for 183 days or more"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
)
