"""Drawdowns that are taken back, so that their bookings can be counted again."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.row_guard import row_guard
from foundation.audit.triggers import append_only

#: Whoever asked does not take it back, and nobody does once the Land has answered.
ASKED = (
    "EXISTS (SELECT 1 FROM grants_drawdown d "
    "WHERE d.id = NEW.drawdown_id AND d.requested_by = NEW.withdrawn_by)"
)
ANSWERED = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} a WHERE a.drawdown_id = NEW.drawdown_id)"  # noqa: S608  tables of ours
    for table in ("grants_landreceipt", "grants_landcut")
)
WITHDRAWN = "EXISTS (SELECT 1 FROM grants_drawdownwithdrawal w WHERE w.drawdown_id = NEW.drawdown_id)"
#: INV-14: the booking stands in a drawdown that nobody has withdrawn.
COUNTED = (
    "EXISTS (SELECT 1 FROM grants_drawdownentry e WHERE e.entry_id = NEW.entry_id AND NOT EXISTS "
    "(SELECT 1 FROM grants_drawdownwithdrawal w WHERE w.drawdown_id = e.drawdown_id))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0024_fund_logos"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrawdownWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=500, verbose_name="Grund")),
                ("withdrawn_by", models.CharField(max_length=32)),
                ("withdrawn_by_label", models.CharField(max_length=160)),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "drawdown",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="grants.drawdown",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rücknahme eines Mittelabrufs",
                "verbose_name_plural": "Rücknahmen von Mittelabrufen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="drawdown_withdrawal_has_a_reason",
                    ),
                ],
            },
        ),
        KeepTriggers(
            migrations.AddField(
                model_name="drawdownentry",
                name="attempt",
                field=models.PositiveSmallIntegerField(default=1, verbose_name="Versuch"),
            ),
            migrations.AlterField(
                model_name="drawdownentry",
                name="entry",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="drawdown_entries",
                    to="grants.ledgerentry",
                ),
            ),
            migrations.AddConstraint(
                model_name="drawdownentry",
                constraint=models.UniqueConstraint(
                    fields=("entry", "attempt"), name="drawdown_entry_once_an_attempt"
                ),
            ),
        ),
        append_only("grants_drawdownwithdrawal"),
        row_guard("grants_drawdownwithdrawal", "second_person", {"withdrawn_by": ASKED}),
        row_guard("grants_drawdownwithdrawal", "unanswered", {"drawdown_id": ANSWERED}),
        row_guard("grants_landreceipt", "standing", {"drawdown_id": WITHDRAWN}),
        row_guard("grants_landcut", "standing", {"drawdown_id": WITHDRAWN}),
        row_guard("grants_drawdownentry", "once", {"entry_id": COUNTED}),
    ]
