"""Each child with every test, what it brings, and the fix right beside the test that failed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.engine import ChildTest, evaluate, gettext_noop
from interview.result.explain.case import Case, paid_out
from interview.result.explain.credit_bars import Parts, parts_by_child
from interview.result.explain.deciding import decided_by, left_open, reason_in_words
from interview.result.explain.levers import served_by_an_office
from interview.result.explain.verdict import Verdict
from interview.result.explain.what_if import Fix, filed_in_time_left
from interview.result.explain.words import dollars, in_a_row, say

FACES = 4
FAMILY_FIXES = ("get_filer_ssn", "get_filer_itin")


@dataclass(frozen=True, slots=True)
class FixView:
    """What to do about a failed test; `steps` are in order."""

    title: str
    text: str
    steps: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class ChildView:
    """One child's card. `face` is the colour, by place in the list and the same on every page."""

    anchor: str
    name: str
    initial: str
    face: int
    about: str
    amount: str
    amount_note: str
    failed: tuple[Verdict, ...]
    passed: tuple[Verdict, ...]
    fixes: tuple[FixView, ...]
    passed_heading: str
    smaller: str
    without: str


def children(case: Case, fixes: tuple[Fix, ...]) -> tuple[ChildView, ...]:
    """All children in the family's own order."""
    if case.out_of_scope:
        return ()
    brings = parts_by_child(case, case.shown)
    return tuple(
        _child(case, place, brings[place], [fix for fix in fixes if fix.child == place])
        for place in range(len(case.assessment.children))
    )


def _child(case: Case, place: int, parts: Parts, fixes: list[Fix]) -> ChildView:
    child, name = case.assessment.children[place], case.names[place]
    views = [_test(case, test, place) for test in child.tests]
    failed = tuple(view for view in views if not view.passed)
    passed = tuple(view for view in views if view.passed)
    amount, note = _brings(case, place, parts, fixes)
    return ChildView(
        anchor=f"child-{place + 1}",
        name=name,
        initial=name[:1].upper() if child.name and not case.rough else str(place + 1),
        face=place % FACES + 1,
        about=_about(case, place),
        amount=amount,
        amount_note=note,
        failed=failed,
        passed=passed,
        # Two numbers that came too late say the same sentence; once is enough.
        fixes=tuple(dict.fromkeys(_fix(case, fix, name) for fix in fixes)),
        passed_heading=_passed_heading(name, len(passed), all_passed=not failed),
        smaller=_smaller(case, place),
        without=_without(case, place, parts),
    )


def _smaller(case: Case, place: int) -> str:
    """What a child who does not count for the child tax credit brings instead. Before 2018 there was nothing else."""
    amount, credit = case.parameters.child_tax_credit.other_dependent, case.assessment.children[place].credit
    if credit == "child_tax_credit" or not amount:
        return ""
    if credit == "none":
        return say(
            _("{name} does not bring the smaller credit of {amount:$} either."), name=case.names[place], amount=amount
        )
    return say(
        _("{name} brings the smaller credit of {amount:$} instead. It can lower your tax and is never paid out."),
        name=case.names[place],
        amount=amount,
    )


def _without(case: Case, place: int, parts: Parts) -> str:
    """What the family would lose without claiming this child, where it is not the child's equal share of the credit."""
    if case.rough or case.assessment.children[place].credit == "none":
        return ""
    children = list(case.household.children)
    children[place] = replace(children[place], claimed_as_dependent=False)
    found = evaluate(replace(case.household, children=tuple(children)), case.parameters, detail=False)
    same_way = found.scenario(case.shown.key)
    less = case.shown.balance - same_way.balance if same_way is not None else 0
    if less <= 0 or less == parts.paid + parts.tax:
        return ""
    return say(
        _("If you did not claim {name}, you would end up with {less:$} less."), name=case.names[place], less=less
    )


def _about(case: Case, place: int) -> str:
    """The age at the end of the year. A quick check only guessed it, so it says nothing."""
    if case.rough:
        return ""
    born = case.household.children[place].birth_date.year
    if born == case.year:
        return say(_("Born in {year}"), year=case.year)
    return say(_("{age} at the end of {year}"), age=case.year - born, year=case.year)


def _brings(case: Case, place: int, parts: Parts, fixes: list[Fix]) -> tuple[str, str]:
    if parts.paid and parts.tax:
        return dollars(parts.paid), say(_("back to you, and {tax:$} off your tax"), tax=parts.tax)
    if parts.paid:
        return dollars(parts.paid), _("back to you")
    if parts.tax:
        return dollars(parts.tax), _("off your tax")
    if any(fix.open and max(fix.worth, fix.together) > 0 for fix in fixes):
        return dollars(0), _("for now")
    counts = case.assessment.children[place].credit == "child_tax_credit"
    if counts and paid_out(case.without) and not paid_out(case.shown):
        return dollars(0), _("with Form 2555")
    return dollars(0), _("this year")


def _passed_heading(name: str, count: int, *, all_passed: bool) -> str:
    if all_passed:
        return say(_("Passed all {count} tests"), count=count)
    sentence = ngettext("The {count} test {name} passes", "The {count} tests {name} passes", count)
    return say(sentence, count=count, name=name)


