"""What several screens ask about the answers before them. Pure functions of saved answers."""

from __future__ import annotations

import calendar
from datetime import date

from interview.steps.saved import CHILDREN, MORE_INCOME, REMOVED_INCOME, Condition, Saved, remembered

YOU = "you"
SPOUSE = "spouse"

WORK_KINDS = ("wages", "self")
INCOME_KINDS = (*WORK_KINDS, "interest", "dividends", "gains", "pension", "social", "unemployment", "other")
EXCLUDABLE_SOURCES = ("foreign", "both")
W2_SOURCES = ("us", "both", "foreign_gov", "pr")
HAS_NUMBER = ("ssn_work", "ssn_dhs", "ssn_no_work", "itin", "atin")
LATE_WINDOWS = ("by_abroad", "by_ext", "not_sure")
FILING_TOGETHER = ("joint", "joint_nonresident", "joint_before")
"""The steps that say who is on the return."""
ROWS_OF_INCOME = (*FILING_TOGETHER, "income_kinds", "income")
"""Those that say who had what income, and where it came from."""
SECOND_METHOD_CHILDREN = 3
SECOND_METHOD_CHILDREN_PUERTO_RICO = 1

FULLY_PAID_OUT = 2021
"""The one year in which the whole credit was paid out, part of it early, and children counted until 18."""
LOOKBACK_YEAR = 2019
"""The year whose pay may stand in for that of 2020 or 2021."""
GROWN_UP, STUDENTS_UNTIL = 19, 24
"""From the first age only students and the disabled count, and students until the second: IRC 152(c)(3)."""
ANY_NUMBER_COUNTS = 2017
"""The last year in which a child needed a tax number of any kind, not a Social Security number."""


def home_is(*codes: str) -> Condition:
    """The main home was in one of these places."""
    return lambda saved: saved.says("home", "main_place", *codes)


def home_abroad(saved: Saved) -> bool:
    """The main home was outside the US for all or part of the year, as `interview.md` counts it."""
    return saved.says("home", "main_place", "abroad", "us_military", "split")


# Marriage -----------------------------------------------------------------------------------------------------------


def married(saved: Saved) -> bool:
    """Married on December 31, or widowed in the year, which the law treats alike."""
    return saved.says("marital", "marital", "married") or saved.says("spouse_died", "when", "in_year")


def spouse_is_nonresident(saved: Saved) -> bool:
    """The spouse was no US person; also when none of the signs of one were true."""
    if saved.says("spouse_us", "status", "not_sure"):
        return saved.says("spouse_signs", "signs", "none")
    return saved.says("spouse_us", "status", "nra")


def spouse_is_us_person(saved: Saved) -> bool:
    """The spouse was a US citizen or tax resident. Days in the US alone are taken as a sign of one."""
    if saved.says("spouse_us", "status", "not_sure"):
        return saved.says("spouse_signs", "signs", "passport", "green_card", "days")
    return saved.says("spouse_us", "status", "citizen", "resident")


def files_jointly(saved: Saved) -> bool:
    """One return for both. A choice for a nonresident spouse that was ended once cannot be made again."""
    if saved.says("joint", "files", "joint"):
        return True
    return saved.says("joint_nonresident", "files", "yes") and not saved.says("joint_before", "before", "ended")


def compares_joint(saved: Saved) -> bool:
    """Both returns are to be shown, of one's own and together. What was ended once is not there to compare."""
    if saved.says("joint", "files", "compare"):
        return True
    return saved.says("joint_nonresident", "files", "compare") and not saved.says("joint_before", "before", "ended")


def ended_joint_choice(saved: Saved) -> bool:
    """A joint return with the nonresident spouse was asked for, and the choice for one was ended once before."""
    asked_for = saved.says("joint_nonresident", "files", "yes", "compare")
    return asked_for and saved.says("joint_before", "before", "ended")


def files_alone(saved: Saved) -> bool:
    """A return of one's own, also as one of two that are compared: never married, or married and not together only."""
    if not married(saved):
        return saved.get("marital", "marital") is not None
    return saved.says("joint", "files", "separate", "compare") or (
        saved.get("joint_nonresident", "files") is not None and not files_jointly(saved)
    )


# People -------------------------------------------------------------------------------------------------------------


