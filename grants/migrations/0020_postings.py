"""Postings of the finance system beside our ledger, and the notes on what differs."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.triggers import append_only

DELETED = "EXISTS (SELECT 1 FROM grants_deletionrecord d"
#: What was written on a row goes with the case of the row.
OF_ENTRY = f"{DELETED} JOIN grants_ledgerentry e ON e.case_id = d.case_id WHERE e.id = OLD.entry_id)"
OF_POSTING = (
    f"{DELETED} JOIN grants_grant g ON g.case_id = d.case_id JOIN grants_paymentorder o ON o.grant_id = g.id "
    "JOIN grants_importrow r ON r.order_id = o.id JOIN grants_posting p ON p.row_id = r.id "
    "WHERE p.id = OLD.posting_id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0019_small_amounts"),
    ]

    operations = [
        KeepTriggers(
            migrations.CreateModel(
                name="Posting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("document_number", models.CharField(max_length=40, verbose_name="Buchungsnummer")),
                    ("booked_on", models.DateField(verbose_name="Datum")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "order_number",
                        models.CharField(blank=True, max_length=40, verbose_name="Anordnungsnummer"),
                    ),
                    ("reference", models.CharField(blank=True, max_length=40, verbose_name="Kassenzeichen")),
                ],
                options={
                    "verbose_name": "Buchung des Finanzverfahrens",
                    "verbose_name_plural": "Buchungen des Finanzverfahrens",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="ReconciliationNote",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.CharField(max_length=300, verbose_name="Grund")),
                    ("written_by", models.CharField(max_length=32)),
                    ("written_by_label", models.CharField(max_length=160)),
                    ("written_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "Notiz zum Abgleich",
                    "verbose_name_plural": "Notizen zum Abgleich",
                    "ordering": ["-pk"],
                },
            ),
            migrations.RemoveConstraint(
                model_name="importrow",
                name="import_row_is_whole",
            ),
            migrations.AddField(
                model_name="importrow",
                name="reference",
                field=models.CharField(blank=True, max_length=40, verbose_name="Kassenzeichen"),
            ),
            migrations.AlterField(
                model_name="financeimport",
                name="kind",
                field=models.CharField(
                    choices=[
                        ("results", "Ergebnisse: ausgeführte und zurückgekommene Zahlungen"),
                        ("postings", "Buchungen des Finanzverfahrens, nur zum Abgleich"),
                    ],
                    max_length=10,
                    verbose_name="Was",
                ),
            ),
            migrations.AlterField(
                model_name="importrow",
                name="verb",
                field=models.CharField(
                    blank=True,
                    choices=[
                        ("execute", "Ausgezahlt"),
                        ("return", "Zurückgekommen"),
                        ("repay", "Eingegangen"),
                        ("out", "Dort gebucht: Auszahlung"),
                        ("in", "Dort gebucht: Einzahlung"),
                    ],
                    max_length=8,
                    verbose_name="Was",
                ),
            ),
            migrations.AddConstraint(
                model_name="importrow",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("problem", ""), _negated=True),
                        models.Q(
                            ("amount_cents__gt", 0),
                            ("day__isnull", False),
                            ("verb__in", ["execute", "return", "repay", "out", "in"]),
                        ),
                        _connector="OR",
                    ),
                    name="import_row_is_whole",
                ),
            ),
            migrations.AddField(
                model_name="posting",
                name="fund",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="grants.fund"
                ),
            ),
            migrations.AddField(
                model_name="posting",
                name="row",
                field=models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="posting", to="grants.importrow"
                ),
            ),
            migrations.AddField(
                model_name="reconciliationnote",
                name="entry",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reconciliation_notes",
                    to="grants.ledgerentry",
                ),
            ),
            migrations.AddField(
                model_name="reconciliationnote",
                name="posting",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="notes",
                    to="grants.posting",
                ),
            ),
            migrations.AddConstraint(
                model_name="posting",
                constraint=models.UniqueConstraint(
                    fields=(
                        "fund",
                        "document_number",
                        "booked_on",
                        "amount_cents",
                        "order_number",
                        "reference",
                    ),
                    name="posting_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="posting",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_cents", 0), _negated=True), name="posting_moves_something"
                ),
            ),
            migrations.AddConstraint(
                model_name="reconciliationnote",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("entry__isnull", True), ("posting__isnull", False)),
                        models.Q(("entry__isnull", False), ("posting__isnull", True)),
                        _connector="OR",
                    ),
                    name="reconciliation_note_on_one_side",
                ),
            ),
            migrations.AddConstraint(
                model_name="reconciliationnote",
                constraint=models.CheckConstraint(
                    condition=models.Q(("text", ""), _negated=True), name="reconciliation_note_says_something"
                ),
            ),
        ),
        append_only("grants_posting"),
        append_only("grants_reconciliationnote", erasable_when=f"{OF_ENTRY} OR {OF_POSTING}"),
    ]
