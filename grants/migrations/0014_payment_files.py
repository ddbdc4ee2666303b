"""How a fund writes its files for the Kasse, and the runs in which orders are handed over with one."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.row_guard import row_guard
from foundation.audit.triggers import append_only

CASES_OF_RUN = (
    "SELECT 1 FROM grants_handoverline l JOIN grants_paymentorder o ON o.id = l.order_id "
    "JOIN grants_grant g ON g.id = o.grant_id WHERE l.hand_over_id = OLD.id"
)
#: The file goes when every case of the run was deleted after its retention.
NOT_DELETED = "NOT EXISTS (SELECT 1 FROM grants_deletionrecord d WHERE d.case_id = g.case_id)"
ALL_DELETED = f"EXISTS ({CASES_OF_RUN}) AND NOT EXISTS ({CASES_OF_RUN} AND {NOT_DELETED})"
RUN_OF_LINE = "SELECT 1 FROM grants_handover h JOIN grants_paymentorder o ON o.id = NEW.order_id"
SIGNED = "(o.certified_factual_by, o.certified_arith_by, o.ordered_by)"
#: Person rule 4: who hands over has neither certified nor ordered; rule 1: nor is biased in the case.
SAME_PERSON = f"EXISTS ({RUN_OF_LINE} WHERE h.id = NEW.hand_over_id AND h.made_by IN {SIGNED})"
BIASED = (
    f"EXISTS ({RUN_OF_LINE} JOIN grants_grant g ON g.id = o.grant_id "
    "JOIN grants_conflictofinterest c ON c.application_id = g.case_id "
    "WHERE h.id = NEW.hand_over_id AND c.person_reference = h.made_by)"
)
STILL_OPEN = "OLD.confirmed_at IS NULL AND OLD.withdrawn_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_tables"),
        ("grants", "0013_year_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(verbose_name="Fassung")),
                (
                    "encoding",
                    models.CharField(
                        choices=[
                            ("utf-8-sig", "UTF-8 mit BOM"),
                            ("utf-8", "UTF-8"),
                            ("windows-1252", "Windows-1252"),
                        ],
                        default="utf-8-sig",
                        max_length=12,
                        verbose_name="Zeichensatz",
                    ),
                ),
                (
                    "separator",
                    models.CharField(
                        choices=[("semicolon", "Semikolon ;"), ("comma", "Komma ,"), ("tab", "Tabulator")],
                        default="semicolon",
                        max_length=9,
                        verbose_name="Trennzeichen",
                    ),
                ),
                (
                    "decimal",
                    models.CharField(
                        choices=[("comma", "1234,56"), ("point", "1234.56")],
                        default="comma",
                        max_length=5,
                        verbose_name="Beträge",
                    ),
                ),
                (
                    "days",
                    models.CharField(
                        choices=[("german", "31.12.2026"), ("iso", "2026-12-31")],
                        default="german",
                        max_length=6,
                        verbose_name="Tage",
                    ),
                ),
                (
                    "has_summary",
                    models.BooleanField(
                        default=False, verbose_name="Erste Zeile mit Anzahl und Kontrollsumme"
                    ),
                ),
                ("columns_text", models.TextField(max_length=4000, verbose_name="Spalten, eine je Zeile")),
                ("bank_file", models.BooleanField(default=False, verbose_name="Bankdatei pain.001 möglich")),
                (
                    "debtor_name",
                    models.CharField(blank=True, max_length=70, verbose_name="Kontoinhaber der Stadt"),
                ),
                ("debtor_iban", models.CharField(blank=True, max_length=34, verbose_name="IBAN der Stadt")),
                ("debtor_bic", models.CharField(blank=True, max_length=11, verbose_name="BIC der Stadt")),
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
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_profiles",
                        to="grants.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "Profil der Auszahlungsdateien",
                "verbose_name_plural": "Profile der Auszahlungsdateien",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="Nummer")),
                (
                    "kind",
                    models.CharField(
                        choices=[("csv", "CSV für das Finanzverfahren"), ("pain001", "Bankdatei pain.001")],
                        max_length=8,
                        verbose_name="Art",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="Anzahl")),
                ("total_cents", models.BigIntegerField(verbose_name="Kontrollsumme")),
                ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("made_by", models.CharField(max_length=32)),
                ("made_by_label", models.CharField(max_length=160)),
                ("made_at", models.DateTimeField()),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="grants.fund",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.paymentprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "Übergabelauf",
                "verbose_name_plural": "Übergabeläufe",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandOverDownload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="Wievieltes Mal")),
                ("by", models.CharField(max_length=32)),
                ("by_label", models.CharField(max_length=160)),
                ("at", models.DateTimeField()),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="downloads",
                        to="grants.handover",
                    ),
                ),
            ],
            options={
                "verbose_name": "Abruf einer Übergabedatei",
                "verbose_name_plural": "Abrufe von Übergabedateien",
                "ordering": ["hand_over_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("hand_over", "number"), name="hand_over_download_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)), name="hand_over_download_counts_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOverLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="Stelle")),
                ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="grants.handover",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_over_line",
                        to="grants.paymentorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zeile eines Übergabelaufs",
                "verbose_name_plural": "Zeilen eines Übergabelaufs",
                "ordering": ["hand_over_id", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hand_over", "position"), name="hand_over_line_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gt", 0)), name="hand_over_line_positive"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="paymentprofile",
            constraint=models.UniqueConstraint(
                fields=("fund", "version"), name="payment_profile_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentprofile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("fund",),
                name="payment_profile_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                name="payment_profile_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at__isnull", True),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("withdrawn_at__isnull", True),
                        models.Q(("confirmed_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payment_profile_confirmed_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("bank_file", False),
                    models.Q(
                        models.Q(("debtor_name", ""), _negated=True),
                        models.Q(("debtor_iban", ""), _negated=True),
                        models.Q(("debtor_bic", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payment_profile_bank_file_has_debtor",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="payment_profile_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["csv", "pain001"])), name="hand_over_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gt", 0), ("total_cents__gt", 0)), name="hand_over_of_something"
            ),
        ),
        append_only("grants_paymentprofile", erasable_when=STILL_OPEN),
        append_only("grants_handover", erasable_when=ALL_DELETED),
        append_only("grants_handoverline"),
        append_only("grants_handoverdownload"),
        row_guard("grants_handoverline", "persons", {"order_id": f"{SAME_PERSON} OR {BIASED}"}),
    ]
