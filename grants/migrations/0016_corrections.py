"""Corrections by the office; append-only."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("grants", "0015_end_of_life")]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_by_label", models.CharField(max_length=120)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="grants.application",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="grants.applicationversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "Korrektur",
                "verbose_name_plural": "Korrekturen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_reason"
                    )
                ],
            },
        ),
        append_only(
            "grants_correction",
            erasable_when=(
                "EXISTS (SELECT 1 FROM grants_deletionrecord d WHERE d.case_id = OLD.application_id)"
            ),
        ),
    ]