@remembered(*FILING_TOGETHER)
def adults(saved: Saved) -> list[str]:
    """Who is on the return, or on one of the returns that are compared."""
    return [YOU, SPOUSE] if files_jointly(saved) or compares_joint(saved) else [YOU]


def own_number_may_be_late(saved: Saved) -> bool:
    """The number of this adult came after the due date, or is an ITIN."""
    return saved.own_says("tax_id", "kind", "ssn_work_late", "itin")


# Children -----------------------------------------------------------------------------------------------------------


@remembered()
def children(saved: Saved) -> list[str]:
    """The stable keys of the children, in the family's order. Removing one moves no other."""
    return saved.keys(CHILDREN)


@remembered("children_list")
def has_children(saved: Saved) -> bool:
    """Somebody may bring a credit: a child on the list, or another dependent."""
    return bool(children(saved)) or bool(saved.get("children_list", "others"))


def birth_year(saved: Saved) -> int | None:
    """The year of birth of this child. A family may give the year alone."""
    birth_date = saved.own("child_basics", "birth_date")
    return int(birth_date[:4]) if isinstance(birth_date, str) else None


def age_at_year_end(saved: Saved) -> int | None:
    """How old this child was on December 31 of the tax year, had it lived."""
    born = birth_year(saved)
    return None if born is None else saved.tax_year - born


def age_limit(saved: Saved) -> int:
    """A child counts while it is younger than this on the last day of the year: IRC 24(c)(1), 24(i)(2) for 2021."""
    return 18 if saved.tax_year == FULLY_PAID_OUT else 17


def on_the_day_is_in_time(saved: Saved) -> bool:
    """Until 2017 a number that came on the due date itself still counted: IRC 24(e) before P.L. 115-97."""
    return saved.tax_year <= ANY_NUMBER_COUNTS


def has_small_credit(saved: Saved) -> bool:
    """Other dependents bring a credit of their own since 2018: IRC 24(h)(4). Before, they only lowered the tax."""
    return saved.tax_year > ANY_NUMBER_COUNTS


def settled(saved: Saved) -> bool:
    """No later answer can make this child count: 19 or older, and neither disabled nor a student under 24."""
    age, said = age_at_year_end(saved) or 0, saved.own("child_student", "student")
    if age < GROWN_UP or said in (None, "not_sure", "disabled"):
        return False
    return said == "neither" or age >= STUDENTS_UNTIL


def asks_the_rest(saved: Saved) -> bool:
    """Something can still come of the details of this child, or the family wants the full record."""
    return not settled(saved) or bool(saved.own("child_settled", "rest"))


def at_least(age: int) -> Condition:
    """The child had reached an age by the end of the year."""
    return lambda saved: (age_at_year_end(saved) or 0) >= age


def has_number(saved: Saved) -> bool:
    """The child has a US tax number of any kind."""
    return saved.own_says("child_papers", "papers", "citizen_ssn") or saved.own_says("child_id", "kind", *HAS_NUMBER)


def any_child_has_number(saved: Saved) -> bool:
    """Some child's number has a day of issue to ask about."""
    return any(has_number(saved.about(key)) for key in children(saved))


# Income -------------------------------------------------------------------------------------------------------------


@remembered(*FILING_TOGETHER, "income_kinds")
def income_rows(saved: Saved) -> list[str]:
    """One key for each person, kind and source of income: "you-wages", and "you-wages-2" for a second job.

    A row that was removed keeps its answers and its key. A kind that is ticked always has a row.
    """
    more, removed = saved.keys(MORE_INCOME), saved.keys(REMOVED_INCOME)
    rows = []
    for person in adults(saved):
        ticked = saved.get(f"income_kinds-{person}", "kinds") or ()
        for kind in INCOME_KINDS:
            if kind in ticked:
                first = f"{person}-{kind}"
                keys = [first, *(key for key in more if key.startswith(f"{first}-"))]
                rows += [key for key in keys if key not in removed] or [first]
    return rows


def kind_of(row: Saved) -> str:
    """The kind of income of one row: "wages" of the key "you-wages-2"."""
    return row.key.partition("-")[2].partition("-")[0]


def is_kind(*kinds: str) -> Condition:
    """The row is of one of these kinds of income."""
    return lambda row: kind_of(row) in kinds


is_work = is_kind(*WORK_KINDS)
is_business = is_kind("self")


