"""Offers from a fund's threshold on: how many the office has counted, and why fewer are enough."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("grants", "0004_person_guards")]

    operations = [
        KeepTriggers(
            migrations.AddField(
                "application",
                "price_reason",
                models.CharField("Warum es weniger Angebote gibt", max_length=500, blank=True, default=""),
                preserve_default=False,
            ),
            migrations.AddField(
                "application",
                "price_judgement",
                models.CharField("Warum weniger Angebote reichen", max_length=500, blank=True, default=""),
                preserve_default=False,
            ),
            migrations.AddField(
                "costitem", "offers", models.PositiveSmallIntegerField("Angebote", null=True, blank=True)
            ),
            migrations.AddField(
                "fundrules",
                "price_comparison_from_cents",
                models.BigIntegerField("Angebote vergleichen ab", null=True, blank=True),
            ),
            migrations.AddField(
                "fundrules",
                "price_offers",
                models.PositiveSmallIntegerField("Angebote beim Vergleich", default=2),
            ),
        )
    ]
