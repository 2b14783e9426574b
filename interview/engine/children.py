"""Who counts: one legal question a function, named by its test code (IRC 24(c), 24(h), 152)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from interview.engine.filer_numbers import FilerNumbers
from interview.engine.household import Child, Household
from interview.engine.parameters import Parameters

CreditKind = Literal["child_tax_credit", "other_dependents", "none"]

QUALIFYING_RELATIONSHIPS = frozenset(
    {
        "child",
        "stepchild",
        "adopted_child",
        "foster_child",
        "sibling",
        "half_sibling",
        "stepsibling",
        "grandchild",
        "niece_or_nephew",
        "other_descendant",
    }
)
# Form 8332 passes a claim from one parent of a child to the other, and between nobody else.
OF_A_PARENT = frozenset({"child", "stepchild", "adopted_child"})
NEIGHBOURS = frozenset({"CA", "MX"})
SAME_GENERATION = frozenset({"sibling", "half_sibling", "stepsibling"})
MONTHS_OVER_HALF_A_YEAR = 7
ALL_YEAR = 12


class ChildTests(NamedTuple):
    """The ten tests in the contract's order, and what the child brings."""

    relationship: bool
    age: bool
    residency: bool
    support: bool
    joint_return: bool
    citizenship: bool
    dependent: bool
    taxpayer_id: bool
    id_issued_in_time: bool
    filer_id: bool
    credit: CreditKind
    eic_child: bool
    exemption: bool


def examine(child: Child, household: Household, parameters: Parameters, numbers: FilerNumbers, due: date) -> ChildTests:
    """All tests for one child. The credit is what remains after the strictest test that fails."""
    related = relationship(child)
    young = age(child, household, parameters)
    at_home = residency(child)
    own_support = support(child)
    no_joint_return = joint_return(child)
    citizen = citizenship(child, household)
    claimed = dependent(child, household)
    number = taxpayer_id(child, parameters)
    in_time = id_issued_in_time(child, parameters, due)
    base = own_support and no_joint_return and citizen and claimed
    credit: CreditKind = "none"
    if household.history.child_credit_disallowed != "banned" and base:
        if related and young and at_home and number and in_time and numbers.allow_child_credit:
            credit = "child_tax_credit"
        elif (
            parameters.child_tax_credit.other_dependent
            and numbers.allow_other_dependents
            and _other_dependent(child, at_home, parameters, due)
        ):
            credit = "other_dependents"
    return ChildTests(
        related,
        young,
        at_home,
        own_support,
        no_joint_return,
        citizen,
        claimed,
        number,
        in_time,
        numbers.allow_child_credit,
        credit,
        eic_child(child, household, parameters, due),
        parameters.personal_exemptions is not None
        and own_support
        and no_joint_return
        and claimed
        and _exemption(child, household, parameters, citizen, at_home),
    )


def young_children(household: Household, parameters: Parameters, tests: Sequence[ChildTests]) -> int:
    """Qualifying children young enough for the larger amount of 2021; nobody in other years."""
    plan = parameters.american_rescue_plan
    if plan is None:
        return 0
    return sum(
        found.credit == "child_tax_credit" and age_at_year_end(child, parameters.tax_year) < plan.young_age_limit
        for child, found in zip(household.children, tests, strict=True)
    )


def age_at_year_end(child: Child, tax_year: int) -> int:
    """A person reaches an age on the birthday itself, so the year decides; whoever died before it never reaches it."""
    age_in_year = tax_year - child.birth_date.year
    died_on = child.died_on
    if died_on is None or died_on.year != tax_year:
        return age_in_year
    before_birthday = (died_on.month, died_on.day) < (child.birth_date.month, child.birth_date.day)
    return age_in_year - before_birthday


def relationship(child: Child) -> bool:
    """IRC 152(c)(2)."""
    return child.relationship in QUALIFYING_RELATIONSHIPS


def age(child: Child, household: Household, parameters: Parameters) -> bool:
    """Under the limit on the last day of the year; siblings younger than the filer: IRC 24(c)(1), 152(c)(3)."""
    if age_at_year_end(child, parameters.tax_year) >= parameters.child_tax_credit.age_limit:
        return False
    return _younger_than_a_filer(child, household)


def _younger_than_a_filer(child: Child, household: Household) -> bool:
    if child.relationship not in SAME_GENERATION:
        return True
    return any(person.birth_date is None or child.birth_date > person.birth_date for person in household.people)


def residency(child: Child) -> bool:
    """The same main home for more than half of the year, or Form 8332 in hand: IRC 152(c)(1)(B), 152(e)."""
    return released_to_you(child) or child.months_with_you >= MONTHS_OVER_HALF_A_YEAR


def released_to_you(child: Child) -> bool:
    """The other parent signed Form 8332 (IRC 152(e)(2))."""
    return child.custody == "released_to_you" and child.relationship in OF_A_PARENT


