"""Where the return takes the child credits from: the version of Schedule 8812, or the worksheet of older years."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.common_facts import Facts
from interview.engine.explain.form_versions import VERSIONS
from interview.engine.scenario import Outcome
from interview.engine.schedule_8812_2021 import Schedule8812Of2021
from interview.engine.wording import Text, gettext_noop, text


class Standing(NamedTuple):
    """Sentences for the return's line of the credit against tax, and of the credit that is paid out."""

    nonrefundable: Text
    refundable: Text


def where_the_credit_stands(shared: Facts, outcome: Outcome) -> Standing:
    """From which line of which paper each of the two lines comes."""
    form = outcome.child_credits.form
    if isinstance(form, Schedule8812Of2021):
        return (
            Standing(_schedule("14h"), _schedule("14i")) if form.one_b else Standing(_schedule("15g"), _schedule("15h"))
        )
    older = VERSIONS.get(shared.parameters.form_lines.schedule_8812)
    if older is None:
        return Standing(_schedule("14"), _schedule("27"))
    worksheet = text(gettext_noop("From the child tax credit worksheet line {line}."), line=older.worksheet["14"])
    return Standing(worksheet, _schedule(older.schedule["27"]))


def _schedule(line: str) -> Text:
    return text(gettext_noop("From Schedule 8812 line {line}."), line=line)
