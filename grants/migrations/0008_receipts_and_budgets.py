"""Receipts are compared across cases; what a fund may spend becomes dated rows, with the sums of today first."""

from datetime import UTC, date, datetime
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from foundation.audit.triggers import append_only

COLUMNS = {
    "budget": "budget_cents",
    "top_up": "top_ups_cents",
    "block": "blocked_cents",
    "carry_in": "carried_in_cents",
    "carry_out": "carried_out_cents",
}


def enter_todays_sums(apps: Any, schema_editor: Any) -> None:
    """When each sum came about is not known: it counts from the first day of the grant of the Land."""
    entries = apps.get_model("grants", "BudgetEntry").objects
    for account in apps.get_model("grants", "FundAccount").objects.select_related("land_grant"):
        year = min(account.land_grant.programme_year, account.budget_year)
        for kind, column in COLUMNS.items():
            if getattr(account, column):
                entries.create(
                    account=account,
                    kind=kind,
                    amount_cents=getattr(account, column),
                    occurred_on=date(year, 1, 1),
                    recorded_at=datetime(year, 1, 1, tzinfo=UTC),
                    recorded_by="system",
                )


class Migration(migrations.Migration):
    dependencies = [("grants", "0007_paper_columns")]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="kept_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="Warum er trotz Verwendung anderswo zählt"
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["issued_on", "amount_cents"], name="receipt_day_and_amount"),
        ),
        migrations.CreateModel(
            name="BudgetEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("budget", "Budget"),
                            ("top_up", "Nachtrag"),
                            ("block", "Sperre"),
                            ("carry_in", "Übertrag aus dem Vorjahr"),
                            ("carry_out", "Übertrag ins Folgejahr"),
                        ],
                        max_length=10,
                    ),
                ),
                ("amount_cents", models.BigIntegerField()),
                ("occurred_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=32)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_entries",
                        to="grants.fundaccount",
                    ),
                ),
            ],
            options={
                "verbose_name": "Budgeteintrag",
                "verbose_name_plural": "Budgeteinträge",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(amount_cents=0), name="budget_entry_changes_something"
                    ),
                    models.CheckConstraint(condition=Q(kind__in=list(COLUMNS)), name="budget_kind_known"),
                ],
            },
        ),
        append_only("grants_budgetentry"),
        migrations.RunPython(enter_todays_sums, migrations.RunPython.noop, elidable=True),
    ]
