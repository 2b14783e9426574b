"""Addresses of what-if copies."""

from __future__ import annotations

from django.urls import URLPattern

from interview.advising.desk import file_page
from interview.advising.what_ifs.views import bring_up_to_date, delete, make, side_by_side, what_if
from interview.firms.rights import Action

urlpatterns: list[URLPattern] = [
    file_page("what-ifs/", Action.SEE, side_by_side, name="what_ifs"),
    file_page("what-ifs/make/", Action.ANSWER, make, name="what_if_make"),
    file_page("what-ifs/<int:copy_id>/", Action.ANSWER, what_if, name="what_if"),
    file_page("what-ifs/<int:copy_id>/newer/", Action.ANSWER, bring_up_to_date, name="what_if_newer"),
    file_page("what-ifs/<int:copy_id>/delete/", Action.ANSWER, delete, name="what_if_delete"),
]
