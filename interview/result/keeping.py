"""What a family does with its result: take a change back, say that it has read one, tick off what is done."""

from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interview.drafts.access import get_own_draft
from interview.drafts.models import Draft, KeptResult
from interview.drafts.results import Unfinished, assess
from interview.drafts.what_changed import acknowledge, put_back
from interview.identity_numbers import holds_identity_number
from interview.result.views import result_page
from interview.years import UnknownYear

MOST_STEPS = 60
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_:.-]{0,59}")
_NUMBER = re.compile(r"[0-9]{1,18}")


@require_POST
def undo(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Put the answers of the result before back. Refused if the draft was changed since the page was opened."""
    draft = get_own_draft(request, draft_id)
    version, to = request.POST.get("version", ""), request.POST.get("to", "")
    if not _NUMBER.fullmatch(version) or not _NUMBER.fullmatch(to):
        raise Http404
    kept = get_object_or_404(KeptResult, draft=draft, pk=int(to))
    try:
        done = put_back(draft, kept, version=int(version))
    except Draft.DoesNotExist:
        raise Http404(_("This draft was deleted.")) from None
    if done:
        return redirect(_changed(draft))
    refused = _("Your draft was changed in another window since you opened this page. Nothing was undone.")
    return result_page(request, draft, refused=refused, status=409)


@require_POST
def seen(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The family has read what changed. The next difference is told from here on."""
    draft = get_own_draft(request, draft_id)
    try:
        acknowledge(draft, assess(draft, with_outlook=False), request.POST.get("mark", ""))
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    except UnknownYear as unknown:
        raise Http404(str(unknown)) from unknown
    return redirect("result:show", draft.public_id)


@require_POST
def tick(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Keep which of the next steps on the page are done. What was ticked and is not on it now stays ticked."""
    draft = get_own_draft(request, draft_id)
    shown, done = _codes(request, "step"), _codes(request, "done")
    with transaction.atomic():
        # Under a lock, so that ticks of two windows are both kept. Neither answers nor their version change.
        stored = get_object_or_404(Draft.objects.select_for_update().only("steps_done"), pk=draft.pk)
        others = [code for code in stored.steps_done if code not in shown]
        steps = [*others, *(code for code in shown if code in done)][-MOST_STEPS:]
        Draft.objects.filter(pk=draft.pk).update(steps_done=steps)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect(f"{reverse('result:show', args=[draft.public_id])}#next-h")


def _codes(request: HttpRequest, name: str) -> list[str]:
    """Codes of steps as they were sent, each once; whatever else was sent is dropped."""
    sent = [code for code in request.POST.getlist(name)[:MOST_STEPS] if _CODE.fullmatch(code)]
    return [code for code in dict.fromkeys(sent) if not holds_identity_number(code)]


def _changed(draft: Draft) -> str:
    return f"{reverse('result:show', args=[draft.public_id])}#changed-h"
