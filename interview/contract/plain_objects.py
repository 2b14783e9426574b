"""From a JSON text to the plain object it holds, with nothing dropped on the way."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from interview.contract.problems import Problem, Refused


def _kept_apart(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise Refused([Problem("", f"{key} stands twice in the same object") for key in twice])
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_kept_apart)


def plain_object(text: str | bytes) -> Any:
    """What the text says, key by key: a key that stands twice would silently drop one of its values."""
    try:
        return _DECODER.decode(text.decode() if isinstance(text, bytes) else text)
    except Refused:
        raise
    except (RecursionError, ValueError) as error:
        raise Refused([Problem("", f"is not JSON: {error}")]) from None
