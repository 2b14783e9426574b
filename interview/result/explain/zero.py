"""Why nothing is paid out: for each code of the contract its own headline, first action and day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import NO_FORM_2555, Case, line_amount, paid_out
from interview.result.explain.what_if import AllFixed, all_fixed
from interview.result.explain.words import full_date, in_a_row, in_words, marked, plain, say

# What the family can still change comes first, the doors that stay shut last.
CHANGEABLE_FIRST = (
    "fully_refundable_instead",
    "form_2555",
    "filer_id_issued_late",
    "no_filer_ssn",
    "no_qualifying_child",
    "credit_fully_used_against_tax",
    "earned_income_at_or_below_threshold",
    "phased_out",
    "claimed_as_dependent",
    "banned",
)


@dataclass(frozen=True, slots=True)
class Action:
    """The first thing to do, the day it has to be done by, and the screen where an answer can be changed."""

    text: str
    day: date
    day_text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Zero:
    """A result of zero in words."""

    code: str
    outcome: str
    headline: SafeString
    lead: tuple[str, ...]
    action: Action


def zero(case: Case) -> Zero:
    """The code that matters most to this family, in words."""
    if _form_2555_is_better(case):
        return _keep_form_2555(case)
    return ZEROS[binding_code(case)](case)


def _form_2555_is_better(case: Case) -> bool:
    """The credit would do something without Form 2555, and the family is still not better off that way."""
    if case.shown.key == NO_FORM_2555 or case.shown.balance < case.without.balance:
        return False
    return paid_out(case.without) > 0 or case.without.nonrefundable_credit > 0


def binding_code(case: Case) -> str:
    """Form 2555 is the reason only if something would be paid out without it."""
    codes = case.shown.why_zero
    if "form_2555" in codes and not paid_out(case.without):
        codes = case.without.why_zero
    return min(codes, key=CHANGEABLE_FIRST.index)


def _by(case: Case, day: date) -> str:
    if case.today > day:
        return say(_("The day was {day:day}. It has passed."), day=day)
    return say(_("By {day:day}."), day=day)


def _action(case: Case, text: str, day: date | None = None, page: str = "") -> Action:
    day = day or case.next_day
    return Action(text, day, _by(case, day), page)


def _look_again(case: Case, text: str, page: str = "") -> Action:
    """Nothing can be mended, but a wrong answer can be changed as long as the refund can be claimed."""
    return _action(case, text, case.claim_day, page)


def _form_2555(case: Case) -> Zero:
    gain, back = case.gain_of_switching, paid_out(case.without)
    names = in_a_row(case.counting)
    count = len(case.counting)
    lead = [
        ngettext("{names} passes every test.", "{names} pass every test.", count).format(names=names),
        say(_("The law does not pay this refund to anyone who files Form 2555, the foreign earned income exclusion.")),
        say(_("Without the form {back:$} would be paid back, and you would be {gain:$} better off for {year}."),
            back=back, gain=gain, year=case.year),
    ]
    page = "quick_exclusion" if case.rough else "exclusion_plan"
    if case.today > case.filing_day:
        text = _(
            "Not filed yet: leave Form 2555 off. Filed with it: change the return with Form 1040-X and a statement "
            "that you give up the choice."
        )
    else:
        text = _("Leave Form 2555 off the return. File Form 1116 and Schedule 8812 instead.")
    headline = plain(_("You get $0 back, and Form 2555 is the only reason"))
    return Zero("form_2555", "H_SWITCH", headline, tuple(lead), _action(case, text, page=page))


def _keep_form_2555(case: Case) -> Zero:
    back, more_tax = paid_out(case.without), case.without.total_tax - case.shown.total_tax
    used = case.without.nonrefundable_credit
    lead = (
        say(_("Without it the child credit would pay you {back:$}, but you would owe {tax:$} more in US tax."),
            back=back, tax=more_tax)
        if back
        else say(_("Without it the child credit would take {used:$} off your US tax, but you would owe {tax:$} more."),
                 used=used, tax=more_tax),
        say(_("So the credit pays you nothing this year, and you are still {gain:$} better off."),
            gain=case.shown.balance - case.without.balance)
        if case.shown.balance > case.without.balance
        else _("So the two ways come out the same for this year."),
    )
    used_before = any(
        person.exclusion.elected_before or person.exclusion.choice == "elect" for person in case.household.people
    )
    headline = _("Keep Form 2555 for {year}") if used_before else _("Form 2555 is the better way for {year}")
    action = _action(case, _("File Form 1040 with Form 2555."))
    return Zero("form_2555", "H_STAY", plain(headline, year=case.year), lead, action)


def _no_qualifying_child(case: Case) -> Zero:
    fixed = all_fixed(case)
    if fixed is not None:
        return _fixable(case, "no_qualifying_child", fixed, _failed_reasons(case))
    if not case.assessment.children:
        return Zero(
            "no_qualifying_child",
            "H_ZERO",
            plain(_("You do not get this credit for {year}: it needs a child"), year=case.year),
            (_("You told us of no child and of nobody else that you claim."),),
            _look_again(case, _("If a child is missing from your answers, add it."), "children_list"),
        )
    smaller = case.shown.nonrefundable_credit
    if smaller:
        return Zero(
            "no_qualifying_child",
            "H_ODC",
            marked(_("You get the smaller credit of {amount} for {year}"), smaller, year=case.year),
            (_("It lowers your US tax. It is never paid out."), *_failed_reasons(case)),
            _action(case, _("File Form 1040 with Schedule 8812.")),
        )
    return Zero(
        "no_qualifying_child",
        "H_ZERO",
        plain(_("You do not get this credit for {year}: no child passes every test"), year=case.year),
        _failed_reasons(case),
        _look_again(case, _("Look at the test that failed, below. If the answer behind it is wrong, change it.")),
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
        headline = marked(
            _("$0 for now. You can still get {amount} back if you act before {day}"), amount, day=full_date(day)
        )
    elif fixed.paid_out:
        headline = marked(_("$0 for now. You can still get {amount} back"), amount)
    else:
        headline = marked(_("$0 for now. You can still save {amount} of US tax"), amount)
    text = next(iter(_first_remedy(case)), "")
    return Zero(code, "H_FIX", headline, lead, _action(case, text, day))


def _first_remedy(case: Case) -> list[str]:
    return [
        in_words(remedy.text)
        for child in case.assessment.children
        for remedy in child.remedies
        if remedy.by is None or case.today < remedy.by
    ]


def _no_filer_ssn(case: Case) -> Zero:
    lead = _filer_reason(case)
    fixed = all_fixed(case)
    if fixed is not None:
        return _fixable(case, "no_filer_ssn", fixed, lead)
    headline = _("You do not get this credit for {year}: a parent has no number good for work")
    action = _look_again(case, _("If you had such a number in time, change the answer about your papers."))
    smaller = case.shown.nonrefundable_credit
    if smaller:
        return Zero(
            "no_filer_ssn",
            "H_ODC",
            marked(_("You get the smaller credit of {amount} for {year}"), smaller, year=case.year),
            lead,
            action,
        )
    return Zero("no_filer_ssn", "H_ZERO", plain(headline, year=case.year), lead, action)


def _filer_reason(case: Case) -> tuple[str, ...]:
    """What the engine says about the adults' numbers; it says the same for every child."""
    tests = (test for child in case.assessment.children for test in child.tests)
    return tuple({in_words(test.reason): None for test in tests if test.code == "filer_id" and not test.passed})


