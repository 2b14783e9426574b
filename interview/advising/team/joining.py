"""The page behind the link of an invitation: whoever has an account joins with it, somebody new makes one."""

from __future__ import annotations

import secrets
from typing import cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from interview.advising.secret_address import keep_to_itself
from interview.advising.team.forms import NewcomerForm
from interview.drafts.sample_mark import mark_request
from interview.firms import team
from interview.firms.names import name_of
from interview.firms.office_models import Invitation
from interview.firms.rights import seat_in

LONGEST_USER_NAME = 150


@never_cache
@require_http_methods(["GET", "POST"])
def invitation_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say who invites to what, and let the person in. A link that has ended, or never was, always answers the same."""
    invitation = team.invitation_behind(token)
    mark_request(request, is_sample=invitation is not None and invitation.office.is_sample)
    if invitation is None:
        response: HttpResponseBase = render(request, "advising/team/no_invitation.html", status=404)
    elif request.user.is_authenticated:
        response = _join(request, invitation)
    elif (known := _account(invitation)) is not None:
        ways_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        context = {"invitation": invitation, "sign_in": ways_in, "closed": not known.is_active}
        response = render(request, "advising/team/sign_in_first.html", context)
    else:
        response = _newcomer(request, invitation)
    return keep_to_itself(response)


def _account(invitation: Invitation) -> User | None:
    """The account that has the invited address; one that is open before one that is closed."""
    return User.objects.filter(email__iexact=invitation.email).order_by("-is_active", "pk").first()


def _join(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    user = cast(User, request.user)
    known = _account(invitation)
    if known is not None and known.email.casefold() != user.email.casefold():
        # The link was passed on: it is the account with the invited address that may join.
        context = {"invitation": invitation, "name": name_of(user), "closed": not known.is_active}
        return render(request, "advising/team/sign_in_first.html", context, status=403)
    if seat_in(user, invitation.office_id) is not None:
        return redirect("advising:drafts")
    if request.method == "POST":
        try:
            seat = team.accept(invitation, user)
        except team.MemberAlready:
            return redirect("advising:drafts")
        if seat is None:
            return render(request, "advising/team/no_invitation.html", status=404)
        return redirect("advising:drafts")
    return render(request, "advising/team/join.html", {"invitation": invitation, "name": name_of(user)})


def _newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewcomerForm(invitation.email, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = _make_account(invitation, form)
        except IntegrityError:  # pressed twice at once: the other press has made the account
            user = None
        if user is None:
            return render(request, "advising/team/no_invitation.html", status=404)
        # The password was chosen a moment ago: whoever goes on to the second factor is not asked for it again.
        record_authentication(request, user, method="password", reauthenticated=True)
        login = Login(user=user, redirect_url=reverse("advising:drafts"))
        return perform_login(request, login)  # type: ignore[no-any-return]  # allauth has no types
    context = {"invitation": invitation, "form": form}
    return render(request, "advising/team/newcomer.html", context, status=422 if form.errors else 200)


def _make_account(invitation: Invitation, form: NewcomerForm) -> User | None:
    """The account with its seat, or, if the invitation was used or taken back meanwhile, neither."""
    typed = form.cleaned_data
    with transaction.atomic():
        user = User.objects.create_user(
            _free_user_name(invitation.email),
            invitation.email,
            typed["password"],
            first_name=typed["first_name"],
            last_name=typed["last_name"],
        )
        if team.accept(invitation, user) is None:
            user.delete()
            return None
    return user


def _free_user_name(email: str) -> str:
    """The address itself, which people remember, unless it is too long or taken."""
    name = email.casefold()
    if len(name) <= LONGEST_USER_NAME and not User.objects.filter(username__iexact=name).exists():
        return name
    return f"advisor-{secrets.token_hex(8)}"
