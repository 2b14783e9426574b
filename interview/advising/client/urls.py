"""Addresses of one client's answers and result."""

from __future__ import annotations

from django.urls import URLPattern

from interview.advising.client.comparing import compare_page
from interview.advising.client.flagging import flag_page
from interview.advising.client.history import history_page, undo
from interview.advising.client.views import draft_page
from interview.advising.desk import file_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    file_page("", Action.SEE, draft_page, name="draft"),
    file_page("answers/<slug:page>/", Action.SEE, history_page, name="answer_history"),
    file_page("changes/<int:change_id>/undo/", Action.ANSWER, undo, name="undo_change"),
    file_page("compare/", Action.SEE, compare_page, name="compare_return"),
    file_page("flag/", Action.NOTE, flag_page, name="flag"),
]
