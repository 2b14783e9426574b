"""The database refuses to change or delete what was published, what is in review, and every entry of the history.

It takes the place of migration 0002, which knew drafts and published revisions only. A draft can be sent to review,
published or withdrawn, but only what was published can be replaced. In review the figures stay as they are, with whatever
was confirmed about them. Of a published revision the state alone can change: from published to replaced or withdrawn,
and from replaced to withdrawn. Nothing changes what was withdrawn, and nobody deletes a revision.

On SQLite, a later migration that rebuilds one of the two tables (most field changes do) drops its triggers: such a
migration must end with these operations again. tests/years/test_finality.py fails otherwise.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

before = import_module("interview.migrations.0002_published_figures_are_final")

TABLE = before.TABLE
HISTORY = "interview_historyentry"
FINAL = "A published revision of yearly figures can never change."
WAY = "Only published figures can be replaced."
REVIEWED = "The figures of a revision in review cannot change."
KEPT = "A revision of yearly figures cannot be deleted."
RECORDED = "The history of the yearly figures can never change."
COLUMNS = (
    *before.COLUMNS,
    "to_confirm", "confirmed", "submitted_at", "submitted_by_id", "notice",
)
# What may still be said of figures in review: who sent them and when, who publishes them, why, and what families read.
SAID_IN_REVIEW = ("submitted_at", "submitted_by_id", "reason", "notice", "published_at", "published_by_id")
HELD_IN_REVIEW = tuple(column for column in COLUMNS if column not in SAID_IN_REVIEW)

# INSERT OR REPLACE and UPDATE OR REPLACE throw rows out without asking the trigger on DELETE.
TAKES_A_PLACE = """
    SELECT 1 FROM {table} AS final WHERE {other} (
        final.id = NEW.id
        OR (final.tax_year = NEW.tax_year AND final.number = NEW.number)
        OR (final.tax_year = NEW.tax_year AND final.state = 'published' AND NEW.state = 'published')
    )
"""

SQLITE = [
    f"""
    CREATE TRIGGER published_figures_keep_their_values BEFORE UPDATE ON {TABLE}
    WHEN OLD.state NOT IN ('draft', 'in_review') AND NOT (
        ((OLD.state = 'published' AND NEW.state IN ('replaced', 'withdrawn'))
            OR (OLD.state = 'replaced' AND NEW.state = 'withdrawn'))
        AND {" AND ".join(f"NEW.{column} IS OLD.{column}" for column in COLUMNS)}
    )
    BEGIN SELECT RAISE(ABORT, '{FINAL}'); END
    """,
    f"""
    CREATE TRIGGER figures_in_review_keep_their_values BEFORE UPDATE ON {TABLE}
    WHEN OLD.state = 'in_review' AND NOT ({" AND ".join(f"NEW.{column} IS OLD.{column}" for column in HELD_IN_REVIEW)})
    BEGIN SELECT RAISE(ABORT, '{REVIEWED}'); END
    """,
    f"""
    CREATE TRIGGER figures_go_their_way BEFORE UPDATE ON {TABLE}
    WHEN OLD.state IN ('draft', 'in_review') AND NEW.state = 'replaced'
    BEGIN SELECT RAISE(ABORT, '{WAY}'); END
    """,
    f"""
    CREATE TRIGGER published_figures_are_kept BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{KEPT}'); END
    """,
    f"""
    CREATE TRIGGER published_figures_keep_their_place BEFORE INSERT ON {TABLE}
    WHEN EXISTS ({TAKES_A_PLACE.format(table=TABLE, other="")})
    BEGIN SELECT RAISE(ABORT, '{FINAL}'); END
    """,
    f"""
    CREATE TRIGGER published_figures_are_not_pushed_out BEFORE UPDATE ON {TABLE}
    WHEN EXISTS ({TAKES_A_PLACE.format(table=TABLE, other="final.id <> OLD.id AND")})
    BEGIN SELECT RAISE(ABORT, '{FINAL}'); END
    """,
    f"""
    CREATE TRIGGER figures_history_keeps_its_values BEFORE UPDATE ON {HISTORY}
    BEGIN SELECT RAISE(ABORT, '{RECORDED}'); END
    """,
    f"""
    CREATE TRIGGER figures_history_is_kept BEFORE DELETE ON {HISTORY}
    BEGIN SELECT RAISE(ABORT, '{RECORDED}'); END
    """,
    f"""
    CREATE TRIGGER figures_history_keeps_its_place BEFORE INSERT ON {HISTORY}
    WHEN EXISTS (SELECT 1 FROM {HISTORY} AS entry WHERE entry.id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{RECORDED}'); END
    """,
]
UNDO_SQLITE = [
    *before.UNDO_SQLITE,
    "DROP TRIGGER IF EXISTS figures_in_review_keep_their_values",
    "DROP TRIGGER IF EXISTS figures_go_their_way",
    "DROP TRIGGER IF EXISTS figures_history_keeps_its_values",
    "DROP TRIGGER IF EXISTS figures_history_is_kept",
    "DROP TRIGGER IF EXISTS figures_history_keeps_its_place",
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION refuse_to_change_figures() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF OLD.state IN ('draft', 'in_review') AND NEW.state = 'replaced' THEN
            RAISE EXCEPTION '{WAY}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF OLD.state = 'draft' THEN
            RETURN NEW;
        END IF;
        IF OLD.state = 'in_review' THEN
            IF {" AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in HELD_IN_REVIEW)} THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{REVIEWED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF ((OLD.state = 'published' AND NEW.state IN ('replaced', 'withdrawn'))
                OR (OLD.state = 'replaced' AND NEW.state = 'withdrawn'))
            AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state'
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{FINAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER published_figures_keep_their_values BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_figures()
    """,
    f"""
    CREATE FUNCTION refuse_to_change_figures_history() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{RECORDED}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER figures_history_is_kept BEFORE UPDATE OR DELETE ON {HISTORY}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_figures_history()
    """,
]
UNDO_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS published_figures_keep_their_values ON {TABLE}",
    "DROP FUNCTION refuse_to_change_figures()",
    f"DROP TRIGGER IF EXISTS figures_history_is_kept ON {HISTORY}",
    "DROP FUNCTION refuse_to_change_figures_history()",
]
UNDO_BEFORE = {"sqlite": before.UNDO_SQLITE, "postgresql": before.UNDO_POSTGRESQL}
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARD = {"sqlite": UNDO_SQLITE, "postgresql": UNDO_POSTGRESQL}


def guard(apps, schema_editor):
    before.run(schema_editor, UNDO_BEFORE)
    before.run(schema_editor, FORWARD)


def unguard(apps, schema_editor):
    before.run(schema_editor, BACKWARD)
    before.guard(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("interview", "0006_figures_are_reviewed")]
    operations = [migrations.RunPython(guard, unguard)]
