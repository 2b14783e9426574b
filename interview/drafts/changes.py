"""Tells the rooms above that a draft's answers have changed, and its result with them."""

from __future__ import annotations

from django.dispatch import Signal

draft_changed = Signal()
"""Sent with `draft` after each saved change, when its result is stored. Receivers run in the same request."""
answers_changed = Signal()
"""Sent with `draft` and the answers `before`, each time that other answers are stored. `draft.acting` says who did it:
a member of staff, or with None the family."""
address_confirmed = Signal()
"""Sent with the keys of `drafts` that have become those of a confirmed e-mail address, a few at most."""
