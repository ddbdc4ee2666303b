from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff users, roles, sign-in."""

    name = "foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Konten"
