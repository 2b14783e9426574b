"""Links by which a partner or an advisor reads a result: the page that makes and stops them, and what they open."""

from __future__ import annotations

from uuid import UUID

from allauth.core.internal import ratelimit
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interview.drafts.access import get_own_draft
from interview.drafts.models import Draft
from interview.drafts.results import Assessed, Unfinished, assess
from interview.drafts.sample_mark import mark_draft
from interview.drafts.share_links import (
    DAYS,
    USUAL_DAYS,
    Stopped,
    TooManyLinks,
    draft_behind,
    last_finished,
    live_links,
    make_link,
    stop_link,
)
from interview.drafts.store import new_mark
from interview.identity_numbers import refuse_identity_numbers
from interview.result.explain import Told, explain
from interview.result.explain.case import whether_filed
from interview.result.years_ahead_page import parameters_of
from interview.steps import Route
from interview.years import UnknownYear, every_year_in_force

LONGEST_LABEL = 60
DAYS_IN_WORDS = ngettext_lazy("{days} day", "{days} days", "days")


class LinkForm(forms.Form):
    """How long a new link is open, and what the family calls it."""

    use_required_attribute = False
    label = forms.CharField(
        label=gettext_lazy("Who is it for? (optional)"),
        help_text=gettext_lazy("Only you see this. It helps you to tell your links apart."),
        max_length=LONGEST_LABEL,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("The name must be 60 letters or fewer")},
        validators=[refuse_identity_numbers],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's own form takes them
        self.fields["days"] = forms.TypedChoiceField(
            label=_("How long should it work?"),
            choices=[(days, (DAYS_IN_WORDS % {"days": days}).format(days=days)) for days in DAYS],
            initial=USUAL_DAYS,
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose how long"), "invalid_choice": _("Choose how long")},
        )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def links_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The links that are open, and a form for one more. A new link is shown once, in the answer to its form."""
    draft = get_own_draft(request, draft_id)
    form = LinkForm(request.POST) if request.method == "POST" else LinkForm()
    if request.method != "POST":
        return _links(request, draft, form)
    if not form.is_valid():
        return _links(request, draft, form, status=422)
    if not ratelimit.consume(request, app="allauth.account", action="make_link"):
        form.add_error(None, _("Many links were made from your connection. Wait an hour, then try again."))
        return _links(request, draft, form, status=429)
    chosen = form.cleaned_data
    try:
        new = make_link(draft, label=chosen["label"].strip(), days=chosen["days"], mark=request.POST.get("mark", ""))
    except TooManyLinks:
        form.add_error(None, _("You have as many links as you can have. Stop one first."))
        return _links(request, draft, form, status=422)
    except Stopped:
        return redirect("result:links", draft.public_id)
    url = request.build_absolute_uri(reverse("result:shared", args=[new.token]))
    return _links(request, draft, LinkForm(), new_url=url, new_link=new.link)


def _links(request: HttpRequest, draft: Draft, form: LinkForm, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"draft": draft, "form": form, "links": live_links(draft), "mark": new_mark(), **more}
    return render(request, "result/links.html", context, status=status)


@require_POST
def stop_page(request: HttpRequest, draft_id: UUID, link_id: UUID) -> HttpResponse:
    """Stop a link, at once."""
    draft = get_own_draft(request, draft_id)
    stop_link(draft, link_id)
    # To the list, so that whoever pressed the button sees that the link is gone from it.
    return redirect(f"{reverse('result:links', args=[draft.public_id])}#links-h")


@require_safe
@never_cache
def shared_page(request: HttpRequest, token: str) -> HttpResponse:
    """The newest result of the draft behind a link, to read. Nothing on it can be changed, and nothing is stored.

    A link that was stopped, has expired, or never was, all answer the same.
    """
    draft = draft_behind(token)
    if draft is not None:
        mark_draft(request, draft)
    found = _newest_result(draft) if draft else None
    if draft is None or found is None:
        response = render(request, "result/no_link.html", status=404)
    else:
        assessed, route, as_of = found
        result = explain(
            assessed,
            today=timezone.localdate(),
            filed=whether_filed(route),
            told=Told(route, assessed.year),
            figures=parameters_of(every_year_in_force()),
        )
        context = {"result": result, "steps_done": draft.steps_done, "as_of": as_of}
        response = render(request, "result/shared.html", context)
    # The address is the key: no page that is opened from here may learn it, nor may a search engine.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _newest_result(draft: Draft) -> tuple[Assessed, Route, object] | None:
    """The result now; while the family is changing its answers, that of the last complete ones, and from when it is."""
    try:
        return assess(draft), Route(draft.answers), None
    except UnknownYear as unknown:
        raise Http404(str(unknown)) from unknown
    except Unfinished:
        kept = last_finished(draft)
    if kept is None:
        return None
    before = Draft(tax_year=kept.tax_year, answers=kept.answers)
    try:
        return assess(before), Route(before.answers), kept.created_at
    except (Unfinished, UnknownYear):
        return None
