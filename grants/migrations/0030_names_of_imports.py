"""A fund says how its finance system names columns and words; the program only guesses."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("grants", "0029_proof_versions")]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="paymentprofile",
                name="import_text",
                field=models.TextField(
                    blank=True,
                    default="",
                    max_length=4000,
                    verbose_name="Namen beim Einlesen, eine Zeile je Name",
                ),
                preserve_default=False,
            ),
        ),
    ]
