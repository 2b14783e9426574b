"""Who looked at a client, and when: once an hour for each person, however many pages they open."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from interview.firms.activity import VIEWED, record
from interview.firms.file_models import Activity, ClientFile

ONCE_IN = timedelta(hours=1)


def record_view(file: ClientFile, who: User) -> None:
    """Write down that somebody looks at a client, unless that was written within the last hour. The draft is loaded."""
    since = timezone.now() - ONCE_IN
    if not Activity.objects.filter(file=file, actor=who, kind=VIEWED, created_at__gt=since).exists():
        record(VIEWED, file, actor=who)
