"""The pages on which figures come in and go out as files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from interview.figures.admin_words import ShownProblem
from interview.figures.import_forms import NotKept, TakeForm, UploadForm, keep, kept_upload
from interview.figures.pages import Address, FigurePages, address_of, person
from interview.years.files.figure_files import as_csv, as_json, file_name
from interview.years.files.figure_import import FigureImport, read_import
from interview.years.files.sheets import Unreadable
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.parameter_set import ParameterSet
from interview.years.publishing import DraftChanged, NotPublished, change_draft

CHANGED_SINCE = 409
MOST_REFUSALS = 200


class ExchangeViews(FigurePages):
    """Files in and out."""

    def addresses(self) -> list[Address]:
        """The pages for import and export."""
        return [
            *super().addresses(),
            ("<path:pk>/export/<slug:ending>/", self.export_view, "export"),
            ("<path:pk>/import/", self.import_view, "import"),
            ("<path:pk>/import/take/", self.take_view, "take"),
        ]

    @method_decorator(require_safe)
    def export_view(self, request: HttpRequest, pk: str, ending: str) -> HttpResponse:
        """Any revision as a file: the document itself, or a table for spreadsheets."""
        revision = self.revision_or_404(request, pk)
        if ending == "json":
            text, kind = as_json(revision.document), "application/json"
        elif ending == "csv":
            last_year = ParameterSet(revision.tax_year).last_year() if self.may_edit(request, revision) else None
            text, kind = as_csv(revision.document, last_year), "text/csv; charset=utf-8"
        else:
            raise Http404
        name = file_name(revision, ending)
        return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    def import_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Ask for a file; show what it would change. Nothing is stored."""
        draft = self._draft(request, pk)
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            try:
                return self._preview(request, draft, form.raw, form.cleaned_data["source"])
            except Unreadable as unreadable:
                form.add_error("file" if request.FILES else "rows", str(unreadable))
        context = {"form": form, "subtitle": _("Import figures")}
        return self.page(request, draft, "import", context, status=422 if form.errors else 200)

    @method_decorator(require_POST)
    def take_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Store what was shown; show it again if the draft has changed meanwhile."""
        draft = self._draft(request, pk)
        form = TakeForm(request.POST)
        try:
            raw, source, as_seen = kept_upload(request.POST.get("kept", ""), draft, person(request).pk)
            if not as_seen or not form.is_valid():
                return self._preview(request, draft, raw, source, form, changed=not as_seen)
            ticked = {*request.POST.getlist("confirmed")}
            found = self._read(draft, raw, source)
            left_out = [code for code in found.doubts if code not in ticked]
            found = self._read(draft, raw, source, left_out)
        except (NotKept, Unreadable):
            messages.error(request, _("What you sent cannot be used any more. Send the file again."))
            return HttpResponseRedirect(reverse("admin:interview_parameterrevision_import", args=[draft.pk]))
        try:
            self._store(request, draft, found, form.cleaned_data["reason"])
        except DraftChanged:
            draft.refresh_from_db()
            return self._preview(request, draft, raw, source, form, changed=True)
        except NotPublished as refused:
            form.add_error(None, str(refused))
            return self._preview(request, draft, raw, source, form)
        if left_out:
            messages.warning(request, _("Not taken: %(codes)s.") % {"codes": ", ".join(left_out)})
        return HttpResponseRedirect(address_of(draft))

    def _store(self, request: HttpRequest, draft: ParameterRevision, found: FigureImport, reason: str) -> None:
        what = HistoryEntry.What.IMPORTED
        change_draft(draft, found.document, by=person(request), reason=reason, what=what)
        number = len(found.rows)
        taken = ngettext("Imported: %(number)d value changed.", "Imported: %(number)d values changed.", number)
        self.log_change(request, draft, taken % {"number": number})
        messages.success(request, taken % {"number": number})

    def _preview(  # noqa: PLR0913 - what was sent, by whom, and why it is shown again
        self,
        request: HttpRequest,
        draft: ParameterRevision,
        raw: bytes,
        source: str,
        form: TakeForm | None = None,
        *,
        changed: bool = False,
    ) -> HttpResponse:
        found = self._read(draft, raw, source)
        kept = keep(raw, source, draft, person(request).pk)
        form = form or TakeForm()
        form.fields["kept"].initial = kept
        if form.is_bound:
            form.data = {**{name: form.data[name] for name in form.data}, "kept": kept}
        context = {
            "form": form,
            "found": found,
            "refusals": found.refusals[:MOST_REFUSALS],
            "changed": changed,
            "ticked": request.POST.getlist("confirmed"),
            "problems": [ShownProblem.of(problem) for problem in found.problems],
            "subtitle": _("What the file would change"),
        }
        status = CHANGED_SINCE if changed else 422 if form.errors else 200
        return self.page(request, draft, "import_preview", context, status=status)

    def _read(
        self, draft: ParameterRevision, raw: bytes, source: str, left_out: list[str] | None = None
    ) -> FigureImport:
        last_year = ParameterSet(draft.tax_year).last_year()
        return read_import(raw, draft.document, last_year, source=source, left_out=left_out or ())

    def _draft(self, request: HttpRequest, pk: str) -> ParameterRevision:
        draft = self.revision_or_404(request, pk)
        if not self.may_edit(request, draft):
            raise PermissionDenied
        return draft
