"""Everything that leaves the house as a file."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the app."""

    name = "reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
