"""A fund may let a small amount go instead of claiming it back."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.state_guard import state_guard

GRAPHS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "grants_claim": (
        "hearing",
        [
            ("deferred", "enforcement"),
            ("deferred", "paid"),
            ("due", "deferred"),
            ("due", "paid"),
            ("due", "partly_paid"),
            ("due", "reminded_1"),
            ("due", "waived"),
            ("due", "written_off"),
            ("enforcement", "paid"),
            ("enforcement", "waived"),
            ("enforcement", "written_off"),
            ("hearing", "notice"),
            ("hearing", "waived"),
            ("notice", "due"),
            ("partly_paid", "deferred"),
            ("partly_paid", "enforcement"),
            ("partly_paid", "paid"),
            ("partly_paid", "reminded_1"),
            ("partly_paid", "waived"),
            ("partly_paid", "written_off"),
            ("reminded_1", "deferred"),
            ("reminded_1", "enforcement"),
            ("reminded_1", "paid"),
            ("reminded_1", "partly_paid"),
            ("reminded_1", "reminded_2"),
            ("reminded_1", "waived"),
            ("reminded_1", "written_off"),
            ("reminded_2", "deferred"),
            ("reminded_2", "enforcement"),
            ("reminded_2", "paid"),
            ("reminded_2", "partly_paid"),
            ("reminded_2", "waived"),
            ("reminded_2", "written_off"),
            ("written_off", "paid"),
        ],
    ),
}


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0018_payee_checks"),
    ]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="fundrules",
                name="claim_from_cents",
                field=models.BigIntegerField(
                    blank=True,
                    help_text="Kleinbetrag: Weniger muss die Stadt nicht zurückfordern. Leer heißt: immer zurückfordern.",
                    null=True,
                    verbose_name="Zurückfordern ab",
                ),
            ),
        ),
        *(state_guard(table, first=first, pairs=pairs) for table, (first, pairs) in GRAPHS.items()),
    ]
