import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applicants", "0001_applicants_keys_bank_accounts")]

    operations = [
        migrations.CreateModel(
            name="LinkRequest",
            fields=[
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-Mail")),
                ("asked_at", models.DateTimeField(verbose_name="gefragt am")),
            ],
            options={
                "verbose_name": "Bitte um einen Link",
                "verbose_name_plural": "Bitten um einen Link",
            },
        ),
    ]
