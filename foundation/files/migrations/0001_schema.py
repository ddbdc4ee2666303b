"""Stored files and documents."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import foundation.values.codes
from foundation.audit.create_tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("files", "0001_tables"),
        ("files", "0002_zip_files"),
        ("files", "0003_check_codes"),
        ("files", "0004_expired_reports"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateTables(
            migrations.CreateModel(
                name="ErasedDocument",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.CharField(max_length=40, unique=True, verbose_name="Nummer")),
                    ("check_code", models.CharField(max_length=12, verbose_name="Prüfcode")),
                    ("erased_at", models.DateTimeField(verbose_name="gelöscht am")),
                ],
                options={
                    "verbose_name": "gelöschtes Dokument",
                    "verbose_name_plural": "gelöschte Dokumente",
                    "ordering": ["erased_at", "id"],
                },
            ),
            migrations.CreateModel(
                name="Document",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "uuid",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True, verbose_name="Kennung"
                        ),
                    ),
                    ("number", models.CharField(max_length=40, unique=True, verbose_name="Nummer")),
                    (
                        "check_code",
                        models.CharField(
                            default=foundation.values.codes.make_check_code,
                            editable=False,
                            max_length=12,
                            unique=True,
                            verbose_name="Prüfcode",
                        ),
                    ),
                    ("key", models.CharField(max_length=200, unique=True, verbose_name="Schlüssel")),
                    ("slug", models.CharField(max_length=80, verbose_name="Vorlage")),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("subject", models.CharField(max_length=120, verbose_name="Gegenstand")),
                    ("params", models.JSONField(default=dict, verbose_name="Angaben")),
                    ("as_of", models.DateField(verbose_name="Stand")),
                    ("issued_at", models.DateTimeField(verbose_name="ausgestellt")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "wartet"),
                                ("making", "wird erstellt"),
                                ("ready", "fertig"),
                                ("failed", "gescheitert"),
                            ],
                            default="waiting",
                            max_length=10,
                            verbose_name="Bearbeitung",
                        ),
                    ),
                    ("error", models.TextField(blank=True, default="", verbose_name="Fehler")),
                    ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="fertig am")),
                    ("ordered_by_kind", models.CharField(max_length=20, verbose_name="bestellt von (Art)")),
                    (
                        "ordered_by_reference",
                        models.CharField(max_length=64, verbose_name="bestellt von (Kennung)"),
                    ),
                    (
                        "ordered_by_label",
                        models.CharField(blank=True, default="", max_length=200, verbose_name="bestellt von"),
                    ),
                    (
                        "audience",
                        models.CharField(
                            choices=[
                                ("office", "nur intern"),
                                ("applicant", "auch für die antragstellende Person"),
                            ],
                            default="office",
                            max_length=20,
                            verbose_name="bestimmt für",
                        ),
                    ),
                    (
                        "expired_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Aufbewahrung abgelaufen"),
                    ),
                    (
                        "repeats",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="repeated_by",
                            to="files.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Dokument",
                    "verbose_name_plural": "Dokumente",
                    "ordering": ["issued_at", "id"],
                    "indexes": [
                        models.Index(fields=["subject", "issued_at"], name="files_document_subject"),
                        models.Index(fields=["state", "issued_at"], name="files_document_state"),
                        models.Index(fields=["slug", "-issued_at"], name="files_document_history"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["waiting", "making", "ready", "failed"])),
                            name="files_document_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("audience__in", ["office", "applicant"])),
                            name="files_document_audience_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "failed"), _negated=True),
                                models.Q(("error", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="files_document_failed_has_error",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("expired_at__isnull", True), ("state", "ready"), _connector="OR"
                            ),
                            name="files_document_expired_was_ready",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ExpiredFile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "format",
                        models.CharField(
                            choices=[("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"), ("zip", "ZIP")],
                            max_length=10,
                            verbose_name="Format",
                        ),
                    ),
                    ("name", models.CharField(max_length=150, verbose_name="Name")),
                    ("size", models.PositiveBigIntegerField(verbose_name="Größe in Byte")),
                    ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                    (
                        "document",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="expired_files",
                            to="files.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "abgelaufene Datei",
                    "verbose_name_plural": "abgelaufene Dateien",
                    "ordering": ["document_id", "format"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("document", "format"), name="files_expiredfile_one_per_format"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="StoredFile",
                fields=[
                    (
                        "uuid",
                        models.UUIDField(
                            default=uuid.uuid4,
                            editable=False,
                            primary_key=True,
                            serialize=False,
                            verbose_name="Kennung",
                        ),
                    ),
                    ("original_name", models.CharField(max_length=150, verbose_name="Name")),
                    ("media_type", models.CharField(max_length=100, verbose_name="Art")),
                    ("size", models.PositiveBigIntegerField(verbose_name="Größe in Byte")),
                    ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                    ("path", models.CharField(max_length=100, unique=True, verbose_name="Ablage")),
                    ("subject", models.CharField(max_length=120, verbose_name="Gegenstand")),
                    ("created_at", models.DateTimeField(verbose_name="abgelegt")),
                    ("created_by", models.CharField(max_length=64, verbose_name="abgelegt von")),
                ],
                options={
                    "verbose_name": "Datei",
                    "verbose_name_plural": "Dateien",
                    "ordering": ["created_at", "uuid"],
                    "indexes": [
                        models.Index(fields=["subject", "created_at"], name="files_stored_subject"),
                        models.Index(fields=["sha256"], name="files_stored_hash"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DocumentFile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "format",
                        models.CharField(
                            choices=[("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"), ("zip", "ZIP")],
                            max_length=10,
                            verbose_name="Format",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="files",
                            to="files.document",
                        ),
                    ),
                    (
                        "file",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="document_file",
                            to="files.storedfile",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Dokumentdatei",
                    "verbose_name_plural": "Dokumentdateien",
                    "ordering": ["document_id", "format"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("document", "format"), name="files_documentfile_one_per_format"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("format__in", ["pdf", "xlsx", "csv", "zip"])),
                            name="files_documentfile_format_known",
                        ),
                    ],
                },
            ),
        )
    ]
