"""The first cells of each row of the list: the box that ticks a client, and who the client is.

They are drawn here and not in the template: for the fifty rows of a page, its tags took longer than all queries.
"""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.activity import reference
from interview.firms.file_models import ClientFile

OLDER, RENEWING = "older", "renewing"
FIGURES: dict[str, str | Promise] = {
    OLDER: gettext_lazy("Older figures"),
    RENEWING: gettext_lazy("Being worked out anew"),
}
_ANY_DRAFT = UUID(int=0)


class FirstCells:
    """Draws them for one page: the address and the words that its rows share are looked up once."""

    def __init__(self) -> None:
        address = reverse("advising:draft", args=[_ANY_DRAFT])
        self._before_draft, _draft, self._behind_draft = address.partition(str(_ANY_DRAFT))
        self._select = _("Select %(name)s")

    def tick(self, file: ClientFile) -> SafeString:
        """The box; its label names the client for those who do not see the row."""
        return format_html(
            '<td role="cell" class="sel"><label><span class="vh">{}</span>'
            '<input type="checkbox" name="file" value="{}"></label></td>',
            self._select % {"name": file.name},
            file.pk,
        )

    def client(self, file: ClientFile, country: str, figures: str) -> SafeString:
        """The name, which leads to the client; below it what tells clients of one name apart, and what to know."""
        return format_html(
            '<th role="rowheader" scope="row" class="fam"><a href="{}">{}</a><small>{}{}{}</small></th>',
            f"{self._before_draft}{file.draft.public_id}{self._behind_draft}",
            file.name,
            reference(file),
            f" · {country}" if country else "",
            _chips(file, figures) if file.flagged or file.frozen or figures else "",
        )


def _chips(file: ClientFile, figures: str) -> SafeString:
    shown: list[tuple[str, str | Promise]] = []
    if file.flagged:
        shown.append(("chip-bad", _("Flagged")))
    if file.frozen:
        shown.append(("chip-good", _("Signed off")))
    if figures:
        shown.append(("chip-wait", FIGURES[figures]))
    return format_html_join("", ' <span class="chip {}">{}</span>', shown)
