"""Files that come in: a table of clients, and households on lines; and what is asked about the table's columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.jobs import client_sheets, households
from interview.firms.jobs.client_rows import FIELDS, NEEDED, guess
from interview.firms.jobs.client_sheets import Sheet, Unreadable, read_sheet
from interview.firms.jobs.households import Line, TooManyLines, lines_to_keep
from interview.years import available_years


class ClientTableForm(forms.Form):
    """A table of clients; `sheet` is what stands in it, once the form is valid."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("File with your clients"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, at most 5 MB and 5,000 rows. The first row names the columns."),
        widget=forms.FileInput(attrs={"class": "input", "accept": ".xlsx,.csv,.tsv,.txt"}),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("The file is empty."),
            "invalid": gettext_lazy("Choose a file"),
        },
    )
    sheet: Sheet

    def clean_file(self) -> Any:
        """Read it at once: what is not kept cannot leak."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > client_sheets.LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB. Send the clients in several files."))
        try:
            self.sheet = read_sheet(file.read())
        except Unreadable as why:
            raise forms.ValidationError(str(why)) from why
        return file


class MappingForm(forms.Form):
    """Which column is which, and what holds where a row says nothing."""

    use_required_attribute = False

    def __init__(self, columns: list[str], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {code: str(place) for code, place in guess(columns).items()})
        super().__init__(*args, **kwargs)
        choices = [(str(place), column) for place, column in enumerate(columns)]
        for code, label in FIELDS.items():
            needed = code in NEEDED
            self.fields[code] = forms.ChoiceField(
                label=str(label),
                choices=[("", _("Choose a column") if needed else _("Not in the file")), *choices],
                required=needed,
                widget=forms.Select(attrs={"class": "input"}),
                error_messages={"required": _("Choose the column with the names")},
            )
        years = [(str(year), str(year)) for year in sorted(available_years(), reverse=True)]
        self.fields["usual_year"] = forms.ChoiceField(
            label=_("Tax year of rows that name none"),
            choices=[("", _("None: such a row is wrong")), *years],
            required=False,
            widget=forms.Select(attrs={"class": "input"}),
        )
        self.fields["usual_language"] = forms.ChoiceField(
            label=_("Language of rows that name none"),
            choices=settings.LANGUAGES,
            widget=forms.Select(attrs={"class": "input"}),
        )

    def clean(self) -> dict[str, Any]:
        """One column for one thing."""
        cleaned: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for code in FIELDS:
            place = cleaned.get(code)
            if place and place in taken:
                self.add_error(code, _("This column is “%(field)s” already") % {"field": FIELDS[taken[place]]})
            elif place:
                taken[place] = code
        if not cleaned.get("tax_year") and not cleaned.get("usual_year") and "tax_year" not in self.errors:
            self.add_error("usual_year", _("Choose the column with the tax year, or one year for all"))
        return cleaned

    def parameters(self) -> dict[str, Any]:
        """As the job keeps it; the form has to be valid."""
        cleaned = self.cleaned_data
        return {
            "mapping": {code: int(cleaned[code]) for code in FIELDS if cleaned[code]},
            "usual": {"tax_year": cleaned["usual_year"], "language": cleaned["usual_language"]},
        }


class HouseholdsForm(forms.Form):
    """Households on lines, as a file or pasted; `lines` are what can be kept of them, once the form is valid."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("File of households"),
        help_text=gettext_lazy("JSON Lines: one household of the contract on each line. At most 20 MB."),
        required=False,
        widget=forms.FileInput(attrs={"class": "input", "accept": ".jsonl,.ndjson,.json,.txt"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )
    lines_pasted = forms.CharField(
        label=gettext_lazy("Or paste the lines"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 6, "spellcheck": "false"}),
    )
    summary = forms.BooleanField(
        label=gettext_lazy("Only the amounts, without the lines of the forms"),
        required=False,
    )
    lines: list[Line]

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and pasted lines."""
        cleaned: dict[str, Any] = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("lines_pasted") or ""
        if "file" in self.errors:
            return cleaned
        if file and pasted.strip():
            self.add_error("lines_pasted", _("Send a file or paste lines, not both"))
            return cleaned
        if not file and not pasted.strip():
            self.add_error("file", _("Choose a file, or paste lines"))
            return cleaned
        try:
            self.lines = lines_to_keep(file or pasted.encode().splitlines())
        except TooManyLines:
            most = {"most": f"{households.MOST_LINES:,}"}
            self.add_error("file", _("The file has more than %(most)s lines. Send it in parts.") % most)
            return cleaned
        if not self.lines:
            self.add_error("file", _("The file is empty."))
        return cleaned
