"""The notes about a client: read, write, change, keep at the top."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from interview.advising.workflow.forms import NoteForm
from interview.advising.workflow.shown_notes import shown_notes
from interview.firms.file_models import ClientFile, Note
from interview.firms.notes import edit_note, handles, pin_note, write_note
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows, colleagues
from interview.firms.workflow import Refused


@require_http_methods(["GET", "POST"])
def notes_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """All notes, and the box for a new one for whoever may write."""
    may_write = allows(seat, Action.NOTE)
    form = NoteForm(request.POST) if request.method == "POST" and may_write else NoteForm()
    if form.is_valid():
        note = write_note(file, form.cleaned_data["text"], seat=seat, pinned=form.cleaned_data["pinned"])
        return redirect(_place_of(file, note))
    context = {
        "file": file,
        "draft": file.draft,
        "form": form if may_write else None,
        "handles": _handles(seat, file) if may_write else (),
        "notes": shown_notes(file, seat),
    }
    status = 422 if form.errors else 403 if request.method == "POST" else 200
    return render(request, "advising/workflow/notes.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit_page(request: HttpRequest, seat: OfficeMember, file: ClientFile, note_id: int) -> HttpResponse:
    """Another wording of one's own note; the earlier ones stay."""
    note = get_object_or_404(Note.objects.filter(file=file, author=seat.user), pk=note_id)
    note.file = file
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm.of(note)
    if form.is_valid():
        try:
            edit_note(note, form.cleaned_data["text"], seat=seat, seen=form.cleaned_data["seen"])
        except Refused as refused:
            form.add_error("text", str(refused))
            form.data = {**form.data.dict(), "seen": len(note.earlier)}  # type: ignore[attr-defined]
        else:
            pin_note(note, pinned=form.cleaned_data["pinned"])
            return redirect(_place_of(file, note))
    context = {"file": file, "draft": file.draft, "form": form, "handles": _handles(seat, file)}
    return render(request, "advising/workflow/note.html", context, status=422 if form.errors else 200)


@require_POST
def pin_note_view(request: HttpRequest, _seat: OfficeMember, file: ClientFile, note_id: int) -> HttpResponse:
    """Keep a note at the top, or no longer."""
    note = get_object_or_404(Note.objects.filter(file=file), pk=note_id)
    pin_note(note, pinned="pin" in request.POST)
    return redirect(_place_of(file, note))


def _handles(seat: OfficeMember, file: ClientFile) -> list[str]:
    return [f"@{name}" for name in handles(colleagues(file.office_id).exclude(pk=seat.user_id))]


def _place_of(file: ClientFile, note: Note) -> str:
    return reverse("advising:notes", args=[file.draft.public_id]) + f"#note-{note.pk}"
