"""De-minimis entries, permissions to begin early, net amounts for who deducts input tax."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

GRAPHS: dict[str, tuple[str, list[tuple[str, str]]]] = import_module(
    "grants.migrations.0024_jury_decisions"
).GRAPHS


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0024_jury_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlyStart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wished_from", models.DateField(verbose_name="Ab wann?")),
                ("text", models.TextField(max_length=1000, verbose_name="Warum?")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=32)),
                ("asked_note", models.CharField(blank=True, max_length=300, verbose_name="Wie es kam")),
                ("approves", models.BooleanField(blank=True, null=True, verbose_name="Erlaubt")),
                ("starts_from", models.DateField(blank=True, null=True, verbose_name="Beginn erlaubt ab")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="Begründung")),
                ("decided_by", models.CharField(blank=True, max_length=32)),
                ("decided_by_label", models.CharField(blank=True, max_length=120)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Vorzeitiger Beginn",
                "verbose_name_plural": "Vorzeitige Beginne",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StateAidEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "other_aid_cents",
                    models.BigIntegerField(verbose_name="Andere De-minimis-Beihilfen in drei Jahren"),
                ),
                (
                    "register_number",
                    models.CharField(max_length=60, verbose_name="Nummer im De-minimis-Register"),
                ),
                ("entered_on", models.DateField(verbose_name="Eingetragen am")),
                ("recorded_by", models.CharField(max_length=32)),
                ("recorded_by_label", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "De-minimis-Eintrag",
                "verbose_name_plural": "De-minimis-Einträge",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="acts_economically",
            field=models.BooleanField(default=False, verbose_name="Handelt wirtschaftlich"),
        ),
        migrations.AddField(
            model_name="application",
            name="deducts_input_tax",
            field=models.BooleanField(blank=True, null=True, verbose_name="Zum Vorsteuerabzug berechtigt"),
        ),
        migrations.AddField(
            model_name="application",
            name="early_start_on",
            field=models.DateField(blank=True, null=True, verbose_name="Vorzeitiger Maßnahmenbeginn ab"),
        ),
        migrations.AddField(
            model_name="receipt",
            name="tax_cents",
            field=models.BigIntegerField(default=0, verbose_name="Erstattete Mehrwertsteuer"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_cents__gte", 0)), name="receipt_tax_not_negative"
            ),
        ),
        migrations.AddField(
            model_name="earlystart",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="early_starts",
                to="grants.application",
            ),
        ),
        migrations.AddField(
            model_name="stateaidentry",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="state_aid_entries",
                to="grants.grant",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlystart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)),
                fields=("application",),
                name="early_start_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlystart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approves__isnull", True), ("decided_at__isnull", True)),
                    models.Q(
                        ("approves__isnull", False),
                        ("decided_at__isnull", False),
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="early_start_decision_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlystart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approves", True), ("starts_from__isnull", False)),
                    models.Q(
                        ("starts_from__isnull", True),
                        models.Q(("approves__isnull", True), ("approves", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="early_start_granted_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlystart",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                name="early_start_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="stateaidentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("other_aid_cents__gte", 0)), name="state_aid_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="stateaidentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("register_number", ""), _negated=True), name="state_aid_has_number"
            ),
        ),
        append_only(
            "grants_stateaidentry",
            erasable_when=(
                "EXISTS (SELECT 1 FROM grants_deletionrecord d JOIN grants_grant g ON g.case_id = d.case_id "
                "WHERE g.id = OLD.grant_id)"
            ),
        ),
        state_guard("grants_application", first="draft", pairs=GRAPHS["grants_application"][1]),
    ]
