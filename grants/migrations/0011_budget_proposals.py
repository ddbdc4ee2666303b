"""Budgets, top-ups and blocks are proposed by one person and entered by another."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0010_reconsidered"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                (
                    "kind",
                    models.CharField(
                        choices=[("budget", "Budget"), ("top_up", "Nachtrag"), ("block", "Sperre")],
                        max_length=10,
                        verbose_name="Was",
                    ),
                ),
                ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                ("reason", models.TextField(max_length=500, verbose_name="Grund")),
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
                    "entry",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="grants.budgetentry",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_proposals",
                        to="grants.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "Vorschlag zum Budget",
                "verbose_name_plural": "Vorschläge zum Budget",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents", 0), _negated=True),
                        name="budget_proposal_changes_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="budget_proposal_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                        name="budget_proposal_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("entry__isnull", True)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("entry__isnull", False),
                                ("withdrawn_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="budget_proposal_confirmed_is_entered",
                    ),
                ],
            },
        ),
    ]
