"""Notices before their release, own money at acceptance, and the way back from a drafted award."""

from importlib import import_module

from django.db import migrations, models

from foundation.audit.state_guard import state_guard

GRAPHS: dict[str, tuple[str, list[tuple[str, str]]]] = dict(
    import_module("grants.migrations.0002_guards").GRAPHS
)


class Migration(migrations.Migration):
    dependencies = [("grants", "0004_signed_rows")]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="own_less_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="Warum weniger eigenes Geld"),
        ),
        # SQLite builds an altered table anew, without its triggers.
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
    ]
