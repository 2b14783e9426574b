"""The family's side: share a draft with an office by its code, see who reads it, stop."""

from __future__ import annotations

from uuid import UUID

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interview.advising.families.forms import CodeForm, ConsentForm
from interview.advising.families.guessing import count_wrong_code, guessed_too_often
from interview.drafts.access import get_own_draft
from interview.drafts.sample_mark import mark_request
from interview.firms.file_models import ClientFile
from interview.firms.sharing import office_with_code, share, stop_sharing
from interview.firms.workflow import Refused, family_may_say, family_says


@require_http_methods(["GET", "POST"])
def share_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Who reads this draft; or, if nobody does, the box for an office's code."""
    draft = get_own_draft(request, draft_id)
    if draft.office is not None:
        context = {"draft": draft, "office": draft.office, "may_say": family_may_say(draft)}
        return render(request, "advising/shared.html", context)
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if request.method == "POST":
        if guessed_too_often(request):
            form.errors["code"] = form.error_class([_("Too many wrong codes. Wait ten minutes, then try again.")])
            return render(request, "advising/share.html", {"draft": draft, "form": form}, status=429)
        if form.is_valid():
            return redirect("advising:consent", draft_id=draft.public_id, code=form.office.share_code)
        if form.has_error("code", "unknown_office"):
            count_wrong_code(request)
    return render(request, "advising/share.html", {"draft": draft, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def consent_page(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    """Who will see what, and the consent to it."""
    draft = get_own_draft(request, draft_id)
    if guessed_too_often(request):
        return respond_429(request)  # type: ignore[no-any-return]  # allauth has no types
    office = office_with_code(code)
    if office is None:
        count_wrong_code(request)
    if draft.office is not None or office is None:
        return redirect("advising:share", draft_id=draft.public_id)
    mark_request(request, is_sample=office.is_sample)
    form = ConsentForm(office, request.POST) if request.method == "POST" else ConsentForm(office)
    if form.is_valid():
        share(draft, office, name=form.cleaned_data["shared_name"])
        return redirect("advising:share", draft_id=draft.public_id)
    context = {"draft": draft, "office": office, "form": form}
    return render(request, "advising/consent.html", context, status=422 if form.errors else 200)


@require_POST
def stop_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Stop sharing, at once."""
    draft = get_own_draft(request, draft_id)
    stop_sharing(draft)
    return redirect("advising:share", draft_id=draft.public_id)


@require_POST
def say_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The family tells its advisor that the return was filed, or that the refund has come."""
    draft = get_own_draft(request, draft_id)
    file = get_object_or_404(ClientFile.objects.select_related("draft"), draft=draft, office=draft.office_id)
    try:
        family_says(file, request.POST.get("to", ""))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your advisor sees it now. If it was a mistake, tell your advisor."))
    return redirect("advising:share", draft_id=draft.public_id)
