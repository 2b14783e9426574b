"""Why nothing is paid out: for each code of the contract its own headline, first action and day."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from interview.adapter.history import last_year_of_wait
from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.schedule import schedule_amount
from interview.result.explain.words import marked, plain, say
from interview.result.explain.zero_family import filer_id_issued_late, no_filer_ssn, no_qualifying_child
from interview.result.explain.zero_form_2555 import (
    better_without,
    form_2555,
    form_2555_is_better,
    keep_form_2555,
    switch,
)
from interview.result.explain.zero_words import Zero, file, look_again

PROFIT_LEFT_OUT = "certificate_profit_may_count"

# What the family can still change comes first, the doors that stay shut last.
CHANGEABLE_FIRST = (
    "fully_refundable_instead",
    "paid_in_advance",
    "form_2555",
    # An adult's number helps nobody as long as no child would count; what can be mended of both is said together.
    "no_qualifying_child",
    "filer_id_issued_late",
    "no_filer_ssn",
    "credit_fully_used_against_tax",
    "earned_income_at_or_below_threshold",
    "phased_out",
    "claimed_as_dependent",
    "banned",
)


OTHER_FORM_HELPS = ("credit_fully_used_against_tax", "earned_income_at_or_below_threshold")
"""The children count, so that the way to file is all there is to choose."""


def zero(case: Case) -> Zero:
    """The code that matters most to this family, in words."""
    if form_2555_is_better(case):
        return keep_form_2555(case)
    code = binding_code(case)
    if better_without(case) and code in OTHER_FORM_HELPS:
        return switch(case)
    return ZEROS[code](case)


def binding_code(case: Case) -> str:
    """Form 2555 is the reason only if something would be paid out without it."""
    codes = case.shown.why_zero
    if "form_2555" in codes and not paid_out(case.without):
        codes = case.without.why_zero
    return min(codes, key=CHANGEABLE_FIRST.index)


def _profit_left_out(case: Case, gain: int) -> Zero:
    """All there is to count is profit under a certificate of coverage, and the form does not count that."""
    lead = (
        _("A certificate frees your business profit from US self-employment tax. So the form leaves that profit out."),
        say(_("The law can also be read to count it. Then {gain:$} could be paid to you."), gain=gain),
    )
    headline = plain(_("You get $0 back for {year} because the form does not count your profit"), year=case.year)
    action = look_again(case, _("Ask an advisor if your profit counts. We took the careful reading."))
    return Zero("earned_income_at_or_below_threshold", "H_ZERO", headline, lead, action)


def _earned_income(case: Case) -> Zero:
    left_out = next((found for found in case.assessment.findings if found.code == PROFIT_LEFT_OUT), None)
    if left_out is not None and left_out.amount and not case.shown.nonrefundable_credit:
        return _profit_left_out(case, left_out.amount)
    earned = case.without.earned_income
    threshold = case.parameters.child_tax_credit.earned_income_threshold
    used = case.shown.nonrefundable_credit
    lead = [
        say(
            _("You had {earned:$} of pay from work. The refund starts above {threshold:$}."),
            earned=earned,
            threshold=threshold,
        )
    ]
    if earned > threshold:
        lead.append(_("You are so close to it that the refund rounds to nothing."))
    page = "quick_earned" if case.rough else "income_list"
    action = look_again(case, _("Check that all pay from work is in your answers, from every country."), page)
    if used:
        headline = marked(_("The credit takes {amount} off your US tax for {year}"), used, case.rough, year=case.year)
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
    headline = marked(_("The credit takes {amount} off your US tax for {year}"), used, case.rough, year=case.year)
    action = file(case, _("File Form 1040 with Schedule 8812, so that the credit counts."))
    return Zero("credit_fully_used_against_tax", "H_TAXONLY", headline, lead, action)


def _phased_out(case: Case) -> Zero:
    way = case.without
    limit = schedule_amount(case, way, "9")
    lead = [
        say(
            _("Your income of {income:$} is {over:$} above the limit of {limit:$}."),
            income=way.modified_agi,
            over=way.modified_agi - limit,
            limit=limit,
        ),
        say(
            _("At that income the credit of {credit:$} is cut by {cut:$}, so nothing is left."),
            credit=way.credit_before_phaseout,
            cut=way.phaseout_reduction,
        ),
    ]
    if case.shown.key != NO_FORM_2555:
        lead.append(_("Income left out with Form 2555 is added back here."))
    headline = plain(_("You do not get this credit for {year}: your income is above the limit"), year=case.year)
    page = "quick_earned" if case.rough else "income_list"
    action = look_again(case, _("Check the amounts in your answers, and their currencies."), page)
    return Zero("phased_out", "H_ZERO", headline, tuple(lead), action)


def _claimed_as_dependent(case: Case) -> Zero:
    lead = (
        _("You told us that somebody else can claim you on their return."),
        _("Whoever can be claimed cannot claim a child."),
    )
    headline = plain(_("You do not get this credit for {year}: someone else can claim you"), year=case.year)
    action = look_again(case, _("Ask whether that person really can claim you. If not, change the answer."))
    return Zero("claimed_as_dependent", "H_ZERO", headline, lead, action)


def _banned(case: Case) -> Zero:
    covers = _("The IRS set a wait, and it covers {year}. Nothing can be claimed for children in that time.")
    if case.took("history_wait"):
        covers = _("You are not sure if the IRS told you to wait. If it did, nothing can be claimed for children.")
    lead = [say(covers, year=case.year)]
    last = last_year_of_wait(case.told.saved) if case.told.saved is not None else None
    if last is not None:
        lead.append(say(_("The wait ends after {year}."), year=last))
    headline = plain(_("You cannot claim this credit for {year}"), year=case.year)
    if case.took("history_wait"):
        headline = plain(_("You may not be able to claim this credit for {year}"), year=case.year)
    text = _(
        "Read in the letter of the IRS when the wait ends. For the first year after it, add Form 8862 to the return."
    )
    return Zero("banned", "H_BAN", headline, tuple(lead), look_again(case, text))


def _fully_refundable(case: Case) -> Zero:
    amount = case.shown.refundable_child_tax_credit
    headline = marked(_("You can get {amount} back for {year}"), amount, year=case.year)
    lead = (_("For that year the whole credit is paid out, so nothing is left for the additional one."),)
    action = file(case, _("File Form 1040 with Schedule 8812."))
    return Zero("fully_refundable_instead", "H_REFUND", headline, lead, action)


def _paid_in_advance(case: Case) -> Zero:
    headline = plain(_("You get $0 more back for {year}: the credit was paid to you in advance"), year=case.year)
    lead = (_("The monthly payments of that year took all of the credit that would be paid out now."),)
    action = file(case, _("File Form 1040 with Schedule 8812, and compare the payments with Letter 6419."))
    return Zero("paid_in_advance", "H_ZERO", headline, lead, action)


ZEROS: dict[str, Callable[[Case], Zero]] = {
    "form_2555": form_2555,
    "no_qualifying_child": no_qualifying_child,
    "no_filer_ssn": no_filer_ssn,
    "earned_income_at_or_below_threshold": _earned_income,
    "credit_fully_used_against_tax": _fully_used,
    "phased_out": _phased_out,
    "banned": _banned,
    "claimed_as_dependent": _claimed_as_dependent,
    "filer_id_issued_late": filer_id_issued_late,
    "fully_refundable_instead": _fully_refundable,
    "paid_in_advance": _paid_in_advance,
}
