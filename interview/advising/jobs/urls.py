"""Addresses of what is done in the background: bulk work, imports, exports, files of households."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
