"""Addresses of requests to families."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.desk import file_page
from interview.advising.requests.asking import ask_page, withdraw_page
from interview.advising.requests.family_pages import asked_page, reply_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    path("interview/<uuid:draft_id>/asked/", asked_page, name="asked"),
    path("interview/<uuid:draft_id>/asked/<uuid:request_id>/", reply_page, name="reply"),
    file_page("ask/", Action.ASK, ask_page, name="ask"),
    file_page("requests/<uuid:request_id>/withdraw/", Action.ASK, withdraw_page, name="withdraw"),
]
