"""Start everything on one machine: the tables, the yearly figures, a worker, and the site."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from argparse import REMAINDER, ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

SECONDS_TO_END = 5
BETWEEN_LOOKS = 0.3


class Command(BaseCommand):
    """`manage.py start`: migrate, load_years, then `work` and `runserver` side by side; they end together."""

    help = "Prepare the database, then run the site with a worker beside it. Takes what runserver takes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whatever follows is for runserver."""
        parser.add_argument("for_runserver", nargs=REMAINDER, help="address, port and options of runserver")

    def handle(self, *_args: Any, for_runserver: list[str], **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("load_years", verbosity=options["verbosity"])
        signal.signal(signal.SIGTERM, _end)
        manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
        commands = [["work", "--verbosity", "0"], ["runserver", *for_runserver]]
        together = [subprocess.Popen([*manage, *command]) for command in commands]  # noqa: S603 - our own program
        try:
            while all(process.poll() is None for process in together):
                time.sleep(BETWEEN_LOOKS)
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            end(together)
        ended = [process.returncode for process in together if process.returncode > 0]
        if ended:
            raise SystemExit(ended[0])


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, and wait for them; whatever does not is ended. Nothing that a job has stored is lost by that."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + SECONDS_TO_END
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end(_signum: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
