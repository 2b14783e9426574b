"""Indexes from which counts are read alone, and on PostgreSQL the documents of the search in the rows of the files.

There the documents go from a table of their own into a column, so that one question can put the index of words together
with those of other filters. The column is filled while the changed indexes are away: each would have to follow.
"""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

CHANGED: dict[str, list[str]] = {
    "files_by_activity": ["office", "-last_activity_at", "-id", "shared", "assignee"],
    "files_by_status_and_turn": ["office", "status", "-waiting_on", "due", "id", "shared", "assignee"],
    "files_by_year": ["office", "tax_year", "id", "shared", "assignee"],
    "files_by_children": ["office", "children", "id", "shared", "assignee"],
    "files_by_gain": ["office", "gain", "id", "shared", "assignee"],
    "files_by_route": ["office", "route", "id", "shared", "assignee"],
    "files_by_what_blocks": ["office", "blocked", "id", "next_date", "route", "shared", "assignee"],
    "files_by_next_date": ["office", "next_date", "id", "blocked", "shared", "assignee"],
    "files_by_assignee": ["office", "assignee", "id", "shared", "status"],
    "files_by_open_answers": ["office", "open_answers", "id", "shared", "assignee"],
    "files_by_flag": ["office", "flagged", "id", "shared", "assignee"],
    "files_by_country": ["office", "country", "id", "shared", "assignee"],
    "files_by_revision": ["office", "revision_id", "id", "shared", "assignee"],
    "files_by_language": ["office", "language", "id", "shared", "assignee"],
}
POSTGRESQL = [
    "ALTER TABLE interview_clientfile ADD COLUMN document tsvector",
    "UPDATE interview_clientfile AS file SET document = found.document "
    "FROM interview_filesearch AS found WHERE found.file_id = file.id",
    "DROP TABLE interview_filesearch",
    "CREATE INDEX files_by_words ON interview_clientfile USING gin (document)",
]
BACK_ON_POSTGRESQL = [
    """
    CREATE TABLE interview_filesearch (
        file_id bigint PRIMARY KEY REFERENCES interview_clientfile (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        document tsvector NOT NULL
    )
    """,
    "CREATE INDEX interview_filesearch_document ON interview_filesearch USING gin (document)",
    "INSERT INTO interview_filesearch SELECT id, document FROM interview_clientfile WHERE document IS NOT NULL",
    "SET CONSTRAINTS ALL IMMEDIATE",
    "ALTER TABLE interview_clientfile DROP COLUMN document",
]


def documents_into_rows(apps, schema_editor):
    _execute(schema_editor, POSTGRESQL)


def documents_into_a_table(apps, schema_editor):
    _execute(schema_editor, BACK_ON_POSTGRESQL)


def _execute(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("interview", "0021_families_stop_mails"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        *(migrations.RemoveIndex("clientfile", name) for name in CHANGED),
        migrations.RunPython(documents_into_rows, documents_into_a_table),
        *(
            migrations.AddIndex("clientfile", models.Index(fields=fields, name=name))
            for name, fields in CHANGED.items()
        ),
    ]
