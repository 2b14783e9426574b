"""Where the income of one row came from, in the contract's words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.steps import Saved
from interview.steps.conditions import is_work, source_of

US = "us"
FOREIGN = "foreign"
PUERTO_RICO = "puerto_rico"


def places(row: Saved, amount: Decimal, notebook: Notebook) -> dict[str, Decimal]:
    """The parts of an amount by place. US government pay abroad counts as US pay: Form 2555 cannot leave it out.

    Section 933 leaves out income from Puerto Rico only for somebody who lived there all year.
    """
    source = source_of(row)
    if source == "both":
        share = Decimal(row.own("income_share", "percent") or 0) / 100
        return {FOREIGN: amount * share, US: amount * (1 - share)}
    if source == "pr":
        if row.says("home_puerto_rico", "resident", "full"):
            return {PUERTO_RICO: amount}
        if row.says("home_puerto_rico", "resident", "part"):
            notebook.note(
                _("You were not in Puerto Rico all year, so we count your pay from there like pay from the US.")
                if is_work(row)
                else _("You were not in Puerto Rico all year, so we count income from there like income from the US."),
                "home_puerto_rico",
            )
    return {FOREIGN if source == "foreign" else US: amount}
