"""The form of a draft's exchange rates: one row a currency, and empty rows for new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.figures.figure_forms import Document, EditForm, ShownCell, ShownFigure
from interview.identity_numbers import refuse_identity_numbers
from interview.years.documents import document_problems

NEW_ROWS = 3


class RateField(forms.CharField):
    """How many units of a currency one dollar bought, kept as text so that no digit is lost."""

    def __init__(self, label: str) -> None:
        super().__init__(required=False, label=label, max_length=20)
        self.widget.attrs.update(inputmode="decimal", autocomplete="off")

    def clean(self, value: Any) -> str:
        """Digits with a decimal point; empty when the row is empty."""
        text = re.sub(r"\s", "", str(super().clean(value)))
        if text and not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text):
            raise ValidationError(_("%(name)s must be a number, like 0.886") % {"name": self.label})
        return text


class RatesForm(EditForm):
    """All exchange rates of a draft. A row with both boxes empty is left out."""

    def __init__(self, document: Document, in_force: Document | None, *args: Any, **kwargs: Any) -> None:
        super().__init__("exchange_rates", document, in_force, *args, **kwargs)
        self.rates = document.get("exchange_rates", {})
        self.rates_in_force = (in_force or {}).get("exchange_rates", {})
        self.codes = sorted({*self.rates, *self.rates_in_force})
        for code in self.codes:
            self._add_row(f"exchange_rates.{code}", code, self.rates.get(code, {}))
        for row in range(NEW_ROWS):
            self.fields[f"new.{row}.code"] = forms.CharField(
                label=gettext_lazy("Currency code"), required=False, max_length=3, validators=[refuse_identity_numbers]
            )
            self._add_row(f"new.{row}", _("The new rate"), {})

    def _add_row(self, path: str, name: str, entry: dict[str, str]) -> None:
        self.fields[f"{path}.per_dollar"] = RateField(name)
        self.fields[f"{path}.per_dollar"].initial = entry.get("per_dollar", "")
        self.fields[f"{path}.source"] = forms.CharField(
            label=gettext_lazy("Source"),
            required=False,
            max_length=300,
            initial=entry.get("source", ""),
            validators=[refuse_identity_numbers],
        )

    def clean(self) -> dict[str, Any]:
        """The rates as a document holds them, each problem at its box."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        rows = {f"exchange_rates.{code}": code for code in self.codes}
        for row in range(NEW_ROWS):
            code = cleaned[f"new.{row}.code"].strip().upper()
            if code and code in rows.values():
                self.add_error(f"new.{row}.code", _("%(code)s has a row already") % {"code": code})
            elif code or cleaned[f"new.{row}.per_dollar"] or cleaned[f"new.{row}.source"]:
                rows[f"new.{row}"] = code
        entries = {path: self._entry(cleaned, path) for path in rows}
        rates = {rows[path]: entry for path, entry in entries.items() if path.startswith("new.") or any(entry.values())}
        self.changed_document = {**self.document, "exchange_rates": dict(sorted(rates.items()))}
        self._report_problems(rows)
        return cleaned

    def _entry(self, cleaned: dict[str, Any], path: str) -> dict[str, str]:
        return {"per_dollar": cleaned[f"{path}.per_dollar"], "source": cleaned[f"{path}.source"]}

    def _report_problems(self, rows: dict[str, str]) -> None:
        paths = {code: path for path, code in rows.items()}
        for problem in document_problems(self.changed_document, self.document["tax_year"]):
            if not problem.path.startswith("exchange_rates"):
                continue
            _section, code, *rest = problem.path.split(".")
            path = paths[code]
            if not rest:
                self.add_error(f"{path}.code", _("Enter the code of a currency, like EUR"))
            elif rest[0] == "source":
                self.add_error(f"{path}.source", _("Add the source for %(name)s") % {"name": code or _("the new rate")})
            else:
                self.add_error(f"{path}.per_dollar", _("Enter how much one dollar bought, above 0, like 0.886"))

    def figures(self) -> Iterator[ShownFigure]:
        """What the page shows, currency by currency."""
        for code in self.codes:
            entry, was = self.rates.get(code, {}), self.rates_in_force.get(code, {})
            path = f"exchange_rates.{code}"
            yield ShownFigure(
                anchor=f"exchange_rates-{code}",
                label=_("%(code)s for one US dollar") % {"code": code},
                unit=_("Value"),
                cells=[
                    ShownCell("", entry.get("per_dollar", "–"), was.get("per_dollar", "–"), self[f"{path}.per_dollar"])
                ],
                source=entry.get("source", ""),
                note="",
                source_was=was.get("source", ""),
                source_field=self[f"{path}.source"],
                note_field=None,
            )

    def new_rows(self) -> list[list[forms.BoundField]]:
        """Empty rows for currencies that have none yet."""
        return [[self[f"new.{row}.{part}"] for part in ("code", "per_dollar", "source")] for row in range(NEW_ROWS)]
