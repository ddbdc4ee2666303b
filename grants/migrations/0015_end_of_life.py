"""The end of a life: grants that nobody begins to use."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grants", "0010_represented")]

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
    ]
