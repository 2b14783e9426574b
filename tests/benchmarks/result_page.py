"""How long the result page takes: `python -m tests.benchmarks.result_page`. No part of the test run.

Time is that of the processor, on one core, for whole requests to the page of a saved draft, warm: from the address to
the compressed page, with every query. "Without" leaves the levers and the years ahead out.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import TYPE_CHECKING
from unittest.mock import patch

import django

if TYPE_CHECKING:
    from django.test import Client

    from interview.drafts.models import Draft

REQUESTS = 30
LEFT_OUT = {"levers_view": None, "levers": (), "years_ahead": None, "statements": ()}
ROOM = "interview.result.explain.result_page"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "actc_site.settings"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from tests.golden.families import FAMILIES  # noqa: PLC0415
    from tests.interview.browsing import draft_of  # noqa: PLC0415

    parser = ArgumentParser(prog="python -m tests.benchmarks.result_page", description=__doc__)
    parser.add_argument("families", nargs="*", default=["P13-berlin", "P3-spain-one-number-missing", "P11-never-sure"])
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("load_years", verbosity=0)
    say(f"{'':32}{'without':>9}{'whole':>9}   compressed")
    for name in parser.parse_args().families:
        client = Client(headers={"Accept-Encoding": "gzip"})
        draft = draft_of(client, dict(FAMILIES[name].answers))
        with ExitStack() as stack:
            for left_out, value in LEFT_OUT.items():
                stack.enter_context(patch(f"{ROOM}.{left_out}", return_value=value))
            without, _size = request_time(client, draft)
        whole, size = request_time(client, draft)
        say(f"{name:32}{without:>6.0f} ms{whole:>6.0f} ms{size / 1000:>10.1f} KB")


def request_time(client: Client, draft: Draft) -> tuple[float, int]:
    """Milliseconds of the processor for one request, the median of many after a few to warm up; bytes of the page."""
    from django.urls import reverse  # noqa: PLC0415

    address, times, size = reverse("result:show", args=[draft.public_id]), [], 0
    for _ in range(REQUESTS + 3):
        began = time.process_time()
        response = client.get(address)
        times.append(1_000 * (time.process_time() - began))
        size = len(response.content)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
    return statistics.median(times[3:]), size


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
