"""Filing without and with Form 2555, side by side in dollars."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.engine import WHO_EXCLUDES, Scenario
from interview.result.explain.case import ABOUT_THE_SAME, NO_FORM_2555, Case, paid_out
from interview.result.explain.levers.lever import election_in_force, never_asked, stopping
from interview.result.explain.schedule import schedule_line
from interview.result.explain.slip import beyond_income_tax
from interview.result.explain.words import dollars, in_words, say
from interview.result.explain.zero_form_2555 import ending


@dataclass(frozen=True, slots=True)
class Column:
    """One way to file at the head of the table."""

    title: str
    subtitle: str
    wins: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one way gives: an amount and a line about it, or words alone."""

    amount: str
    note: str
    wins: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to compare; `kind` is big, words or nothing."""

    label: str
    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class WayRow:
    """One line of the table of all ways: its figures, or why it is not possible."""

    who: str
    figures: tuple[str, ...]
    why_not: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two columns, and every way that was worked out below them."""

    heading: str
    intro: str
    why: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    all_ways: tuple[WayRow, ...]
    joint: bool
    same: bool
    """Whether both come out the same: then the tests that the children failed are the point, and stand before it."""


def comparison(case: Case) -> Comparison | None:
    """None unless Form 2555 is possible for somebody on the return."""
    with_form = case.with_form_2555
    if case.out_of_scope or with_form is None:
        return None
    ways = _in_order(case, with_form)
    winner = _winner(ways)
    return Comparison(
        _heading(ways),
        _intro(case, ways),
        _why(case),
        tuple(_column(case, way, wins=way is winner) for way in ways),
        tuple(_rows(case, ways, winner)),
        tuple(_way_row(case, way) for way in case.assessment.scenarios),
        len(case.household.people) > 1,
        ways[0].balance == ways[1].balance,
    )


@dataclass(frozen=True, slots=True)
class OneWay:
    """Why there is no way with Form 2555 to show, and the screen where the answer behind it can be changed."""

    heading: str
    text: str
    page: str = ""


def one_way(case: Case) -> OneWay | None:
    """None where both ways are shown, and for families whose pay Form 2555 has nothing to do with."""
    if case.out_of_scope:
        return None
    if case.not_allowed:
        instead = _("So we worked out the return without it.")
        text = f"{in_words(case.not_allowed)} {instead}"
        return OneWay(_("Form 2555 is not possible"), text)
    people = case.household.people
    if case.with_form_2555 is not None or not any(
        person.wages_foreign > 0 or person.self_employment_foreign > 0 for person in people
    ):
        return None
    if all(person.exclusion.choice == "decline" for person in people):
        text = _("You told us that you do not use the exclusion (Form 2555), so we did not compare it.")
        return OneWay(_("One way to file"), text, "quick_exclusion" if case.rough else "exclusion_plan")
    text = _("By your answers nobody on this return passes a test for Form 2555, so we worked it out without the form.")
    return OneWay(_("One way to file"), text, "" if case.rough else "exclusion_all_year")


def _in_order(case: Case, with_form: Scenario) -> tuple[Scenario, Scenario]:
    """The family's own choice first, else the better way."""
    if case.has_chosen_form_2555 or with_form.balance > case.without.balance:
        return with_form, case.without
    return case.without, with_form


def _winner(ways: tuple[Scenario, Scenario]) -> Scenario | None:
    one, other = ways
    if one.balance == other.balance:
        return None
    return one if one.balance > other.balance else other


def _heading(ways: tuple[Scenario, Scenario]) -> str:
    gap = abs(ways[0].balance - ways[1].balance)
    if gap == 0:
        return _("Two ways to file, and they come out the same")
    return say(_("Two ways to file, {gap:$} apart"), gap=gap)


def _intro(case: Case, ways: tuple[Scenario, Scenario]) -> str:
    gap = abs(ways[0].balance - ways[1].balance)
    if gap == 0:
        return _("The money is equal this year. Other things may matter more.")
    if gap < ABOUT_THE_SAME:
        return _("The two ways come out about the same. Other things may matter more.")
    if case.too_late:
        # Neither way pays a refund any more, so nobody is better off: IRC 6511(b)(2)(A).
        return _("The two ways differ by this much, but it is most likely too late for a refund.")
    if case.without.balance == max(way.balance for way in ways):
        return say(_("Without Form 2555 you are {gap:$} better off for {year}."), gap=gap, year=case.year)
    return say(_("With Form 2555 you are {gap:$} better off for {year}."), gap=gap, year=case.year)


def _why(case: Case) -> str:
    """Why one form makes such a difference."""
    sentences = [
        _("Form 2555 takes pay from abroad off the income that the US taxes."),
        _("Without it that pay is taxed, and the income tax you paid abroad comes off the US tax."),
    ]
    if any(way.refundable_child_tax_credit for way in case.assessment.scenarios):
        return " ".join(sentences)
    return " ".join([*sentences, _("Whoever files Form 2555 is paid no child credit (IRC 24(d)(3)).")])


def _column(case: Case, way: Scenario, *, wins: bool) -> Column:
    if way.key == NO_FORM_2555:
        return Column(_("Without the exclusion"), _("Foreign tax credit, Form 1116"), wins)
    subtitle = say(_("Form 2555 for {who}"), who=who_uses(case, way)) if len(case.household.people) > 1 else "Form 2555"
    if case.has_chosen_form_2555:
        subtitle = say(_("{what}, your choice now"), what=subtitle)
    return Column(_("With the exclusion"), subtitle, wins)


