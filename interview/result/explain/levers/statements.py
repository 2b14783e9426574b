"""Statements to copy onto paper: what the law wants in writing with the return.

They are for the IRS, so they are in English whatever the language of the page. Names and numbers are blanks: we do not
know the family's address, and a number is written on the paper by hand and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.engine import Text
from interview.result.explain.case import Case
from interview.result.explain.levers.exclusion import name_of, stops
from interview.result.explain.levers.lever import Lever, first_year_again
from interview.result.explain.levers.status import first_joint_return
from interview.result.explain.words import say

BLANKS = """Name: ____________________
Address: ____________________
Social Security number: (write it by hand on the paper)"""
SIGNED = """Signature: ____________________
Date: ______________"""

REVOCATION = """STATEMENT REVOKING ELECTION UNDER SECTION 911 OF THE INTERNAL REVENUE CODE
(Treas. Reg. 1.911-7(b)(1))
Attachment to Form {form}, tax year {year}

{blanks}

I revoke the following election{plural}, beginning with the tax year that ended December 31, {year}:

{elections}

I understand that before my tax year {free} I cannot make the revoked election{plural} again without the consent of \
the IRS.

{signed}"""
FOREIGN_EARNED_INCOME = "- the election to exclude foreign earned income under section 911(a)(1)"
HOUSING = "- the election to exclude the housing cost amount under section 911(a)(2)"

JOINT = """ELECTION TO TREAT NONRESIDENT ALIEN SPOUSE AS A US RESIDENT
(Section 6013(g) of the Internal Revenue Code; Treas. Reg. 1.6013-6(a)(4))
Attachment to Form 1040, tax year {year}

First spouse
{blanks}

Second spouse
Name: ____________________
Address: ____________________
Social Security number or ITIN: (write it by hand on the paper)

We declare that on December 31, {year}, the last day of our tax year, we were married to each other. On that day \
the first spouse was a citizen or resident of the United States, and the second spouse was a nonresident alien.

We elect under section 6013(g) to be treated as residents of the United States for the whole of tax year {year} and \
all later years, until the election is ended.

Signature of the first spouse: ____________________
Date: ______________

Signature of the second spouse: ____________________
Date: ______________"""

ABROAD = """STATEMENT FOR THE AUTOMATIC EXTENSION OF TIME TO FILE
(Treas. Reg. 1.6081-5)
Attachment to Form 1040, tax year {year}

{blanks}

On {due:day}, the due date of this return, I was a citizen or resident of the United States, I lived outside the \
United States and Puerto Rico, and my main place of business or post of duty was outside the United States and \
Puerto Rico. I file this return within the automatic two-month extension, by {due_abroad:day}."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One text to copy; `anchor` is its place on the page, `note` is said above it in the reader's language."""

    anchor: str
    title: str
    note: str
    text: str


def statements(case: Case, found: Sequence[Lever]) -> tuple[Statement, ...]:
    """Every statement that the family's return, or one of its levers, may need."""
    if case.out_of_scope or case.too_late:
        return ()
    return tuple(_statements(case, {lever.code for lever in found}, found))


def _statements(case: Case, codes: set[str], found: Sequence[Lever]) -> Iterator[Statement]:
    for place in stops(case):
        yield _revocation(case, place, amended="L_AMEND" in codes)
    may_join = any(step.link == "#statement-6013g" for lever in found for step in lever.how)
    if first_joint_return(case) or may_join:
        yield Statement(
            "statement-6013g",
            _("To file together with a nonresident spouse for the first time"),
            _("Both of you sign it, the first time only. It is not for a spouse who is a US citizen or resident."),
            _english(JOINT, year=case.year, blanks=BLANKS),
        )
    dates = case.parameters.dates
    late = case.has_filed or case.today > dates.return_due_abroad or case.household.nonresident_return
    if case.household.filing.abroad_on_due_date and not late:
        yield Statement(
            "statement-abroad",
            _("To file by the later date for people abroad"),
            _("Add it if you file after the April date, and no later than the June date."),
            _english(
                ABROAD,
                year=case.year,
                blanks=BLANKS,
                due=dates.return_due,
                due_abroad=dates.return_due_abroad,
            ),
        )


def _revocation(case: Case, place: int, *, amended: bool) -> Statement:
    """Each election is named by itself: Treas. Reg. 1.911-7(b)(1)."""
    person = case.household.people[place]
    housing = bool(person.exclusion.housing_expenses or person.exclusion.housing_exclusion)
    elections = (FOREIGN_EARNED_INCOME, HOUSING) if housing else (FOREIGN_EARNED_INCOME,)
    note = _("Check that it names each choice that you made on Form 2555.")
    if not housing:
        note = say(
            _("If you also left out housing costs on Form 2555, add this line: {line}"),
            line=f"“{HOUSING}”",
        )
    title = _("To stop using Form 2555")
    if len(case.household.people) > 1:
        title = say(_("To stop using Form 2555: {name}"), name=name_of(case, place))
    return Statement(
        f"statement-2555-{place + 1}",
        title,
        note,
        _english(
            REVOCATION,
            form="1040-X" if amended else "1040",
            year=case.year,
            blanks=BLANKS,
            plural="s" if len(elections) > 1 else "",
            elections="\n".join(elections),
            free=first_year_again(case),
            signed=SIGNED,
        ),
    )


def _english(template: str, **values: object) -> str:
    """The statement as it goes to the IRS: never in the language of the page."""
    return str(Text(template, values))
