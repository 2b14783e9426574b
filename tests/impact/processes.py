"""Real workers as processes of their own, on the database of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

CLAIM_SECONDS = "1"
PATIENCE = 180
BETWEEN_LOOKS = 0.005


def database_url() -> str:
    """The database that this test writes to, for another process."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    place = {"host": given["HOST"], "port": given["PORT"], **given["OPTIONS"]}
    query = urlencode({name: value for name, value in place.items() if name in ("host", "port") and value})
    password = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    return f"postgres://{quote(given['USER'])}{password}@/{given['NAME']}?{query}"


@contextmanager
def workers(folder: Path, *names: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Workers that are ready to work, with claims that run out fast. They are killed in the end, if they still live."""
    with ExitStack() as stack:
        processes = [stack.enter_context(_worker(folder / f"{name}.log", name)) for name in names]
        for name, process in zip(names, processes, strict=True):
            wait_until(lambda log=folder / f"{name}.log": "Starting worker" in log.read_text(), process)  # type: ignore[misc]
        yield processes


@contextmanager
def _worker(log: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    options = ["--nice", "0", "--interval", "0.05", "--no-startup-delay", "--worker-id", name]
    command = [sys.executable, "manage.py", "work", *options]
    environment = {**os.environ, "DATABASE_URL": database_url(), "FLEDGE_JOB_CLAIM_SECONDS": CLAIM_SECONDS}
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=written, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(happens: Callable[[], bool], *processes: subprocess.Popen[bytes]) -> None:
    """Look again and again; a process that ends meanwhile, or minutes without it, is a failure."""
    until = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < until, "waited in vain"
        assert all(process.poll() is None for process in processes), "the worker ended"
        time.sleep(BETWEEN_LOOKS)
