from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grants", "0008_receipts_and_budgets")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="represented",
            field=models.BooleanField(default=False, verbose_name="Unterschrift eines Elternteils liegt vor"),
        ),
    ]
