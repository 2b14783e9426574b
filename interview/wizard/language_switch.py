"""From a screen to the same screen in another language, with all that is typed on it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override

from interview.drafts.store import swap
from interview.wizard.navigation import page_url
from interview.wizard.unsent import keep_posted
from interview.wizard.views import InterviewWizard

BUTTON = "language"
"""The name of the button that sends a form in order to read it in another language; its value is the language."""


class InterviewInLanguages(InterviewWizard):
    """The interview, with a button on every screen that goes on in another language."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """A press of the button keeps what was typed as raw text; it saves no answer and checks none."""
        if BUTTON not in self.request.POST or kwargs.get("again"):
            return super().post(*args, **kwargs)
        self.storage.current_step = kwargs["step"]
        code = self.request.POST[BUTTON]
        if code not in dict(settings.LANGUAGES):
            raise Http404
        form = self.get_form(data=self.request.POST)
        with override(code):
            if form.anything_typed() and keep_posted(self.draft, self.page.address, self.request.POST):
                with override(self.request.LANGUAGE_CODE):
                    return self.render(form, status=422)
            # Staff read the screens in a language of their own; the draft's is the family's.
            staff = self.draft.acting is not None
            while not staff and self.draft.language != code and not swap(self.draft, {"language": code}):
                pass
            here = page_url(self.draft, self.page.address, back=self.target("back"), then=self.target("then"))
        return redirect(f"{reverse('language', args=[code])}?{urlencode({'to': here})}")
