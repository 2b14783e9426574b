"""What two documents of a year differ in, figure by figure, in words that a reviewer reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from interview.years.cell_fields import shown
from interview.years.figure_table import SECTION_TITLES, all_figures


@dataclass(frozen=True, slots=True)
class Difference:
    """One value, source or note that differs."""

    section: str
    title: str
    label: str
    old: str
    new: str
    source: str


def differences(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Difference]:
    """Everything in `new` that is not as in `old`, in the order of the pages."""
    return [*_figure_differences(old, new), *_rate_differences(old, new)]


def _figure_differences(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Iterator[Difference]:
    for figure in all_figures():
        before, after = figure.entry_in(old), figure.entry_in(new)
        title, source = str(SECTION_TITLES[figure.section]), after.get("source", "")
        for cell in figure.cells(before, after):
            was, now = shown(cell.value_in(before), cell.holds), shown(cell.value_in(after), cell.holds)
            if was != now:
                label = f"{figure.label}, {cell.label}" if cell.label else figure.label
                yield Difference(figure.section, title, label, was, now, source)
        yield from _text_differences(figure.section, title, figure.label, before, after)


def _rate_differences(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = (old or {}).get("exchange_rates", {}), new.get("exchange_rates", {})
    title = str(SECTION_TITLES["exchange_rates"])
    for code in sorted({*before, *after}):
        was, now = before.get(code, {}), after.get(code, {})
        label = _("%(code)s for one US dollar") % {"code": code}
        if was.get("per_dollar") != now.get("per_dollar"):
            yield Difference(
                "exchange_rates",
                title,
                label,
                was.get("per_dollar", "–"),
                now.get("per_dollar", "–"),
                now.get("source", ""),
            )
        yield from _text_differences("exchange_rates", title, label, was, now)


def _text_differences(
    section: str, title: str, label: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    for key, name in (("source", _("%(label)s: source")), ("note", _("%(label)s: note"))):
        was, now = before.get(key, ""), after.get(key, "")
        if was != now:
            yield Difference(section, title, name % {"label": label}, was or "–", now or "–", after.get("source", ""))
