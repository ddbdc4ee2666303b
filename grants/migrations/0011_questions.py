"""Open questions: answers typed in by the office, new terms with who, when and why; a waiver on paper."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.state_guard import state_guard

FIRST, PAIRS = import_module("grants.migrations.0009_exits").GRAPHS["grants_grant"]


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0010_represented"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="waiver_note",
            field=models.CharField(blank=True, max_length=300, verbose_name="Wie der Verzicht kam"),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="answer_entered_by_label",
            field=models.CharField(blank=True, max_length=160, verbose_name="Eingetragen von"),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="answer_received_on",
            field=models.DateField(blank=True, null=True, verbose_name="Antwort bekommen am"),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="answer_said_by",
            field=models.CharField(blank=True, max_length=160, verbose_name="Wer hat geantwortet?"),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="answer_way",
            field=models.CharField(
                blank=True,
                choices=[("phone", "Telefon"), ("letter", "Brief"), ("counter", "Im Büro")],
                max_length=8,
                verbose_name="Weg der Antwort",
            ),
        ),
        migrations.AddField(
            model_name="proofquestion",
            name="answer_entered_by_label",
            field=models.CharField(blank=True, max_length=160, verbose_name="Eingetragen von"),
        ),
        migrations.AddField(
            model_name="proofquestion",
            name="answer_received_on",
            field=models.DateField(blank=True, null=True, verbose_name="Antwort bekommen am"),
        ),
        migrations.AddField(
            model_name="proofquestion",
            name="answer_said_by",
            field=models.CharField(blank=True, max_length=160, verbose_name="Wer hat geantwortet?"),
        ),
        migrations.AddField(
            model_name="proofquestion",
            name="answer_way",
            field=models.CharField(
                blank=True,
                choices=[("phone", "Telefon"), ("letter", "Brief"), ("counter", "Im Büro")],
                max_length=8,
                verbose_name="Weg der Antwort",
            ),
        ),
        migrations.CreateModel(
            name="QuestionTerm",
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
                            ("wish", "Bitte um mehr Zeit"),
                            ("extension", "Frist verlängert"),
                            ("reminder", "Erinnerung"),
                        ],
                        max_length=9,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=500, verbose_name="Warum?")),
                ("wished_on", models.DateField(blank=True, null=True, verbose_name="Bis wann?")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=32)),
                ("due_before", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Neue Frist")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="Begründung")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=32)),
                ("decided_by_label", models.CharField(blank=True, max_length=160)),
                (
                    "proof_question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="grants.proofquestion",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="grants.informationrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "Frist einer Rückfrage",
                "verbose_name_plural": "Fristen von Rückfragen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proof_question__isnull", False), ("question__isnull", True)),
                            models.Q(("proof_question__isnull", True), ("question__isnull", False)),
                            _connector="OR",
                        ),
                        name="question_term_of_one_question",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "wish"),
                            models.Q(("decided_at__isnull", False), ("due_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="question_term_only_a_wish_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            models.Q(("decided_at__isnull", False), ("due_on__gt", models.F("due_before"))),
                            _connector="OR",
                        ),
                        name="question_term_only_grows",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("question",),
                        name="question_term_one_wish",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("proof_question",),
                        name="question_term_one_wish_proof",
                    ),
                ],
            },
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_grant", first=FIRST, pairs=PAIRS),
    ]
