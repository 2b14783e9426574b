"""Addresses of an office's team, its settings and its record; and the one by which somebody new comes in."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.desk import office_page
from interview.advising.team.audit import audit_export, audit_page
from interview.advising.team.joining import invitation_page
from interview.advising.team.office_settings import new_code, settings_page
from interview.advising.team.views import (
    invite_page,
    leave_page,
    remove_page,
    seat_page,
    take_back_invitation,
    team_page,
)
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    office_page("team/", Action.SEE, team_page, name="team"),
    office_page("team/invite/", Action.MANAGE_TEAM, invite_page, name="invite"),
    office_page(
        "team/invitations/<int:invitation_id>/take-back/",
        Action.MANAGE_TEAM,
        take_back_invitation,
        name="take_back_invitation",
    ),
    office_page("team/seats/<int:seat_id>/", Action.MANAGE_TEAM, seat_page, name="seat"),
    office_page("team/seats/<int:seat_id>/remove/", Action.MANAGE_TEAM, remove_page, name="remove_seat"),
    office_page("team/leave/", Action.SEE, leave_page, name="leave"),
    office_page("settings/", Action.MANAGE_TEAM, settings_page, name="settings"),
    office_page("settings/new-code/", Action.MANAGE_TEAM, new_code, name="new_code"),
    office_page("audit/", Action.SEE_AUDIT, audit_page, name="audit"),
    office_page("audit/export/", Action.SEE_AUDIT, audit_export, name="audit_export"),
    # Whoever is invited has no seat yet: the token in the address is the right.
    path("advisor/invitation/<str:token>/", invitation_page, name="invitation"),
]
