"""Offices and their members in Django's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Count, Field, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from interview.firms.office_models import Office, OfficeMember
from interview.identity_numbers import refuse_identity_numbers

if TYPE_CHECKING:
    OfficeModelAdmin = admin.ModelAdmin[Office]
    MemberInline = admin.StackedInline[OfficeMember, Office]
    StaffModelAdmin = UserAdmin[User]
    AnyModelAdmin = admin.ModelAdmin[Any]
    StaffGroupModelAdmin = GroupAdmin
else:
    AnyModelAdmin = admin.ModelAdmin
    StaffGroupModelAdmin = GroupAdmin
    StaffModelAdmin = UserAdmin
    OfficeModelAdmin = admin.ModelAdmin
    MemberInline = admin.StackedInline

TYPED_BY_STAFF = frozenset({"name", "username", "first_name", "last_name", "email"})


class OfficeMemberInline(MemberInline):
    """The advisors of an office, from a plain list: the admin's searching list would need inline styles."""

    model = OfficeMember
    extra = 1


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


class WithoutIdentityNumbers(AnyModelAdmin):
    """No text that staff type into Django's own models may hold a tax number."""

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in TYPED_BY_STAFF and field is not None:
            field.validators.append(refuse_identity_numbers)
        return field


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.unregister(EmailAddress)  # an account's address stands on the account itself
admin.site.unregister(Authenticator)


@admin.register(User)
class StaffAdmin(WithoutIdentityNumbers, StaffModelAdmin):
    """Accounts of advisors and admins, without the two-list widget and split dates that screen readers stumble over."""

    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")


@admin.register(Authenticator)
class SecondFactorAdmin(AnyModelAdmin):
    """Second factors, to delete one that somebody has lost. Their secrets are not shown, and nobody adds one here."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    fields = list_display
    readonly_fields = list_display

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False


@admin.register(Group)
class StaffGroupAdmin(WithoutIdentityNumbers, StaffGroupModelAdmin):
    """Groups of rights."""
