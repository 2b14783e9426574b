"""The ways into an interview: a new one, a draft that was left, a quick check made exact."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interview.drafts.access import (
    MANY_STARTED,
    NO_ROOM,
    address_of,
    browser_key,
    has_room_for,
    key_hash,
    may_start,
    new_browser_key,
    remember_browser,
)
from interview.drafts.kept_results import after_change
from interview.drafts.lists import go_deeper
from interview.drafts.store import Family, new_mark, start_draft
from interview.firms.answering import draft_to_answer
from interview.firms.share_codes import LENGTH, read_share_code
from interview.steps import FULL, QUICK, Route
from interview.wizard.navigation import REVIEW, SECTIONS, entry_url, page_url, resume_url, review_url, sections_url
from interview.wizard.tax_years import YEAR_CLOSED, is_closed, tax_year_choices, year_to_file
from interview.wizard.widgets import ChoiceTiles
from interview.years import in_force

DEPTHS = ((QUICK, gettext_lazy("Quick check")), (FULL, gettext_lazy("All questions")))


class StartForm(forms.Form):
    """The tax year, and how deep to go."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = tax_year_choices()
        not_offered = _("Choose a year from {first} to {last}").format(first=years[-1][0], last=years[0][0])
        self.fields["tax_year"] = forms.TypedChoiceField(
            choices=years,
            coerce=int,
            widget=ChoiceTiles,
            label=_("Which tax year is this for?"),
            help_text=_("The credit changes from year to year. We use the rules for the year you pick."),
            error_messages={"required": _("Choose a tax year"), "invalid_choice": not_offered},
        )
        depth = forms.ChoiceField(
            choices=DEPTHS,
            widget=ChoiceTiles,
            label=_("How would you like to go?"),
            error_messages={
                "required": _("Choose the quick check or all questions"),
                "invalid_choice": _("Choose one of the answers on the page"),
            },
        )
        depth.widget.small = {
            QUICK: _("6 to 8 questions and a rough result, in about 2 minutes"),
            FULL: _("A result you can act on, in about 5 to 8 minutes"),
        }
        self.fields["depth"] = depth


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft. Only now does the browser get its key."""
    if request.method != "POST":
        usual = {"tax_year": year_to_file(), "depth": FULL}
        form = StartForm(initial={**usual, **request.GET.dict()})
        return _start_page(request, form)
    form = StartForm(request.POST)
    status = 422
    if form.is_valid() and not has_room_for(request):
        form.add_error("tax_year", NO_ROOM)
    elif form.is_valid() and not may_start(request):
        form.add_error("tax_year", MANY_STARTED)
        status = 429
    if form.errors:
        return _start_page(request, form, status=status)
    key = browser_key(request) or new_browser_key()
    family = Family(key_hash(key), request.user, address_of(request))
    chosen = form.cleaned_data
    draft = start_draft(family, tax_year=chosen["tax_year"], depth=chosen["depth"], mark=request.POST.get("mark", ""))
    closed = is_closed(in_force(draft.tax_year))
    if (code := _code_of_office(request)) and draft.office_id is None:
        # Sent here by an office's link: first see who will read the answers.
        response = redirect("advising:consent", draft.public_id, code)
    else:
        response = redirect(page_url(draft, YEAR_CLOSED) if closed else resume_url(draft, Route(draft.answers)))
    remember_browser(response, key)
    return response


def _code_of_office(request: HttpRequest) -> str:
    """The code of the office whose link led here. Whether there is such an office, the next page finds out."""
    sent = request.POST if request.method == "POST" else request.GET
    code = read_share_code(sent.get("office", ""))
    return code if len(code) == LENGTH else ""


def _start_page(request: HttpRequest, form: StartForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "mark": new_mark(), "office_code": _code_of_office(request)}
    return render(request, "interview/start.html", context, status=status)


@require_safe
def resume(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on where the family left off: at the open question, or once it knows its way at the list of sections."""
    draft = draft_to_answer(request, draft_id)
    return redirect(entry_url(draft, Route(draft.answers)))


@require_safe
def hidden(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What stands in the place of a page that nobody has used for half an hour. It shows nothing of the draft."""
    draft = draft_to_answer(request, draft_id)
    route = Route(draft.answers)
    then = request.GET.get("then", "")
    known = {REVIEW: review_url(draft), SECTIONS: sections_url(draft)}
    url = page_url(draft, then) if then in route.pages else known.get(then) or entry_url(draft, route)
    return render(request, "interview/hidden.html", {"go_on_url": url})


@require_POST
def deepen(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Make a rough result exact: all questions, with the quick answers filled in."""
    draft = draft_to_answer(request, draft_id)
    go_deeper(draft)
    after_change(draft)
    return redirect(sections_url(draft))
