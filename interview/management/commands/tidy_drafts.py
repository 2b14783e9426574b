"""Send the reminders and warnings that are due, and wipe the drafts whose time is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from interview.drafts.tidying import tidy
from interview.firms.following import mark_silent
from interview.firms.jobs.planning import forget_files
from interview.firms.request_mails import remind
from interview.firms.rows import pass_dates
from interview.firms.search import index_missing


class Command(BaseCommand):
    """`manage.py tidy_drafts`: once a day, from a timer of the machine. Running it twice does nothing twice."""

    help = "Send reminders and warnings that are due, and wipe drafts, codes and devices whose time is over."

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        done = tidy(now)
        done["clients with another next day"] += pass_dates(now)
        done["clients found by the search again"] += index_missing()
        done["clients marked as silent"] += mark_silent(now)
        remind(now, done)
        done["pieces of jobs' files forgotten"] += forget_files(now)
        if options["verbosity"]:
            for what, count in sorted(done.items()):
                if count:
                    self.stdout.write(f"{count} {what}")
            if not done.total():
                self.stdout.write("Nothing was due.")
