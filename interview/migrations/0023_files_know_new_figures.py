"""The database keeps true which figures changed the result of each file's draft, and when.

A changed result counts until its draft is written to again, so what is told here follows changed results, drafts and
files, whoever changes them. A job keeps its kind and its revision. A revision comes into force once, before its job
begins, and never again: that it is in force no more, lists see from its state. Where a draft has several changed
results, that of figures in force goes first, then the newest.

On SQLite a later migration cannot rebuild a table that these triggers name, and would drop those of the table itself:
it must begin with `let_go` and end with `keep`. tests/firms/test_changed_by_figures_is_kept.py fails otherwise.
"""

from __future__ import annotations

from django.db import migrations, models

FILES, DRAFTS, CHANGED = "interview_clientfile", "interview_draft", "interview_changedresult"
FIGURES = f"""(
    SELECT job.revision_id, changed.created_at FROM {CHANGED} AS changed
    JOIN interview_figurejob AS job ON job.id = changed.job_id
    JOIN interview_parameterrevision AS revision ON revision.id = job.revision_id
    JOIN {DRAFTS} AS draft ON draft.id = changed.draft_id
    WHERE changed.draft_id = {{row}}.draft_id AND job.kind = 'reevaluation' AND changed.created_at >= draft.updated_at
    ORDER BY CASE WHEN revision.state = 'published' THEN 0 ELSE 1 END, changed.id DESC LIMIT 1
)"""
COLUMNS = "changed_by_figures, changed_by_figures_at"
OF_FILES, OF_NEW = FIGURES.format(row=FILES), FIGURES.format(row="NEW")
FILL = f"""
    UPDATE {FILES} SET ({COLUMNS}) = {OF_FILES}
    WHERE changed_by_figures IS NOT NULL OR draft_id IN (SELECT draft_id FROM {CHANGED})
"""
SQLITE = [
    *(
        f"""
        CREATE TRIGGER {name} AFTER {when} ON {FILES}
        WHEN (NEW.changed_by_figures, NEW.changed_by_figures_at) IS NOT {OF_NEW}
        BEGIN UPDATE {FILES} SET ({COLUMNS}) = {OF_FILES} WHERE id = NEW.id; END
        """
        for name, when in (
            ("new_files_say_what_changed_them", "INSERT"),
            ("files_say_what_changed_them", f"UPDATE OF {COLUMNS}, draft_id"),
        )
    ),
    *(
        f"""
        CREATE TRIGGER files_follow_results_{when} AFTER {when} ON {CHANGED}
        BEGIN UPDATE {FILES} SET ({COLUMNS}) = {OF_FILES} WHERE draft_id IN ({drafts}); END
        """
        for when, drafts in (
            ("INSERT", "NEW.draft_id"),
            ("UPDATE", "OLD.draft_id, NEW.draft_id"),
            ("DELETE", "OLD.draft_id"),
        )
    ),
    f"""
    CREATE TRIGGER files_follow_newer_answers AFTER UPDATE OF updated_at ON {DRAFTS}
    WHEN OLD.updated_at IS NOT NEW.updated_at
    BEGIN
        UPDATE {FILES} SET ({COLUMNS}) = {OF_FILES} WHERE draft_id = NEW.id AND ({COLUMNS}) IS NOT {OF_FILES};
    END
    """,
]
# A function sees what was committed until it runs. It runs when the file is locked, so the last of two that write at
# once sees what the other one did.
POSTGRESQL = [
    f"""
    CREATE FUNCTION say_what_changed_the_file() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {OF_NEW[1:-1]} INTO NEW.changed_by_figures, NEW.changed_by_figures_at;
        RETURN NEW;
    END $$
    """,
    *(
        f"CREATE TRIGGER {name} BEFORE {when} ON {FILES} FOR EACH ROW EXECUTE FUNCTION say_what_changed_the_file()"
        for name, when in (
            ("new_files_say_what_changed_them", "INSERT"),
            ("files_say_what_changed_them", f"UPDATE OF {COLUMNS}, draft_id"),
        )
    ),
    f"""
    CREATE FUNCTION let_files_follow_results() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            UPDATE {FILES} SET changed_by_figures = NULL WHERE draft_id = OLD.draft_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            UPDATE {FILES} SET changed_by_figures = NULL WHERE draft_id = NEW.draft_id;
        END IF;
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE TRIGGER files_follow_results AFTER INSERT OR UPDATE OR DELETE ON {CHANGED}
    FOR EACH ROW EXECUTE FUNCTION let_files_follow_results()
    """,
    f"""
    CREATE FUNCTION let_files_follow_newer_answers() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE {FILES} SET changed_by_figures = NULL
        WHERE draft_id = NEW.id AND (changed_by_figures IS NOT NULL OR EXISTS {OF_FILES});
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE TRIGGER files_follow_newer_answers AFTER UPDATE OF updated_at ON {DRAFTS} FOR EACH ROW
    WHEN (OLD.updated_at IS DISTINCT FROM NEW.updated_at) EXECUTE FUNCTION let_files_follow_newer_answers()
    """,
]
UNDO_SQLITE = [
    f"DROP TRIGGER IF EXISTS {name}"
    for name in (
        "new_files_say_what_changed_them",
        "files_say_what_changed_them",
        "files_follow_results_INSERT",
        "files_follow_results_UPDATE",
        "files_follow_results_DELETE",
        "files_follow_newer_answers",
    )
]
UNDO_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS files_follow_newer_answers ON {DRAFTS}",
    f"DROP TRIGGER IF EXISTS files_follow_results ON {CHANGED}",
    f"DROP TRIGGER IF EXISTS files_say_what_changed_them ON {FILES}",
    f"DROP TRIGGER IF EXISTS new_files_say_what_changed_them ON {FILES}",
    "DROP FUNCTION IF EXISTS let_files_follow_newer_answers()",
    "DROP FUNCTION IF EXISTS let_files_follow_results()",
    "DROP FUNCTION IF EXISTS say_what_changed_the_file()",
]
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACKWARD = {"sqlite": UNDO_SQLITE, "postgresql": UNDO_POSTGRESQL}


def keep(apps, schema_editor):
    """Anew, so that a migration after one that drops them can call this."""
    vendor = schema_editor.connection.vendor
    for statement in [*BACKWARD[vendor], FILL, *FORWARD[vendor]]:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in BACKWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("interview", "0022_lists_are_read_off_indexes")]
    operations = [
        migrations.AddField(
            "clientfile", "changed_by_figures", models.BigIntegerField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            "clientfile", "changed_by_figures_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddIndex(
            "clientfile",
            models.Index(
                fields=["office", "-changed_by_figures_at", "-id", "changed_by_figures"],
                condition=models.Q(changed_by_figures__isnull=False),
                name="files_by_new_figures_at",
            ),
        ),
        migrations.AddIndex(
            "clientfile",
            models.Index(
                fields=["office", "changed_by_figures", "id", "shared", "assignee"],
                condition=models.Q(changed_by_figures__isnull=False),
                name="files_by_new_figures",
            ),
        ),
        migrations.RunPython(keep, let_go),
    ]
