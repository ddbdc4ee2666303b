"""The ways off the plain path of a grant: changes with their rulings, the judging of stopped projects, revocation."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module(
    "grants.migrations.0006_particulars_void_votes"
).GRAPHS
JUDGED = [("cancelled", "proof_submitted")]
GRAPHS = BEFORE | {"grants_grant": ("draft_notice", [*BEFORE["grants_grant"][1], *JUDGED])}


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0008_receipts_and_budgets"),
    ]

    operations = [
        migrations.AddField(
            model_name="fundrules",
            name="acceptance_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="Annahmefrist in Tagen"
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="claim_not_proven_text",
            field=models.TextField(
                blank=True,
                default="Die Verwendung ist nicht nachgewiesen (§ 49 Abs. 3 Satz 1 Nr. 2, § 49a Abs. 1 VwVfG)",
                verbose_name="Rechtsgrund: Nachweis fehlt",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="discretion_revocation_text",
            field=models.TextField(
                blank=True,
                default="Wir haben nach pflichtgemäßem Ermessen entschieden (§ 40 VwVfG). Ohne Nachweis können wir nicht prüfen, ob öffentliches Geld für seinen Zweck verwendet ist. Ein milderes Mittel als der Widerruf hat nicht geholfen. Dieses Interesse wiegt schwerer als Ihr Interesse, das Geld zu behalten.",
                verbose_name="Ermessen beim Widerruf",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="revocation_ground_text",
            field=models.TextField(
                blank=True,
                default="Der Bescheid verpflichtet Sie, uns die Verwendung des Geldes nachzuweisen. Den Nachweis haben wir trotz Erinnerung und Mahnung nicht bekommen. Damit ist eine Auflage nicht erfüllt (§ 49 Abs. 3 Satz 1 Nr. 2 VwVfG).",
                verbose_name="Grund des Widerrufs",
            ),
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
                ],
                max_length=14,
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
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("period", "Zeitraum"),
                            ("costs", "Kosten anders verteilen"),
                            ("purpose", "Anderer Zweck"),
                            ("amount", "Mehr Geld"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="Was soll anders werden?")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Gewünschtes Ende")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=32)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="grants.grant"
                    ),
                ),
            ],
            options={
                "verbose_name": "Änderungsantrag",
                "verbose_name_plural": "Änderungsanträge",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ChangeRuling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_final", models.BooleanField(default=False)),
                ("approves", models.BooleanField()),
                ("reason", models.TextField(max_length=2000, verbose_name="Begründung")),
                ("ends_before", models.DateField()),
                ("prepared_by", models.CharField(max_length=32)),
                ("written_by", models.CharField(max_length=32)),
                ("written_by_label", models.CharField(max_length=160)),
                ("written_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="grants.changerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "Entscheidung über eine Änderung",
                "verbose_name_plural": "Entscheidungen über Änderungen",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ProofQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=2000, verbose_name="Frage")),
                ("due_on", models.DateField(verbose_name="Antwort bis")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=32)),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="Antwort")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof_questions",
                        to="grants.grant",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rückfrage zum Nachweis",
                "verbose_name_plural": "Rückfragen zum Nachweis",
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.UniqueConstraint(fields=("grant", "number"), name="change_number_once"),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_on__isnull", False), ("kind", "period")),
                    models.Q(models.Q(("kind", "period"), _negated=True), ("ends_on__isnull", True)),
                    _connector="OR",
                ),
                name="change_of_period_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="changeruling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_final", True)), fields=("request",), name="change_decided_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_final", False),
                    models.Q(("written_by", models.F("prepared_by")), _negated=True),
                    _connector="OR",
                ),
                name="change_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="proofquestion",
            constraint=models.UniqueConstraint(fields=("grant", "number"), name="proof_question_number_once"),
        ),
        migrations.AddConstraint(
            model_name="proofquestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("grant",),
                name="proof_question_one_open",
            ),
        ),
        append_only("grants_changerequest"),
        append_only("grants_changeruling"),
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
    ]
