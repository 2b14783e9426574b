"""One section of a draft: its form with everything beside it, and how what was typed is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interview.figures.edit_form import EditForm, Saved, Surroundings
from interview.figures.figure_forms import SectionForm
from interview.figures.progress import carried_over
from interview.figures.rate_forms import RatesForm
from interview.figures.shown_figures import Beside, ShownWarning
from interview.years.checks import warnings
from interview.years.differences import Difference
from interview.years.history import entries
from interview.years.models import ParameterRevision
from interview.years.publishing import (
    DraftChanged,
    NotPublished,
    change_draft,
    confirm_warnings,
    published_revision,
)

DRAFT = ParameterRevision.State.DRAFT
IN_WORK = (DRAFT, ParameterRevision.State.IN_REVIEW)


@dataclass(slots=True)
class Stored:
    """What came of saving a section: what changed, and which figures somebody else changed meanwhile."""

    form: EditForm
    done: bool = False
    changed: list[Difference] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


def section_form(revision: ParameterRevision, section: str, data: Mapping[str, Any] | None = None) -> EditForm:
    """The form of a section as the revision is stored now, beside the figures in force and last year's."""
    beside = beside_of(revision)
    around = Surroundings(
        beside=beside,
        to_confirm=carried_over(revision, section),
        warnings=[*_warnings(revision, section, beside)],
        saved_by=_saved_by(revision),
    )
    if section == "exchange_rates":
        return RatesForm(revision.document, around, data)
    return SectionForm(section, revision.document, around, data)


def beside_of(revision: ParameterRevision) -> Beside:
    """What a revision is shown beside: the year's figures in force unless it is them, and last year's."""
    current = published_revision(revision.tax_year) if revision.state in IN_WORK else None
    before = published_revision(revision.tax_year - 1)
    return Beside(current.document if current else None, before.document if before else None)


def save_section(draft: ParameterRevision, section: str, data: Mapping[str, Any], *, by: User) -> Stored:
    """Store what was typed on a section's page; the form says at its fields what is wrong with it.

    If somebody saves in the same moment the form is made anew from what they saved, by the same rules as for what
    they saved before.
    """
    for _attempt in range(2):
        form = section_form(draft, section, data)
        if not form.is_valid():
            return Stored(form)
        try:
            return _store(draft, form, everything="confirm_all" in data, by=by)
        except DraftChanged:
            draft.refresh_from_db()
            if draft.state != DRAFT:
                break
        except NotPublished as refused:
            form.add_error(None, str(refused))
            return Stored(form)
    form.add_error(None, _("Somebody else saved this draft in the same moment. Save again."))
    return Stored(form)


def _store(draft: ParameterRevision, form: EditForm, *, everything: bool, by: User) -> Stored:
    looked_at = form.looked_at(everything=everything)
    changed = change_draft(draft, form.changed_document, by=by, looked_at=looked_at)
    given = form.reasons()
    if given:
        still_given = {warning.mark for warning in _warnings(draft, form.section, form.around.beside)}
        confirm_warnings(draft, {mark: why for mark, why in given.items() if mark in still_given}, by=by)
    return Stored(form, done=True, changed=changed, taken=form.taken_labels())


def open_warnings_in(draft: ParameterRevision, section: str) -> list[ShownWarning]:
    """The section's warnings that nobody has given a reason for."""
    return [warning for warning in _warnings(draft, section, beside_of(draft)) if not warning.reason]


def _warnings(revision: ParameterRevision, section: str, beside: Beside) -> Iterable[ShownWarning]:
    if revision.state != DRAFT:
        return
    whole = section if section == "exchange_rates" else f"figures.{section}"
    for warning in warnings(revision.document, beside.last_year, known=beside.in_force):
        if f"{warning.path}.".startswith(f"{whole}."):
            held = revision.confirmed.get(warning.mark, {})
            yield ShownWarning(
                warning.mark, warning.path, warning.message, held.get("reason", ""), held.get("by_name", "")
            )


def _saved_by(revision: ParameterRevision) -> Callable[[str], Saved | None]:
    """Who saved a field of the draft last; asked only when two people changed the same one."""

    def find(path: str) -> Saved | None:
        entry = entries(revision=revision).filter(path=path).first()
        if entry is None or not entry.by_name:
            return None
        at = timezone.localtime(entry.at)
        day = "" if at.date() == timezone.localdate() else f"{date_format(at, 'SHORT_DATE_FORMAT')}, "
        return entry.by_name, f"{day}{at:%H:%M}"

    return find
