"""The addresses where an office begins its day."""

from __future__ import annotations

from django.urls import URLPattern

from interview.advising.dashboard.views import dashboard_page
from interview.advising.desk import office_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    office_page("", Action.SEE, dashboard_page, name="dashboard"),
]
