"""The people of an office: who they are, inviting more, other roles, leaving."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interview.advising.team.forms import InviteForm, RoleForm
from interview.advising.team.mails import NotSent, send_invitation
from interview.firms import team
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows


@require_safe
def team_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Everybody who works here; owners see the open invitations too."""
    manages = allows(seat, Action.MANAGE_TEAM)
    context = {
        "seat": seat,
        "office": seat.office,
        "seats": _seats(seat),
        "manages": manages,
        "link": request.build_absolute_uri(reverse("advising:share_with", args=[seat.office.share_code])),
        "sees_audit": allows(seat, Action.SEE_AUDIT),
        "invitations": team.open_invitations(seat.office).select_related("invited_by") if manages else [],
    }
    return render(request, "advising/team/team.html", context)


def _seats(seat: OfficeMember) -> QuerySet[OfficeMember]:
    seats = OfficeMember.objects.filter(office=seat.office_id).select_related("user")
    # Office and assignee as constants, so that the index of the list counts.
    assigned = ClientFile.objects.filter(office=seat.office_id, assignee=OuterRef("user")).order_by()
    files = assigned.values("assignee").annotate(how_many=Count("pk"))
    factors = Authenticator.objects.filter(user=OuterRef("user")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return seats.annotate(
        clients=Coalesce(Subquery(files.values("how_many")), 0),
        has_second_factor=Exists(factors),
    ).order_by("user__first_name", "user__username", "pk")


@require_http_methods(["GET", "POST"])
def invite_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Offer a seat to somebody by e-mail."""
    form = InviteForm(_typed(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = _invite(request, seat, form)
            if not form.errors:
                messages.success(request, _("The invitation is on its way."))
                return redirect("advising:team", office_id=seat.office_id)
    return render(request, "advising/team/invite.html", {"form": form, "office": seat.office}, status=status)


def _invite(request: HttpRequest, seat: OfficeMember, form: InviteForm) -> int:
    """Make and mail it, or say in the form why not; gives the status of the answer."""
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    if not ratelimit.consume(request, app="allauth.account", action="invite_staff", user=request.user):
        form.add_error(None, _("You sent many invitations. Wait an hour, then try again."))
        return 429
    try:
        new = team.invite(seat.office, email, role, by=seat.user)
    except team.MemberAlready:
        form.add_error("email", _("Somebody with this address works here already"))
        return 422
    except team.TooManyInvitations:
        form.add_error(None, _("There are many open invitations. Take back some that you do not need."))
        return 422
    if new is not None:
        try:
            send_invitation(new)
        except NotSent:
            team.take_back(new.invitation, by=seat.user)
            form.add_error("email", _("The mail could not be sent. Check the address, then try again."))
            return 502
    return 200


@require_POST
def take_back_invitation(request: HttpRequest, seat: OfficeMember, invitation_id: int) -> HttpResponse:
    """End an invitation before it is accepted."""
    invitation = get_object_or_404(seat.office.invitations, pk=invitation_id)
    team.take_back(invitation, by=seat.user)
    messages.success(request, _("The invitation is taken back. Its link no longer works."))
    return redirect("advising:team", office_id=seat.office_id)


@require_http_methods(["GET", "POST"])
def seat_page(request: HttpRequest, seat: OfficeMember, seat_id: int) -> HttpResponse:
    """One person's role."""
    other = _seat_here(seat, seat_id)
    form = RoleForm(_typed(request), initial={"role": other.role, "was": other.role})
    if request.method == "POST" and form.is_valid():
        try:
            team.change_role(other, form.cleaned_data["role"], was=form.cleaned_data["was"], by=seat.user)
        except team.LastOwner:
            form.add_error("role", _("An office needs an owner. Make somebody else an owner first."))
        except team.ChangedMeanwhile:
            form.add_error("role", _("Somebody else changed this role meanwhile. Look at it again."))
            form.data = {**request.POST.dict(), "was": other.role}
        else:
            messages.success(request, _("The role is saved."))
            return redirect("advising:team", office_id=seat.office_id)
    context = {"form": form, "office": seat.office, "other": other, "is_me": other.user_id == seat.user_id}
    return render(request, "advising/team/seat.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def remove_page(request: HttpRequest, seat: OfficeMember, seat_id: int) -> HttpResponse:
    """Say what follows, then take the seat away. A second press finds it gone, which is what was wanted."""
    if request.method == "POST" and not OfficeMember.objects.filter(pk=seat_id).exists():
        return redirect("advising:team", office_id=seat.office_id)
    return _take_away(request, seat, _seat_here(seat, seat_id))


@require_http_methods(["GET", "POST"])
def leave_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Leave the office oneself."""
    return _take_away(request, seat, seat)


def _take_away(request: HttpRequest, seat: OfficeMember, going: OfficeMember) -> HttpResponse:
    is_me = going.pk == seat.pk
    last_owner = team.is_last_owner(going)
    if request.method == "POST":
        try:
            team.remove(going, by=seat.user)
        except team.LastOwner:
            last_owner = True
        else:
            messages.success(request, _("You have left the office.") if is_me else _("The person has left the office."))
            return redirect("advising:drafts") if is_me else redirect("advising:team", office_id=seat.office_id)
    context = {
        "office": seat.office,
        "other": going,
        "is_me": is_me,
        "last_owner": last_owner,
        "clients": seat.office.files.filter(assignee=going.user_id).count(),
    }
    return render(request, "advising/team/remove.html", context, status=409 if request.method == "POST" else 200)


def _typed(request: HttpRequest) -> QueryDict | None:
    """An empty form that is sent is not the same as one that is opened."""
    return request.POST if request.method == "POST" else None


def _seat_here(seat: OfficeMember, seat_id: int) -> OfficeMember:
    return get_object_or_404(OfficeMember.objects.select_related("user"), office=seat.office_id, pk=seat_id)
