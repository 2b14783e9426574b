"""What keeps a year's figures from review, and what an editor has to confirm with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from interview.engine import Problem
from interview.years.documents import document_problems
from interview.years.models import ParameterRevision
from interview.years.revisions import published_revision

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - Python's own warnings have no place among yearly figures
    """Something that is rarely right: an editor confirms it with a reason, under its `mark`.

    `path` is the cell's, `label` what people call it. The mark changes with the value, so that a reason given for one
    value never counts for another.
    """

    mark: str
    path: str
    label: str
    message: str


def warning(code: str, path: str, label: str, value: object, message: str) -> Warning:
    """A warning with its mark. `value` is all that it depends on."""
    mark = hashlib.sha256(f"{code}|{path}|{value!r}".encode()).hexdigest()[:16]
    return Warning(mark, path, label, message)


def set_problems(revision: ParameterRevision) -> list[Problem]:
    """Everything that keeps a revision from review, each with its path."""
    problems = document_problems(revision.document, revision.tax_year)
    problems += (Problem(path, _("Confirm that this figure is still right")) for path in revision.to_confirm)
    problems += (Problem(found.path, found.message) for found in open_warnings(revision))
    return problems


def open_warnings(revision: ParameterRevision) -> list[Warning]:
    """The warnings that nobody has confirmed yet."""
    last_year, known = published_revision(revision.tax_year - 1), published_revision(revision.tax_year)
    found = warnings(revision.document, last_year and last_year.document, known=known and known.document)
    return [warning for warning in found if warning.mark not in revision.confirmed]


def warnings(document: Document, last_year: Document | None, *, known: Document | None = None) -> list[Warning]:
    """What is unusual in a document beside the year before; values that stand so in `known` were looked at before."""
    return []
