"""The database keeps `shared` of each file true to its draft, whoever changes the one or the other.

The lists of offices go by it without a look at the drafts. On SQLite a later migration cannot rebuild one of the two
tables while these triggers name it, and would drop those of the table itself: it must begin with `let_go` and end with
`keep`, as it must with those of migration 0023. tests/firms/test_sharing_is_kept.py fails otherwise.
"""

from __future__ import annotations

from django.db import migrations, models

FILES, DRAFTS = "interview_clientfile", "interview_draft"
SHARED = (
    f"EXISTS (SELECT 1 FROM {DRAFTS} AS draft WHERE draft.id = {{row}}.draft_id AND draft.office_id = {{row}}.office_id"
    " AND draft.deleted_at IS NULL AND draft.what_if_of_id IS NULL)"
)
SQLITE = [
    *(
        f"""
        CREATE TRIGGER {name} AFTER {when} ON {FILES}
        BEGIN UPDATE {FILES} SET shared = {SHARED.format(row="NEW")} WHERE id = NEW.id; END
        """
        for name, when in (
            ("new_files_say_who_shares", "INSERT"),
            ("files_say_who_shares", "UPDATE OF shared, office_id, draft_id"),
        )
    ),
    f"""
    CREATE TRIGGER files_follow_their_drafts AFTER UPDATE OF office_id, deleted_at, what_if_of_id ON {DRAFTS}
    WHEN OLD.office_id IS NOT NEW.office_id OR OLD.deleted_at IS NOT NEW.deleted_at
        OR OLD.what_if_of_id IS NOT NEW.what_if_of_id
    BEGIN UPDATE {FILES} SET shared = {SHARED.format(row=FILES)} WHERE draft_id = NEW.id; END
    """,
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION say_who_shares() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.shared := {SHARED.format(row="NEW")};
        RETURN NEW;
    END $$
    """,
    *(
        f"CREATE TRIGGER {name} BEFORE {when} ON {FILES} FOR EACH ROW EXECUTE FUNCTION say_who_shares()"
        for name, when in (
            ("new_files_say_who_shares", "INSERT"),
            ("files_say_who_shares", "UPDATE OF shared, office_id, draft_id"),
        )
    ),
    f"""
    CREATE FUNCTION let_files_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE {FILES} SET shared = FALSE WHERE draft_id = NEW.id;
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE TRIGGER files_follow_their_drafts AFTER UPDATE OF office_id, deleted_at, what_if_of_id ON {DRAFTS}
    FOR EACH ROW WHEN (
        OLD.office_id IS DISTINCT FROM NEW.office_id OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at
        OR OLD.what_if_of_id IS DISTINCT FROM NEW.what_if_of_id
    ) EXECUTE FUNCTION let_files_follow()
    """,
]
UNDO_SQLITE = [
    f"DROP TRIGGER IF EXISTS {name}"
    for name in ("new_files_say_who_shares", "files_say_who_shares", "files_follow_their_drafts")
]
UNDO_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS files_follow_their_drafts ON {DRAFTS}",
    f"DROP TRIGGER IF EXISTS files_say_who_shares ON {FILES}",
    f"DROP TRIGGER IF EXISTS new_files_say_who_shares ON {FILES}",
    "DROP FUNCTION IF EXISTS let_files_follow()",
    "DROP FUNCTION IF EXISTS say_who_shares()",
]
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARD = {"sqlite": UNDO_SQLITE, "postgresql": UNDO_POSTGRESQL}


def keep(apps, schema_editor):
    """Anew, so that a migration after one that drops them can call this."""
    vendor = schema_editor.connection.vendor
    for statement in BACKWARD[vendor]:
        schema_editor.execute(statement)
    schema_editor.execute(f"UPDATE {FILES} SET shared = {SHARED.format(row=FILES)}")
    for statement in FORWARD[vendor]:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in BACKWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("interview", "0017_every_sort_has_an_index")]
    operations = [
        migrations.AddField("clientfile", "shared", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(keep, let_go),
    ]
