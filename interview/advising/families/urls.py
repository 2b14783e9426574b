"""The family's addresses: share a draft, see who reads it, stop."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.families.family_pages import consent_page, share_page, stop_page

urlpatterns: list[URLPattern] = [
    path("interview/<uuid:draft_id>/share/", share_page, name="share"),
    path("interview/<uuid:draft_id>/share/stop/", stop_page, name="stop"),
    path("interview/<uuid:draft_id>/share/<str:code>/", consent_page, name="consent"),
]
