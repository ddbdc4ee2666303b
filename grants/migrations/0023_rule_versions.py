"""Versions of the rules: one person proposes, another one confirms."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("grants", "0022_fund_texts")]

    operations = [
        migrations.CreateModel(
            name="RulesProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("valid_from", models.DateField(verbose_name="Gilt ab")),
                ("values", models.JSONField(verbose_name="Regeln")),
                ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                ("proposed_by", models.CharField(max_length=32)),
                ("proposed_by_label", models.CharField(max_length=120)),
                ("proposed_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=32)),
                ("confirmed_by_label", models.CharField(blank=True, max_length=120)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                ("withdrawn_by_label", models.CharField(blank=True, max_length=120)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.fundrules"
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules_proposals",
                        to="grants.fund",
                    ),
                ),
                (
                    "rules",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="grants.fundrules",
                    ),
                ),
            ],
            options={
                "verbose_name": "Vorschlag für Regeln",
                "verbose_name_plural": "Vorschläge für Regeln",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(confirmed_by=F("proposed_by")), name="rules_proposal_second_person"
                    ),
                    models.CheckConstraint(
                        condition=Q(confirmed_at__isnull=True, rules__isnull=True)
                        | (Q(rules__isnull=False, withdrawn_at__isnull=True) & ~Q(confirmed_by="")),
                        name="rules_proposal_confirmed_is_signed",
                    ),
                    models.UniqueConstraint(
                        condition=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
                        fields=("fund",),
                        name="rules_proposal_one_open",
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="rules_proposal_has_reason"),
                ],
            },
        ),
    ]
