"""The lapse of a grant is a notice like the others."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("grants", "0006_claim_graph")]

    operations = [
        KeepTriggers(
            migrations.AlterField(
                "notice",
                "kind",
                models.CharField(
                    max_length=10,
                    choices=[
                        ("award", "Bewilligungsbescheid"),
                        ("rejection", "Ablehnungsbescheid"),
                        ("repayment", "Erstattungsbescheid"),
                        ("revocation", "Widerrufs- und Erstattungsbescheid"),
                        ("change", "Änderungsbescheid"),
                        ("waiver", "Erlassbescheid"),
                        ("lapse", "Verfallsmitteilung"),
                    ],
                ),
            )
        )
    ]
