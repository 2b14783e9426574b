"""Each test of each child in a sentence."""

from __future__ import annotations

from typing import Any, NamedTuple

from interview.engine.assessment_types import ChildTest
from interview.engine.children import MONTHS_OVER_HALF_A_YEAR, ChildTests, age_at_year_end, released_to_you
from interview.engine.common_facts import Facts
from interview.engine.household import Child
from interview.engine.wording import Text, gettext_noop, text

RELATIONSHIPS = {
    "child": gettext_noop("child"),
    "stepchild": gettext_noop("stepchild"),
    "adopted_child": gettext_noop("adopted child"),
    "foster_child": gettext_noop("foster child"),
    "sibling": gettext_noop("brother or sister"),
    "half_sibling": gettext_noop("half brother or half sister"),
    "stepsibling": gettext_noop("stepbrother or stepsister"),
    "grandchild": gettext_noop("grandchild"),
    "niece_or_nephew": gettext_noop("niece or nephew"),
    "other_descendant": gettext_noop("descendant of your family"),
}

NUMBERS = {
    "ssn_not_for_work": gettext_noop("{name} has a Social Security number that is not valid for work."),
    "itin": gettext_noop("{name} has an ITIN. The credit needs a Social Security number valid for work."),
    "atin": gettext_noop(
        "{name} has an adoption number (ATIN). The credit needs a Social Security number valid for work."
    ),
    "none": gettext_noop("{name} has no Social Security number yet."),
}

SOURCES = {
    "relationship": "IRC 24(c)(1), 152(c)(2)",
    "age": "IRC 24(c)(1), 152(c)(3)",
    "residency": "IRC 152(c)(1)(B), 152(e)",
    "support": "IRC 152(c)(1)(D)",
    "joint_return": "IRC 152(b)(2), 152(c)(1)(E)",
    "citizenship": "IRC 24(c)(2), 152(b)(3)",
    "dependent": "IRC 24(a), 152(b)(1)",
    "taxpayer_id": "IRC 24(h)(7)",
    "id_issued_in_time": "IRC 24(h)(7)(B)",
    "filer_id": "IRC 24(e)(2), 24(h)(7)",
}


# Where the law of a year stood elsewhere: before the child's Social Security number was asked for, before the filer's
# was, and while the age limit was higher.
BEFORE_CHILD_SSN = {"taxpayer_id": "IRC 24(e)(1)", "id_issued_in_time": "IRC 24(e)(1)"}
BEFORE_FILER_SSN = {"filer_id": "IRC 24(e)(2)"}
RESCUE_PLAN = {"age": "IRC 24(i)(2), 152(c)(3)"}


class Case(NamedTuple):
    """A child with the answers about it, ready to be spoken of."""

    child: Child
    tests: ChildTests
    shared: Facts
    name: Text

    def say(self, template: str, **values: Any) -> Text:
        return text(template, name=self.name, year=self.shared.parameters.tax_year, due=self.shared.due, **values)


def child_name(child: Child, position: int) -> Text:
    """The name the family gave, or the child's place in the list."""
    if child.name:
        return text("{given}", given=child.name)
    return text(gettext_noop("Child {position}"), position=position)


def child_tests(child: Child, tests: ChildTests, shared: Facts, position: int) -> tuple[ChildTest, ...]:
    """The ten tests in the contract's order."""
    case = Case(child, tests, shared, child_name(child, position))
    sources = _sources(shared)
    return tuple(ChildTest(code, getattr(tests, code), REASONS[code](case), source) for code, source in sources.items())


def _sources(shared: Facts) -> dict[str, str]:
    """Where each test stands in the law of the year, in the contract's order."""
    law = shared.parameters.child_tax_credit
    return {
        **SOURCES,
        **({} if law.child_needs_ssn else BEFORE_CHILD_SSN),
        **({} if law.filer_needs_ssn else BEFORE_FILER_SSN),
        **(RESCUE_PLAN if shared.parameters.american_rescue_plan is not None else {}),
    }


def _relationship(case: Case) -> Text:
    if case.tests.relationship:
        return case.say(
            gettext_noop("{name} is your {relationship}."), relationship=text(RELATIONSHIPS[case.child.relationship])
        )
    return case.say(
        gettext_noop(
            "The credit is for your child, brother or sister, or a child of one of them. {name} is none of these."
        )
    )


def _age(case: Case) -> Text:
    age = age_at_year_end(case.child, case.shared.parameters.tax_year)
    limit = case.shared.parameters.child_tax_credit.age_limit
    year = case.shared.parameters.tax_year
    if case.tests.age:
        if case.child.birth_date.year == year:
            return case.say(gettext_noop("{name} was born in {year}. The limit is under {limit}."), limit=limit)
        if case.child.died_on is not None and case.child.died_on.year == year:
            return case.say(
                gettext_noop("{name} was {age} in {year}. The limit is under {limit}."), age=age, limit=limit
            )
        return case.say(
            gettext_noop("{name} was {age} at the end of {year}. The limit is under {limit}."), age=age, limit=limit
        )
    if age < limit:
        return case.say(gettext_noop("A brother or sister must be younger than you. {name} is not."))
    return case.say(
        gettext_noop("{name} was {age} at the end of {year}. The credit is for children under {limit}."),
        age=age,
        limit=limit,
    )


def _residency(case: Case) -> Text:
    if released_to_you(case.child):
        return case.say(gettext_noop("The other parent signed Form 8332, so you may claim {name}."))
    if case.tests.residency:
        return case.say(_at_home(case))
    if case.child.custody == "released_to_you":
        return case.say(gettext_noop("Form 8332 counts only between the parents of {name}."))
    return case.say(
        gettext_noop(
            "{name} did not live with you for more than half of {year}. If it was only a little more than half, count "
            "it as {needed} months."
        ),
        needed=MONTHS_OVER_HALF_A_YEAR,
    )


