"""The whole result page in words: one attribute for each section, None or empty where it has nothing to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from interview.drafts.results import Assessed, Assumption
from interview.engine import Parameters
from interview.result.explain.amount import Why, why_this_amount
from interview.result.explain.case import NOT_FILED, Case
from interview.result.explain.children import ChildView, children, summary
from interview.result.explain.comparison import Comparison, OneWay, comparison, one_way
from interview.result.explain.credit_bars import CreditBars, credit_bars
from interview.result.explain.earnings_curve import EarningsCurve, earnings_curve
from interview.result.explain.evidence import Evidence, evidence
from interview.result.explain.family_tests import FamilyTests, family_tests
from interview.result.explain.form_lines import FormView, WayView, forms, other_ways
from interview.result.explain.headline import Headline, headline
from interview.result.explain.income_limit import IncomeLimit, income_limit
from interview.result.explain.levers import LeversView, Statement, levers, levers_view, statements
from interview.result.explain.limits import (
    Finding,
    Stamp,
    assumptions,
    could_change,
    filing_status,
    findings,
    not_looked_at,
    stamp,
)
from interview.result.explain.next_steps import NextStep, next_steps
from interview.result.explain.open_answers import OpenAnswerView, how_many_open, open_answers
from interview.result.explain.schedule import SCHEDULE
from interview.result.explain.slip import Slip, slip
from interview.result.explain.timeline import Timeline, timeline
from interview.result.explain.told import NOBODY, Told
from interview.result.explain.ways_compared import WaysCompared, ways_compared
from interview.result.explain.what_if import fixes
from interview.result.explain.years_ahead import YearsAheadView, years_ahead


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What the template shows. Every text is in the reader's language and every figure is the engine's."""

    tax_year: int
    rough: bool
    planning: bool
    out_of_scope: bool
    filing_status: str
    headline: Headline
    slip: Slip | None
    how_many_open: str
    open_answers: tuple[OpenAnswerView, ...]
    could_change: tuple[tuple[str, str], ...]
    comparison: Comparison | None
    one_way: OneWay | None
    ways_compared: WaysCompared | None
    why: Why | None
    bars: CreditBars | None
    curve: EarningsCurve | None
    income_limit: IncomeLimit | None
    family_tests: FamilyTests | None
    children: tuple[ChildView, ...]
    children_summary: str
    levers: LeversView | None
    years_ahead: YearsAheadView | None
    findings: tuple[Finding, ...]
    next_steps: tuple[NextStep, ...]
    timeline: Timeline | None
    evidence: Evidence | None
    statements: tuple[Statement, ...]
    schedule_8812: FormView | None
    more_forms: tuple[FormView, ...]
    other_ways: tuple[WayView, ...]
    assumptions: tuple[Assumption, ...]
    not_looked_at: tuple[str, ...]
    stamp: Stamp

    @property
    def steps_to_come(self) -> tuple[NextStep, ...]:
        """What is still to do or to keep in mind; all of it where every day has passed, as they are the point then."""
        return tuple(step for step in self.next_steps if not step.past or self.headline.outcome == "H_LATE")

    @property
    def days_passed(self) -> tuple[NextStep, ...]:
        """The days that are folded away below them."""
        return tuple(step for step in self.next_steps if step not in self.steps_to_come)

    @property
    def has_steps_to_tick(self) -> bool:
        """Whether there is a form to keep what is done."""
        return any(step.to_tick for step in self.next_steps)


def explain(
    assessed: Assessed,
    *,
    today: date,
    filed: str = NOT_FILED,
    told: Told = NOBODY,
    figures: Mapping[int, Parameters] | None = None,
) -> ResultPage:
    """The page of one result on one day. `filed` is the interview's code for whether the return is with the IRS
    already; `told` are the answers that the page may quote; `figures` are those of every tax year, without which
    the page tells of no other year.
    """
    case = Case(assessed, today, filed, told, figures or {})
    remedies = fixes(case)
    steps = next_steps(case, remedies)
    papers = forms(case, case.shown)
    schedule = next((form for form in papers if form.code == SCHEDULE), None)
    more = [form for form in papers if form is not schedule]
    return ResultPage(
        tax_year=case.year,
        rough=case.rough,
        planning=case.planning,
        out_of_scope=case.out_of_scope,
        filing_status=filing_status(case),
        headline=headline(case),
        slip=slip(case),
        how_many_open=how_many_open(case),
        open_answers=open_answers(case),
        could_change=could_change(case),
        comparison=comparison(case),
        one_way=one_way(case),
        ways_compared=ways_compared(case),
        why=why_this_amount(case),
        bars=credit_bars(case, remedies),
        curve=earnings_curve(case),
        income_limit=income_limit(case),
        family_tests=family_tests(case),
        children=children(case, remedies),
        children_summary=summary(case),
        levers=levers_view(case),
        years_ahead=years_ahead(case),
        findings=findings(case),
        next_steps=steps,
        timeline=timeline(case, steps),
        evidence=evidence(case),
        statements=statements(case, levers(case)),
        schedule_8812=schedule,
        more_forms=tuple(more),
        other_ways=other_ways(case),
        assumptions=assumptions(case),
        not_looked_at=not_looked_at(case),
        stamp=stamp(case),
    )
