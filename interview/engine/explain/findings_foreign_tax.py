"""What the family should know about the foreign tax credit, and where our working of Form 1116 is simpler."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from interview.engine.assessment_types import Finding
from interview.engine.common_facts import Facts
from interview.engine.explain.telling import tell
from interview.engine.form_1116 import ForeignTaxCredit, Form1116
from interview.engine.money import WHOLE, share
from interview.engine.scenario import Outcome, ScenarioKey
from interview.engine.wording import gettext_noop

Outcomes = Mapping[ScenarioKey, Outcome]


# A treaty leaves US social security of US citizens who live there to the country: Publication 915.
NO_US_TAX_ON_BENEFITS = frozenset(("CA", "DE", "EG", "GB", "IE", "IL", "IT", "RO"))


def foreign_tax_findings(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    """Only what touches this family: a Form 1116 where all income is foreign needs few words."""
    credits = [outcome.foreign_tax_credit for outcome in outcomes.values()]
    forms = [form for credit in credits for form in (credit.general, credit.passive) if form is not None]
    yield from _benefits(shared, outcomes)
    yield from _how_credited(credits)
    if forms:
        yield from _category(shared, outcomes, credits)
    if any(0 < form.line_3f < WHOLE for form in forms):
        yield from _spread(shared, outcomes, credits)


def _benefits(shared: Facts, outcomes: Outcomes) -> Iterator[Finding]:
    taxed = max(outcome.agi.taxable_benefits for outcome in outcomes.values())
    citizen = any(person.us_status == "citizen" for person in shared.people)
    if taxed and citizen and shared.household.residence.country in NO_US_TAX_ON_BENEFITS:
        yield tell(
            "benefits_free_by_treaty",
            "warning",
            gettext_noop(
                "By a treaty, US citizens who live where you do owe no US tax on US social security. In Italy this is "
                "only for those who are its citizens too. We counted {worth:$} of yours as income. Leave it out and "
                "compare, and ask an advisor."
            ),
            "Publication 915; US tax treaties",
            worth=taxed,
        )


def _how_credited(credits: list[ForeignTaxCredit]) -> Iterator[Finding]:
    if any(credit.adjusted for credit in credits):
        yield tell(
            "foreign_tax_credit_adjusted",
            "info",
            gettext_noop(
                "The US taxes your dividends and gains at low rates, so Form 1116 counts only a part of them. We gave "
                "dividends from abroad their even share of each rate."
            ),
            "IRC 904(b)(2)(B); Form 1116 instructions",
        )
    without_form = max((credit.line_35 for credit in credits if credit.without_form_1116), default=0)
    if without_form:
        yield tell(
            "foreign_tax_without_form_1116",
            "info",
            gettext_noop(
                "We credit {worth:$} of foreign tax without Form 1116. All of that income must be on statements from "
                "a bank or broker, such as Form 1099. What is left of the tax is lost."
            ),
            "IRC 904(j)",
            worth=without_form,
        )


def _category(shared: Facts, outcomes: Outcomes, credits: list[ForeignTaxCredit]) -> Iterator[Finding]:
    """Which Form 1116 some income or tax belongs on."""
    household, unearned = shared.household, shared.household.unearned_income
    general = [credit.general for credit in credits if credit.general is not None]
    passive = [credit.passive for credit in credits if credit.passive is not None]
    if len(shared.people) > 1 and any(
        outcome.uses_form_2555 and outcome.foreign_tax_credit.general is not None for outcome in outcomes.values()
    ):
        yield tell(
            "foreign_tax_split_by_income",
            "info",
            gettext_noop(
                "Where only one of you uses Form 2555, we split the foreign tax by income. Your own tax papers may "
                "split it another way."
            ),
            "Treas. Reg. 1.911-6(c)",
        )
    if household.foreign_tax.carryover_general and any(form.line_12 for form in general):
        yield tell(
            "carryover_cut_with_exclusion",
            "info",
            gettext_noop(
                "With Form 2555 we cut unused foreign tax of earlier years by the same share as this year’s tax. The "
                "law is not quite clear here."
            ),
            "Treas. Reg. 1.911-6(c); Publication 514",
        )
    if unearned.pensions_foreign:
        yield tell(
            "foreign_pension_with_pay",
            "info",
            gettext_noop(
                "On Form 1116 we count your pension from abroad with pay from work. One that no employer paid into "
                "goes with interest and dividends."
            ),
            "IRC 904(d)(2); Treas. Reg. 1.904-4(b)",
        )
    if (
        general
        and shared.parameters.personal_exemptions is None
        and any(person.self_employment_foreign for person in shared.people)
    ):
        yield tell(
            "foreign_branch_possible",
            "info",
            gettext_noop(
                "A business abroad with its own books has a Form 1116 of its own (foreign branch). We kept it with "
                "pay from work."
            ),
            "IRC 904(d)(1)(B)",
        )
    if any(_taxed_high(form, shared) for form in passive):
        yield tell(
            "high_taxed_income_possible",
            "info",
            gettext_noop(
                "Tax abroad on your interest and dividends is above the top US rate. Such income may have to move to "
                "the other Form 1116. We left it where it was."
            ),
            "IRC 904(d)(2)(B)(iii)(II), 904(d)(2)(F)",
        )
    us_capital = unearned.interest_us + unearned.ordinary_dividends_us
    if us_capital and any(form.line_14 > form.line_24 for form in passive):
        yield tell(
            "treaty_may_move_income",
            "info",
            gettext_noop(
                "If your country taxes your US interest or dividends, a tax treaty may let that tax count. We did not "
                "work that out."
            ),
            "IRC 904(d)(6)",
        )


def _taxed_high(passive: Form1116, shared: Facts) -> bool:
    return passive.line_9 > share(max(0, passive.line_7), shared.parameters.income_tax.rates[-1])


def _spread(shared: Facts, outcomes: Outcomes, credits: list[ForeignTaxCredit]) -> Iterator[Finding]:
    """How deductions and gains were divided between income from abroad and from the US."""
    household, unearned = shared.household, shared.household.unearned_income
    if unearned.long_term_gains > 0 or unearned.short_term_gains > 0:
        yield tell(
            "gains_counted_as_us_income",
            "info",
            gettext_noop(
                "Form 1116 here counts your gains as US income. If you paid tax of 10% or more on a gain abroad, it "
                "may count as foreign."
            ),
            "IRC 865(g)(2)",
        )
    if household.itemized_deductions and any(
        outcome.deduction == household.itemized_deductions for outcome in outcomes.values()
    ):
        yield tell(
            "itemized_deductions_spread",
            "info",
            gettext_noop(
                "Form 1116 gives some itemized deductions, such as gifts or home loan interest, a share of their own. "
                "We spread all of them evenly over your income."
            ),
            "Treas. Reg. 1.861-8, 1.861-9T; Form 1116 lines 3a and 4a",
        )
    if household.other_deductions:
        yield tell(
            "other_deductions_not_spread",
            "info",
            gettext_noop("On Form 1116 we gave none of your other deductions to your income from abroad."),
            "Form 1116 lines 2, 3b and 18",
        )
    if any(person.self_employment_us > 0 or person.self_employment_foreign > 0 for person in shared.people):
        yield tell(
            "form_1116_from_net_profit",
            "info",
            gettext_noop("Form 1116 shares deductions by business receipts. We used your net profit."),
            "Form 1116 lines 3d and 3e",
        )
    a_us_loss = (
        unearned.other_us < 0
        or shared.income.gains < 0
        or any(person.self_employment_us < 0 for person in shared.people)
    )
    if a_us_loss and any(credit.general is not None and credit.passive is not None for credit in credits):
        yield tell(
            "us_loss_not_shared_out",
            "info",
            gettext_noop("A US loss lowers each kind of income from abroad on Form 1116. We did not share yours out."),
            "IRC 904(f)(5)(D)",
        )