def _filer_id_issued_late(case: Case) -> Zero:
    fixed = all_fixed(case)
    headline = plain(_("You get $0 back because a parent’s number came too late for {year}"), year=case.year)
    lead = _filer_reason(case)
    if fixed is None or fixed.by is None:
        text = _("If the number came earlier, or you had more time to file, change the answer.")
        return Zero("filer_id_issued_late", "H_ZERO", headline, lead, _look_again(case, text))
    lead = (*lead, say(_("You may still get {amount:$} back."), amount=fixed.paid_out or fixed.worth))
    text = _("If you had more time to file (Form 4868), tell us. Then the number may be in time.")
    return Zero("filer_id_issued_late", "H_FIX", headline, lead, _action(case, text, fixed.by, "extension"))


def _earned_income(case: Case) -> Zero:
    earned = case.without.earned_income
    threshold = case.parameters.child_tax_credit.earned_income_threshold
    used = case.shown.nonrefundable_credit
    lead = [say(_("You had {earned:$} of pay from work. The refund starts above {threshold:$}."),
                earned=earned, threshold=threshold)]
    page = "quick_earned" if case.rough else "income_list"
    action = _look_again(case, _("Check that all pay from work is in your answers, from every country."), page)
    if used:
        headline = marked(_("The credit takes {amount} off your US tax for {year}"), used, year=case.year)
        lead.append(_("None of it is paid out, because you earned too little from work."))
        return Zero("earned_income_at_or_below_threshold", "H_TAXONLY", headline, tuple(lead), action)
    headline = plain(_("You get $0 back because you earned too little from work in {year}"), year=case.year)
    return Zero("earned_income_at_or_below_threshold", "H_ZERO", headline, tuple(lead), action)


