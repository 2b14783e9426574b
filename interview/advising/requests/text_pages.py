"""The texts with which an office asks again and again, in each language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interview.advising.requests.text_form import TextForm, screens_in_words
from interview.firms.activity import SETTINGS, Change, record
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import RequestTemplate


@dataclass(frozen=True, slots=True)
class Row:
    """A text, what it asks for, and the languages whose families read something else instead."""

    text: RequestTemplate
    about: str
    missing: list[tuple[str, str]]


def languages_without(text: RequestTemplate) -> list[tuple[str, str]]:
    """The languages in which a text is not written: each by its code and its name."""
    return [(code, name) for code, name in settings.LANGUAGES if code not in text.texts]


@require_safe
def texts_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """The office's own texts. Where it has none, the program's stand."""
    screens = screens_in_words()
    texts = RequestTemplate.objects.filter(office=seat.office_id)
    rows = [
        Row(text, screens.get(text.step) or " · ".join(text.documents.values()), languages_without(text))
        for text in texts
    ]
    return render(request, "advising/requests/texts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def text_page(request: HttpRequest, seat: OfficeMember, text_id: int | None = None) -> HttpResponse:
    """Write a text, change it, or delete it."""
    of_office = RequestTemplate.objects.filter(office=seat.office_id)
    text = get_object_or_404(of_office, pk=text_id) if text_id is not None else None
    if text is not None and request.method == "POST" and "delete" in request.POST:
        record(SETTINGS, seat.office, actor=seat.user, change=Change(old={"text": text.name}))
        text.delete()
        messages.success(request, _("The text is deleted."))
        return redirect("advising:texts", seat.office_id)
    form = TextForm(seat.office, text, request.POST if request.method == "POST" else None)
    if form.is_valid():
        saved = form.save()
        record(SETTINGS, seat.office, actor=seat.user, change=Change(new={"text": saved.name}))
        messages.success(request, _("The text is saved."))
        return redirect("advising:texts", seat.office_id)
    context = {"form": form, "text": text}
    return render(request, "advising/requests/text.html", context, status=422 if form.errors else 200)
