"""Where an admin finds the pages of a revision."""

from __future__ import annotations

from django.urls import reverse

from interview.years.models import ParameterRevision


def page(name: str, revision: ParameterRevision, *rest: str) -> str:
    return reverse(f"admin:interview_parameterrevision_{name}", args=[revision.pk, *rest])
