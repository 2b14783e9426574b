"""The forms of an import: a file or pasted rows, then the answer to what they would change."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.identity_numbers import refuse_identity_numbers
from interview.years.files.sheets import LARGEST_FILE
from interview.years.hidden_signs import refuse_hidden_signs
from interview.years.models import ParameterRevision

_SALT = "interview.figures.import"
_ONE_DAY = 24 * 60 * 60


class UploadForm(forms.Form):
    """A file, or rows copied from a table. `raw` is what was sent, once the form is valid."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("CSV or JSON, at most 512 KB. Columns may stand in any order."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.json,text/csv,application/json"}),
    )
    rows = forms.CharField(
        label=gettext_lazy("Or paste the rows of a table"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "For example the yearly average rates of the IRS, with the row that names the columns: country, currency, "
            "years."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Source of exchange rates"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For rows that name no source, like: IRS yearly average"),
        validators=[refuse_identity_numbers, refuse_hidden_signs],
    )
    raw: bytes = b""

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and rows."""
        cleaned: dict[str, Any] = super().clean() or {}
        file, rows = cleaned.get("file"), cleaned.get("rows") or ""
        if "file" in self.errors:
            return cleaned
        if file and rows.strip():
            self.add_error("rows", _("Send a file or paste rows, not both"))
        elif file and file.size > LARGEST_FILE:
            self.add_error(
                "file",
                _("The file is larger than %(limit)s KB. A whole year of figures has about 50 KB.")
                % {"limit": LARGEST_FILE // 1024},
            )
        elif file:
            self.raw = file.read()
        elif rows.strip():
            self.raw = rows.encode()
        else:
            self.add_error("file", _("Choose a file, or paste rows"))
        return cleaned


class TakeForm(forms.Form):
    """What was sent, carried along in the page and signed for one person and one state of one draft."""

    kept = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why do these figures change?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("You may leave this empty. It is kept in the history of every value."),
        validators=[refuse_identity_numbers, refuse_hidden_signs],
    )


class NotKept(Exception):
    """What came back is not what this person was shown about this draft."""


def keep(raw: bytes, source: str, draft: ParameterRevision, person: int) -> str:
    """An upload as a signed text for a hidden field: nothing is stored on the server between the two pages."""
    kept = {
        "draft": draft.pk,
        "digest": draft.digest,
        "person": person,
        "source": source,
        "file": base64.b64encode(raw).decode(),
    }
    return signing.dumps(kept, salt=_SALT, compress=True)


def kept_upload(text: str, draft: ParameterRevision, person: int) -> tuple[bytes, str, bool]:
    """The upload, its source, and whether the draft is still as it was. Raises NotKept."""
    try:
        kept = signing.loads(text, salt=_SALT, max_age=_ONE_DAY)
        raw = base64.b64decode(kept["file"], validate=True)
    except (signing.BadSignature, binascii.Error, KeyError, TypeError, ValueError) as error:
        raise NotKept from error
    if (kept["draft"], kept["person"]) != (draft.pk, person):
        raise NotKept
    return raw, kept["source"], kept["digest"] == draft.digest
