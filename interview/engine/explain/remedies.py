"""What could still make a child count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from interview.engine.assessment_types import Remedy
from interview.engine.children import OF_A_PARENT, ChildTests
from interview.engine.common_facts import Facts
from interview.engine.explain.children import Case, child_name
from interview.engine.filer_numbers import filer_numbers, has_number_in_time, has_work_ssn_in_time
from interview.engine.household import Child
from interview.engine.wording import gettext_noop


def child_remedies(child: Child, tests: ChildTests, shared: Facts, position: int) -> tuple[Remedy, ...]:
    """What could still make this child count; nothing where a test fails that no one can mend."""
    if tests.credit == "child_tax_credit":
        return ()
    mendable = tests.relationship and tests.age and tests.support and tests.joint_return and tests.citizenship
    if not mendable or not tests.dependent or shared.household.history.child_credit_disallowed == "banned":
        return ()
    return tuple(_remedies(Case(child, tests, shared, child_name(child, position))))


def _remedies(case: Case) -> Iterator[Remedy]:
    dates = case.shared.parameters.dates
    last = max(dates.return_due_extended, case.shared.due)
    if not case.tests.residency and case.child.relationship in OF_A_PARENT:
        yield Remedy(
            "get_form_8332",
            case.say(gettext_noop("If you and the other parent live apart, ask them to sign Form 8332 for {name}.")),
            None,
        )
    issued = case.child.taxpayer_id.issued_on
    ssn_needed = case.shared.parameters.child_tax_credit.child_needs_ssn
    if not case.tests.taxpayer_id and not ssn_needed:
        if case.child.taxpayer_id.kind == "none":
            yield Remedy(
                "get_ssn",
                case.say(
                    gettext_noop(
                        "Get a tax number of any kind for {name}. It must be issued by {last:day}, and you must have "
                        "asked for more time to file (Form 4868)."
                    ),
                    last=last,
                ),
                last,
            )
    elif not case.tests.taxpayer_id:
        yield Remedy(
            "get_ssn",
            case.say(
                gettext_noop(
                    "Get a Social Security number valid for work for {name}. It must be issued before {last:day}, "
                    "and you must have asked for more time to file (Form 4868)."
                ),
                last=last,
            ),
            last,
        )
    elif not case.tests.id_issued_in_time and issued is not None and issued < last:
        yield Remedy(
            "extend_due_date",
            case.say(
                gettext_noop(
                    "If you had more time to file until {last:day} (Form 4868), tell us: then {name}’s number was "
                    "in time."
                ),
                last=last,
            ),
            last,
        )
    if not case.tests.filer_id:
        yield from _filer_remedies(case, last)


def _filer_remedies(case: Case, last: date) -> Iterator[Remedy]:
    """What the adults can still do about their own numbers."""
    household, parameters, due = case.shared.household, case.shared.parameters, case.shared.due
    if case.shared.numbers.late:
        if filer_numbers(household, parameters, last).allow_child_credit:
            yield Remedy(
                "extend_due_date",
                case.say(
                    gettext_noop(
                        "If you had more time to file until {last:day} (Form 4868), tell us: then your own number was "
                        "in time."
                    ),
                    last=last,
                ),
                last,
            )
        return
    missing = sum(not has_number_in_time(person, due) for person in household.people)
    needs_ssn = parameters.child_tax_credit.filer_needs_ssn and not any(
        has_work_ssn_in_time(person, due) for person in household.people
    )
    if needs_ssn:
        yield Remedy(
            "get_filer_ssn",
            case.say(
                gettext_noop(
                    "Get a Social Security number valid for work for yourself or, on a joint return, for one of you. "
                    "It must be issued before {last:day}, and you must have asked for more time to file (Form 4868)."
                ),
                last=last,
            ),
            last,
        )
    if missing > needs_ssn:
        yield Remedy(
            "get_filer_itin",
            case.say(
                gettext_noop(
                    "Each adult on the return needs a Social Security number or an ITIN. Ask for the ITIN with Form "
                    "W-7, sent with the return by {last:day}, and ask for more time to file (Form 4868) first."
                ),
                last=last,
            ),
            last,
        )
