"""The addresses where an office begins its day."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
