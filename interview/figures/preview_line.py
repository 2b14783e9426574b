"""What the latest preview says about figures that somebody is about to put in force, in one line."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

from interview.impact.jobs import outcome
from interview.impact.models import FigureJob
from interview.years.models import ParameterRevision

MOST_LOSERS = 10
"""Percent of the drafts that may get less before somebody has to say why that is right."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """The line, and whether the preview leaves a question that needs a written answer."""

    words: str
    ask_why: bool
    job: FigureJob | None = None


def preview_line(revision: ParameterRevision, current: ParameterRevision | None) -> PreviewLine:
    """The finished preview with most drafts of exactly these figures against exactly those in force; of two, the later.

    A small sample that happens to look well does not hide what all drafts have shown.
    """
    job = (
        FigureJob.objects.filter(
            kind=FigureJob.Kind.PREVIEW,
            state=FigureJob.State.DONE,
            revision__tax_year=revision.tax_year,
            digest=revision.digest,
            against=current,
        )
        .defer("document")
        .order_by("-total", "-created_at", "-id")
        .first()
    )
    if job is None:
        return PreviewLine(_("Nobody has run a preview of these figures against those in force now."), ask_why=True)
    found = outcome(job)
    words = _("Preview: %(drafts)s drafts, of these changed: %(changed)s, lower: %(less)s, failed: %(failed)s.") % {
        "drafts": intcomma(found.drafts),
        "changed": intcomma(found.changed),
        "less": intcomma(found.less),
        "failed": intcomma(found.crashed),
    }
    return PreviewLine(words, ask_why=bool(found.crashed) or found.less * 100 > found.drafts * MOST_LOSERS, job=job)
