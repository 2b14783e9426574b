"""Addresses of the interview. The screens come last: their address takes any name."""

from __future__ import annotations

from django.urls import path

from interview.wizard.children_list import child_add, child_remove, child_restore
from interview.wizard.forms import PageForm
from interview.wizard.income_list import income_add, income_remove, income_restore
from interview.wizard.language_switch import InterviewInLanguages
from interview.wizard.review import review
from interview.wizard.screen_map import screen_map
from interview.wizard.section_list import section_list
from interview.wizard.signed_off import unless_signed_off
from interview.wizard.start import deepen, hidden, resume, start
from interview.wizard.unsent import keep

app_name = "wizard"

urlpatterns = [
    path("staff/map/", screen_map, name="map"),
    path("interview/start/", start, name="start"),
    path("interview/<uuid:draft_id>/", unless_signed_off(resume), name="resume"),
    path("interview/<uuid:draft_id>/all-questions/", unless_signed_off(deepen), name="deepen"),
    path("interview/<uuid:draft_id>/sections/", unless_signed_off(section_list), name="sections"),
    path("interview/<uuid:draft_id>/review/", unless_signed_off(review), name="review"),
    path("interview/<uuid:draft_id>/children/add/", unless_signed_off(child_add), name="child_add"),
    path("interview/<uuid:draft_id>/children/<slug:key>/remove/", unless_signed_off(child_remove), name="child_remove"),
    path(
        "interview/<uuid:draft_id>/children/<slug:key>/restore/", unless_signed_off(child_restore), name="child_restore"
    ),
    path("interview/<uuid:draft_id>/pay/<slug:key>/add/", unless_signed_off(income_add), name="income_add"),
    path("interview/<uuid:draft_id>/pay/<slug:key>/remove/", unless_signed_off(income_remove), name="income_remove"),
    path("interview/<uuid:draft_id>/pay/<slug:key>/restore/", unless_signed_off(income_restore), name="income_restore"),
    path("interview/<uuid:draft_id>/hidden/", unless_signed_off(hidden), name="hidden"),
    path("interview/<uuid:draft_id>/<slug:step>/typed/", unless_signed_off(keep), name="keep"),
    path(
        "interview/<uuid:draft_id>/<slug:step>/",
        # The form list is worked out for each family; django-formtools only wants one that is not empty.
        unless_signed_off(
            InterviewInLanguages.as_view([("page", PageForm)], url_name="wizard:page", done_step_name="review")
        ),
        name="page",
    ),
]
