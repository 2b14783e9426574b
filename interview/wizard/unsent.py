"""What was typed and never sent: kept in the background, and wherever a screen cannot take it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interview.drafts.models import Draft
from interview.drafts.store import fingerprint
from interview.drafts.unsaved import SEEN, Typed, keep_typed, keepable
from interview.firms.answering import draft_to_answer
from interview.identity_numbers import REFUSAL
from interview.steps import QUICK_STEPS, STEPS, Question, Route


@require_POST
def keep(request: HttpRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Keep one screen as it is typed. It answers a script: 204, or a sentence for the line under the form."""
    draft = draft_to_answer(request, draft_id)
    if not Route(draft.answers).knows(step):
        raise Http404(_("There is no such page."))
    try:
        refused = keep_posted(draft, step, request.POST)
    except Draft.DoesNotExist:
        raise Http404(_("This draft was deleted.")) from None
    if refused:
        return JsonResponse({"message": str(REFUSAL)}, status=422)
    if is_behind(draft, step, request.POST.get(SEEN, "")):
        message = _("This page was saved in another window since you opened it.")
        return JsonResponse({"message": message}, status=409)
    return HttpResponse(status=204)


def keep_posted(draft: Draft, page: str, posted: QueryDict) -> bool:
    """Keep what a form holds, as raw text. Says whether something in it may not be kept."""
    typed, refused = keepable(questions_of(page), {name: [*posted.getlist(name)] for name in posted})
    keep_typed(draft, page, typed)
    return refused


def anything_in(page: str, posted: QueryDict) -> bool:
    """Whether a form holds an answer at all."""
    typed, refused = keepable(questions_of(page), {name: [*posted.getlist(name)] for name in posted})
    return refused or any(any(values) for name, values in typed.items() if name != SEEN)


def is_behind(draft: Draft, page: str, seen: str) -> bool:
    """Whether the page was saved since the window was opened that this comes from."""
    return fingerprint(draft.answers.get(page)) != seen


def questions_of(page: str) -> list[Question]:
    """Every question that an address may ask, shown to this family today or not."""
    name = page.partition("-")[0]
    return [question for step in (*STEPS, *QUICK_STEPS) if step.name == name for question in step.questions]


def as_posted(typed: Typed) -> MultiValueDict[str, Any]:
    """Kept text as a form reads it."""
    return MultiValueDict(typed)
