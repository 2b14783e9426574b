"""A zero with Form 2555 on the return: the form is in the way, or it is worth more than the credit."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import ABOUT_THE_SAME, NO_FORM_2555, Case, paid_out
from interview.result.explain.words import dollars, in_a_row, plain, say
from interview.result.explain.zero_words import Action, Zero, act, file


def form_2555_is_better(case: Case) -> bool:
    """The credit would do something without Form 2555, and the family is still not better off that way."""
    if case.shown.key == NO_FORM_2555 or case.shown.balance < case.without.balance:
        return False
    return paid_out(case.without) > 0 or case.without.nonrefundable_credit > 0


def better_without(case: Case) -> bool:
    """The family has chosen Form 2555 and would end up with clearly more without it."""
    return case.gain_of_switching >= ABOUT_THE_SAME


def switch(case: Case) -> Zero:
    """Better without Form 2555 for other reasons than a refund that it bars: both ways end in what they end in."""
    lead = (
        say(_("With Form 2555 you end up with {end}."), end=ending(case.shown.balance)),
        say(_("Without it you could end up with {end}."), end=ending(case.without.balance)),
        *five_year_rule(case),
    )
    gain, year = dollars(case.gain_of_switching), case.year
    headline = plain(_("Without Form 2555 you would be {gain} better off for {year}"), gain=gain, year=year)
    return Zero("form_2555", "H_SWITCH", headline, lead, _leave_it_off(case))


def ending(balance: int) -> str:
    """What a return comes to, never as a minus alone."""
    return dollars(balance) if balance >= 0 else say(_("{amount:$} to pay"), amount=-balance)


def five_year_rule(case: Case) -> tuple[str, ...]:
    """Whoever has used the form ends a choice by leaving it off."""
    used = any(person.exclusion.elected_before for person in case.household.people)
    # A quick check does not ask about earlier years, so it reads of the rule too.
    if not used and not case.rough and not (case.has_filed and case.has_chosen_form_2555):
        return ()
    years = case.parameters.exclusion.years_before_new_election
    return (say(_("Read about the {years}-year rule before you switch."), years=years),)


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
        *five_year_rule(case),
    ]
    headline = plain(_("You get $0 back, and Form 2555 is the only reason"))
    return Zero("form_2555", "H_SWITCH", headline, tuple(lead), _leave_it_off(case))


def _leave_it_off(case: Case) -> Action:
    page = "quick_exclusion" if case.rough else "exclusion_plan"
    if case.has_filed:
        text = _("Change the return with Form 1040-X and a statement that you give up the choice of Form 2555.")
        return act(case, text, case.claim_day, page)
    if case.today > case.filing_day and case.told.route is None:
        text = _(
            "Not filed yet: leave Form 2555 off. Filed with it: change the return with Form 1040-X and a statement "
            "that you give up the choice."
        )
    elif case.without.foreign_tax_credit:
        text = _("Leave Form 2555 off the return. File Form 1116 and Schedule 8812 instead.")
    else:
        text = _("Leave Form 2555 off the return. File Schedule 8812 instead.")
    return act(case, text, page=page)


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
        person.exclusion.choice == "elect" or (person.exclusion.elected_before and not case.may_have_used_form_2555)
        for person in case.household.people
    )
    headline = _("Keep Form 2555 for {year}") if used_before else _("Form 2555 is the better way for {year}")
    action = file(case, _("File Form 1040 with Form 2555."))
    return Zero("form_2555", "H_STAY", plain(headline, year=case.year), lead, action)
