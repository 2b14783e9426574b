"""Addresses of the pages that anybody may read, with nothing kept about the reader."""

from __future__ import annotations

from django.urls import path

from interview.public.views import claims, credit, two_routes

app_name = "public"

urlpatterns = [
    path("what-others-say/", claims, name="claims"),
    path("calculators/credit/", credit, name="credit"),
    path("calculators/two-ways/", two_routes, name="two_routes"),
]