def _test(case: Case, test: ChildTest, place: int) -> Verdict:
    where = decided_by(case, place, test.code)
    unsure = "" if test.passed else left_open(case, where)
    if unsure:
        return Verdict(_title(case, test.code), test.passed, unsure, test.source, open=True, page=where.screen)
    reason, quote = reason_in_words(case, place, test), case.told.quote(where)
    if test.code == "age":
        quote = quote._replace(answer=quote.answer[-4:])  # the year is what counts, and all that goes on paper
        if case.rough:  # a quick check asks for no birth dates
            limit = case.parameters.child_tax_credit.age_limit
            reason = say(_("You told us that your children were under {limit}."), limit=limit)
    taken = case.rough and case.told.quick and not where.screen
    return Verdict(
        _title(case, test.code), test.passed, reason, test.source, quote=quote, page=where.screen, taken=taken
    )


TITLES = {
    "relationship": gettext_noop("Related to you"),
    "age": gettext_noop("Under {limit} on December 31, {year}"),
    "residency": gettext_noop("Lived with you for more than half of the year"),
    "support": gettext_noop("Did not pay for more than half of their own living"),
    "joint_return": gettext_noop("Did not file a joint return"),
    "citizenship": gettext_noop("US citizen, national or resident"),
    "dependent": gettext_noop("Claimed on your return"),
    "taxpayer_id": gettext_noop("Social Security number valid for work"),
    "id_issued_in_time": gettext_noop("Number issued before the return is due"),
    "filer_id": gettext_noop("A parent with the right tax number"),
}


def _title(case: Case, code: str) -> str:
    figures = case.parameters.child_tax_credit
    if code == "taxpayer_id" and not figures.child_needs_ssn:
        return _("A US tax number")
    return say(_(TITLES[code]), limit=figures.age_limit, year=case.year)


def _fix(case: Case, fix: Fix, name: str) -> FixView:
    if not fix.open and fix.by is not None:
        text = say(_("The number had to be issued before {day:day}. That day has passed."), day=fix.by)
        if case.told.says("extension", "extension", "more"):
            text = say(
                _(
                    "The number had to be issued before {day:day}, or before the later day that the IRS allowed you. "
                    "If that day is still ahead, ask an advisor."
                ),
                day=fix.by,
            )
        return FixView(_("Too late for this year"), text, (), open=False)
    return FixView(_fix_title(case, fix), fix.text, _steps(case, fix, name), open=True)


def _fix_title(case: Case, fix: Fix) -> str:
    """What the fix is worth. An adult's number counts for all children at once, so its worth is the family's."""
    if fix.worth > 0 and fix.code in FAMILY_FIXES and len(case.names) > 1:
        return say(_("How to add {worth:$} for all your children together"), worth=fix.worth)
    if fix.worth > 0:
        return say(_("How to add {worth:$}"), worth=fix.worth)
    if fix.together > 0:
        return say(_("One of the steps that add {worth:$}"), worth=fix.together)
    return _("What would help")


def _steps(case: Case, fix: Fix, name: str) -> tuple[str, ...]:
    if fix.by is None or fix.code not in ("get_ssn", "get_filer_ssn"):
        return ()
    if served_by_an_office(case):
        apply_ = _("Apply now with Form SS-5-FS at the Social Security office in the US that serves your country.")
    elif case.household.residence.place == "abroad":
        apply_ = _("Apply now with Form SS-5-FS at the Federal Benefits Unit that serves your country.")
    else:
        apply_ = _("Apply now with Form SS-5 at a Social Security office.")
    if fix.code == "get_ssn":
        papers = (
            _("Bring papers that show {name}’s birth and US citizenship.")
            if case.household.children[fix.child].us_status == "citizen"
            else _("Bring papers that show {name}’s birth and immigration status.")
        )
        apply_ += " " + say(papers, name=name)
    file = (
        _("Change the return with Form 1040-X once the number is there. It has to be issued before {day:day}.")
        if case.has_filed
        else _("File once the number is there. It has to be issued before {day:day}.")
    )
    return (apply_, *_more_time(case), say(file, day=fix.by))


def _more_time(case: Case) -> tuple[str, ...]:
    """Form 4868 can only be sent until the return is due, and only the family knows whether it was."""
    if case.had_more_time or filed_in_time_left(case):
        return ()
    if case.today <= case.filing_day:
        ask = _("Ask for more time to file with Form 4868 by {day:day}, unless the number has come by then.")
        return (say(ask, day=case.filing_day),)
    return (say(_("This only works if you asked for more time with Form 4868 by {day:day}."), day=case.filing_day),)


def summary(case: Case) -> str:
    """How many children count, in one sentence."""
    counting, all_names = case.counting, case.names
    if not all_names:
        return _("You told us of no children.")
    if len(counting) == len(all_names):
        return (
            _("Each child has to pass every test. All of them do.")
            if len(all_names) > 1
            else _("A child has to pass every test, and does.")
        )
    if not counting:
        return _("Each child has to pass every test. The ones that failed stand first.")
    return say(_("Each child has to pass every test. {names} did."), names=in_a_row(counting))