def _at_home(case: Case) -> str:
    """Born or died in the year: only the time alive counts."""
    year = case.shared.parameters.tax_year
    if case.child.died_on is not None and case.child.died_on.year == year:
        return gettext_noop("{name} lived with you in {year}.")
    if case.child.birth_date.year == year:
        return gettext_noop("{name} was born in {year} and lived with you.")
    return gettext_noop("{name} lived with you for more than half of {year}.")


def _support(case: Case) -> Text:
    if case.tests.support:
        return case.say(gettext_noop("{name} did not pay more than half of their own living costs."))
    return case.say(gettext_noop("{name} paid more than half of their own living costs."))


def _joint_return(case: Case) -> Text:
    if case.tests.joint_return:
        return case.say(gettext_noop("{name} did not file a joint return with a spouse."))
    return case.say(gettext_noop("{name} filed a joint return with a spouse."))


def _citizenship(case: Case) -> Text:
    status = case.child.us_status
    if status == "citizen":
        return case.say(gettext_noop("{name} was a US citizen in {year}."))
    if status == "national":
        return case.say(gettext_noop("{name} was a US national in {year}."))
    if status == "resident_alien":
        return case.say(gettext_noop("{name} was a US resident for tax in {year}."))
    if case.tests.citizenship:
        return case.say(
            gettext_noop("{name} is adopted and lived all year with a US citizen or national. That is enough.")
        )
    return case.say(gettext_noop("{name} was not a US citizen, national or resident in {year}."))


def _dependent(case: Case) -> Text:
    if case.tests.dependent:
        return case.say(gettext_noop("You claim {name} on your return."))
    if case.child.custody == "released_to_other_parent":
        return case.say(gettext_noop("You signed Form 8332, so the other parent may claim {name}."))
    if not case.child.claimed_as_dependent:
        return case.say(gettext_noop("You do not claim {name} on this return."))
    if case.shared.household.of_a_dependent:
        return case.say(gettext_noop("Someone else can claim you on their return, so you cannot claim {name}."))
    return case.say(
        gettext_noop("On Form 1040-NR only US nationals and people who live in Canada or Mexico can claim a child.")
    )


def _taxpayer_id(case: Case) -> Text:
    kind = case.child.taxpayer_id.kind
    if case.tests.taxpayer_id and kind == "none":
        return case.say(gettext_noop("A baby who was born and died in {year} needs no number."))
    if kind == "ssn":
        return case.say(gettext_noop("{name} has a Social Security number valid for work."))
    if not case.shared.parameters.child_tax_credit.child_needs_ssn:
        return _any_number(case)
    if case.tests.taxpayer_id:
        return case.say(gettext_noop("A baby who was born and died in {year} needs no number."))
    return case.say(NUMBERS[kind])


def _any_number(case: Case) -> Text:
    """Until 2017 any tax number would do, with a second test for a child with an ITIN (IRC 24(e)(1))."""
    if case.tests.taxpayer_id:
        return case.say(gettext_noop("{name} has a tax number. For {year} any kind counts."))
    if case.child.taxpayer_id.kind == "none":
        return case.say(gettext_noop("{name} has no tax number yet."))
    return case.say(
        gettext_noop(
            "{name} has an ITIN. For {year} such a child must have spent enough days in the US to be a resident."
        )
    )


def _id_issued_in_time(case: Case) -> Text:
    issued, in_time = case.child.taxpayer_id.issued_on, case.tests.id_issued_in_time
    on_the_day_counts = not case.shared.parameters.child_tax_credit.child_needs_ssn
    if case.child.taxpayer_id.kind == "none":
        if in_time:
            return case.say(gettext_noop("A baby who was born and died in {year} needs no number."))
        if on_the_day_counts:
            return case.say(gettext_noop("The number has to be issued by {due:day}."))
        return case.say(gettext_noop("The number has to be issued before {due:day}."))
    if in_time:
        if on_the_day_counts:
            return case.say(gettext_noop("The number was issued by {due:day}, the due date of your return."))
        return case.say(gettext_noop("The number was issued before {due:day}, the due date of your return."))
    if on_the_day_counts:
        return case.say(
            gettext_noop(
                "The number was issued on {issued:day}. It had to be issued by {due:day}, the due date of your return."
            ),
            issued=issued,
        )
    return case.say(
        gettext_noop(
            "The number was issued on {issued:day}. It had to be issued before {due:day}, the due date of your return."
        ),
        issued=issued,
    )


def _filer_id(case: Case) -> Text:
    if case.tests.filer_id:
        return case.say(gettext_noop("You have the tax number that the {year} rules ask for."))
    if not case.shared.parameters.child_tax_credit.filer_needs_ssn:
        return case.say(
            gettext_noop("Each adult on the return needs a Social Security number or an ITIN issued by {due:day}.")
        )
    if case.shared.household.joint:
        return case.say(
            gettext_noop(
                "One of you needs a Social Security number valid for work, issued before {due:day}. "
                "The other one needs that or an ITIN."
            )
        )
    return case.say(
        gettext_noop("For {year} you need a Social Security number valid for work, issued before {due:day}.")
    )


REASONS = {
    "relationship": _relationship,
    "age": _age,
    "residency": _residency,
    "support": _support,
    "joint_return": _joint_return,
    "citizenship": _citizenship,
    "dependent": _dependent,
    "taxpayer_id": _taxpayer_id,
    "id_issued_in_time": _id_issued_in_time,
    "filer_id": _filer_id,
}
