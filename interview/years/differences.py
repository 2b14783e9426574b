"""What two documents of a year differ in, figure by figure, in words that a reviewer reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interview.years.cell_fields import shown
from interview.years.figure_table import SECTION_TITLES, Figure, all_figures

Document = Mapping[str, Any]
AMOUNTS = ("dollars", "cents", "rate", "count", "per_dollar")


@dataclass(frozen=True, slots=True)
class Difference:
    """One value, source or note, in two documents.

    `path` is where it stands in the document, `figure` the path of the figure that it belongs to. `old` and `new` are
    words; `old_value` and `new_value` are as the documents hold them, None where one of them has nothing.
    """

    section: str
    title: str
    label: str
    old: str
    new: str
    source: str
    note: str = ""
    path: str = ""
    figure: str = ""
    holds: str = "words"
    old_value: Any = None
    new_value: Any = None

    @property
    def differs(self) -> bool:
        """Whether the two documents hold different things."""
        return self.old != self.new or self.old_value != self.new_value

    @property
    def is_text(self) -> bool:
        """Whether it is the source or the note of a figure, and not a value."""
        return self.path.endswith((".source", ".note")) and self.path.rpartition(".")[0] == self.figure

    @property
    def by_how_much(self) -> str:
        """The new amount less the old one, in the words of a page: +$200, +0.5 points."""
        change = self._change
        if change is None:
            return "–"
        sign, size = "-" if change < 0 else "+", abs(change)
        if self.holds == "rate":
            return _("%(change)s points") % {"change": f"{sign}{(size * 100).normalize():f}"}
        dollars = {"dollars": f"${size:,}", "cents": f"${size:,.2f}"}
        return sign + dollars.get(self.holds, f"{size:,}")

    @property
    def percent(self) -> Decimal | None:
        """By how much an amount changes, in percent of the old one; None where that means nothing."""
        change = self._change
        return None if change is None or not self.old_value else change / Decimal(str(self.old_value)) * 100

    @property
    def percent_in_words(self) -> str:
        """The same as a page shows it: +2.9%, -0.04%."""
        percent = self.percent
        if percent is None:
            return "–"
        return f"{percent:+.2f}%" if 0 < abs(percent) < 1 else f"{percent:+.1f}%"

    @property
    def _change(self) -> Decimal | None:
        if self.holds not in AMOUNTS or self.old_value is None or self.new_value is None:
            return None
        try:
            return Decimal(str(self.new_value)) - Decimal(str(self.old_value))
        except ArithmeticError:
            return None  # a draft may hold a value of a wrong type


def differences(old: Document | None, new: Document) -> list[Difference]:
    """Everything in `new` that is not as in `old`, in the order of the pages."""
    return [row for row in all_rows(old, new) if row.differs]


def all_rows(old: Document | None, new: Document) -> Iterator[Difference]:
    """Every value, source and note of two documents beside each other, in the order of the pages."""
    for figure in all_figures():
        yield from _figure_rows(figure, figure.entry_in(old), figure.entry_in(new))
    yield from _rate_rows(old, new)


def same_though_usually_changed(new: Document, last_year: Document | None) -> list[Figure]:
    """The figures that usually change from year to year, by the engine's knowledge, and that are as last year."""
    found = []
    for figure in all_figures():
        now = figure.entry_in(new).get("value")
        if figure.yearly and now is not None and now == figure.entry_in(last_year).get("value"):
            found.append(figure)
    return found


def _figure_rows(figure: Figure, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    title = str(SECTION_TITLES[figure.section])
    for cell in figure.cells(before, after):
        was, now = cell.value_in(before), cell.value_in(after)
        yield Difference(
            section=figure.section,
            title=title,
            label=f"{figure.label}, {cell.label}" if cell.label else figure.label,
            old=shown(was, cell.holds),
            new=shown(now, cell.holds),
            source=after.get("source", ""),
            note=after.get("note", ""),
            path=cell.path,
            figure=figure.path,
            holds=cell.holds,
            old_value=was,
            new_value=now,
        )
    yield from _text_rows(figure.section, figure.path, figure.label, before, after)


def _rate_rows(old: Document | None, new: Document) -> Iterator[Difference]:
    before, after = (old or {}).get("exchange_rates", {}), new.get("exchange_rates", {})
    for code in sorted({*before, *after}):
        was, now = before.get(code, {}), after.get(code, {})
        label = _("%(code)s for one US dollar") % {"code": code}
        path = f"exchange_rates.{code}"
        yield Difference(
            section="exchange_rates",
            title=str(SECTION_TITLES["exchange_rates"]),
            label=label,
            old=str(was.get("per_dollar", "–")),
            new=str(now.get("per_dollar", "–")),
            source=now.get("source", ""),
            path=f"{path}.per_dollar",
            figure=path,
            holds="per_dollar",
            old_value=was.get("per_dollar"),
            new_value=now.get("per_dollar"),
        )
        yield from _text_rows("exchange_rates", path, label, was, now)


def _text_rows(
    section: str, path: str, label: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    for key, name in (("source", _("%(label)s: source")), ("note", _("%(label)s: note"))):
        was, now = before.get(key, ""), after.get(key, "")
        if was or now:
            yield Difference(
                section=section,
                title=str(SECTION_TITLES[section]),
                label=name % {"label": label},
                old=was or "–",
                new=now or "–",
                source=after.get("source", ""),
                note=after.get("note", ""),
                path=f"{path}.{key}",
                figure=path,
                old_value=was or None,
                new_value=now or None,
            )
