"""The family's addresses: share a draft, see who reads it and what they changed, stop."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.families.family_pages import consent_page, say_page, share_page, stop_page
from interview.advising.families.link_page import link_page
from interview.advising.families.told import read_told, told_page, undo_told

urlpatterns: list[URLPattern] = [
    path("share-with/<str:code>/", link_page, name="share_with"),
    path("interview/<uuid:draft_id>/share/", share_page, name="share"),
    path("interview/<uuid:draft_id>/share/say/", say_page, name="say"),
    path("interview/<uuid:draft_id>/share/stop/", stop_page, name="stop"),
    path("interview/<uuid:draft_id>/share/<str:code>/", consent_page, name="consent"),
    path("interview/<uuid:draft_id>/told/", told_page, name="told"),
    path("interview/<uuid:draft_id>/told/read/", read_told, name="read_told"),
    path("interview/<uuid:draft_id>/told/<int:change_id>/undo/", undo_told, name="undo_told"),
]
