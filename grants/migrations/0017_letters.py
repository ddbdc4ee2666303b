"""Letters of the outbox. Once its document is ordered, or it is discarded, the database lets none change."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.triggers import append_only

RECORD = "EXISTS (SELECT 1 FROM grants_deletionrecord d"
OPEN = "(OLD.document_id IS NULL AND OLD.discarded_at IS NULL)"


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_hash_index"),
        ("grants", "0016_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=80, verbose_name="Vorlage")),
                ("title", models.CharField(max_length=300, verbose_name="Betreff")),
                ("body", models.TextField(verbose_name="Text")),
                (
                    "channel",
                    models.CharField(
                        choices=[("letter", "Brief"), ("email", "E-Mail"), ("portal", "Portal")],
                        max_length=8,
                        verbose_name="Weg",
                    ),
                ),
                ("cause", models.CharField(max_length=160, unique=True)),
                ("params", models.JSONField(default=dict)),
                ("is_told", models.BooleanField(default=False)),
                ("drafted_by", models.CharField(max_length=32)),
                ("drafted_by_label", models.CharField(max_length=160)),
                ("drafted_at", models.DateTimeField()),
                ("released_by", models.CharField(blank=True, max_length=32)),
                ("released_by_label", models.CharField(blank=True, max_length=160)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("posted_on", models.DateField(blank=True, null=True)),
                ("discarded_by_label", models.CharField(blank=True, max_length=160)),
                ("discarded_at", models.DateTimeField(blank=True, null=True)),
                ("discard_reason", models.TextField(blank=True, verbose_name="Grund")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="grants.application",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.document",
                    ),
                ),
            ],
            options={
                "verbose_name": "Brief",
                "verbose_name_plural": "Briefe",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("draft", "entworfen"),
                            ("edit", "geändert"),
                            ("release", "gesendet"),
                            ("undo", "zurückgeholt"),
                            ("discard", "verworfen"),
                        ],
                        max_length=7,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=32)),
                ("by_label", models.CharField(max_length=160)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="grants.letter"
                    ),
                ),
            ],
            options={
                "verbose_name": "Schritt eines Briefs",
                "verbose_name_plural": "Schritte von Briefen",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["posted_on", "channel"], name="letter_posted"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("posted_on__isnull", True), ("released_at__isnull", True), ("released_by", "")),
                    models.Q(
                        ("posted_on__isnull", False),
                        ("released_at__isnull", False),
                        models.Q(("released_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_released_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("discarded_at__isnull", True),
                    models.Q(("released_at__isnull", True), models.Q(("discard_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="letter_discarded_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("document__isnull", True), ("released_at__isnull", False), _connector="OR"
                ),
                name="letter_document_after_release",
            ),
        ),
        append_only("grants_letter", erasable_when=f"{OPEN} OR {RECORD} WHERE d.case_id = OLD.case_id)"),
        append_only(
            "grants_letterstep",
            erasable_when=f"{RECORD} JOIN grants_letter l ON l.case_id = d.case_id WHERE l.id = OLD.letter_id)",
        ),
    ]
