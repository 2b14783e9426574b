"""On PostgreSQL, TRUNCATE asks no trigger on rows: the figures and their history refuse it by triggers of their own.

Emptying another table with CASCADE, like that of the accounts, would reach them too, and is refused as well. SQLite has
no TRUNCATE.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

run = import_module("interview.migrations.0002_published_figures_are_final").run
final = import_module("interview.migrations.0007_the_history_is_final")

FORWARD = {
    "sqlite": [],
    "postgresql": [
        f"""
        CREATE FUNCTION refuse_to_empty_figures() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{final.KEPT}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        *(
            f"""
            CREATE TRIGGER figures_are_not_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_empty_figures()
            """
            for table in (final.TABLE, final.HISTORY)
        ),
    ],
}
BACKWARD = {
    "sqlite": [],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS figures_are_not_emptied ON {final.TABLE}",
        f"DROP TRIGGER IF EXISTS figures_are_not_emptied ON {final.HISTORY}",
        "DROP FUNCTION refuse_to_empty_figures()",
    ],
}


def guard(apps, schema_editor):
    run(schema_editor, FORWARD)


def unguard(apps, schema_editor):
    run(schema_editor, BACKWARD)


class Migration(migrations.Migration):
    dependencies = [("interview", "0007_the_history_is_final")]
    operations = [migrations.RunPython(guard, unguard)]
