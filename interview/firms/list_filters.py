"""What the list of clients can be narrowed down by, as a form: the same words check an address and label its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from interview.firms.file_models import ClientFile
from interview.firms.what_blocks import WHAT_BLOCKS
from interview.identity_numbers import refuse_identity_numbers

Status, WaitingOn = ClientFile.Status, ClientFile.WaitingOn
ME, NOBODY = "me", "nobody"
MANY_CHILDREN = 4
"""The last choice of children: so many or more."""
CHECKED, SELECTED = mark_safe(" checked"), mark_safe(" selected")
LONGEST_SEARCH = 100
MOST_DAYS = 3650
MOST_DOLLARS = 10**8 - 1
"""Eight digits: nine could be a Social Security number, which would stand in the address and in saved views."""

STAGES = {
    "active": (_("Active"), (Status.RECEIVED, Status.IN_REVIEW, Status.WAITING_FAMILY, Status.READY)),
    "advised": (_("Advised or claimed"), (Status.ADVISED, Status.CLAIMED)),
    "resting": (_("Resting or done"), (Status.ON_HOLD, Status.STALE, Status.PAID, Status.CLOSED)),
}
ROUTES = {
    "no_exclusion": _("Without Form 2555"),
    "exclude_filer": _("Form 2555 for the filer"),
    "exclude_spouse": _("Form 2555 for the spouse"),
    "exclude_both": _("Form 2555 for both"),
}
LANGUAGES = dict(settings.LANGUAGES)
CHILDREN = [(str(number), str(number)) for number in range(MANY_CHILDREN)]


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick. The page has nearly a hundred: Django's template for each of them took as long as all else."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """All boxes with their labels."""
        given, chosen = dict(attrs or {}), {str(each) for each in value or ()}
        start, more = given.pop("id", name), flatatt(given)
        return format_html_join(
            "",
            '<label class="pick-tick"><input type="checkbox" name="{}" value="{}" id="{}_{}"{}{}><span>{}</span>'
            "</label>",
            (
                (name, code, start, place, more, CHECKED if str(code) in chosen else "", label)
                for place, (code, label) in enumerate(self.choices)
            ),
        )


class Picks(forms.SelectMultiple):
    """A list to pick from, with every country of the world in it; the same care."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list."""
        chosen = {str(each) for each in value or ()}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, SELECTED if str(code) in chosen else "", label) for code, label in self.choices),
        )
        return format_html('<select name="{}" multiple{}>{}</select>', name, flatatt(attrs or {}), options)


class Several(forms.TypedMultipleChoiceField):
    """Any of these; none of them ticked: whatever it is."""

    widget = Ticks

    def __init__(self, label: Any, choices: Any, *, coerce: Callable[[Any], Any] = str, **more: Any) -> None:
        super().__init__(label=label, choices=choices, coerce=coerce, required=False, **more)


class SeveralWords(forms.MultipleChoiceField):
    """Any of these words, where only the page knows which there are: years, people."""

    widget = Ticks

    def __init__(self, label: Any, pattern: str) -> None:
        super().__init__(label=label, required=False)
        self._check = RegexValidator(pattern, _("Choose one of the list"))

    def validate(self, value: list[str]) -> None:
        """Every word has the shape of one."""
        for word in value:
            self._check(word)


def _day(label: Any) -> forms.DateField:
    # The field of a browser sends ISO dates in every language.
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"})
    return forms.DateField(label=label, required=False, input_formats=["%Y-%m-%d"], widget=widget)


class Filters(forms.Form):
    """The filters in the order in which the list shows them. Whichever is empty lets every client through."""

    use_required_attribute = False
    q = forms.CharField(
        label=_("Name, reference, email, or words of a note"),
        max_length=LONGEST_SEARCH,
        required=False,
        validators=[refuse_identity_numbers],
        widget=forms.TextInput(attrs={"class": "input", "type": "search", "autocomplete": "off"}),
    )
    stage = Several(_("Stage"), [(code, label) for code, (label, _statuses) in STAGES.items()])
    status = Several(_("Status"), Status.choices)
    year = SeveralWords(_("Tax year"), r"^20\d\d\Z")
    assignee = SeveralWords(_("Assigned to"), rf"^({ME}|{NOBODY}|\d{{1,18}})\Z")
    waiting = Several(_("Waiting on"), WaitingOn.choices)
    blocked = Several(_("What blocks"), list(WHAT_BLOCKS.items()))
    route = Several(_("Better route"), list(ROUTES.items()))
    children = Several(_("Children"), [*CHILDREN, (str(MANY_CHILDREN), _("4 or more"))], coerce=int)
    gain = forms.IntegerField(label=_("Could gain at least"), required=False, min_value=0, max_value=MOST_DOLLARS)
    due_in = forms.IntegerField(label=_("Next date within days"), required=False, min_value=0, max_value=MOST_DAYS)
    due_by = _day(_("Next date on or before"))
    changed_since = _day(_("Active since"))
    open = forms.BooleanField(label=_("Has open answers"), required=False)
    flagged = forms.BooleanField(label=_("Flagged"), required=False)
    old_figures = forms.BooleanField(label=_("Worked out with older figures"), required=False)
    new_figures = forms.BooleanField(label=_("Changed by new figures"), required=False)
    country = Several(_("Country"), lambda: list(countries), widget=Picks)
    language = Several(_("Language"), list(LANGUAGES.items()))
