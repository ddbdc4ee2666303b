"""Every edge of payment orders and claims can be walked: returned money, reliefs, the year's end, drawdowns."""

import uuid
from importlib import import_module

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module("grants.migrations.0009_exits").GRAPHS
REOPENED = [("closed", "settling")]
PURSUED = [("partly_paid", "reminded_1"), ("deferred", "enforcement"), ("written_off", "paid")]
GRAPHS = BEFORE | {
    "grants_grant": ("draft_notice", [*BEFORE["grants_grant"][1], *REOPENED]),
    "grants_claim": ("hearing", [*BEFORE["grants_claim"][1], *PURSUED]),
}


class Migration(migrations.Migration):
    dependencies = [("grants", "0012_surplus")]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="bank_account_changed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="Konto geändert"),
        ),
        migrations.AddField(
            model_name="claim",
            name="remind_until",
            field=models.DateField(blank=True, null=True, verbose_name="Gemahnt bis"),
        ),
        migrations.AddField(
            model_name="claim",
            name="deferred_until",
            field=models.DateField(blank=True, null=True, verbose_name="Gestundet bis"),
        ),
        migrations.AddField(
            model_name="claim",
            name="relief",
            field=models.CharField(
                blank=True,
                choices=[
                    (
                        "write_off",
                        "Niederschlagung: Die Person schuldet es weiter, die Stadt verfolgt es nicht",
                    ),
                    ("waive", "Erlass: Die Person schuldet es nicht mehr"),
                ],
                default="",
                max_length=10,
                verbose_name="Vorschlag",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="claim",
            name="relief_reason",
            field=models.TextField(blank=True, default="", verbose_name="Grund des Vorschlags"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="claim",
            name="relief_by",
            field=models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="claim",
            name="relief_by_label",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("relief", ""),
                    models.Q(
                        models.Q(("relief_reason", ""), _negated=True),
                        models.Q(("relief_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="claim_relief_is_explained",
            ),
        ),
        migrations.CreateModel(
            name="CarryOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("from_year", models.PositiveSmallIntegerField(verbose_name="Aus dem Haushaltsjahr")),
                ("to_year", models.PositiveSmallIntegerField(verbose_name="In das Haushaltsjahr")),
                ("amount_cents", models.BigIntegerField(default=0, verbose_name="Betrag")),
                ("proposed_by", models.CharField(max_length=32)),
                ("proposed_by_label", models.CharField(max_length=160)),
                ("proposed_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=32)),
                ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Übertrag",
                "verbose_name_plural": "Überträge",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Drawdown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                ("from_on", models.DateField(verbose_name="Von")),
                ("to_on", models.DateField(verbose_name="Bis")),
                ("bund_cents", models.BigIntegerField(verbose_name="Bund")),
                ("land_cents", models.BigIntegerField(verbose_name="Land")),
                ("requested_by", models.CharField(max_length=32)),
                ("requested_by_label", models.CharField(max_length=160)),
                ("requested_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "Mittelabruf",
                "verbose_name_plural": "Mittelabrufe",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DrawdownEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "Buchung im Mittelabruf",
                "verbose_name_plural": "Buchungen im Mittelabruf",
            },
        ),
        migrations.RemoveConstraint(
            model_name="ledgerentry",
            name="ledger_kind_known",
        ),
        migrations.AlterField(
            model_name="ledgerentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reserve", "Vormerkung"),
                    ("unreserve", "Vormerkung aufgehoben"),
                    ("commit", "Bindung"),
                    ("release", "Bindung freigegeben"),
                    ("pay", "Auszahlung"),
                    ("repay", "Rückzahlung"),
                    ("return", "Rückläufer"),
                    ("carry", "Übertrag der Bindung"),
                    ("correct", "Gegenbuchung"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "reserve",
                            "unreserve",
                            "commit",
                            "release",
                            "pay",
                            "repay",
                            "return",
                            "carry",
                            "correct",
                        ],
                    )
                ),
                name="ledger_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="carryover",
            name="fund",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="carry_overs", to="grants.fund"
            ),
        ),
        migrations.AddField(
            model_name="drawdown",
            name="fund",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="drawdowns", to="grants.fund"
            ),
        ),
        migrations.AddField(
            model_name="drawdownentry",
            name="drawdown",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="grants.drawdown"
            ),
        ),
        migrations.AddField(
            model_name="drawdownentry",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drawdown_entry",
                to="grants.ledgerentry",
            ),
        ),
        migrations.AddConstraint(
            model_name="carryover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "to_year",
                        django.db.models.expressions.CombinedExpression(
                            models.F("from_year"), "+", models.Value(1)
                        ),
                    )
                ),
                name="carry_over_to_next_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="carryover",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                name="carry_over_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="carryover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at__isnull", True)),
                fields=("fund", "from_year"),
                name="carry_over_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawdown",
            constraint=models.UniqueConstraint(fields=("fund", "number"), name="drawdown_number_once"),
        ),
        migrations.AddConstraint(
            model_name="drawdown",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_on__lte", models.F("to_on"))), name="drawdown_period_forward"
            ),
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
        state_guard("grants_claim", first="hearing", pairs=GRAPHS["grants_claim"][1]),
        append_only("grants_ledgerentry"),
        append_only("grants_drawdown"),
        append_only("grants_drawdownentry"),
    ]
