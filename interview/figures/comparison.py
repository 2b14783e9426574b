"""One value beside what is in force and what counted last year, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interview.years.cell_fields import shown


def compared(holds: str, value: Any, in_force: Any, last_year: Any) -> list[str]:
    """What stands beside an input: "In force: $1,700" and "$1,700 last year, +$100, +5.9%"; nothing for what is absent.

    Values are as a document holds them; `holds` is the kind of the cell, or "per_dollar" for an exchange rate.
    """
    lines = []
    if in_force is not None:
        lines.append(_("In force: %(was)s") % {"was": in_words(in_force, holds)})
    if last_year is not None:
        lines.append(_since_last_year(holds, value, last_year))
    return lines


def in_words(value: Any, holds: str) -> str:
    """A value as a page shows it; an exchange rate as it stands."""
    if holds == "per_dollar":
        return str(value) if value else "–"
    return shown(value, holds)


def _since_last_year(holds: str, value: Any, last_year: Any) -> str:
    was = in_words(last_year, holds)
    if value is None:
        return _("%(was)s last year") % {"was": was}
    if value == last_year:
        return _("%(was)s last year, the same") % {"was": was}
    change = _change(holds, value, last_year)
    if not change:
        return _("%(was)s last year, changed") % {"was": was}
    return _("%(was)s last year, %(change)s") % {"was": was, "change": change}


def _change(holds: str, value: Any, last_year: Any) -> str:
    """The amount, and the percent where it says something: "+$100, +5.9%"; empty for what is no amount."""
    if holds not in ("dollars", "cents", "rate", "count", "per_dollar"):
        return ""
    try:
        now, before = Decimal(str(value)), Decimal(str(last_year))
    except ArithmeticError:
        return ""  # a draft may hold a value of a wrong type
    difference = now - before
    sign = "+" if difference > 0 else "-"
    if holds == "rate":
        return _("%(amount)s percentage points") % {"amount": f"{sign}{(abs(difference) * 100).normalize():f}"}
    amount = {"dollars": "${:,.0f}", "cents": "${:,.2f}", "count": "{:,.0f}"}.get(holds, "{:f}").format(abs(difference))
    if not before:
        return f"{sign}{amount}"
    percent = difference / before * 100
    return f"{sign}{amount}, " + (f"{percent:+.2f}%" if abs(percent) < 1 else f"{percent:+.1f}%")
