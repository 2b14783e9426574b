"""Section 2, first part: marriage, and whether both spouses file together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import married, spouse_is_nonresident, spouse_is_us_person
from interview.steps.questions import Choice, Option, Question, Several, Step, unsure
from interview.steps.saved import Saved
from interview.steps.sections import STATUS


def quick_marital(saved: Saved) -> str | None:
    """What the quick check said about marriage."""
    said = saved.get("quick_status", "status")
    return {"single": "never", "joint": "married", "separate": "married", "nra_spouse": "married"}.get(said)


def quick_joint(saved: Saved) -> str | None:
    """What the quick check said about filing together."""
    said = saved.get("quick_status", "status")
    return said if said in ("joint", "separate") else None


MARRIAGE = (
    Step(
        name="marital",
        section=STATUS,
        questions=(
            Question(
                id="status.marital",
                name="marital",
                text=_("What was your situation on December 31, {year}?"),
                why=_("Your filing status sets the income limits for the credit. It goes by the last day of the year."),
                short=_("On December 31, {year}"),
                quick=quick_marital,
                kind=Choice(
                    empty=_("Choose your situation on December 31, {year}"),
                    options=(
                        Option(code="never", text=_("Never married")),
                        Option(code="married", text=_("Married, even if we lived apart")),
                        Option(code="divorced", text=_("Divorced, or legally separated by a court")),
                        Option(code="widowed", text=_("My spouse had died")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="spouse_died",
        section=STATUS,
        shown=lambda saved: saved.says("marital", "marital", "widowed"),
        questions=(
            Question(
                id="status.spouse_died",
                name="when",
                text=_("When did your spouse die?"),
                why=_(
                    "You may be able to use a better filing status for that year and the two years after. "
                    "We are sorry to ask."
                ),
                short=_("Your spouse died"),
                kind=Choice(
                    empty=_("Choose when your spouse died"),
                    options=(
                        Option(code="in_year", text=_("In {year}")),
                        Option(code="y1", text=_("In {last_year}")),
                        Option(code="y2", text=_("In {year_before_last}")),
                        Option(code="earlier", text=_("Before that")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="spouse_us",
        section=STATUS,
        shown=married,
        questions=(
            Question(
                id="status.spouse_us",
                name="status",
                text=_("What was your spouse for US tax in {year}?"),
                why=_("If your spouse is not a US citizen or resident, you have more than one way to file."),
                short=_("Your spouse for US tax"),
                quick=lambda saved: "nra" if saved.says("quick_status", "status", "nra_spouse") else None,
                kind=Choice(
                    empty=_("Choose what your spouse was for US tax"),
                    options=(
                        Option(code="citizen", text=_("A US citizen")),
                        Option(code="resident", text=_("A green card holder or other US tax resident")),
                        Option(code="nra", text=_("Neither. My spouse was a nonresident")),
                        unsure(),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="spouse_signs",
        section=STATUS,
        shown=lambda saved: saved.says("spouse_us", "status", "not_sure"),
        questions=(
            Question(
                id="status.spouse_papers",
                name="signs",
                text=_("Which of these was true for your spouse in {year}?"),
                why=_("It helps us tell if your spouse was a US tax resident."),
                short=_("True for your spouse"),
                kind=Several(
                    empty=_("Choose any that were true, or None of these"),
                    options=(
                        Option(code="passport", text=_("Had a US passport or was born in the US")),
                        Option(code="green_card", text=_("Had a green card")),
                        Option(code="days", text=_("Spent more than 120 days in the US")),
                        Option(code="none", text=_("None of these")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="joint",
        section=STATUS,
        shown=lambda saved: married(saved) and spouse_is_us_person(saved),
        questions=(
            Question(
                id="status.joint_us",
                name="files",
                text=_("How do you file, or plan to file, for {year}?"),
                why=_("Filing together or apart can change the credit. We can work out both."),
                short=_("How you file"),
                quick=quick_joint,
                kind=Choice(
                    empty=_("Choose how you file, or choose Show me both"),
                    options=(
                        Option(code="joint", text=_("Together with my spouse")),
                        Option(code="separate", text=_("On my own")),
                        Option(code="compare", text=_("Show me both")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="joint_nonresident",
        section=STATUS,
        shown=lambda saved: married(saved) and spouse_is_nonresident(saved),
        questions=(
            Question(
                id="status.joint_nra",
                name="files",
                text=_("Do you want to file together with your nonresident spouse?"),
                why=_(
                    "You can choose to treat your spouse as a US resident. Then the US counts your spouse's income "
                    "too, and your spouse needs a Social Security number or an ITIN."
                ),
                short=_("File together"),
                quick=lambda saved: "no" if saved.says("quick_status", "status", "nra_spouse") else None,
                kind=Choice(
                    empty=_("Choose whether you want to file together"),
                    options=(
                        Option(code="no", text=_("No. I file on my own")),
                        Option(code="yes", text=_("Yes. We file together")),
                        Option(code="compare", text=_("Show me both")),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="joint_before",
        section=STATUS,
        shown=lambda saved: saved.says("joint_nonresident", "files", "yes", "compare"),
        questions=(
            Question(
                id="status.joint_nra_before",
                name="before",
                text=_("Have you ever made this choice before?"),
                why=_(
                    "The choice stays on until you end it. Once it has ended you cannot make it again with the same "
                    "spouse."
                ),
                short=_("Chosen before"),
                kind=Choice(
                    empty=_("Choose whether you have made this choice before"),
                    options=(
                        Option(code="no", text=_("No")),
                        Option(code="on", text=_("Yes, and it is still on")),
                        Option(code="ended", text=_("Yes, but we ended it")),
                        unsure(best=("no", "ended")),
                    ),
                ),
            ),
        ),
    ),
)
