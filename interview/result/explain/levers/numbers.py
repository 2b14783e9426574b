"""Levers about tax numbers, more time to file and the custody form: the remedies that the engine names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from interview.engine import Remedy
from interview.result.explain.case import Case
from interview.result.explain.levers.lever import HowTo, Lever, better_way, leave_out_form_2555
from interview.result.explain.levers.where_to_apply import papers_of_a_child, where_to_apply
from interview.result.explain.what_if import filed_in_time_left, is_open, last_day, mend, now
from interview.result.explain.words import in_a_row, say

OF_THE_FAMILY = ("extend_due_date", "get_filer_ssn", "get_filer_itin")
CODES = {
    "get_ssn": "L_SSN_CHILD",
    "get_form_8332": "L_8332",
    "extend_due_date": "L_EXTEND",
    "get_filer_ssn": "L_SSN_ADULT",
    "get_filer_itin": "L_SSN_ADULT",
}
"""The lever of each remedy of the engine."""
FIRST = tuple(CODES)
"""Of several things that only help together, the one that names the lever."""

Action = tuple[int, str]
"""A child's place in the list and the code of a remedy; what serves the whole family stands with the first child."""


def numbers(case: Case) -> Iterator[Lever]:
    """Each remedy that adds something by itself, and those that only do together."""
    open_ = _open_actions(case)
    base = now(case)
    alone = {action: _worth(case, [action], base) for action in open_}
    for action, worth in alone.items():
        if worth > 0:
            yield _lever(case, [action], open_)
    idle = [action for action, worth in alone.items() if worth <= 0]
    needed = _needed_together(case, idle, base)
    if needed:
        yield _lever(case, needed, open_)


def _open_actions(case: Case) -> Mapping[Action, Remedy]:
    """What the engine names and can still be done; what serves the whole family once."""
    found: dict[Action, Remedy] = {}
    for place, child in enumerate(case.assessment.children):
        for remedy in child.remedies:
            if remedy.code in CODES and is_open(remedy, case):
                action = (0, remedy.code) if remedy.code in OF_THE_FAMILY else (place, remedy.code)
                found.setdefault(action, remedy)
    return found


def _worth(case: Case, actions: Sequence[Action], base: int) -> int:
    return better_way(case, mend(case.household, actions)).balance - base


def _needed_together(case: Case, idle: list[Action], base: int) -> list[Action]:
    """Of things that add nothing one by one, those that add something together and are all needed for it."""
    if len(idle) < 2 or _worth(case, idle, base) <= 0:
        return []
    kept = list(idle)
    for action in idle:
        rest = [other for other in kept if other != action]
        if _worth(case, rest, base) >= _worth(case, kept, base):
            kept = rest
    return kept


def _lever(case: Case, actions: list[Action], open_: Mapping[Action, Remedy]) -> Lever:
    actions = sorted(actions, key=lambda action: (FIRST.index(action[1]), action[0]))
    changed = mend(case.household, actions)
    end = better_way(case, changed)
    codes = {code for _place, code in actions}
    days = [day for action in actions if (day := _last_day(case, action[1], open_[action])) is not None]
    return Lever(
        code=CODES[actions[0][1]],
        title=_title(case, actions),
        worth=end.balance - now(case),
        how=tuple(dict.fromkeys(step for action in actions for step in _how(case, action, open_[action]))),
        watch_out=(*_watch_out(case, actions), *leave_out_form_2555(case, end)),
        by=min(days, default=None),
        before=bool(codes & {"get_ssn", "get_filer_ssn"}) and case.parameters.child_tax_credit.child_needs_ssn,
        pages=("extension",) if codes == {"extend_due_date"} else (),
        changed=changed,
        base=now(case),
    )


def _last_day(case: Case, code: str, remedy: Remedy) -> date | None:
    if code == "get_form_8332":
        return case.claim_day
    if code == "extend_due_date":
        return case.filing_day if _can_ask_for_time(case) else case.claim_day
    return last_day(remedy, case)


def _can_ask_for_time(case: Case) -> bool:
    """Form 4868 can be sent until the return is due, by whoever has not filed."""
    return not case.had_more_time and not case.has_filed and case.today <= case.filing_day


