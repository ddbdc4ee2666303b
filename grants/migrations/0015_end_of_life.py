"""The end of a life: grants that nobody begins to use, bound things, holds, deletion, reminders."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module(
    "grants.migrations.0013_money_edges"
).GRAPHS
GRAPHS = BEFORE | {"grants_grant": ("draft_notice", [*BEFORE["grants_grant"][1], ("in_binding", "closed")])}

RECORD = "EXISTS (SELECT 1 FROM grants_deletionrecord d"
#: Append-only rows with personal data, and what opens them: the deletion record of their case.
ERASABLE = {
    "grants_transitionrecord": f"{RECORD} WHERE d.case_id = OLD.case_id)",
    "grants_applicationversion": f"{RECORD} WHERE d.case_id = OLD.application_id)",
    "grants_noticetext": f"{RECORD} JOIN grants_notice n ON n.case_id = d.case_id WHERE n.id = OLD.notice_id)",
    "grants_changerequest": f"{RECORD} JOIN grants_grant g ON g.case_id = d.case_id WHERE g.id = OLD.grant_id)",
    "grants_changeruling": (
        f"{RECORD} JOIN grants_grant g ON g.case_id = d.case_id "
        "JOIN grants_changerequest c ON c.grant_id = g.id WHERE c.id = OLD.request_id)"
    ),
}


class Migration(migrations.Migration):
    dependencies = [("grants", "0014_jury_evening")]

    operations = [
        migrations.AddField(
            model_name="fundrules",
            name="start_within_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="Beginn spätestens nach Monaten"
            ),
        ),
        migrations.AlterField(
            model_name="proofreminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reminder", "Erinnerung"),
                    ("demand", "Mahnung mit Anhörung"),
                    ("start", "Anhörung zum Beginn"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="binding_years",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="Zweckbindung in Jahren"
            ),
        ),
        migrations.CreateModel(
            name="BoundThing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=160, verbose_name="Was")),
                ("value_cents", models.BigIntegerField(verbose_name="Wert")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="Wo")),
                ("is_lendable", models.BooleanField(default=False, verbose_name="Ausleihbar")),
                ("bound_until", models.DateField(verbose_name="Gebunden bis")),
                ("entered_by", models.CharField(max_length=32)),
                ("entered_at", models.DateTimeField()),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Beendet am")),
                ("ended_by", models.CharField(blank=True, max_length=32)),
                ("end_reason", models.CharField(blank=True, max_length=500, verbose_name="Warum beendet")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bound_things",
                        to="grants.grant",
                    ),
                ),
            ],
            options={
                "verbose_name": "Gebundene Sache",
                "verbose_name_plural": "Gebundene Sachen",
                "ordering": ["bound_until", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value_cents__gt", 0)), name="bound_thing_value_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            models.Q(
                                models.Q(("ended_by", ""), _negated=True),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bound_thing_end_is_explained",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="fundrules",
            name="retention_years",
            field=models.PositiveSmallIntegerField(
                default=10, verbose_name="Aufbewahrung bewilligter Fälle in Jahren"
            ),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="retention_years_unfunded",
            field=models.PositiveSmallIntegerField(
                default=3, verbose_name="Aufbewahrung anderer Anträge in Jahren"
            ),
        ),
        migrations.CreateModel(
            name="DeletionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("periods_confirmed", models.BooleanField(verbose_name="Fristen von der Stadt bestätigt")),
                (
                    "final_account_accepted",
                    models.BooleanField(verbose_name="Schlussabrechnung vom Land angenommen"),
                ),
                ("proposed_by", models.CharField(max_length=32)),
                ("proposed_by_label", models.CharField(max_length=120)),
                ("proposed_at", models.DateTimeField()),
                ("released_by", models.CharField(blank=True, max_length=32)),
                ("released_by_label", models.CharField(blank=True, max_length=120)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=32)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("cases", models.ManyToManyField(related_name="deletion_runs", to="grants.application")),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deletion_runs",
                        to="grants.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "Löschvorschlag",
                "verbose_name_plural": "Löschvorschläge",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="DeletionRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=24)),
                ("ended_on", models.DateField()),
                ("deletable_from", models.DateField()),
                ("deleted_by", models.CharField(max_length=32)),
                ("deleted_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deletion_record",
                        to="grants.application",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="grants.deletionrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "Löschnachweis",
                "verbose_name_plural": "Löschnachweise",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LitigationHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                ("set_by", models.CharField(max_length=32)),
                ("set_by_label", models.CharField(max_length=120)),
                ("set_at", models.DateTimeField()),
                ("lifted_by", models.CharField(blank=True, max_length=32)),
                ("lifted_by_label", models.CharField(blank=True, max_length=120)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lift_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="Warum aufgehoben"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="grants.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Sperre",
                "verbose_name_plural": "Sperren",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="deletionrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("final_account_accepted", True), ("periods_confirmed", True)),
                name="deletion_run_is_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="deletionrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("released_by", models.F("proposed_by")), _negated=True),
                name="deletion_run_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="deletionrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at__isnull", True),
                    models.Q(("released_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="deletion_run_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="deletionrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("fund",),
                name="deletion_run_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="litigationhold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("case",),
                name="litigation_hold_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="litigationhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lifted_at__isnull", True), models.Q(("lifted_by", ""), _negated=True), _connector="OR"
                ),
                name="litigation_hold_lift_is_signed",
            ),
        ),
        migrations.CreateModel(
            name="ReminderPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(verbose_name="Bis")),
                ("reason", models.TextField(max_length=2000, verbose_name="Grund")),
                ("set_by", models.CharField(max_length=32)),
                ("set_by_label", models.CharField(max_length=120)),
                ("set_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminder_pauses",
                        to="grants.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Pause der Erinnerungen",
                "verbose_name_plural": "Pausen der Erinnerungen",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TermReminder",
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
                            ("question", "Antwort auf die Rückfrage"),
                            ("proof_question", "Antwort zum Nachweis"),
                            ("acceptance", "Annahme der Förderung"),
                            ("start", "Beginn der Aktion"),
                            ("proof_due", "Nachweis fällig"),
                            ("proof_overdue", "Nachweis überfällig"),
                            ("hearing", "Anhörung endet"),
                            ("binding", "Zweckbindung, jährliche Nachfrage"),
                        ],
                        max_length=16,
                    ),
                ),
                ("term_on", models.DateField()),
                ("planned_on", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[("email", "E-Mail"), ("office", "Brief oder Anruf")], max_length=8
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("done_by", models.CharField(blank=True, max_length=32)),
                ("done_by_label", models.CharField(blank=True, max_length=120)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="term_reminders",
                        to="grants.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Terminerinnerung",
                "verbose_name_plural": "Terminerinnerungen",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "kind", "planned_on"), name="term_reminder_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            models.Q(("done_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="term_reminder_done_is_signed",
                    ),
                ],
            },
        ),
        append_only("grants_deletionrecord"),
        *(append_only(table, erasable_when=condition) for table, condition in ERASABLE.items()),
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
    ]
