"""A zero that comes from the children or from the adults' numbers, and what can still be mended about it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.deciding import decided_by, left_open, reason_in_words
from interview.result.explain.levers import levers
from interview.result.explain.what_if import AllFixed, all_fixed, is_open, remedy_in_words
from interview.result.explain.words import dollars, full_date, in_words, marked, plain, say
from interview.result.explain.zero_words import Zero, act, file, look_again


def no_qualifying_child(case: Case) -> Zero:
    """No child passes every test: perhaps not yet, perhaps for the smaller credit, perhaps not at all."""
    fixed = all_fixed(case)
    if fixed is not None:
        return _fixable(case, "no_qualifying_child", fixed, _failed_reasons(case))
    if not case.assessment.children:
        return Zero(
            "no_qualifying_child",
            "H_ZERO",
            plain(_("You do not get this credit for {year}: it needs a child"), year=case.year),
            (_("You told us of no child and of nobody else that you claim."),),
            look_again(case, _("If a child is missing from your answers, add it."), "children_list"),
        )
    if case.shown.nonrefundable_credit:
        return _smaller(case, "no_qualifying_child", _failed_reasons(case))
    return Zero(
        "no_qualifying_child",
        "H_ZERO",
        plain(_("You do not get this credit for {year}: no child passes every test"), year=case.year),
        _failed_reasons(case),
        look_again(case, _("Look at the test that failed, below. If the answer behind it is wrong, change it.")),
    )


def _failed_reasons(case: Case) -> tuple[str, ...]:
    """For each child the first test that failed, in words; at most three. What nobody is sure of is said as that."""
    reasons = []
    for place, child in enumerate(case.assessment.children):
        failed = next((test for test in child.tests if not test.passed), None)
        if failed is not None:
            unsure = left_open(case, decided_by(case, place, failed.code))
            reasons.append(unsure or reason_in_words(case, place, failed))
    return tuple(dict.fromkeys(reasons))[:3]


def _smaller(case: Case, code: str, lead: tuple[str, ...]) -> Zero:
    """Only the credit for other dependents: it takes something off the tax, and nothing else is to come."""
    return Zero(
        code,
        "H_ODC",
        marked(
            _("You get the smaller credit of {amount} for {year}"),
            case.shown.nonrefundable_credit,
            case.rough,
            year=case.year,
        ),
        (_("It lowers your US tax. It is never paid out."), *lead),
        file(case, _("File Form 1040 with Schedule 8812.")),
    )


def _fixable(case: Case, code: str, fixed: AllFixed, lead: tuple[str, ...]) -> Zero:
    """What is still possible stands in the headline, behind the zero or the smaller credit of now."""
    day, smaller = fixed.by, case.shown.nonrefundable_credit
    if day and not case.had_more_time and case.today > case.filing_day:
        asked = _("This only works if you asked for more time to file by {day:day}.")
        lead = (*lead, say(asked, day=case.filing_day))
    action = act(case, _first_remedy(case), day)
    if smaller:
        headline = _smaller_for_now(case, smaller, fixed)
        return Zero(code, "H_ODC", headline, (_("The smaller credit only lowers US tax."), *lead), action)
    return Zero(code, "H_FIX", _zero_for_now(case, fixed), lead, action)


def _zero_for_now(case: Case, fixed: AllFixed) -> SafeString:
    if fixed.paid_out and fixed.by:
        template = _("$0 for now. You can still get {amount} back if you act before {day}")
        return marked(template, fixed.paid_out, case.rough, day=full_date(fixed.by))
    if fixed.paid_out:
        return marked(_("$0 for now. You can still get {amount} back"), fixed.paid_out, case.rough)
    return marked(_("$0 for now. You can still save {amount} of US tax"), fixed.worth, case.rough)


def _smaller_for_now(case: Case, smaller: int, fixed: AllFixed) -> SafeString:
    """The smaller credit is not denied by what may still come."""
    now = dollars(smaller)
    if fixed.paid_out and fixed.by:
        template = _("{smaller} off your US tax for now. You can still get {amount} back if you act before {day}")
        return marked(template, fixed.paid_out, case.rough, smaller=now, day=full_date(fixed.by))
    if fixed.paid_out:
        template = _("{smaller} off your US tax for now. You can still get {amount} back")
        return marked(template, fixed.paid_out, case.rough, smaller=now)
    template = _("{smaller} off your US tax for now. You can still save {amount} more")
    return marked(template, fixed.worth, case.rough, smaller=now)


def _first_remedy(case: Case) -> str:
    remedies = ((place, remedy) for place, child in enumerate(case.assessment.children) for remedy in child.remedies)
    return next(remedy_in_words(remedy, case, place) for place, remedy in remedies if is_open(remedy, case))


def no_filer_ssn(case: Case) -> Zero:
    """The adults lack the number that the year asks for."""
    lead = _filer_reason(case)
    fixed = all_fixed(case)
    if fixed is not None:
        return _fixable(case, "no_filer_ssn", fixed, lead)
    headline = _("You do not get this credit for {year}: a parent has no number good for work")
    action = look_again(case, _("If you had such a number in time, change the answer about your papers."))
    if any(person.taxpayer_id.kind == "ssn" for person in case.household.people):
        headline = _("You do not get this credit for {year} together: one of you has no US tax number")
    if any(lever.worth > 0 and "joint_nonresident" in lever.pages for lever in levers(case)):
        action = act(case, _("File a return of your own. See below what that would change."), case.next_day)
    if case.shown.nonrefundable_credit:
        return replace(_smaller(case, "no_filer_ssn", lead), action=action)
    return Zero("no_filer_ssn", "H_ZERO", plain(headline, year=case.year), lead, action)


def _filer_reason(case: Case) -> tuple[str, ...]:
    """What the engine says about the adults' numbers; it says the same for every child."""
    tests = (test for child in case.assessment.children for test in child.tests)
    return tuple({in_words(test.reason): None for test in tests if test.code == "filer_id" and not test.passed})


def filer_id_issued_late(case: Case) -> Zero:
    """The adults have the number, but it came after the return was due."""
    fixed = all_fixed(case)
    headline = plain(_("You get $0 back because a parent’s number came too late for {year}"), year=case.year)
    lead = _filer_reason(case)
    smaller = case.shown.nonrefundable_credit
    if fixed is None or fixed.by is None:
        action = look_again(case, _("If the number came earlier, or you had more time to file, change the answer."))
        if smaller:
            return replace(_smaller(case, "filer_id_issued_late", lead), action=action)
        return Zero("filer_id_issued_late", "H_ZERO", headline, lead, action)
    text = _("If you had more time to file (Form 4868), tell us. Then the number may be in time.")
    action = act(case, text, fixed.by, "extension")
    if smaller:
        return replace(_fixable(case, "filer_id_issued_late", fixed, lead), action=action)
    lead = (
        *lead,
        say(_("You may still get {amount:$} back."), amount=fixed.paid_out)
        if fixed.paid_out
        else say(_("You may still save {amount:$} of US tax."), amount=fixed.worth),
    )
    return Zero("filer_id_issued_late", "H_FIX", headline, lead, action)
