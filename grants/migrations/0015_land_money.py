"""The Land's tranches, what came in on a drawdown, what the Land cut; drawdowns ahead."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.triggers import append_only

FOR_EVER = ("grants_landtranche", "grants_landreceipt", "grants_landcut")


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0014_payment_files"),
    ]

    operations = [
        KeepTriggers(
            migrations.CreateModel(
                name="LandCut",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("cut_on", models.DateField(verbose_name="Gekürzt am")),
                    ("bund_cents", models.BigIntegerField(verbose_name="Bund")),
                    ("land_cents", models.BigIntegerField(verbose_name="Land")),
                    ("reason", models.TextField(max_length=500, verbose_name="Grund")),
                    ("recorded_by", models.CharField(max_length=32)),
                    ("recorded_by_label", models.CharField(max_length=160)),
                    ("recorded_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "Kürzung des Landes",
                    "verbose_name_plural": "Kürzungen des Landes",
                    "ordering": ["cut_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="LandProposal",
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
                    ("programme_year", models.PositiveSmallIntegerField(verbose_name="Programmjahr")),
                    (
                        "decision_reference",
                        models.CharField(max_length=80, verbose_name="Zuwendungsbescheid"),
                    ),
                    (
                        "bund_weight",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Bund",
                        ),
                    ),
                    (
                        "land_weight",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Land",
                        ),
                    ),
                    (
                        "kommune_weight",
                        models.PositiveSmallIntegerField(
                            default=1,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Stadt",
                        ),
                    ),
                    (
                        "private_weight",
                        models.PositiveSmallIntegerField(
                            default=0,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="Anteil Private",
                        ),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                ],
                options={
                    "verbose_name": "Vorschlag zu Mitteln des Landes",
                    "verbose_name_plural": "Vorschläge zu Mitteln des Landes",
                    "ordering": ["pk"],
                },
            ),
            migrations.CreateModel(
                name="LandReceipt",
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
                ],
                options={
                    "verbose_name": "Eingang vom Land",
                    "verbose_name_plural": "Eingänge vom Land",
                    "ordering": ["received_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="LandTranche",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("budget_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                    ("recorded_at", models.DateTimeField()),
                    ("recorded_by", models.CharField(max_length=32)),
                ],
                options={
                    "verbose_name": "Tranche des Landes",
                    "verbose_name_plural": "Tranchen des Landes",
                    "ordering": ["budget_year", "pk"],
                },
            ),
            migrations.AddField(
                model_name="drawdown",
                name="kind",
                field=models.CharField(
                    choices=[
                        ("paid", "für geleistete Zahlungen"),
                        ("ahead", "für Zahlungen der nächsten zwei Monate"),
                    ],
                    default="paid",
                    max_length=5,
                    verbose_name="Art",
                ),
            ),
            migrations.AddField(
                model_name="drawdown",
                name="land_grant",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="drawdowns",
                    to="grants.landgrant",
                ),
            ),
            migrations.AddField(
                model_name="drawdown",
                name="offset_bund_cents",
                field=models.BigIntegerField(default=0, verbose_name="Verrechnet, Bund"),
            ),
            migrations.AddField(
                model_name="drawdown",
                name="offset_land_cents",
                field=models.BigIntegerField(default=0, verbose_name="Verrechnet, Land"),
            ),
            migrations.AddConstraint(
                model_name="drawdown",
                constraint=models.CheckConstraint(
                    condition=models.Q(("kind__in", ["paid", "ahead"])), name="drawdown_kind_known"
                ),
            ),
            migrations.AddConstraint(
                model_name="drawdown",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("kind", "paid"),
                        models.Q(("offset_bund_cents", 0), ("offset_land_cents", 0)),
                        _connector="OR",
                    ),
                    name="drawdown_ahead_sets_nothing_off",
                ),
            ),
            migrations.AddField(
                model_name="landcut",
                name="drawdown",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="cuts", to="grants.drawdown"
                ),
            ),
            migrations.AddField(
                model_name="landproposal",
                name="fund",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="land_proposals",
                    to="grants.fund",
                ),
            ),
            migrations.AddField(
                model_name="landreceipt",
                name="drawdown",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="grants.drawdown"
                ),
            ),
            migrations.AddField(
                model_name="landtranche",
                name="land_grant",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="tranches",
                    to="grants.landgrant",
                ),
            ),
            migrations.AddField(
                model_name="landproposal",
                name="tranche",
                field=models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="proposal",
                    to="grants.landtranche",
                ),
            ),
            migrations.AddConstraint(
                model_name="landcut",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("bund_cents__gte", 0),
                        ("land_cents__gte", 0),
                        models.Q(("bund_cents", 0), ("land_cents", 0), _negated=True),
                    ),
                    name="land_cut_positive",
                ),
            ),
            migrations.AddConstraint(
                model_name="landcut",
                constraint=models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True), name="land_cut_has_a_reason"
                ),
            ),
            migrations.AddConstraint(
                model_name="landreceipt",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_cents__gt", 0)), name="land_receipt_positive"
                ),
            ),
            migrations.AddConstraint(
                model_name="landtranche",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_cents", 0), _negated=True),
                    name="land_tranche_changes_something",
                ),
            ),
            migrations.AddConstraint(
                model_name="landproposal",
                constraint=models.CheckConstraint(
                    condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    name="land_proposal_second_person",
                ),
            ),
            migrations.AddConstraint(
                model_name="landproposal",
                constraint=models.CheckConstraint(
                    condition=models.Q(("amount_cents", 0), _negated=True),
                    name="land_proposal_changes_something",
                ),
            ),
            migrations.AddConstraint(
                model_name="landproposal",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("confirmed_at__isnull", True), ("tranche__isnull", True)),
                        models.Q(
                            ("confirmed_at__isnull", False),
                            ("tranche__isnull", False),
                            ("withdrawn_at__isnull", True),
                        ),
                        _connector="OR",
                    ),
                    name="land_proposal_confirmed_is_entered",
                ),
            ),
        ),
        *(append_only(table) for table in FOR_EVER),
    ]
