"""What happened to a client, for the office; and for the family what the office did with its draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from interview.drafts.access import get_own_draft
from interview.firms.activity import FAMILY, KINDS, PROGRAM, TEAM
from interview.firms.activity_words import Entry, in_words
from interview.firms.file_models import Activity, ClientFile
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember

ROWS = 50
OF_THE_OFFICE = (TEAM, "settings")


@dataclass(frozen=True, slots=True)
class Shown:
    """Some entries, newest first, and the address part of those before them; empty on the last page."""

    entries: list[Entry]
    older: str


class FilterForm(forms.Form):
    """Which entries: of one kind, of one person."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What"), required=False, widget=forms.Select(attrs={"class": "input"}))
    person = forms.ChoiceField(label=_("Who"), required=False, widget=forms.Select(attrs={"class": "input"}))
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, people: QuerySet[User], data: Mapping[str, Any]) -> None:
        super().__init__(data)
        kinds = [(kind, label) for kind, label in KINDS.items() if kind not in OF_THE_OFFICE]
        self._choices("kind", [("", _("Everything")), *kinds])
        named = [(str(person.pk), name_of(person)) for person in people]
        self._choices("person", [("", _("Everybody")), (FAMILY, _("The family")), (PROGRAM, "Fledge"), *named])

    def _choices(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def chosen(self, entries: QuerySet[Activity]) -> tuple[QuerySet[Activity], dict[str, str]]:
        """The entries that pass, and what was chosen. What makes no sense chooses nothing."""
        self.is_valid()
        chosen = {name: self.cleaned_data[name] for name in ("kind", "person") if self.cleaned_data.get(name)}
        if "kind" in chosen:
            entries = entries.filter(kind=chosen["kind"])
        if (person := chosen.get("person")) in (FAMILY, PROGRAM):
            entries = entries.filter(actor=None, by=person)
        elif person:
            entries = entries.filter(actor=int(person))
        return entries, chosen


@require_safe
def activity_page(request: HttpRequest, _seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """Everything that happened to this client in the office, newest first."""
    entries = Activity.objects.filter(file=file)
    actors = entries.exclude(actor=None).order_by().values("actor").distinct()
    form = FilterForm(User.objects.filter(pk__in=actors).order_by("first_name", "username"), request.GET)
    found, chosen = form.chosen(entries)
    shown = _page_of(found, form, chosen)
    entries_in_words = in_words(shown[0], file.draft)
    context = {
        "file": file,
        "draft": file.draft,
        "form": form,
        "shown": Shown(entries_in_words, shown[1]),
        "chosen": chosen,
        "is_first": not form.cleaned_data.get("before"),
    }
    return render(request, "advising/workflow/activity.html", context)


@require_safe
def family_activity_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What offices did with this family's draft. Notes and reasons among colleagues stay with them."""
    draft = get_own_draft(request, draft_id)
    form = FilterForm(User.objects.none(), {"before": request.GET.get("before", "")})
    form.is_valid()
    entries, older = _page_of(Activity.objects.filter(file__in=ClientFile.objects.filter(draft=draft)), form, {})
    shown = Shown(in_words(entries, draft, for_family=True), older)
    return render(request, "advising/workflow/family_activity.html", {"draft": draft, "shown": shown})


def _page_of(found: QuerySet[Activity], form: FilterForm, chosen: dict[str, str]) -> tuple[list[Activity], str]:
    """One page of entries, and the query of the address of the next."""
    if before := form.cleaned_data.get("before"):
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("actor").order_by("-pk")[: ROWS + 1])
    older = urlencode({**chosen, "before": rows[ROWS - 1].pk}) if len(rows) > ROWS else ""
    return rows[:ROWS], older
