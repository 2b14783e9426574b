"""How long an office's import of clients takes, and how long others wait for it: `python -m tests.benchmarks.imports`.

It makes a database of its own beside that of DATABASE_URL, as the tests do, and deletes it in the end. While the import
runs, another process saves a draft again and again, as families do, and says how long the longest of these took.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import django

BETWEEN_SAVES = 0.02


def main() -> None:
    """Import clients into a new office, and into one that has as many already."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=5_000)
    options.add_argument("--saves", type=int, metavar="DRAFT", help="what the other process is started with")
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
    os.environ["FLEDGE_DEBUG"] = "0"
    django.setup()
    if given.saves:
        _save_again_and_again(given.saves)
    else:
        _measure(given.rows)


def _measure(rows: int) -> None:
    from django.db import connection  # noqa: PLC0415 - Django has to be set up before

    from interview.firms.jobs import importing, planning, tasks  # noqa: PLC0415
    from interview.firms.office_models import Office  # noqa: PLC0415
    from tests.benchmarks.jobs_measured import say, test_database  # noqa: PLC0415
    from tests.firms.job_people import clients, seat  # noqa: PLC0415
    from tests.firms.test_importing_clients import planned  # noqa: PLC0415

    stored: list[float] = []
    importing.storing = _timed(importing.storing, stored)  # type: ignore[attr-defined]
    with test_database():
        say(f"{connection.vendor}, Python {sys.version.split()[0]}")
        bob = seat(Office.objects.create(name="Lakeside Tax Help"))
        (other,) = clients(Office.objects.create(name="Another office"), 1)
        for time_of_day in ("morning", "evening"):
            table = "".join(f"Family {time_of_day} {n},{time_of_day}{n}@example.org,2025,en\n" for n in range(rows))
            job = planned(bob, f"name,email,year,language\n{table}".encode())
            planning.start(job)
            with _somebody_saves(other.draft_id) as waits:
                began, cpu = time.perf_counter(), time.process_time()
                tasks.work(job.pk, seconds=24 * 60 * 60)
                seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
            job.refresh_from_db()
            say(
                f"{job.outcome['imported']:,} clients imported in {seconds:.1f} s ({cpu:.1f} s of processor), "
                f"{stored.pop():.2f} s of it in the transaction; meanwhile {waits}"
            )


def _timed(storing: Any, seconds: list[float]) -> Any:
    """The transaction of a step, which notes how long it took from its lock to the end."""

    @contextmanager
    def timed(job: Any) -> Iterator[None]:
        inside: AbstractContextManager[None] = storing(job)
        began = time.perf_counter()
        with inside:
            began = time.perf_counter()
            yield
        seconds.append(time.perf_counter() - began)

    return timed


class _Waits:
    """What the other process said in the end."""

    said = ""

    def __str__(self) -> str:
        return self.said


@contextmanager
def _somebody_saves(draft: int) -> Iterator[_Waits]:
    from tests.impact.processes import database_url  # noqa: PLC0415

    environment = {**os.environ, "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", "tests.benchmarks.imports", "--saves", str(draft)]
    waits = _Waits()
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it has begun
        yield waits
        waits.said = process.communicate("")[0].strip()


def _save_again_and_again(draft: int) -> None:
    """Until standard input ends."""
    import select  # noqa: PLC0415

    from django.db import OperationalError  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from interview.drafts.models import Draft  # noqa: PLC0415

    longest, saves, failed = 0.0, 0, 0
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not select.select([sys.stdin], [], [], BETWEEN_SAVES)[0]:
        began = time.perf_counter()
        try:
            Draft.objects.filter(pk=draft).update(updated_at=timezone.now())
        except OperationalError:
            failed += 1
        saves += 1
        longest = max(longest, time.perf_counter() - began)
    sys.stdout.write(f"{saves} saves, of which {failed} failed and the longest took {longest:.2f} s\n")


if __name__ == "__main__":
    main()
