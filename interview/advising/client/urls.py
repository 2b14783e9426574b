"""Addresses of one client's answers and result."""

from __future__ import annotations

from django.urls import URLPattern

from interview.advising.client.views import draft_page
from interview.advising.desk import file_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    file_page("", Action.SEE, draft_page, name="draft"),
]
