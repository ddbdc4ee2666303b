"""The logo in the head of a fund's letters."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_tables"),
        ("grants", "0023_account_sheets"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundLogo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alt", models.CharField(blank=True, max_length=160, verbose_name="Beschreibung")),
                ("written_by", models.CharField(max_length=32)),
                ("written_by_label", models.CharField(max_length=120)),
                ("written_at", models.DateTimeField()),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_logo",
                        to="files.storedfile",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="logos", to="grants.fund"
                    ),
                ),
            ],
            options={
                "verbose_name": "Logo des Fonds",
                "verbose_name_plural": "Logos der Fonds",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alt", ""), ("file__isnull", True)),
                            models.Q(("file__isnull", False), models.Q(("alt", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="fund_logo_says_what_it_shows",
                    )
                ],
            },
        ),
        append_only("grants_fundlogo"),
    ]
