"""Files of the finance system that were read in, their lines, and which of them were booked."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only

#: The reason of a line may name a person: it goes with the case of its order.
OF_ORDER = (
    "EXISTS (SELECT 1 FROM grants_deletionrecord d JOIN grants_grant g ON g.case_id = d.case_id "
    "JOIN grants_paymentorder o ON o.grant_id = g.id WHERE o.id = OLD.order_id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0015_land_money"),
    ]

    operations = [
        migrations.CreateModel(
            name="FinanceImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("results", "Ergebnisse: ausgeführte und zurückgekommene Zahlungen")],
                        max_length=10,
                        verbose_name="Was",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("row_count", models.PositiveIntegerField(verbose_name="Zeilen")),
                ("imported_by", models.CharField(max_length=32)),
                ("imported_by_label", models.CharField(max_length=160)),
                ("imported_at", models.DateTimeField()),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finance_imports",
                        to="grants.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "Eingelesene Datei",
                "verbose_name_plural": "Eingelesene Dateien",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="Zeile")),
                (
                    "verb",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("execute", "Ausgezahlt"),
                            ("return", "Zurückgekommen"),
                            ("repay", "Eingegangen"),
                        ],
                        max_length=8,
                        verbose_name="Was",
                    ),
                ),
                (
                    "order_number",
                    models.CharField(blank=True, max_length=40, verbose_name="Anordnungsnummer"),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=40, verbose_name="Buchungsnummer"),
                ),
                ("day", models.DateField(null=True, verbose_name="Datum")),
                ("amount_cents", models.BigIntegerField(null=True, verbose_name="Betrag")),
                ("reason", models.CharField(blank=True, max_length=140, verbose_name="Grund")),
                ("problem", models.CharField(blank=True, max_length=200)),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.claim",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.paymentorder",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="grants.financeimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "Eingelesene Zeile",
                "verbose_name_plural": "Eingelesene Zeilen",
                "ordering": ["source_id", "line"],
            },
        ),
        migrations.CreateModel(
            name="ImportedStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_by", models.CharField(max_length=32)),
                ("done_by_label", models.CharField(max_length=160)),
                ("done_at", models.DateTimeField()),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step",
                        to="grants.importrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "Gebuchte Zeile",
                "verbose_name_plural": "Gebuchte Zeilen",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="financeimport",
            constraint=models.UniqueConstraint(fields=("fund", "sha256"), name="finance_import_file_once"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("source", "line"), name="import_row_line_once"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("problem", ""), _negated=True),
                    models.Q(
                        ("amount_cents__gt", 0),
                        ("day__isnull", False),
                        ("verb__in", ["execute", "return", "repay"]),
                    ),
                    _connector="OR",
                ),
                name="import_row_is_whole",
            ),
        ),
        append_only("grants_financeimport"),
        append_only("grants_importrow", erasable_when=OF_ORDER),
        append_only("grants_importedstep"),
    ]
