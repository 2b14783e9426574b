"""What to do next, in order, each with its day. A day that has passed is shown as passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.what_if import Fix
from interview.result.explain.words import in_words, say

DAYS_OF_THE_RETURN = ("file_by", "file_by_abroad", "file_by_extended", "file_by_granted")
DAYS_OF_THE_REFUND = ("refund_not_before", "claim_refund_by", "claim_refund_by_abroad", "claim_refund_by_extended")


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: on a day, or at a time that has no date."""

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
    return (*_now(case, fixes), *ahead, *_with_the_return(case), *passed)


def _now(case: Case, fixes: tuple[Fix, ...]) -> Iterator[NextStep]:
    seen = set()
    for fix in fixes:
        if fix.open and fix.worth > 0 and fix.text not in seen:
            seen.add(fix.text)
            title = say(_("Worth {worth:$}: start now."), worth=fix.worth)
            yield NextStep(_("Now"), None, title, fix.text)
    refund = paid_out(case.basis) > 0 or case.shown.balance > 0
    if refund and case.filing_day < case.today <= case.claim_day:
        text = say(_("The day to file was {day:day}, but a refund can still be claimed."), day=case.filing_day)
        yield NextStep(_("Now"), None, _("If you have not filed yet, file soon."), text)


def _dated(case: Case, fixes: tuple[Fix, ...]) -> Iterator[NextStep]:
    still_possible = any(fix.open and fix.worth > 0 for fix in fixes)
    refund = paid_out(case.basis) > 0 or case.shown.balance > 0 or still_possible
    for deadline in case.assessment.deadlines:
        past = case.today > deadline.on
        if deadline.code in DAYS_OF_THE_REFUND and not refund:
            continue
        if deadline.code == "refund_not_before" and past:
            continue  # not a day to miss: refunds are paid from then on
        title = _titles().get(deadline.code, "")
        yield NextStep("", deadline.on, title, in_words(deadline.text), past=past)


def _titles() -> dict[str, str]:
    return {
        "file_by": _("File Form 1040 with Schedule 8812."),
        "file_by_abroad": _("File, if you live and work abroad."),
        "file_by_extended": _("File, if you asked for more time."),
        "file_by_granted": _("File by the day you were given."),
        "refund_not_before": _("Look for the refund from here on."),
        "claim_refund_by": _("Last day to claim this refund."),
        "claim_refund_by_abroad": _("Perhaps still possible."),
        "claim_refund_by_extended": _("Perhaps still possible."),
    }


def _with_the_return(case: Case) -> Iterator[NextStep]:
    together = _("With the return")
    findings = {finding.code for finding in case.assessment.findings}
    forms = ["Schedule 8812"] if case.shown.credit_before_phaseout else []
    if case.basis.foreign_tax_credit and case.basis.key == NO_FORM_2555:
        forms.append("Form 1116")
    if "needs_form_8862" in findings:
        forms.append("Form 8862")
    if forms:
        title = _("Add the forms that belong to it.")
        yield NextStep(together, None, title, say(_("Form 1040 with {forms}."), forms=", ".join(forms)))
    if "revocation_locks_exclusion" in findings and case.basis.key == NO_FORM_2555:
        text = _("Leaving the form out is not enough. Say in a short signed statement that you end the choice.")
        yield NextStep(together, None, _("State that you stop using Form 2555."), text)
    if paid_out(case.basis):
        text = _("The IRS pays into US bank accounts. Keep papers that show that your children lived with you.")
        yield NextStep(_("Before you file"), None, _("Get the refund and the proof ready."), text)
