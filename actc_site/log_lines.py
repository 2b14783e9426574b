"""One line for each log record, without anything that could be a Social Security number, or that opens something."""

from __future__ import annotations

import logging
import re

# Not inside an id or a hash. Exceptions quote what they stumbled over, and addresses are typed by people too.
_PARTED_BY = r"(?:[-. _/+]|(?:%[0-9A-F]{2}){1,3})?"  # as browsers write what is typed into an address, too
_IDENTITY_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z])\d{{3}}{_PARTED_BY}\d{{2}}{_PARTED_BY}\d{{4}}(?![0-9A-Za-z])", re.IGNORECASE
)

# The address of a shared result is its key, and so are those of an invitation and of the end of mails, also where it
# stands inside another one.
_KEY = re.compile(
    r"((?:shared|invited|invitation|mails-from-advisors)(?:/|%(?:25)*2F))[A-Za-z0-9_-]{16,}", re.IGNORECASE
)


class WithoutIdentityNumbers(logging.Formatter):
    """The last guard: forms refuse these numbers, and this keeps a mistake elsewhere out of the log."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole line, its traceback included, with nine digits and the keys in addresses blacked out."""
        line = _KEY.sub(r"\1[key]", super().format(record))
        return _IDENTITY_NUMBER.sub("[nine digits]", line)
