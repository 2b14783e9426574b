"""The one sentence of the result: by outcome, first that fits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.engine import Scenario
from interview.result.explain.case import Case, paid_out
from interview.result.explain.words import dollars, in_a_row, in_words, marked, plain, ranged, say
from interview.result.explain.zero import binding_code, zero
from interview.result.explain.zero_form_2555 import better_without, switch
from interview.result.explain.zero_words import Action, Zero


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence to read out on the phone, and the few that carry it. `outcome` is the code of the design."""

    outcome: str
    text: SafeString
    lead: tuple[str, ...]
    action: Action | None = None
    zero_code: str = ""


def headline(case: Case) -> Headline:
    """What the page says first."""
    if case.out_of_scope:
        return _out_of_scope(case)
    if case.range is not None:
        return _between(case, *case.range)
    if not paid_out(case.shown):
        return _too_late(case, case.without) if _barred_too_late(case) else _zero(case)
    if case.too_late:
        return _too_late(case, case.shown)
    if better_without(case):
        return _in_words(case, switch(case))
    return _refund(case)


def _barred_too_late(case: Case) -> bool:
    """Form 2555 stood between the family and its refund, and the day to claim it has passed."""
    return case.too_late and case.gain_of_switching > 0 and binding_code(case) == "form_2555"


def _out_of_scope(case: Case) -> Headline:
    stop = next(finding for finding in case.assessment.findings if finding.level == "stop")
    return Headline(
        "H_SCOPE",
        plain(_("This app cannot work out your {year} credit"), year=case.year),
        (
            in_words(stop.text),
            say(
                _("Tell them where you lived in {year}, your US status, and each child’s age and kind of tax number."),
                year=case.year,
            ),
            _("We show no figures, because they would be wrong for you."),
        ),
    )


def _between(case: Case, low: int, high: int) -> Headline:
    """Open answers leave room for more than one result. All that follows is the careful one."""
    outcome, lead = "H_RANGE", (*_matters_most(case), _careful())
    if case.too_late:
        text = _("You could have had between {low} and {high} back for {year}, but it is most likely too late")
        last_day = say(_("The last safe day to claim was {day:day}."), day=case.claim_day)
        outcome, lead = "H_LATE", (last_day, *lead)
    elif case.planning:
        text = _("If {year} turns out like this, you could get between {low} and {high} back")
        lead = (*lead, _still_planning(case))
    else:
        text = _("You could get between {low} and {high} back from the IRS for {year}")
    return Headline(outcome, ranged(text, low, high, year=case.year), (*_first_number(case), *lead))


def _careful() -> str:
    return _("All the rest of this page is on the careful side: what you are not sure about counts against you.")


def _matters_most(case: Case) -> tuple[str, ...]:
    return tuple(
        say(_("The answer that matters most is: {top_unknown}."), top_unknown=one.label)
        for one in case.open_answers[:1]
    )


def _zero(case: Case) -> Headline:
    return _in_words(case, zero(case))


def _in_words(case: Case, found: Zero) -> Headline:
    lead = found.lead
    if case.planning:
        lead = (*lead, _still_planning(case))
    if case.too_late:
        # Whatever there is to do about it, there is most likely no money in it any more.
        return Headline(found.outcome, found.headline, (*lead, *_last_day(case)), None, found.code)
    return Headline(found.outcome, found.headline, lead, found.action, found.code)


def _too_late(case: Case, way: Scenario) -> Headline:
    """What was paid out in this way of filing, had it been claimed in time."""
    lead = _last_day(case)
    if way is not case.shown:
        lead = (_("Form 2555 had to be left off for that."), *lead)
    text = _("You could have had {amount} back for {year}, but it is most likely too late")
    return Headline("H_LATE", marked(text, paid_out(way), year=case.year), lead)


def _last_day(case: Case) -> tuple[str, ...]:
    return (
        say(_("The last safe day to claim was {day:day}."), day=case.claim_day),
        _("Some people have more time. Ask an advisor before you give up."),
    )


def _refund(case: Case) -> Headline:
    amount, balance = paid_out(case.shown), case.shown.balance
    lead = _first_number(case) + _who_counts(case) + _how_to_get_it(case) + _about_tax(case)
    if case.planning:
        text = marked(
            _("If {year} turns out like this, you could get {amount} back"), amount, case.rough, year=case.year
        )
        if balance < amount:
            text = marked(
                _("If {year} turns out like this, the credit pays {amount}"), amount, case.rough, year=case.year
            )
        return Headline("H_PLAN", text, (*lead, _still_planning(case)))
    if case.rough:
        text = marked(_("You could get {amount} back from the IRS for {year}"), amount, case.rough, year=case.year)
    elif case.shown.total_tax == 0:
        text = marked(_("You can get {amount} back, even though you owe no US tax"), amount)
    elif balance <= 0:
        text = marked(_("The credit pays {amount} of your {year} US tax bill"), amount, year=case.year)
    elif balance < amount:
        text = marked(
            _("The credit pays {amount}. After your other US tax, you get {rest} back"), amount, rest=dollars(balance)
        )
    else:
        text = marked(_("You can get {amount} back from the IRS for {year}"), amount, year=case.year)
    return Headline("H_REFUND", text, lead)


def _still_planning(case: Case) -> str:
    return say(_("Some {year} numbers may still change."), year=case.year)


def _first_number(case: Case) -> tuple[str, ...]:
    return (_("This is a first number, from a few answers."),) if case.rough else ()


def _who_counts(case: Case) -> tuple[str, ...]:
    names = case.counting
    if case.rough or not names:
        return ()
    sentence = ngettext("{names} counts for the credit.", "{names} count for the credit.", len(names))
    return (sentence.format(names=in_a_row(names)),)


def _how_to_get_it(case: Case) -> tuple[str, ...]:
    if case.with_form_2555 is None or paid_out(case.with_form_2555) >= paid_out(case.without):
        return ()
    return (_("To get it, leave the foreign earned income exclusion (Form 2555) off your return."),)


def _about_tax(case: Case) -> tuple[str, ...]:
    way = case.shown
    sentences = []
    if way.foreign_tax_credit and way.foreign_tax_credit == way.tax_before_credits:
        sentences.append(_("The tax you paid abroad already clears your US income tax."))
    if way.nonrefundable_credit:
        sentences.append(say(_("The credit also takes {amount:$} off your US tax."), amount=way.nonrefundable_credit))
    if way.balance < 0:
        sentences.append(
            say(_("You still have {amount:$} to pay: your other US tax is more than this credit."), amount=-way.balance)
        )
    elif way.balance != paid_out(way):
        sentences.append(say(_("With everything else on the return you end up with {amount:$}."), amount=way.balance))
    return tuple(sentences)
