"""Full-text search of an office's clients: by name and email, by reference and by what notes say."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from interview.firms.file_models import ClientFile
from interview.firms.rows import name_key


def matching(files: QuerySet[ClientFile], text: str) -> QuerySet[ClientFile]:
    """Those of the clients that every word of the text is found with, as the beginning of a word."""
    for word in name_key(text).split():
        files = files.filter(
            Q(name_key__startswith=word) | Q(name_key__contains=f" {word}") | Q(email__istartswith=word)
        )
    return files
