"""The tests that the whole family passes or fails once, whichever child it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.deciding import claimed_by_others, left_open, own_number
from interview.result.explain.schedule import schedule_line
from interview.result.explain.told import Place
from interview.result.explain.verdict import Verdict
from interview.result.explain.words import in_words, say


@dataclass(frozen=True, slots=True)
class FamilyTests:
    """What stands in the way first, then what does not; each under the code of the design."""

    heading: str
    failed: tuple[Verdict, ...]
    passed: tuple[Verdict, ...]
    passed_heading: str


def family_tests(case: Case) -> FamilyTests | None:
    """None where there is no child to claim."""
    if case.out_of_scope or not case.assessment.children:
        return None
    found = tuple(_tests(case))
    failed = tuple(one for one in found if not one.passed)
    count = len(found) - len(failed)
    passed_heading = ngettext(
        "{count} rule for the whole family is met", "{count} rules for the whole family are met", count
    )
    return FamilyTests(
        _("For the whole family"),
        failed,
        tuple(one for one in found if one.passed),
        passed_heading.format(count=count),
    )


def _tests(case: Case) -> Iterator[Verdict]:
    yield _own_number(case)
    yield _not_claimed(case)
    yield _no_form_2555(case)
    yield _earned(case)
    yield _income_limit(case)
    yield from _cap(case)
    yield _denied_before(case)
    yield _in_time(case)


def _own_number(case: Case) -> Verdict:
    """F_ID, in the engine's words: it says the same for every child."""
    test = next(test for test in case.assessment.children[0].tests if test.code == "filer_id")
    quick = [Place("quick_filer", "numbers")]
    where = case.told.first_seen(quick if case.told.quick else own_number(case))
    title = _("You have the right tax number")
    unsure = "" if test.passed else left_open(case, where)
    if unsure:
        return Verdict(title, False, unsure, test.source, open=True, page=where.screen)
    reason, quote = in_words(test.reason), case.told.quote(where)
    return Verdict(title, test.passed, reason, test.source, quote=quote, page=where.screen)


def _not_claimed(case: Case) -> Verdict:
    """F_DEPENDENT."""
    where = case.told.first_seen(claimed_by_others(case))
    free = not case.household.of_a_dependent
    unsure = not free and case.took(where.screen) and bool(where.screen)
    if free:
        reason = _("Nobody else can claim you on a US return.")
    elif unsure:
        reason = _("You are not sure if someone else can claim you. If they can, you cannot claim children.")
    else:
        reason = _("Someone else can claim you, so you cannot claim children.")
    title = _("Nobody else claims you")
    taken = case.told.quick
    return Verdict(title, free, reason, "IRC 152(b)(1)", open=unsure, page=where.screen, taken=taken)


def _no_form_2555(case: Case) -> Verdict:
    """F_2555, for the way of filing that the page is about."""
    where = case.told.first_seen([Place("exclusion_plan", "plan"), Place("quick_exclusion", "uses")])
    title, source = _("No Form 2555 on the return"), "IRC 24(d)(3)"
    if case.shown.key == NO_FORM_2555:
        reason = _("This page shows the return without Form 2555, so nothing bars the refund.")
        if case.with_form_2555 is None:
            reason = _("Form 2555 is not on the return.")
        return Verdict(title, True, reason, source, page=where.screen)
    if _all_paid_out(case):
        reason = say(_("Form 2555 is on the return. In {year} it takes nothing from a home in the US."), year=case.year)
        return Verdict(title, True, reason, "IRC 24(i)(1)", page=where.screen)
    reason = _("Form 2555 is on the return, so none of the credit is paid to you.")
    return Verdict(title, False, reason, source, page=where.screen)


def _all_paid_out(case: Case) -> bool:
    """2021 alone: with a home in the US or Puerto Rico the whole credit was paid out, whatever the pay and the form."""
    household = case.household
    at_home = household.main_home_in_us or household.residence.place == "puerto_rico"
    return case.parameters.american_rescue_plan is not None and at_home


def _earned(case: Case) -> Verdict:
    """F_EARNED. Pay that Form 2555 leaves out is still pay from work."""
    where = case.told.first_seen([Place("quick_earned", "earned"), Place("income_list")])
    title, source = _("Enough pay from work"), "IRC 24(d)(1)(B)"
    if _all_paid_out(case):
        reason = say(_("In {year} a family with a home in the US needs no pay from work."), year=case.year)
        return Verdict(title, True, reason, "IRC 24(i)(1)", page=where.screen)
    way, floor = case.without, case.parameters.child_tax_credit.earned_income_threshold
    line = schedule_line(case, way, "18a")
    earned = int(line.amount) if line is not None else way.earned_income
    reason = say(_("You earned {earned:$}. The refund starts above {floor:$}."), earned=earned, floor=floor)
    if earned <= floor and paid_out(way):
        source = "IRC 24(d)(1)(B)(ii), 24(k)(2)(B)"
        reason = _("What can be paid out follows your Social Security and Medicare tax, so less pay is enough.")
    return Verdict(title, earned > floor or paid_out(way) > 0, reason, source, page=where.screen)


