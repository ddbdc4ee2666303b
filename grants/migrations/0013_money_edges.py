"""Every edge of payment orders and claims can be walked: returned payments, other accounts, reliefs."""

from importlib import import_module

from django.db import migrations, models

from foundation.audit.state_guard import state_guard

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
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
        state_guard("grants_claim", first="hearing", pairs=GRAPHS["grants_claim"][1]),
    ]
