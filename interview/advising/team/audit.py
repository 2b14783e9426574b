"""The record of the office, to read and to take away."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from interview.firms import activity, audit
from interview.firms.file_models import Activity
from interview.firms.jobs.exporting import harmless_in_csv
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rights import files
from interview.years.files.figure_files import as_text_cell

LONGEST_PLACE = 18
"""So many digits fit into the largest id that a database takes."""


class AuditFilter(forms.Form):
    """Whose entries, and of which kind."""

    use_required_attribute = False
    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False, widget=forms.Select(attrs={"class": "input"}))
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"), required=False, widget=forms.Select(attrs={"class": "input"})
    )

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted(((code, str(name)) for code, name in activity.KINDS.items()), key=lambda each: each[1])
        self._choices("who", [("", _("Everybody")), *audit.people(office)])
        self._choices("kind", [("", _("Everything")), *kinds])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> audit.Wanted:
        """What was chosen. Raises Http404 for a choice that is not in the lists."""
        if not self.is_valid():
            raise Http404(_("There is no such page."))
        return audit.Wanted(self.cleaned_data["who"], self.cleaned_data["kind"])


@require_safe
def audit_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """What happened in the office and to its clients, newest first."""
    form = AuditFilter(seat.office, request.GET)
    found = audit.entries(seat.office, form.wanted())
    some, next_place = audit.page_before(found, _place(request.GET))
    # A client is named by its reference only, and leads to its page only while the office may see it.
    seen = dict(files(seat).filter(pk__in={entry.file_id for entry in some}).values_list("pk", "draft__public_id"))
    rows = [
        {
            "at": entry.created_at,
            "who": audit.who_did(entry),
            "kind": activity.KINDS.get(entry.kind, entry.kind),
            "what": audit.what_changed(entry),
            "reason": entry.reason,
            "reference": entry.reference,
            "draft_id": seen.get(entry.file_id or 0),
        }
        for entry in some
    ]
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "office": seat.office,
        "form": form,
        "rows": rows,
        "next_place": next_place,
        "is_first": "before" not in request.GET,
        "query": query.urlencode(),
    }
    return render(request, "advising/team/audit.html", context)


def _place(query: QueryDict) -> int | None:
    place = query.get("before")
    if place is None:
        return None
    if not place.isascii() or not place.isdecimal() or len(place) > LONGEST_PLACE:
        raise Http404(_("There is no such page."))
    return int(place)


@require_POST
def audit_export(request: HttpRequest, seat: OfficeMember) -> StreamingHttpResponse:
    """The same as CSV, sent while it is read, so that a long record needs no memory. It is an entry itself."""
    wanted = AuditFilter(seat.office, request.POST).wanted()
    activity.record(activity.EXPORTED, seat.office, actor=seat.user, change=activity.Change(page="audit"))
    found = audit.entries(seat.office, wanted)
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="record-of-the-office.csv"'
    return response


class _Line:
    """What a CSV writer writes to: it gets each line back."""

    def write(self, line: str) -> str:
        return line


def _lines(found: Any) -> Iterator[str]:
    writer = csv.writer(_Line())
    # Spreadsheets know by the first sign that this is UTF-8.
    yield "\ufeff"
    yield writer.writerow(["at_utc", "who", "kind", "what_happened", "client", "change", "reason", "revision"])
    for entry in audit.every(found):
        yield writer.writerow(map(_cell, _row(entry)))


def _row(entry: Activity) -> list[str]:
    return [
        f"{entry.created_at:%Y-%m-%dT%H:%M:%SZ}",
        audit.who_did(entry),
        entry.kind,
        str(activity.KINDS.get(entry.kind, entry.kind)),
        entry.reference,
        audit.what_changed(entry),
        entry.reason,
        str(entry.revision_id or ""),
    ]


def _cell(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    safe: str = harmless_in_csv(text)
    return as_text_cell(text) if safe == text else safe
