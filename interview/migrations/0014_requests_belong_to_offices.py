"""Requests name their office, so that an index serves its list; they keep the refund, not only the credit paid out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interview", "0013_what_ifs_know_their_source"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="clientrequest",
            name="office",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="interview.office",
            ),
        ),
        migrations.RenameField(model_name="clientrequest", old_name="paid_before", new_name="refund_before"),
        migrations.RenameField(model_name="clientrequest", old_name="paid_after", new_name="refund_after"),
        migrations.AddIndex(
            model_name="clientrequest",
            index=models.Index(fields=["office", "state", "-asked_at", "-id"], name="requests_of_an_office"),
        ),
        migrations.AddField(
            model_name="clientinvitation", name="mailed_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="clientinvitation", name="refused_at", field=models.DateTimeField(blank=True, null=True)
        ),
    ]
