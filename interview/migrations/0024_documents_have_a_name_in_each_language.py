"""An office's own name of a document is kept by language; until now every family read the one there was."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations, models


def by_language(apps: Any, schema_editor: Any) -> None:
    """The one name counts for each language in which the text is written."""
    templates = apps.get_model("interview", "RequestTemplate").objects.using(schema_editor.connection.alias)
    for one in templates.exclude(document=""):
        one.documents = {code: one.document for code in one.texts or [settings.LANGUAGE_CODE]}
        one.save(update_fields=["documents"])


def one_for_all(apps: Any, schema_editor: Any) -> None:
    """Back: the name in the usual language, or else in another."""
    templates = apps.get_model("interview", "RequestTemplate").objects.using(schema_editor.connection.alias)
    for one in templates.exclude(documents={}):
        one.document = one.documents.get(settings.LANGUAGE_CODE) or next(iter(one.documents.values()))
        one.save(update_fields=["document"])


class Migration(migrations.Migration):
    dependencies = [("interview", "0023_files_know_new_figures")]

    operations = [
        migrations.AddField("requesttemplate", "documents", models.JSONField(default=dict)),
        migrations.RunPython(by_language, one_for_all),
        migrations.RemoveField("requesttemplate", "document"),
    ]
