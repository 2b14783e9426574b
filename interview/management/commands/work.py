"""Do the work that waits in the database: previews of figures, new results after publication, jobs of offices."""

from __future__ import annotations

import logging
import os
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.db import close_old_connections, connection
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV, run_with_reloader
from django_tasks_db.management.commands import db_worker

from interview.firms.jobs import tasks as office_tasks
from interview.impact.tasks import silence, stopping, wake_stalled

LOWEST_PRIORITY = 19
logger = logging.getLogger("fledge.work")


class Worker(db_worker.Worker):
    """Ends after the part that it is at, not after the whole task."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Ask the task to come to an end."""
        stopping.set()
        office_tasks.stopping.set()
        super().shutdown(signum, frame)


class Command(db_worker.Command):
    """`manage.py work`: as many at once as there are cores to spare; on SQLite one is enough.

    It leaves the processor to the site, and takes over what a worker that was killed has left behind.
    """

    help = (
        "Do the work that waits in the database: previews of yearly figures, results after their publication, and the "
        "jobs of offices."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Those of the package's worker, and how much it leaves the processor to others."""
        super().add_arguments(parser)
        parser.add_argument(
            "--nice", type=int, default=LOWEST_PRIORITY, help="0 is as urgent as the site itself (default: %(default)s)"
        )
        parser.set_defaults(reload=False)

    def handle(self, **options: Any) -> None:
        self.configure_logging(options["verbosity"])
        os.nice(options["nice"])
        worker = Worker(
            queue_names=options["queue_name"].split(","),
            excluded_queue_names=[name for name in options["exclude_queues"].split(",") if name],
            **{name: options[name] for name in ("interval", "batch", "backend_name", "startup_delay")},
            **{name: options[name] for name in ("max_tasks", "worker_id")},
        )
        threading.Thread(target=wake_again_and_again, daemon=True).start()
        reload = options["reload"] and not options["batch"]
        if not reload or os.environ.get(DJANGO_AUTORELOAD_ENV) == "true":
            worker.configure_signals()
        if reload:
            run_with_reloader(worker.run)
        else:
            worker.run()


def wake_again_and_again() -> None:
    """Look for stalled jobs now and every half minute, until the process ends."""
    while True:
        try:
            close_old_connections()
            if woken := wake_stalled() + office_tasks.wake_stalled():
                logger.warning("Took up %s stalled jobs.", woken)
        except Exception:
            logger.exception("Could not look for stalled jobs.")
        finally:
            connection.close()
        if stopping.wait(silence().total_seconds()):
            return
