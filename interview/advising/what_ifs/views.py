"""What-if copies of one client: side by side, made, named, recommended, brought up to date, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interview.advising.what_ifs.beside import answer_rows, figure_rows, line_rows
from interview.advising.what_ifs.columns import AS_ENTERED, SIDE_BY_SIDE, Column, Sets, column_of, sets_of
from interview.advising.what_ifs.forms import NameForm, WordingForm
from interview.drafts.changed_answers import changed_answers
from interview.drafts.store import new_mark
from interview.firms import what_ifs
from interview.firms.access_record import record_view
from interview.firms.file_models import ClientFile, WhatIf
from interview.firms.office_models import OfficeMember
from interview.firms.ready_made import ready_made_of
from interview.firms.rights import Action, allows
from interview.firms.what_ifs import MOST_COPIES, NoRoom, SaidOtherwise, Wording
from interview.steps import Route
from interview.steps.conditions import spouse_is_nonresident
from interview.years import in_force

UNPROCESSABLE = 422


@require_safe
@never_cache
def side_by_side(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """Up to four columns. `?show=` names what stands beside the answers as entered; only the look is written down."""
    record_view(file, seat.user)
    return _page(request, seat, file, request.GET.getlist("show"))


def _page(request: HttpRequest, seat: OfficeMember, file: ClientFile, show: Sequence[str], **more: Any) -> HttpResponse:
    sets = sets_of(file.draft, what_ifs.copies_of(file), timezone.localdate())
    columns = sets.chosen(show)
    worked_out = [column for column in columns if column.case]
    context = {
        "file": file,
        "draft": file.draft,
        "columns": columns,
        "worked_out": worked_out,
        "answers": answer_rows(columns),
        "figures": figure_rows(columns) if worked_out else None,
        "forms": line_rows(columns) if worked_out else (),
        "choices": [_choice(column, sets, columns) for column in (*sets.copies, *sets.offered)],
        "most": SIDE_BY_SIDE - 1,
        "most_copies": MOST_COPIES,
        "with_nonresident": any(_together_with_nonresident(column) for column in columns),
        "left_out": len(set(show)) > SIDE_BY_SIDE - 1,
        "may_change": allows(seat, Action.ANSWER),
        "form": NameForm(),
        "mark": new_mark(),
        "today": timezone.localdate(),
        **more,
    }
    return render(request, "advising/what_ifs/side_by_side.html", context, status=UNPROCESSABLE if more else 200)


def _together_with_nonresident(column: Column) -> bool:
    saved = column.route.saved
    return spouse_is_nonresident(saved) and saved.says("joint_nonresident", "files", "yes", "compare")


def _choice(column: Column, sets: Sets, columns: Sequence[Column]) -> dict[str, Any]:
    """One line of what can be chosen, with what it brings and the button that keeps it."""
    return {
        "column": column,
        "gain": column.beside(sets.entered),
        "same": column.same_end(sets.entered),
        "chosen": column in columns,
        "mark": new_mark(),
    }


@require_POST
def make(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """Keep a ready-made one as a copy, or make a copy of one's own, which is then changed screen by screen."""
    code, show = request.POST.get("ready", ""), request.POST.getlist("show")
    mark = request.POST.get("mark", "")
    try:
        if code:
            return _keep_ready_made(request, seat, file, code, mark)
        form = NameForm(request.POST)
        if not form.is_valid():
            return _page(request, seat, file, show, form=form)
        made = what_ifs.make(file, by=seat.user, name=form.cleaned_data["name"], answers=file.draft.answers, mark=mark)
    except NoRoom:
        text = _("There are %(n)d copies already. Delete one that you do not need, then try again.")
        return _page(request, seat, file, show, refused=text % {"n": MOST_COPIES})
    return redirect("advising:what_if", file.draft.public_id, made.pk)


def _keep_ready_made(request: HttpRequest, seat: OfficeMember, file: ClientFile, code: str, mark: str) -> HttpResponse:
    show = request.POST.getlist("show")
    found = ready_made_of(file.draft.answers, code)
    if found is None:
        return _page(request, seat, file, show, refused=_("The answers have changed. This no longer fits them."))
    made = what_ifs.make(file, by=seat.user, name=str(found.name), answers=found.answers, mark=mark)
    kept = [f"c{made.pk}" if key == code else key for key in show] if code in show else [*show, f"c{made.pk}"]
    return redirect(side_by_side_address(file, kept[-(SIDE_BY_SIDE - 1) :]))


def side_by_side_address(file: ClientFile, show: Sequence[str] = ()) -> str:
    """The page with these columns."""
    address = reverse("advising:what_ifs", args=[file.draft.public_id])
    keys = [key for key in dict.fromkeys(show) if key != AS_ENTERED]
    return f"{address}?{urlencode([('show', key) for key in keys])}" if keys else address


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def what_if(request: HttpRequest, seat: OfficeMember, file: ClientFile, copy_id: int) -> HttpResponse:
    """One copy: its name, what the family is told of it, and where its answers are changed."""
    copy = _copy(file, copy_id)
    record_view(file, seat.user)
    said = {"name": copy.name, "recommended": copy.recommended, "note": copy.note, "seen": what_ifs.seen(copy)}
    form = WordingForm(request.POST or None, initial=said)
    other = None
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        wording = Wording(cleaned["name"], cleaned["recommended"], cleaned["note"])
        try:
            what_ifs.reword(copy, wording, by=seat.user, seen_as=cleaned["seen"])
            return redirect(side_by_side_address(file, [f"c{copy.pk}"]))
        except SaidOtherwise:
            # Both are shown: theirs as it is stored, and what was typed still in the fields. Saving again replaces it.
            other = copy = _copy(file, copy_id)
            form = WordingForm({**request.POST.dict(), "seen": what_ifs.seen(copy)}, initial=said)
    column = column_of(copy, file.draft, timezone.localdate())
    now = Route(file.draft.answers)
    context = {
        "file": file,
        "draft": file.draft,
        "copy": copy,
        "column": column,
        "form": form,
        "other": other,
        "differs": changed_answers(file.draft.answers, column.route, in_force(column.route.saved.tax_year)),
        "newer": changed_answers(copy.made_from, now, in_force(file.draft.tax_year)) if column.behind else (),
    }
    wrong = bool(other or form.errors)
    return render(request, "advising/what_ifs/copy.html", context, status=UNPROCESSABLE if wrong else 200)


@require_POST
def bring_up_to_date(request: HttpRequest, seat: OfficeMember, file: ClientFile, copy_id: int) -> HttpResponse:
    """Take over the client's newer answers; what is different in the copy stays."""
    copy = _copy(file, copy_id)
    what_ifs.bring_up_to_date(copy, file.draft, by=seat.user)
    return redirect(side_by_side_address(file, [f"c{copy.pk}"]))


@require_POST
def delete(request: HttpRequest, seat: OfficeMember, file: ClientFile, copy_id: int) -> HttpResponse:
    """Take the copy away; pressing it twice is the same as once."""
    copy = file.what_ifs.select_related("draft").filter(pk=copy_id).first()
    if copy is not None:
        copy.file = file
        what_ifs.delete(copy, by=seat.user)
    return redirect(side_by_side_address(file))


def _copy(file: ClientFile, copy_id: int) -> WhatIf:
    """A copy of this client; that of any other does not exist."""
    found = file.what_ifs.select_related("draft", "created_by").filter(pk=copy_id).first()
    if found is None:
        raise Http404(_("There is no such page."))
    found.file = file
    return found
