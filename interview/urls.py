"""Addresses of the interview and everything around it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from interview.public.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("interview.public.urls")),
    # Sharing and results come before the interview, whose pages take every other name below a draft.
    path("", include("interview.advising.urls")),
    path("", include("interview.result.urls")),
    path("", include("interview.returning.drafts_urls")),
    path("", include("interview.returning.urls")),
    path("", include("interview.wizard.urls")),
]
