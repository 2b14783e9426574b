"""Addresses of the team, its invitations and the settings of an office."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
