"""The public face of the Quartiersbüro."""

from django.apps import AppConfig


class QuarterConfig(AppConfig):
    """Registers the app, and where letters find the hours of an office."""

    name = "quarter"
    label = "quarter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from grants import office_hours
        from quarter.selectors import visit_of

        office_hours.register(visit_of)
