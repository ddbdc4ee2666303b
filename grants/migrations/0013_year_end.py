"""A budget year is closed: from then on the database itself takes no entry for it (INV-18)."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.row_guard import row_guard

IS_CLOSED = (
    "EXISTS (SELECT 1 FROM grants_fundaccount a WHERE a.id = NEW.account_id AND a.closed_at IS NOT NULL)"
)
FIGURES = (
    "budget_cents",
    "top_ups_cents",
    "blocked_cents",
    "carried_in_cents",
    "carried_out_cents",
    "reserved_cents",
    "committed_cents",
    "paid_net_cents",
)
#: (table, name, what is refused). Altered tables keep them: `KeepTriggers`.
YEAR_GUARDS = (
    ("grants_ledgerentry", "open_year", {"account_id": IS_CLOSED}),
    ("grants_budgetentry", "open_year", {"account_id": IS_CLOSED}),
    ("grants_fundaccount", "open_year", dict.fromkeys(FIGURES, "NEW.closed_at IS NOT NULL")),
)


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0012_accounts_and_authority"),
    ]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="fundaccount",
                name="closed_at",
                field=models.DateTimeField(blank=True, null=True, verbose_name="Abgeschlossen am"),
            ),
            migrations.CreateModel(
                name="YearClosing",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("proposed_by", models.CharField(max_length=32)),
                    ("proposed_by_label", models.CharField(max_length=160)),
                    ("proposed_at", models.DateTimeField()),
                    ("confirmed_by", models.CharField(blank=True, max_length=32)),
                    ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                    ("withdrawn_by_label", models.CharField(blank=True, max_length=160)),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "step",
                        models.CharField(
                            choices=[("close", "Abschluss"), ("reopen", "Wiedereröffnung")],
                            max_length=6,
                            verbose_name="Was",
                        ),
                    ),
                    ("reason", models.TextField(blank=True, max_length=500, verbose_name="Grund")),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="closings",
                            to="grants.fundaccount",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Jahresabschluss",
                    "verbose_name_plural": "Jahresabschlüsse",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            name="year_closing_second_person",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("step", "reopen"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="year_reopening_has_a_reason",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("confirmed_at__isnull", True), ("withdrawn_at__isnull", True)
                            ),
                            fields=("account",),
                            name="year_closing_one_open",
                        ),
                    ],
                },
            ),
        ),
        *(row_guard(*guard) for guard in YEAR_GUARDS),
    ]
