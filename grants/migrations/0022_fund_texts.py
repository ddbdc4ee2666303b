"""The texts of a fund become rows that are only ever added; a notice keeps which ones its releaser saw."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only

NAMES = (
    "remedy_kind",
    "remedy_body",
    "remedy_text",
    "legal_basis_text",
    "conditions_text",
    "financing_text",
    "proof_text",
    "revocation_text",
    "duty_to_report_text",
    "checking_rights_text",
    "repayment_text",
    "interest_text",
    "jury_followed_text",
    "discretion_award_text",
    "discretion_rejection_text",
    "after_rejection_text",
    "claim_unspent_text",
    "claim_cut_text",
    "claim_not_achieved_text",
    "claim_not_proven_text",
    "hearing_text",
    "no_interest_text",
    "discretion_repayment_text",
    "revocation_ground_text",
    "discretion_revocation_text",
    "closing_text",
    "signature_text",
    "electronic_text",
    "acknowledgement_text",
)


def keep_texts(apps: Any, schema_editor: Any) -> None:
    """What a version of the rules said in words of its own, from the day of the version on."""
    rules, texts = apps.get_model("grants", "FundRules"), apps.get_model("grants", "FundText")
    defaults = {name: getattr(rules(), name) for name in NAMES}
    said: dict[tuple[int, str], tuple[int, str]] = {}
    for row in rules.objects.order_by("valid_from", "version"):
        since = datetime.combine(row.valid_from, time.min, ZoneInfo("Europe/Berlin"))
        for name in NAMES:
            version, before = said.get((row.fund_id, name), (0, defaults[name]))
            text = getattr(row, name)
            if text == before:
                continue
            said[row.fund_id, name] = (version + 1, text)
            texts.objects.create(
                fund_id=row.fund_id,
                name=name,
                version=version + 1,
                text=text,
                written_by="system",
                written_by_label="System",
                written_at=since,
            )


class Migration(migrations.Migration):
    dependencies = [("grants", "0021_everyday")]

    operations = [
        migrations.CreateModel(
            name="FundText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("written_by", models.CharField(max_length=32)),
                ("written_by_label", models.CharField(max_length=120)),
                ("written_at", models.DateTimeField()),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="grants.fund"
                    ),
                ),
            ],
            options={
                "verbose_name": "Text des Fonds",
                "verbose_name_plural": "Texte des Fonds",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("fund", "name", "version"), name="fund_text_version_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="last_fund_text",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(keep_texts, migrations.RunPython.noop),
        *(migrations.RemoveField(model_name="fundrules", name=name) for name in NAMES),
        append_only("grants_fundtext"),
    ]