def rows_of(saved: Saved, person: str) -> list[Saved]:
    """The income rows of one person, of every kind, each as seen from its own screens."""
    return [saved.about(key) for key in income_rows(saved) if key.startswith(f"{person}-")]


def work_rows_of(saved: Saved, person: str) -> list[Saved]:
    """The rows of pay from work of one person: jobs and businesses."""
    return [row for row in rows_of(saved, person) if is_work(row)]


def may_have_income_from_abroad(saved: Saved) -> bool:
    """We ask where income came from: the home was not in the US, or the person says some of it was from abroad."""
    person = saved.key.partition("-")[0]
    return not saved.says("home", "main_place", "us") or bool(saved.get(f"income_kinds-{person}", "abroad_too"))


def source_of(row: Saved) -> str:
    """Where the income of one row came from; without the question, from the US."""
    return str(row.own("income", "source") or "us")


def excludes(saved: Saved, person: str) -> bool:
    """Form 2555 could leave out pay of this person: earned abroad, and not all paid by the US government."""
    return any(source_of(row) in EXCLUDABLE_SOURCES for row in work_rows_of(saved, person))


@remembered(*ROWS_OF_INCOME)
def people_who_could_exclude(saved: Saved) -> list[str]:
    """Whose pay Form 2555 could leave out."""
    return [person for person in adults(saved) if excludes(saved, person)]


def could_exclude(person: str) -> Condition:
    """Asked only about somebody whose pay Form 2555 could leave out."""
    return lambda saved: person in people_who_could_exclude(saved)


def has_income_from_abroad(saved: Saved, *kinds: str) -> bool:
    """Some income came from outside the US: of these kinds, or of any.

    US government pay abroad is no such income: the household counts it as US pay, against which no foreign tax goes.
    """
    rows = map(saved.about, income_rows(saved))
    return any(source_of(row) in EXCLUDABLE_SOURCES for row in rows if not kinds or kind_of(row) in kinds)


def may_use_payroll_method(saved: Saved) -> bool:
    """Enough children for the second way to work out the refund, which starts from payroll tax.

    Three of them; in Puerto Rico one is enough since 2022 (IRC 24(k)(2)(B)). For 2021 the whole credit is paid out to
    families in the US and in Puerto Rico, who so need no second way.
    """
    needed = SECOND_METHOD_CHILDREN
    if saved.says("home_puerto_rico", "resident", "full") and saved.tax_year > FULLY_PAID_OUT:
        needed = SECOND_METHOD_CHILDREN_PUERTO_RICO
    if paid_out_in_full(saved):
        return False
    too_old = at_least(age_limit(saved))
    return sum(not too_old(saved.about(key)) for key in children(saved)) >= needed


def paid_out_in_full(saved: Saved) -> bool:
    """2021 alone, with a home in the US for over half of it or in Puerto Rico: IRC 24(i)(1). Form 2555 bars nothing."""
    if saved.tax_year != FULLY_PAID_OUT:
        return False
    in_us = saved.says("home", "main_place", "us", "us_military") or saved.says("home_in_us", "over_half", "yes")
    return in_us or saved.says("home_puerto_rico", "resident", "full")


def currencies(saved: Saved) -> list[str]:
    """The currencies other than dollars that amounts were given in, in order of first use."""
    found: dict[str, None] = {}
    for answer in saved.answers.values():
        for value in answer.values() if isinstance(answer, dict) else ():
            if isinstance(value, dict) and value.get("currency") not in (None, "USD"):
                found[value["currency"]] = None
    return list(found)


# The calendar -------------------------------------------------------------------------------------------------------


def days_in_year(saved: Saved) -> int:
    """365, or 366 in a leap year."""
    return 366 if calendar.isleap(saved.tax_year) else 365


def days_lived(saved: Saved) -> int:
    """The days of the year in which this child was alive, as far as the birth tells; else of the whole year."""
    born = saved.own("child_basics", "birth_date")
    if birth_year(saved) != saved.tax_year or len(str(born)) == len("2025"):
        return days_in_year(saved)
    return (date(saved.tax_year, 12, 31) - date.fromisoformat(born)).days + 1


def half_the_nights(saved: Saved) -> int:
    """The fewest nights that are more than half of the year, or of a shorter life: IRC 152(c)(1)(B)."""
    return days_lived(saved) // 2 + 1
