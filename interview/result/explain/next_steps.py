"""What to do next, in order, each with its day. A day that has passed is shown as passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.levers import first_joint_return, name_of, open_years, post_in_words, stops
from interview.result.explain.schedule import schedule_belongs
from interview.result.explain.what_if import Fix
from interview.result.explain.words import in_a_row, in_words, say

DAYS_OF_THE_RETURN = ("file_by", "file_by_abroad", "file_by_extended", "file_by_granted")
DAYS_OF_THE_REFUND = ("refund_not_before", "claim_refund_by", "claim_refund_by_abroad", "claim_refund_by_extended")
DAYS_OF_NO_WEIGHT_ONCE_PAST = ("refund_not_before", "claim_refund_by_abroad", "claim_refund_by_extended")
"""Refunds are paid from then on, so nothing was missed; and of what was only possible, nothing is possible after it."""
LINKS_OF_DAYS = {"file_by_abroad": "#statement-abroad"}
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

DAYS_TO_KNOW = ("N_CLAIM", "N_REFUND")
CITIZENS = ("citizen", "national")
"""Whoever can get a Social Security number by birth or nationality."""


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
    link: str = ""
    """A place on this page with more about it."""

    @property
    def to_tick(self) -> bool:
        """Something to do, not only a day to know."""
        return not self.past and not self.code.startswith(DAYS_TO_KNOW)


CODES_OF_FIXES = {
    "get_ssn": "N_SSN",
    "get_filer_ssn": "N_SSN-adult",
    "get_filer_itin": "N_W7",
    "get_form_8332": "N_8332",
    "extend_due_date": "N_4868",
}
"""The step of each remedy of the engine; what is about one child has the child's place behind it."""
OF_ONE_CHILD = ("get_ssn", "get_form_8332")


def next_steps(case: Case, fixes: tuple[Fix, ...]) -> tuple[NextStep, ...]:
    """What can be done at once, the days ahead, what goes with the return; days that have passed stand last."""
    if case.out_of_scope:
        return ()
    days = tuple(_dated(case, fixes))
    ahead = [step for step in days if not step.past]
    passed = [step for step in days if step.past]
    if case.too_late:
        return (_ask_an_advisor(), *ahead, *passed)
    return (*_now(case, fixes), *ahead, *_with_the_return(case, fixes), *passed)


def _ask_an_advisor() -> NextStep:
    """For a year whose refund is most likely lost there is little else to do."""
    text = _("An extension, a disaster delay, or an illness that kept you from handling money can give you more time.")
    return NextStep("N_ADVISOR", _("Now"), None, _("Ask an advisor whether you have more time."), text)


def _now(case: Case, fixes: tuple[Fix, ...]) -> Iterator[NextStep]:
    seen = set()
    for fix in fixes:
        if fix.open and max(fix.worth, fix.together) > 0 and fix.text not in seen:
            seen.add(fix.text)
            title = (
                say(_("Worth {worth:$}: start now."), worth=fix.worth)
                if fix.worth > 0
                else say(_("Worth {worth:$} with the other steps: start now."), worth=fix.together)
            )
            code = CODES_OF_FIXES[fix.code] + (f"-{fix.child + 1}" if fix.code in OF_ONE_CHILD else "")
            yield NextStep(code, _("Now"), None, title, _with_post(case, fix))
    if case.has_filed and not case.too_late:
        yield NextStep("N_1040X", _("Now"), None, _("Compare this with the return that you filed."), _change(case))
    elif case.filing_day < case.today <= case.claim_day:
        yield NextStep("N_FILE-soon", _("Now"), None, _("If you have not filed yet, file soon."), _late(case))


def _with_post(case: Case, fix: Fix) -> str:
    """A number is asked for at a post that serves the country."""
    post = post_in_words(case) if fix.code in ("get_ssn", "get_filer_ssn") else ""
    if not post:
        return fix.text
    return " ".join((fix.text, say(_("Ask the Federal Benefits Unit in {post} how to apply."), post=post)))


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
    asks_for_time = not (case.had_more_time or case.has_filed or case.today > case.filing_day)
    for deadline in case.assessment.deadlines:
        past = case.today > deadline.on
        if deadline.code in DAYS_OF_THE_REFUND and not refund:
            continue
        if deadline.code in DAYS_OF_THE_RETURN and case.has_filed:
            continue
        if deadline.code in DAYS_OF_NO_WEIGHT_ONCE_PAST and past:
            continue
        title, link = _titles(case).get(deadline.code, ""), LINKS_OF_DAYS.get(deadline.code, "")
        link = link if case.household.filing.abroad_on_due_date and not past else ""
        yield NextStep(CODES_OF_DAYS[deadline.code], "", deadline.on, title, in_words(deadline.text), past, link)
        if asks_for_time and deadline.on == case.filing_day and deadline.code in DAYS_OF_THE_RETURN:
            yield _more_time(case)
            asks_for_time = False


def _more_time(case: Case) -> NextStep:
    text = _("It moves the day to file to {day:day}. It gives you no more time to pay.")
    later = case.parameters.dates.return_due_extended
    title = _("Ask for more time to file if you need it (Form 4868).")
    return NextStep("N_4868-ask", "", case.filing_day, title, say(text, day=later))


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
    if case.household.residence.place == "puerto_rico" and case.to_file.agi == 0:
        return _("File Form 1040-SS, or Form 1040 with Schedule 8812, even though you owe no tax.")
    if case.to_file.total_tax == 0:
        return _("File Form 1040 with Schedule 8812, even though you owe no tax.")
    return _("File Form 1040 with Schedule 8812.")


