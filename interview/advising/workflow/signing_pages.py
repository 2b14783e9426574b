"""A reviewer signs a result off, looks at it as it was, or reopens it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interview.advising.workflow.forms import ReopenForm
from interview.drafts.answers_in_words import sections_in_words
from interview.drafts.kept_results import key_figures
from interview.drafts.results import Unfinished, assess
from interview.firms.file_models import ClientFile, SignOff
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows
from interview.firms.signing import as_signed, check_reopen, check_sign_off, mark_of, reopen, sign_off
from interview.firms.workflow import Refused
from interview.result.explain import Told, explain
from interview.result.explain.case import whether_filed
from interview.result.years_ahead_page import parameters_of
from interview.steps import Route
from interview.years import every_year_in_force


@require_http_methods(["GET", "POST"])
def sign_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """What is about to be frozen, and the signature."""
    refusal = ""
    if request.method == "POST":
        try:
            sign_off(file, seat=seat, seen=request.POST.get("seen", ""))
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("advising:signed", draft_id=file.draft.public_id)
    context: dict[str, object] = {"file": file, "draft": file.draft, "refusal": refusal}
    try:
        check_sign_off(file, seat)
        assessed = assess(file.draft, with_outlook=False)
    except Refused as refused:
        context["hindrance"] = str(refused)
    except Unfinished:
        context["unfinished"] = True
    else:
        context |= {
            "seen": mark_of(assessed, file.draft),
            "figures": key_figures(assessed.household, assessed.assessment),
            "year": assessed.year,
            "assumptions": assessed.assumptions,
        }
    return render(request, "advising/workflow/sign.html", context, status=422 if refusal else 200)


@require_safe
def signed_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """A result as it was signed off, worked out with the figures of then; and what has changed since."""
    sign_offs = list(SignOff.objects.filter(file=file).select_related("revision", "signed_by", "reopened_by"))
    wanted = request.GET.get("of", "")
    chosen = [signed for signed in sign_offs if str(signed.pk) == wanted] or sign_offs[:1]
    context: dict[str, object] = {"file": file, "draft": file.draft, "sign_offs": sign_offs}
    if chosen:
        held = as_signed(chosen[0], file.draft)
        context |= {
            "held": held,
            "signed": held.signed,
            "is_open": held.signed.reopened_at is None,
            "may_reopen": allows(seat, Action.REOPEN),
        }
        if held.assessed is not None:
            route = Route(held.signed.answers)
            context["sections"] = sections_in_words(route, held.assessed.year)
            context["result"] = explain(
                held.assessed,
                today=timezone.localdate(held.signed.signed_at),
                filed=whether_filed(route),
                told=Told(route, held.assessed.year),
                figures=parameters_of(every_year_in_force()),
            )
    return render(request, "advising/workflow/signed.html", context)


@require_http_methods(["GET", "POST"])
def reopen_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """End a sign-off, and say why."""
    form = ReopenForm(request.POST) if request.method == "POST" else ReopenForm()
    if request.method == "POST" and not file.frozen:
        return redirect("advising:draft", draft_id=file.draft.public_id)
    hindrance = ""
    try:
        check_reopen(file, seat)
    except Refused as refused:
        hindrance = str(refused)
    if not hindrance and form.is_valid():
        try:
            reopen(file, seat=seat, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Reopened. Answers can be changed again."))
            return redirect("advising:draft", draft_id=file.draft.public_id)
    context = {"file": file, "draft": file.draft, "form": form, "hindrance": hindrance}
    wrong = bool(form.errors) or (bool(hindrance) and request.method == "POST")
    return render(request, "advising/workflow/reopen.html", context, status=422 if wrong else 200)
