"""The return from income to adjusted gross income, line by line: on Form 1040, and on Schedule 1 since 2018."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from interview.engine.common_facts import Facts
from interview.engine.explain.line_order import line_order
from interview.engine.explain.sums import (
    Origin,
    Part,
    added,
    as_far_as_taxed,
    by_origin,
    line_at,
    lines_of,
    part,
    pay_by_origin,
    sum_in_words,
)
from interview.engine.form_lines import FormLines
from interview.engine.places import Place
from interview.engine.scenario import Outcome
from interview.engine.wording import Line, Text, gettext_noop, text


class Kind(NamedTuple):
    """One kind of income: where it stands, and how its amount came about."""

    place: Place
    label: str
    amount: int
    how: Text
    source: str = "IRC 61"


def income_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Every line with something on it; wages and the totals always."""
    lines = lines_of(shared)
    kinds = list(_kinds(shared, outcome))
    for kind in kinds:
        if kind.place and (kind.amount or kind.place == lines.wages):
            yield line_at(*kind)
    yield from _totals(shared, outcome, [kind for kind in kinds if kind.place != lines.qualified_dividends])
    yield from _adjustments(shared, outcome)
    yield line_at(lines.agi, gettext_noop("Adjusted gross income"), outcome.agi.agi, _agi_how(outcome), "IRC 62")


def _kinds(shared: Facts, outcome: Outcome) -> Iterator[Kind]:
    received, lines, unearned = shared.income, lines_of(shared), shared.household.unearned_income
    not_earned = sum([person.wages_not_earned_income for person in shared.household.people])
    apart = not_earned if lines.pay_not_earned_income else 0
    yield Kind(
        lines.wages,
        gettext_noop("Wages"),
        received.wages - apart,
        by_origin(
            shared,
            pay_by_origin(shared),
            gettext_noop("Pay of everyone on the return, from every country."),
            gettext_noop(
                "Pay of everyone on the return, from every country: {us:$} from the US and {foreign:$} from abroad."
            ),
            gettext_noop("Pay of everyone on the return, as far as the US taxes it."),
        ),
    )
    yield Kind(
        lines.pay_not_earned_income,
        gettext_noop("Pay that is not earned income"),
        apart,
        text(gettext_noop("Pay of inmates and nonqualified deferred compensation, each on its own line.")),
    )
    yield Kind(
        lines.interest,
        gettext_noop("Taxable interest"),
        received.interest,
        by_origin(
            shared,
            Origin(unearned.interest_us, unearned.interest_foreign),
            gettext_noop("Interest from every country."),
            gettext_noop("Interest from every country: {us:$} from the US and {foreign:$} from abroad."),
            gettext_noop("Interest from every country."),
        ),
    )
    yield Kind(
        lines.qualified_dividends,
        gettext_noop("Qualified dividends"),
        received.qualified_dividends,
        text(
            gettext_noop("The part of line {line} that may be taxed at lower rates."),
            line=lines.dividends.line,
        ),
    )
    yield Kind(
        lines.dividends,
        gettext_noop("Ordinary dividends"),
        received.dividends,
        by_origin(
            shared,
            Origin(unearned.ordinary_dividends_us, unearned.ordinary_dividends_foreign),
            gettext_noop("Dividends from every country, the qualified part included."),
            gettext_noop(
                "Dividends from every country, the qualified part included: {us:$} from the US and {foreign:$} from "
                "abroad."
            ),
            gettext_noop("Dividends from every country, the qualified part included."),
        ),
    )
    yield Kind(
        lines.pensions,
        gettext_noop("Taxable pensions"),
        received.pensions,
        by_origin(
            shared,
            Origin(unearned.pensions_us, unearned.pensions_foreign),
            gettext_noop("The taxable part of pensions from every country."),
            gettext_noop(
                "The taxable part of pensions from every country: {us:$} from the US and {foreign:$} from abroad."
            ),
            gettext_noop("The taxable part of pensions, as far as this return counts them."),
        ),
    )
    yield Kind(
        lines.social_security_benefits,
        gettext_noop("Taxable social security benefits"),
        outcome.agi.taxable_benefits,
        text(
            gettext_noop("The taxable part of {benefits:$}, from the Social Security Benefits Worksheet."),
            benefits=shared.household.unearned_income.social_security_benefits,
        ),
        "IRC 86",
    )
    yield Kind(
        lines.capital_gain,
        gettext_noop("Capital gain or loss"),
        received.gains,
        text(
            gettext_noop(
                "{short:$} of short-term and {long:$} of long-term gains; a loss only up to the yearly limit."
            ),
            short=unearned.short_term_gains,
            long=unearned.long_term_gains,
        ),
    )
    yield Kind(
        lines.business,
        gettext_noop("Business income or loss"),
        received.business,
        by_origin(
            shared,
            Origin(
                sum([person.self_employment_us for person in shared.people]),
                sum([person.self_employment_foreign for person in shared.people]),
            ),
            gettext_noop("Net profit or loss of everyone on the return."),
            gettext_noop(
                "Net profit or loss of everyone on the return: {us:$} from the US and {foreign:$} from abroad."
            ),
            gettext_noop("Net profit or loss of everyone on the return."),
        ),
        "IRC 61(a)(2)",
    )
    yield Kind(
        lines.unemployment,
        gettext_noop("Unemployment pay"),
        received.unemployment,
        text(gettext_noop("All of it is taxable.")),
        "IRC 85",
    )
    yield from _other_income(shared, outcome)


