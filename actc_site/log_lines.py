"""One line for each log record, without anything that could be a Social Security number, or open a family's result."""

from __future__ import annotations

import logging
import re

# Not inside an id or a hash. Exceptions quote what they stumbled over, and addresses are typed by people too.
_IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{3}[-. _/]?\d{2}[-. _/]?\d{4}(?![0-9A-Za-z])")

# The address of a shared result is its key, also where it stands inside another address.
_KEY_TO_A_RESULT = re.compile(r"(shared(?:/|%2F))[A-Za-z0-9_-]{16,}", re.IGNORECASE)


class WithoutIdentityNumbers(logging.Formatter):
    """The last guard: forms refuse these numbers, and this keeps a mistake elsewhere out of the log."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole line, its traceback included, with nine digits and the keys to shared results blacked out."""
        line = _KEY_TO_A_RESULT.sub(r"\1[key]", super().format(record))
        return _IDENTITY_NUMBER.sub("[nine digits]", line)
