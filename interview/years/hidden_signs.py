"""Signs that have no place in a text: what databases refuse, and what turns the words around it into other words."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# They change the direction of all that follows, so that people read "$1,700" where "$7,100" is stored.
_TURN_TEXT_AROUND = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
REFUSAL = _("This text holds signs that nobody can see. Type it anew.")


def is_no_text(sign: str) -> bool:
    """Whether a sign has no place in a text: controls, halves of letters, what Unicode leaves to others."""
    if sign in _TURN_TEXT_AROUND:
        return True
    return unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co") and sign not in "\t\r\n"


def refuse_hidden_signs(text: str) -> None:
    """Raise ValidationError if a text holds such signs. A validator for every free-text field."""
    if any(map(is_no_text, text)):
        raise ValidationError(REFUSAL, code="hidden_signs")
