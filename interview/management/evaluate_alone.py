"""`manage.py evaluate` without the site: a single household is answered before Django's applications have loaded."""

from __future__ import annotations

import os
import sqlite3
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from interview.management.evaluating import SOME_REFUSED, Unreadable, add_arguments, run
from interview.years.published_in_sqlite import PublishedInSqlite


class _Unusual(Exception):
    """Something that only the whole site understands."""


class _OwnArguments(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Unusual(message)


def evaluate_alone(arguments: list[str]) -> int | None:
    """The exit status; None, and nothing done, when it takes the whole site: for other databases than SQLite files,
    for Django's own options, for help and for arguments that are wrong.
    """
    parser = _OwnArguments(add_help=False)
    add_arguments(parser)
    try:
        options = vars(parser.parse_args(arguments))
        source = _source()
    except (_Unusual, sqlite3.Error):
        return None
    try:
        return run(options, source, sys.stdout, sys.stderr)
    except Unreadable as unreadable:
        sys.stderr.write(f"CommandError: {unreadable}\n")
        return SOME_REFUSED


def _source() -> PublishedInSqlite:
    # The settings alone: what Django puts around them takes as long to load as all of the law.
    database = import_module(os.environ["DJANGO_SETTINGS_MODULE"]).DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        raise _Unusual(database["ENGINE"])
    return PublishedInSqlite(Path(database["NAME"]))
