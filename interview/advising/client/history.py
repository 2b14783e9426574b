"""What became of one answer, and the way back to what it was."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interview.drafts.models import Draft
from interview.firms.activity import ANSWERED, STAFF
from interview.firms.answer_history import ChangedSince, changes_on, stands, take_back
from interview.firms.answer_words import BothValues, both_in_words, page_at, title_of
from interview.firms.answering import without_whose
from interview.firms.file_models import Activity, ClientFile
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows
from interview.years import in_force

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change of an answer; nobody as `who`: the family."""

    change: Activity
    who: str
    values: list[BothValues]
    can_undo: bool


@require_safe
def history_page(request: HttpRequest, seat: OfficeMember, file: ClientFile, page: str) -> HttpResponse:
    """Every change of the answers on one screen, the last one first."""
    return _history(request, seat, file, page)


@require_POST
def undo(request: HttpRequest, seat: OfficeMember, file: ClientFile, change_id: int) -> HttpResponse:
    """Take a change of staff back. Refused if the page holds something else by now, or the result is signed off."""
    change = Activity.objects.filter(pk=change_id, file=file, kind=ANSWERED, by=STAFF).first()
    if change is None:
        raise Http404(_("There is no such page."))
    refused = ""
    if file.frozen:
        refused = _("This result is signed off. Reopen it first.")
    elif file.draft.answers.get(change.page) != without_whose(change.old):
        try:
            take_back(file, change, old=change.old, actor=seat.user)
        except ChangedSince:
            refused = _("This answer was changed again since. Nothing was undone.")
        except Draft.DoesNotExist:
            raise Http404(_("This draft was deleted.")) from None
    if refused:
        return _history(request, seat, file, change.page, refused=refused)
    messages.success(request, _("The answer is again what it was."))
    return redirect(f"{reverse('advising:draft', args=[file.draft.public_id])}#row-{change.page}")


def _history(
    request: HttpRequest, seat: OfficeMember, file: ClientFile, page: str, *, refused: str = ""
) -> HttpResponse:
    draft, changes = file.draft, changes_on(file, page)
    if not changes and page_at(draft.answers, page) is None:
        raise Http404(_("There is no such page."))
    year, may = in_force(draft.tax_year), allows(seat, Action.ANSWER) and not file.frozen
    shown = [
        ShownChange(
            change,
            name_of(change.actor),
            both_in_words(draft.answers, page, change.old, change.new, year),
            may and place == 0 and change.kind == ANSWERED and change.by == STAFF and stands(draft, change),
        )
        for place, change in enumerate(changes)
    ]
    context = {
        "file": file,
        "draft": draft,
        "page": page,
        "title": title_of(draft.answers, page),
        "changes": shown,
        "refused": refused,
    }
    return render(request, "advising/client/history.html", context, status=CONFLICT if refused else 200)
