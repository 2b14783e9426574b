"""What the forms of all sections of a draft share: two editors are kept apart field by field, figures are confirmed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interview.figures.merging import Merged, marks, merged
from interview.figures.shown_figures import Beside, ShownFigure, ShownWarning, described
from interview.identity_numbers import refuse_identity_numbers
from interview.years.figure_table import SECTION_TITLES
from interview.years.hidden_signs import refuse_hidden_signs

Document = Mapping[str, Any]
Saved = tuple[str, str]
"""Who saved a field last, and when, both in words."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a section is edited beside.

    `to_confirm` are the paths of figures carried over with a value; `warnings` those of the stored draft; `saved_by`
    finds who saved the field of a path last.
    """

    beside: Beside = field(default_factory=Beside)
    to_confirm: Collection[str] = ()
    warnings: Sequence[ShownWarning] = ()
    saved_by: Callable[[str], Saved | None] = lambda _path: None


class EditForm(forms.Form):
    """The form of one section. `changed_document` is there once the form is valid.

    A subclass adds its fields, each with what is stored as its initial text, and then calls `bring_together`. Its
    `figures` are what the page shows, figure by figure.
    """

    figures: Callable[[], Iterator[ShownFigure]]

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    changed_document: dict[str, Any]

    def __init__(self, section: str, document: Document, around: Surroundings, data: Any = None) -> None:
        super().__init__(data)
        self.section, self.document, self.around = section, document, around
        self.title = SECTION_TITLES[section]
        self.merged = Merged()

    def bring_together(self) -> None:
        """Bring what was sent together with what others saved since the page was opened; add the other fields."""
        self.texts = {name: str(field.initial or "") for name, field in self.fields.items() if name != "seen"}
        self.fields["seen"].initial = marks(self.texts)
        if self.is_bound:
            self.merged = merged(self.texts, self.data.get("seen", ""), self.data, self._normal)
            others = {name: self.data[name] for name in self.data if name not in self.texts}
            self.data = {**others, **self.merged.values, "seen": self.fields["seen"].initial}
        for path in self.around.to_confirm:
            self.fields[f"looked.{path}"] = forms.BooleanField(
                label=_("I looked at it: it is right for this year"), required=False
            )
        for warning in self.around.warnings:
            self.fields[warning.name] = reason_field(warning)

    def _normal(self, name: str, text: str) -> str:
        """A text as it would be stored and typed again; what cannot be read stays as it is."""
        try:
            return self.as_typed(name, self.fields[name].clean(text))
        except ValidationError:
            return text.strip()

    def as_typed(self, name: str, value: Any) -> str:
        """A cleaned value as a person would type it."""
        return str(value)

    def in_words(self, name: str, text: str) -> str:
        """The typed text of a field in the words of a sentence."""
        return text or _("nothing")

    def report_contested(self) -> None:
        """Tell at each field that two people changed differently what the other one saved."""
        for name in self.merged.contested:
            theirs, mine = self.in_words(name, self.texts[name]), self.in_words(name, self.merged.values[name])
            saved = self.around.saved_by(name)
            if saved is None:
                message = _("Somebody else saved %(theirs)s here. You typed %(mine)s. Save again to use yours.")
                self.add_error(name, message % {"theirs": theirs, "mine": mine})
            else:
                message = _(
                    "%(person)s saved %(theirs)s here at %(time)s. You typed %(mine)s. Save again to use yours."
                )
                words = {"person": saved[0], "time": saved[1], "theirs": theirs, "mine": mine}
                self.add_error(name, message % words)

    def taken_labels(self) -> list[str]:
        """What others changed meanwhile and this form took over, by the names of the fields."""
        return [str(self.fields[name].label) for name in self.merged.taken]

    def looked_at(self, *, everything: bool = False) -> list[str]:
        """The figures that the editor confirms: those that are ticked, or all that wait in this section."""
        return [path for path in self.around.to_confirm if everything or self.cleaned_data.get(f"looked.{path}")]

    def reasons(self) -> dict[str, str]:
        """Why values are right though a check warns about them, by the mark of the warning; new or changed ones."""
        typed = {warning: self.cleaned_data.get(warning.name, "").strip() for warning in self.around.warnings}
        return {warning.mark: text for warning, text in typed.items() if text and text != warning.reason}

    def warnings_of(self, figure: str) -> list[tuple[ShownWarning, forms.BoundField]]:
        """The warnings about a figure, by its path, each with the box for the reason."""
        own = (one for one in self.around.warnings if f"{one.path}.".startswith(f"{figure}."))
        return [(warning, described(self[warning.name], f"{self[warning.name].auto_id}_about")) for warning in own]

    def warnings_of_all(self) -> list[tuple[ShownWarning, forms.BoundField]]:
        """The warnings about the section as a whole, like currencies that are missing."""
        return [found for found in self.warnings_of(self.section) if found[0].path == self.section]

    def shown(self) -> list[ShownFigure]:
        """The figures as a list, for a page that goes through them twice."""
        return list(self.figures())

    def problem_fields(self) -> Iterator[forms.BoundField]:
        """Fields with messages, in the order of the page."""
        return (field for field in self.visible_fields() if field.errors)


def reason_field(warning: ShownWarning) -> forms.CharField:
    """The box for why a value is right though a check warns about it."""
    return forms.CharField(
        label=_("Why it is right"),
        initial=warning.reason,
        required=False,
        max_length=500,
        validators=[refuse_identity_numbers, refuse_hidden_signs],
    )


def source_field(initial: str) -> forms.CharField:
    """Where a figure was read."""
    return forms.CharField(
        label=_("Source"),
        initial=initial,
        required=False,
        max_length=300,
        validators=[refuse_identity_numbers, refuse_hidden_signs],
    )


def note_field(initial: str) -> forms.CharField:
    """What else a reader of the figure should know."""
    return forms.CharField(
        label=_("Note"),
        initial=initial,
        max_length=500,
        required=False,
        validators=[refuse_identity_numbers, refuse_hidden_signs],
    )
