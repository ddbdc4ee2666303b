from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    """Who applies: persons, groups, organisations, their keys and their bank details."""

    name = "applicants"
    verbose_name = "Antragstellende"
    default_auto_field = "django.db.models.BigAutoField"
