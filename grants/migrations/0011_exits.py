"""The ways off the plain path of a grant: changes with their rulings."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0006_particulars_void_votes"),
    ]

    operations = [
        migrations.AddField(
            model_name="fundrules",
            name="acceptance_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="Annahmefrist in Tagen"
            ),
        ),
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("period", "Zeitraum"),
                            ("costs", "Kosten anders verteilen"),
                            ("purpose", "Anderer Zweck"),
                            ("amount", "Mehr Geld"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="Was soll anders werden?")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Gewünschtes Ende")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=32)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="grants.grant"
                    ),
                ),
            ],
            options={
                "verbose_name": "Änderungsantrag",
                "verbose_name_plural": "Änderungsanträge",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ChangeRuling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_final", models.BooleanField(default=False)),
                ("approves", models.BooleanField()),
                ("reason", models.TextField(max_length=2000, verbose_name="Begründung")),
                ("ends_before", models.DateField()),
                ("prepared_by", models.CharField(max_length=32)),
                ("written_by", models.CharField(max_length=32)),
                ("written_by_label", models.CharField(max_length=160)),
                ("written_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="grants.changerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "Entscheidung über eine Änderung",
                "verbose_name_plural": "Entscheidungen über Änderungen",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.UniqueConstraint(fields=("grant", "number"), name="change_number_once"),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_on__isnull", False), ("kind", "period")),
                    models.Q(models.Q(("kind", "period"), _negated=True), ("ends_on__isnull", True)),
                    _connector="OR",
                ),
                name="change_of_period_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="changeruling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_final", True)), fields=("request",), name="change_decided_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_final", False),
                    models.Q(("written_by", models.F("prepared_by")), _negated=True),
                    _connector="OR",
                ),
                name="change_second_person",
            ),
        ),
        append_only("grants_changerequest"),
        append_only("grants_changeruling"),
    ]
