"""Addresses of the list of clients."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.clients.saved_views import columns_page, view_page, views_page
from interview.advising.clients.views import changed_page, clients_page, drafts_page, looked_at
from interview.advising.desk import file_page, office_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    path("advisor/drafts/", drafts_page, name="drafts"),
    office_page("clients/", Action.SEE, clients_page, name="clients"),
    office_page("clients/columns/", Action.SEE, columns_page, name="columns"),
    office_page("clients/views/", Action.SEE, views_page, name="views"),
    office_page("clients/views/<int:view_id>/", Action.SEE, view_page, name="view"),
    office_page("changed/", Action.SEE, changed_page, name="changed"),
    file_page("looked-at/", Action.NOTE, looked_at, name="looked_at"),
]
