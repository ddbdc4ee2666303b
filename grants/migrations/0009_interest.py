"""Interest on late repayments: dated base rates, a claim of its own, a column of the ledger."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("grants", "0008_more_time_for_proofs")]

    operations = [
        KeepTriggers(
            migrations.CreateModel(
                name="BaseRate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("valid_from", models.DateField(verbose_name="Gilt ab")),
                    ("rate", models.SmallIntegerField(verbose_name="Basiszinssatz")),
                    ("entered_by", models.CharField(max_length=32)),
                    ("entered_by_label", models.CharField(max_length=160)),
                    ("entered_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "Basiszinssatz",
                    "verbose_name_plural": "Basiszinssätze",
                    "ordering": ["-valid_from", "-pk"],
                },
            ),
            migrations.CreateModel(
                name="InterestPeriod",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("since", models.DateField()),
                    ("until", models.DateField()),
                    ("on_cents", models.BigIntegerField()),
                    ("base_rate", models.SmallIntegerField()),
                ],
                options={
                    "verbose_name": "Zinszeitraum",
                    "verbose_name_plural": "Zinszeiträume",
                    "ordering": ["pk"],
                },
            ),
            migrations.RemoveConstraint(
                model_name="ledgerentry",
                name="ledger_entry_moves_something",
            ),
            migrations.RemoveConstraint(
                model_name="ledgerentry",
                name="ledger_kind_known",
            ),
            migrations.AddField(
                model_name="claim",
                name="forgone_by",
                field=models.CharField(blank=True, max_length=32),
            ),
            migrations.AddField(
                model_name="claim",
                name="forgone_by_label",
                field=models.CharField(blank=True, max_length=120),
            ),
            migrations.AddField(
                model_name="claim",
                name="forgone_reason",
                field=models.TextField(blank=True, verbose_name="Warum auf Zinsen verzichtet wird"),
            ),
            migrations.AddField(
                model_name="claim",
                name="principal",
                field=models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="interest",
                    to="grants.claim",
                ),
            ),
            migrations.AddField(
                model_name="fundrules",
                name="interest_from_cents",
                field=models.BigIntegerField(
                    blank=True, default=500, null=True, verbose_name="Zinsen erheben ab"
                ),
            ),
            migrations.AddField(
                model_name="ledgerentry",
                name="interest_cents",
                field=models.BigIntegerField(default=0),
            ),
            migrations.AlterField(
                model_name="claimrow",
                name="ground",
                field=models.CharField(
                    choices=[
                        ("unspent", "nicht verbraucht"),
                        ("cut", "Beleg nicht anerkannt"),
                        ("not_achieved", "Zweck nicht erreicht"),
                        ("not_proven", "Nachweis fehlt"),
                        ("interest", "Zinsen"),
                    ],
                    max_length=14,
                ),
            ),
            migrations.AlterField(
                model_name="ledgerentry",
                name="kind",
                field=models.CharField(
                    choices=[
                        ("reserve", "Vormerkung"),
                        ("unreserve", "Vormerkung aufgehoben"),
                        ("commit", "Bindung"),
                        ("release", "Bindung freigegeben"),
                        ("pay", "Auszahlung"),
                        ("repay", "Rückzahlung"),
                        ("interest", "Zinsen"),
                        ("return", "Rückläufer"),
                        ("carry", "Übertrag der Bindung"),
                        ("correct", "Gegenbuchung"),
                    ],
                    max_length=10,
                ),
            ),
            migrations.AlterField(
                model_name="notice",
                name="kind",
                field=models.CharField(
                    choices=[
                        ("award", "Bewilligungsbescheid"),
                        ("rejection", "Ablehnungsbescheid"),
                        ("repayment", "Erstattungsbescheid"),
                        ("revocation", "Widerrufs- und Erstattungsbescheid"),
                        ("change", "Änderungsbescheid"),
                        ("waiver", "Erlassbescheid"),
                        ("lapse", "Verfallsmitteilung"),
                        ("interest", "Zinsbescheid"),
                    ],
                    max_length=10,
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("forgone_by", ""), ("forgone_reason", "")),
                        models.Q(
                            models.Q(("forgone_reason", ""), _negated=True),
                            models.Q(("forgone_by", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="claim_forgone_is_explained",
                ),
            ),
            migrations.AddConstraint(
                model_name="claim",
                constraint=models.CheckConstraint(
                    condition=models.Q(("principal__isnull", True), ("forgone_by", ""), _connector="OR"),
                    name="claim_interest_bears_none",
                ),
            ),
            migrations.AddConstraint(
                model_name="ledgerentry",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("committed_cents", 0),
                        ("interest_cents", 0),
                        ("paid_cents", 0),
                        ("reserved_cents", 0),
                        _negated=True,
                    ),
                    name="ledger_entry_moves_something",
                ),
            ),
            migrations.AddConstraint(
                model_name="ledgerentry",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        (
                            "kind__in",
                            [
                                "reserve",
                                "unreserve",
                                "commit",
                                "release",
                                "pay",
                                "repay",
                                "interest",
                                "return",
                                "carry",
                                "correct",
                            ],
                        )
                    ),
                    name="ledger_kind_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="baserate",
                constraint=models.CheckConstraint(
                    condition=models.Q(("valid_from__day", 1), ("valid_from__month__in", (1, 7))),
                    name="base_rate_begins_a_half_year",
                ),
            ),
            migrations.AddField(
                model_name="interestperiod",
                name="claim",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="periods", to="grants.claim"
                ),
            ),
            migrations.AddConstraint(
                model_name="interestperiod",
                constraint=models.CheckConstraint(
                    condition=models.Q(("until__gt", models.F("since"))), name="interest_period_has_days"
                ),
            ),
            migrations.AddConstraint(
                model_name="interestperiod",
                constraint=models.CheckConstraint(
                    condition=models.Q(("on_cents__gt", 0)), name="interest_period_positive"
                ),
            ),
        ),
        append_only("grants_baserate"),
    ]
