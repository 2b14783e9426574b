"""Files for the drafts that families shared before offices kept any, and the index of the full text search.

Their results are copied by the next `tidy_drafts`, which fills every row that was never filled.
"""

from __future__ import annotations

import unicodedata

from django.db import migrations, models

AT_A_TIME = 1_000
# Documents are words already (interview/firms/search.py): this tokenizer only parts them at the spaces.
SQLITE = [
    """
    CREATE VIRTUAL TABLE interview_filesearch USING fts5(
        document, tokenize = "ascii tokenchars '_'", detail = none, columnsize = 0
    )
    """,
]
POSTGRESQL = [
    """
    CREATE TABLE interview_filesearch (
        file_id bigint PRIMARY KEY REFERENCES interview_clientfile (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        document tsvector NOT NULL
    )
    """,
    "CREATE INDEX interview_filesearch_document ON interview_filesearch USING gin (document)",
]
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def make_index(apps, schema_editor):
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    schema_editor.execute("DROP TABLE interview_filesearch")


def name_key(name):
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())[:80]


def open_files(apps, schema_editor):
    """One file for each shared draft, with the name that its family gave."""
    Draft, ClientFile = apps.get_model("interview", "Draft"), apps.get_model("interview", "ClientFile")
    apps.get_model("interview", "DraftResult").objects.update(better=models.F("paid"), possible=models.F("paid"))
    columns = ("pk", "office", "shared_name", "tax_year", "language", "updated_at", "shared_at")
    shared = Draft.objects.exclude(office=None).filter(files=None, what_if_of=None).order_by("pk")
    found = []
    for pk, office, name, tax_year, language, updated_at, shared_at in shared.values_list(*columns).iterator():
        found.append(
            ClientFile(
                draft_id=pk,
                office_id=office,
                name=name,
                name_key=name_key(name),
                tax_year=tax_year,
                language=language,
                status_at=shared_at or updated_at,
                last_family_at=updated_at,
                last_activity_at=updated_at,
                created_at=shared_at or updated_at,
            )
        )
    ClientFile.objects.bulk_create(found, batch_size=AT_A_TIME)


class Migration(migrations.Migration):
    dependencies = [("interview", "0010_offices_keep_files")]
    operations = [
        migrations.AddField("draftresult", "better", models.BigIntegerField(default=0)),
        migrations.RunPython(open_files, migrations.RunPython.noop),
        migrations.RunPython(make_index, drop_index),
    ]
