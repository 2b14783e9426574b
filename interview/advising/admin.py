"""Offices and their members in Django's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from interview.advising.models import Office, OfficeMember

if TYPE_CHECKING:
    OfficeModelAdmin = admin.ModelAdmin[Office]
    MemberInline = admin.TabularInline[OfficeMember, Office]
else:
    OfficeModelAdmin = admin.ModelAdmin
    MemberInline = admin.TabularInline


class OfficeMemberInline(MemberInline):
    """The advisors of an office."""

    model = OfficeMember
    extra = 1
    autocomplete_fields = ("user",)


@admin.register(Office)
class OfficeAdmin(OfficeModelAdmin):
    """An office, its generated share code, and who works there."""

    list_display = ("name", "code_for_families", "seats")
    search_fields = ("name",)
    fields = ("name", "code_for_families")
    readonly_fields = ("code_for_families",)
    inlines = (OfficeMemberInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Office]:
        return super().get_queryset(request).annotate(seat_count=Count("members"))

    @admin.display(description=_("code for families"))
    def code_for_families(self, office: Office) -> str:
        """The code in groups of four; the program makes it when the office is saved."""
        return office.shown_code if office.pk else str(_("made when you save"))

    @admin.display(description=_("members"), ordering="seat_count")
    def seats(self, office: Office) -> int:
        """How many advisors work there."""
        return office.seat_count  # type: ignore[attr-defined, no-any-return]  # annotated above
