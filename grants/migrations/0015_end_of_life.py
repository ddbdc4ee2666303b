"""The end of a life: grants that nobody begins to use, bound things."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.state_guard import state_guard

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module("grants.migrations.0009_exits").GRAPHS
GRAPHS = BEFORE | {"grants_grant": ("draft_notice", [*BEFORE["grants_grant"][1], ("in_binding", "closed")])}


class Migration(migrations.Migration):
    dependencies = [("grants", "0010_represented")]

    operations = [
        migrations.AddField(
            model_name="fundrules",
            name="start_within_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="Beginn spätestens nach Monaten"
            ),
        ),
        migrations.AlterField(
            model_name="proofreminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reminder", "Erinnerung"),
                    ("demand", "Mahnung mit Anhörung"),
                    ("start", "Anhörung zum Beginn"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="binding_years",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="Zweckbindung in Jahren"
            ),
        ),
        migrations.CreateModel(
            name="BoundThing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=160, verbose_name="Was")),
                ("value_cents", models.BigIntegerField(verbose_name="Wert")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="Wo")),
                ("is_lendable", models.BooleanField(default=False, verbose_name="Ausleihbar")),
                ("bound_until", models.DateField(verbose_name="Gebunden bis")),
                ("entered_by", models.CharField(max_length=32)),
                ("entered_at", models.DateTimeField()),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Beendet am")),
                ("ended_by", models.CharField(blank=True, max_length=32)),
                ("end_reason", models.CharField(blank=True, max_length=500, verbose_name="Warum beendet")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bound_things",
                        to="grants.grant",
                    ),
                ),
            ],
            options={
                "verbose_name": "Gebundene Sache",
                "verbose_name_plural": "Gebundene Sachen",
                "ordering": ["bound_until", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value_cents__gt", 0)), name="bound_thing_value_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            models.Q(
                                models.Q(("ended_by", ""), _negated=True),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bound_thing_end_is_explained",
                    ),
                ],
            },
        ),
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
    ]
