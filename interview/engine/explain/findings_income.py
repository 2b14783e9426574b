"""What the family should know about its income, its taxes and the form it files, and where we simplify."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from interview.engine.assessment_types import Finding
from interview.engine.common_facts import Facts
from interview.engine.explain.form_versions import line_in_version
from interview.engine.explain.telling import a_spouse_may_file, tell
from interview.engine.form_1040 import reached_age
from interview.engine.household import Household
from interview.engine.money import share
from interview.engine.scenario import Outcome, ScenarioKey, return_as_filed, work_out
from interview.engine.schedule_8812 import PartTwo
from interview.engine.wording import gettext_noop, text

# Students under this age may be taxed at the rate of their parents: IRC 1(g)(2).
OLDEST_TAXED_LIKE_PARENTS = 24

Outcomes = Mapping[ScenarioKey, Outcome]


def income_findings(shared: Facts, outcomes: Outcomes, best: ScenarioKey) -> Iterator[Finding]:
    """Taxes we do not work out, then kinds of income, then the return itself."""
    yield from _taxes(shared, outcomes)
    yield from _earned(shared, outcomes[best])
    yield from _separate(shared.household)
    yield from _return(shared, outcomes)


def profit_left_out(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    """The two readings of profit under a certificate of coverage:
    the careful one is computed, the other one is shown.
    """
    without = outcomes["no_exclusion"]
    if without.earned.exempt_profit <= 0:
        return
    other = work_out(shared, "no_exclusion", count_exempt_profit=True)
    gain = other.additional_child_tax_credit - without.additional_child_tax_credit
    if gain > 0:
        yield Finding(
            "certificate_profit_may_count",
            "info",
            text(
                gettext_noop(
                    "The form leaves out profit of {profit:$} of a spouse who bears no US self-employment tax. The law "
                    "itself can be read to count it. Then {gain:$} more could be paid out. Ask an advisor first."
                )
                if not any(person.self_employment_tax_exempt for person in shared.people)
                else gettext_noop(
                    "The form leaves out profit of {profit:$} that a certificate of coverage frees from US "
                    "self-employment tax. The law itself can be read to count it. Then {gain:$} more could be paid "
                    "out. Ask an advisor first."
                ),
                profit=without.earned.exempt_profit,
                gain=gain,
            ),
            "IRC 24(d)(1)(B)(i), 1401(c), 1402(a); Schedule 8812 instructions, Earned Income Worksheet",
            gain,
        )


def _taxes(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    household, parameters, unearned = shared.household, shared.parameters, shared.household.unearned_income
    without = outcomes["no_exclusion"]
    # Personal exemptions do not count for that tax: while they existed, it reached families without any credit.
    likely = without.foreign_tax_credit.line_35 or parameters.personal_exemptions is not None
    if (
        likely
        and without.agi.total_income_before_exclusion
        > parameters.alternative_minimum_tax.warn_above[household.filing_status]
    ):
        yield Finding(
            "alternative_minimum_tax_possible",
            "warning",
            text(
                gettext_noop(
                    "At this income the alternative minimum tax may be due. We do not work it out. Ask an advisor."
                )
            ),
            "IRC 55; Form 6251",
            None,
        )
    on_other_income = max(_investment_tax_on_other_income(shared, outcome) for outcome in outcomes.values())
    if on_other_income:
        yield tell(
            "net_investment_tax_on_other_income",
            "info",
            gettext_noop(
                "Rent and some other income bear the net investment income tax too. We left yours out. It can come to "
                "{worth:$} more tax."
            ),
            "IRC 1411(c)(1)(A)",
            worth=on_other_income,
        )
    changes = parameters.changes_to_watch
    if unearned.unemployment and changes is not None and changes.unemployment_partly_untaxed:
        yield tell(
            "unemployment_partly_untaxed",
            "info",
            gettext_noop(
                "For {year} most people owed no tax on the first part of their unemployment pay. We took your amount "
                "as the part that is taxed."
            ),
            "IRC 85(c)",
            year=parameters.tax_year,
        )
    if unearned.long_term_gains > 0:
        yield tell(
            "gains_with_rates_of_their_own",
            "info",
            gettext_noop(
                "Gains on collectibles, and on buildings that were written off, have tax rates of their own. We taxed "
                "all long-term gains alike."
            ),
            "IRC 1(h)(4), 1(h)(6); Schedule D Tax Worksheet",
        )
    capital = shared.income.interest + shared.income.dividends + max(0, shared.income.gains)
    young = not reached_age(household.filer, OLDEST_TAXED_LIKE_PARENTS, parameters.tax_year)
    if unearned.puerto_rico_excluded > parameters.payroll_taxes.additional_medicare_withheld_above:
        yield tell(
            "additional_medicare_tax_on_pay_left_out",
            "info",
            gettext_noop(
                "Pay from Puerto Rico that is left out of income can still bear Additional Medicare Tax. We did not "
                "work it out."
            ),
            "IRC 3101(b)(2); Form 8959",
        )
    if household.filer.claimed_as_dependent and young and capital:
        yield tell(
            "tax_at_parents_rate",
            "info",
            gettext_noop(
                "A young person’s income from savings may be taxed at the rate of the parents (Form 8615). We did not "
                "do that."
            ),
            "IRC 1(g)",
        )


def _investment_tax_on_other_income(shared: Facts, outcome: Outcome) -> int:
    """What the tax would grow by if all other income counted: at most that much is left out."""
    figures, household = shared.parameters.net_investment_income_tax, shared.household
    other = shared.income.other
    if other <= 0 or household.nonresident_return:
        return 0
    above = max(0, outcome.agi.agi + outcome.agi.excluded - figures.threshold[household.filing_status])
    investment = max(0, shared.income.interest + shared.income.dividends + shared.income.gains + other)
    return max(0, share(min(above, investment), figures.rate) - outcome.form_8960.line_17)


def _earned(shared: Facts, chosen: Outcome) -> Iterator[Finding]:
    """What else can be earned income, where earned income is what limits the refund."""
    two: PartTwo = chosen.child_credits.form.two
    version = shared.parameters.form_lines.schedule_8812
    line_21, line_22 = line_in_version("21", version), line_in_version("22", version)
    if two.used_payroll_method and two.line_25 >= two.line_20 and any(person.wages_us for person in shared.people):
        yield tell(
            "payroll_taxes_counted",
            "info",
            gettext_noop(
                "We counted W-2 boxes 4 and 6 and half of self-employment tax. Railroad tax, and tax on tips that no "
                "employer took, count too."
            ),
            f"IRC 24(d)(2); Schedule 8812 lines {line_21} and {line_22}",
        )
    if two.line_27 >= two.line_17:
        return
    if shared.earned.profit:
        yield tell(
            "optional_method_may_help",
            "info",
            gettext_noop(
                "With an optional method for self-employment tax your earned income may be higher, and the refund with "
                "it. We used the regular method."
            ),
            "IRC 1402(a); Schedule SE Part II",
        )
    if shared.household.residence.place == "united_states":
        yield tell(
            "care_payments_may_count",
            "info",
            gettext_noop(
                "Medicaid waiver payments for care in your home are not taxed, but may count as earned income. We did "
                "not ask about them."
            ),
            "Notice 2014-7; Schedule 8812, Earned Income Worksheet line 4",
        )


def _separate(household: Household) -> Iterator[Finding]:
    if household.filing_status == "married_separate" and household.unearned_income.social_security_benefits:
        yield tell(
            "benefits_of_spouses_apart",
            "info",
            gettext_noop(
                "We took it that you and your spouse lived together at some time in the year. If you lived apart all "
                "year, less of your social security is taxed."
            ),
            "IRC 86(c)(1)(C)",
        )
    if not a_spouse_may_file(household):
        return
    if not household.itemized_deductions:
        yield tell(
            "spouse_who_itemizes",
            "info",
            gettext_noop(
                "If your spouse itemizes deductions on a US return, your standard deduction is zero. We did not count "
                "that."
            ),
            "IRC 63(c)(6)(A)",
        )
    yield tell(
        "community_property_not_split",
        "info",
        gettext_noop("In some states, and abroad, a couple’s income belongs to both. We count each one’s own income."),
        "IRC 66; Publication 555",
    )


def _return(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    household = shared.household
    if household.nonresident_return:
        yield Finding(
            "form_1040_nr_income",
            "info",
            text(
                gettext_noop(
                    "Form 1040-NR counts only income from US work. We left out interest, dividends, gains and "
                    "everything from abroad; tax on those is worked out apart."
                )
            ),
            "IRC 871, 872; Form 1040-NR",
            None,
        )
    if household.known_amounts is not None and return_as_filed(household) in outcomes:
        yield Finding(
            "known_amounts_used",
            "info",
            text(
                gettext_noop(
                    "Amounts off your finished return replace what we would work out. They fit only the way it was "
                    "filed."
                )
            ),
            "Form 1040",
            None,
        )
    elif household.known_amounts is not None:
        yield tell(
            "known_amounts_not_used",
            "warning",
            gettext_noop(
                "The amounts off your finished return belong to a return with Form 2555, which you may not use by what "
                "you told us. We worked everything out ourselves."
            ),
            "Form 1040",
        )
    enough = shared.parameters.child_tax_credit.payroll_method_children_puerto_rico
    all_paid_out = shared.parameters.american_rescue_plan is not None
    if household.residence.place == "puerto_rico" and 0 < shared.qualifying_children < enough and not all_paid_out:
        yield tell(
            "puerto_rico_needs_more_children",
            "info",
            gettext_noop(
                "In {year} a family in Puerto Rico needed {count} children to be paid this credit by payroll taxes. "
                "With fewer, only pay that the US taxes counts. We took it that you were a resident of Puerto Rico all "
                "year."
            ),
            "IRC 24(d)(1)(B)(ii) before P.L. 117-2; 937(a); Form 1040-SS",
            year=shared.parameters.tax_year,
            count=enough,
        )
    elif household.residence.place == "puerto_rico":
        yield Finding(
            "puerto_rico_form",
            "info",
            text(
                gettext_noop(
                    "If you do not have to file Form 1040, claim this credit on Form 1040-SS Part II. The "
                    "arithmetic is the same. We took it that you were a resident of Puerto Rico all year."
                )
            ),
            "IRC 24(d)(1)(B)(ii), 24(k)(2), 937(a); Form 1040-SS",
            None,
        )
    if household.joint and any(person.us_status == "nonresident_alien" for person in household.people):
        yield Finding(
            "joint_with_nonresident",
            "warning",
            text(
                gettext_noop(
                    "Filing together with a nonresident spouse is a choice that counts the spouse’s income from "
                    "every country, this year and later, until it is ended. It can be made only once."
                )
            ),
            "IRC 6013(g), 6013(h)",
            None,
        )
