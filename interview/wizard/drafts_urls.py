"""Addresses of a family's list of drafts."""

from __future__ import annotations

from django.urls import path

from interview.wizard.my_drafts import my_drafts

app_name = "drafts"

urlpatterns = [path("drafts/", my_drafts, name="list")]
