"""Start a job over stored drafts, stop it, go on with it, and see how far it is and what came out."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from interview.impact.models import FigureJob
from interview.impact.outcome import Outcome
from interview.years.models import ParameterRevision


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `done` and `total` are drafts; `stalled`: no worker has shown a sign of life for a while."""

    state: str
    done: int
    total: int
    percent: int
    seconds_left: int | None
    stalled: bool


def start_preview(revision: ParameterRevision, *, sample: int | None, by: User | None) -> FigureJob:
    """Run a revision's figures, as they are now, over all drafts of its year, or over so many drawn by chance.

    Raises publishing.NotReady if the figures cannot be read. Nothing is saved to the drafts.
    """
    raise NotImplementedError


def start_reevaluation(revision: ParameterRevision, *, by: User | None) -> FigureJob:
    """Work out all drafts of a year anew with the revision in force. A second call gives the same job."""
    raise NotImplementedError


def cancel(job: FigureJob) -> None:
    """Stop for good. What is stored already stays."""
    raise NotImplementedError


def pause(job: FigureJob) -> None:
    """Stop for now."""
    raise NotImplementedError


def go_on(job: FigureJob) -> None:
    """Go on after a pause, or when no worker has shown a sign of life for a while."""
    raise NotImplementedError


def progress(job: FigureJob) -> Progress:
    """How far a job is now. Two queries."""
    raise NotImplementedError


def outcome(job: FigureJob) -> Outcome:
    """What has come out so far: all of it once the job is done."""
    raise NotImplementedError
