"""The database itself refuses to change or delete a published revision, whoever asks and by whatever way.

The one change allowed is from published to replaced, with every other column as it was.

On SQLite, a later migration that rebuilds the table (most field changes do) drops its triggers: such a migration
must end with these operations again. tests/years/test_finality.py fails otherwise.
"""

from __future__ import annotations

from django.db import NotSupportedError, migrations

TABLE = "interview_parameterrevision"
MESSAGE = "A published revision of yearly figures can never change."
COLUMNS = (
    "id", "tax_year", "number", "document", "digest", "based_on_id", "reason",
    "created_at", "created_by_id", "published_at", "published_by_id",
)

# INSERT OR REPLACE and UPDATE OR REPLACE throw rows out without asking the trigger on DELETE.
TAKES_A_PUBLISHED_PLACE = f"""
    EXISTS (
        SELECT 1 FROM {TABLE} AS final WHERE final.state <> 'draft' AND (
            final.id = NEW.id
            OR (final.tax_year = NEW.tax_year AND final.number = NEW.number)
            OR (final.tax_year = NEW.tax_year AND final.state = 'published' AND NEW.state = 'published')
        )
    )
"""

SQLITE = [
    f"""
    CREATE TRIGGER published_figures_keep_their_values BEFORE UPDATE ON {TABLE}
    WHEN OLD.state <> 'draft' AND NOT (
        OLD.state = 'published' AND NEW.state = 'replaced'
        AND {" AND ".join(f"NEW.{column} IS OLD.{column}" for column in COLUMNS)}
    )
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER published_figures_are_kept BEFORE DELETE ON {TABLE} WHEN OLD.state <> 'draft'
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER published_figures_keep_their_place BEFORE INSERT ON {TABLE} WHEN {TAKES_A_PUBLISHED_PLACE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER published_figures_are_not_pushed_out BEFORE UPDATE ON {TABLE}
    WHEN OLD.state = 'draft' AND {TAKES_A_PUBLISHED_PLACE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
]
UNDO_SQLITE = [
    "DROP TRIGGER IF EXISTS published_figures_keep_their_values",
    "DROP TRIGGER IF EXISTS published_figures_are_kept",
    "DROP TRIGGER IF EXISTS published_figures_keep_their_place",
    "DROP TRIGGER IF EXISTS published_figures_are_not_pushed_out",
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION refuse_to_change_published_figures() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'replaced'
            AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state'
        THEN RETURN NEW;
        END IF;
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER published_figures_keep_their_values BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_to_change_published_figures()
    """,
]
UNDO_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS published_figures_keep_their_values ON {TABLE}",
    "DROP FUNCTION refuse_to_change_published_figures()",
]

FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARD = {"sqlite": UNDO_SQLITE, "postgresql": UNDO_POSTGRESQL}


def guard(apps, schema_editor):
    run(schema_editor, FORWARD)


def unguard(apps, schema_editor):
    run(schema_editor, BACKWARD)


def run(schema_editor, statements):
    vendor = schema_editor.connection.vendor
    if vendor not in statements:
        raise NotSupportedError(f"Fledge runs on SQLite and PostgreSQL, not on {vendor}.")
    for statement in statements[vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("interview", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
