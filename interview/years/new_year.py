"""A draft for a tax year that has no figures yet, from the year before. What is not known is left blank."""

from __future__ import annotations

import copy
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from interview.years import history
from interview.years.figure_table import all_figures
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.refusals import NotPublished
from interview.years.revisions import State, in_force_among, locked_year, new_draft

# Law that ended: the larger credit of 2021, and the personal exemptions before 2018. A wrong one would change what
# families get, and no later year had it.
ENDED = ("american_rescue_plan", "personal_exemptions")


def new_year(tax_year: int, *, by: User | None) -> ParameterRevision:
    """A draft of a year without figures. Raises NotPublished if the year has some, or the year before has none.

    Figures that change every year are blank; the others are those in force of the year before, and every one of them
    waits in `to_confirm` for somebody to look at it.
    """
    with transaction.atomic():
        before = in_force_among(locked_year(tax_year - 1))
        if before is None:
            raise NotPublished(
                _("There are no figures in force of %(year)d. Publish those first.") % {"year": tax_year - 1}
            )
        if ParameterRevision.objects.filter(tax_year=tax_year).exclude(state=State.WITHDRAWN).exists():
            raise NotPublished(_("Somebody has started %(year)d already.") % {"year": tax_year})
        document, to_confirm = document_from(before.document, tax_year)
        draft = new_draft(tax_year, document, based_on=before, by=by, to_confirm=to_confirm)
        words = _("New year from %(revision)s") % {"revision": before}
        history.record(HistoryEntry.What.CREATED, draft, by=by, new=words)
    return draft


def document_from(last_year: dict[str, Any], tax_year: int) -> tuple[dict[str, Any], list[str]]:
    """The document of a new year, and the paths of the figures in it that somebody has to confirm.

    Law that ended is not carried over. Whether a change that families were told of still applies is asked anew: its
    section is there, with every answer blank.
    """
    document: dict[str, Any] = {"tax_year": tax_year, "figures": {}, "exchange_rates": {}}
    to_confirm = []
    for figure in all_figures():
        if figure.section not in last_year["figures"] or figure.section in ENDED:
            continue
        section = document["figures"].setdefault(figure.section, {})
        if not figure.yearly:
            section[figure.name] = copy.deepcopy(dict(figure.entry_in(last_year)))
            to_confirm.append(figure.path)
    return document, to_confirm
