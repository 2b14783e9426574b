"""The history of the yearly figures: newest first, page by page, filtered, and as a file. Nothing here changes it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from interview.figures.pages import TEMPLATES, Address, FigurePages
from interview.figures.roles import may_view
from interview.years import history
from interview.years.files.figure_files import as_text_cell
from interview.years.models import HistoryEntry, ParameterRevision

ROWS = 50
PROGRAM = "program"
SALT = "place in the history of figures"
Entries = QuerySet[HistoryEntry]


class HistoryFilter(forms.Form):
    """Which entries to show: of one year, of one kind, by one person."""

    year = forms.TypedChoiceField(label=gettext_lazy("Tax year"), required=False, coerce=int, empty_value=None)
    what = forms.ChoiceField(label=gettext_lazy("What happened"), required=False)
    by = forms.ChoiceField(label=gettext_lazy("Who"), required=False)

    def __init__(self, found: Entries, *args: Any, with_years: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices("what", [("", _("Everything")), *HistoryEntry.What.choices])
        people = found.order_by().values_list("by_id", "by_name").distinct()
        named = {str(pk) if pk else PROGRAM: name or _("The program") for pk, name in people}
        self.choices("by", [("", _("Everybody")), *sorted(named.items(), key=lambda each: each[1])])
        if with_years:
            years = found.order_by("-tax_year").values_list("tax_year", flat=True).distinct()
            self.choices("year", [("", _("All years")), *((str(year), str(year)) for year in years if year)])
        else:
            del self.fields["year"]

    def choices(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Give a list its entries."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def applied_to(self, found: Entries) -> Entries:
        """The entries that were asked for. Raises Http404 for a choice that is not in the list."""
        if not self.is_valid():
            raise Http404
        chosen = self.cleaned_data
        if chosen.get("year"):
            found = found.filter(tax_year=chosen["year"])
        if chosen["what"]:
            found = found.filter(what=chosen["what"])
        if chosen["by"]:
            found = found.filter(by=None if chosen["by"] == PROGRAM else int(chosen["by"]))
        return found


class HistoryViews(FigurePages):
    """One page for all years, one for each revision; each as CSV and JSON too."""

    def addresses(self) -> list[Address]:
        """The page for all years; that of a revision is the admin's own address."""
        return [*super().addresses(), ("history/", self.all_history_view, "all_history")]

    @method_decorator(require_safe)
    def all_history_view(self, request: HttpRequest) -> HttpResponseBase:
        """What happened to all years."""
        if not may_view(request.user):
            raise PermissionDenied
        return self._history(request, None)

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to one revision, in place of the admin's own list, which anybody may empty."""
        return self._history(request, self.revision_or_404(request, object_id))  # type: ignore[return-value]

    def _history(self, request: HttpRequest, revision: ParameterRevision | None) -> HttpResponseBase:
        found = history.entries(revision=revision)
        form = HistoryFilter(found, request.GET, with_years=revision is None)
        found = form.applied_to(found)
        wanted = request.GET.get("as")
        if wanted:
            return _file(found, wanted, revision)
        entries, next_place = page_after(found, request.GET.get("after"))
        query = request.GET.copy()
        for key in ("after", "as"):
            query.pop(key, None)
        context = {
            "form": form,
            "entries": entries,
            "next_place": next_place,
            "query": query.urlencode(),
            "subtitle": _("History"),
        }
        if revision:
            return self.page(request, revision, "history", context)
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "title": _("Yearly figures"), **context}
        return TemplateResponse(request, f"{TEMPLATES}/history.html", whole)


def page_after(found: Entries, place: str | None, *, rows: int = ROWS) -> tuple[list[HistoryEntry], str | None]:
    """Some entries, newest first, and where the next ones begin; None on the last page. Raises Http404."""
    if place:
        found = found.filter(_follows(place))
    entries = list(found.order_by("-at", "-id")[: rows + 1])
    if len(entries) <= rows:
        return entries, None
    last = entries[rows - 1]
    return entries[:rows], signing.dumps([last.at.isoformat(), last.pk], salt=SALT)


def _follows(place: str) -> Q:
    try:
        moment, pk = signing.loads(place, salt=SALT)
        at = datetime.fromisoformat(moment)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    # The first condition says nothing new, but it lets the index start at the place instead of at the top.
    return Q(at__lte=at) & (Q(at__lt=at) | Q(at=at, pk__lt=pk))


def _file(found: Entries, wanted: str, revision: ParameterRevision | None) -> StreamingHttpResponse:
    name = f"figures-{revision.tax_year}-{revision.number}" if revision else "figures"
    if wanted == "csv":
        response = StreamingHttpResponse(csv_lines(found), content_type="text/csv; charset=utf-8")
    elif wanted == "json":
        response = StreamingHttpResponse(json_lines(found), content_type="application/json")
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-history.{wanted}"'
    return response


class _Line:
    """What a CSV writer writes to: it gets each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(found: Entries) -> Iterator[str]:
    """The history as CSV, line by line, with nothing that a spreadsheet would run."""
    writer = csv.writer(_Line())
    for row in history.rows(found):
        yield writer.writerow(map(_as_text, row))


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("\t", "\r")) else as_text_cell(cell)


def json_lines(found: Entries) -> Iterator[str]:
    """The history as one JSON list, an entry a line."""
    between = "[\n"
    for entry in found.iterator(chunk_size=500):
        plain = {
            "at": entry.at.isoformat(),
            "by": entry.by_name or None,
            "what": entry.what,
            "tax_year": entry.tax_year or None,
            "revision": entry.revision.number if entry.revision else None,
            "path": entry.path,
            "label": entry.label,
            "old": entry.old,
            "new": entry.new,
            "reason": entry.reason,
        }
        yield between + json.dumps(plain, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n" if between == ",\n" else "[]\n"
