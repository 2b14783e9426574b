"""The page on which an office puts together what it asks of a family, and sends it as one mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interview.advising.requests.ask_form import AskForm, Item
from interview.drafts.answers_in_words import words_of
from interview.firms.asked import short_name
from interview.firms.file_models import ClientFile
from interview.firms.mails import email_of
from interview.firms.office_models import OfficeMember
from interview.firms.ready_texts import ready_documents, ready_texts
from interview.firms.request_models import ClientRequest
from interview.firms.requests import MOST_OPEN, TooMany, ask, asks, open_of, withdraw
from interview.steps import Page, Route
from interview.steps.sections import EXCHANGE_RATES, QUICK_CHECK, SECTIONS
from interview.years import YearInForce, in_force

MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that can be asked about."""

    address: str
    name: str
    open: bool
    chosen: bool


@dataclass(slots=True)
class Section:
    """The screens of one section."""

    title: str
    screens: list[Screen] = field(default_factory=list)

    @property
    def open(self) -> int:
        """How many of them are not answered yet."""
        return sum(screen.open for screen in self.screens)

    @property
    def wanted(self) -> bool:
        """Whether there is a reason to unfold it."""
        return any(screen.open or screen.chosen for screen in self.screens)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """What goes out together: the screens named in the address, documents, a question in words, and until when."""
    route, year = Route(file.draft.answers), in_force(file.tax_year)
    chosen = _chosen(request, route)
    form = _form(request, file, chosen, year)
    if form.is_valid():
        if form.cleaned_data.get("email"):
            file.email = form.cleaned_data["email"]
            file.save(update_fields=["email"])
        try:
            ask(file, seat, form.asks())
        except TooMany:
            form.add_error(None, _("This family has {most} open requests. Withdraw one first.").format(most=MOST_OPEN))
        else:
            messages.success(request, _("Saved. “Asked of the family” shows what is open."))
            return redirect(f"{reverse('advising:draft', args=[file.draft.public_id])}#requests")
    context = {
        "file": file,
        "form": form,
        "sections": _sections(route, year, {page.address for page in chosen}),
        "open_now": {one.page for one in open_of(file)},
        "email": email_of(file),
    }
    return render(request, "advising/requests/ask.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, route: Route) -> list[Page]:
    wanted = dict.fromkeys(request.GET.getlist("page"))
    return [route.pages[page] for page in wanted if page in route.pages and asks(route.pages[page])][:MOST_AT_ONCE]


def _without(chosen: list[Page], page: Page) -> str:
    """The address of this page with one screen less."""
    return "?" + urlencode([("page", other.address) for other in chosen if other is not page])


def _form(request: HttpRequest, file: ClientFile, chosen: list[Page], year: YearInForce) -> AskForm:
    texts = ready_texts(file, chosen)
    items = [Item(page.address, short_name(page, year), texts[page.address], _without(chosen, page)) for page in chosen]
    sent = request.POST if request.method == "POST" else None
    return AskForm(items, ready_documents(file), sent, wants_email=not email_of(file))


def _sections(route: Route, year: YearInForce, chosen: set[str]) -> list[Section]:
    found = {section.slug: Section(str(section.title)) for section in (*SECTIONS, QUICK_CHECK, EXCHANGE_RATES)}
    for address, page in route.pages.items():
        if asks(page):
            name = short_name(page, year) or words_of(page.saved, lambda: year).say(page.step.title)
            found[page.step.section].screens.append(Screen(address, name, address in route.open, address in chosen))
    return [section for section in found.values() if section.screens]


@require_POST
def withdraw_page(request: HttpRequest, seat: OfficeMember, file: ClientFile, request_id: UUID) -> HttpResponse:
    """Take a request back."""
    asked = get_object_or_404(ClientRequest, file=file, public_id=request_id)
    asked.file = file
    withdraw(asked, seat.user)
    messages.success(request, _("Withdrawn. The family is not asked this any more."))
    return redirect(f"{reverse('advising:draft', args=[file.draft.public_id])}#requests")
