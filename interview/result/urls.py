"""Addresses of the result. They come before the interview's, whose screens take every other name below a draft."""

from __future__ import annotations

from django.urls import path

from interview.result.views import calendar, show

app_name = "result"

urlpatterns = [
    path("interview/<uuid:draft_id>/result/", show, name="show"),
    path("interview/<uuid:draft_id>/result/dates.ics", calendar, name="calendar"),
]
