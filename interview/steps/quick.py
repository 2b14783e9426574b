"""The quick check: eight questions, one screen each, ending at a rough result."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from interview.steps.children_together import MOST_CHILDREN
from interview.steps.questions import Choice, Count, Money, Option, Question, Step, Tick, unsure
from interview.steps.saved import Saved
from interview.steps.sections import QUICK
from interview.steps.year_and_home import HOMES


def has_children(saved: Saved) -> bool:
    """Without a child under 17 the rest of the quick check changes nothing."""
    return bool(saved.get("quick_children", "total"))


def earned_abroad(saved: Saved) -> bool:
    """There is pay that another country may have taxed and that Form 2555 could leave out.

    Neither is true of military pay and of pay from Puerto Rico, so that no answer could change their result.
    """
    earned = saved.get("quick_earned", "earned")
    abroad = has_children(saved) and saved.says("quick_home", "home", "abroad", "split")
    return abroad and isinstance(earned, dict) and earned.get("amount") != "0"


def two_people(saved: Saved) -> bool:
    """A joint return, so that two people's numbers count."""
    return saved.says("quick_status", "status", "joint")


def one_person(saved: Saved) -> bool:
    """A return of one person."""
    return not two_people(saved)


def number_of_children(saved: Saved) -> int:
    """All of them, who at best all have a number."""
    return int(saved.get("quick_children", "total") or 0)


def half_of_pay(saved: Saved) -> dict[str, str] | None:
    """More tax than the US asks of that pay at any income, so that no US tax is left on it."""
    earned = saved.get("quick_earned", "earned")
    return {**earned, "amount": str(Decimal(earned["amount"]) / 2)} if isinstance(earned, dict) else None


QUICK_CHECK_STEPS = (
    Step(
        name="quick_home",
        section=QUICK,
        questions=(
            Question(
                id="quick.home",
                name="home",
                text=_("Where did you live for most of {year}?"),
                short=_("Main home"),
                kind=Choice(
                    empty=_("Choose where you lived for most of {year}"),
                    options=HOMES,
                ),
            ),
        ),
    ),
    Step(
        name="quick_territory_stop",
        section=QUICK,
        shown=lambda saved: saved.says("quick_home", "home", "territory"),
        title=_("Your own tax office handles this credit"),
        template="interview/territory_stop.html",
        ends=True,
    ),
    Step(
        name="quick_status",
        section=QUICK,
        questions=(
            Question(
                id="quick.status",
                name="status",
                text=_("Which of these fits you best?"),
                why=_("It sets the income limits for the credit."),
                short=_("Marriage and filing"),
                kind=Choice(
                    empty=_("Choose the one that fits you best"),
                    options=(
                        Option(code="single", text=_("Not married")),
                        Option(code="joint", text=_("Married, we file together")),
                        Option(code="separate", text=_("Married, I file on my own")),
                        Option(
                            code="nra_spouse",
                            text=_("Married to someone who is not a US citizen or resident"),
                        ),
                        unsure(best="joint"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="quick_children",
        section=QUICK,
        questions=(
            Question(
                id="quick.kids_total",
                name="total",
                text=_("How many children under {age_limit} lived with you for more than half of {year}?"),
                short=_("Children under {age_limit}"),
                kind=Count(
                    empty=_("Enter how many children, like 2. If none, enter 0"),
                    outside=_("Number of children must be between 0 and {highest}"),
                    highest=lambda _saved: MOST_CHILDREN,
                ),
            ),
        ),
    ),
    Step(
        name="quick_children_numbers",
        section=QUICK,
        shown=has_children,
        questions=(
            Question(
                id="quick.kids_ssn",
                name="with_number",
                text=_("How many of them have a Social Security number that is good for work?"),
                short=_("Children with a number"),
                unless="not_sure",
                best=number_of_children,
                kind=Count(
                    empty=_("Enter a number from 0 to {kids_total}"),
                    outside=_("Enter a number from 0 to {kids_total}"),
                    highest=number_of_children,
                ),
            ),
            Question(
                id="quick.kids_ssn_unsure", name="not_sure", text=_("I'm not sure"), short=_("Not sure"), kind=Tick()
            ),
        ),
    ),
    Step(
        name="quick_filer",
        section=QUICK,
        shown=has_children,
        questions=(
            Question(
                id="quick.filer_ssn",
                name="numbers",
                text=lambda saved: (
                    _("Do you and your spouse have a Social Security number that is good for work?")
                    if two_people(saved)
                    else _("Do you have a Social Security number that is good for work?")
                ),
                short=_("Your own number"),
                kind=Choice(
                    empty=lambda saved: (
                        _("Choose which of you has a Social Security number")
                        if two_people(saved)
                        else _("Choose whether you have a Social Security number")
                    ),
                    options=(
                        Option(code="yes", text=_("Yes, I have one"), shown=one_person),
                        Option(code="no", text=_("No, I have none"), shown=one_person),
                        Option(code="both", text=_("Both of us"), shown=two_people),
                        Option(code="one", text=_("One of us"), shown=two_people),
                        Option(code="neither", text=_("Neither of us"), shown=two_people),
                        unsure(best=lambda saved: "both" if two_people(saved) else "yes"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="quick_earned",
        section=QUICK,
        shown=has_children,
        questions=(
            Question(
                id="quick.earned",
                name="earned",
                text=lambda saved: (
                    _("About how much did you and your spouse earn from work in {year}?")
                    if two_people(saved)
                    else _("About how much did you earn from work in {year}?")
                ),
                why=_("Use the currency you were paid in. A good guess is fine."),
                short=_("Earned from work"),
                kind=Money(empty=_("Enter about how much you earned. If nothing, enter 0")),
            ),
        ),
    ),
    Step(
        name="quick_foreign_tax",
        section=QUICK,
        shown=earned_abroad,
        questions=(
            Question(
                id="quick.foreign_tax",
                name="tax",
                text=lambda saved: (
                    _("About how much income tax did you and your spouse pay to another country on that?")
                    if two_people(saved)
                    else _("About how much income tax did you pay to another country on that?")
                ),
                short=_("Income tax abroad"),
                unless="not_sure",
                best=half_of_pay,
                kind=Money(empty=_("Enter about how much tax you paid. If none, enter 0")),
            ),
            Question(
                id="quick.foreign_tax_unsure",
                name="not_sure",
                text=_("I'm not sure"),
                short=_("Not sure"),
                kind=Tick(),
            ),
        ),
    ),
    Step(
        name="quick_exclusion",
        section=QUICK,
        shown=earned_abroad,
        questions=(
            Question(
                id="quick.feie",
                name="uses",
                text=_("Do you use Form 2555 to leave out income you earned abroad?"),
                why=_("It is the choice that moves your refund the most."),
                short=_("Form 2555"),
                kind=Choice(
                    empty=_("Choose whether you use Form 2555"),
                    options=(
                        Option(code="yes", text=_("Yes")),
                        Option(code="no", text=_("No")),
                        Option(code="compare", text=_("Show me both ways")),
                        unsure(),
                    ),
                ),
            ),
        ),
    ),
)
