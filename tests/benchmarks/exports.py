"""How much memory an office's export takes as its list grows: `python -m tests.benchmarks.exports`.

It makes a database of its own beside that of DATABASE_URL, as the tests do, and deletes it in the end. Each export is
planned, written and fetched in a process of its own, whose memory is that of the program and of nothing else. It fails
if an export holds more and more of a longer list.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import django

KIB_PER_MB = 1024
FORMATS = ("csv", "json", "xlsx")
MOST_FOR_AN_EXPORT = 16
"""Megabytes, however many clients: a file is written piece by piece."""


def main() -> None:
    """Make the clients, then export them in every format."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--one", nargs=2, metavar=("SEAT", "FORMAT"), help="what the processes are started with")
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
    os.environ["FLEDGE_DEBUG"] = "0"
    django.setup()
    if given.one:
        _one(int(given.one[0]), given.one[1])
    else:
        _all(given.clients)


def _all(sizes: list[int]) -> None:
    from django.db import connection  # noqa: PLC0415 - Django has to be set up before

    from interview.firms.office_models import Office  # noqa: PLC0415
    from tests.benchmarks.jobs_measured import say, test_database  # noqa: PLC0415
    from tests.firms.job_people import Role, clients, seat  # noqa: PLC0415
    from tests.impact.processes import database_url  # noqa: PLC0415

    too_much = []
    with test_database():
        environment = {**os.environ, "DATABASE_URL": database_url()}
        say(f"{connection.vendor}, Python {sys.version.split()[0]}")
        for size in sizes:
            office = Office.objects.create(name=f"Office of {size}")
            owner = seat(office, f"owner-{size}", Role.OWNER)
            for begin in range(0, size, 5_000):
                clients(office, min(5_000, size - begin))
            for ending in FORMATS:
                command = [sys.executable, "-m", "tests.benchmarks.exports", "--one", str(owner.pk), ending]
                done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
                came = json.loads(done.stdout.splitlines()[-1])
                if came["memory"] - came["before"] > MOST_FOR_AN_EXPORT:
                    too_much.append(f"{size:,} clients as {ending}")
                say(
                    f"{came['written']:>9,} clients, {ending:<4}: {came['megabytes']:6.1f} MB of file, "
                    f"written in {came['seconds']:6.1f} s ({came['cpu']:.1f} s of processor), "
                    f"memory {came['memory']} MB at most (before the export {came['before']} MB)"
                )
    if too_much:
        sys.exit(f"more than {MOST_FOR_AN_EXPORT} MB for: {', '.join(too_much)}")


def _one(seat: int, ending: str) -> None:
    from interview.firms.job_models import JobFile  # noqa: PLC0415
    from interview.firms.jobs import pieces, planning, tasks  # noqa: PLC0415
    from interview.firms.jobs.columns import COLUMNS  # noqa: PLC0415
    from interview.firms.office_models import OfficeMember  # noqa: PLC0415

    by = OfficeMember.objects.select_related("office", "user").get(pk=seat)
    before, began, cpu = _memory(), time.perf_counter(), time.process_time()
    job = planning.plan_matching(by, "export", "")
    planning.start(job, format=ending, columns=[column.code for column in COLUMNS], names=True)
    tasks.work(job.pk, seconds=24 * 60 * 60)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    size = sum(len(piece) for piece in pieces.each(job, JobFile.Side.OUT))
    job.refresh_from_db()
    came = {"written": job.outcome["written"], "megabytes": size / 1e6, "seconds": seconds, "cpu": cpu}
    sys.stdout.write(json.dumps({**came, "memory": _memory(), "before": before}) + "\n")


def _memory() -> int:
    """The most that this process has held. What getrusage says begins with the memory of whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) // KIB_PER_MB


if __name__ == "__main__":
    main()
