"""What an owner decides for the whole office."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interview.advising.team.forms import SettingsForm
from interview.firms.activity import SETTINGS, Change, record
from interview.firms.office_models import Office, OfficeMember
from interview.firms.share_codes import new_share_code


@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Name, whose clients are seen by whom, and who signs off."""
    with transaction.atomic():
        office = Office.objects.select_for_update().get(pk=seat.office_id)
        before = {name: getattr(office, name) for name in SettingsForm.Meta.fields}
        form = SettingsForm(request.POST if request.method == "POST" else None, instance=office)
        if request.method == "POST" and form.is_valid():
            changed = [name for name in form.changed_data if getattr(office, name) != before[name]]
            Office.objects.filter(pk=office.pk).update(**{name: getattr(office, name) for name in changed})
            for name in changed:
                change = Change(page=name, old=before[name], new=getattr(office, name))
                record(SETTINGS, office, actor=seat.user, change=change)
            messages.success(request, _("Saved."))
            return redirect("advising:settings", office_id=office.pk)
    shown = {"form": form, "office": seat.office}
    return render(request, "advising/team/settings.html", shown, status=422 if form.errors else 200)


@require_POST
def new_code(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Another code for families. `was` is the code on the page: pressing twice makes one new code, not two."""
    with transaction.atomic():
        office = Office.objects.select_for_update().get(pk=seat.office_id)
        if request.POST.get("was") == office.share_code:
            Office.objects.filter(pk=office.pk).update(share_code=new_share_code())
            # The codes themselves are no part of the record: who reads it may not hand them out.
            record(SETTINGS, office, actor=seat.user, change=Change(page="share_code"))
            messages.success(request, _("This office has a new code."))
    return redirect("advising:settings", office_id=seat.office_id)
