"""Notices before their release, own money at acceptance, and the way back from a drafted award."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from foundation.audit.state_guard import state_guard
from foundation.audit.triggers import append_only

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module("grants.migrations.0002_guards").GRAPHS
GRAPHS = BEFORE | {
    "grants_application": (
        "draft",
        [*BEFORE["grants_application"][1], ("approved", "voted_partial"), ("approved", "voted_yes")],
    )
}


def keep_first_texts(apps: Any, schema_editor: Any) -> None:
    """Drafts that wait for their release get their wording as the first one."""
    text = apps.get_model("grants", "NoticeText")
    obligation = apps.get_model("grants", "Obligation")
    claim = apps.get_model("grants", "Claim")
    for notice in apps.get_model("grants", "Notice").objects.filter(released_at__isnull=True):
        of_case = obligation.objects.filter(grant__case=notice.case_id)
        rows = list(of_case.values_list("text", "is_condition_precedent")) if notice.kind == "award" else []
        heard_until = claim.objects.filter(notice=notice).values_list("heard_until", flat=True).first()
        text.objects.create(
            notice=notice,
            number=1,
            reason=notice.reason,
            obligations=[words for words, is_condition in rows if not is_condition],
            conditions=[words for words, is_condition in rows if is_condition],
            heard_until=heard_until,
            written_by=notice.drafted_by,
            written_by_label=notice.drafted_by_label,
            written_at=notice.drafted_at,
        )


class Migration(migrations.Migration):
    dependencies = [("grants", "0004_signed_rows")]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="own_less_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="Warum weniger eigenes Geld"),
        ),
        migrations.AddField(
            model_name="notice",
            name="discard_reason",
            field=models.TextField(blank=True, verbose_name="Grund der Rücknahme des Entwurfs"),
        ),
        migrations.AddField(
            model_name="notice", name="discarded_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="notice", name="discarded_by", field=models.CharField(blank=True, max_length=32)
        ),
        migrations.AddField(
            model_name="notice", name="discarded_by_label", field=models.CharField(blank=True, max_length=120)
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=Q(discarded_at__isnull=True)
                | (Q(released_at__isnull=True) & ~Q(discarded_by="") & ~Q(discard_reason="")),
                name="notice_discarded_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(released_at__isnull=True, discarded_at__isnull=True),
                name="notice_one_draft",
            ),
        ),
        migrations.CreateModel(
            name="NoticeText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="grants.notice"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                ("obligations", models.JSONField(default=list, verbose_name="Auflagen")),
                ("conditions", models.JSONField(default=list, verbose_name="Bedingungen")),
                ("heard_until", models.DateField(blank=True, null=True, verbose_name="Anhörung bis")),
                ("written_by", models.CharField(max_length=32)),
                ("written_by_label", models.CharField(max_length=120)),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "Fassung eines Entwurfs",
                "verbose_name_plural": "Fassungen eines Entwurfs",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=["notice", "number"], name="notice_text_once")
                ],
            },
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
        state_guard("grants_application", first="draft", pairs=GRAPHS["grants_application"][1]),
        append_only("grants_noticetext"),
        migrations.RunPython(keep_first_texts, migrations.RunPython.noop),
    ]
