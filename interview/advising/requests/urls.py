"""Addresses of requests to families, and of clients that an office begins."""

from __future__ import annotations

from django.urls import URLPattern, path

from interview.advising.desk import file_page, office_page
from interview.advising.requests.asking import ask_page, withdraw_page
from interview.advising.requests.begin_pages import begin_page, invite_page, invited_page, stop_invitation_page
from interview.advising.requests.details_pages import details_page
from interview.advising.requests.family_pages import asked_page, reply_page
from interview.advising.requests.mail_pages import no_mail_page
from interview.advising.requests.office_pages import requests_page
from interview.advising.requests.text_pages import text_page, texts_page
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    # The family's
    path("interview/<uuid:draft_id>/asked/", asked_page, name="asked"),
    path("interview/<uuid:draft_id>/asked/<uuid:request_id>/", reply_page, name="reply"),
    path("mails-from-advisors/<str:token>/", no_mail_page, name="no_mail"),
    path("invited/<str:token>/", invited_page, name="invited"),
    # A client's
    file_page("ask/", Action.ASK, ask_page, name="ask"),
    file_page("requests/<uuid:request_id>/withdraw/", Action.ASK, withdraw_page, name="withdraw"),
    file_page("details/", Action.CREATE, details_page, name="details"),
    file_page("invite/", Action.CREATE, invite_page, name="invite_family"),
    file_page("invite/stop/", Action.CREATE, stop_invitation_page, name="stop_invitation"),
    # The office's
    office_page("clients/new/", Action.CREATE, begin_page, name="begin"),
    office_page("requests/", Action.SEE, requests_page, name="requests"),
    office_page("requests/texts/", Action.MANAGE_TEXTS, texts_page, name="texts"),
    office_page("requests/texts/new/", Action.MANAGE_TEXTS, text_page, name="new_text"),
    office_page("requests/texts/<int:text_id>/", Action.MANAGE_TEXTS, text_page, name="text"),
]