def _fully_used(case: Case) -> Zero:
    used = case.shown.nonrefundable_credit
    lead = (
        _("You used all of it against your tax, so none is left to pay out."),
        say(_("Before credits your US tax was {tax:$}."), tax=case.shown.tax_before_credits),
    )
    headline = marked(_("The credit takes {amount} off your US tax for {year}"), used, year=case.year)
    action = _action(case, _("File Form 1040 with Schedule 8812, so that the credit counts."))
    return Zero("credit_fully_used_against_tax", "H_TAXONLY", headline, lead, action)


def _phased_out(case: Case) -> Zero:
    way = case.without
    limit = line_amount(way, "schedule_8812", "9")
    lead = [
        say(_("Your income of {income:$} is {over:$} above the limit of {limit:$}."),
            income=way.modified_agi, over=way.modified_agi - limit, limit=limit),
        say(_("The credit of {credit:$} drops by {cut:$}."),
            credit=way.credit_before_phaseout, cut=way.phaseout_reduction),
    ]
    if case.shown.key != NO_FORM_2555:
        lead.append(_("Income left out with Form 2555 is added back here."))
    headline = plain(_("You do not get this credit for {year}: your income is above the limit"), year=case.year)
    page = "quick_earned" if case.rough else "income_list"
    action = _look_again(case, _("Check the amounts in your answers, and their currencies."), page)
    return Zero("phased_out", "H_ZERO", headline, tuple(lead), action)


def _claimed_as_dependent(case: Case) -> Zero:
    lead = (
        _("You told us that somebody else can claim you on their return."),
        _("Whoever can be claimed cannot claim a child."),
    )
    headline = plain(_("You do not get this credit for {year}: someone else can claim you"), year=case.year)
    action = _look_again(case, _("Ask whether that person really can claim you. If not, change the answer."))
    return Zero("claimed_as_dependent", "H_ZERO", headline, lead, action)


def _banned(case: Case) -> Zero:
    lead = (
        say(_("The IRS set a wait, and it covers {year}. Nothing can be claimed for children in that time."),
            year=case.year),
    )
    headline = plain(_("You cannot claim this credit for {year}"), year=case.year)
    text = _(
        "Read in the letter of the IRS when the wait ends. For the first year after it, add Form 8862 to the return."
    )
    return Zero("banned", "H_BAN", headline, lead, _look_again(case, text))


def _fully_refundable(case: Case) -> Zero:
    amount = case.shown.refundable_child_tax_credit
    headline = marked(_("You can get {amount} back for {year}"), amount, year=case.year)
    lead = (_("For that year the whole credit is paid out, so nothing is left for the additional one."),)
    action = _action(case, _("File Form 1040 with Schedule 8812."))
    return Zero("fully_refundable_instead", "H_REFUND", headline, lead, action)


ZEROS: dict[str, Callable[[Case], Zero]] = {
    "form_2555": _form_2555,
    "no_qualifying_child": _no_qualifying_child,
    "no_filer_ssn": _no_filer_ssn,
    "earned_income_at_or_below_threshold": _earned_income,
    "credit_fully_used_against_tax": _fully_used,
    "phased_out": _phased_out,
    "banned": _banned,
    "claimed_as_dependent": _claimed_as_dependent,
    "filer_id_issued_late": _filer_id_issued_late,
    "fully_refundable_instead": _fully_refundable,
}
