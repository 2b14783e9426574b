"""The lines of a result as plain text, to paste into a letter to a preparer. It holds no names but those in a line."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.form_lines import FormView, LineView, forms
from interview.result.explain.limits import filing_status, stamp
from interview.result.explain.schedule import SCHEDULE
from interview.result.explain.words import say
from interview.result.lines.comparing import way_in_words

WIDTH = 78
NUMBER = 6
AMOUNT = 12
MARGIN = " " * (NUMBER + 2)


def lines_as_text(case: Case) -> str:
    """Schedule 8812 and then every other form of the shown way; lines end as in a letter."""
    return "\r\n".join(_text(case)) + "\r\n"


def _text(case: Case) -> Iterator[str]:
    yield say(_("Child Tax Credit {year}, line by line"), year=case.year)
    yield f"{filing_status(case)} · {way_in_words(case, case.shown)}"
    yield ""
    yield _wrapped(_("This is an estimate to help you decide. It is not tax advice and it does not file anything."))
    yield stamp(case).figures
    for form in sorted(forms(case, case.shown), key=lambda form: form.code != SCHEDULE):
        yield from _form(form)


def _form(form: FormView) -> Iterator[str]:
    yield ""
    yield form.title
    yield "-" * min(len(form.title), WIDTH)
    for line in form.lines:
        yield from _line(line)


def _line(line: LineView) -> Iterator[str]:
    """The number, what it is, the amount at the right edge, and below it how we got there."""
    room = WIDTH - len(MARGIN) - AMOUNT
    label = fill(line.label, room).split("\n")
    yield f"{line.line:<{NUMBER}}  {label[0]:<{room}}{line.amount:>{AMOUNT}}".rstrip()
    for more in label[1:]:
        yield MARGIN + more
    source = f" [{line.source}]" if line.used else ""
    yield _wrapped(line.how + source, MARGIN)


def _wrapped(text: str, margin: str = "") -> str:
    return "\r\n".join(fill(text, WIDTH, initial_indent=margin, subsequent_indent=margin).split("\n"))
