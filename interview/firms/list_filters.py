"""What the list of clients can be narrowed down by, as a form: the same words check an address and label its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from interview.firms.file_models import ClientFile
from interview.firms.what_blocks import WHAT_BLOCKS
from interview.identity_numbers import refuse_identity_numbers

Status, WaitingOn = ClientFile.Status, ClientFile.WaitingOn
ME, NOBODY = "me", "nobody"
MANY_CHILDREN = 4
"""The last choice of children: so many or more."""
INPUT = {"class": "input"}
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


class Entry(NamedTuple):
    """One choice as it is drawn: the HTML before and behind the mark that it gets when it is chosen."""

    code: str
    before: str
    behind: str


def _drawn(entries: Iterable[Entry], chosen: Iterable[Any] | None, mark: str) -> SafeString:
    codes = {str(code) for code in chosen or ()}
    return SafeString("".join(f"{before}{mark if code in codes else ''}{behind}" for code, before, behind in entries))


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick. The page has nearly a hundred: Django's template for each of them took as long as all else."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """All boxes with their labels."""
        given = dict(attrs or {})
        return _drawn(self.boxes(name, given.pop("id", name), flatatt(given)), value, " checked")

    def boxes(self, name: str, start: str, more: SafeString) -> Iterable[Entry]:
        """Each box; `start` begins its id, `more` are attributes of them all."""
        before_code = format_html('<label class="pick-tick"><input type="checkbox" name="{}" value="', name)
        start = conditional_escape(start)
        return [
            Entry(
                str(code),
                f'{before_code}{conditional_escape(str(code))}" id="{start}_{place}"{more}',
                f"><span>{conditional_escape(str(label))}</span></label>",
            )
            for place, (code, label) in enumerate(self.choices)
        ]


class TicksForAll(Ticks):
    """Boxes of the list's own filters that are the same for all who read a language, unlike years and people.

    They are drawn once.
    """

    def boxes(self, name: str, start: str, more: SafeString) -> Iterable[Entry]:
        """Each box, as it was drawn before."""
        return _boxes_for_all(name, start, more, get_language())


# What is kept are codes and words of this site, never what somebody chose. The language is that of the reader: it
# stands among the keys so that no other reader gets these words.
@lru_cache(maxsize=100)
def _boxes_for_all(name: str, start: str, more: SafeString, _language: str | None) -> Iterable[Entry]:
    widget = Filters.base_fields[name].widget
    assert isinstance(widget, TicksForAll)  # noqa: S101
    return Ticks(choices=widget.choices).boxes(name, start, more)


@lru_cache(maxsize=len(settings.LANGUAGES))
def _countries(_language: str | None) -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in countries]


@lru_cache(maxsize=len(settings.LANGUAGES))
def _options(language: str | None) -> Iterable[Entry]:
    return [
        Entry(code, format_html('<option value="{}"', code), format_html(">{}</option>", name))
        for code, name in _countries(language)
    ]


class PickedCountries(forms.SelectMultiple):
    """A list with every country of the world; the same care."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list."""
        options = _drawn(_options(get_language()), value, " selected")
        return format_html('<select name="{}" multiple{}>{}</select>', name, flatatt(attrs or {}), options)


def _attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


class _Plain(Input):
    """A field of one line, without the two templates that Django reads for each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        drawn = self.get_context(name, value, attrs)["widget"]
        attributes = {"type": drawn["type"], "name": drawn["name"], "value": drawn["value"], **drawn["attrs"]}
        given = {key: value for key, value in attributes.items() if value is not None and value is not False}
        return format_html("<input{}>", SafeString("".join(_attribute(*item) for item in given.items())))


class Words(_Plain, forms.TextInput):
    """Any words."""


class Number(_Plain, forms.NumberInput):
    """A number."""


class Day(_Plain, forms.DateInput):
    """A day."""


class Tick(_Plain, forms.CheckboxInput):
    """One box; its label stands behind it."""


class Several(forms.TypedMultipleChoiceField):
    """Any of these; none of them ticked: whatever it is."""

    widget = TicksForAll

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
    widget = Day(format="%Y-%m-%d", attrs={"class": "input", "type": "date"})
    return forms.DateField(label=label, required=False, input_formats=["%Y-%m-%d"], widget=widget)


class Filters(forms.Form):
    """The filters in the order in which the list shows them. Whichever is empty lets every client through."""

    use_required_attribute = False
    q = forms.CharField(
        label=_("Name, reference, email, or words of a note"),
        max_length=LONGEST_SEARCH,
        required=False,
        validators=[refuse_identity_numbers],
        widget=Words(attrs={"class": "input", "type": "search", "autocomplete": "off"}),
    )
    stage = Several(_("Stage"), [(code, label) for code, (label, _statuses) in STAGES.items()])
    status = Several(_("Status"), Status.choices)
    year = SeveralWords(_("Tax year"), r"^20\d\d\Z")
    assignee = SeveralWords(_("Assigned to"), rf"^({ME}|{NOBODY}|\d{{1,18}})\Z")
    waiting = Several(_("Waiting on"), WaitingOn.choices)
    blocked = Several(_("What blocks"), list(WHAT_BLOCKS.items()))
    route = Several(_("Better route"), list(ROUTES.items()))
    children = Several(_("Children"), [*CHILDREN, (str(MANY_CHILDREN), _("4 or more"))], coerce=int)
    gain = forms.IntegerField(
        label=_("Could gain at least"), required=False, min_value=0, max_value=MOST_DOLLARS, widget=Number(attrs=INPUT)
    )
    due_in = forms.IntegerField(
        label=_("Next date within days"), required=False, min_value=0, max_value=MOST_DAYS, widget=Number(attrs=INPUT)
    )
    due_by = _day(_("Next date on or before"))
    changed_since = _day(_("Active since"))
    open = forms.BooleanField(label=_("Has open answers"), required=False, widget=Tick)
    flagged = forms.BooleanField(label=_("Flagged"), required=False, widget=Tick)
    old_figures = forms.BooleanField(label=_("Worked out with older figures"), required=False, widget=Tick)
    new_figures = forms.BooleanField(label=_("Changed by new figures"), required=False, widget=Tick)
    country = Several(_("Country"), lambda: _countries(get_language()), widget=PickedCountries)
    language = Several(_("Language"), list(LANGUAGES.items()))
