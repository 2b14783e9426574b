"""What an advisor sees of a draft in the list: columns only, never the answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.drafts.models import Draft, DraftQuerySet, DraftResult
from interview.drafts.why_zero_words import WHY_ZERO
from interview.impact.models import FigureJob
from interview.years.models import ParameterRevision

AT_WORK = (FigureJob.State.WAITING, FigureJob.State.RUNNING, FigureJob.State.PAUSED)

BEST: dict[str, str | Promise] = {
    "no_exclusion": _("Without Form 2555"),
    "exclude_filer": _("Form 2555 for the filer"),
    "exclude_spouse": _("Form 2555 for the spouse"),
    "exclude_both": _("Form 2555 for both"),
}

COLUMNS = (
    "public_id",
    "tax_year",
    "version",
    "shared_name",
    "updated_at",
    "office_id",
    "result__draft_version",
    "result__revision_id",
    "result__children",
    "result__qualifying_children",
    "result__best",
    "result__additional_child_tax_credit",
    "result__why_zero",
)


@dataclass(frozen=True, slots=True)
class ListedResult:
    """The last stored result. No best way: outside this app.

    `stale`: answers or figures have changed since. `renewing`: it is only the figures, and a job is at work on it.
    """

    children: int
    qualifying_children: int
    additional_child_tax_credit: int
    why_zero: list[str]
    best: str
    stale: bool
    renewing: bool


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """One row."""

    public_id: UUID
    name: str
    tax_year: int
    updated_at: datetime
    result: ListedResult | None


def columns_only(drafts: DraftQuerySet) -> DraftQuerySet:
    """The drafts with what the list shows; answers and assessments stay in the database."""
    return drafts.select_related("result").only(*COLUMNS)


def listed(drafts: Iterable[Draft]) -> list[ListedDraft]:
    """The rows of a page. One query, for the revisions in force and the jobs that bring results up to them."""
    jobs = FigureJob.objects.filter(
        revision=OuterRef("pk"), kind=FigureJob.Kind.REEVALUATION, state__in=AT_WORK
    ).order_by()
    published = ParameterRevision.objects.filter(state=ParameterRevision.State.PUBLISHED).order_by()
    in_force = {
        tax_year: (pk, at_work) for tax_year, pk, at_work in published.values_list("tax_year", "pk", Exists(jobs))
    }
    return [
        ListedDraft(
            draft.public_id,
            draft.shared_name,
            draft.tax_year,
            draft.updated_at,
            _listed_result(draft, *in_force.get(draft.tax_year, (None, False))),
        )
        for draft in drafts
    ]


def _listed_result(draft: Draft, revision_in_force: int | None, at_work: bool) -> ListedResult | None:
    result: DraftResult | None = getattr(draft, "result", None)
    if result is None:
        return None
    of_these_answers, of_these_figures = result.draft_version == draft.version, result.revision_id == revision_in_force
    return ListedResult(
        result.children,
        result.qualifying_children,
        result.additional_child_tax_credit,
        [str(WHY_ZERO[code]) for code in result.why_zero],
        str(BEST.get(result.best, "")),
        stale=not (of_these_answers and of_these_figures),
        renewing=of_these_answers and not of_these_figures and at_work,
    )
