"""Each step keeps the days that can change later, so that a report of an earlier as-of day finds them."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("grants", "0025_drawdown_withdrawals")]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="transitionrecord",
                name="days",
                field=models.JSONField(default=dict, verbose_name="Tage danach"),
            )
        ),
    ]
