"""How fast jobs over stored drafts are, and what the site's visitors notice of them: `python -m tests.benchmarks.jobs`.

It makes a database of its own beside that of DATABASE_URL, as the tests do, and deletes it in the end. Rates are drafts
a second of processor time of one process, database driver included; the time on the clock is given beside it.
"""

from __future__ import annotations

import argparse
import os

import django


def main() -> None:
    """Make the drafts, then measure one thing after the other and say it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--drafts", type=int, default=100_000)
    options.add_argument("--distinct", type=int, default=2_000, help="how many of them differ from each other")
    options.add_argument("--slow-drafts", type=int, default=10_000, help="for the long way, over the answers")
    options.add_argument("--steps", type=int, default=300, help="saves of a screen, with and without a job beside")
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
    os.environ["FLEDGE_DEBUG"] = "0"
    django.setup()
    from tests.benchmarks.jobs_measured import measure, test_database  # noqa: PLC0415

    with test_database():
        measure(given.drafts, given.distinct, given.slow_drafts, given.steps)


if __name__ == "__main__":
    main()
