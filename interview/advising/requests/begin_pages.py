"""An office begins a client and invites the family; the family takes its draft over, or says no."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from interview.advising.requests.forms import BeginForm, TakeOverForm
from interview.advising.secret_address import keep_to_itself
from interview.drafts.access import (
    NO_ROOM,
    address_of,
    browser_key,
    has_room_for,
    key_hash,
    new_browser_key,
    remember_browser,
)
from interview.drafts.sample_mark import mark_request
from interview.drafts.store import Family, new_mark
from interview.firms.beginning import (
    SaidNo,
    TooMany,
    begin,
    invitation_behind,
    invite,
    open_invitations,
    refuse,
    stop_invitations,
    take_over,
)
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientInvitation
from interview.firms.requests import open_of_draft
from interview.firms.rights import seat_in


@require_http_methods(["GET", "HEAD", "POST"])
def begin_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """A new client: the office answers first, or invites the family at once."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        file = begin(seat, form.client(), mark=request.POST.get("mark", ""))
        return redirect(
            "advising:invite_family" if "invite" in request.POST else "advising:draft", file.draft.public_id
        )
    context = {"form": form, "mark": new_mark()}
    return render(request, "advising/requests/begin.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invite_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """The link for the family, by mail and to copy. A new link is shown once, in the answer to its form."""
    if not file.begun_by_office:
        return redirect("advising:draft", file.draft.public_id)
    context: dict[str, object] = {"file": file, "mark": new_mark()}
    status = 200
    if request.method == "POST" and "mail" in request.POST and not _may_mail(request):
        context["refused"] = _("You sent many invitations. Wait an hour, then try again.")
        status = 429
    elif request.method == "POST":
        try:
            made = invite(file, seat, mark=request.POST.get("mark", ""), by_mail="mail" in request.POST)
        except TooMany:
            context["refused"] = _("You have invited this family often today. Try again tomorrow.")
            status = 429
        except SaidNo:
            context["refused"] = _("This family has said no, so we send no more mail. You can make a link yourself.")
            status = 422
        else:
            url = request.build_absolute_uri(reverse("advising:invited", args=[made.token]))
            context |= {"made": made, "url": url, "wanted_mail": "mail" in request.POST}
    context["open_now"] = open_invitations(file)
    context["refused_by_family"] = ClientInvitation.objects.filter(file=file, refused_at__isnull=False).first()
    return render(request, "advising/requests/invite.html", context, status=status)


def _may_mail(request: HttpRequest) -> bool:
    """Whether somebody may send one invitation more in this hour: each new client can have an address of its own."""
    return bool(ratelimit.consume(request, app="allauth.account", action="invite_family", user=request.user))


@require_POST
def stop_invitation_page(request: HttpRequest, _seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """Take the invitation back."""
    stop_invitations(file)
    messages.success(request, _("The link of the invitation no longer works."))
    return redirect("advising:invite_family", file.draft.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invited_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who invites, what the family would share, and the two ways on. Opening it does nothing and shows no answer."""
    invitation = invitation_behind(token)
    mark_request(request, is_sample=invitation is not None and invitation.file.office.is_sample)
    if invitation is None:
        response = render(request, "advising/requests/no_invitation.html", status=404)
    elif request.method == "POST":
        response = _answered(request, invitation, token)
    else:
        response = _invited(request, invitation, token, TakeOverForm(invitation.file.office))
    return keep_to_itself(response)


def _answered(request: HttpRequest, invitation: ClientInvitation, token: str) -> HttpResponse:
    office = invitation.file.office
    if "refuse" in request.POST:
        refuse(invitation)
        return render(request, "advising/requests/said_no.html", {"office": office})
    form = TakeOverForm(office, request.POST)
    if form.is_valid() and seat_in(request.user, office.pk) is not None:
        form.add_error(None, _("You work in this office yourself. Send the link to the family."))
    if form.is_valid() and not has_room_for(request):
        form.add_error(None, NO_ROOM)
    if not form.is_valid():
        return _invited(request, invitation, token, form)
    key = browser_key(request) or new_browser_key()
    draft = take_over(invitation, Family(key_hash(key), request.user, address_of(request)))
    if draft is None:
        return render(request, "advising/requests/no_invitation.html", status=404)
    response = redirect("advising:asked" if open_of_draft(draft).exists() else "wizard:resume", draft.public_id)
    remember_browser(response, key)
    return response


def _invited(request: HttpRequest, invitation: ClientInvitation, token: str, form: TakeOverForm) -> HttpResponse:
    context = {"invitation": invitation, "office": invitation.file.office, "form": form, "token": token}
    return render(request, "advising/requests/invited.html", context, status=422 if form.errors else 200)
