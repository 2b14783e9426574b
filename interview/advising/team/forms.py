"""What an owner fills in about the team, and what somebody new fills in about himself or herself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.office_models import Office, OfficeMember
from interview.identity_numbers import refuse_identity_numbers

LONGEST_NAME = 60


def _text(label: Any, required: Any, autocomplete: str = "off") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_NAME,
        validators=[refuse_identity_numbers],
        error_messages={"required": required},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": autocomplete}),
    )


def _roles() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=OfficeMember.Role.choices,
        initial=OfficeMember.Role.ADVISOR,
        widget=forms.Select(attrs={"class": "input"}),
    )


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    use_required_attribute = False
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=254,
        validators=[refuse_identity_numbers],
        error_messages={
            "required": gettext_lazy("Enter an email address"),
            "invalid": gettext_lazy("Enter an email address like ana@example.org"),
        },
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    role = _roles()


class RoleForm(forms.Form):
    """The role of a seat; `was` is the one that the page showed."""

    use_required_attribute = False
    role = _roles()
    was = forms.ChoiceField(choices=OfficeMember.Role.choices, widget=forms.HiddenInput)


class NewcomerForm(forms.Form):
    """The name and the password of somebody who had no account."""

    use_required_attribute = False
    first_name = _text(gettext_lazy("First name"), gettext_lazy("Enter your first name"), "given-name")
    last_name = _text(gettext_lazy("Last name"), gettext_lazy("Enter your last name"), "family-name")
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 12 characters. No common word, not only digits, and nothing like your name."),
        strip=False,
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a password")},
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}, render_value=False),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the password again")},
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}, render_value=False),
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same, and good enough for this person."""
        typed = super().clean() or {}
        password, again = typed.get("password"), typed.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same"))
        elif password:
            somebody = User(
                username=self.email,
                email=self.email,
                first_name=typed.get("first_name", ""),
                last_name=typed.get("last_name", ""),
            )
            try:
                validate_password(password, somebody)
            except ValidationError as error:
                self.add_error("password", error)
        return typed


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # the class takes no type while the program runs
    """An office's own settings. Each field carries what the page showed, so that nobody overwrites what is newer."""

    use_required_attribute = False

    class Meta:
        model = Office
        fields = ["name", "only_own_clients", "second_person_signs"]
        labels = {
            "name": gettext_lazy("Name of the office"),
            "only_own_clients": gettext_lazy("Advisors and assistants see only their own clients, and those of nobody"),
            "second_person_signs": gettext_lazy("A second person signs off: not the one who made the result ready"),
        }
        help_texts = {"name": gettext_lazy("Families read it before they share a draft with you.")}
        error_messages = {"name": {"required": gettext_lazy("Enter the name of the office")}}
        widgets = {"name": forms.TextInput(attrs={"class": "input", "autocomplete": "organization"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Refuse a field that somebody else changed since the page was opened."""
        typed = super().clean() or {}
        for name in self.changed_data:
            field, stored = self.fields[name], self.initial[name]
            hidden_name = self.add_initial_prefix(name)
            hidden = field.hidden_widget().value_from_datadict(self.data, self.files, hidden_name)
            seen = stored if hidden is None else field.to_python(hidden)
            if seen != stored and typed.get(name) != stored:
                self.add_error(name, _("Somebody else changed this meanwhile. Look at it again, then save."))
                # Whoever saves now has seen it.
                self.data = {**self.data.dict(), hidden_name: stored}  # type: ignore[attr-defined]  # a QueryDict
        return typed