def _title(case: Case, actions: Sequence[Action]) -> str:
    titles = [_title_of(case, place, code) for place, code in actions]
    if len(titles) == 1:
        return titles[0]
    children = [case.names[place] for place, code in actions if code == "get_ssn"]
    if len(children) == len(actions):
        text = _("Get Social Security numbers for {names}: one alone adds nothing")
        return say(text, names=in_a_row(children))
    return say(_("Do these together: each alone adds nothing. {steps}"), steps=" ".join(titles))


def _title_of(case: Case, place: int, code: str) -> str:
    if code == "get_ssn" and not case.parameters.child_tax_credit.child_needs_ssn:
        return say(_("Get a tax number of any kind for {name}."), name=case.names[place])
    if code == "extend_due_date" and not _can_ask_for_time(case):
        return _("Tell us if you asked for more time to file.")
    titles = {
        "get_ssn": _("Get {name} a Social Security number that is good for work."),
        "get_form_8332": _("Ask the other parent to sign Form 8332 for {name}."),
        "extend_due_date": _("Ask for more time to file (Form 4868)."),
        "get_filer_ssn": _("Get a Social Security number that is good for work for yourself or your spouse.")
        if case.household.joint
        else _("Get a Social Security number that is good for work for yourself."),
        "get_filer_itin": _("Ask for an ITIN for each adult who has no US tax number (Form W-7)."),
    }
    return say(titles[code], name=case.names[place])


def _how(case: Case, action: Action, remedy: Remedy) -> Iterator[HowTo]:
    place, code = action
    if code == "get_ssn":
        yield from papers_of_a_child(case, case.names[place])
    if code in ("get_ssn", "get_filer_ssn"):
        yield from where_to_apply(case)
    if code == "get_filer_itin":
        # An ITIN that is asked for with the return counts as issued then: 24(e)(2) has no such rule for an SSN.
        yield HowTo(_("Send Form W-7 with the return, and proof of who you are."))
        if _can_ask_for_time(case):
            ask = _("If the return cannot go by {day:day}, send Form 4868 by then.")
            yield HowTo(say(ask, day=case.filing_day))
        return
    if code == "get_form_8332":
        yield HowTo(_("Add the signed Form 8332 to the return."))
        return
    if _can_ask_for_time(case):
        ask = _("Send Form 4868 by {day:day}, unless the number has come by then.")
        yield HowTo(say(ask, day=case.filing_day))
    if code == "extend_due_date":
        if not _can_ask_for_time(case):
            yield HowTo(_("If you sent Form 4868 in time, change your answer about more time to file."))
    elif remedy.by is not None and not case.has_filed:
        yield HowTo(_("File the return once the number is there."))


def _watch_out(case: Case, actions: Sequence[Action]) -> Iterator[str]:
    codes = {code for _place, code in actions}
    day = case.days["file_by_extended"].on if "file_by_extended" in case.days else None
    if codes & {"get_ssn", "get_filer_ssn"} and day is not None and case.parameters.child_tax_credit.child_needs_ssn:
        text = _("It can take months. The number must be issued, not just asked for, before {day:day}.")
        yield say(text, day=case.filing_day if filed_in_time_left(case) else max(day, case.filing_day))
        if case.household.residence.place == "abroad" and not case.has_filed:
            # A letter by the extended due date; not every one is granted: Publication 54, "Additional extension".
            letter = _(
                "From abroad you can also ask the IRS by letter for two more months, after Form 4868. Send it before "
                "{day:day}. The IRS may say no."
            )
            yield say(letter, day=day)
    if (
        codes & {"get_ssn", "get_filer_ssn", "get_filer_itin"}
        and not case.had_more_time
        and case.today > case.filing_day
    ):
        yield say(_("This only works if you asked for more time with Form 4868 by {day:day}."), day=case.filing_day)
    # A child who is a resident by days alone may not work, and gets no such number: 20 CFR 422.104.
    residents = any(
        code == "get_ssn" and case.household.children[place].us_status == "resident_alien" for place, code in actions
    )
    if "get_filer_ssn" in codes or (residents and case.parameters.child_tax_credit.child_needs_ssn):
        yield _("Only US citizens and people who may work in the US can get such a number.")
    if codes - {"get_form_8332"} and _can_ask_for_time(case):
        yield _("More time to file is not more time to pay.")
    if "get_form_8332" in codes:
        yield _("This is only for parents who live apart.")
    if len(actions) > 1:
        yield _("The amount is for all of these steps together.")
