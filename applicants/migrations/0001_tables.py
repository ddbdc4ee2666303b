"""The tables of applicants."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import applicants.models.applicant


class Migration(migrations.Migration):
    initial = True

    # Databases of the builds before this one count as up to date when they had all of these.
    replaces = [
        ("applicants", "0001_applicants_keys_bank_accounts"),
        ("applicants", "0002_link_requests"),
        ("applicants", "0003_no_particulars"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Applicant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        default=applicants.models.applicant.new_reference,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("language", models.CharField(default="de", max_length=8)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "Antragsteller",
                "verbose_name_plural": "Antragstellende",
            },
        ),
        migrations.CreateModel(
            name="AccessKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="applicants.applicant",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("link", "Link in einer E-Mail"), ("sheet", "Code auf dem Zugangsblatt")],
                        max_length=8,
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Schlüssel",
                "verbose_name_plural": "Schlüssel",
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_accounts",
                        to="applicants.applicant",
                    ),
                ),
                ("holder", models.CharField(max_length=70, verbose_name="Kontoinhaber")),
                ("iban_ciphertext", models.CharField(max_length=255)),
                ("iban_index", models.CharField(db_index=True, max_length=64)),
                ("iban_masked", models.CharField(max_length=20)),
                ("bic", models.CharField(blank=True, max_length=11)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "Bankverbindung",
                "verbose_name_plural": "Bankverbindungen",
            },
        ),
        migrations.CreateModel(
            name="LinkRequest",
            fields=[
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-Mail")),
                ("asked_at", models.DateTimeField(verbose_name="gefragt am")),
            ],
            options={
                "verbose_name": "Bitte um einen Link",
                "verbose_name_plural": "Bitten um einen Link",
            },
        ),
    ]
