"""The wizard's memory is the draft itself. Reading never writes."""

from __future__ import annotations

from typing import Any

from formtools.wizard.storage.base import BaseStorage


class DraftStorage(BaseStorage):
    """What django-formtools asks of a storage, without a copy of any answer.

    Saved pages come back through the forms' initial values, already checked; saving is interview/drafts/store.py.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.init_data()

    def reset(self) -> None:
        """Finishing the interview must not erase the family's answers."""

    def get_step_data(self, step: str) -> None:
        """No raw posted data is ever kept."""
