"""Addresses of statuses, notes, sign-offs and the activity."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.desk import file_page
from interview.advising.workflow.activity_pages import activity_page, family_activity_page
from interview.advising.workflow.note_pages import edit_page, notes_page, pin_note_view
from interview.advising.workflow.signing_pages import reopen_page, sign_page, signed_page
from interview.advising.workflow.status_pages import assign_page, status_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    file_page("status/", Action.MOVE, status_page, name="status"),
    file_page("assign/", Action.ASSIGN, assign_page, name="assign"),
    file_page("notes/", Action.SEE, notes_page, name="notes"),
    file_page("notes/<int:note_id>/", Action.NOTE, edit_page, name="note"),
    file_page("notes/<int:note_id>/pin/", Action.NOTE, pin_note_view, name="pin_note"),
    file_page("activity/", Action.SEE, activity_page, name="activity"),
    file_page("sign-off/", Action.SIGN_OFF, sign_page, name="sign"),
    file_page("signed/", Action.SEE, signed_page, name="signed"),
    file_page("reopen/", Action.REOPEN, reopen_page, name="reopen"),
    path("interview/<uuid:draft_id>/office-activity/", family_activity_page, name="family_activity"),
]
