"""What somebody says and ticks before figures come into force, and proof of what they looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interview.figures.review_rows import ReviewedFigure
from interview.identity_numbers import refuse_identity_numbers
from interview.years.figure_table import SECTION_TITLES, Figure
from interview.years.hidden_signs import refuse_hidden_signs
from interview.years.models import ParameterRevision

LONGEST = 2_000


def long_text(*, missing: str | Promise = "", **given: Any) -> forms.CharField:
    """A field for some sentences; required if there are words for when it is missing."""
    messages: Any = {"required": missing} if missing else None
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        validators=[refuse_identity_numbers, refuse_hidden_signs],
        required=bool(missing),
        error_messages=messages,
        **given,
    )


class ReasonForm(forms.Form):
    """Why somebody does what needs a reason and nothing else."""

    def __init__(self, *args: Any, question: str, missing: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = long_text(label=question, missing=missing)


class DecisionForm(forms.Form):
    """What every decision needs that puts figures in force.

    The hidden fields say which figures the person compared. `in_spite` is asked for where no preview speaks for the
    figures.
    """

    figures = forms.CharField(widget=forms.HiddenInput, required=False)
    in_force = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = long_text(
        label=gettext_lazy("Why are these figures published?"),
        help_text=gettext_lazy("Kept with the revision. Name the change and its source."),
        missing=gettext_lazy("Say why these figures are published"),
    )
    notice_en = long_text(
        label=gettext_lazy("What changed and why, in English"),
        help_text=gettext_lazy("Families and advisors read this on the result page."),
        missing=gettext_lazy("Write in English what families read about this change."),
    )
    notice_es = long_text(
        label=gettext_lazy("What changed and why, in Spanish"),
        help_text=gettext_lazy("If you leave this empty, families who read Spanish see the English text."),
    )
    in_spite = long_text(
        label=gettext_lazy("Why go on all the same?"), missing=gettext_lazy("Say why you go on all the same")
    )
    year = forms.CharField(label=gettext_lazy("Type the tax year to confirm"), required=False, max_length=20)
    work_out_anew = forms.BooleanField(label=gettext_lazy("Work out all drafts anew"), required=False, initial=True)

    def __init__(
        self,
        revision: ParameterRevision,
        current: ParameterRevision | None,
        *args: Any,
        ask_why_in_spite: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tax_year, self.current = revision.tax_year, current
        self.fields["figures"].initial = revision.digest
        self.fields["in_force"].initial = str(current.pk) if current else ""
        self.fields["year"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 6}
        if not ask_why_in_spite:
            del self.fields["in_spite"]

    def clean_year(self) -> str:
        """The year in digits: nobody publishes the wrong year by a habit of the hand."""
        typed = str(self.cleaned_data["year"]).strip()
        if typed != str(self.tax_year):
            raise forms.ValidationError(_("Type %(year)s to confirm") % {"year": self.tax_year})
        return typed

    def clean(self) -> dict[str, Any]:
        """Refuse to decide on the strength of a difference that is out of date."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen_now = {name: self.fields[name].initial for name in ("figures", "in_force")}
        if any(self.data.get(name) != value for name, value in seen_now.items()):
            # The page now shows the new difference, and what was ticked for the old one is open again.
            kept = {name: self.data[name] for name in self.data if not name.startswith("tick")}
            self.data = {**kept, **seen_now}
            self.add_error(
                None, _("These figures changed while you were looking at them. Look at the difference again.")
            )
        return cleaned

    @property
    def whole_reason(self) -> str:
        """What is kept with the revision."""
        reason = str(self.cleaned_data["reason"])
        in_spite = self.cleaned_data.get("in_spite")
        return _("%(reason)s\n\nAll the same: %(why)s") % {"reason": reason, "why": in_spite} if in_spite else reason

    @property
    def notice(self) -> dict[str, str]:
        """What families read, by language."""
        return {code: str(self.cleaned_data[f"notice_{code}"]) for code in ("en", "es")}

    def questions(self) -> list[forms.BoundField]:
        """The fields below the difference, in their order."""
        return [self[name] for name in ("reason", "notice_en", "notice_es", "in_spite", "year") if name in self.fields]


class PublishForm(DecisionForm):
    """A review as well: a tick for every changed figure, and one for those that should have changed but did not."""

    def __init__(
        self,
        revision: ParameterRevision,
        current: ParameterRevision | None,
        reviewed: Iterable[ReviewedFigure],
        same: Sequence[Figure],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(revision, current, *args, **kwargs)
        self.reviewed, self.same = list(reviewed), same
        # Before a new year is over, its rates are not known: that is one thing to look at, not one for each currency.
        rates = revision.document.get("exchange_rates", {})
        self.without_rate = [
            figure.code for figure in self.reviewed if current is None and figure.code and figure.code not in rates
        ]
        self.one_by_one = [figure for figure in self.reviewed if figure.code not in self.without_rate]
        if self.without_rate:
            message = _("Look at this change, then tick it: %(figure)s") % {"figure": SECTION_TITLES["exchange_rates"]}
            self._tick("tick_rates", _("I looked at it: it is right for this year"), message)
        for figure in self.one_by_one:
            message = _("Look at this change, then tick it: %(figure)s") % {"figure": figure.label}
            self._tick(f"tick.{figure.path}", _("I have checked this against its source"), message)
        if same:
            words = ngettext(
                "%(number)d value is the same as last year. Is that right?",
                "%(number)d values are the same as last year. Is that right?",
                len(same),
            ) % {"number": len(same)}
            self._tick("tick_same", words, _("Say that the values which stayed the same are right"))

    def _tick(self, name: str, label: str, missing: str) -> None:
        self.fields[name] = forms.BooleanField(label=label, error_messages={"required": missing})

    def changes(self) -> list[tuple[ReviewedFigure, forms.BoundField]]:
        """Each changed figure with its tick box."""
        return [(figure, self[f"tick.{figure.path}"]) for figure in self.one_by_one]

    def order(self) -> list[forms.BoundField]:
        """All fields in the order of the page, for the list of what is missing: the first is the first on the page."""
        ticks = [field for _figure, field in self.changes()]
        rates = [self["tick_rates"]] if self.without_rate else []
        same = [self["tick_same"]] if self.same else []
        return [*ticks, *rates, *same, *self.questions()]
