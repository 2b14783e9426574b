"""Addresses of sharing, and of the advisors' pages."""

from __future__ import annotations

from django.urls import path

from interview.advising.advisor_pages import changed_page, draft_page, drafts_page, looked_at
from interview.advising.family_pages import consent_page, share_page, stop_page

app_name = "advising"

urlpatterns = [
    path("interview/<uuid:draft_id>/share/", share_page, name="share"),
    path("interview/<uuid:draft_id>/share/stop/", stop_page, name="stop"),
    path("interview/<uuid:draft_id>/share/<str:code>/", consent_page, name="consent"),
    path("advisor/drafts/", drafts_page, name="drafts"),
    path("advisor/changed/", changed_page, name="changed"),
    path("advisor/drafts/<uuid:draft_id>/looked-at/", looked_at, name="looked_at"),
    path("advisor/drafts/<uuid:draft_id>/", draft_page, name="draft"),
]
