"""A file of households in, assessments out: what `manage.py evaluate --jsonl` does, for an office, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interview.contract import Refused, plain_object, read_household
from interview.engine import Parameters
from interview.evaluation import Figures, evaluate_lines
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces
from interview.firms.jobs.steps import CannotGoOn, Skip, skip, storing
from interview.firms.office_models import OfficeMember
from interview.identity_numbers import DIGITS, REFUSAL, holds_identity_number
from interview.years import in_force, year_as_it_was
from interview.years.models import ParameterRevision

LINES_IN_A_STEP = 100
MOST_LINES = 100_000
Side = JobFile.Side

Line = str | list[str]
"""A line as it came; or, of one that cannot be kept, the faults for which it is refused."""


class TooManyLines(ValueError):
    """More lines than one job takes."""


def lines_to_keep(text: Iterable[bytes]) -> list[Line]:
    """The lines of a file as they can be kept: whatever seems to hold an identity number is refused at once.

    Empty lines stay, so that faults name the lines of the file. Raises TooManyLines.
    """
    kept: list[Line] = []
    for line in text:
        if len(kept) == MOST_LINES:
            raise TooManyLines
        kept.append(_to_keep(line.strip()))
    while kept and kept[-1] == "":
        kept.pop()
    return kept


def _to_keep(line: bytes) -> Line:
    if not line:
        return ""
    try:
        document = plain_object(line)
    except Refused:
        return _faults(line)
    if any(holds_identity_number(text) for text in _texts(document) if len(text) >= DIGITS):
        return [str(REFUSAL)]
    return line.decode()


def _faults(line: bytes) -> list[str]:
    """What the contract says of a line that is no document, as the command says it; names of fields may stand in it."""
    try:
        read_household(line)
    except Refused as refused:
        said = [str(problem) for problem in refused.problems]
        return [str(REFUSAL) if holds_identity_number(one) else one for one in said]
    return [str(REFUSAL)]


def _texts(value: Any) -> Iterator[str]:
    """Every text in a document, names of its fields included, and every number: nine digits are nine digits."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def step(job: WorkspaceJob, _seat: OfficeMember) -> bool:
    """Work out the next hundred lines."""
    lines: list[Line] = pieces.some(job, job.done, LINES_IN_A_STEP)
    if lines:
        figures = _figures_of(job)
        out, faults = _work_out(lines, job.done, figures, summary=bool(job.parameters.get("summary")))
        with storing(job):
            pieces.put(job, Side.OUT, job.last_key, "".join(out).encode())
            if faults:
                said = "".join(f"{fault.reference}: {fault.why}\n" for fault in faults)
                pieces.put(job, Side.ERR, job.last_key, said.encode())
                skip(job, *faults)
            job.done += len(lines)
            job.outcome["written"] = job.outcome.get("written", 0) + len(out)
            refused = len({fault.reference for fault in faults})
            job.outcome["refused"] = job.outcome.get("refused", 0) + refused
            if job.done >= job.total:
                job.file_name = f"assessments-{timezone.localdate().isoformat()}.jsonl"
                # The households are worked out; what somebody sent is not needed any more.
                job.pieces.filter(side=Side.IN).delete()
    return bool(lines) and job.done < job.total


def _work_out(lines: list[Line], before: int, figures: Figures, *, summary: bool) -> tuple[list[str], list[Skip]]:
    """The assessments in the order of the lines, and each fault with the line that it is of."""
    out, faults = [], []
    for number, line in enumerate(lines, start=before + 1):
        if isinstance(line, list):
            messages = line
        else:
            found = next(evaluate_lines([line.encode()], figures, summary=summary))
            if found.text:
                out.append(found.text)
            messages = [message.removeprefix("line 1: ") for message in found.messages]
        faults += [Skip(f"line {number}", message) for message in messages]
    return out, faults


def _figures_of(job: WorkspaceJob) -> Figures:
    """The figures of each year as they were when the job came to it first: no file mixes two revisions.

    Raises CannotGoOn for figures that this version of the program can no longer read.
    """
    kept: dict[str, list[Any]] = job.outcome.setdefault("figures", {})

    @cache
    def figures(tax_year: int) -> Parameters:
        if str(tax_year) not in kept:
            year = in_force(tax_year)
            kept[str(tax_year)] = [year.revision.pk if year.revision else None, year.parameters.digest]
            return year.parameters
        key, digest = kept[str(tax_year)]
        revision = ParameterRevision.objects.defer("document", "reason").filter(pk=key).first() if key else None
        was = year_as_it_was(tax_year, revision, digest)
        if was is None:
            raise CannotGoOn(_("The yearly figures changed while this was worked out. Start it again."))
        return was.parameters

    return figures
