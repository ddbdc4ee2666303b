from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files and the rows of all documents."""

    name = "foundation.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Dateien"
