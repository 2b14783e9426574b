"""A zero with Form 2555 on the return: the form is in the way, or it is worth more than the credit."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.words import in_a_row, plain, say
from interview.result.explain.zero_words import Zero, act


def form_2555_is_better(case: Case) -> bool:
    """The credit would do something without Form 2555, and the family is still not better off that way."""
    if case.shown.key == NO_FORM_2555 or case.shown.balance < case.without.balance:
        return False
    return paid_out(case.without) > 0 or case.without.nonrefundable_credit > 0


def form_2555(case: Case) -> Zero:
    """Form 2555 is all that stands between the family and its refund."""
    gain, back = case.gain_of_switching, paid_out(case.without)
    names = in_a_row(case.counting)
    count = len(case.counting)
    lead = [
        ngettext("{names} passes every test.", "{names} pass every test.", count).format(names=names),
        say(_("The law does not pay this refund to anyone who files Form 2555, the foreign earned income exclusion.")),
        say(
            _("Without the form {back:$} would be paid back, and you would be {gain:$} better off for {year}."),
            back=back,
            gain=gain,
            year=case.year,
        ),
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
    return Zero("form_2555", "H_SWITCH", headline, tuple(lead), act(case, text, page=page))


def keep_form_2555(case: Case) -> Zero:
    """The credit pays nothing with the form, and the family is still better off with it."""
    back, more_tax = paid_out(case.without), case.without.total_tax - case.shown.total_tax
    used = case.without.nonrefundable_credit
    lead = (
        say(
            _("Without it the child credit would pay you {back:$}, but you would owe {tax:$} more in US tax."),
            back=back,
            tax=more_tax,
        )
        if back
        else say(
            _("Without it the child credit would take {used:$} off your US tax, but you would owe {tax:$} more."),
            used=used,
            tax=more_tax,
        ),
        say(
            _("So the credit pays you nothing this year, and you are still {gain:$} better off."),
            gain=case.shown.balance - case.without.balance,
        )
        if case.shown.balance > case.without.balance
        else _("So the two ways come out the same for this year."),
    )
    used_before = any(
        person.exclusion.elected_before or person.exclusion.choice == "elect" for person in case.household.people
    )
    headline = _("Keep Form 2555 for {year}") if used_before else _("Form 2555 is the better way for {year}")
    action = act(case, _("File Form 1040 with Form 2555."))
    return Zero("form_2555", "H_STAY", plain(headline, year=case.year), lead, action)
