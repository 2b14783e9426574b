"""The family's side: the short list of what its advisor asks, and the answers to what is no screen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from interview.advising.requests.forms import ReplyForm
from interview.drafts.access import get_own_draft
from interview.drafts.models import Draft
from interview.firms.asked import for_family
from interview.firms.request_models import ClientRequest
from interview.firms.requests import of_draft, open_of_draft, reply


@require_safe
def asked_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What is open, each with the one thing to do, and what the family has answered."""
    return _page(request, get_own_draft(request, draft_id))


@require_POST
def reply_page(request: HttpRequest, draft_id: UUID, request_id: UUID) -> HttpResponse:
    """The family has sent a document, or says why not, or answers a question in words."""
    draft = get_own_draft(request, draft_id)
    asked = get_object_or_404(of_draft(draft).select_related("file__office"), public_id=request_id)
    if asked.state != ClientRequest.State.OPEN:
        return redirect("advising:asked", draft.public_id)  # answered in another window, or withdrawn
    form = ReplyForm(asked, request.POST, gone=_is_gone(draft, asked))
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    asked.file.draft = draft
    reply(asked, form.cleaned_data["text"])
    return redirect("advising:asked", draft.public_id)


def _is_gone(draft: Draft, asked: ClientRequest) -> bool:
    return for_family(draft, [asked])[0].no_longer


def _page(request: HttpRequest, draft: Draft, sent: ReplyForm | None = None, *, status: int = 200) -> HttpResponse:
    rows = for_family(draft, open_of_draft(draft))
    forms = {}
    for row in rows:
        if not row.url:
            one = row.request
            forms[one.pk] = sent if sent is not None and sent.asked == one else ReplyForm(one, gone=row.no_longer)
    context = {
        "draft": draft,
        "office": draft.office,
        "rows": [(row, forms.get(row.request.pk)) for row in rows],
        "form": sent,
        "answered": for_family(draft, of_draft(draft).filter(state=ClientRequest.State.ANSWERED)),
    }
    return render(request, "advising/requests/asked.html", context, status=status)
