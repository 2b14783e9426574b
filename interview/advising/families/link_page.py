"""The link that an office gives to families: its code in an address, so that nobody has to type it."""

from __future__ import annotations

from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from interview.advising.families.guessing import count_wrong_code, guessed_too_often
from interview.drafts.access import own_drafts
from interview.drafts.sample_mark import mark_request
from interview.firms.sharing import office_with_code


@require_safe
@never_cache
def link_page(request: HttpRequest, code: str) -> HttpResponse:
    """Which draft to share with this office, or a new one. Nothing is shared before the family has agreed to it."""
    if guessed_too_often(request):
        return respond_429(request)  # type: ignore[no-any-return]  # allauth has no types
    office = office_with_code(code)
    if office is None:
        count_wrong_code(request)
        return render(request, "advising/no_such_office.html", status=404)
    mark_request(request, is_sample=office.is_sample)
    drafts = list(own_drafts(request).select_related("office"))
    context = {
        "office": office,
        "free": [draft for draft in drafts if draft.office is None],
        "shared": [draft for draft in drafts if draft.office is not None],
    }
    response = render(request, "advising/share_with.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
