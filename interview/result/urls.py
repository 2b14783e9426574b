"""Addresses of the result. They come before the interview's, whose screens take every other name below a draft."""

from __future__ import annotations

from django.urls import path

from interview.result.keeping import seen, tick, undo
from interview.result.lines.views import compare_return, lines_text
from interview.result.open_years.views import open_years, start_year
from interview.result.take_away.sharing import links_page, shared_page, stop_page
from interview.result.take_away.views import calendar, household_and_assessment, pdf
from interview.result.views import show
from interview.result.years_ahead_page import show_years_ahead

app_name = "result"

urlpatterns = [
    path("interview/<uuid:draft_id>/result/", show, name="show"),
    path("interview/<uuid:draft_id>/result/lines.txt", lines_text, name="lines_text"),
    path("interview/<uuid:draft_id>/result/compare/", compare_return, name="compare_return"),
    path("interview/<uuid:draft_id>/result/dates.ics", calendar, name="calendar"),
    path("interview/<uuid:draft_id>/result/open-years/", open_years, name="open_years"),
    path("interview/<uuid:draft_id>/result/open-years/<int:tax_year>/", start_year, name="open_years_start"),
    path("interview/<uuid:draft_id>/result/report.pdf", pdf, name="pdf"),
    path("interview/<uuid:draft_id>/result/years-ahead/", show_years_ahead, name="years_ahead"),
    path("interview/<uuid:draft_id>/result/household.json", household_and_assessment, name="json"),
    path("interview/<uuid:draft_id>/result/undo/", undo, name="undo"),
    path("interview/<uuid:draft_id>/result/seen/", seen, name="seen"),
    path("interview/<uuid:draft_id>/result/steps/", tick, name="tick"),
    path("interview/<uuid:draft_id>/result/links/", links_page, name="links"),
    path("interview/<uuid:draft_id>/result/links/<uuid:link_id>/stop/", stop_page, name="stop_link"),
    # Also a link with something behind its key: an answer that names no address with the key in it.
    path("shared/<path:token>/", shared_page, name="shared"),
]
