"""What stays of a client whose draft is wiped: that things happened, when, and who did them. Its answers' values go."""

from __future__ import annotations

from typing import Any

from interview.firms.activity import ASSIGNED, REOPENED, STATUS
from interview.firms.file_models import Activity, ClientFile

KEEPS_VALUES = (STATUS, REOPENED, ASSIGNED)
"""Their values are statuses and colleagues, nothing of the family."""


def before_file_is_deleted(instance: ClientFile, **_signal: Any) -> None:
    """Part the entries from the file that goes, and take what the family answered, and every reason, out of them."""
    entries = Activity.objects.filter(file=instance)
    entries.filter(kind__in=KEEPS_VALUES).update(file=None, reason="")
    entries.update(file=None, old=None, new=None, reason="")
