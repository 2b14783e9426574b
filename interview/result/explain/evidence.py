"""The papers that prove what this family claims. Claims from abroad are often examined, sometimes before they are paid.

What the IRS accepts is on Forms 14815 and 14815-A (2021); how long it may ask follows from IRC 6501(a) and 6511.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.evidence_children import claims_of_the_children
from interview.result.explain.evidence_words import (
    Claim,
    for_three_years,
    local_tax_notice,
    local_yearly_statement,
    while_the_choice_lasts,
)
from interview.result.explain.words import say


@dataclass(frozen=True, slots=True)
class Evidence:
    """The checklist: what it is for, what holds for every paper, and the claims."""

    intro: str
    notes: tuple[str, ...]
    claims: tuple[Claim, ...]


def evidence(case: Case) -> Evidence | None:
    """The papers behind the return that the next steps lead to; None where no credit is claimed."""
    way = case.to_file
    if case.out_of_scope or not way.credit_before_phaseout or (case.too_late and not case.has_filed):
        return None
    claims = (*claims_of_the_children(case), *_own_claims(case), *_choices(case), *_claims_of_2021(case))
    if case.household.residence.place != "abroad":
        return Evidence(_("Keep copies of these papers in case the IRS asks."), (), claims)
    intro = _("The IRS often checks claims from abroad. Collect copies now, while they are easy to get.")
    translation = _(
        "Papers in another language need an English translation. Add the translator’s name, address and phone number."
    )
    return Evidence(intro, (translation, _("Never send originals.")), claims)


def _own_claims(case: Case) -> Iterator[Claim]:
    if paid_out(case.to_file) and any(_pay(case)):
        yield Claim(
            "pay",
            _("Your pay from work"),
            _("What is paid out depends on your pay. The IRS gets no papers about pay from abroad."),
            tuple(_pay(case)),
            for_three_years(),
            "IRC 24(d)(1)(B), 32(c)(2)",
        )
    people = case.household.people
    foreign = any(person.wages_foreign or person.self_employment_foreign for person in people)
    if foreign or case.household.foreign_tax.general:
        yield Claim(
            "rate",
            _("The exchange rate"),
            _("Any published rate is fine if you use it throughout, so write down which one it was."),
            (_("A note of the rate, and a print of the page that it comes from."),),
            for_three_years(),
            "IRS, Yearly Average Currency Exchange Rates",
        )
    if case.to_file.foreign_tax_credit:
        yield _foreign_tax(case)
    if any(person.self_employment_tax_exempt for person in people):
        yield Claim(
            "certificate",
            _("No self-employment tax"),
            _("Only this paper shows that you pay into the system of the other country."),
            (_("Certificate of coverage from that country. A copy goes with each return."),),
            for_three_years(),
            "IRC 1401(c)",
        )


def _pay(case: Case) -> Iterator[str]:
    people = case.household.people
    if any(person.wages_foreign for person in people):
        local = local_yearly_statement(case.household.residence.country)
        if local:
            yield say(_("Pay slips, and the yearly statement of your employer ({name})."), name=local)
        else:
            yield _("Pay slips, and the yearly statement of your employer.")
        yield _("A letter of your employer with the job, the dates and the pay.")
    if any(person.wages_us for person in people):
        yield _("Form W-2.")
    if any(person.self_employment_foreign or person.self_employment_us for person in people):
        yield _("Invoices, contracts, bank statements, and a list of what came in and what it cost you.")
    if case.household.residence.place == "puerto_rico":
        yield _("The Puerto Rico Form W-2 (499R-2/W-2PR) of each job.")


def _foreign_tax(case: Case) -> Claim:
    local = local_tax_notice(case.household.residence.country)
    notice = (
        say(_("The tax notice of the other country for {year} ({name})."), year=case.year, name=local)
        if local
        else say(_("The tax notice of the other country for {year}."), year=case.year)
    )
    return Claim(
        "foreign_tax",
        _("Income tax paid abroad"),
        _("Form 1116 needs proof that you owed the tax and that you paid it."),
        (
            notice,
            _("Proof of each payment: a bank statement, a receipt, or the tax on your yearly pay statement."),
            _("A certified translation of papers that are not in English."),
        ),
        _("Keep them for at least ten years. Claims that rest on tax paid abroad stay open that long."),
        "IRC 905(b), 6511(d)(3); Publication 514",
    )


def _choices(case: Case) -> Iterator[Claim]:
    codes = {finding.code for finding in case.assessment.findings}
    if case.to_file.key != NO_FORM_2555:
        yield _form_2555(case)
    elif "revocation_locks_exclusion" in codes:
        yield Claim(
            "revocation",
            _("The end of Form 2555"),
            _("The IRS may ask since when you no longer use the form."),
            (
                _("A copy of the statement that you stop using it, and of the return that it went with."),
                _("Your earlier returns with Form 2555."),
            ),
            _("Keep them until you are free to use Form 2555 again."),
            "IRC 911(e)(2); Treas. Reg. 1.911-7(b)",
        )
    if "joint_with_nonresident" in codes:
        yield Claim(
            "joint_election",
            _("A joint return with a spouse who is not a US person"),
            _("The choice counts your spouse’s income in every country, this year and later."),
            (
                _("A copy of the statement that both of you signed."),
                _("Papers on your spouse’s income in every country."),
            ),
            while_the_choice_lasts(),
            "IRC 6013(g); Treas. Reg. 1.6013-6",
        )
    if case.household.filing_status == "head_of_household":
        yield _head_of_household(case)
    if "needs_form_8862" in codes:
        yield Claim(
            "form_8862",
            _("The credit after it was denied"),
            _("Without Form 8862 it is denied again."),
            (_("The letter in which the IRS cut or denied the credit."), _("Form 8862. It goes with the return.")),
            for_three_years(),
            "IRC 24(g)(2); Form 8862",
        )


def _form_2555(case: Case) -> Claim:
    tests = {person.exclusion.test for person in case.household.people}
    papers = []
    if "physical_presence" in tests:
        papers.append(_("A list of all trips with their days, and passport stamps or tickets."))
    if "bona_fide_residence" in tests:
        papers.append(_("Residence permit, lease, and tax papers of the country where you live."))
    return Claim(
        "form_2555",
        _("Form 2555"),
        _("You have to show where you lived and worked."),
        (*papers, _("Your earlier returns with Form 2555.")),
        for_three_years(),
        "IRC 911(d)(1); Publication 54",
    )


def _head_of_household(case: Case) -> Claim:
    papers = [_("Rent or mortgage, bills for power, water, repairs and food, and who paid them.")]
    spouse = case.household.spouse
    if spouse is not None and spouse.us_status == "nonresident_alien":
        papers.append(_("Papers that show that your spouse was not a US citizen or resident, like a passport."))
    elif spouse is not None:
        papers.append(_("Papers that show that your spouse lived elsewhere, like another lease or bills."))
    return Claim(
        "head_of_household",
        _("Head of household"),
        _("You have to have paid more than half of the cost of the home."),
        tuple(papers),
        for_three_years(),
        "IRC 2(b); Form 886-H-HOH",
    )


def _claims_of_2021(case: Case) -> Iterator[Claim]:
    if case.parameters.american_rescue_plan is None:
        return
    if case.household.history.advance_child_credit_received:
        yield Claim(
            "advance_payments",
            _("Payments that came early"),
            _("The IRS compares the return with its own record of them."),
            (_("Letter 6419, on a joint return the letters of both of you."),),
            for_three_years(),
            "IRC 7527A; Letter 6419",
        )
    if case.household.main_home_in_us:
        yield Claim(
            "us_home",
            say(_("A main home in the US in {year}"), year=case.year),
            _("Only with it the whole credit of that year can be paid out."),
            (_("Lease, bills, school or doctor letters with your US address for more than half of the year."),),
            for_three_years(),
            "IRC 24(i)(1) as in force for 2021",
        )
