"""What `tests.benchmarks.jobs` measures, once Django is set up."""

from __future__ import annotations

import copy
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from interview.drafts.models import Draft, DraftResult
from interview.engine import document_digest
from interview.impact import jobs
from interview.impact.models import FigureJob
from interview.impact.tasks import work
from interview.years.models import ParameterRevision
from interview.years.publishing import copy_to_draft, published_revision
from tests.impact.many_drafts import make_drafts
from tests.impact.processes import database_url
from tests.interview.browsing import draft_of, send
from tests.interview.families import BERLIN
from tests.years.second_revision import publish_changed, publish_refund_cap

KIB_PER_MB = 1024
PAUSE = 0.02


@contextmanager
def test_database() -> Iterator[None]:
    """An empty database with the shipped years."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}.benchmark"
    old = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_years", verbosity=0)
        yield
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)


def measure(drafts: int, distinct: int, slow_drafts: int, steps: int) -> None:
    """All figures of the report."""
    say(f"{connection.vendor}, Python {sys.version.split()[0]}")
    began = time.perf_counter()
    keys = make_drafts(drafts, distinct=distinct)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    say(f"{drafts:,} drafts made in {time.perf_counter() - began:.0f} s; memory {memory()} MB at most")
    run(
        "preview, another most of the credit paid out",
        jobs.start_preview(draft_of_refund_cap(900), sample=None, by=None),
    )
    run("new results, the same", jobs.start_reevaluation(publish_refund_cap(900), by=None))
    rate = {"exchange_rates": {"JPY": {"per_dollar": "2"}}}
    run("new results, none changes", jobs.start_reevaluation(publish_changed(lambda one: merge(one, rate)), by=None))
    preview = jobs.start_preview(draft_of_refund_cap(1_100), sample=None, by=None)
    FigureJob.objects.filter(pk=preview.pk).update(against=preview.revision.based_on.based_on)  # type: ignore[union-attr]
    run("preview that works out both sides", preview)
    DraftResult.objects.update(households_mark="")
    Draft.objects.filter(pk__gt=keys[min(slow_drafts, drafts) - 1]).update(tax_year=2024)
    run("new results the long way, over the answers", jobs.start_reevaluation(publish_refund_cap(1_000), by=None))
    Draft.objects.update(tax_year=2025)
    responsiveness(steps)


def draft_of_refund_cap(dollars: int) -> ParameterRevision:
    """A draft of figures with another most of the credit that is paid out."""
    current = published_revision(2025)
    assert current is not None
    draft = copy_to_draft(current, by=None)
    draft.document = copy.deepcopy(draft.document)
    draft.document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = dollars
    draft.digest = document_digest(draft.document)
    draft.save()
    return draft


def merge(document: dict[str, Any], change: dict[str, Any]) -> None:
    """Put a nested change into a document."""
    for name, value in change.items():
        if isinstance(value, dict) and name in document:
            merge(document[name], value)
        else:
            document[name] = value


def run(what: str, job: FigureJob) -> None:
    """Do a job in this process and say how fast it was."""
    clock, processor = time.perf_counter(), time.process_time()
    work(job.pk, seconds=3_600)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    outcome = jobs.outcome(job)
    say(
        f"{what}: {job.total / processor:,.0f} drafts/s of processor time, {job.total / clock:,.0f} on the clock; "
        f"{outcome.drafts:,} drafts, {outcome.changed:,} changed, {outcome.crashed} crashed; "
        f"{jobs.progress(job).state}; memory {memory()} MB at most"
    )


def responsiveness(steps: int) -> None:
    """How long a family waits for a saved screen, alone and with a worker at a job beside."""
    say(f"a saved screen alone: {step_times(steps)}")
    environment = {**os.environ, "DATABASE_URL": database_url()}
    command = [sys.executable, "manage.py", "work", "--verbosity", "0", "--no-startup-delay"]
    worker = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        for what in ("a preview", "new results"):
            if what == "a preview":
                job = jobs.start_preview(draft_of_refund_cap(1_300), sample=None, by=None)
            else:
                job = jobs.start_reevaluation(publish_refund_cap(1_200), by=None)
            while jobs.progress(job).done == 0:
                time.sleep(PAUSE)
            times = step_times(steps)
            seen = jobs.progress(job)
            say(f"a saved screen with {what} beside: {times}; the job was {seen.state} with {seen.percent} % done")
            jobs.cancel(job)
    finally:
        worker.kill()
        worker.wait()


def step_times(steps: int) -> str:
    """Saves of a screen of a finished draft, in milliseconds."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    draft = draft_of(client, BERLIN)
    waited = []
    for number in range(steps):
        time.sleep(PAUSE)
        began = time.perf_counter()
        data = {"general_amount": str(15_000 + number), "general_currency": "EUR"}
        assert send(client, draft, "foreign_tax_amount", **data).status_code == 302
        waited.append((time.perf_counter() - began) * 1_000)
    parts = statistics.quantiles(waited, n=100)
    return f"median {parts[49]:.1f} ms, p95 {parts[94]:.1f} ms, p99 {parts[98]:.1f} ms"


def memory() -> int:
    """The most memory of this process so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB)


def say(line: str) -> None:
    """One line of the report, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
