from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0004_signed_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="kept_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="Warum er trotz Verwendung anderswo zählt"
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["issued_on", "amount_cents"], name="receipt_day_and_amount"),
        ),
    ]