def who_uses(case: Case, way: Scenario) -> str:
    """The people whose pay is left out in this way of filing."""
    who = WHO_EXCLUDES[way.key]
    if not who:
        return _("nobody")
    if len(who) > 1:
        return _("both of you")
    names = (_("you"), _("your spouse"))
    return case.household.people[who[0]].name or names[who[0]]


def _rows(case: Case, ways: tuple[Scenario, Scenario], winner: Scenario | None) -> list[Row]:
    def row(label: str, cells: list[tuple[str, str]], kind: str = "") -> Row:
        drawn = (Cell(amount, note, way is winner) for way, (amount, note) in zip(ways, cells, strict=True))
        return Row(label, tuple(drawn), kind)

    owes = any(way.balance < 0 for way in ways)
    paid = any(way.refundable_child_tax_credit for way in ways)
    rows = [
        row(
            _("What you end up with") if owes else _("Your refund"),
            [(ending(way.balance), "") for way in ways],
            "big",
        ),
        row(_("Income the US counts"), [(dollars(way.agi), "") for way in ways]),
        row(_("Income left out"), [(dollars(left_out(case, way)), "") for way in ways]),
        row(_("US tax before credits"), [(dollars(way.tax_before_credits), _rate_note(case, way)) for way in ways]),
        row(_("Foreign tax credit used"), [(dollars(way.foreign_tax_credit), "") for way in ways]),
        row(_("Child credit used against tax"), [(dollars(way.nonrefundable_credit), "") for way in ways]),
        row(_("US tax you owe"), [(dollars(way.total_tax), " ".join(beyond_income_tax(way))) for way in ways]),
        row(
            _("Child credit paid to you") if paid else _("Additional Child Tax Credit"),
            [(dollars(paid_out(way)), _credit_note(case, way)) for way in ways],
        ),
    ]
    if any(way.earned_income_credit for way in ways):
        rows.append(row(_("Earned income credit"), [(dollars(way.earned_income_credit), "") for way in ways]))
    if any(way.payments for way in ways):
        rows.append(row(_("US tax already paid in"), [(dollars(way.payments), "") for way in ways]))
    rows += [
        row(
            _("Foreign tax saved for later years"),
            [(dollars(way.foreign_tax_unused), _unused_note(way)) for way in ways],
        ),
        row(_("Can you go back?"), [("", _way_back(case, way)) for way in ways], "words"),
    ]
    return rows


def left_out(case: Case, way: Scenario) -> int:
    """What Form 2555 takes off the income. Both ways leave out the same of whatever else does not count."""
    return (way.modified_agi - way.agi) - (case.without.modified_agi - case.without.agi)


def _rate_note(case: Case, way: Scenario) -> str:
    """The rates of what is left start where the income left out ends: IRC 911(f)."""
    if way.tax_before_credits and left_out(case, way) > 0:
        return _("The rate still starts above the income left out")
    return ""


def _credit_note(case: Case, way: Scenario) -> str:
    if way.refundable_child_tax_credit:
        return ""
    if way.key != NO_FORM_2555:
        return _("Not allowed with Form 2555")
    # The line that set the limit says more than "the smaller of the two".
    for limit in ("16b", "20", "27"):
        line = schedule_line(case, way, limit)
        if line is not None and line.amount == way.additional_child_tax_credit:
            return in_words(line.how)
    return ""


def _unused_note(way: Scenario) -> str:
    if way.foreign_tax_unused:
        return _("Carries forward for up to ten years")
    return _("Tax on pay left out cannot be used") if way.key != NO_FORM_2555 else ""


def _way_back(case: Case, way: Scenario) -> str:
    years = case.parameters.exclusion.years_before_new_election
    if way.key != NO_FORM_2555:
        return say(_("If you stop later, {years} years pass before you can use it again."), years=years)
    if not any(found.code == "revocation_locks_exclusion" for found in case.assessment.findings):
        # A choice that was made on this very return is ended by changing it, too.
        if election_in_force(case):
            return stopping(case)
        if case.rough:
            return never_asked(case)
        return _("Yes. You may choose Form 2555 in a later year.")
    if case.may_have_used_form_2555:
        text = _(
            "If it was used before, not until tax year {free}, unless the IRS agrees sooner. Leaving it off for {year} "
            "would end that choice."
        )
    else:
        text = _(
            "Not until tax year {free}, unless the IRS agrees sooner. It was used before, and leaving it off for "
            "{year} ends that choice."
        )
    return say(text, free=case.first_year_free_again, year=case.year)


def _way_row(case: Case, way: Scenario) -> WayRow:
    figures = (
        way.agi,
        way.tax_before_credits,
        way.foreign_tax_credit,
        way.nonrefundable_credit,
        way.total_tax,
        paid_out(way),
    )
    who = who_uses(case, way)
    who = who[:1].upper() + who[1:]
    if not way.allowed:
        return WayRow(who, (), in_words(way.why_not) if way.why_not else "", is_shown=False)
    return WayRow(who, (*map(dollars, figures), ending(way.balance)), "", way is case.shown)
