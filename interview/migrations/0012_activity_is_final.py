"""The database refuses to change or delete what happened in an office, and what a reviewer signed off.

Of an entry of the activity four things can go, and never come back or become something else: the account of whoever did
it, when that is deleted; the client's file, when the draft is wiped; and with the file the values of answers and the
reason. Of a sign-off nothing changes but that it is reopened, once. It goes with the draft that it is about.

Only the entries of a sample office (`manage.py demo_office`) can be deleted, with the office; and no office becomes a
sample later.

On SQLite, a later migration that rebuilds one of these tables (most field changes do) drops its triggers: such a
migration must end with these operations again. tests/firms/test_activity_is_final.py fails otherwise.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

run = import_module("interview.migrations.0002_published_figures_are_final").run

ACTIVITY, SIGN_OFF, OFFICE = "interview_activity", "interview_signoff", "interview_office"
RECORDED = "What happened in an office can never change."
SIGNED = "What was signed off can never change."
SAMPLE = "An office cannot become a sample."

KEPT = ("id", "office_id", "reference", "by", "kind", "page", "revision_id", "created_at")
GOES = ("file_id", "actor_id")
GOES_WITH_FILE = ("old", "new")
SIGNED_KEPT = (
    "id", "file_id", "draft_version", "tax_year", "revision_id", "digest", "answers", "household", "way", "figures",
    "signed_at",
)
REOPENED = ("reopened_at", "reopened_because")


def _rule_of_activity(same: str) -> str:
    """What an entry may become; `same` compares two values, nothing with nothing too."""
    values = [f'NEW."{column}" {same} OLD."{column}"' for column in (*GOES_WITH_FILE, "reason")]
    wiped = [
        "NEW.file_id IS NULL", "OLD.file_id IS NOT NULL",
        *(f'(NEW."{column}" IS NULL OR NEW."{column}" {same} OLD."{column}")' for column in GOES_WITH_FILE),
        f"(NEW.reason = '' OR NEW.reason {same} OLD.reason)",
    ]
    return " AND ".join((
        *(f'NEW."{column}" {same} OLD."{column}"' for column in KEPT),
        *(f'(NEW."{column}" IS NULL OR NEW."{column}" {same} OLD."{column}")' for column in GOES),
        f"(({' AND '.join(values)}) OR ({' AND '.join(wiped)}))",
    ))


def _rule_of_sign_off(same: str) -> str:
    return " AND ".join((
        *(f'NEW."{column}" {same} OLD."{column}"' for column in SIGNED_KEPT),
        f"(NEW.signed_by_id IS NULL OR NEW.signed_by_id {same} OLD.signed_by_id)",
        f"((OLD.reopened_at IS NULL AND NEW.reopened_at IS NOT NULL) OR ("
        + " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in REOPENED)
        + f" AND (NEW.reopened_by_id IS NULL OR NEW.reopened_by_id {same} OLD.reopened_by_id)))",
    ))


SQLITE = [
    f"""
    CREATE TRIGGER activity_keeps_its_values BEFORE UPDATE ON {ACTIVITY}
    WHEN NOT ({_rule_of_activity("IS")})
    BEGIN SELECT RAISE(ABORT, '{RECORDED}'); END
    """,
    f"""
    CREATE TRIGGER activity_is_kept BEFORE DELETE ON {ACTIVITY}
    WHEN NOT EXISTS (SELECT 1 FROM {OFFICE} AS office WHERE office.id = OLD.office_id AND office.is_sample)
    BEGIN SELECT RAISE(ABORT, '{RECORDED}'); END
    """,
    f"""
    CREATE TRIGGER activity_keeps_its_place BEFORE INSERT ON {ACTIVITY}
    WHEN EXISTS (SELECT 1 FROM {ACTIVITY} AS entry WHERE entry.id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{RECORDED}'); END
    """,
    f"""
    CREATE TRIGGER sign_offs_keep_their_values BEFORE UPDATE ON {SIGN_OFF}
    WHEN NOT ({_rule_of_sign_off("IS")})
    BEGIN SELECT RAISE(ABORT, '{SIGNED}'); END
    """,
    f"""
    CREATE TRIGGER sign_offs_keep_their_place BEFORE INSERT ON {SIGN_OFF}
    WHEN EXISTS (SELECT 1 FROM {SIGN_OFF} AS signed WHERE signed.id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{SIGNED}'); END
    """,
    f"""
    CREATE TRIGGER offices_stay_real BEFORE UPDATE ON {OFFICE}
    WHEN NEW.is_sample AND NOT OLD.is_sample
    BEGIN SELECT RAISE(ABORT, '{SAMPLE}'); END
    """,
]
UNDO_SQLITE = [
    f"DROP TRIGGER IF EXISTS {name}"
    for name in (
        "activity_keeps_its_values", "activity_is_kept", "activity_keeps_its_place", "sign_offs_keep_their_values",
        "sign_offs_keep_their_place", "offices_stay_real",
    )
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION refuse_to_change_activity() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF {_rule_of_activity("IS NOT DISTINCT FROM")} THEN
                RETURN NEW;
            END IF;
        ELSIF TG_OP = 'DELETE' THEN
            IF EXISTS (SELECT 1 FROM {OFFICE} AS office WHERE office.id = OLD.office_id AND office.is_sample) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION '{RECORDED}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER activity_is_kept BEFORE UPDATE OR DELETE ON {ACTIVITY}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_activity()
    """,
    f"""
    CREATE TRIGGER activity_is_not_emptied BEFORE TRUNCATE ON {ACTIVITY}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_activity()
    """,
    f"""
    CREATE FUNCTION refuse_to_change_sign_offs() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {_rule_of_sign_off("IS NOT DISTINCT FROM")} THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{SIGNED}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER sign_offs_keep_their_values BEFORE UPDATE ON {SIGN_OFF}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_sign_offs()
    """,
    f"""
    CREATE FUNCTION refuse_to_make_a_sample() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{SAMPLE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER offices_stay_real BEFORE UPDATE ON {OFFICE}
    FOR EACH ROW WHEN (NEW.is_sample AND NOT OLD.is_sample) EXECUTE FUNCTION refuse_to_make_a_sample()
    """,
]
UNDO_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS activity_is_kept ON {ACTIVITY}",
    f"DROP TRIGGER IF EXISTS activity_is_not_emptied ON {ACTIVITY}",
    "DROP FUNCTION refuse_to_change_activity()",
    f"DROP TRIGGER IF EXISTS sign_offs_keep_their_values ON {SIGN_OFF}",
    "DROP FUNCTION refuse_to_change_sign_offs()",
    f"DROP TRIGGER IF EXISTS offices_stay_real ON {OFFICE}",
    "DROP FUNCTION refuse_to_make_a_sample()",
]
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARD = {"sqlite": UNDO_SQLITE, "postgresql": UNDO_POSTGRESQL}


def guard(apps, schema_editor):
    run(schema_editor, FORWARD)


def unguard(apps, schema_editor):
    run(schema_editor, BACKWARD)


class Migration(migrations.Migration):
    dependencies = [("interview", "0011_lists_of_clients")]
    operations = [migrations.RunPython(guard, unguard)]
