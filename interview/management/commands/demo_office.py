"""Fill a local site with a sample office, to see the advisors' workspace at work."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from interview.firms.sample.making import AlreadyThere, make_sample_office, remove_sample_office
from interview.firms.sample.people import OFFICE, PEOPLE
from interview.years.models import ParameterRevision


class Command(BaseCommand):
    """`manage.py demo_office`: an office with clients in every state. `--remove` takes all of it away again."""

    help = (
        "Make a sample office with invented clients, clearly marked, and say how to sign in. Not on a production site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch: take it away."""
        parser.add_argument("--remove", action="store_true", help="delete the sample office, its people and clients")

    def handle(self, *_args: Any, remove: bool, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is a production site: sample clients do not belong on it.")
        call_command("migrate", verbosity=0)
        if not ParameterRevision.objects.exists():
            call_command("load_years", verbosity=0)
        if remove:
            count = remove_sample_office()
            self.stdout.write(f"Removed the sample office with {count} clients.")
            return
        password = secrets.token_urlsafe(9)
        try:
            made = make_sample_office(password)
        except AlreadyThere:
            raise CommandError("The sample office is there already. Remove it first: --remove") from None
        if options["verbosity"]:
            self._tell(made, password)

    def _tell(self, clients: int, password: str) -> None:
        self.stdout.write(f"{OFFICE}: {clients} invented clients. Sign in under /accounts/login/ as one of")
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<14} {person.role}")
        self.stdout.write(f"with the password  {password}")
