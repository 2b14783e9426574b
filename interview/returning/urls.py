"""Addresses by which a family comes back."""

from __future__ import annotations

from django.urls import path

from interview.returning.come_back import ask_page, code_page, devices_page, forget_device, link_page, stop_page

app_name = "returning"

urlpatterns = [
    path("come-back/", ask_page, name="ask"),
    path("come-back/<uuid:address_id>/", link_page, name="link"),
    path("come-back/<uuid:address_id>/code/", code_page, name="code"),
    path("devices/", devices_page, name="devices"),
    path("devices/<uuid:device_id>/forget/", forget_device, name="forget"),
    path("reminders/<str:token>/stop/", stop_page, name="stop"),
]
