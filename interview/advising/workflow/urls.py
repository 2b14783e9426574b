"""Addresses of statuses, notes, sign-offs and the activity."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
