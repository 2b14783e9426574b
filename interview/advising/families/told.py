"""What the office changed in a family's draft, told to the family on its next visit; it can take each change back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from interview.drafts.access import get_own_draft
from interview.drafts.models import Draft
from interview.firms.answer_history import ChangedSince, ToldChange, family_has_read, take_back, told_to_family
from interview.firms.answer_words import BothValues, both_in_words, title_of
from interview.firms.file_models import ClientFile
from interview.firms.names import name_of
from interview.steps import Route
from interview.years import in_force

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What the office changed on one screen, in words; `who` is empty for somebody who has left it."""

    told: ToldChange
    title: str
    who: str
    values: list[BothValues]
    can_open: bool


@require_safe
@never_cache
def told_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Each screen that the office changed since the family last read it, with both values."""
    return _told(request, get_own_draft(request, draft_id))


@require_POST
def undo_told(request: HttpRequest, draft_id: UUID, change_id: int) -> HttpResponse:
    """Put the family's own answer back. Refused if the screen holds something else by now."""
    draft = get_own_draft(request, draft_id)
    told = next((told for told in told_to_family(draft) if told.last.pk == change_id), None)
    if told is None:
        return redirect("advising:told", draft.public_id)
    try:
        take_back(_file(draft), told.last, old=told.old, actor=None)
    except ChangedSince:
        return _told(request, draft, refused=_("This answer was changed again since. Nothing was undone."))
    except Draft.DoesNotExist:
        raise Http404(_("This draft was deleted.")) from None
    return redirect("advising:told", draft.public_id)


@require_POST
def read_told(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The family has read it all. What was changed since the page was opened is told first."""
    draft = get_own_draft(request, draft_id)
    told = told_to_family(draft)
    if not told:
        return redirect("wizard:resume", draft.public_id)
    if str(max(change.last.pk for change in told)) != request.POST.get("upto"):
        refused = _("Your advisor has changed something more since. It is on this page now.")
        return _told(request, draft, refused=refused)
    family_has_read(_file(draft))
    return redirect("wizard:resume", draft.public_id)


def _file(draft: Draft) -> ClientFile:
    file = ClientFile.objects.filter(draft=draft, office=draft.office_id).first()
    if file is None:
        raise Http404(_("There is no such page."))
    file.draft = draft
    return file


def _told(request: HttpRequest, draft: Draft, *, refused: str = "") -> HttpResponse:
    told, year, pages = told_to_family(draft), in_force(draft.tax_year), Route(draft.answers).pages
    context = {
        "draft": draft,
        "changes": [
            ShownChange(
                change,
                title_of(draft.answers, change.page),
                name_of(change.last.actor),
                both_in_words(draft.answers, change.page, change.old, change.last.new, year),
                change.page in pages,
            )
            for change in told
        ],
        "upto": max((change.last.pk for change in told), default=0),
        "refused": refused,
    }
    return render(request, "advising/told.html", context, status=CONFLICT if refused else 200)
