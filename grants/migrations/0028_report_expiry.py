"""Deletion runs take reports too; how long they are kept is a rule of the fund."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0004_expired_reports"),
        ("grants", "0027_exits_of_a_deferral"),
    ]

    operations = [
        migrations.AddField(
            model_name="deletionrun",
            name="reports",
            field=models.ManyToManyField(related_name="deletion_runs", to="files.document"),
        ),
        KeepTriggers(
            migrations.AddField(
                model_name="fundrules",
                name="retention_years_reports",
                field=models.PositiveSmallIntegerField(
                    default=10, verbose_name="Aufbewahrung der Berichte in Jahren"
                ),
            ),
        ),
        migrations.CreateModel(
            name="ReportExpiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("deletable_from", models.DateField()),
                ("deleted_by", models.CharField(max_length=32)),
                ("deleted_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expiry",
                        to="files.document",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expiries",
                        to="grants.deletionrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "Löschnachweis eines Berichts",
                "verbose_name_plural": "Löschnachweise von Berichten",
                "ordering": ["pk"],
            },
        ),
        append_only("grants_reportexpiry"),
    ]
