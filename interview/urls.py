"""Addresses of the interview and everything around it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from interview.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
]
