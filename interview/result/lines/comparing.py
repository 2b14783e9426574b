"""Our lines beside those of a finished return: which agree, which do not, and where the two part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.engine import Parameters, Scenario
from interview.local_formats import money, number
from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.comparison import who_uses
from interview.result.explain.words import say
from interview.result.lines.calculation_order import CalculationOrder
from interview.result.lines.causes import Difference, causes
from interview.result.lines.paper_lines import PaperLine, paper_lines

ROUNDING = 1
"""Two programs may round differently by this many dollars."""
RATIO_ROUNDING = Decimal("0.0006")
"""Some print three decimals and some four."""
RESULTS = ("additional_child_tax_credit", "refundable_child_tax_credit")


@dataclass(frozen=True, slots=True)
class Compared:
    """One line with both amounts in words, and by how much the paper is above ours or below."""

    line: PaperLine
    paper: str
    ours: str
    difference: str


@dataclass(frozen=True, slots=True)
class Parting:
    """The first line, in the order of the work, on which the two differ."""

    sentence: str
    before: str
    line: PaperLine
    causes: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class OtherWay:
    """The paper fits another way to file: what to say, and the code of that way."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of a comparison."""

    heading: str
    parting: Parting | None
    other_way: OtherWay | None
    differ: tuple[Compared, ...]
    agree: tuple[Compared, ...]
    what_to_do: str


def compare(
    case: Case, way: Scenario, lines: tuple[PaperLine, ...], typed: Mapping[str, Decimal], last_year: Parameters | None
) -> Answer:
    """The answer for the numbers that were typed, by field. `last_year` holds the figures of the year before."""
    order = CalculationOrder(case)
    sent = sorted((line for line in lines if line.name in typed), key=lambda line: order(line.form, line.line))
    differ = [line for line in sent if not agrees(line, typed[line.name])]
    agree = [line for line in sent if line not in differ]
    parting = None
    if differ:
        first = differ[0]
        found = Difference(case, way, typed[first.name], first.ours, last_year)
        parting = _parting(first, found, before=sent.index(first), after=len(differ) - 1)
    return Answer(
        _heading(len(differ), len(sent)),
        parting,
        _other_way(case, way, differ, typed),
        tuple(_compared(line, typed[line.name]) for line in differ),
        tuple(_compared(line, typed[line.name]) for line in agree),
        _what_to_do(case, differ, typed),
    )


def agrees(line: PaperLine, paper: Decimal) -> bool:
    """Whether both are the same but for rounding. A form that prints the brackets itself is typed without a minus."""
    room = {"dollars": Decimal(ROUNDING), "ratio": RATIO_ROUNDING}.get(line.unit, Decimal())
    if abs(paper - line.ours) <= room:
        return True
    return line.ours < 0 and abs(paper + line.ours) <= room


def way_in_words(case: Case, way: Scenario) -> str:
    """A way to file, as the title of a return."""
    if way.key == NO_FORM_2555:
        return _("Without Form 2555")
    if len(case.household.people) == 1:
        return _("With Form 2555")
    return say(_("Form 2555 for {who}"), who=who_uses(case, way))


def _heading(differ: int, sent: int) -> str:
    if not differ:
        return say(ngettext("The line agrees", "All {count} lines agree", sent), count=sent)
    return say(
        ngettext("{count} of {all} lines differs", "{count} of {all} lines differ", differ), count=differ, all=sent
    )


def _parting(first: PaperLine, found: Difference, *, before: int, after: int) -> Parting:
    """`before` lines that were typed agree until here, and `after` more differ from here on."""
    sentence = say(
        _("They part at {form}, line {line}: the return says {paper}, and we get {ours}."),
        form=first.form_title,
        line=first.line,
        paper=_figure(first, found.paper),
        ours=first.shown,
    )
    agreeing = say(ngettext("The line before it agrees.", "The {count} lines before it agree.", before), count=before)
    following = _(
        "The lines that differ after it may only follow from it. Clear this one up first, then compare again."
    )
    return Parting(
        sentence,
        agreeing if before else "",
        first,
        causes(first.role, found),
        following if after else "",
    )


def _other_way(case: Case, way: Scenario, differ: list[PaperLine], typed: Mapping[str, Decimal]) -> OtherWay | None:
    """A way to file in which every line that differs comes out as it stands on the paper."""
    for other in case.assessment.scenarios:
        if not differ or not other.allowed or other is way:
            continue
        theirs = {line.name: line for line in paper_lines(case, other)}
        if all(line.name in theirs and agrees(theirs[line.name], typed[line.name]) for line in differ):
            text = _("These are the amounts that we get for another way to file: {way}.")
            return OtherWay(say(text, way=way_in_words(case, other)), other.key)
    return None


def _compared(line: PaperLine, paper: Decimal) -> Compared:
    gap = paper - line.ours
    sign = "+" if gap > 0 else ""
    return Compared(line, _figure(line, paper), line.shown, sign + _figure(line, gap))


def _figure(line: PaperLine, amount: Decimal) -> str:
    if line.unit == "dollars":
        return money(amount)
    return number(amount, 4) if line.unit == "ratio" else number(amount)


def _what_to_do(case: Case, differ: list[PaperLine], typed: Mapping[str, Decimal]) -> str:
    """What a different credit means for the family."""
    found = next((line for line in differ if line.role in RESULTS), None)
    if found is None:
        return ""
    if typed[found.name] > found.ours:
        return _(
            "The return claims more than we find. Clear that up first: money paid out wrongly has to be paid back."
        )
    if case.too_late or not paid_out(case.to_file):
        return ""
    if case.has_filed:
        text = _("If our figures are right, change the return with Form 1040-X. The safe last day is {day:day}.")
        return say(text, day=case.claim_day)
    return _("Ask your preparer about this line before the return is sent.")