def support(child: Child) -> bool:
    """IRC 152(c)(1)(D)."""
    return not child.provided_over_half_own_support


def joint_return(child: Child) -> bool:
    """IRC 152(c)(1)(E), 152(b)(2)."""
    return not child.filed_joint_return


def citizenship(child: Child, household: Household) -> bool:
    """US citizen, national or resident; or adopted and all year with a citizen or national: IRC 24(c)(2), 152(b)(3)."""
    if child.us_status != "none":
        return True
    return (
        child.relationship == "adopted_child"
        and child.months_with_you == ALL_YEAR
        and any(person.us_status in ("citizen", "national") for person in household.people)
    )


def dependent(child: Child, household: Household) -> bool:
    """Claimed on this return, by someone who is nobody's dependent: IRC 152(b)(1), 152(e)."""
    if not child.claimed_as_dependent or child.custody == "released_to_other_parent":
        return False
    if household.nonresident_return and not nonresident_may_have_dependents(household):
        return False
    return not household.of_a_dependent


def nonresident_may_have_dependents(household: Household) -> bool:
    """On Form 1040-NR only US nationals and residents of Canada or Mexico claim dependents (IRC 873(b)(3))."""
    return household.filer.us_status == "national" or household.residence.country in NEIGHBOURS


def taxpayer_id(child: Child, parameters: Parameters) -> bool:
    """A Social Security number valid for work: IRC 24(h)(7). A baby who lived and died in the year needs none.

    Before 2018 any number would do, but a child with an ITIN had to be a resident by days in the US: IRC 24(e)(1).
    """
    if parameters.child_tax_credit.child_needs_ssn:
        return child.taxpayer_id.kind == "ssn" or _lived_and_died_in_the_year(child)
    if child.taxpayer_id.kind == "itin":
        return child.substantial_presence
    return child.taxpayer_id.kind != "none" or _lived_and_died_in_the_year(child)


def id_issued_in_time(child: Child, parameters: Parameters, due: date) -> bool:
    """Issued before the due date of the return, extensions included: IRC 24(h)(7)(B); before 2018 also on that day."""
    issued = child.taxpayer_id.issued_on
    if child.taxpayer_id.kind == "none":
        return _lived_and_died_in_the_year(child)
    return issued is None or issued < due or (issued == due and not parameters.child_tax_credit.child_needs_ssn)


def _lived_and_died_in_the_year(child: Child) -> bool:
    return child.died_on is not None and child.died_on.year == child.birth_date.year


def _other_dependent(child: Child, at_home: bool, parameters: Parameters, due: date) -> bool:
    """A dependent with any number issued on or before the due date: IRC 24(h)(4).

    Below 19 a related person is a dependent only as a qualifying child, which takes the same home; older people and
    others are dependents when the family says that it claims them.
    """
    issued = child.taxpayer_id.issued_on
    numbered = child.taxpayer_id.kind != "none" and (issued is None or issued <= due)
    return numbered and _shares_the_home_it_must(child, parameters, at_home)


def _shares_the_home_it_must(child: Child, parameters: Parameters, at_home: bool) -> bool:
    adult = age_at_year_end(child, parameters.tax_year) >= parameters.earned_income_credit.child_age_limit
    return at_home or adult or child.relationship == "other"


def _exemption(child: Child, household: Household, parameters: Parameters, citizen: bool, at_home: bool) -> bool:
    """A dependent of the personal exemption: any number, whenever it was issued, and a home in Canada or Mexico stands
    in for US status (IRC 151(e), 152(b)(3)).
    """
    numbered = child.taxpayer_id.kind != "none" or _lived_and_died_in_the_year(child)
    of_here_or_next_door = citizen or (at_home and household.residence.country in NEIGHBOURS)
    return numbered and of_here_or_next_door and _shares_the_home_it_must(child, parameters, at_home)


def eic_child(child: Child, household: Household, parameters: Parameters, due: date) -> bool:
    """A qualifying child of the earned income credit with a Social Security number valid for work, issued in time."""
    issued = child.taxpayer_id.issued_on
    numbered = child.taxpayer_id.kind == "ssn" and (issued is None or issued <= due)
    return (numbered or _lived_and_died_in_the_year(child)) and would_be_eic_child(child, household, parameters)


def would_be_eic_child(child: Child, household: Household, parameters: Parameters) -> bool:
    """All but the number: a shared US home, no support test, and Form 8332 moves nothing (IRC 32(c)(3))."""
    return (
        household.main_home_in_us
        and relationship(child)
        and age_at_year_end(child, parameters.tax_year) < parameters.earned_income_credit.child_age_limit
        and _younger_than_a_filer(child, household)
        and child.months_with_you >= MONTHS_OVER_HALF_A_YEAR
        and joint_return(child)
        and (child.claimed_as_dependent or child.custody == "released_to_other_parent")
    )
