"""What to do next, in order, each with its day. A day that has passed is shown as passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.schedule import schedule_belongs
from interview.result.explain.what_if import Fix
from interview.result.explain.words import in_words, say

DAYS_OF_THE_RETURN = ("file_by", "file_by_abroad", "file_by_extended", "file_by_granted")
DAYS_OF_THE_REFUND = ("refund_not_before", "claim_refund_by", "claim_refund_by_abroad", "claim_refund_by_extended")
CODES_OF_DAYS = {
    "file_by": "N_FILE",
    "file_by_abroad": "N_FILE-abroad",
    "file_by_extended": "N_FILE-extended",
    "file_by_granted": "N_FILE-granted",
    "refund_not_before": "N_REFUND",
    "claim_refund_by": "N_CLAIM",
    "claim_refund_by_abroad": "N_CLAIM-abroad",
    "claim_refund_by_extended": "N_CLAIM-extended",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: on a day, or at a time that has no date.

    `code` is the design's, with a part of its own where there are several, and stays the same from visit to visit.
    """

    code: str
    when: str
    day: date | None
    title: str
    text: str
    past: bool = False


def next_steps(case: Case, fixes: tuple[Fix, ...]) -> tuple[NextStep, ...]:
    """What can be done at once, the days ahead, what goes with the return; days that have passed stand last."""
    if case.out_of_scope:
        return ()
    days = tuple(_dated(case, fixes))
    ahead = [step for step in days if not step.past]
    passed = [step for step in days if step.past]
    if case.too_late:
        return (_ask_an_advisor(), *ahead, *passed)
    return (*_now(case, fixes), *ahead, *_with_the_return(case), *passed)


def _ask_an_advisor() -> NextStep:
    """For a year whose refund is most likely lost there is little else to do."""
    text = _("An extension, a disaster delay, or an illness that kept you from handling money can give you more time.")
    return NextStep("N_ADVISOR", _("Now"), None, _("Ask an advisor whether you have more time."), text)


def _now(case: Case, fixes: tuple[Fix, ...]) -> Iterator[NextStep]:
    seen = set()
    for fix in fixes:
        if fix.open and fix.worth > 0 and fix.text not in seen:
            seen.add(fix.text)
            title = say(_("Worth {worth:$}: start now."), worth=fix.worth)
            yield NextStep(f"N_FIX-{fix.child + 1}-{fix.code}", _("Now"), None, title, fix.text)
    if case.has_filed and not case.too_late:
        yield NextStep("N_1040X", _("Now"), None, _("Compare this with the return that you filed."), _change(case))
    elif case.filing_day < case.today <= case.claim_day:
        yield NextStep("N_FILE-soon", _("Now"), None, _("If you have not filed yet, file soon."), _late(case))


def _change(case: Case) -> str:
    """A return that left something out is changed, not filed again."""
    if case.expects_money:
        text = _("If it shows less than this, change it with Form 1040-X. The safe last day for that is {day:day}.")
        return say(text, day=case.claim_day)
    return _("If it shows something else, change it with Form 1040-X.")


def _late(case: Case) -> str:
    """What it means that the day to file has passed."""
    if case.expects_money:
        return say(_("The day to file was {day:day}, but a refund can still be claimed."), day=case.filing_day)
    if case.to_file.balance < 0:
        text = _("The day to file was {day:day}. Interest grows on tax that you owe until you pay it.")
        return say(text, day=case.filing_day)
    return say(_("The day to file was {day:day}."), day=case.filing_day)


def _dated(case: Case, fixes: tuple[Fix, ...]) -> Iterator[NextStep]:
    still_possible = any(fix.open and fix.worth > 0 for fix in fixes)
    refund = case.expects_money or still_possible
    for deadline in case.assessment.deadlines:
        past = case.today > deadline.on
        if deadline.code in DAYS_OF_THE_REFUND and not refund:
            continue
        if deadline.code in DAYS_OF_THE_RETURN and case.has_filed:
            continue
        if deadline.code == "refund_not_before" and past:
            continue  # not a day to miss: refunds are paid from then on
        title = _titles(case).get(deadline.code, "")
        yield NextStep(CODES_OF_DAYS[deadline.code], "", deadline.on, title, in_words(deadline.text), past=past)


def _titles(case: Case) -> dict[str, str]:
    return {
        "file_by": _file_by(case),
        "file_by_abroad": _("File, if you live and work abroad."),
        "file_by_extended": _("File, if you asked for more time."),
        "file_by_granted": _("File by the day you were given."),
        "refund_not_before": _("Look for the refund from here on."),
        "claim_refund_by": _("Claim the refund by this day."),
        "claim_refund_by_abroad": _("You may have until this day."),
        "claim_refund_by_extended": _("You may have until this day."),
    }


def _file_by(case: Case) -> str:
    if not schedule_belongs(case, case.to_file):
        return _("File Form 1040.")
    if case.to_file.total_tax == 0:
        return _("File Form 1040 with Schedule 8812, even though you owe no tax.")
    return _("File Form 1040 with Schedule 8812.")


def _with_the_return(case: Case) -> Iterator[NextStep]:
    together = _("With the return")
    forms = tuple(_forms(case))
    if forms:
        title = _("Add the forms that belong to it.")
        yield NextStep("N_FORMS", together, None, title, say(_("Form 1040 with {forms}."), forms=", ".join(forms)))
    if _says(case, "revocation_locks_exclusion") and case.to_file.key == NO_FORM_2555:
        text = _("Leaving the form out is not enough. Say in a short signed statement that you end the choice.")
        yield NextStep("N_2555_STMT", together, None, _("State that you stop using Form 2555."), text)
    if _says(case, "joint_with_nonresident"):
        text = _("It says that you treat your spouse as a US resident for tax. It goes with your first joint return.")
        yield NextStep("N_NRA_STMT", together, None, _("Add a statement that both of you sign."), text)
    if paid_out(case.to_file):
        yield NextStep("N_RECORDS", _("Before you file"), None, _("Get the refund and the proof ready."), _proof(case))
    if case.household.residence.place == "abroad":
        text = _("The FBAR and Form 8938 have nothing to do with this credit, but they may be due.")
        yield NextStep(
            "N_ACCOUNTS", _("Apart from this"), None, _("See if you must report your foreign accounts."), text
        )


def _forms(case: Case) -> Iterator[str]:
    """The forms that go with the return, filed the way that is better for the family."""
    way = case.to_file
    if schedule_belongs(case, way):
        yield "Schedule 8812"
    if way.key != NO_FORM_2555:
        yield "Form 2555"
    if way.foreign_tax_credit:
        yield "Form 1116"
    if _says(case, "needs_form_8862"):
        yield "Form 8862"
    if any(child.custody == "released_to_you" for child in case.household.children):
        yield "Form 8332"


def _says(case: Case, code: str) -> bool:
    return any(finding.code == code for finding in case.assessment.findings)


def _proof(case: Case) -> str:
    """What to have at hand. For a child whose claim the other parent released, no home with you is to be proved."""
    bank = _("The IRS pays into US bank accounts.")
    pairs = zip(case.household.children, case.assessment.children, strict=True)
    at_home = sum(child.custody != "released_to_you" and found.credit == "child_tax_credit" for child, found in pairs)
    if not at_home:
        return bank
    papers = ngettext(
        "Keep papers that show that your child lived with you.",
        "Keep papers that show that your children lived with you.",
        at_home,
    )
    return f"{bank} {papers}"
