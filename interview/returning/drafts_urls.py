"""Addresses of a family's list of drafts, and of what can be done with one of them."""

from __future__ import annotations

from django.urls import path

from interview.returning.my_drafts import copy_page, delete_page, download, my_drafts, name_page, restore

app_name = "drafts"

urlpatterns = [
    path("drafts/", my_drafts, name="list"),
    path("drafts/<uuid:draft_id>/name/", name_page, name="name"),
    path("drafts/<uuid:draft_id>/copy/", copy_page, name="copy"),
    path("drafts/<uuid:draft_id>/download/", download, name="download"),
    path("drafts/<uuid:draft_id>/delete/", delete_page, name="delete"),
    path("drafts/<uuid:draft_id>/restore/", restore, name="restore"),
]