def _with_the_return(case: Case, fixes: tuple[Fix, ...]) -> Iterator[NextStep]:
    together = _("With the return")
    forms = tuple(_forms(case))
    if forms:
        title = _("Add the forms that belong to it.")
        yield NextStep("N_FORMS", together, None, title, say(_("Form 1040 with {forms}."), forms=", ".join(forms)))
    if case.to_file.foreign_tax_credit:
        text = _("Tax on pay goes on one form, tax on interest and dividends on another. Keep the assessments.")
        yield NextStep("N_1116", together, None, _("Add Form 1116, one for each kind of income."), text)
    ending = stops(case)
    if ending and case.to_file.key == NO_FORM_2555:
        text = _("Leaving the form out is not enough. Say in a short signed statement that you end the choice.")
        title = _("State that you stop using Form 2555.")
        yield NextStep("N_2555_STMT", together, None, title, text, link=f"#statement-2555-{ending[0] + 1}")
    yield from _papers(case, fixes)
    yield from _before_and_apart(case)


def _papers(case: Case, fixes: tuple[Fix, ...]) -> Iterator[NextStep]:
    """What goes with the return of some families only."""
    together = _("With the return")
    if _says(case, "needs_form_8862"):
        title, text = _("Add Form 8862."), _("The IRS denied the credit once. Without this form it denies it again.")
        if case.took("history"):
            title = _("Find out if you need Form 8862.")
            text = _(
                "You are not sure if the IRS ever denied the credit. If it did, this form must go with the return."
            )
        yield NextStep("N_8862", together, None, title, text)
    if any(child.custody == "released_to_you" for child in case.household.children):
        text = _("The other parent signs it. Keep a copy for every year that it covers.")
        yield NextStep("N_8332-add", together, None, _("Add the signed Form 8332."), text)
    if first_joint_return(case):
        text = _("It says that you treat your spouse as a US resident for tax. It goes with your first joint return.")
        title = _("Add a statement that both of you sign.")
        yield NextStep("N_NRA_STMT", together, None, title, text, link="#statement-6013g")
    without = [place for place, person in enumerate(case.household.people) if person.taxpayer_id.kind == "none"]
    if without and not any(fix.code in ("get_filer_itin", "get_filer_ssn") and fix.open for fix in fixes):
        yield from _numbers_of_adults(case, without)
    if any(person.self_employment_tax_exempt for person in case.household.people):
        text = _("It shows that you pay into the other country’s system, so that no US self-employment tax is due.")
        yield NextStep("N_CERTIFICATE", together, None, _("Add a copy of the certificate of coverage."), text)


def _numbers_of_adults(case: Case, without: list[int]) -> Iterator[NextStep]:
    """Each adult on a return needs a number. An ITIN is for who cannot have an SSN: Treas. Reg. 301.6109-1(d)(3)."""
    together = _("With the return")
    citizens = [place for place in without if case.household.people[place].us_status in CITIZENS]
    others = [place for place in without if place not in citizens]
    if citizens:
        names = in_a_row([name_of(case, place) for place in citizens])
        text = _("A US citizen cannot get an ITIN. Each adult on the return needs a number.")
        title = say(_("Apply for a Social Security number for {who}."), who=names)
        yield NextStep("N_SSN-adult", _("Before you file"), None, title, text)
    if others:
        text = _("Form W-7 goes with the return, with proof of identity. Each adult on the return needs a number.")
        names = in_a_row([name_of(case, place) for place in others])
        yield NextStep("N_W7", together, None, say(_("Apply for a tax number (ITIN) for {who}."), who=names), text)


def _before_and_apart(case: Case) -> Iterator[NextStep]:
    """What to get ready, and what has nothing to do with this return."""
    before = _("Before you file")
    abroad = case.household.residence.place == "abroad"
    others = open_years(case) if case.household.children else []
    if abroad and not case.has_filed and not case.planning and any(year < case.year for year, _day in others):
        text = _(
            "The program is called Streamlined Foreign Offshore Procedures. Using Form 2555 there starts it for later "
            "years too."
        )
        title = _("If you have not filed for some years, first read about the IRS catch-up program for people abroad.")
        yield NextStep("N_CATCHUP", before, None, title, text)
    if case.to_file.balance > 0:
        bank = _("The IRS pays into US bank accounts.")
        yield NextStep("N_BANK", before, None, _("Have a US bank account ready for the refund."), bank)
    proof = _proof(case)
    if proof:
        yield NextStep("N_RECORDS", before, None, _("Keep the proof for three years after you file."), proof)
    if others:
        days = in_a_row([say(_("{year} until {day:day}"), year=year, day=day) for year, day in others])
        text = say(_("Last safe days to claim: {days}."), days=days)
        yield NextStep(
            "N_YEARS", _("Apart from this"), None, _("Check the other years that you can still claim."), text
        )
    if abroad:
        text = _("The FBAR and Form 8938 have nothing to do with this credit, but they may be due.")
        title = _("See if you must report your foreign accounts.")
        yield NextStep("N_ACCOUNTS", _("Apart from this"), None, title, text)


def _forms(case: Case) -> Iterator[str]:
    """The forms that go with the return, filed the way that is better for the family."""
    way = case.to_file
    if schedule_belongs(case, way):
        yield "Schedule 8812"
    people = case.household.people
    if any(person.self_employment_us or person.self_employment_foreign for person in people):
        yield "Schedule C"
    if way.self_employment_tax:
        yield "Schedule SE"
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
    pairs = zip(case.household.children, case.assessment.children, strict=True)
    at_home = sum(child.custody != "released_to_you" and found.credit == "child_tax_credit" for child, found in pairs)
    if not at_home:
        return ""
    return ngettext(
        "Keep papers that show that your child lived with you.",
        "Keep papers that show that your children lived with you.",
        at_home,
    )
