"""A zero that comes from the children or from the adults' numbers, and what can still be mended about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.what_if import AllFixed, all_fixed, is_open
from interview.result.explain.words import full_date, in_words, marked, plain, say
from interview.result.explain.zero_words import Zero, act, look_again


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
    smaller = case.shown.nonrefundable_credit
    if smaller:
        return Zero(
            "no_qualifying_child",
            "H_ODC",
            marked(_("You get the smaller credit of {amount} for {year}"), smaller, case.rough, year=case.year),
            (_("It lowers your US tax. It is never paid out."), *_failed_reasons(case)),
            act(case, _("File Form 1040 with Schedule 8812.")),
        )
    return Zero(
        "no_qualifying_child",
        "H_ZERO",
        plain(_("You do not get this credit for {year}: no child passes every test"), year=case.year),
        _failed_reasons(case),
        look_again(case, _("Look at the test that failed, below. If the answer behind it is wrong, change it.")),
    )


def _failed_reasons(case: Case) -> tuple[str, ...]:
    """For each child the first test that failed, in the engine's words; at most three."""
    reasons = [
        in_words(next(test.reason for test in child.tests if not test.passed))
        for child in case.assessment.children
        if any(not test.passed for test in child.tests)
    ]
    return tuple(dict.fromkeys(reasons))[:3]


def _fixable(case: Case, code: str, fixed: AllFixed, lead: tuple[str, ...]) -> Zero:
    """Zero for now; what is still possible stands in the headline."""
    day = fixed.by
    amount = fixed.paid_out or fixed.worth
    if fixed.paid_out and day:
        template = _("$0 for now. You can still get {amount} back if you act before {day}")
        headline = marked(template, amount, case.rough, day=full_date(day))
    elif fixed.paid_out:
        headline = marked(_("$0 for now. You can still get {amount} back"), amount, case.rough)
    else:
        headline = marked(_("$0 for now. You can still save {amount} of US tax"), amount, case.rough)
    if day and not case.had_more_time and case.today > case.filing_day:
        asked = _("This only works if you asked for more time to file by {day:day}.")
        lead = (*lead, say(asked, day=case.filing_day))
    return Zero(code, "H_FIX", headline, lead, act(case, _first_remedy(case), day))


def _first_remedy(case: Case) -> str:
    remedies = (remedy for child in case.assessment.children for remedy in child.remedies)
    return next(in_words(remedy.text) for remedy in remedies if is_open(remedy, case))


def no_filer_ssn(case: Case) -> Zero:
    """The adults lack the number that the year asks for."""
    lead = _filer_reason(case)
    fixed = all_fixed(case)
    if fixed is not None:
        return _fixable(case, "no_filer_ssn", fixed, lead)
    headline = _("You do not get this credit for {year}: a parent has no number good for work")
    action = look_again(case, _("If you had such a number in time, change the answer about your papers."))
    smaller = case.shown.nonrefundable_credit
    if smaller:
        return Zero(
            "no_filer_ssn",
            "H_ODC",
            marked(_("You get the smaller credit of {amount} for {year}"), smaller, case.rough, year=case.year),
            lead,
            action,
        )
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
    if fixed is None or fixed.by is None:
        text = _("If the number came earlier, or you had more time to file, change the answer.")
        return Zero("filer_id_issued_late", "H_ZERO", headline, lead, look_again(case, text))
    lead = (*lead, say(_("You may still get {amount:$} back."), amount=fixed.paid_out or fixed.worth))
    text = _("If you had more time to file (Form 4868), tell us. Then the number may be in time.")
    return Zero("filer_id_issued_late", "H_FIX", headline, lead, act(case, text, fixed.by, "extension"))
