"""Money that came in beyond a claim, kept apart from the ledger until it has gone back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grants", "0011_questions")]

    operations = [
        migrations.CreateModel(
            name="Surplus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                ("received_on", models.DateField(verbose_name="Eingegangen am")),
                ("recorded_by", models.CharField(max_length=32)),
                ("recorded_at", models.DateTimeField()),
                ("returned_by", models.CharField(blank=True, max_length=32)),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="Zurückgegeben")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surpluses",
                        to="grants.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "Überzahlung",
                "verbose_name_plural": "Überzahlungen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gt", 0)), name="surplus_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at__isnull", True), ("returned_by", "")),
                            models.Q(
                                ("returned_at__isnull", False), models.Q(("returned_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="surplus_returned_is_signed",
                    ),
                ],
            },
        ),
    ]
