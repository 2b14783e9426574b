"""Addresses of the list of clients."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.clients.views import changed_page, drafts_page, looked_at

urlpatterns: list[URLPattern] = [
    path("advisor/drafts/", drafts_page, name="drafts"),
    path("advisor/changed/", changed_page, name="changed"),
    path("advisor/drafts/<uuid:draft_id>/looked-at/", looked_at, name="looked_at"),
]
