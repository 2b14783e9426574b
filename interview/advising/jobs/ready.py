"""What many families can be asked for at once, in the words of the office or of the program."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from interview.firms.ready_texts import BY_STEP, DOCUMENTS, NAME
from interview.firms.request_models import RequestTemplate

Ready = dict[str, tuple[str, dict[str, Any]]]


def ready_requests(office: int) -> Ready:
    """By the code of a choice: its label, and what a job keeps of it. One query."""
    found: Ready = {}
    for one in RequestTemplate.objects.filter(office=office):
        asked = {"step": one.step} if one.step else {"texts": one.texts, "documents": one.documents}
        found[f"own-{one.pk}"] = one.name, asked
    for code, (name, text) in DOCUMENTS.items():
        asked = {"documents": _in_all_languages(name), "texts": _in_all_languages(text)}
        found[f"document-{code}"] = _("Document: {name}").format(name=name), asked
    child = _("the child")
    for step, text in BY_STEP.items():
        found[f"screen-{step}"] = str(text).replace(NAME, child), {"step": step}
    return found


def _in_all_languages(text: Promise) -> dict[str, str]:
    texts = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts[code] = str(text)
    return texts
