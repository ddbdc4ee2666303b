"""Checks of the everyday: a change before the first day, the number of a receipt, proven obligations."""

from importlib import import_module

from django.db import migrations, models

from foundation.audit.state_guard import state_guard

BEFORE: dict[str, tuple[str, list[tuple[str, str]]]] = import_module(
    "grants.migrations.0015_end_of_life"
).GRAPHS
BEFORE_THE_START = [
    ("accepted", "cancelled"),
    ("accepted", "change_pending"),
    ("change_pending", "accepted"),
]
GRAPHS = BEFORE | {"grants_grant": ("draft_notice", [*BEFORE["grants_grant"][1], *BEFORE_THE_START])}


class Migration(migrations.Migration):
    dependencies = [("grants", "0017_letters")]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="document_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="Nummer auf dem Beleg"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="fulfilled_note",
            field=models.CharField(blank=True, max_length=300, verbose_name="Woran man es sieht"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="fulfilled_by_label",
            field=models.CharField(blank=True, max_length=120, verbose_name="Vermerkt von"),
        ),
        state_guard("grants_grant", first="draft_notice", pairs=GRAPHS["grants_grant"][1]),
    ]
