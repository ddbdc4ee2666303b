"""Subscriptions of reports, and what became of each period."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_schema"),
        ("grants", "0001_schema"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportSubscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("slug", models.CharField(max_length=80, verbose_name="Bericht")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("monthly", "monthly"), ("yearly", "yearly")],
                        max_length=8,
                        verbose_name="Rhythmus",
                    ),
                ),
                (
                    "day_kind",
                    models.CharField(
                        choices=[("calendar", "calendar"), ("working", "working")],
                        max_length=8,
                        verbose_name="Zählung",
                    ),
                ),
                ("day", models.PositiveSmallIntegerField(verbose_name="Tag")),
                ("subscriber", models.CharField(max_length=32, verbose_name="Kennung der Person")),
                ("subscriber_label", models.CharField(max_length=150, verbose_name="Person")),
                ("created_at", models.DateTimeField(verbose_name="angelegt")),
                ("since", models.DateField(verbose_name="gilt ab")),
                ("resting_since", models.DateTimeField(blank=True, null=True, verbose_name="ruht seit")),
                (
                    "rest_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paused", "pausiert"),
                            ("no_right", "ruht: Die Person darf Berichte dieses Fonds nicht mehr lesen."),
                            ("left", "ruht: Das Konto der Person ist geschlossen."),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="ruht, weil",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beendet")),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_subscriptions",
                        to="grants.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "Abonnement eines Berichts",
                "verbose_name_plural": "Abonnements von Berichten",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SubscribedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.DateField(verbose_name="vom")),
                ("last", models.DateField(verbose_name="bis zum")),
                ("planned_on", models.DateField(verbose_name="geplant am")),
                ("ordered_at", models.DateTimeField(verbose_name="bestellt")),
                ("refusal", models.TextField(blank=True, default="", verbose_name="nicht bestellt, weil")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="mitgeteilt")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ready", "E-Mail mit Link geschickt"),
                            ("failed", "E-Mail geschickt: Es hat nicht geklappt."),
                            ("withheld", "keine E-Mail: Das Abonnement ruhte oder war beendet."),
                            ("no_address", "keine E-Mail: Die Adresse der Person ist unbrauchbar."),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="Ergebnis",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscribed",
                        to="files.document",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="reports.reportsubscription",
                    ),
                ),
            ],
            options={
                "verbose_name": "abonnierter Bericht",
                "verbose_name_plural": "abonnierte Berichte",
                "ordering": ["-planned_on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="reportsubscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("fund", "slug", "rhythm", "subscriber"),
                name="report_subscription_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsubscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("rhythm__in", ["monthly", "yearly"])),
                name="report_subscription_rhythm_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsubscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("day__range", (1, 28)), ("day_kind", "calendar")),
                    models.Q(("day__range", (1, 15)), ("day_kind", "working")),
                    _connector="OR",
                ),
                name="report_subscription_day_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsubscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rest_reason", ""), ("resting_since__isnull", True)),
                    models.Q(
                        ("rest_reason__in", ["paused", "no_right", "left"]), ("resting_since__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="report_subscription_rest_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscribedreport",
            constraint=models.UniqueConstraint(
                fields=("subscription", "first"), name="subscribed_report_once_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscribedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", False), ("refusal", "")),
                    models.Q(("document__isnull", True), models.Q(("refusal", ""), _negated=True)),
                    _connector="OR",
                ),
                name="subscribed_report_ordered_or_refused",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscribedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("told_at__isnull", True)),
                    models.Q(
                        ("outcome__in", ["ready", "failed", "withheld", "no_address"]),
                        ("told_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="subscribed_report_told_has_outcome",
            ),
        ),
    ]
