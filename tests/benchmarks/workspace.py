"""How long an office waits for its list of clients: `python -m tests.benchmarks.workspace`. No part of the test run.

Time is that of the server on the clock, for whole requests to the page of the list through the test client: from the
address to the finished page, with every query. EXPLAIN tells how the database finds the clients; where it reads the
whole table the measurement fails, as it does where pages are too slow. With `--processor` it is the processor's time of
this process and of its database connection instead, which says the same on a machine that has other work to do. Made
once, the clients stay in the database of DATABASE_URL, so that a second run measures at once; it has to be an empty
one, or one that this command has filled.
"""

from __future__ import annotations

import argparse
import os

import django


def main() -> None:
    """Make the clients unless they are there, then measure the list and say it."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.workspace", description=__doc__)
    options.add_argument("--drafts", type=int, default=10_000, help="so many; a million for the whole measurement")
    options.add_argument("--times", type=int, default=20, help="requests of each address")
    options.add_argument("--pairs", type=int, default=7, help="one of so many pairs of a filter and a sort")
    options.add_argument("--processor", action="store_true", help="the processor's time instead of the clock's")
    options.add_argument("--only", default="", help="addresses whose case has this in its name")
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
    os.environ["FLEDGE_DEBUG"] = "0"
    django.setup()
    from tests.benchmarks.workspace_measured import measure  # noqa: PLC0415

    measure(given)


if __name__ == "__main__":
    main()
