"""Addresses of the list of clients."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.clients.views import changed_page, clients_page, drafts_page, looked_at
from interview.advising.desk import file_page, office_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    path("advisor/drafts/", drafts_page, name="drafts"),
    office_page("clients/", Action.SEE, clients_page, name="clients"),
    office_page("changed/", Action.SEE, changed_page, name="changed"),
    file_page("looked-at/", Action.NOTE, looked_at, name="looked_at"),
]
