"""Views of the list that somebody saves, for themselves or for the whole office, and the columns that they want."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from interview.advising.clients.columns import COLUMNS, USUAL, UnknownSort, chosen_columns, read_sort
from interview.advising.clients.views_of_list import MOST_VIEWS
from interview.firms.job_models import SavedView
from interview.firms.list_query import canonical, read
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows
from interview.identity_numbers import refuse_identity_numbers

LONGEST_QUERY = 1_000
UNREADABLE = 422


class ViewForm(forms.Form):
    """The name of a view, and who sees it."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Name of the view"),
        max_length=60,
        validators=[refuse_identity_numbers],
        error_messages={"required": gettext_lazy("Give the view a name")},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    shared = forms.BooleanField(label=gettext_lazy("Everybody in the office sees it"), required=False)
    query = forms.CharField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)

    def __init__(self, seat: OfficeMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not allows(seat, Action.SHARE_VIEWS):
            del self.fields["shared"]

    def clean_query(self) -> str:
        """Only a list that can be shown is kept, without the place in it."""
        query = canonical(self.cleaned_data["query"], "sort", "columns")
        try:
            read_sort(QueryDict(query).get("sort", ""))
        except UnknownSort:
            raise ValidationError(_("This list cannot be saved"), code="unknown") from None
        if not read(query).is_valid():
            raise ValidationError(_("This list cannot be saved"), code="unknown")
        return query


@require_http_methods(["GET", "HEAD", "POST"])
def views_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """The views that somebody may change, and a form that saves the list they come from."""
    form = ViewForm(seat, request.POST or None, initial={"query": request.GET.get("query", "")})
    if request.method == "POST" and form.is_valid():
        if _own(seat).count() >= MOST_VIEWS:
            form.add_error(None, _("You have as many views as fit. Delete one first."))
        else:
            given = form.cleaned_data
            SavedView.objects.update_or_create(
                office=seat.office,
                owner=seat.user,
                name=given["name"],
                defaults={"query": given["query"], "shared": given.get("shared", False)},
            )
            return redirect(_list(seat, given["query"]))
    context = {"seat": seat, "form": form, "views": _changeable(seat), "most": MOST_VIEWS}
    return render(request, "advising/clients/views.html", context, status=UNREADABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def view_page(request: HttpRequest, seat: OfficeMember, view_id: int) -> HttpResponse:
    """Rename one view, share it or not, or delete it."""
    view = get_object_or_404(_changeable(seat), pk=view_id)
    if request.POST.get("do") == "delete":
        view.delete()
        return redirect("advising:views", seat.office_id)
    initial = {"name": view.name, "shared": view.shared, "query": view.query}
    form = ViewForm(seat, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        view.name, view.shared = form.cleaned_data["name"], form.cleaned_data.get("shared", view.shared)
        view.save(update_fields=["name", "shared"])
        return redirect("advising:views", seat.office_id)
    context = {"seat": seat, "form": form, "view": view}
    return render(request, "advising/clients/view.html", context, status=UNREADABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def columns_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Which columns somebody sees in this office, and in which order."""
    query = canonical(request.POST.get("query", "") or request.GET.get("query", ""), "sort")
    chosen = chosen_columns("", seat.columns)
    if request.method == "POST":
        if request.POST.get("do") == "usual":
            return _keep(seat, [], query)
        chosen = _ordered(request.POST.getlist("column"), request.POST.get("do", ""))
        if request.POST.get("do", "save") == "save":
            return _keep(seat, chosen, query)
    rest = [code for code in (*USUAL, *COLUMNS) if code not in chosen]
    context = {
        "seat": seat,
        "query": query,
        "chosen": [(code, COLUMNS[code].label) for code in chosen],
        "rest": [(code, COLUMNS[code].label) for code in dict.fromkeys(rest)],
    }
    return render(request, "advising/clients/columns.html", context)


def _ordered(ticked: list[str], do: str) -> list[str]:
    """The ticked columns, one of them a place further up or down if its button was pressed."""
    chosen = list(dict.fromkeys(code for code in ticked if code in COLUMNS))
    way, _colon, code = do.partition(":")
    if code in chosen and way in ("up", "down"):
        old = chosen.index(code)
        chosen.insert(max(0, old + (1 if way == "down" else -1)), chosen.pop(old))
    return chosen


def _keep(seat: OfficeMember, columns: list[str], query: str) -> HttpResponse:
    seat.columns = [] if columns == list(USUAL) else columns
    seat.save(update_fields=["columns"])
    return redirect(_list(seat, query))


def _list(seat: OfficeMember, query: str) -> str:
    return f"{reverse('advising:clients', args=[seat.office_id])}{'?' if query else ''}{query}"


def _own(seat: OfficeMember) -> QuerySet[SavedView]:
    return SavedView.objects.filter(office=seat.office_id, owner=seat.user_id)


def _changeable(seat: OfficeMember) -> QuerySet[SavedView]:
    """One's own; whoever manages the office may also tidy up the shared ones."""
    mine = Q(owner=seat.user_id)
    if allows(seat, Action.MANAGE_TEAM):
        mine |= Q(shared=True)
    return SavedView.objects.filter(mine, office=seat.office_id).select_related("owner").order_by("name", "pk")