def _income_limit(case: Case) -> Verdict:
    """F_LIMIT."""
    where = case.told.first_seen([Place("quick_earned", "earned"), Place("income_list")])
    title, source = _("Income not above the limit"), "IRC 24(b)"
    way = case.shown
    status = case.household.filing_status
    limit = int(case.parameters.phaseout.threshold[status])
    plan = case.parameters.american_rescue_plan
    if plan is not None and not way.phaseout_reduction and way.modified_agi > plan.first_threshold[status]:
        text = _("At your income of {income:$} a part of what {year} added is cut. The rest has a limit of {limit:$}.")
        reason = say(text, income=way.modified_agi, year=case.year, limit=limit)
        return Verdict(title, False, reason, "IRC 24(i)(4)", page=where.screen)
    if not way.phaseout_reduction:
        text = _("Your income of {income:$} cuts nothing off the credit. The limit for you is {limit:$}.")
        reason = say(text, income=way.modified_agi, limit=limit)
        return Verdict(title, True, reason, source, page=where.screen)
    text = _("Your income of {income:$} is {over:$} above the limit of {limit:$}. The credit drops by {cut:$}.")
    reason = say(text, income=way.modified_agi, over=way.modified_agi - limit, limit=limit, cut=way.phaseout_reduction)
    if way.key != NO_FORM_2555:
        added_back = _("Income left out with Form 2555 is added back here.")
        reason = f"{reason} {added_back}"
    return Verdict(title, False, reason, source, page=where.screen)


def _cap(case: Case) -> Iterator[Verdict]:
    """F_CAP: the most that can be paid out for a child. Before 2018 there was no such limit."""
    cap = case.parameters.child_tax_credit.refund_cap_per_child
    left, capped = (schedule_line(case, case.basis, line) for line in ("16a", "16b"))
    if not cap or _all_paid_out(case) or left is None or capped is None:
        return
    lost = max(0, int(left.amount) - int(capped.amount))
    # Where the pay allows less than the cap, the cap takes nothing away.
    lost = lost if paid_out(case.basis) == int(capped.amount) else 0
    reason = say(_("At most {cap:$} per child can be paid to you."), cap=cap)
    if lost:
        cut = say(_("That cuts {lost:$} off."), lost=lost)
        reason = f"{reason} {cut}"
    yield Verdict(_("The most that can be paid out"), not lost, reason, "IRC 24(h)(5)", limit=True)


def _denied_before(case: Case) -> Verdict:
    """F_8862, and the wait that a denial can bring."""
    title, source = _("No earlier denial in the way"), "IRC 24(g)"
    state = case.household.history.child_credit_disallowed
    asked = [Place("history_wait", "wait"), Place("history_form_8862", "accepted"), Place("history", "denied")]
    open_ones = [place for place in asked if state != "none" and case.took(place.screen)]
    where, unsure = case.told.first_seen(open_ones or asked), bool(open_ones)
    if state == "none":
        reason = _("You need no Form 8862.")
    elif unsure and open_ones[0].screen == "history":
        reason = _("You are not sure if the IRS denied this credit before. If so, Form 8862 must go with the return.")
    elif unsure and open_ones[0].screen == "history_form_8862":
        reason = _("You are not sure if Form 8862 was accepted. If it was not, it must go with the return.")
    elif unsure:
        reason = say(_("You are not sure if the IRS set a wait. We took it that it covers {year}."), year=case.year)
    elif state == "banned":
        reason = say(_("The IRS set a wait that covers {year}."), year=case.year)
    else:
        reason = _("Form 8862 must go with the return.")
    quote, taken = case.told.quote(where), case.told.quick
    return Verdict(title, state == "none", reason, source, open=unsure, quote=quote, page=where.screen, taken=taken)


def _in_time(case: Case) -> Verdict:
    """F_WINDOW."""
    title, source = _("Still in time"), "IRC 6511(a), (b)(2)"
    if case.too_late:
        reason = say(_("The last day to claim was {day:day}."), day=case.claim_day)
        return Verdict(title, False, reason, source)
    reason = say(_("A refund for {year} can be claimed until {day:day}."), year=case.year, day=case.claim_day)
    return Verdict(title, True, reason, source)
