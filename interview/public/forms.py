"""The questions of the calculators. Answers stand in the address; what an address leaves out has its usual answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from interview.adapter.dollars import whole
from interview.engine import FILING_STATUSES, Parameters
from interview.local_formats import currency_name
from interview.public.fields import MOST_DOLLARS, AmountField, CountField, PercentField, PickField, too_much
from interview.result.explain.limits import status_in_words
from interview.result.explain.words import say
from interview.steps.amounts import stored
from interview.years import Rate

MOST_CHILDREN = 10
DOLLAR = "USD"


class Calculator(forms.Form):
    """A form that is sent with the address. Labels are in the words of the year's law."""

    usual: Mapping[str, str] = {}
    """What an address means that does not say otherwise; those answers are left out of the canonical address."""

    def __init__(self, asked: Mapping[str, str], parameters: Parameters, years: Sequence[int], newest: int) -> None:
        self.parameters, self.newest = parameters, newest
        data = {"year": str(newest), **self.usual, **{name: asked[name] for name in asked}}
        super().__init__(data, use_required_attribute=False)
        listed = ", ".join(map(str, years))
        self.fields["year"] = PickField(
            _("Tax year"),
            [(str(year), str(year)) for year in reversed(years)],
            _("Choose a tax year. These years exist: {years}.").format(years=listed),
        )
        self.fields["status"] = PickField(
            _("Filing status"),
            [(status, status_in_words(status)) for status in FILING_STATUSES],
            _("Choose a filing status from the list"),
        )
        self.add_questions()

    @abstractmethod
    def add_questions(self) -> None:
        """The questions of this calculator, after the year and the status."""

    def canonical(self) -> dict[str, str]:
        """The answers that an address needs. A year is in it beside any other: the usual year moves on in January."""
        answers = {name: _written(self.cleaned_data.get(name)) for name in self.fields}
        told = {name: answer for name, answer in answers.items() if answer not in ("", self.usual.get(name))}
        if told == {"year": str(self.newest)}:
            return {}
        return told

    def _ages_label(self) -> str:
        age = self.parameters.child_tax_credit.age_limit
        if self.parameters.child_tax_credit.child_needs_ssn:
            return say(_("Children under {age} with a Social Security number"), age=age)
        return say(_("Children under {age}"), age=age)


class CreditForm(Calculator):
    """How much credit a wage brings."""

    usual = {"status": "married_joint", "children": "2", "young": "0", "others": "0", "pay": "40000", "home": "abroad"}

    def add_questions(self) -> None:
        rescue = self.parameters.american_rescue_plan
        self.fields["children"] = CountField(self._ages_label(), 0, MOST_CHILDREN)
        if rescue is not None:
            label = say(_("How many of them are under {age}"), age=rescue.young_age_limit)
            self.fields["young"] = CountField(label, 0, MOST_CHILDREN)
        self.fields["others"] = CountField(_("Other people you claim"), 0, MOST_CHILDREN)
        self.fields["pay"] = AmountField(_("Pay for the year, in dollars"), empty=_("Enter your pay"), in_dollars=True)
        if rescue is not None:
            self.fields["home"] = PickField(
                _("Where you lived for more than half the year"),
                [("abroad", _("Outside the US")), ("us", _("In the US"))],
                _("Choose where you lived"),
            )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.cleaned_data
        children, others, young = (answers.get(name) for name in ("children", "others", "young"))
        if children == 0 and others == 0:
            self.add_error("children", _("Enter at least one child, or another person you claim"))
        if children is not None and young is not None and young > children:
            self.add_error("young", say(_("Enter no more than {children}, the number of children"), children=children))
        if answers.get("pay") is not None:
            answers["pay"] = whole(answers["pay"])
        return answers


class TwoRoutesForm(Calculator):
    """One wage earned abroad, and the income tax on it there."""

    usual = {
        "status": "married_joint", "children": "2", "wage": "60000", "currency": DOLLAR, "tax": "", "rate": "20",
    }  # fmt: skip

    def __init__(
        self,
        asked: Mapping[str, str],
        parameters: Parameters,
        years: Sequence[int],
        newest: int,
        *,
        rates: Mapping[str, Rate],
    ) -> None:
        self.rates = rates
        if asked.get("tax", "").strip() and "rate" not in asked:
            asked = {**asked, "rate": ""}
        super().__init__(asked, parameters, years, newest)

    def add_questions(self) -> None:
        year = self.parameters.tax_year
        self.fields["children"] = CountField(self._ages_label(), 1, MOST_CHILDREN)
        self.fields["wage"] = AmountField(_("Pay for the year"), empty=_("Enter your pay"))
        self.fields["currency"] = PickField(
            _("Currency"),
            [(code, f"{code} {currency_name(code)}") for code in (DOLLAR, *self.rates)],
            say(_("We have no rate for this currency for {year}. Choose another, or use dollars"), year=year),
        )
        self.fields["tax"] = AmountField(_("Income tax on it there, in the same currency"), required=False)
        self.fields["rate"] = PercentField(_("Or that tax as a percentage of the pay"))

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.cleaned_data
        wage, tax, rate = (answers.get(name) for name in ("wage", "tax", "rate"))
        if tax is not None and rate is not None:
            self.add_error("rate", _("Enter the tax as an amount or as a percentage, not both"))
        if tax is None and rate is None and not {"tax", "rate"} & set(self.errors):
            self.add_error("tax", _("Enter the income tax there, or 0 if there is none"))
        if wage is not None and tax is not None and tax > wage:
            self.add_error("tax", _("The tax cannot be more than the pay"))
        if wage is not None and "currency" in answers:
            dollars = self.dollars(wage)
            if dollars > MOST_DOLLARS:
                self.add_error("wage", too_much())
            elif dollars < 1:
                self.add_error("wage", _("Enter pay of one dollar or more"))
        return answers

    def dollars(self, amount: Decimal) -> int:
        """An amount of the chosen currency in whole dollars, at the average rate of the year."""
        currency = self.cleaned_data["currency"]
        return whole(amount if currency == DOLLAR else amount / self.rates[currency].per_dollar)

    def wage_and_tax(self) -> tuple[int, int]:
        """Both in whole dollars."""
        answers = self.cleaned_data
        wage, tax = answers["wage"], answers["tax"]
        if tax is None:
            tax = wage * answers["rate"] / 100
        return self.dollars(wage), self.dollars(tax)


def _written(answer: Any) -> str:
    """An answer as an address holds it."""
    if answer is None:
        return ""
    return stored(answer) if isinstance(answer, Decimal) else str(answer)
