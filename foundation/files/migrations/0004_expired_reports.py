"""Reports whose retention is over: the files go, what they were stays."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_check_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExpiredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"), ("zip", "ZIP")],
                        max_length=10,
                        verbose_name="Format",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="Name")),
                ("size", models.PositiveBigIntegerField(verbose_name="Größe in Byte")),
                ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
            ],
            options={
                "verbose_name": "abgelaufene Datei",
                "verbose_name_plural": "abgelaufene Dateien",
                "ordering": ["document_id", "format"],
            },
        ),
        KeepTriggers(
            migrations.AddField(
                model_name="document",
                name="expired_at",
                field=models.DateTimeField(blank=True, null=True, verbose_name="Aufbewahrung abgelaufen"),
            ),
        ),
        KeepTriggers(
            migrations.AddField(
                model_name="document",
                name="repeats",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="repeated_by",
                    to="files.document",
                ),
            ),
        ),
        KeepTriggers(
            migrations.AddConstraint(
                model_name="document",
                constraint=models.CheckConstraint(
                    condition=models.Q(("expired_at__isnull", True), ("state", "ready"), _connector="OR"),
                    name="files_document_expired_was_ready",
                ),
            ),
        ),
        migrations.AddField(
            model_name="expiredfile",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="expired_files", to="files.document"
            ),
        ),
        migrations.AddConstraint(
            model_name="expiredfile",
            constraint=models.UniqueConstraint(
                fields=("document", "format"), name="files_expiredfile_one_per_format"
            ),
        ),
        append_only("files_expiredfile"),
    ]
