"""Receipt orders: what the Kasse is to take in, with their machine, and persons kept apart."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.row_guard import row_guard
from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

GRAPHS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "grants_receiptorder": (
        "draft",
        [
            ("certified", "cancelled"),
            ("certified", "draft"),
            ("certified", "ordered"),
            ("draft", "cancelled"),
            ("draft", "certified"),
            ("ordered", "cancelled"),
        ],
    ),
}
#: Who signs is declared biased in the case of the claim (person rule 1).
BIASED = (
    "EXISTS (SELECT 1 FROM grants_conflictofinterest c JOIN grants_grant g ON g.case_id = c.application_id "
    "JOIN grants_claim k ON k.grant_id = g.id WHERE k.id = NEW.claim_id AND c.person_reference ="
)
UNBIASED = {name: f"NEW.{name} <> '' AND {BIASED} NEW.{name})" for name in ("certified_by", "ordered_by")}
#: What was signed is what was read: a change needs a new signature.
CERTIFIED = dict.fromkeys(
    ("amount_cents", "account_assignment", "budget_year", "due_on", "claim_id", "drawdown_id"),
    "NEW.certified_by <> ''",
)


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_tables"),
        ("grants", "0021_statements"),
    ]

    operations = [
        KeepTriggers(
            migrations.CreateModel(
                name="ReceiptOrder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("certified", "Sachlich und rechnerisch richtig"),
                                ("ordered", "Angeordnet"),
                                ("cancelled", "Storniert"),
                            ],
                            default="draft",
                            max_length=24,
                            verbose_name="Status",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("claim", "Rückforderung"),
                                ("interest", "Zinsen"),
                                ("land", "Mittel von Bund und Land"),
                                ("private", "Private Mittel"),
                                ("municipal", "Städtische Mittel"),
                            ],
                            max_length=9,
                            verbose_name="Art",
                        ),
                    ),
                    ("number", models.CharField(max_length=24, unique=True, verbose_name="Anordnungsnummer")),
                    (
                        "cash_reference",
                        models.CharField(max_length=35, unique=True, verbose_name="Kassenzeichen"),
                    ),
                    ("payer", models.CharField(max_length=140, verbose_name="Zahlungspflichtig")),
                    ("reason", models.CharField(max_length=140, verbose_name="Grund")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    (
                        "account_assignment",
                        models.CharField(blank=True, max_length=140, verbose_name="Buchungsstelle"),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("due_on", models.DateField(verbose_name="Fällig am")),
                    ("prepared_by", models.CharField(blank=True, max_length=32)),
                    ("prepared_by_label", models.CharField(blank=True, max_length=160)),
                    ("prepared_at", models.DateTimeField()),
                    ("certified_by", models.CharField(blank=True, max_length=32)),
                    ("certified_by_label", models.CharField(blank=True, max_length=160)),
                    ("certified_at", models.DateTimeField(blank=True, null=True)),
                    ("ordered_by", models.CharField(blank=True, max_length=32)),
                    ("ordered_by_label", models.CharField(blank=True, max_length=160)),
                    ("ordered_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "ordered_limit_cents",
                        models.BigIntegerField(blank=True, null=True, verbose_name="Anordnungsbefugnis bis"),
                    ),
                    (
                        "ordered_for_label",
                        models.CharField(blank=True, max_length=160, verbose_name="In Vertretung für"),
                    ),
                    (
                        "claim",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipt_orders",
                            to="grants.claim",
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
                    (
                        "drawdown",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipt_orders",
                            to="grants.drawdown",
                        ),
                    ),
                    (
                        "fund",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="receipt_orders",
                            to="grants.fund",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Annahmeanordnung",
                    "verbose_name_plural": "Annahmeanordnungen",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="IncomingMoney",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="Eingegangen am")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("recorded_by_label", models.CharField(max_length=160)),
                    ("recorded_at", models.DateTimeField()),
                    (
                        "order",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="money",
                            to="grants.receiptorder",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Eingang auf eine Annahmeanordnung",
                    "verbose_name_plural": "Eingänge auf Annahmeanordnungen",
                    "ordering": ["received_on", "pk"],
                },
            ),
            migrations.AddField(
                model_name="budgetproposal",
                name="receipt_order",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="budget_proposals",
                    to="grants.receiptorder",
                ),
            ),
            migrations.AddIndex(
                model_name="receiptorder",
                index=models.Index(fields=["state", "-id"], name="receipt_order_by_state"),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.CheckConstraint(
                    condition=models.Q(("state__in", ["draft", "certified", "ordered", "cancelled"])),
                    name="receipt_order_state_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_cents__gt", 0)), name="receipt_order_positive"
                ),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("claim__isnull", False),
                            ("drawdown__isnull", True),
                            ("kind__in", ["claim", "interest"]),
                        ),
                        models.Q(("claim__isnull", True), ("drawdown__isnull", False), ("kind", "land")),
                        models.Q(
                            ("claim__isnull", True),
                            ("drawdown__isnull", True),
                            ("kind__in", ["private", "municipal"]),
                        ),
                        _connector="OR",
                    ),
                    name="receipt_order_has_its_source",
                ),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("ordered_by", ""),
                        models.Q(("ordered_by", models.F("certified_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="receipt_order_orderer_not_certifier",
                ),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "ordered"), _negated=True),
                        models.Q(
                            models.Q(("ordered_by", ""), _negated=True),
                            models.Q(("certified_by", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="receipt_order_ordered_is_signed",
                ),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("ordered_limit_cents__isnull", True),
                        ("ordered_limit_cents__gte", models.F("amount_cents")),
                        _connector="OR",
                    ),
                    name="receipt_order_within_authority",
                ),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("state", "cancelled"), _negated=True),
                    fields=("claim",),
                    name="receipt_order_one_a_claim",
                ),
            ),
            migrations.AddConstraint(
                model_name="receiptorder",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("state", "cancelled"), _negated=True),
                    fields=("drawdown",),
                    name="receipt_order_one_a_drawdown",
                ),
            ),
            migrations.AddConstraint(
                model_name="incomingmoney",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_cents__gt", 0)), name="incoming_money_positive"
                ),
            ),
        ),
        *(state_guard(table, first=first, pairs=pairs) for table, (first, pairs) in GRAPHS.items()),
        row_guard("grants_receiptorder", "unbiased", UNBIASED),
        row_guard("grants_receiptorder", "certified", CERTIFIED),
        append_only("grants_incomingmoney"),
    ]