def _other_income(shared: Facts, outcome: Outcome) -> Iterator[Kind]:
    """The exclusion as a negative amount: until 2020 on the line of other income, since then on its own."""
    lines, other, excluded = lines_of(shared), shared.income.other, outcome.agi.excluded
    if lines.foreign_earned_income_exclusion != lines.other_income:
        yield Kind(
            lines.foreign_earned_income_exclusion,
            gettext_noop("Foreign earned income exclusion"),
            -excluded,
            text(gettext_noop("Form 2555 line 45 of everyone who uses it, taken off.")),
            "IRC 911(a)",
        )
        excluded = 0
    if excluded:
        how = text(
            gettext_noop(
                "{other:$} of other income, less {excluded:$} of Form 2555 line 45 of everyone who uses it. Write "
                '"Form 2555" beside it.'
            ),
            other=other,
            excluded=excluded,
        )
    else:
        how = as_far_as_taxed(
            shared,
            gettext_noop("The other income you told us about, from every country."),
            gettext_noop("The other income you told us about, as far as this return counts it."),
        )
    yield Kind(
        lines.other_income,
        gettext_noop("Other income, less the foreign earned income exclusion")
        if excluded
        else gettext_noop("Other income"),
        other - excluded,
        how,
        "IRC 61, 911(a)" if excluded else "IRC 61",
    )


def _totals(shared: Facts, outcome: Outcome, kinds: list[Kind]) -> Iterator[Line]:
    lines = lines_of(shared)
    own, others = lines.additional_income, lines.other_income_together
    if others:
        together = [kind for kind in kinds if kind.place in _on_line_8(lines)]
        kinds = [kind for kind in kinds if kind not in together]
        label = gettext_noop("Total other income")
        parts = [part(kind.place, kind.amount, others) for kind in together]
        if any(kind.amount for kind in together):
            yield line_at(others, label, added(parts), sum_in_words(parts), "IRC 61, 911(a)")
        kinds.append(Kind(others, label, added(parts), sum_in_words(parts)))
    if own:
        on_it = sorted(
            (kind for kind in kinds if kind.place.form == own.form), key=lambda kind: line_order(kind.place.line)
        )
        parts = [part(kind.place, kind.amount, own) for kind in on_it]
        kinds = [kind for kind in kinds if kind.place.form != own.form]
        label, how = gettext_noop("Additional income"), sum_in_words(parts)
        if any(each.amount for each in parts):
            yield line_at(own, label, added(parts), how, "IRC 61")
            if lines.additional_income_on_1040:
                yield line_at(lines.additional_income_on_1040, label, added(parts), _from(own), "IRC 61")
        kinds.append(Kind(lines.additional_income_on_1040 or own, label, added(parts), how))
    yield line_at(
        lines.total_income,
        gettext_noop("Total income"),
        outcome.agi.total_income_before_exclusion - outcome.agi.excluded,
        sum_in_words(
            part(kind.place, kind.amount, lines.total_income)
            for kind in sorted(
                kinds, key=lambda kind: (kind.place.form != lines.total_income.form, line_order(kind.place.line))
            )
        ),
        "IRC 61",
    )


def _on_line_8(lines: FormLines) -> tuple[Place, ...]:
    return lines.foreign_earned_income_exclusion, lines.pay_not_earned_income, lines.other_income


def _from(place: Place) -> Text:
    return text(gettext_noop("From {place}."), place=place.named)


def _adjustments(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    agi, lines = outcome.agi, lines_of(shared)
    if agi.half_self_employment_tax:
        yield line_at(
            lines.self_employment_deduction,
            gettext_noop("Deductible half of self-employment tax"),
            agi.half_self_employment_tax,
            text(gettext_noop("{schedule}, line 13."), schedule=text(lines.schedule_se)),
            "IRC 164(f)",
        )
    own_line = lines.housing_deduction != lines.adjustments
    if agi.housing_deduction and lines.housing_deduction and own_line:
        yield line_at(
            lines.housing_deduction,
            gettext_noop("Housing deduction"),
            agi.housing_deduction,
            text(gettext_noop("Form 2555 line 50.")),
            "IRC 911(c)(4)",
        )
    if not agi.deducted:
        return
    place, label = lines.adjustments, gettext_noop("Adjustments to income")
    housing = lines.housing_deduction.seen_from(place.form) if own_line else text(gettext_noop("Form 2555 line 50"))
    parts = (
        Part(agi.adjustments, text(gettext_noop("the amount you gave us"))),
        part(lines.self_employment_deduction, agi.half_self_employment_tax, place),
        Part(agi.housing_deduction, housing),
    )
    yield line_at(place, label, agi.deducted, sum_in_words(parts), "IRC 62")
    if lines.adjustments_on_1040:
        yield line_at(lines.adjustments_on_1040, label, agi.deducted, _from(place), "IRC 62")


def _agi_how(outcome: Outcome) -> Text:
    agi = outcome.agi
    if agi.agi != agi.computed:
        return text(gettext_noop("From your finished return."))
    return text(
        gettext_noop("{income:$} of income, less {excluded:$} left out and {adjustments:$} of adjustments."),
        income=agi.total_income_before_exclusion,
        excluded=agi.excluded,
        adjustments=agi.deducted,
    )
