"""Offices and their members in Django's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Field, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from interview.firms.activity import SETTINGS, Change, record
from interview.firms.office_models import Office, OfficeMember
from interview.firms.team import give_back_clients, role_was_changed, seat_was_given
from interview.identity_numbers import refuse_identity_numbers

if TYPE_CHECKING:
    OfficeModelAdmin = admin.ModelAdmin[Office]
    MemberInline = admin.StackedInline[OfficeMember, Office]
    MembersFormSet = BaseInlineFormSet[OfficeMember, Office, ModelForm[OfficeMember]]
    StaffModelAdmin = UserAdmin[User]
    AnyModelAdmin = admin.ModelAdmin[Any]
    StaffGroupModelAdmin = GroupAdmin
else:
    AnyModelAdmin = admin.ModelAdmin
    StaffGroupModelAdmin = GroupAdmin
    StaffModelAdmin = UserAdmin
    OfficeModelAdmin = admin.ModelAdmin
    MemberInline = admin.StackedInline
    MembersFormSet = BaseInlineFormSet

TYPED_BY_STAFF = frozenset({"name", "username", "first_name", "last_name", "email"})


class SeatsFormSet(MembersFormSet):
    """The seats of an office: if there are any, one is an owner's, for somebody has to invite the others."""

    def clean(self) -> None:
        """Count the owners that would be left."""
        super().clean()
        kept = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]
        kept = [row for row in kept if row.get("user") and not row.get("DELETE")]
        owners = [row for row in kept if row.get("role") == OfficeMember.Role.OWNER and row["user"].is_active]
        if kept and not owners:
            raise ValidationError(_("An office needs an owner."))


class OfficeMemberInline(MemberInline):
    """The advisors of an office, from a plain list: the admin's searching list would need inline styles."""

    model = OfficeMember
    formset = SeatsFormSet
    extra = 1


@admin.register(Office)
class OfficeAdmin(OfficeModelAdmin):
    """An office, its generated share code, and who works there."""

    list_display = ("name", "code_for_families", "seats")
    search_fields = ("name",)
    fields = ("name", "code_for_families", "only_own_clients", "second_person_signs")
    readonly_fields = ("code_for_families",)
    inlines = (OfficeMemberInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Office]:
        return super().get_queryset(request).annotate(seat_count=Count("members"))

    def has_delete_permission(self, _request: HttpRequest, _obj: Office | None = None) -> bool:
        """The record of what happened in an office stays, and so does the office."""
        return False

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: bool) -> None:
        """What an owner's change of the settings writes down, an admin's writes down too."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if change:
                for name in form.changed_data:
                    told = Change(page=name, old=form.initial.get(name), new=getattr(obj, name))
                    record(SETTINGS, obj, actor=cast(User, request.user), change=told)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """New seats, other roles and removed ones, each with what follows from it."""
        by = cast(User, request.user)
        with transaction.atomic():
            roles = dict(OfficeMember.objects.filter(office=form.instance).values_list("pk", "role"))
            formset.save(commit=False)
            for seat in formset.deleted_objects:
                seat.removed_by = by
                seat.delete()
            for seat in formset.new_objects:
                seat.save()
                seat_was_given(seat, by=by)
            for seat, _fields in formset.changed_objects:
                seat.save()
                role_was_changed(seat, was=roles[seat.pk], by=by)

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

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Whoever can no longer sign in has no clients either."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if change and "is_active" in form.changed_data and not obj.is_active:
                for office in obj.seats.values_list("office", flat=True):
                    give_back_clients(obj, office, by=cast(User, request.user))


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
