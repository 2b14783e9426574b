"""The form of a draft's exchange rates: one row a currency, and empty rows for new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.engine import Problem
from interview.figures.comparison import compared, in_words
from interview.figures.edit_form import Document, EditForm, Surroundings, source_field
from interview.figures.shown_figures import ShownCell, ShownFigure, bound, described
from interview.identity_numbers import refuse_identity_numbers
from interview.years.documents import document_problems

NEW_ROWS = 3
Rates = Mapping[str, Mapping[str, str]]


class RateField(forms.CharField):
    """How many units of a currency one dollar bought, kept as text so that no digit is lost."""

    def __init__(self, label: str) -> None:
        super().__init__(required=False, label=label, max_length=20)
        self.widget.attrs.update(inputmode="decimal", autocomplete="off")

    def clean(self, value: Any) -> str:
        """Digits with a decimal point; empty when the row is empty."""
        text = re.sub(r"\s", "", str(super().clean(value)))
        if text and not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text):
            raise ValidationError(_("%(name)s must be a number, like 0.886") % {"name": self.label})
        return text


class RatesForm(EditForm):
    """All exchange rates of a draft, with a row for each currency of last year. An emptied row is left out."""

    def __init__(self, document: Document, around: Surroundings, data: Any = None) -> None:
        super().__init__("exchange_rates", document, around, data)
        self.rates: Rates = document.get("exchange_rates", {})
        self.rates_in_force: Rates = (around.beside.in_force or {}).get("exchange_rates", {})
        self.rates_last_year: Rates = (around.beside.last_year or {}).get("exchange_rates", {})
        self.codes = sorted({*self.rates, *self.rates_in_force, *self.rates_last_year})
        for code in self.codes:
            self._add_row(f"exchange_rates.{code}", code, self.rates.get(code, {}))
        for row in range(NEW_ROWS):
            self.fields[f"new.{row}.code"] = forms.CharField(
                label=gettext_lazy("Currency code"), required=False, max_length=3, validators=[refuse_identity_numbers]
            )
            self._add_row(f"new.{row}", _("The new rate"), {})
        self.bring_together()

    def _add_row(self, path: str, name: str, entry: Mapping[str, str]) -> None:
        self.fields[f"{path}.per_dollar"] = RateField(name)
        self.fields[f"{path}.per_dollar"].initial = entry.get("per_dollar") or ""
        self.fields[f"{path}.source"] = source_field(entry.get("source") or "")

    def clean(self) -> dict[str, Any]:
        """The rates as a document holds them, each problem at its box."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.report_contested()
        if self.errors:
            return cleaned
        rows = {f"exchange_rates.{code}": code for code in self.codes}
        for row in range(NEW_ROWS):
            code = cleaned[f"new.{row}.code"].strip().upper()
            if code and not code.isalpha():  # before a sign in it is taken for the end of a path
                self.add_error(f"new.{row}.code", _("Enter the code of a currency, like EUR"))
            elif code and code in rows.values():
                self.add_error(f"new.{row}.code", _("%(code)s has a row already") % {"code": code})
            elif code or cleaned[f"new.{row}.per_dollar"] or cleaned[f"new.{row}.source"]:
                rows[f"new.{row}"] = code
        rates = {code: entry for path, code in rows.items() if (entry := self._entry(cleaned, path, code)) is not None}
        self.changed_document = {**self.document, "exchange_rates": dict(sorted(rates.items()))}
        if not self.errors:
            self._report_problems(rows)
        return cleaned

    def _entry(self, cleaned: dict[str, Any], path: str, code: str) -> Mapping[str, str] | None:
        """A row as it is stored; None for a row that was emptied. A row that nobody touched stays as it is."""
        per_dollar, source = cleaned[f"{path}.per_dollar"], cleaned[f"{path}.source"]
        if (per_dollar, source) == (self.texts[f"{path}.per_dollar"], self.texts[f"{path}.source"]):
            stored = self.rates.get(code)
            if stored is not None or not path.startswith("new."):
                return stored
        if not per_dollar and not source and not path.startswith("new."):
            return None
        return {"per_dollar": per_dollar, "source": source}

    def _report_problems(self, rows: dict[str, str]) -> None:
        """Wrong rates, at their boxes. A rate that is still empty is no fault of a draft."""
        paths = {code: path for path, code in rows.items()}
        document = {**self.changed_document, "figures": {}}
        for problem in document_problems(document, self.document["tax_year"]):
            if problem.path.startswith("exchange_rates."):
                _section, code, *rest = problem.path.split(".")
                self._report(problem, paths[code], code, rest)

    def _report(self, problem: Problem, path: str, code: str, rest: list[str]) -> None:
        entry = self.changed_document["exchange_rates"][code]
        if not rest and f"{path}.code" in self.fields:
            words = problem.message if code else _("Enter the code of a currency, like EUR")
            self.add_error(f"{path}.code", words)
        elif not rest:
            self.add_error(f"{path}.per_dollar", f"{code}: {problem.message}")
        elif rest[0] == "source" and entry.get("per_dollar"):
            self.add_error(f"{path}.source", _("Add the source for %(name)s") % {"name": code or _("the new rate")})
        elif rest[0] == "per_dollar" and entry.get("per_dollar"):
            self.add_error(f"{path}.per_dollar", _("Enter how much one dollar bought, above 0, like 0.886"))

    def figures(self) -> Iterator[ShownFigure]:
        """What the page shows, currency by currency."""
        for code in self.codes:
            path = f"exchange_rates.{code}"
            entry, in_force, last_year = (
                rates.get(code, {}) for rates in (self.rates, self.rates_in_force, self.rates_last_year)
            )
            yield ShownFigure(
                anchor=f"exchange_rates-{code}",
                label=_("%(code)s for one US dollar") % {"code": code},
                unit=_("Value"),
                cells=[self._shown_cell(path, entry, in_force, last_year)],
                columns=[],
                rows=[],
                empty=not entry.get("per_dollar"),
                source=entry.get("source") or "",
                note="",
                source_path=f"{path}.source",
                source_was=in_force.get("source", ""),
                source_field=described(self[f"{path}.source"]),
                looked_field=bound(self, f"looked.{path}"),
                warnings=self.warnings_of(path),
            )

    def _shown_cell(
        self, path: str, entry: Mapping[str, str], in_force: Mapping[str, str], last_year: Mapping[str, str]
    ) -> ShownCell:
        value, before = entry.get("per_dollar") or None, in_force.get("per_dollar")
        beside = compared("per_dollar", value, before, last_year.get("per_dollar"))
        cell = f"{path}.per_dollar"
        return ShownCell(
            path=cell,
            label="",
            value=in_words(value, "per_dollar"),
            beside=beside,
            field=described(self[cell], *([f"id_{cell}_beside"] if beside else [])),
            changed=self.around.beside.in_force is not None and value != before,
        )

    def new_rows(self) -> list[list[forms.BoundField]]:
        """Empty rows for currencies that have none yet."""
        return [
            [described(self[f"new.{row}.{part}"]) for part in ("code", "per_dollar", "source")]
            for row in range(NEW_ROWS)
        ]
