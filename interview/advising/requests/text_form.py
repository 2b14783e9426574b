"""What is filled in for a text that an office asks with again and again."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.office_models import Office
from interview.firms.ready_texts import BY_STEP
from interview.firms.request_models import RequestTemplate
from interview.identity_numbers import refuse_identity_numbers

LONGEST_TEXT = 500
PARTS = ("document", "text")
"""What there is in each language."""
SCREENS = {
    "home_country": gettext_lazy("Country"),
    "marital": gettext_lazy("Marriage on December 31"),
    "spouse_us": gettext_lazy("What the spouse is for US tax"),
    "joint": gettext_lazy("Filing together"),
    "paid_home": gettext_lazy("Who paid for the home"),
    "papers": gettext_lazy("Papers of an adult"),
    "tax_id": gettext_lazy("Number of an adult"),
    "id_window": gettext_lazy("When an adult's number was issued"),
    "child_basics": gettext_lazy("Birth date of a child"),
    "child_home": gettext_lazy("Where a child lived"),
    "child_nights": gettext_lazy("Nights of a child"),
    "child_papers": gettext_lazy("Papers of a child"),
    "child_status": gettext_lazy("What a child is for US tax"),
    "child_id": gettext_lazy("Number of a child"),
    "child_applied": gettext_lazy("When a child's number was asked for"),
    "child_issued": gettext_lazy("When a child's number was issued"),
    "children_issued": gettext_lazy("When the children's numbers were issued"),
    "child_release": gettext_lazy("Who may claim a child"),
    "income": gettext_lazy("An amount of income"),
    "income_kinds": gettext_lazy("Kinds of income"),
    "exclusion_plan": gettext_lazy("Form 2555 for the year"),
    "exclusion_prior": gettext_lazy("Form 2555 in earlier years"),
    "foreign_tax": gettext_lazy("Income tax abroad"),
    "foreign_tax_amount": gettext_lazy("Amount of income tax abroad"),
    "paid_early": gettext_lazy("What the IRS sent early"),
    "history": gettext_lazy("Earlier years and filing"),
    "tax_paid": gettext_lazy("US income tax paid already"),
}
"""The screens for which the program has ready texts, by the name of the step."""


def screens_in_words() -> dict[str, str]:
    """What each screen with a ready text is called, in the reader's language."""
    return {step: str(SCREENS[step]) for step in BY_STEP}


class TextForm(forms.Form):
    """For which screen or document, and the text in each language."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Name of this text"),
        help_text=gettext_lazy("Only your office sees it."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter a name"),
            "max_length": gettext_lazy("The name must be 60 letters or fewer"),
        },
        validators=[refuse_identity_numbers],
    )

    def __init__(self, office: Office, text: RequestTemplate | None, data: Any = None) -> None:
        self.office, self.text = office, text
        initial = {"name": text.name, "step": text.step} if text else {}
        super().__init__(data, initial=initial)
        self.fields["step"] = forms.ChoiceField(
            label=_("Question (optional)"),
            help_text=_("If it asks about a question: which one."),
            choices=[("", _("No question")), *screens_in_words().items()],
            required=False,
            widget=forms.Select(attrs={"class": "input"}),
            error_messages={"invalid_choice": _("Choose a question from the list")},
        )
        for code, language in settings.LANGUAGES:
            self.fields[f"document_{code}"] = forms.CharField(
                label=_("Document in {language} (optional)").format(language=language),
                help_text=_("If it asks for a document: its name, as families know it."),
                initial=(text.documents if text else {}).get(code, ""),
                max_length=120,
                required=False,
                widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "lang": code}),
                error_messages={"max_length": _("The name must be 120 letters or fewer")},
                validators=[refuse_identity_numbers],
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text in {language}").format(language=language),
                help_text=_("{name} stands for the child's name.") if code == settings.LANGUAGE_CODE else "",
                initial=(text.texts if text else {}).get(code, ""),
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"class": "input", "rows": 3, "lang": code}),
                error_messages={"max_length": _("The text must be 500 signs or fewer")},
                validators=[refuse_identity_numbers],
            )
        self.order_fields(["name", "step", *(f"{part}_{code}" for code, _n in settings.LANGUAGES for part in PARTS)])

    def clean(self) -> dict[str, Any]:
        """One purpose, and at least one text; one text for each question. A document has its name in each language."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        step, texts, documents = cleaned.get("step"), self._said("text"), self._said("document")
        if bool(step) == bool(documents):
            self.add_error("step", _("Choose a question, or name a document: one of the two"))
        if not self.errors and not texts:
            self.add_error(f"text_{settings.LANGUAGE_CODE}", _("Write the text in at least one language"))
        if documents:
            for code in texts.keys() - documents.keys():
                self.add_error(f"document_{code}", _("Name the document in this language too"))
            for code in documents.keys() - texts.keys() if texts else ():
                self.add_error(f"text_{code}", _("Write the text in this language too"))
        if step and self._another(step):
            raise ValidationError(_("Your office has a text for this question already. Change that one."))
        return cleaned

    def _another(self, step: str) -> bool:
        others = RequestTemplate.objects.filter(office=self.office, step=step)
        return others.exclude(pk=self.text.pk).exists() if self.text else others.exists()

    def _said(self, part: str) -> dict[str, str]:
        """What was typed of a part, by the languages in which something was."""
        typed = {code: self.cleaned_data.get(f"{part}_{code}") or "" for code, _name in settings.LANGUAGES}
        said = {code: re.sub(r"\s+", " ", text).strip() for code, text in typed.items()}
        return {code: text for code, text in said.items() if text}

    def save(self) -> RequestTemplate:
        """Store it."""
        said = self.cleaned_data
        text = self.text or RequestTemplate(office=self.office)
        text.name, text.step = said["name"].strip(), said["step"]
        text.documents, text.texts = self._said("document"), self._said("text")
        text.save()
        return text
