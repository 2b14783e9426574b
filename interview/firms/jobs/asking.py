"""The same request to many families, each in its own language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from interview.firms import requests
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.request_mails import tell_family
from interview.firms.request_models import in_language


class CannotAsk(Exception):
    """A family that is not asked; the message says why."""


def ask(file: ClientFile, seat: OfficeMember, parameters: dict[str, Any]) -> None:
    """Write the request down; its mail goes out when that is stored. Raises CannotAsk, or ValidationError."""
    if file.status == ClientFile.Status.CLOSED:
        raise CannotAsk(_("It is closed."))
    try:
        asked = requests.write_down(file, seat, list(_asks(file, parameters)))
    except requests.TooMany:
        raise CannotAsk(_("The family has as many open requests as it may have.")) from None
    transaction.on_commit(lambda: tell_family(file, asked))


def _asks(file: ClientFile, parameters: dict[str, Any]) -> Iterator[requests.Ask]:
    due = date.fromisoformat(parameters["due_on"]) if parameters.get("due_on") else None
    language = file.draft.language
    if name := parameters.get("step"):
        addresses = requests.pages_of_step(file.draft, name)
        if not addresses:
            raise CannotAsk(_("Its questions do not lead to this screen."))
        # Without a text of its own each screen gets the ready one, which names the child.
        for address in addresses:
            yield requests.Ask(page=address, due_on=due)
    else:
        document = in_language(language, parameters.get("documents") or {})
        yield requests.Ask(document=document, text=in_language(language, parameters.get("texts") or {}), due_on=due)
