"""A file of households in, the same out as `manage.py evaluate --jsonl` gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.evaluation import evaluate_lines
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import households, pieces, planning
from interview.firms.jobs.households import lines_to_keep
from interview.firms.office_models import Office
from interview.years import in_force
from tests.firms.job_people import content, seat, worked
from tests.house.files import ROOT
from tests.interview.families import BERLIN, document
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db
NUMBER = "123-45-6789"
CASES = Path(ROOT) / "tests" / "cases" / "sample.jsonl"
HOUSEHOLDS = [
    json.dumps(json.loads(line)["household"]).encode() for line in CASES.read_text(encoding="utf-8").splitlines()[:7]
]


def evaluated(lines: list[bytes], *, summary: bool = False) -> WorkspaceJob:
    by = seat(Office.objects.create(name="Lakeside Tax Help"))
    job = planning.plan(by, WorkspaceJob.Kind.EVALUATE, lines_to_keep(lines), parameters={"summary": summary})
    planning.start(job)
    return worked(job)


@pytest.mark.parametrize("summary", [False, True])
def test_each_line_comes_out_as_the_command_writes_it(summary: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(households, "LINES_IN_A_STEP", 2)
    lines = [*HOUSEHOLDS[:3], b"", b"no json", b'{"tax_year": 1999}', *HOUSEHOLDS[3:]]
    job = evaluated(lines, summary=summary)
    expected = list(evaluate_lines(lines, lambda year: in_force(year).parameters, summary=summary))
    assert content(job).decode() == "".join(one.text for one in expected)
    faults = b"".join(pieces.each(job, JobFile.Side.ERR)).decode()
    assert faults.splitlines() == [message for one in expected for message in one.messages]
    assert (job.state, job.outcome["written"], job.outcome["refused"]) == ("done", 7, 2)


def test_a_line_that_holds_an_identity_number_is_refused_and_not_kept() -> None:
    with_number = json.loads(HOUSEHOLDS[0])
    with_number["children"][0]["name"] = f"Leo {NUMBER}"
    kept = lines_to_keep([json.dumps(with_number).encode(), HOUSEHOLDS[1], f"garbage {NUMBER}".encode()])
    assert NUMBER not in json.dumps(kept)
    assert isinstance(kept[0], list)
    assert isinstance(kept[1], str)
    assert evaluated([json.dumps(with_number).encode()]).outcome["refused"] == 1


def test_a_job_takes_so_many_lines_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(households, "MOST_LINES", 2)
    with pytest.raises(households.TooManyLines):
        lines_to_keep([b"{}"] * 3)


def test_no_file_mixes_two_revisions_when_figures_are_published_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(households, "LINES_IN_A_STEP", 1)
    lines = [json.dumps(document(BERLIN)).encode()] * 2
    by = seat(Office.objects.create(name="Lakeside Tax Help"))
    job = planning.plan(by, WorkspaceJob.Kind.EVALUATE, lines_to_keep(lines), parameters={"summary": True})
    planning.start(job)
    WorkspaceJob.objects.update(state=WorkspaceJob.State.RUNNING)
    job.refresh_from_db()
    assert households.step(job, by)
    publish_refund_cap(1_000)
    first, second = content(worked(job)).decode().splitlines()
    assert first == second
