"""An evening of the jury: keys of its members, own votes, the chair, minutes with additions."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

FIRST, PAIRS = import_module("grants.migrations.0009_exits").GRAPHS["grants_jurysession"]


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_hash_index"),
        ("grants", "0013_money_edges"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="is_waiting",
            field=models.BooleanField(default=False, verbose_name="Warteliste"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_waiting", False), ("outcome", "deferred"), _connector="OR"),
                name="agenda_item_waits_deferred",
            ),
        ),
        migrations.AddField(
            model_name="conflictofinterest",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="Grund"),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="ballot",
            field=models.CharField(
                choices=[("open", "offen, mit Namen"), ("secret", "geheim, nur Zahlen")],
                default="secret",
                max_length=6,
                verbose_name="Abstimmung der Jury",
            ),
        ),
        migrations.AddField(
            model_name="jurymember",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="E-Mail"),
        ),
        migrations.AddField(
            model_name="jurysession",
            name="chair",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions_led",
                to="grants.jurymember",
            ),
        ),
        migrations.AddField(
            model_name="jurysession",
            name="minutes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.document",
            ),
        ),
        migrations.AddField(
            model_name="vote",
            name="cast_by",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.CreateModel(
            name="JuryKey",
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
                        choices=[("link", "Link in einer E-Mail"), ("sheet", "Code auf dem Zugangsblatt")],
                        max_length=8,
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="grants.jurymember",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="grants.jurysession",
                    ),
                ),
            ],
            options={
                "verbose_name": "Schlüssel der Jury",
                "verbose_name_plural": "Schlüssel der Jury",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("session", "member", "kind"),
                        name="jury_key_one_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesAddition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=2000, verbose_name="Nachtrag")),
                ("written_by", models.CharField(max_length=32)),
                ("written_by_label", models.CharField(max_length=160)),
                ("written_at", models.DateTimeField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="grants.jurysession",
                    ),
                ),
            ],
            options={
                "verbose_name": "Nachtrag zum Protokoll",
                "verbose_name_plural": "Nachträge zum Protokoll",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="minutes_addition_number_once")
                ],
            },
        ),
        append_only("grants_minutesaddition"),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_jurysession", first=FIRST, pairs=PAIRS),
    ]
