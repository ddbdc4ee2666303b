"""Decisions beside the jury's vote, circular votes, points by criteria, and when a session begins."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module("grants.migrations.0021_everyday").GRAPHS
NEW_PAIRS = [
    ("eligible", "approved"),
    ("approved", "eligible"),
    ("eligible", "rejected"),
    ("voted_no", "approved"),
    ("approved", "voted_no"),
    ("voted_yes", "rejected"),
    ("voted_partial", "rejected"),
]
GRAPHS = BEFORE | {"grants_application": ("draft", [*BEFORE["grants_application"][1], *NEW_PAIRS])}


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0023_rule_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="fundrules",
            name="jury_limit_cents",
            field=models.BigIntegerField(
                blank=True,
                help_text="Über diesem Betrag entscheidet nach der Jury ein zweites Gremium. Leer heißt: nie.",
                null=True,
                verbose_name="Jury entscheidet bis",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="jury_vote",
            field=models.CharField(
                choices=[("binding", "bindet die Stadt"), ("recommending", "ist eine Empfehlung")],
                default="binding",
                help_text="Von einer Empfehlung weicht die Stadt nur mit schriftlicher Begründung ab.",
                max_length=12,
                verbose_name="Beschluss der Jury",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="manager_limit_cents",
            field=models.BigIntegerField(
                default=0,
                help_text="Bis zu dieser Antragssumme entscheidet das Büro allein. 0 heißt: nie.",
                verbose_name="Ohne Jury entscheiden bis",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="second_body_name",
            field=models.CharField(
                blank=True,
                help_text="Zum Beispiel: Stadtrat, Hauptausschuss",
                max_length=120,
                verbose_name="Zweites Gremium",
            ),
        ),
        migrations.AddField(
            model_name="jurysession",
            name="starts_at",
            field=models.TimeField(blank=True, null=True, verbose_name="Beginn"),
        ),
        migrations.CreateModel(
            name="Ruling",
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
                            ("alone", "Ohne Jury entschieden"),
                            ("second_body", "Beschluss des zweiten Gremiums"),
                            ("deviation", "Abweichung von der Empfehlung der Jury"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount_cents", models.BigIntegerField(verbose_name="Betrag")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="Begründung")),
                ("obligations", models.JSONField(default=list, verbose_name="Auflagen")),
                ("body", models.CharField(blank=True, max_length=120, verbose_name="Gremium")),
                (
                    "file_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="Beschlussnummer"),
                ),
                ("decided_on", models.DateField(verbose_name="Entschieden am")),
                ("written_by", models.CharField(max_length=32)),
                ("written_by_label", models.CharField(max_length=160)),
                ("written_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="grants.application",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="grants.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "Entscheidung neben der Jury",
                "verbose_name_plural": "Entscheidungen neben der Jury",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gte", 0)), name="ruling_amount_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", True), ("kind", "alone")),
                            models.Q(models.Q(("kind", "alone"), _negated=True), ("item__isnull", False)),
                            _connector="OR",
                        ),
                        name="ruling_alone_has_no_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "second_body"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="ruling_is_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "second_body"), _negated=True),
                            models.Q(
                                models.Q(("body", ""), _negated=True),
                                models.Q(("file_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ruling_names_its_body",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.CharField(max_length=120, verbose_name="Kriterium")),
                ("points", models.PositiveSmallIntegerField(verbose_name="Punkte")),
                ("given_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "Punkte",
                "verbose_name_plural": "Punkte",
            },
        ),
        migrations.RemoveConstraint(
            model_name="jurysession",
            name="session_day_once",
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="objected_by",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="circular_allowed",
            field=models.BooleanField(
                default=False,
                help_text="Die Jury stimmt ohne Sitzung ab. Ein Widerspruch bringt den Antrag in eine Sitzung.",
                verbose_name="Umlaufverfahren erlaubt",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="circular_limit_cents",
            field=models.BigIntegerField(
                blank=True,
                help_text="Bis zu dieser Antragssumme. Leer heißt: ohne Grenze.",
                null=True,
                verbose_name="Umlaufverfahren bis",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="criteria_text",
            field=models.TextField(
                blank=True,
                help_text="Name; Gewicht; höchste Punktzahl. Zum Beispiel: Nutzen für das Quartier; 2; 5",
                verbose_name="Kriterien, eines je Zeile",
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="jury_sees_names",
            field=models.BooleanField(
                default=True,
                help_text="Sonst liest sie „Projekt A“ und erklärt Befangenheit auf einem eigenen Blatt.",
                verbose_name="Jury sieht, wer beantragt",
            ),
        ),
        migrations.AddField(
            model_name="jurysession",
            name="is_circular",
            field=models.BooleanField(default=False, verbose_name="Umlaufverfahren"),
        ),
        migrations.AddField(
            model_name="vote",
            name="way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("phone", "Telefon"),
                    ("letter", "Brief"),
                    ("email", "E-Mail"),
                    ("counter", "Im Büro"),
                ],
                max_length=8,
                verbose_name="Weg",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurysession",
            constraint=models.UniqueConstraint(
                fields=("fund", "held_on", "is_circular"), name="session_day_once"
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="grants.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="grants.jurymember"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("item", "member", "criterion"), name="score_once"),
        ),
        append_only(
            "grants_ruling",
            erasable_when=(
                "EXISTS (SELECT 1 FROM grants_deletionrecord d WHERE d.case_id = OLD.application_id)"
            ),
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard(
            "grants_jurysession", first=GRAPHS["grants_jurysession"][0], pairs=GRAPHS["grants_jurysession"][1]
        ),
        state_guard("grants_application", first="draft", pairs=GRAPHS["grants_application"][1]),
    ]
