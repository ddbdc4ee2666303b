"""A minor sends an application; the office notes that a parent has signed."""

from importlib import import_module

from django.db import migrations, models

from foundation.audit.state_guard import state_guard

FIRST, PAIRS = import_module("grants.migrations.0009_exits").GRAPHS["grants_application"]


class Migration(migrations.Migration):
    dependencies = [("grants", "0009_exits")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="represented",
            field=models.BooleanField(default=False, verbose_name="Unterschrift eines Elternteils liegt vor"),
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_application", first=FIRST, pairs=PAIRS),
    ]
