"""The table in which server processes count together how often somebody tried to sign in (settings.CACHES)."""

from __future__ import annotations

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "fledge_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS fledge_cache")


class Migration(migrations.Migration):
    dependencies = [("interview", "0002_published_figures_are_final")]
    operations = [migrations.RunPython(make_table, drop_table)]
