"""What the bank answered to the name of a payee: only ever added to."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0017_instalments"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayeeCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("match", "Name und IBAN passen zusammen (Match)"),
                            ("close", "Der Name ist ähnlich (Close Match)"),
                            ("no_match", "Der Name passt nicht (No Match)"),
                            ("none", "Die Bank konnte nicht prüfen (Not Applicable)"),
                        ],
                        max_length=10,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("noted_by", models.CharField(max_length=32)),
                ("noted_by_label", models.CharField(max_length=160)),
                ("noted_at", models.DateTimeField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payee_checks",
                        to="grants.paymentorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "Empfängerprüfung",
                "verbose_name_plural": "Empfängerprüfungen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("result__in", ["match", "close", "no_match", "none"])),
                        name="payee_check_result_known",
                    )
                ],
            },
        ),
        append_only("grants_payeecheck"),
    ]
