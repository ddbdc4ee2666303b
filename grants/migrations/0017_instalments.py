"""A deferral may be a plan of instalments."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0016_finance_imports"),
    ]

    operations = [
        KeepTriggers(
            migrations.CreateModel(
                name="ClaimInstalment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("plan", models.PositiveIntegerField()),
                    ("due_on", models.DateField(verbose_name="Fällig am")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "claim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="instalments",
                            to="grants.claim",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rate",
                    "verbose_name_plural": "Raten",
                    "ordering": ["plan", "due_on", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("claim", "plan", "due_on"), name="claim_instalment_day_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount_cents__gt", 0)), name="claim_instalment_positive"
                        ),
                    ],
                },
            ),
        ),
        append_only("grants_claiminstalment"),
    ]
