"""A deferred claim gets its exits: other days, write-off, waiver, and the way back."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.state_guard import state_guard

GRAPHS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "grants_claim": (
        "hearing",
        [
            ("deferred", "due"),
            ("deferred", "enforcement"),
            ("deferred", "paid"),
            ("deferred", "waived"),
            ("deferred", "written_off"),
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
    dependencies = [("grants", "0026_days_of_steps")]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="claiminstalment",
                name="named_on",
                field=models.DateField(blank=True, null=True, verbose_name="Verschoben vom"),
            ),
            migrations.AlterField(
                model_name="claim",
                name="relief",
                field=models.CharField(
                    blank=True,
                    choices=[
                        (
                            "write_off",
                            "Niederschlagung: Die Person schuldet es weiter, die Stadt verfolgt es nicht",
                        ),
                        ("waive", "Erlass: Die Person schuldet es nicht mehr"),
                        ("recall", "Aufhebung der Stundung: Das Geld ist wieder fällig wie vorher"),
                    ],
                    max_length=10,
                    verbose_name="Vorschlag",
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
                        ("recall", "Aufhebung der Stundung"),
                    ],
                    max_length=10,
                ),
            ),
        ),
        *(state_guard(table, first=first, pairs=pairs) for table, (first, pairs) in GRAPHS.items()),
    ]
