"""What somebody typed into a draft and the form could not read stays with the draft."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("grants", "0031_released_pictures")]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="application",
                name="unread",
                field=models.JSONField(blank=True, default=dict),
            ),
        ),
    ]
