"""The page that puts two revisions of a year beside each other, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from interview.figures.pages import Address, FigurePages
from interview.figures.review_rows import who_changed
from interview.years.differences import Difference, all_rows
from interview.years.models import ParameterRevision
from interview.years.parameter_set import ParameterSet

LAST_YEAR = "last_year"
IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One value of both, and who changed it last."""

    difference: Difference
    by: str


class ComparisonForm(forms.Form):
    """What a revision is compared with."""

    against = forms.ChoiceField(label=gettext_lazy("Compare with"), required=False)
    every = forms.BooleanField(label=gettext_lazy("Also show what is the same"), required=False)

    def __init__(self, revision: ParameterRevision, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = ParameterSet(revision.tax_year)
        in_force, last_year = year.in_force(), year.last_year()
        others = [other for other in year.revisions() if other.pk != revision.pk]
        choices = [(str(other.pk), f"{other} ({other.get_state_display()})") for other in others]
        if last_year is not None:
            choices.insert(0, (LAST_YEAR, _("Last year: %(year)s") % {"year": revision.tax_year - 1}))
        if in_force is not None and in_force.pk != revision.pk:
            choices.insert(0, (IN_FORCE, _("In force now: %(revision)s") % {"revision": in_force}))
        self.documents = {IN_FORCE: in_force.document if in_force else None, LAST_YEAR: last_year}
        self.others = {str(other.pk): other for other in others}
        self.names = dict(choices)
        self.fields["against"].choices = choices  # type: ignore[attr-defined]
        self.fields["against"].initial = choices[0][0] if choices else ""

    @property
    def chosen(self) -> str:
        """What was chosen, or the first of the list. Raises Http404 for what is not in it."""
        if not self.is_valid():
            raise Http404
        return str(self.cleaned_data["against"] or self.fields["against"].initial)

    def document(self) -> Mapping[str, Any] | None:
        """The figures on the left."""
        other = self.others.get(self.chosen)
        return other.document if other else self.documents.get(self.chosen)


class DifferenceViews(FigurePages):
    """Differences between any two."""

    def addresses(self) -> list[Address]:
        """One page for each revision, whatever it is compared with."""
        return [*super().addresses(), ("<path:pk>/differences/", self.differences_view, "differences")]

    @method_decorator(require_safe)
    def differences_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """A revision against the figures in force, against last year, or against any other of its year."""
        revision = self.revision_or_404(request, pk)
        form = ComparisonForm(revision, {"against": request.GET.get("against", ""), "every": request.GET.get("every")})
        old, who = form.document(), who_changed(revision)
        every = form.cleaned_data["every"]
        rows = [
            ComparedRow(difference, who.get(difference.path, ""))
            for difference in all_rows(old, revision.document)
            if every or difference.differs
        ]
        context = {
            "form": form,
            "rows": rows,
            "against": form.names.get(form.chosen, _("nothing")),
            "subtitle": _("Differences"),
        }
        return self.page(request, revision, "differences", context)
