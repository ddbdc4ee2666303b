"""Accounts from a signed sheet of paper: typed in by one person, confirmed by another (permissions, row 22)."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.row_guard import row_guard
from foundation.audit.triggers import append_only

STILL_OPEN = "OLD.confirmed_at IS NULL AND OLD.withdrawn_at IS NULL"
CASE_DELETED = (
    "EXISTS (SELECT 1 FROM grants_deletionrecord d JOIN grants_grant g ON g.case_id = d.case_id "
    "WHERE g.id = OLD.grant_id)"
)
#: Who signs is declared biased in the case (person rule 1).
BIASED = (
    "EXISTS (SELECT 1 FROM grants_conflictofinterest c JOIN grants_grant g ON g.case_id = c.application_id "
    "WHERE g.id = NEW.grant_id AND c.person_reference ="
)
UNBIASED = {name: f"NEW.{name} <> '' AND {BIASED} NEW.{name})" for name in ("proposed_by", "confirmed_by")}
#: What was typed in is what is confirmed: once the row is there, these columns stay.
TYPED = dict.fromkeys(
    ("grant_id", "bank_account_id", "came_on", "proposed_by"),
    "EXISTS (SELECT 1 FROM grants_accountsheet s WHERE s.id = NEW.id)",
)
#: An account from a sheet counts, and is paid to, only when it is confirmed for this grant.
NOT_CONFIRMED = (
    "EXISTS (SELECT 1 FROM grants_accountsheet s WHERE s.bank_account_id = NEW.bank_account_id "
    "AND (s.confirmed_at IS NULL OR s.grant_id <> NEW.{grant}))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("applicants", "0001_tables"),
        ("grants", "0022_receipt_orders"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("proposed_by", models.CharField(max_length=32)),
                ("proposed_by_label", models.CharField(max_length=160)),
                ("proposed_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=32)),
                ("confirmed_by_label", models.CharField(blank=True, max_length=160)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                ("withdrawn_by_label", models.CharField(blank=True, max_length=160)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("came_on", models.DateField(verbose_name="Blatt eingegangen am")),
                (
                    "withdrawn_reason",
                    models.TextField(blank=True, max_length=500, verbose_name="Warum verworfen"),
                ),
                (
                    "bank_account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheet",
                        to="applicants.bankaccount",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_sheets",
                        to="grants.grant",
                    ),
                ),
            ],
            options={
                "verbose_name": "Konto vom Papier",
                "verbose_name_plural": "Konten vom Papier",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                        name="account_sheet_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by", "")),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("withdrawn_at__isnull", True),
                                models.Q(("confirmed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_sheet_confirmed_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_by", ""), _negated=True),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_sheet_discarded_is_explained",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("grant",),
                        name="account_sheet_one_open",
                    ),
                ],
            },
        ),
        append_only("grants_accountsheet", erasable_when=f"({STILL_OPEN}) OR {CASE_DELETED}"),
        row_guard("grants_accountsheet", "unbiased", UNBIASED),
        row_guard("grants_accountsheet", "as_typed", TYPED),
        row_guard("grants_grant", "confirmed_account", {"bank_account_id": NOT_CONFIRMED.format(grant="id")}),
        row_guard(
            "grants_paymentorder",
            "confirmed_account",
            {"bank_account_id": NOT_CONFIRMED.format(grant="grant_id")},
        ),
    ]
