"""The code by which a family finds its office: random letters that are hard to mistake, easy to read out."""

from __future__ import annotations

import re
import secrets
import string

# Without vowels no code spells a word; I, L, O, Q and V are too easily taken for another letter.
LETTERS = "BCDFGHJKMNPRSTWXYZ"
LENGTH = 8


def new_share_code() -> str:
    """A code that no one can guess: one of 11 thousand million."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_share_code(typed: str) -> str:
    """The code as it is stored, whatever case, spaces and dashes it was typed with."""
    return re.sub(f"[^{string.ascii_uppercase}]", "", typed.upper())


def show_share_code(code: str) -> str:
    """The code as people read it: two groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
