"""The public face of the Quartiersbüro."""

from django.apps import AppConfig


class QuarterConfig(AppConfig):
    """Registers the app."""

    name = "quarter"
    label = "quarter"
    default_auto_field = "django.db.models.BigAutoField"
