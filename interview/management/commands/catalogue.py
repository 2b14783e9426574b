"""manage.py catalogue: the translations of every text of the site."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interview.management.catalogue import as_compiled, as_texts, current, faults, languages, write


class Command(BaseCommand):
    """Bring the catalogues of all languages up to date, or only say what they lack."""

    help = (
        "Collect every text of the site into interview/locale/<language>/LC_MESSAGES/django.po, keep the translations "
        "that still fit, mark those whose English has changed as fuzzy, and compile. Needs no other tools."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if anything is missing or old")

    def handle(self, *_args: Any, **options: Any) -> None:
        lacking = []
        for language in languages():
            catalogue = current(language)
            found = list(faults(catalogue))
            if not options["check"]:
                write(language, catalogue)
                self.stdout.write(f"{language.code}: {len(catalogue)} texts, {len(found)} of them want a translator")
                continue
            if language.texts.read_bytes() != as_texts(catalogue):
                found.append("the file is not that of the texts of the site: run `manage.py catalogue`")
            elif language.compiled.read_bytes() != as_compiled(catalogue):
                found.append("the compiled file is not that of the texts: run `manage.py catalogue`")
            lacking += [f"{language.code}: {fault}" for fault in found]
        if lacking:
            raise CommandError("\n".join(lacking))
